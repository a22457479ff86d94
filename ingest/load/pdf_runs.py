"""The text of a PDF page as runs of characters with their place, read with PDFium."""

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from ingest.clean import plain, squeeze
from ingest.errors import Rejected

_DAMAGED = "De PDF is beschadigd en kan niet worden geopend. Vraag om een nieuw exemplaar."
_PROTECTED = "De PDF is met een wachtwoord beveiligd. Sla hem op zonder wachtwoord en zet hem opnieuw klaar."
_WIDE_GAP = 2.2  # times the type size; wider than the blanks of a justified line
_CELL_GAP = 0.3  # times the type size; enough where a table rule stands in it
_BLANK = 0.2  # times the type size; a gap that parts words, also where a footnote mark was left out of it
_RAISED = 0.9  # times the type size; what is raised and smaller than this is a mark or a power
_ACCENTS = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "¸": "\u0327", "ˇ": "\u030c"}
_RAISED_UNITS = re.compile(r"(?:^|[^a-z])(?:k|c|d|m|h)?m$", re.IGNORECASE)
_RULE = (3.0, 5.0)  # points; a vertical rule is narrower than the first and taller than the second

Page = Any  # PDFium ships no type information
TextPage = Any
Rule = tuple[float, float, float]  # x, bottom and top of a vertical line


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that stand side by side on one line; the unit is a point, ``bottom`` and ``top`` grow upwards."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool = False
    item: bool = False

    def beside(self, other: "Run") -> bool:
        """Whether both stand on the same line."""
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        return shared > min(self.top - self.bottom, other.top - other.bottom) / 2

    def over(self, other: "Run") -> bool:
        """Whether both take up a part of the same width."""
        return self.left < other.right and other.left < self.right


@contextmanager
def opened_pdf(data: bytes) -> Iterator[list[Page]]:
    """The pages of a PDF; raises ``Rejected`` when the file is protected or damaged."""
    import pypdfium2 as pdfium
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    try:
        document = pdfium.PdfDocument(data)
        try:
            yield [document[index] for index in range(len(document))]
        finally:
            document.close()
    except pdfium.PdfiumError as error:
        raise Rejected(_PROTECTED if error.err_code == FPDF_ERR_PASSWORD else _DAMAGED) from None


def runs_of(page: Page) -> list[Run]:
    """The runs of a page in the order in which the file paints them, mostly the reading order."""
    mended = [replace(run, text=unicodedata.normalize("NFC", squeeze(plain(run.text)))) for run in _painted(page)]
    return [run for run in mended if run.text]


def _painted(page: Page) -> list[Run]:
    rules = _vertical_rules(page)
    found: list[Run] = []
    for glyph in _glyphs(page.get_textpage()):
        last = found[-1] if found else None
        if not glyph.text.strip():  # the box of a blank that PDFium adds says nothing
            found[-1:] = [replace(last, text=last.text + " ")] if last else []
        elif last is not None and glyph.beside(last) and not _parted(last, glyph, rules):
            if not _is_note_mark(last, glyph):
                found[-1] = _joined(last, glyph)
        else:
            found.append(glyph)
    return [replace(run, text=run.text.strip()) for run in found if run.text.strip()]


def _parted(last: Run, glyph: Run, rules: list[Rule]) -> bool:
    gap = glyph.left - last.right
    size = max(last.size, glyph.size)
    if gap > _WIDE_GAP * size or gap < -size:
        return True
    middle = (glyph.bottom + glyph.top) / 2
    return gap > _CELL_GAP * size and any(
        last.right - 1 <= x <= glyph.left + 1 and bottom <= middle <= top for x, bottom, top in rules
    )


def _is_note_mark(last: Run, glyph: Run) -> bool:
    """Whether a digit is the raised mark of a footnote, which would otherwise read as part of a figure."""
    raised = glyph.size < _RAISED * last.size and glyph.bottom > last.bottom + 0.15 * last.size
    return raised and glyph.text.isdigit() and not _RAISED_UNITS.search(last.text.rstrip())


def _joined(run: Run, glyph: Run) -> Run:
    if glyph.text in _ACCENTS and glyph.left < run.right - _BLANK * glyph.size:
        return replace(run, text=unicodedata.normalize("NFC", run.text + _ACCENTS[glyph.text]))
    parted = glyph.left - run.right > _BLANK * run.size and run.text[-1].isalnum() and glyph.text.isalnum()
    numbers_note = run.size < _RAISED * glyph.size and run.text.strip().isdigit()
    return replace(
        run,
        text=f"{run.text} {glyph.text}" if parted or (numbers_note and run.text.isdigit()) else run.text + glyph.text,
        size=glyph.size if numbers_note else run.size,
        item=run.item or numbers_note,
        right=max(run.right, glyph.right),
        bottom=min(run.bottom, glyph.bottom),
        top=max(run.top, glyph.top),
        bold=run.bold and glyph.bold,
    )


def _glyphs(text_page: TextPage) -> Iterator[Run]:
    """Each character as a run of its own; PDFium adds blanks where a gap stands for one."""
    import pypdfium2.raw as pdfium

    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    name = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        char = "-" if code in (0x02, 0xFFFE) else chr(code)  # PDFium's mark for a hyphen at a line end
        if char in "\r\n\x00":
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        pdfium.FPDFText_GetMatrix(text_page, index, matrix)
        pdfium.FPDFText_GetFontInfo(text_page, index, name, 256, flags)
        size = pdfium.FPDFText_GetFontSize(text_page, index) * (abs(matrix.d) or abs(matrix.b) or 1.0)
        bold = b"bold" in name.value.lower() or b"black" in name.value.lower()
        yield Run(char, box.left, box.right, box.bottom, box.top, round(size, 1), bold)


def _vertical_rules(page: Page) -> list[Rule]:
    """The vertical edges that are drawn on a page."""
    import pypdfium2.raw as pdfium

    narrow, tall = _RULE
    rules: list[Rule] = []
    for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = shape.get_bounds()
        if top - bottom > tall:
            rules.extend((x, bottom, top) for x in ({left, right} if right - left > narrow else {left}))
    return rules
