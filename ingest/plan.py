"""What a refresh is going to change: the given sources compared with the live collection."""

import hashlib
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import nullcontext
from dataclasses import dataclass, field, replace

from ingest.errors import Rejected
from ingest.index.store import Entry
from ingest.model import RefreshReport, Rejection, Source
from ingest.reading import open_readers, read_file
from ingest.reading_parts import Job, Outcome, Taken, name_of, part_of
from ingest.sources.folder import shown

_AHEAD = 32  # files that are read before it is their turn, so that a slow one holds up nobody
__all__ = ["Live", "Plan", "Taken", "compare"]

_LOCK = "~$"  # the file that Office puts beside an open document
_MB = 1_000_000
_LARGEST = 500 * _MB  # bytes; a child process must hold the file and what is made of it

Known = Entry | Outcome
Watch = Callable[[Sequence[Source], str], Iterable[Source]]


@dataclass(frozen=True, slots=True)
class Live:
    """What the live collection holds; ``trusted`` when a file that did not change need not be read again."""

    generation: str = ""
    entries: Mapping[str, Entry] = field(default_factory=dict)  # by source id
    rejections: Sequence[Rejection] = ()
    trusted: bool = False
    erased: Mapping[str, str] = field(default_factory=dict)  # by digest, why the file may not come back

    def rejection(self, doc: str, digest: str) -> Rejection | None:
        """Why this file was rejected before, if it was."""
        return next((r for r in self.rejections if (r.doc, r.digest) == (doc, digest)), None)


@dataclass(slots=True)
class Plan:
    """What becomes of each source."""

    live: Live
    kept: list[Entry] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)  # a file left out, and the source with its bytes

    @property
    def is_empty(self) -> bool:
        """Whether no document would be left."""
        return not (self.kept or self.taken)

    @property
    def removed(self) -> list[str]:
        """The ids of the live documents that are not in the collection any more."""
        stays = {entry.source.id for entry in self.kept} | {taken.given.id for taken in self.taken}
        return sorted(self.live.entries.keys() - stays)

    @property
    def changes_nothing(self) -> bool:
        """Whether the live generation is already what the plan leads to."""
        news = {(r.doc, r.digest) for r in self.rejected} ^ {(r.doc, r.digest) for r in self.live.rejections}
        return self.live.trusted and not (self.taken or self.removed or news)

    def report(self) -> RefreshReport:
        """The plan in figures and names, as if it had been carried out in no time."""
        known = {taken.given.id: taken for taken in self.taken if taken.given.id in self.live.entries}
        again = {
            name
            for name, taken in known.items()
            if _is_same(self.live.entries[name], taken.given, taken.document.digest)
        }
        return RefreshReport(
            generation=self.live.generation,
            passages=sum(entry.passages for entry in self.kept) + sum(len(taken.passages) for taken in self.taken),
            seconds=0.0,
            added=tuple(taken.given.id for taken in self.taken if taken.given.id not in known),
            changed=tuple(name for name in known if name not in again),
            unchanged=tuple(sorted({entry.source.id for entry in self.kept} | again)),
            removed=tuple(self.removed),
            rejected=tuple(self.rejected),
        )


def _silently(sources: Sequence[Source], phase: str) -> Iterable[Source]:
    del phase
    return sources


def compare(live: Live, sources: Sequence[Source], watch: Watch = _silently, executor: Executor | None = None) -> Plan:
    """Read what is not known yet, with ``executor`` or else here, and sort the sources by what becomes of them."""
    with nullcontext(executor) if executor else open_readers() as workers:
        comparison = _Comparison(live, workers)
        read = comparison.outcomes(sources)
        for _ in watch(sources, f"{len(sources)} documenten lezen"):
            for outcome in next(read):
                comparison.sort(outcome)
    return comparison.plan


