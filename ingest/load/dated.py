"""When a document is from: what its head, its letterhead, its imprint or at last the name of its file says."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile

from ingest.load.dates import date_in_name, date_near_top, date_of_line, find_date, first_date
from ingest.load.head import first_page
from ingest.model import Block, Kind

_OF = r"(?:vergadering|overleg|bijeenkomst|besluit|vaststelling|publicatie|verslag|brief)"
_DATUM = re.compile(
    rf"(?:(?:vergader|verslag|publicatie)?datum(?: en tijd(?:stip)?| (?:van )?(?:de |het )?{_OF})?|dagtekening|date)\b"
    r"[\s|:]*(?P<rest>.*)",
    re.IGNORECASE,
)
_CELLS = re.compile(r"\s*\|(?:\s*:?\s*\|)*\s*")
_IMPRINT = re.compile(r"(?:colofon|impressum|imprint)\b[\s:]*(?P<rest>.*)", re.IGNORECASE)
_NAME_AND_VALUE = 2  # cells
_IMPRINT_LINES = 8
_FRONT = 40  # blocks, among which an imprint stands
_TITLE_BLOCKS = 6


def date_of(blocks: Sequence[Block], top: int, name: str) -> date | None:
    """The date of a document; ``top`` blocks stand above its second heading, and its file is called ``name``."""
    return (
        date_of_letterhead(first_page(blocks))
        or date_near_top(block.text for block in blocks[:top] if not _is_of_a_table(block))
        or next(_below_title(blocks), None)
        or date_of_imprint(blocks)
        or date_in_name(name)
    )


def date_of_letterhead(blocks: Sequence[Block]) -> date | None:
    """The date behind or below the word *Datum*, wherever on the first page the letterhead stands.

    Minutes are known by the day of the meeting; the other date is that of writing them down.
    """
    found = [
        (not block.text.casefold().startswith("vergader"), index, day)
        for index, block in enumerate(blocks)
        if (day := _labelled(block, blocks[index + 1 : index + 3]))
    ]
    return min(found)[-1] if found else None


def _labelled(block: Block, below: Sequence[Block]) -> date | None:
    if block.kind is Kind.TABLE:
        return _in_row(block, below)
    label = _DATUM.fullmatch(block.text)
    if label is None or block.kind is Kind.LIST:
        return None
    return date_of_line(label["rest"] or next((other.text for other in below), ""))


def _in_row(row: Block, below: Sequence[Block]) -> date | None:
    """The date in a row of a name and a value, or below the name in a table of one row: more rows are of many days."""
    cells = [cell for cell in _CELLS.split(row.text) if cell.strip(" :")]
    label = _DATUM.fullmatch(cells[0]) if cells else None
    if label is None:
        return None
    if label["rest"]:
        return date_of_line(label["rest"])
    if len(cells) == _NAME_AND_VALUE and (day := date_of_line(cells[1])):
        return day
    rows = [other for other in below if other.kind is Kind.TABLE]
    return date_of_line(_CELLS.split(rows[0].text)[0]) if len(cells) > 1 and len(rows) == 1 else None


def _is_of_a_table(block: Block) -> bool:
    """Whether a block is a row of more than a name and a value: a date in it is that of what the row is about."""
    return block.kind is Kind.TABLE and block.text.count(" | ") > 1


def _below_title(blocks: Sequence[Block]) -> Iterator[date]:
    """The dates that are set as headings below the title, before anything else is told."""
    for block in takewhile(lambda block: block.kind is Kind.HEADING, blocks[:_TITLE_BLOCKS]):
        if day := date_of_line(block.text):
            yield day


def date_of_imprint(blocks: Sequence[Block]) -> date | None:
    """The date in an imprint, as *Uitgave van de gemeente, mei 2021*."""
    for index, block in enumerate(blocks[:_FRONT]):
        if imprint := _IMPRINT.fullmatch(block.text):
            if day := first_date(imprint["rest"]):
                return day
            lines = (below.text for below in blocks[index + 1 : index + 1 + _IMPRINT_LINES])
            return next((day for line in lines if (day := find_date(line))), None)
    return None
