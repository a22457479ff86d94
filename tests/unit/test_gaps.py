"""Questions in vain, grouped by what they are about."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from bot.gaps import find_gaps, is_about_documents
from bot.log.filters import LogFilter, words_of
from ingest.embed import Embedder, open_embedder

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return open_embedder()


def _at(texts: list[str]) -> list[tuple[str, datetime]]:
    return [(text, NOON + timedelta(hours=place)) for place, text in enumerate(texts)]


def test_the_same_subject_in_other_words_is_one_gap(embedder: Embedder) -> None:
    asked = ["Wat kost een parkeervergunning?", "Wat kosten parkeervergunningen?", "Hoeveel kost de parkeervergunning?"]
    [gap] = find_gaps(_at(asked), embedder)
    assert gap.count == 3
    assert gap.last == NOON + timedelta(hours=2)
    assert any(word.startswith("parkeervergunning") for word in gap.words)
    assert gap.example in asked


def test_different_subjects_stay_apart_the_most_asked_first(embedder: Embedder) -> None:
    asked = [
        "Wie is de burgemeester van Zwolle?",
        "Wat kost een parkeervergunning?",
        "Wanneer vaart de pont?",
        "Hoe laat vaart de pont?",
        "Wie leidt het waterschap?",
    ]
    gaps = find_gaps(_at(asked), embedder)
    assert [gap.count for gap in gaps] == [2, 1, 1, 1]
    assert "pont" in gaps[0].words


def test_words_that_questions_share_but_that_say_nothing_join_no_gaps(embedder: Embedder) -> None:
    asked = [
        "Kunt u vertellen wie de tram betaalt?",
        "Kunt u vertellen waar het museum staat?",
        "Weet u meer over wolven?",
    ]
    assert [gap.count for gap in find_gaps(_at(asked), embedder)] == [1, 1, 1]


def test_what_finds_a_gap_in_the_log_finds_each_of_its_questions(embedder: Embedder) -> None:
    asked = [
        "Welke subsidie is er voor zonnepanelen?",
        "Welke subsidies zijn er voor een zonnepaneel?",
        "Subsidie zonnepanelen",
    ]
    [gap] = find_gaps(_at(asked), embedder)
    terms = LogFilter(words=gap.search).terms
    assert terms
    for text in asked:
        said = words_of(text)
        for term in terms:
            assert any(word.startswith(term.word) if term.is_open else word == term.word for word in said), (text, term)


def test_the_order_of_asking_makes_no_difference(embedder: Embedder) -> None:
    asked = _at(
        [
            f"Wat kost een {thing} in {place}?"
            for thing in ("pont", "tram", "brug")
            for place in ("Zwolle", "Zeist", "Ede")
        ]
    )
    expected = find_gaps(asked, embedder)
    for seed in range(5):
        shuffled = random.Random(seed).sample(asked, len(asked))
        assert find_gaps(shuffled, embedder) == expected


def test_nothing_asked_or_nothing_said_gives_no_gaps(embedder: Embedder) -> None:
    assert find_gaps([], embedder) == []
    assert find_gaps(_at(["", "???", "en die dan?", "\U0001f600"]), embedder) == []


def test_a_word_with_a_hyphen_is_one_word_and_is_found_in_the_log(embedder: Embedder) -> None:
    asked = "Wat is het e-mailadres van de provincie?"
    [gap] = find_gaps(_at([asked]), embedder)
    assert sorted(gap.words) == ["e-mailadres", "provincie"]
    assert {term.word for term in LogFilter(words=gap.search).terms} <= set(words_of(asked))


def test_a_name_is_one_subject_although_its_words_mean_little_by_themselves(embedder: Embedder) -> None:
    asked = ["Wie betaalt Samen werkt beter?", "Wat kost Samen Werkt Beter?", "Wie werkt samen?"]
    gaps = find_gaps(_at(asked), embedder, ["Samen werkt", "Samen werkt beter", "Vitens"])
    named = [gap for gap in gaps if "samen werkt beter" in gap.words]
    assert sum(gap.count for gap in named) == 2
    for gap in named:
        assert "beter" in gap.search.split()


@pytest.mark.parametrize(
    ("text", "is_about"),
    [
        ("Wat kost een parkeervergunning?", True),
        ("parkeervergunning", True),
        ("parking permits", True),
        ("Wat is novex?", True),
        ("NOVEX", True),
        ("waterwijs", True),
        ("asdf qwer", False),
        ("Asdf qwer", False),
        ("stomme computer", False),
        ("hallo", False),
        ("???", False),
    ],
)
def test_what_no_document_can_answer_is_no_gap(text: str, is_about: bool) -> None:
    assert is_about_documents(text, lambda word: word == "waterwijs") is is_about
