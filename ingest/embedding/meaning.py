"""Gives words a direction by meaning: that of their English counterparts in a small English transformer.

Training on laws brings together what laws mention together. It leaves apart a citizen's word and the word of the law,
or a Dutch and an English word, when no law connects them; dictionaries and a model of English do.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
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
MET = 2  # glosses that use an English word
LETTERS = re.compile(r"[a-z]{3,18}")  # of a word that may get a token of its own
_DERIVED = (("eren", "ering"), ("en", "ing"), ("ing", "en"))
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
        if any(groups) and word not in dutch.STOPWORDS
    }
    synonyms = _both_ways(lexicon.synonyms)
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
    """The directions of the words that Dutch words translate to, and of those that glosses use, in all their forms."""
    words = {word for groups in lexicon.senses.values() for group in groups for word in group}
    met = Counter(word for _, gloss in set(lexicon.glosses) for word in LETTERS.findall(dutch.fold(gloss)))
    words |= {word for word, times in met.items() if times >= MET}
    asked = sorted(word for word in words - dutch.STOPWORDS if len(word) <= LONGEST)
    if not asked:
        return {}
    vectors = teacher(asked)
    vectors = vectors - vectors.mean(axis=0)  # what all words share says nothing about one
    return dict(zip(asked, map(_unit, vectors), strict=True))


def _both_ways(synonyms: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The folded synonyms of each folded word, also of those that are named as a synonym only."""
    pairs = [(dutch.fold(word), dutch.fold(other)) for word, others in synonyms.items() for other in others]
    both: dict[str, dict[str, None]] = defaultdict(dict)
    for word, other in chain(pairs, ((other, word) for word, other in pairs)):
        both[word][other] = None
    return {word: list(others) for word, others in both.items()}


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
    """The meaning of the word, of its lemma, or of the noun of a verb or the verb of a noun."""
    forms = [word, dutch.lemma(word)]
    forms += [word.removesuffix(end) + other for end, other in _DERIVED if word.endswith(end)]
    return next((directions[form] for form in forms if form in directions), None)


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
