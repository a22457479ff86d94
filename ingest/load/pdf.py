"""PDF files with a text layer: PDFium for the text and its place, pypdf for what the file says of itself.

PDFium reads because places tell headings, columns, list items and table rows apart.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.clean import plain, squeeze
from ingest.errors import NotEquipped, Rejected
from ingest.load.alive import sign_of_life
from ingest.load.ocr_pages import NO_SCANS, Scans, View, read_scans
from ingest.load.page_blocks import blocks_of_pages
from ingest.load.pdf_edges import organisation
from ingest.load.pdf_runs import Page, Run, opened_pdf, runs_of
from ingest.load.pdf_scans import is_scan, view_of
from ingest.load.publishers import organisation_named
from ingest.load.titles import supported
from ingest.model import Extract

_NO_TEXT = "Deze PDF is een scan waarop geen tekst te herkennen is. Scan het stuk opnieuw: recht, scherp en op 300 dpi."
_EMPTY = "Deze PDF is leeg: er staat geen tekst en geen beeld op de bladzijden."
_BAD_TITLE = re.compile(
    r"microsoft|\.(docx?|pptx?|indd|pdf|xlsx?)$|untitled|naamloos|anonymous|^none$|^[\w-]*\d{4,}[\w-]*$", re.IGNORECASE
)

ReadPage = tuple[float, list[Run]]  # its height in points, and its runs


def load_pdf(data: bytes) -> Extract:
    """The text of a PDF page by page, without running headers, footers and page numbers; scans are recognised."""
    with opened_pdf(data) as opened:
        read = [(page.get_height(), _runs_of(page)) for page in opened]
        scanned = [index for index, page in enumerate(opened) if is_scan(page, read[index][1])]
        pages, scans = _with_scans(read, scanned, [view_of(opened[index]) for index in scanned])
    blocks = blocks_of_pages(pages)
    if not any(c.isalpha() for block in blocks for c in block.text):
        raise Rejected(_NO_TEXT if scanned else _EMPTY)
    title, author = _information(data)
    return Extract(
        blocks=blocks,
        title=None if _BAD_TITLE.search(title) else supported(title, blocks),
        publisher=organisation_named(author, blocks) or organisation(pages),
        pages=len(pages),
        confidence=scans.confidence,
        warnings=(*scans.warnings, *_on_empty_pages(pages, scanned)),
    )


def _runs_of(page: Page) -> list[Run]:
    sign_of_life()
    return runs_of(page)


def _with_scans(
    read: Sequence[ReadPage], scanned: Sequence[int], views: Sequence[View]
) -> tuple[list[ReadPage], Scans]:
    """The pages with what was recognised on the scanned ones, where that is more than what they held as text."""
    pages = list(read)
    if not scanned:
        return pages, NO_SCANS
    try:
        scans = read_scans(views, [index + 1 for index in scanned])
    except NotEquipped as missing:
        if len(scanned) == len(pages):
            raise
        names = ", ".join(str(index + 1) for index in scanned)
        return pages, replace(NO_SCANS, warnings=(f"Bladzijde {names} is niet gelezen. {missing}",))
    for index, page in zip(scanned, scans.pages, strict=True):
        if _letters(page) > _letters(read[index]):
            pages[index] = page
    return pages, scans


def _letters(page: ReadPage) -> int:
    return sum(c.isalpha() for run in page[1] for c in run.text)


def _on_empty_pages(pages: Sequence[ReadPage], scanned: Sequence[int]) -> Iterator[str]:
    empty = [index for index, page in enumerate(pages) if not _letters(page) and index not in scanned]
    if len(empty) * 2 >= len(pages) > 1:
        yield f"Van de {len(pages)} bladzijden zijn er {len(empty)} leeg."


def _information(data: bytes) -> tuple[str, str]:
    """Title and author as the file states them, empty when it does not or when pypdf finds it too damaged.

    The date of creation is left alone: it is that of the last export, which may be years after publication.
    """
    import pypdf
    from pypdf.errors import DependencyError, PyPdfError

    try:
        about = pypdf.PdfReader(io.BytesIO(data)).metadata
        return (squeeze(plain(about.title or "")), squeeze(plain(about.author or ""))) if about else ("", "")
    except (PyPdfError, DependencyError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return "", ""
