"""The live collection as the secretariat sees it: how each document was read, and what the last refresh did."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.model import document_key
from ingest import dutch
from ingest.errors import NoIndex
from ingest.index.archive import Archive, Meta
from ingest.index.generation import live_store
from ingest.model import Passage, ReadingNotes, Source
from ingest.page import DATA, FOLDER, PAGE


@dataclass(frozen=True, slots=True)
class Collected:
    """A document of the live collection, and how it was read."""

    source: Source
    notes: ReadingNotes
    passages: int

    @property
    def key(self) -> str:
        """The short name in an address."""
        return document_key(self.source.id)


@dataclass(frozen=True, slots=True)
class Stock:
    """What is live: None and nothing before the first refresh."""

    live: Meta | None
    documents: tuple[Collected, ...]  # by title
    kept: tuple[Meta, ...]  # generations that one can go to, the newest first

    def find(self, words: str) -> tuple[Collected, ...]:
        """The documents in whose description or warnings all words stand."""
        wanted = dutch.fold(words).split()
        return tuple(d for d in self.documents if all(word in _described(d) for word in wanted))


def read_stock(archive: Archive) -> Stock:
    """What is live now; raises IndexMismatch when that is damaged."""
    try:
        live = archive.meta(archive.must_live_id())
        with live_store(archive) as store:
            notes = store.notes()
            documents = [Collected(e.source, notes[e.source.id], e.passages) for e in store.entries()]
    except NoIndex:
        return Stock(None, (), ())
    documents.sort(key=lambda d: (dutch.fold(d.source.title or d.source.doc), d.source.id))
    return Stock(live, tuple(documents), tuple(archive.metas()))


def read_document(archive: Archive, key: str) -> tuple[Collected, list[Passage]] | None:
    """One live document with its passages; None when there is none by that short name."""
    with suppress(NoIndex), live_store(archive) as store:
        for entry in store.entries():
            if document_key(entry.source.id) == key:
                known = Collected(entry.source, store.notes()[entry.source.id], entry.passages)
                return known, store.passages_of(entry.source.id)
    return None


def last_report(archive: Archive) -> dict[str, Any] | None:
    """What the last refresh did, as it was saved for scripts; None when that is not there."""
    with suppress(OSError, ValueError):
        told = json.loads((archive.data / FOLDER / DATA).read_text(encoding="utf-8"))
        return told if isinstance(told, dict) else None
    return None


def report_page(archive: Archive) -> Path | None:
    """The page that the last refresh left, if it did."""
    path = archive.data / FOLDER / PAGE
    return path if path.is_file() else None


def _described(document: Collected) -> str:
    source = document.source
    known = (source.title, source.publisher, source.programme, source.region, source.id, *document.notes.warnings)
    return dutch.fold(" ".join(filter(None, known)))
