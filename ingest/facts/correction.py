"""What the secretariat says of the facts: names that mean the same, names that do not, and what is not a fact."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from ingest.facts.model import Fact, FactKind
from ingest.facts.spelling import clean, key


class Verdict(StrEnum):
    """What a block says; the values are the headings in the file."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_A_FACT = "not_a_fact"


@dataclass(frozen=True, slots=True)
class Correction:
    """One block: names that are the same or are not, or a value that is not a fact.

    Of what is not a fact, ``kind`` and ``document`` (the file name or id of one document) say where it is not one;
    without them it is none anywhere. ``note`` is for people.
    """

    verdict: Verdict
    names: tuple[str, ...] = ()
    value: str = ""
    kind: FactKind | None = None
    document: str = ""
    note: str = ""

    @property
    def meaning(self) -> tuple[object, ...]:
        """What it says, whatever the order and the note; of two blocks that mean the same one is enough."""
        return self.verdict, frozenset(map(clean, self.names)), key(self.value), self.kind, self.document

    def contradicts(self, other: "Correction") -> bool:
        """Whether one says of two names that they are the same, and the other that they are not."""
        if {self.verdict, other.verdict} != {Verdict.SAME, Verdict.DIFFERENT}:
            return False
        return any(len(set(map(form, self.names)) & set(map(form, other.names))) > 1 for form in (clean, key))

    def is_about(self, fact: Fact) -> bool:
        """Whether it says of this very fact that it is none."""
        return (
            self.verdict is Verdict.NOT_A_FACT
            and key(self.value) in (key(fact.value), key(fact.name))
            and self.kind in (None, fact.kind)
            and self.document in ("", fact.document_id, PurePosixPath(fact.document_id).name)
        )


@dataclass(frozen=True, slots=True)
class Corrections:
    """Everything that is right in the file, and a Dutch line for each mistake in it."""

    entries: tuple[Correction, ...] = ()
    mistakes: tuple[str, ...] = ()

    @property
    def same(self) -> tuple[tuple[str, ...], ...]:
        """Sets of names that mean the same."""
        return tuple(entry.names for entry in self.entries if entry.verdict is Verdict.SAME)

    @property
    def different(self) -> tuple[tuple[str, ...], ...]:
        """Sets of names of which no two mean the same."""
        return tuple(entry.names for entry in self.entries if entry.verdict is Verdict.DIFFERENT)

    def applied_to(self, facts: Iterable[Fact]) -> Iterator[Fact]:
        """The facts, without those that the secretariat says are none."""
        refused: dict[str, list[Correction]] = defaultdict(list)
        for entry in self.entries:
            if entry.verdict is Verdict.NOT_A_FACT:
                refused[key(entry.value)].append(entry)
        for fact in facts:
            near = {*map(key, (fact.value, fact.name))} if refused else ()
            if not any(entry.is_about(fact) for said in near for entry in refused.get(said, ())):
                yield fact


NO_CORRECTIONS = Corrections()
