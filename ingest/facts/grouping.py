"""Lessons of different documents that say the same, put together.

Two say the same when they have the same tone and numbers, and are close enough by the embedding model, their shared
words and the parts of their words; the limit was chosen on labelled pairs, see docs/facts.md. In a group all of them
say the same two by two, so that no chain of likenesses joins what is not alike.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from ingest.dutch import STOPWORDS, fold, grams, lemma, words
from ingest.embed import Embedder
from ingest.facts.contrast import actors_of, numbers_of, sides_of
from ingest.facts.model import FactKind, Told
from ingest.facts.tone import Tone, tone_of

LIMIT = 0.6  # of the likeness, 0 to 1, from which two say the same
_MORE_IF_SHORT = 0.1  # is added where one of them has few words, so that each of them counts for much
_SHORT = 4  # words with a meaning of their own
_NEAR = 0.5  # cosine below which the rest is not looked at
_OF_COSINE, _OF_WORDS, _OF_PARTS = 0.4, 0.3, 0.3  # how much vectors, words and parts of words count in the likeness
_BLOCK = 1_000  # rows compared at a time
_LABEL = re.compile(
    r"\A\W*(?:(?:les|inzicht|aanbeveling|succesfactor|knelpunt|punt)\s*)?(?:\d{1,2}|[a-z])?\s*[.:)]\s+", re.IGNORECASE
)
# Lemmas that lessons of every subject have, so that sharing them says little.
_GENERAL = frozenset(
    (
        "programma", "project", "partner", "partij", "samenwerking", "samenwerken", "samen", "gezamenlijk", "elkaar",
        "regio", "gemeente", "provincie", "overheid", "gebied", "plan", "aanpak", "opgave", "doel", "proces",
        "uitvoering", "afspraak", "afspreken", "goed", "belangrijk", "nodig", "voorwaarde", "succes", "succesfactor",
        "leiden", "zorgen", "zorg", "werken", "werk", "blijken", "houden", "moeten", "geven", "maken", "krijgen",
        "halen", "komen", "zetten", "bieden", "stellen", "leggen", "vast", "betrekken", "beginnen", "begin", "start",
        "starten", "vooraf", "vroeg", "tijd", "moment", "jaar", "steeds", "aantal", "eigen", "nieuw", "extra",
        "waardoor", "doordat", "waarin", "zodat", "dankzij",
    )
)  # fmt: skip
_GENERAL_WEIGHT = 0.4


@dataclass(frozen=True, slots=True)
class Group:
    """Sayings of two documents or more that say the same, newest first."""

    sayings: tuple[Told, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents, each once."""
        return tuple(dict.fromkeys(saying.source.id for saying in self.sayings))


def group(sayings: Sequence[Told], embedder: Embedder) -> list[Group]:
    """The groups in ``sayings``, those of the most documents first; a document and its older version count as one."""
    same = same_pairs([saying.fact.value for saying in sayings], [saying.fact.kind for saying in sayings], embedder)
    first = _first_versions(sayings)
    found = []
    for members in _cliques(len(sayings), same):
        newest = sorted((sayings[i] for i in members), key=lambda s: (s.day, s.source.id), reverse=True)
        if len({first[saying.source.id] for saying in newest}) > 1:
            found.append(Group(tuple(newest)))
    return sorted(found, key=lambda g: (-len(g.documents), g.sayings[0].source.id, g.sayings[0].fact.span))