class _Comparison:
    """The plan in the making, and the files that are being read ahead."""

    def __init__(self, live: Live, executor: Executor) -> None:
        self.plan = Plan(live)
        self._live = live
        self._executor = executor
        self._first: dict[str, str] = {}  # the id of the source of the bytes with this digest
        self._parts: dict[str, list[Entry]] = defaultdict(list)  # of an archive, by its digest
        for entry in live.entries.values():
            if entry.given.part_of:
                self._parts[entry.given.part_of].append(entry)

    def outcomes(self, sources: Iterable[Source]) -> Iterator[Sequence[Known]]:
        """What becomes of the documents in each source, in the order of the sources."""
        ahead: deque[Future[list[Outcome]] | Sequence[Known]] = deque()
        for source in sources:
            ahead.append(self._begun(source))
            if len(ahead) > _AHEAD:
                yield _finished(ahead.popleft())
        yield from (_finished(item) for item in ahead)

    def sort(self, outcome: Known) -> None:
        """Put what became of one document where it belongs in the plan."""
        if isinstance(outcome, Rejection):
            self.plan.rejected.append(outcome)
            return
        given = outcome.given
        digest = outcome.digest if isinstance(outcome, Entry) else outcome.document.digest
        if twin := self._twin(given, digest):
            self.plan.rejected.append(Rejection(name_of(given), twin))
        elif reason := self._live.erased.get(digest):
            self.plan.rejected.append(Rejection(name_of(given), reason, given.part_of or digest))
        elif isinstance(outcome, Entry):
            self.plan.kept.append(outcome)
        elif (entry := self._live.entries.get(given.id)) and self._live.trusted and _is_same(entry, given, digest):
            self.plan.kept.append(entry)  # its archive was read again for the sake of another file in it
        else:
            self.plan.taken.append(outcome)

    def _begun(self, source: Source) -> "Future[list[Outcome]] | Sequence[Known]":
        try:
            digest = _digest(source)
        except Rejected as error:
            # Without a digest it is not remembered: next time the cause may be gone.
            return [Rejection(name_of(source), str(error))]
        if twin := self._twin(source, digest):
            return [Rejection(name_of(source), twin)]
        if reason := self._live.erased.get(digest):
            return [Rejection(name_of(source), reason, digest)]
        known = self._known(source, digest) if self._live.trusted else []
        return known or self._executor.submit(read_file, Job(source, source.file.absolute(), digest))

    def _twin(self, source: Source, digest: str) -> str:
        """Why a file is left out when the same bytes came before, else nothing."""
        first = self._first.setdefault(digest, source.id)
        if first == source.id:
            return ""
        self.plan.duplicates.append((source.id, first))
        return f"Dit bestand is precies gelijk aan {shown(first)}; een van de twee is genoeg."

    def _known(self, source: Source, digest: str) -> Sequence[Known]:
        """What became of an unchanged file and of the files in it; empty when it has to be read."""
        inside = f"{source.id}/"
        own = self._live.entries.get(source.id)
        parts = [entry for entry in self._parts.get(digest, ()) if entry.given.id.startswith(inside)]
        if own and not _is_same(own, source, digest):
            return []
        if any(not _is_same(e, part_of(source, e.given.id.removeprefix(inside), digest), e.digest) for e in parts):
            return []
        rejections = [r for r in self._live.rejections if r.doc.startswith(inside)]
        if any(r.digest != digest for r in rejections):  # one of the files in it may have a chance now
            return []
        before = self._live.rejection(name_of(source), digest)
        return [*([own] if own else []), *([before] if before else []), *parts, *rejections]


def _finished(item: "Future[list[Outcome]] | Sequence[Known]") -> Sequence[Known]:
    return item.result() if isinstance(item, Future) else item


def _digest(source: Source) -> str:
    """The digest of a file that can be read at all; raises ``Rejected``."""
    try:
        source.id.encode()
        if source.doc.startswith(_LOCK):
            raise Rejected(
                "Dit is een slotbestand van Office. Sluit het document waar het bij hoort; dan verdwijnt het."
            )
        if not source.file.is_file():
            raise Rejected("Dit is geen gewoon bestand, dus er valt niets uit te lezen.")
        size = source.file.stat().st_size
        if size == 0:
            raise Rejected("Het bestand is leeg (0 bytes). Zet het bestand opnieuw in de map.")
        if size > _LARGEST:
            raise Rejected(
                f"Het bestand is te groot ({size / _MB:.0f} MB). Het mag hoogstens {_LARGEST / _MB:.0f} MB zijn."
            )
        with source.file.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except UnicodeEncodeError:
        raise Rejected("De naam van het bestand bevat tekens die niet bestaan. Geef het een andere naam.") from None
    except OSError as error:
        raise Rejected(f"Het bestand kan niet worden gelezen ({error.strerror}).") from error


def _is_same(entry: Entry, source: Source, digest: str) -> bool:
    # Where the file is does not matter: a collection may be moved as a whole.
    return entry.digest == digest and replace(entry.given, file=source.file) == source
