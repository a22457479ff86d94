"""Documents, passages and facts as extracted: what every quote is cut from, in one SQLite file per generation."""

import difflib
import sqlite3
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    Executable,
    Row,
    create_engine,
    delete,
    event,
    func,
    insert,
    select,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from ingest.errors import IndexMismatch, UnknownDocument
from ingest.facts.model import Fact, FactKind
from ingest.index import rows
from ingest.index.disk import REBUILD, disk_fault
from ingest.index.rows import DOCUMENTS, FACTS, PASSAGES
from ingest.model import Document, Passage, ReadingNotes, Source

NO_NOTES = ReadingNotes()
_IDS_PER_QUERY = 5_000  # SQLite takes at most 32,766 values in one statement


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a stored document without its text; ``given`` is the source before the file completed it."""

    source: Source
    given: Source
    digest: str
    passages: int


class Store:
    """The rows of one generation; opened for reading it never writes, and several threads may read at once."""

    def __init__(self, path: Path, *, writable: bool = False) -> None:
        """Open the file, or with ``writable`` make it where it is absent; raises IndexMismatch when it is damaged."""
        self._path = path
        # A published file never changes. Readers need no lock and share one connection, which outlives the file's name:
        # an answer in the making can be finished when its generation is deleted.
        mode = {"mode": "rwc"} if writable else {"mode": "ro", "immutable": "1"}
        address = URL.create("sqlite", database=path.resolve().as_uri(), query={**mode, "uri": "true"})
        self._engine: Engine = (
            create_engine(address)
            if writable
            else create_engine(address, poolclass=StaticPool, connect_args={"check_same_thread": False})
        )
        if writable:
            event.listen(self._engine, "connect", _without_waiting_for_the_disk)
            with self._writing() as connection:
                rows.SCHEMA.create_all(connection)
        self._release = weakref.finalize(self, self._engine.dispose)
        self.count()

    def count(self) -> int:
        """The number of passages."""
        return int(self._rows(select(func.count()).select_from(PASSAGES))[0][0])

    def count_documents(self) -> int:
        """The number of documents."""
        return int(self._rows(select(func.count()).select_from(DOCUMENTS))[0][0])

    def entries(self) -> list[Entry]:
        """All documents without their text, by id."""
        counted = (
            select(
                DOCUMENTS.c.source, DOCUMENTS.c.given, DOCUMENTS.c.digest, func.count(PASSAGES.c.id).label("passages")
            )
            .outerjoin(PASSAGES, PASSAGES.c.document_id == DOCUMENTS.c.id)
            .group_by(DOCUMENTS.c.id)
            .order_by(DOCUMENTS.c.id)
        )
        return [
            Entry(rows.to_source(row.source), rows.to_source(row.given), row.digest, row.passages)
            for row in self._rows(counted)
        ]

    def documents(self) -> list[Document]:
        """All documents, by id."""
        return [rows.to_document(row) for row in self._rows(select(DOCUMENTS).order_by(DOCUMENTS.c.id))]

    def document(self, document_id: str) -> Document:
        """The document with this id; raises UnknownDocument."""
        return rows.to_document(self._row(select(DOCUMENTS).where(DOCUMENTS.c.id == document_id), document_id))

    def text(self, document_id: str) -> str:
        """The stored text of a document, from which its quotes are cut; raises UnknownDocument."""
        return str(self._row(select(DOCUMENTS.c.text).where(DOCUMENTS.c.id == document_id), document_id).text)

    def find(self, name: str) -> Document:
        """The document with this id or file name; raises UnknownDocument, which names the ones most like it."""
        sources = [entry.source for entry in self.entries()]
        found = [source.id for source in sources if source.id == name]
        found = found or [source.id for source in sources if source.doc.casefold() == name.casefold()]
        if len(found) > 1:
            raise UnknownDocument(f"Er zijn meer documenten met de naam '{name}'. Kies er een: {', '.join(found)}.")
        if not found:
            raise _unknown(name, [source.doc for source in sources])
        return self.document(found[0])

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """The passages with these ids, in that order; an id that is not there is left out."""
        found: dict[str, Passage] = {}
        for chosen in _by_the_handful(ids):
            found.update((passage.id, passage) for passage in self._passages(chosen))
        return [found[passage_id] for passage_id in ids if passage_id in found]

    def sources_of(self, ids: Sequence[str]) -> dict[str, Source]:
        """Where the passages with these ids come from, by id; lighter than the passages themselves."""
        places: dict[str, str] = {}
        for chosen in _by_the_handful(ids):
            found = self._rows(select(PASSAGES.c.id, PASSAGES.c.document_id).where(chosen))
            places.update((row.id, row.document_id) for row in found)
        documents = select(DOCUMENTS.c.id, DOCUMENTS.c.source).where(DOCUMENTS.c.id.in_(set(places.values())))
        sources = {row.id: rows.to_source(row.source) for row in self._rows(documents)}
        return {passage_id: sources[document_id] for passage_id, document_id in places.items()}

    def passages_of(self, document_id: str) -> list[Passage]:
        """The passages of a document from its beginning to its end."""
        return self._passages(PASSAGES.c.document_id == document_id)

    def passage_ids(self) -> set[str]:
        """The ids of all passages."""
        return {row.id for row in self._rows(select(PASSAGES.c.id))}

    def sketches(self) -> dict[str, bytes]:
        """The sketch of each document's text by the document's id, see ingest.index.sketch."""
        return {row.id: row.sketch for row in self._rows(select(DOCUMENTS.c.id, DOCUMENTS.c.sketch))}

    def notes(self) -> dict[str, ReadingNotes]:
        """What reading each document showed, by the document's id."""
        return {row.id: rows.to_notes(row.notes) for row in self._rows(select(DOCUMENTS.c.id, DOCUMENTS.c.notes))}

    def facts(self, kind: FactKind | None = None, document_id: str | None = None) -> list[Fact]:
        """What the documents say, by document and in the order of its text; of one kind or document, or of all."""
        query = select(FACTS).order_by(FACTS.c.document_id, FACTS.c.number)
        if kind is not None:
            query = query.where(FACTS.c.kind == kind.value)
        if document_id is not None:
            query = query.where(FACTS.c.document_id == document_id)
        return [rows.to_fact(row) for row in self._rows(query)]

    def put(
        self,
        given: Source,
        document: Document,
        passages: Sequence[Passage],
        notes: ReadingNotes = NO_NOTES,
        facts: Sequence[Fact] = (),
    ) -> None:
        """Store a document that is not there yet, its passages and its facts; raises OSError when that fails.

        Raises ValueError for a fact that the text at its span does not prove.
        """
        for fact in facts:
            if fact.document_id != document.id or not fact.is_proven_by(document.text):
                raise ValueError(f"{fact} is not proven by the text of {document.id}")
        with self._writing() as connection:
            connection.execute(insert(DOCUMENTS), rows.document_row(given, document, notes))
            if passages:
                connection.execute(insert(PASSAGES), [rows.passage_row(*numbered) for numbered in enumerate(passages)])
            if facts:
                connection.execute(insert(FACTS), [rows.fact_row(fact) for fact in facts])

    def remove(self, document_id: str) -> None:
        """Take a document, its passages and its facts out if it is there; raises OSError when that fails."""
        with self._writing() as connection:
            connection.execute(delete(FACTS).where(FACTS.c.document_id == document_id))
            connection.execute(delete(PASSAGES).where(PASSAGES.c.document_id == document_id))
            connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id == document_id))

    def close(self) -> None:
        """Release the file."""
        self._release()

    def _passages(self, chosen: ColumnElement[bool]) -> list[Passage]:
        joined = select(PASSAGES, DOCUMENTS.c.source, DOCUMENTS.c.digest).join(DOCUMENTS).where(chosen)
        sources: dict[str, Source] = {}
        found = []
        for row in self._rows(joined.order_by(PASSAGES.c.document_id, PASSAGES.c.position)):
            if row.document_id not in sources:
                sources[row.document_id] = rows.to_source(row.source)
            found.append(rows.to_passage(row, sources[row.document_id]))
        return found

    def _row(self, query: Executable, document_id: str) -> Row[Any]:
        found = self._rows(query)
        if not found:
            raise _unknown(document_id, [])
        return found[0]

    def _rows(self, query: Executable) -> Sequence[Row[Any]]:
        try:
            with self._engine.connect() as connection:
                return connection.execute(query).all()
        except DBAPIError as error:
            raise IndexMismatch(
                f"De opgeslagen documenten zijn niet te lezen ({self._path}: {error.orig}). "
                f"Maak de index opnieuw met: {REBUILD}"
            ) from error

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise disk_fault(error, self._path.parent) from error


def _by_the_handful(ids: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    """The passages with these ids, so many at a time as one query may name."""
    for start in range(0, len(ids), _IDS_PER_QUERY):
        yield PASSAGES.c.id.in_(ids[start : start + _IDS_PER_QUERY])


def _without_waiting_for_the_disk(connection: sqlite3.Connection, _record: object) -> None:
    # A draft that dies is thrown away and a finished one is synced as a whole, so no single commit need wait.
    connection.execute("PRAGMA synchronous=OFF")


def _unknown(name: str, known: Sequence[str]) -> UnknownDocument:
    alike = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    hint = f" Bedoelt u: {', '.join(alike)}?" if alike else ""
    return UnknownDocument(f"Het document '{name}' staat niet in de verzameling.{hint}")
