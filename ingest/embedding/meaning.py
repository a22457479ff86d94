"""Gives words a direction by meaning: that of their English counterparts in a small English transformer.

Training on laws brings together what laws mention together. It leaves apart a citizen's word and the word of the law,
or a Dutch and an English word, when no law connects them; dictionaries and a model of English do.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from ingest import dutch
from ingest.embedding.data import Lexicon

Vector: TypeAlias = NDArray[np.float32]
Teacher: TypeAlias = Callable[[Sequence[str]], NDArray[np.float32]]  # a row per English word
Meanings: TypeAlias = Mapping[str, Vector]  # a unit-length direction by folded word

LONGEST = 24  # characters of an English entry; what is longer is a phrase
OF_SYNONYMS, ROUNDS = 0.3, 2  # how much of its synonyms' mean a word takes over, and how often
OF_ENGLISH = 0.3  # of the English word that is spelt like a Dutch one
SHORTEST = 4  # letters of a part of a compound
_JOINTS = ("", "s", "e", "en", "-")


def word_meanings(lexicon: Lexicon, teacher: Teacher) -> tuple[Meanings, Meanings]:
    """The direction of each Dutch word that the word lists translate, and of each English word they translate it to."""
    english = _english(lexicon, teacher)
    found = {
        word: [[english[other] for other in group if other in english] for group in groups]
        for word, groups in lexicon.senses.items()
    }
    directions = {
        word: _unit(np.sum([_unit(np.mean(group, axis=0)) for group in groups if group], axis=0))
        for word, groups in found.items()
        if any(groups)
    }
    synonyms = {dutch.fold(word): [dutch.fold(other) for other in others] for word, others in lexicon.synonyms.items()}
    for _ in range(ROUNDS):
        directions = {**directions, **_smoothed(directions, synonyms)}
    return directions, english


def token_meanings(pieces: Iterable[str], directions: Meanings, english: Meanings, size: int) -> NDArray[np.float32]:
    """A row of ``size`` numbers per piece, not longer than 1; zeros for what is no word with a meaning."""
    rows = [_of_piece(piece, directions, english) for piece in pieces]
    known = np.stack([row for row in rows if row is not None])
    _, axes = np.linalg.eigh(known.T @ known)
    axes = axes[:, ::-1][:, :size]  # the largest come last
    meanings = np.zeros((len(rows), size), dtype=np.float32)
    meanings[[row is not None for row in rows], : axes.shape[1]] = known @ axes
    return meanings


def _english(lexicon: Lexicon, teacher: Teacher) -> dict[str, Vector]:
    words = sorted({word for groups in lexicon.senses.values() for group in groups for word in group})
    words = [word for word in words if len(word) <= LONGEST]
    if not words:
        return {}
    vectors = teacher(words)
    vectors = vectors - vectors.mean(axis=0)  # what all words share says nothing about one
    return dict(zip(words, map(_unit, vectors), strict=True))


def _smoothed(directions: Meanings, synonyms: Mapping[str, Sequence[str]]) -> dict[str, Vector]:
    """The words with synonyms, nearer to them."""
    smoothed: dict[str, Vector] = {}
    for word, others in synonyms.items():
        if near := [directions[other] for other in others if other in directions]:
            mean = _unit(np.mean(near, axis=0))
            smoothed[word] = _unit(directions[word] + OF_SYNONYMS * mean) if word in directions else mean
    return smoothed


def _of_piece(piece: str, directions: Meanings, english: Meanings) -> Vector | None:
    own, foreign = _of_word(piece, directions), english.get(piece)
    if own is not None and foreign is not None:
        return _unit(own + OF_ENGLISH * foreign)
    if own is not None or foreign is not None:
        return foreign if own is None else own
    return _of_compound(piece, directions)


def _of_word(word: str, directions: Meanings) -> Vector | None:
    return directions[word] if word in directions else directions.get(dutch.lemma(word))


def _of_compound(word: str, directions: Meanings) -> Vector | None:
    """The sum of the two parts of a compound, the first as short as possible."""
    for joint in range(SHORTEST, len(word) - SHORTEST + 1):
        if (last := _of_word(word[joint:], directions)) is None:
            continue
        for letters in _JOINTS:
            first = word[:joint].removesuffix(letters)
            if len(first) >= SHORTEST and first in directions:
                return _unit(directions[first] + last)
    return None


def _unit(vector: Vector) -> Vector:
    unit: Vector = vector / max(float(np.linalg.norm(vector)), 1e-9)
    return unit
