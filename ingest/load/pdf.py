"""PDF files with a text layer: PDFium for the text and its place, pypdf for what the file says of itself.

PDFium leads because places tell headings, columns, list items and table rows apart; pypdf reads a page that PDFium
cannot make sense of.
"""

import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from ingest.clean import hyphenated, is_page_number, join_lines, mask_digits, plain, running, squeeze
from ingest.errors import Rejected
from ingest.load.dates import date_near_top
from ingest.load.lines import shaped
from ingest.load.office import sensible
from ingest.load.pdf_layout import Row, body_type, heading_levels, is_heading, rows_of
from ingest.load.pdf_runs import Run, runs_of
from ingest.load.text import grouped
from ingest.model import Block, Extract, Kind

if TYPE_CHECKING:
    from pypdf import PdfReader

_EDGE = 0.11  # of the page's height, at the top and at the bottom, where running headers and footers stand
_POOR = 0.05  # share of unreadable characters from which another reader is tried
_LETTERS_PER_PAGE = 15  # with fewer, on average, the file is a scan
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff]")
_OPEN_END = re.compile(r"[^.!?:;…\"”’)\]]$")
_DAMAGED = "De PDF is beschadigd en kan niet worden geopend. Vraag om een nieuw exemplaar."
_SCAN = "Er zit geen tekstlaag in deze PDF: het is waarschijnlijk een scan. Maak hem eerst doorzoekbaar (OCR)."
_PROTECTED = "De PDF is met een wachtwoord beveiligd. Sla hem op zonder wachtwoord en zet hem opnieuw klaar."
_BAD_TITLE = re.compile(
    r"microsoft|\.(docx?|pptx?|indd|pdf|xlsx?)$|untitled|naamloos|anonymous|^[\w-]*\d{4,}[\w-]*$", re.IGNORECASE
)


def load_pdf(data: bytes) -> Extract:
    """The text of a PDF page by page, without running headers, footers and page numbers."""
    reader = _opened(data)
    blocks = tuple(_blocks(data, reader))
    if sum(c.isalpha() for block in blocks for c in block.text) < _LETTERS_PER_PAGE * len(reader.pages):
        raise Rejected(_SCAN)
    title, author, created = _information(reader)
    return Extract(
        blocks=blocks,
        title=title,
        publisher=author,
        published_on=date_near_top(block.text for block in blocks) or created,
    )


def _opened(data: bytes) -> "PdfReader":
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Rejected(_PROTECTED)
        len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError):
        raise Rejected(_DAMAGED) from None
    return reader


def _information(reader: "PdfReader") -> tuple[str | None, str | None, date | None]:
    about = reader.metadata
    if about is None:
        return None, None, None
    title = squeeze(about.title or "")
    created = about.creation_date
    return (
        None if _BAD_TITLE.search(title) else title or None,
        sensible(about.author),
        created.date() if created else None,
    )


def _blocks(data: bytes, reader: "PdfReader") -> list[Block]:
    pages = _without_edges(_pages(data))
    body = body_type(pages)
    rows = [_footnotes_last(rows_of(page, body), body) for page in pages]
    levels = heading_levels(row[0] for page in rows for row in page if len(row) == 1 and is_heading(row[0], body))
    seen = hyphenated("\n".join(run.text for page in pages for run in page))
    blocks: list[Block] = []
    for number, page in enumerate(rows, start=1):
        if _is_poor(pages[number - 1]):
            blocks.extend(shaped(grouped(reader.pages[number - 1].extract_text()), page=number))
            continue
        for row in page:
            level = levels.get((row[0].size, row[0].bold), 0) if len(row) == 1 and is_heading(row[0], body) else 0
            _add(blocks, row, Block(_kind(row, level), _text(row, seen), level, number), seen)
    return blocks


def _pages(data: bytes) -> list[tuple[float, list[Run]]]:
    """The height and the runs of each page."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
        try:
            return [(page.get_height(), [_plain(run) for run in runs_of(page)]) for page in document]
        finally:
            document.close()
    except pdfium.PdfiumError:
        raise Rejected(_DAMAGED) from None


def _plain(run: Run) -> Run:
    return replace(run, text=unicodedata.normalize("NFC", squeeze(plain(run.text))))


def _without_edges(pages: Sequence[tuple[float, list[Run]]]) -> list[list[Run]]:
    """The pages without the lines at their top and bottom that come back on other pages, and without page numbers."""
    edges = [[run for run in runs if _at_edge(run, height)] for height, runs in pages]
    repeated = running([[run.text for run in edge] for edge in edges])
    kept = []
    for (_, runs), edge in zip(pages, edges, strict=True):
        gone = {id(run) for run in edge if mask_digits(run.text) in repeated or is_page_number(run.text)}
        kept.append([run for run in runs if id(run) not in gone])
    return kept


def _at_edge(run: Run, height: float) -> bool:
    return run.bottom > (1 - _EDGE) * height or run.top < _EDGE * height


def _is_poor(runs: Sequence[Run]) -> bool:
    text = "".join(run.text for run in runs)
    return len(_UNREADABLE.findall(text)) > _POOR * len(text)


def _footnotes_last(rows: list[Row], body: Run) -> list[Row]:
    """The rows of a page with the notes in small type at its foot behind the text, which may run on over the page."""
    small = [row[0].size < 0.9 * body.size and len(row) == 1 for row in rows]
    return [row for row, note in zip(rows, small, strict=True) if not note] + [
        row for row, note in zip(rows, small, strict=True) if note
    ]


def _kind(row: Row, level: int) -> Kind:
    if len(row) > 1:
        return Kind.TABLE
    if level:
        return Kind.HEADING
    return Kind.LIST if row[0].item else Kind.PROSE


def _text(row: Row, seen: frozenset[str]) -> str:
    return " | ".join(join_lines(chunk.lines, seen) for chunk in row)


def _add(blocks: list[Block], row: Row, block: Block, seen: frozenset[str]) -> None:
    """Add ``block``, or end with it the sentence that the column or page before broke off."""
    last = blocks[-1] if blocks else None
    runs_on = last is not None and last.kind in (Kind.PROSE, Kind.LIST) and _OPEN_END.search(last.text) is not None
    if last is not None and runs_on and block.kind is Kind.PROSE and row[0].text[:1].islower():
        blocks[-1] = replace(last, text=join_lines([last.text, block.text], seen))
    elif block.text:
        blocks.append(block)
