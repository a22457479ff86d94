"""Word documents: paragraphs and tables in the order of the page, headings and lists by their style."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ingest.clean import is_note_mark, plain, squeeze
from ingest.load.dated import date_of_letterhead
from ingest.load.head import first_page
from ingest.load.office import opened, sensible
from ingest.load.publishers import letterhead, organisation_named
from ingest.load.titles import supported
from ingest.model import Block, Extract, Kind

if TYPE_CHECKING:
    from docx.document import Document

_HEADING = re.compile(r"(?:heading|kop|berschrift)\s*(\d)", re.IGNORECASE)
_TITLE = re.compile(r"(?:title|titel)", re.IGNORECASE)
_LIST = re.compile(r"(?:list|lijst|opsomming)", re.IGNORECASE)
_INDENTED = re.compile(r"(?:list paragraph|lijstalinea)", re.IGNORECASE)  # no item without a number of its own
_CONTENTS = re.compile(r"(?:toc|inhopg|inhoudsopgave)", re.IGNORECASE)
_SHORT = 100  # characters; a longer bold paragraph is no heading
_DEEPEST = 9  # the level of a heading that is only recognised by its bold type
_FULL_STOP = (".", ":", ";", ",")

_TWIN = "}Fallback"  # the same text box once more, for old versions of Word

Element = Any  # an element of the document's XML; its properties are made at run time


def load_docx(data: bytes) -> Extract:
    """The text of a Word document without headers, footers and table of contents."""
    import docx
    from docx.opc.exceptions import OpcError

    document = opened(data, docx.Document, OpcError)
    properties = document.core_properties
    blocks = tuple(_walk(document.element.body, _Styles(document)))
    head = tuple(_letter_paper(document))
    return Extract(
        blocks=blocks,
        title=supported(sensible(properties.title, title=True), blocks),
        publisher=organisation_named(properties.author, blocks) or letterhead(head),
        published_on=date_of_letterhead(first_page(blocks)) or date_of_letterhead(head),
        programme=sensible(properties.subject),
    )


def _letter_paper(document: "Document") -> Iterator[Block]:
    """The lines of the header of the first page, where letters and minutes say from whom and from when they are."""
    from docx.oxml.ns import qn

    section = document.sections[0]
    header = section.first_page_header if section.different_first_page_header_footer else section.header
    if header.is_linked_to_previous:  # there is none
        return
    for paragraph in header.part.element.iter(qn("w:p")):
        inner = paragraph.find(f".//{qn('w:p')}") is None  # a text box stands inside a paragraph
        if inner and (text := _text(paragraph)):
            yield Block(Kind.PROSE, text)


class _Styles:
    """What the document's styles say a paragraph is."""

    def __init__(self, document: "Document") -> None:
        from docx.oxml.ns import qn

        self._names = {style.style_id: style.name or "" for style in document.styles}
        self._numbered = {
            style.style_id for style in document.styles if style.element.find(f".//{qn('w:numPr')}") is not None
        }

    def name(self, paragraph: Element) -> str:
        return self._names.get(paragraph.style or "", "")

    def level(self, paragraph: Element) -> int:
        """The depth of a heading from 1, 0 for other paragraphs; the title is above all headings."""
        name = self.name(paragraph)
        if heading := _HEADING.match(name):
            return int(heading.group(1)) + 1
        return 1 if _TITLE.fullmatch(name) else 0

    def is_item(self, paragraph: Element) -> bool:
        number = None if paragraph.pPr is None else paragraph.pPr.numPr
        if number is not None:  # number 0 takes away the bullet that the style gives
            return number.numId is None or number.numId.val != 0
        name = self.name(paragraph)
        listed = _LIST.match(name) is not None and not _INDENTED.fullmatch(name)
        return paragraph.style in self._numbered or listed


def _walk(container: Element, styles: _Styles) -> Iterator[Block]:
    from docx.oxml.ns import qn

    for element in container:
        if element.tag == qn("w:p"):
            yield from _paragraph(element, styles)
        elif element.tag == qn("w:tbl"):
            yield from _table(element, styles)
        elif element.tag == qn("w:sdt") and element.find(f".//{qn('w:docPartGallery')}") is None:
            content = element.find(qn("w:sdtContent"))
            yield from _walk(content if content is not None else (), styles)


def _paragraph(paragraph: Element, styles: _Styles) -> Iterator[Block]:
    text = _text(paragraph)
    if not text or _CONTENTS.match(styles.name(paragraph)):
        return
    level = styles.level(paragraph)
    if level:
        yield Block(Kind.HEADING, text, level=level)
    elif styles.is_item(paragraph):
        yield Block(Kind.LIST, text)
    elif _all_bold(paragraph) and len(text) < _SHORT and not text.endswith(_FULL_STOP):
        yield Block(Kind.HEADING, text, level=_DEEPEST)
    else:
        yield Block(Kind.PROSE, text)


def _table(table: Element, styles: _Styles) -> Iterator[Block]:
    """A row per block; a table of one column is a box around text."""
    from docx.oxml.ns import qn

    for row in table.iterchildren(qn("w:tr")):
        cells = list(row.iterchildren(qn("w:tc")))
        if len(cells) == 1:
            yield from _walk(cells[0], styles)
        elif texts := [text for cell in cells if (text := _text(cell))]:
            yield Block(Kind.TABLE, " | ".join(texts))


def _text(element: Element) -> str:
    return squeeze(plain("".join(_strings(element))))


def _strings(element: Element) -> Iterator[str]:
    """The text as it reads with all tracked changes accepted."""
    from docx.oxml.ns import qn

    before = ""
    for part in element.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen"), qn("w:p")):
        if any(above.tag.endswith(_TWIN) for above in part.iterancestors()):
            continue
        if part.tag == qn("w:t"):
            text = part.text or ""
            if not (_is_raised(part.getparent()) and is_note_mark(text, before)):
                before = text
                yield text
        else:
            yield "-" if part.tag == qn("w:noBreakHyphen") else " "


def _is_raised(run: Element) -> bool:
    from docx.oxml.ns import qn

    height = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    return height is not None and height.get(qn("w:val")) == "superscript"


def _all_bold(paragraph: Element) -> bool:
    from docx.oxml.ns import qn

    runs = [run for run in paragraph.iter(qn("w:r")) if "".join(_strings(run)).strip()]
    return bool(runs) and all(run.rPr is not None and _on(run.rPr.find(qn("w:b"))) for run in runs)


def _on(switch: Element | None) -> bool:
    from docx.oxml.ns import qn

    return switch is not None and switch.get(qn("w:val"), "1") not in ("0", "false", "off")
