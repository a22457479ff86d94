"""The tables of a generation, and how documents, passages and facts become rows and come back."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import JSON, Column, ForeignKey, Integer, LargeBinary, MetaData, Row, String, Table

from ingest.facts.model import Fact, FactKind
from ingest.index.sketch import sketch
from ingest.model import Document, Kind, Passage, ReadingNotes, Section, Source, Span

SCHEMA = MetaData()
DOCUMENTS = Table(
    "documents",
    SCHEMA,
    Column("id", String, primary_key=True),
    Column("given", JSON, nullable=False),  # the source as the collection describes it
    Column("source", JSON, nullable=False),  # the same, completed with what the file says of itself
    Column("digest", String, nullable=False),
    Column("text", String, nullable=False),
    Column("sketch", LargeBinary, nullable=False),  # by which documents that are nearly the same are found
    Column("sections", JSON, nullable=False),
    Column("notes", JSON, nullable=False),  # what reading it showed
)
PASSAGES = Table(
    "passages",
    SCHEMA,
    Column("id", String, primary_key=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("heading_path", JSON, nullable=False),
    Column("page", Integer),
    Column("last_page", Integer),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("text", String, nullable=False),  # again, so that a search need not read whole documents
    Column("sentences", JSON, nullable=False),
)
FACTS = Table(
    "facts",
    SCHEMA,
    Column("number", Integer, primary_key=True),  # in the order of the text
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("kind", String, nullable=False, index=True),
    Column("subject", String, nullable=False),
    Column("value", String, nullable=False),
    Column("passage_id", String, nullable=False),
    Column("page", Integer),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("rule", String, nullable=False),
    Column("role", String, nullable=False),
)
_SOURCE = TypeAdapter(Source)
_SECTIONS = TypeAdapter(tuple[Section, ...])
_NOTES = TypeAdapter(ReadingNotes)


def to_source(stored: Mapping[str, Any]) -> Source:
    """The source that ``document_row`` stored."""
    return _SOURCE.validate_python(stored)


def to_notes(stored: Mapping[str, Any]) -> ReadingNotes:
    """The notes that ``document_row`` stored."""
    return _NOTES.validate_python(stored)


def document_row(given: Source, document: Document, notes: ReadingNotes) -> dict[str, Any]:
    """The row of a document, of its source as the collection describes it, and of what reading it showed."""
    return {
        "id": document.id,
        "given": _SOURCE.dump_python(given, mode="json"),
        "source": _SOURCE.dump_python(document.source, mode="json"),
        "digest": document.digest,
        "text": document.text,
        "sketch": sketch(document.text),
        "sections": _SECTIONS.dump_python(document.sections, mode="json"),
        "notes": _NOTES.dump_python(notes, mode="json"),
    }


def to_document(row: Row[Any]) -> Document:
    """The document in a row of its table."""
    return Document(to_source(row.source), row.digest, row.text, _SECTIONS.validate_python(row.sections))


def passage_row(position: int, passage: Passage) -> dict[str, Any]:
    """The row of a passage, which is the ``position``-th of its document."""
    return {
        "id": passage.id,
        "document_id": passage.document_id,
        "position": position,
        "heading_path": passage.heading_path,
        "page": passage.page,
        "last_page": passage.last_page,
        "start": passage.span.start,
        "end": passage.span.end,
        "kind": passage.kind.value,
        "text": passage.text,
        "sentences": passage.sentences,
    }


def to_passage(row: Row[Any], source: Source) -> Passage:
    """The passage in a row of its table joined with its document's digest."""
    return Passage(
        id=row.id,
        source=source,
        digest=row.digest,
        heading_path=tuple(row.heading_path),
        page=row.page,
        last_page=row.last_page,
        span=Span(row.start, row.end),
        kind=Kind(row.kind),
        text=row.text,
        sentences=tuple(Span(*sentence) for sentence in row.sentences),
    )


def fact_row(fact: Fact) -> dict[str, Any]:
    """The row of a fact."""
    return {
        "document_id": fact.document_id,
        "kind": fact.kind.value,
        "subject": fact.subject,
        "value": fact.value,
        "passage_id": fact.passage_id,
        "page": fact.page,
        "start": fact.span.start,
        "end": fact.span.end,
        "rule": fact.rule,
        "role": fact.role,
    }


def to_fact(row: Row[Any]) -> Fact:
    """The fact in a row of its table."""
    return Fact(
        kind=FactKind(row.kind),
        subject=row.subject,
        value=row.value,
        document_id=row.document_id,
        passage_id=row.passage_id,
        page=row.page,
        span=Span(row.start, row.end),
        rule=row.rule,
        role=row.role,
    )
