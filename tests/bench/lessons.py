"""How well lessons that say the same are grouped, on pairs labelled by hand: ``make bench-lessons``.

Each line of the two files is a lesson, with its topic and its point; two say the same when both are equal. A topic
holds near misses too: the same words with the opposite or another point. ``tuned_on`` is what the cue words and the
limit were chosen with; ``held_back`` was written afterwards, and of what it showed only the cue word "niets" was added.
"""

import json
import random
from collections.abc import Collection, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from rich.console import Console

from ingest.embed import Embedder, open_embedder
from ingest.facts.grouping import LIMIT, same_pairs
from ingest.facts.model import FactKind

DATA = Path(__file__).parent / "lessons"
_FOLDS, _ROUNDS = 5, 5
_LOWEST = 0.3  # limit below which nothing is looked at
_TARGET = 0.95  # precision for which a limit is chosen on the other folds


class Lesson(NamedTuple):
    """A sentence with its labels."""

    topic: str
    point: str
    text: str


class Measure(NamedTuple):
    """How many pairs were found, how many of them rightly, and how many there are."""

    found: int
    right: int
    there: int

    @property
    def precision(self) -> float:
        """The share of the found pairs that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of the pairs that was found."""
        return self.right / self.there if self.there else 1.0


Pair = tuple[int, int]


def lessons(name: str) -> list[Lesson]:
    """The labelled sentences of one file."""
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Lesson(**json.loads(line)) for line in lines]


def scored(read: Sequence[Lesson], embedder: Embedder, limit: float = _LOWEST) -> dict[Pair, float]:
    """How alike the lessons are that may say the same."""
    return same_pairs([lesson.text for lesson in read], [FactKind.LESSON] * len(read), embedder, limit)


def labelled(read: Sequence[Lesson]) -> set[Pair]:
    """The pairs that say the same according to the labels."""
    return {(i, j) for i, j in combinations(range(len(read)), 2) if read[i][:2] == read[j][:2]}


def measure(found: Collection[Pair], same: Collection[Pair]) -> Measure:
    """Found pairs against labelled ones."""
    return Measure(len(found), len(set(found) & set(same)), len(same))


def cross_validated(read: Sequence[Lesson], embedder: Embedder) -> tuple[Measure, list[float]]:
    """Pairs of topics that the limit was not chosen with, over all rounds together, and the limits."""
    topics = sorted({lesson.topic for lesson in read})
    by_limit = {step / 100: set(scored(read, embedder, step / 100)) for step in range(40, 81, 2)}
    same = labelled(read)
    found = right = there = 0
    limits = []
    for seed in range(_ROUNDS):
        random.Random(seed).shuffle(topics)
        for fold in range(_FOLDS):
            apart = set(topics[fold::_FOLDS])
            out = [lesson.topic in apart for lesson in read]
            known = {pair for pair in same if not out[pair[0]] and not out[pair[1]]}
            chosen = next(
                limit
                for limit, pairs in by_limit.items()
                if measure({p for p in pairs if not out[p[0]] and not out[p[1]]}, known).precision >= _TARGET
            )
            tested = measure({p for p in by_limit[chosen] if out[p[0]]}, {p for p in same if out[p[0]]})
            found, right, there = found + tested.found, right + tested.right, there + tested.there
            limits.append(chosen)
    return Measure(found, right, there), limits


def main() -> None:
    """Print precision and recall."""
    console = Console(width=110, highlight=False)
    embedder = open_embedder()
    for name in ("tuned_on", "held_back"):
        read = lessons(name)
        same = labelled(read)
        near = sum(one.topic == other.topic for one, other in combinations(read, 2)) - len(same)
        console.print(f"{name}: {len(read)} sentences, {len(same)} pairs that say the same, {near} near misses")
        for limit in (0.5, 0.55, LIMIT, 0.65):
            got = measure(scored(read, embedder, limit), same)
            console.print(f"  limit {limit:.2f}: precision {got.precision:.3f}, recall {got.recall:.3f}")
    got, limits = cross_validated(lessons("tuned_on"), embedder)
    chosen = f"limits {min(limits)} to {max(limits)} for a precision of {_TARGET} on the other folds"
    console.print(f"cross-validated: precision {got.precision:.3f}, recall {got.recall:.3f}, {chosen}")


if __name__ == "__main__":
    main()
