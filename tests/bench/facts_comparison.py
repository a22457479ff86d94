"""The facts that were found in documents beside those that a reader found in them, and how many agree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.facts.model import Fact, FactKind
from tests.bench.facts_annotations import BY_RANGE, AnnotatedDocument, Annotation


@dataclass(slots=True)
class Count:
    """How many facts of a kind were found, were right, were wanted, and were wanted and found."""

    found: int = 0
    right: int = 0
    wanted: int = 0
    met: int = 0

    @property
    def precision(self) -> float | None:
        """The share of the found facts that are right; None when nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of the wanted facts that were found; None when nothing was wanted."""
        return self.met / self.wanted if self.wanted else None

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.found + other.found, self.right + other.right, self.wanted + other.wanted, self.met + other.met
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """The facts of one document beside its annotations."""

    document: AnnotatedDocument
    counts: Mapping[FactKind, Count]
    false: tuple[Fact, ...]
    missed: tuple[Annotation, ...]


def compare(document: AnnotatedDocument, facts: Sequence[Fact], text: str) -> Comparison:
    """Compare what was found in a document; kinds that go by range are left out when its text is another one now."""
    kinds = frozenset(FactKind) if document.is_of(text) else frozenset(FactKind) - BY_RANGE
    different = {document.key(fact): fact for fact in reversed(facts) if fact.kind in kinds}
    wrong = [fact for fact in different.values() if not any(document.agrees(fact, a) for a in document.annotations)]
    wanted = [a for a in document.annotations if not a.optional and a.kinds[0] in kinds]
    missed = [a for a in wanted if not any(document.agrees(fact, a) for fact in different.values())]
    counts = {kind: Count() for kind in FactKind}
    for fact in different.values():
        counts[fact.kind] += Count(found=1, right=fact not in wrong)
    for annotation in wanted:
        counts[annotation.kinds[0]] += Count(wanted=1, met=annotation not in missed)
    return Comparison(document, counts, tuple(reversed(wrong)), tuple(missed))


def total(comparisons: Iterable[Comparison]) -> dict[FactKind, Count]:
    """The counts of all documents together."""
    together = {kind: Count() for kind in FactKind}
    for comparison in comparisons:
        for kind, count in comparison.counts.items():
            together[kind] += count
    return together
