"""The last refresh as a page for the secretariat, DATA/report/refresh.html, and for scripts, refresh.json beside it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ingest.clock import here
from ingest.errors import IndexMismatch, NoIndex
from ingest.index.archive import Archive
from ingest.index.generation import live_store
from ingest.index.store import Store
from ingest.model import AnswerFate, Kind, Passage, ReadingNotes, RefreshReport, Replay, Source
from ingest.report import refresh_object
from ingest.report_document import LANGUAGES

FOLDER, PAGE, DATA = "report", "refresh.html", "refresh.json"
_PREVIEWED = 300  # documents of which the page shows the beginning, the new and changed ones first
_BEGINNING = 3  # passages of a document
_STATES = {"added": "nieuw", "changed": "gewijzigd", "unchanged": "ongewijzigd", "": "in gebruik"}
_FATES = {
    AnswerFate.LOST: "Antwoorden die verdwijnen of niet meer kloppen",
    AnswerFate.CONTRADICTS: "Antwoorden met andere getallen of datums",
    AnswerFate.CHANGED: "Antwoorden die anders worden",
    AnswerFate.POSSIBLE: "Antwoorden die er eerst niet waren",
}
_DESCRIBED = {
    "title": "titel", "publisher": "uitgever", "url": "webadres", "published_on": "datum", "programme": "programma",
    "region": "regio", "supersedes": "vervangt", "language": "taal", "valid_until": "geldig tot en met",
    "licence": "licentie", "contact": "contact", "part_of": "onderdeel van",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A document on the page: what is known of it, how it was read, and its first passages."""

    source: Source
    notes: ReadingNotes
    passages: int
    state: str  # a key of _STATES
    beginning: Sequence[Passage] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a refresh ended, in one Dutch line too."""

    report: RefreshReport
    ending: str
    at: datetime  # with a time zone
    published: bool = True


def rows(store: Store, report: RefreshReport) -> list[Row]:
    """The documents in ``store``, the new and changed ones first and each sort by title; raises IndexMismatch."""
    states = {name: state for state in _STATES if state for name in getattr(report, state)}
    order, notes = list(_STATES), store.notes()
    entries = sorted(
        store.entries(),
        key=lambda entry: (order.index(states.get(entry.source.id, "")), entry.source.title.casefold()),
    )
    return [
        Row(
            entry.source,
            notes[entry.source.id],
            entry.passages,
            states.get(entry.source.id, ""),
            store.passages_of(entry.source.id)[:_BEGINNING] if number < _PREVIEWED else (),
        )
        for number, entry in enumerate(entries)
    ]


def save_page(archive: Archive, outcome: Outcome) -> Path:
    """Write both files and return the page, which shows the documents that are live now; raises OSError."""
    try:
        with live_store(archive) as store:
            documents = rows(store, outcome.report)
    except (NoIndex, IndexMismatch):
        documents = []
    folder = archive.data / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    told = {
        "at": outcome.at.isoformat(timespec="seconds"),
        "published": outcome.published,
        "ending": outcome.ending,
        **refresh_object(outcome.report),
        "documents_in_use": [_object(row) for row in documents],
    }
    _replace(folder / DATA, json.dumps(told, ensure_ascii=False, indent=1))
    return _replace(folder / PAGE, html(outcome, documents))


def html(outcome: Outcome, documents: Sequence[Row]) -> str:
    """The page; everything that comes from a document is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    pages = Environment(
        loader=PackageLoader("ingest"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    pages.filters.update(number=_number, day=_day, moment=_moment)
    return pages.get_template("refresh.html").render(
        outcome=outcome,
        report=outcome.report,
        documents=documents,
        replay=outcome.report.answers or Replay(),
        fresh=sum(row.passages for row in documents if row.state in ("added", "changed")),
        titles={row.source.id: row.source.title or row.source.doc for row in documents},
        answers=list(_by_fate(outcome.report.answers or Replay())),
        states=_STATES,
        languages=LANGUAGES,
        described=_DESCRIBED,
        table=Kind.TABLE,
    )


def _by_fate(replay: Replay) -> Iterator[tuple[str, str, list[Any]]]:
    for fate, heading in _FATES.items():
        if changes := [change for change in replay.changes if change.fate is fate]:
            yield fate.value, heading, changes


def _object(row: Row) -> dict[str, Any]:
    source = row.source
    return {
        "id": source.id,
        "doc": source.doc,
        "title": source.title,
        "date": source.published_on.isoformat() if source.published_on else None,
        "state": row.state or None,
        "passages": row.passages,
        **asdict(row.notes),
    }


def _replace(path: Path, text: str) -> Path:
    """Write a file whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(text, encoding="utf-8", errors="replace")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def _number(value: float, digits: int = 0) -> str:
    """A number as Dutch readers write it: 12.345,6."""
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def _day(value: date | None) -> str:
    return f"{value:%d-%m-%Y}" if value else ""


def _moment(value: datetime) -> str:
    return f"{here(value):%d-%m-%Y, %H:%M} uur"
