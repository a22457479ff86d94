"""One file of the collection as the documents in it: its own text, and what an archive or a mail holds."""

import hashlib
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import NotEquipped, Rejected
from ingest.facts.extract import extract as extract_facts
from ingest.facts.model import Fact
from ingest.load import extract, to_document
from ingest.model import Document, Extract, Passage, ReadingNotes, Rejection, Source
from ingest.reading_notes import notes_on
from ingest.split import split

_DEEPEST = 3  # an archive in an archive in an archive
_TOO_DEEP = "Dit zit te diep: archieven en mails in elkaar worden tot drie lagen gelezen. Pak het eerst uit."


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read; ``done`` and ``deadly`` are the ids that a reader before this one finished or was ended by."""

    source: Source
    path: Path  # where the file is, from any working folder
    digest: str  # of the whole file
    done: Set[str] = frozenset()
    deadly: Set[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Taken:
    """A document as read in this refresh; ``given`` is its source before the file completed it."""

    given: Source
    document: Document
    passages: tuple[Passage, ...]
    notes: ReadingNotes
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Begun:
    """The reading of one document has begun."""

    source: Source


@dataclass(frozen=True, slots=True)
class Alive:
    """A piece of a long work is done."""


@dataclass(frozen=True, slots=True)
class Finished:
    """All of a file was read; a ``worn`` process should be replaced."""

    worn: bool


Outcome = Taken | Rejection
Message = Begun | Outcome | Alive | Finished  # from the child process to its parent


def documents_in(job: Job) -> Iterator[Begun | Outcome]:
    """What becomes of each document in a file, announced before it is read."""
    try:
        data = job.path.read_bytes()
    except OSError as error:
        yield Rejection(job.source.doc, f"Het bestand kan niet worden gelezen ({error.strerror}).")
        return
    yield from _documents(job, job.source, data, depth=0)


def name_of(source: Source) -> str:
    """How a rejection names a file: a part is named with the archive or mail that it is in."""
    name = source.id if source.part_of else source.doc
    return name.encode(errors="replace").decode()


def part_of(source: Source, name: str, digest: str) -> Source:
    """The source of the file ``name`` inside ``source``; what is known of the whole holds for its parts."""
    return replace(source, id=f"{source.id}/{name}", file=source.file / name, title="", part_of=digest)


def _documents(job: Job, source: Source, data: bytes, depth: int) -> Iterator[Begun | Outcome]:
    if source.id in job.deadly:
        return
    yield Begun(source)
    content = Extract(())
    outcome: Outcome | None
    try:
        content = extract(source, data)
        outcome = _taken(source, content, data)
    except NotEquipped as error:  # not remembered by its digest, because the program may be there next time
        outcome = Rejection(name_of(source), str(error))
    except Rejected as error:
        # An archive has no text of its own, and a mail may be sent for its attachments alone.
        outcome = None if content.parts else Rejection(name_of(source), str(error), job.digest)
    if outcome is not None and source.id not in job.done:
        yield outcome
    for part in content.parts:
        inner = part_of(source, part.name, job.digest)
        fault = part.fault or (_TOO_DEEP if depth == _DEEPEST else "")
        if not fault:
            yield from _documents(job, inner, part.data, depth + 1)
        elif inner.id not in job.done:
            yield Begun(inner)
            yield Rejection(name_of(inner), fault, job.digest)


def _taken(source: Source, content: Extract, data: bytes) -> Taken:
    document = to_document(source, content, hashlib.sha256(data).hexdigest())
    passages = split(document)
    if not passages:
        raise Rejected("Er staat geen doorzoekbare tekst in het bestand.")
    facts = extract_facts(document, passages)
    return Taken(source, document, tuple(passages), notes_on(document, content), tuple(facts))
