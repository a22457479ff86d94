"""OpenDocument text: headings, paragraphs, lists and tables by their XML elements."""

import io
import zipfile
from collections.abc import Iterator

from ingest.clean import plain, squeeze
from ingest.load.office import opened, sensible
from ingest.load.publishers import organisation_named
from ingest.load.titles import supported
from ingest.load.xml import Element, parsed_xml
from ingest.model import Block, Extract, Kind

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SKIPPED = (
    *(
        f"{_TEXT}{name}"
        for name in ("tracked-changes", "table-of-content", "note", "bibliography", "alphabetical-index")
    ),
    f"{_OFFICE}annotation",
)
_INSIDE = tuple(f"{_TEXT}{name}" for name in ("section", "index-body", "list-header"))
_BLANKS = tuple(f"{_TEXT}{name}" for name in ("s", "tab", "line-break"))


def load_odt(data: bytes) -> Extract:
    """The text of an OpenDocument text without notes and table of contents."""
    content, meta = opened(data, _parts, zipfile.BadZipFile)
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    notes = content.iter(f"{_TEXT}note-body")
    blocks = (
        *(_blocks(body) if body is not None else ()),
        *(Block(Kind.PROSE, text) for note in notes if (text := _words(note))),
    )
    return Extract(
        blocks=blocks,
        title=supported(sensible(_property(meta, f"{_DC}title"), title=True), blocks),
        publisher=organisation_named(_property(meta, f"{_META}initial-creator") or _property(meta, f"{_DC}creator")),
        programme=sensible(_property(meta, f"{_DC}subject")),
    )


def _parts(file: io.BytesIO) -> tuple[Element, Element]:
    with zipfile.ZipFile(file) as package:
        meta = package.read("meta.xml") if "meta.xml" in package.namelist() else b"<meta/>"
        return parsed_xml(package.read("content.xml")), parsed_xml(meta)


def _blocks(container: Element, item: bool = False) -> Iterator[Block]:
    for element in container:
        if element.tag == f"{_TEXT}h":
            yield from _paragraph(element, Kind.HEADING, int(element.get(f"{_TEXT}outline-level", "1")) + 1)
        elif element.tag == f"{_TEXT}p":
            title = element.get(f"{_TEXT}style-name", "").casefold() in ("title", "titel")
            kind = Kind.HEADING if title else Kind.LIST if item else Kind.PROSE
            yield from _paragraph(element, kind, level=int(title))
        elif element.tag in (f"{_TEXT}list", f"{_TEXT}list-item"):
            yield from _blocks(element, item=True)
        elif element.tag in _INSIDE:
            yield from _blocks(element, item)
        elif element.tag == f"{_TABLE}table":
            yield from _table(element)


def _paragraph(element: Element, kind: Kind, level: int = 0) -> Iterator[Block]:
    if text := _words(element):
        yield Block(kind, text, level=level)


def _table(table: Element) -> Iterator[Block]:
    """A row per block; a row of one cell is a box around text."""
    for row in table.iter(f"{_TABLE}table-row"):
        cells = [cell for cell in row if cell.tag == f"{_TABLE}table-cell"]
        if len(cells) == 1:
            yield from _blocks(cells[0])
        elif texts := [text for cell in cells if (text := _words(cell))]:
            yield Block(Kind.TABLE, " | ".join(texts))


def _words(element: Element) -> str:
    return squeeze(plain("".join(_strings(element))))


def _strings(element: Element) -> Iterator[str]:
    if element.tag in _BLANKS or element.tag == f"{_TEXT}p":
        yield " "
    yield element.text or ""
    for child in element:
        if child.tag not in _SKIPPED:
            yield from _strings(child)
        yield child.tail or ""


def _property(meta: Element, tag: str) -> str | None:
    found = next(meta.iter(tag), None)
    return None if found is None else found.text
