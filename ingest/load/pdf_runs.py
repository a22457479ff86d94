"""The text of a PDF page as runs of characters with their place, read with PDFium."""

import ctypes
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from ingest.clean import is_note_mark, plain, squeeze
from ingest.errors import Rejected

_DAMAGED = "De PDF is beschadigd en kan niet worden geopend. Vraag om een nieuw exemplaar."
_PROTECTED = "De PDF is met een wachtwoord beveiligd. Sla hem op zonder wachtwoord en zet hem opnieuw klaar."
_WIDE_GAP = 2.2  # times the type size; wider than the blanks of a justified line
_CELL_GAP = 0.3  # times the type size; enough where a table rule stands in it
_BLANK = 0.2  # times the type size; a gap that parts words, also where a footnote mark was left out of it
_RAISED = 0.9  # times the type size; what is raised and smaller than this is a mark or a power
_ACCENTS = {"´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "¸": "\u0327", "ˇ": "\u030c"}
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
    note: bool = False  # a raised number stands before it

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
    found: list[_Growing] = []
    for glyph in _glyphs(page.get_textpage()):
        last = found[-1] if found else None
        if glyph.text.isspace():  # the box of a blank that PDFium adds says nothing
            if last is not None:
                last.text += " "
        elif last is not None and _beside(glyph, last) and not _parted(last, glyph, rules):
            if not _is_note_mark(last, glyph):
                last.take(glyph)
        else:
            found.append(glyph)
    return [glyph.run() for glyph in found if glyph.text.strip()]


class _Growing:
    """A run in the making, of one glyph at first; plain and mutable, because a page has thousands of glyphs."""

    __slots__ = ("bold", "bottom", "left", "note", "right", "size", "text", "top")

    def __init__(self, text: str, box: tuple[float, float, float, float], size: float, bold: bool) -> None:
        self.text, self.size, self.bold, self.note = text, size, bold, False
        self.left, self.right, self.bottom, self.top = box

    def take(self, glyph: "_Growing") -> None:
        """Go on with the next glyph."""
        if glyph.text in _ACCENTS and glyph.left < self.right - _BLANK * glyph.size:
            self.text = unicodedata.normalize("NFC", self.text + _ACCENTS[glyph.text])
            return
        numbers_note = self.size < _RAISED * glyph.size and self.text.strip().isdigit()
        gap = glyph.left - self.right > _BLANK * self.size and glyph.text.isalnum()
        parted = (gap or numbers_note) and self.text[-1].isalnum()
        self.text = f"{self.text} {glyph.text}" if parted else self.text + glyph.text
        if numbers_note:
            self.size, self.note = glyph.size, True
        self.right = max(self.right, glyph.right)
        self.bottom = min(self.bottom, glyph.bottom)
        self.top = max(self.top, glyph.top)
        self.bold = self.bold and glyph.bold

    def run(self) -> Run:
        """The finished run."""
        box = self.left, self.right, self.bottom, self.top
        return Run(self.text.strip(), *box, self.size, bold=self.bold, item=self.note, note=self.note)


def _beside(glyph: _Growing, last: _Growing) -> bool:
    shared = min(glyph.top, last.top) - max(glyph.bottom, last.bottom)
    return shared > min(glyph.top - glyph.bottom, last.top - last.bottom) / 2


def _parted(last: _Growing, glyph: _Growing, rules: list[Rule]) -> bool:
    gap = glyph.left - last.right
    size = max(last.size, glyph.size)
    if gap > _WIDE_GAP * size or gap < -size:
        return True
    middle = (glyph.bottom + glyph.top) / 2
    return gap > _CELL_GAP * size and any(
        last.right - 1 <= x <= glyph.left + 1 and bottom <= middle <= top for x, bottom, top in rules
    )


def _is_note_mark(last: _Growing, glyph: _Growing) -> bool:
    """Whether a digit is the raised mark of a footnote, which would otherwise read as part of a figure."""
    raised = glyph.size < _RAISED * last.size and glyph.bottom > last.bottom + 0.15 * last.size
    return raised and is_note_mark(glyph.text, last.text)


def _glyphs(text_page: TextPage) -> Iterator[_Growing]:
    """Each character with its place and type; PDFium adds blanks where a gap stands for one."""
    import pypdfium2.raw as pdfium

    page = text_page.raw
    box, address = pdfium.FS_RECTF(), ctypes.addressof
    whole: int | None = None  # the text object that the type was asked of: it is the same for all its characters
    size, bold = 0.0, False
    for index in range(pdfium.FPDFText_CountChars(page)):
        code = pdfium.FPDFText_GetUnicode(page, index)
        char = "-" if code in (0x02, 0xFFFE) else chr(code)  # PDFium's mark for a hyphen at a line end
        if char in "\r\n\x00":
            continue
        pdfium.FPDFText_GetLooseCharBox(page, index, box)
        part = pdfium.FPDFText_GetTextObject(page, index)
        if not part or address(part.contents) != whole:
            whole = address(part.contents) if part else None
            size, bold = _type_at(page, index)
        yield _Growing(char, (box.left, box.right, box.bottom, box.top), size, bold)


def _type_at(page: TextPage, index: int) -> tuple[float, bool]:
    """The size of a character in points, and whether it is bold."""
    import pypdfium2.raw as pdfium

    matrix, name, flags = pdfium.FS_MATRIX(), ctypes.create_string_buffer(256), ctypes.c_int()
    pdfium.FPDFText_GetMatrix(page, index, matrix)
    pdfium.FPDFText_GetFontInfo(page, index, name, 256, flags)
    size = pdfium.FPDFText_GetFontSize(page, index) * (abs(matrix.d) or abs(matrix.b) or 1.0)
    font = name.value.lower()
    return round(size, 1), b"bold" in font or b"black" in font


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
