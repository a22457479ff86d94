"""What reading a document showed that a secretary should look at, in figures and in warnings."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.dutch import language, words
from ingest.model import Document, Extract, Kind, ReadingNotes

_LONG = 300  # words, from which a text without a heading is hard to find one's way in
_FORM_LINES = 8  # lines at least, of which a form leaves half open
_OPEN_LINE = re.compile(r"(?:[\w ()/,'’-]{2,50}:|.*(?:\.{5,}|…{2,}|_{4,}).*|[☐□❏▢].*)")
_UNSURE = 0.6  # confidence of text recognition


def notes_on(document: Document, extract: Extract) -> ReadingNotes:
    """The notes on a document and on how it came out of its file."""
    found = words(document.text)
    headings = len({section.heading_path for section in document.sections if section.heading_path})
    notes = ReadingNotes(
        pages=extract.pages,
        words=len(found),
        language=language(found),
        headings=headings,
        tables=sum(section.kind is Kind.TABLE for section in document.sections),
        confidence=extract.confidence,
    )
    return replace(notes, warnings=(*extract.warnings, *_warnings(document, notes)))


def _warnings(document: Document, notes: ReadingNotes) -> Iterator[str]:
    if not notes.headings and notes.words > _LONG:
        yield "Er zijn geen koppen gevonden, dus de passages hebben geen plaats in het stuk."
    if document.source.published_on is None:
        yield "Er is geen datum gevonden. Zet de datum in sources.toml."
    lines = [line for line in document.text.split("\n") if line]
    if len(lines) >= _FORM_LINES and sum(_OPEN_LINE.fullmatch(line) is not None for line in lines) > len(lines) / 2:
        yield "Dit lijkt op een formulier: de meeste regels zijn niet ingevuld."
    if notes.confidence is not None and notes.confidence < _UNSURE:
        yield f"De tekst is slecht te herkennen (zekerheid {notes.confidence:.0%}). Kijk na of hij klopt."
