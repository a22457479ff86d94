"""Fusing the scores of several searches."""

import pytest

from bot.retrieve import fuse


def test_a_passage_that_two_searches_put_first_wins() -> None:
    found = {"lemma": {"a": 9.0, "b": 5.0, "c": 1.0}, "gram": {"a": 7.0, "c": 6.0}, "dense": {"b": 0.9, "a": 0.8}}
    fused = fuse(found)
    assert max(fused, key=lambda name: fused[name]) == "a"


def test_how_far_a_winner_is_ahead_counts() -> None:
    close = fuse({"lemma": {"a": 5.1, "b": 5.0, "c": 1.0}})
    far = fuse({"lemma": {"a": 9.0, "b": 5.0, "c": 1.0}})
    assert far["a"] - far["b"] > close["a"] - close["b"]


def test_a_passage_that_words_missed_gets_less_than_one_that_they_found() -> None:
    fused = fuse({"lemma": {"a": 3.0, "b": 1.0}, "dense": {"c": 0.9, "a": 0.1}})
    assert fused["b"] < fused["a"]


def test_a_word_that_one_passage_alone_holds_puts_it_first() -> None:
    words = {view: {"rare": 4.0} for view in ("lemma", "stem", "gram")}  # each of the three finds it
    fused = fuse({**words, "dense": {"a": 0.21, "b": 0.2, "rare": 0.19}})
    assert max(fused, key=lambda name: fused[name]) == "rare"


@pytest.mark.parametrize("found", [{}, {"lemma": {}}, {"lemma": {"a": 2.0}}, {"lemma": {"a": 2.0, "b": 2.0}}])
def test_nothing_to_tell_apart_gives_no_difference(found: dict[str, dict[str, float]]) -> None:
    assert len(set(fuse(found).values())) <= 1
