"""Words get the direction of their English counterparts, and a token of their own."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from ingest.embedding.data import Lexicon
from ingest.embedding.meaning import token_meanings, word_meanings
from ingest.embedding.train import MEANING, with_meanings
from ingest.embedding.vocabulary import add_words, train_tokenizer

ENGLISH = ("farmer", "peasant", "help", "support", "water", "ship")
LEXICON = Lexicon(
    synonyms={"boer": ("agrariër",), "steun": ("hulp",)},
    english={},
    glosses=(),
    senses={
        "boer": [["farmer", "peasant"]],
        "hulp": [["help"], ["support"]],
        "steun": [["support"]],
        "water": [["water"]],
        "schip": [["ship"]],
    },
)


def teacher(words: Sequence[str]) -> NDArray[np.float32]:
    """A model of English in which every word is alone."""
    return np.eye(8, dtype=np.float32)[[ENGLISH.index(word) for word in words]]


@pytest.fixture(scope="module")
def cosines() -> dict[tuple[str, str], float]:
    directions, english = word_meanings(LEXICON, teacher)
    pieces = ["boer", "boeren", "agrarier", "hulp", "steun", "water", "farmer", "ship", "waterschip", "zzz"]
    rows = token_meanings(pieces, directions, english, 8)
    unit = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    table = unit @ unit.T
    return {(a, b): float(table[i, j]) for i, a in enumerate(pieces) for j, b in enumerate(pieces)}


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("boer", "farmer", "ship"),  # a translation
        ("boer", "boeren", "water"),  # a form of the same word
        ("boer", "agrarier", "hulp"),  # a synonym that no word list translates
        ("steun", "hulp", "water"),  # two words with a translation in common
        ("waterschip", "water", "boer"),  # the part of a compound
    ],
)
def test_words_that_mean_the_same_point_the_same_way(
    cosines: dict[tuple[str, str], float], word: str, near: str, far: str
) -> None:
    assert cosines[word, near] > 0.5 > cosines[word, far]


def test_a_piece_that_is_no_word_has_no_meaning(cosines: dict[tuple[str, str], float]) -> None:
    assert cosines["zzz", "zzz"] == 0


def test_an_added_word_is_one_token_and_the_old_ones_keep_theirs() -> None:
    tokenizer = train_tokenizer(["de boer haalt water voor de boerderij", "het schip vaart door het water"] * 20, 40)
    larger = add_words(tokenizer, ["waterschip", "boer", "insight"])
    size = tokenizer.get_vocab_size()
    assert larger.encode("Waterschip, insight").ids == [larger.token_to_id("waterschip"), larger.token_to_id("insight")]
    assert {piece: row for piece, row in larger.get_vocab().items() if row < size} == tokenizer.get_vocab()
    known = larger.get_vocab()
    alone = [larger.encode(piece).ids for piece in sorted(known, key=known.__getitem__)[1:]]
    assert alone == [[row] for row in range(1, larger.get_vocab_size())]


def test_the_meaning_stands_behind_what_was_learnt() -> None:
    tokenizer = train_tokenizer(["de boer haalt water", "het schip vaart over het water"] * 20, 40)
    learnt = np.random.default_rng(1).normal(size=(tokenizer.get_vocab_size(), 16)).astype(np.float32)
    larger, vectors = with_meanings(tokenizer, learnt, ["hulp", "steun"], *word_meanings(LEXICON, teacher))
    help_, support = larger.token_to_id("hulp"), larger.token_to_id("steun")
    assert vectors.shape == (larger.get_vocab_size(), 16 + MEANING)
    assert np.array_equal(vectors[: len(learnt), :16], learnt)
    assert np.allclose(vectors[help_, :16], learnt[tokenizer.encode("hulp").ids].sum(axis=0))
    assert vectors[help_, 16:] @ vectors[support, 16:] > 0