def same_pairs(
    texts: Sequence[str], kinds: Sequence[FactKind], embedder: Embedder, limit: float = LIMIT
) -> dict[tuple[int, int], float]:
    """Which two texts say the same, as pairs of positions (the lower one first), and how alike they are, 0 to 1."""
    bare = [_LABEL.sub("", text, count=1) for text in texts]
    read = [_Reading.of(text, kind) for text, kind in zip(bare, kinds, strict=True)]
    same = {}
    for i, j, cosine in _near(bare, [reading.tone for reading in read], embedder):
        one, other = read[i], read[j]
        least = limit + _MORE_IF_SHORT * (min(len(one.lemmas), len(other.lemmas)) < _SHORT)
        if one.may_equal(other) and (likeness := one.likeness(other, cosine, least)) >= least:
            same[i, j] = likeness
    return same


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is compared of a text beside its vector."""

    tone: Tone
    sides: tuple[int, ...]
    kind: FactKind
    numbers: frozenset[str]
    actors: frozenset[int]
    lemmas: frozenset[str]
    parts: frozenset[str]

    @classmethod
    def of(cls, text: str, kind: FactKind) -> "_Reading":
        folded = fold(text)
        content = [word for word in words(folded) if word not in STOPWORDS]
        parts = {part for word in content if lemma(word) not in _GENERAL for part in grams(word)}
        tone = Tone.TROUBLE if kind is FactKind.OBSTACLE else tone_of(folded)
        lemmas = frozenset(map(lemma, content))
        return cls(tone, sides_of(folded), kind, numbers_of(folded), actors_of(folded), lemmas, frozenset(parts))

    def may_equal(self, other: "_Reading") -> bool:
        """Whether nothing but their tone rules out that both say the same, however alike they are."""
        contrary = any(one * two < 0 for one, two in zip(self.sides, other.sides, strict=True))
        others = self.actors and other.actors and self.actors.isdisjoint(other.actors)
        opposed = FactKind.OBSTACLE in (self.kind, other.kind) and not {self.kind, other.kind}.isdisjoint(_PRAISE)
        return self.numbers == other.numbers and not (contrary or others or opposed)

    def likeness(self, other: "_Reading", cosine: float, least: float) -> float:
        """How alike both are, 0 to 1; 0 when less than ``least``."""
        shared = 2 * _weight(self.lemmas & other.lemmas) / max(1.0, _weight(self.lemmas) + _weight(other.lemmas))
        likeness = _OF_COSINE * cosine + _OF_WORDS * shared
        if likeness + _OF_PARTS < least:  # most pairs, for which the parts would take long
            return 0
        parts = 2 * len(self.parts & other.parts) / max(1, len(self.parts) + len(other.parts))
        return likeness + _OF_PARTS * parts


_PRAISE = frozenset({FactKind.SUCCESS_FACTOR, FactKind.RECOMMENDATION})


def _weight(lemmas: frozenset[str]) -> float:
    return len(lemmas) - (1 - _GENERAL_WEIGHT) * len(lemmas & _GENERAL)


def _near(texts: Sequence[str], tones: Sequence[Tone], embedder: Embedder) -> Iterator[tuple[int, int, float]]:
    """Every two texts of one tone whose vectors are near each other, with the cosine."""
    import numpy as np

    vectors, tone = embedder.embed_passages(texts), np.array([list(Tone).index(each) for each in tones])
    for start in range(0, len(texts), _BLOCK):
        rows = slice(start, start + _BLOCK)
        cosines = vectors[rows] @ vectors[start:].T
        near = np.triu((cosines >= _NEAR) & (tone[rows, None] == tone[None, start:]), 1)
        for row, column in zip(*np.nonzero(near), strict=True):
            yield start + int(row), start + int(column), float(cosines[row, column])


def _cliques(count: int, same: dict[tuple[int, int], float]) -> list[list[int]]:
    """Sets in which all are the same two by two, made by joining the most alike first."""
    member_of = {i: [i] for i in range(count)}
    for i, j in sorted(same, key=lambda pair: (-same[pair], pair)):
        one, other = member_of[i], member_of[j]
        if one is not other and all((min(a, b), max(a, b)) in same for a, b in product(one, other)):
            one += other
            member_of |= dict.fromkeys(other, one)
    return [members for i, members in member_of.items() if len(members) > 1 and min(members) == i]


def _first_versions(sayings: Sequence[Told]) -> dict[str, str]:
    """By the id of each document, the id of the oldest version of it that is known."""
    older = {saying.source.id: saying.source.supersedes for saying in sayings}
    first = {}
    for name in older:
        seen = [name]
        while (before := older.get(seen[-1])) and before not in seen:
            seen.append(before)
        first[name] = seen[-1]
    return first
