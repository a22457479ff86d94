"""What a refresh is going to change: the given sources compared with the live collection."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.errors import Rejected
from ingest.index.store import Entry
from ingest.load import read
from ingest.model import Document, Passage, RefreshReport, Rejection, Source
from ingest.split import split


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


@dataclass(frozen=True, slots=True)
class Taken:
    """A document as read in this refresh; ``given`` is its source before the file completed it."""

    given: Source
    document: Document
    passages: Sequence[Passage]


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


def compare(live: Live, sources: Iterable[Source]) -> Plan:
    """Read what is not known yet and sort the sources by what becomes of them."""
    plan = Plan(live)
    first: dict[str, str] = {}  # the source of the bytes with this digest
    for source in sources:
        try:
            data = _bytes(source)
            digest = hashlib.sha256(data).hexdigest()
            if digest in first:
                plan.duplicates.append((source.id, first[digest]))
                raise Rejected(f"Dit bestand is precies gelijk aan {first[digest]}; een van de twee is genoeg.")
        except Rejected as error:
            # Without a digest it is not remembered: next time the cause may be gone.
            plan.rejected.append(Rejection(source.doc.encode(errors="replace").decode(), str(error)))
            continue
        first[digest] = source.id
        match _taken(source, data, digest, live):
            case Entry() as entry:
                plan.kept.append(entry)
            case Taken() as taken:
                plan.taken.append(taken)
            case Rejection() as rejection:
                plan.rejected.append(rejection)
    return plan


def _bytes(source: Source) -> bytes:
    try:
        source.id.encode()
        if not source.file.is_file():
            raise Rejected("Dit is geen gewoon bestand, dus er valt niets uit te lezen.")
        return source.file.read_bytes()
    except UnicodeEncodeError:
        raise Rejected("De naam van het bestand bevat tekens die niet bestaan. Geef het een andere naam.") from None
    except OSError as error:
        raise Rejected(f"Het bestand kan niet worden gelezen ({error.strerror}).") from error


def _taken(source: Source, data: bytes, digest: str, live: Live) -> Entry | Taken | Rejection:
    """The stored entry when nothing changed, else the document as read now, or why it cannot be taken in."""
    if reason := live.erased.get(digest):
        return Rejection(source.doc, reason, digest)
    if live.trusted:
        entry = live.entries.get(source.id)
        if entry and _is_same(entry, source, digest):
            return entry
        if known := live.rejection(source.doc, digest):
            return known
    try:
        document = read(source, data)
    except Rejected as error:
        return Rejection(source.doc, str(error), digest)
    passages = split(document)
    if not passages:
        return Rejection(source.doc, "Er staat geen doorzoekbare tekst in het bestand.", digest)
    return Taken(source, document, passages)


def _is_same(entry: Entry, source: Source, digest: str) -> bool:
    # Where the file is does not matter: a collection may be moved as a whole.
    return entry.digest == digest and replace(entry.given, file=source.file) == source
