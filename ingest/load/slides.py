"""PowerPoint files: a slide's title is a heading, its lines are list items, its speaker notes stand below."""

from collections.abc import Iterable, Iterator
from typing import Any

from ingest.clean import plain, squeeze
from ingest.load.office import opened, sensible
from ingest.load.publishers import organisation_named
from ingest.load.titles import supported
from ingest.model import Block, Extract, Kind

_FULL_STOP = (".", "!", "?")

Shape = Any  # python-pptx ships no type information
Slide = Any


def load_pptx(data: bytes) -> Extract:
    """The text of a slide deck; the page of a block is the number of its slide."""
    import pptx
    from pptx.exc import PythonPptxError

    deck = opened(data, pptx.Presentation, PythonPptxError)
    properties = deck.core_properties
    blocks = tuple(block for page, slide in enumerate(deck.slides, start=1) for block in _slide(slide, page))
    return Extract(
        blocks=blocks,
        title=supported(sensible(properties.title, title=True), blocks),
        publisher=organisation_named(properties.author, blocks),
        programme=sensible(properties.subject),
    )


def _slide(slide: Slide, page: int) -> Iterator[Block]:
    title = slide.shapes.title
    heading = _plain(title.text_frame.text) if title is not None else ""
    if heading:
        yield Block(Kind.HEADING, heading, level=1, page=page)
    for shape in _in_reading_order(slide.shapes):
        if title is None or shape.shape_id != title.shape_id:
            yield from _shape(shape, page)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
            if text := _plain(paragraph.text):
                yield Block(Kind.NOTES, text, page=page)


def _in_reading_order(shapes: Iterable[Shape]) -> list[Shape]:
    """The shapes from top to bottom and left to right; those of a group stay together."""
    return sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0))


def _shape(shape: Shape, page: int) -> Iterator[Block]:
    from pptx.enum.shapes import MSO_SHAPE_TYPE, PP_PLACEHOLDER

    furniture = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
    if shape.is_placeholder and shape.placeholder_format.type in furniture:
        return
    if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
        for inner in _in_reading_order(shape.shapes):
            yield from _shape(inner, page)
    elif getattr(shape, "has_table", False):
        for row in shape.table.rows:
            if cells := [text for cell in row.cells if (text := _plain(cell.text))]:
                yield Block(Kind.TABLE, " | ".join(cells), page=page)
    elif shape.has_text_frame:
        yield from _lines([_plain(paragraph.text) for paragraph in shape.text_frame.paragraphs], page)


def _lines(lines: list[str], page: int) -> Iterator[Block]:
    """Several lines, or one telegram-style line, are items; a box with one full sentence is prose."""
    lines = [line for line in lines if line]
    kind = Kind.PROSE if len(lines) == 1 and lines[0].endswith(_FULL_STOP) else Kind.LIST
    for line in lines:
        yield Block(kind, line, page=page)


def _plain(text: str) -> str:
    return squeeze(plain(text))
