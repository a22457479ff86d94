"""The points of an agenda: in minutes each is a numbered line that stands alone, and names what is told below it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.model import Block, Kind

_LONGEST = 100  # characters; a longer item tells something itself
_TELLS = 60  # characters at least of what is told below a point
_POINTS = 2  # at least; a single item may be anything
_LEVEL = 9  # below every heading that the file marks
_PAUSES = (".", ":", ";", ",", "!", "?")


def with_points_as_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with each short list item that stands alone above prose as its heading."""
    points = {index for index in range(len(blocks)) if _is_point(blocks, index)}
    for index, block in enumerate(blocks):
        is_heading = index in points and len(points) >= _POINTS
        yield replace(block, kind=Kind.HEADING, level=_LEVEL) if is_heading else block


def _is_point(blocks: Sequence[Block], index: int) -> bool:
    item = blocks[index]
    if item.kind is not Kind.LIST or len(item.text) > _LONGEST or item.text.endswith(_PAUSES):
        return False
    before = blocks[index - 1] if index else None
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    if below is None or below.kind is not Kind.PROSE or (before and before.kind is Kind.LIST):
        return False
    led_in = before is not None and before.kind is Kind.PROSE and before.text.endswith(":")
    runs_on = item.page is not None and below.text[0].islower()  # a PDF may break an item over two paragraphs
    tells = len(below.text) >= _TELLS or below.text.endswith(".") or "://" in below.text
    return item.text[0].isupper() and not led_in and not runs_on and tells
