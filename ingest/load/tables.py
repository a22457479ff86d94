"""Tables from CSV and Excel files: every row says what its cells are, because a row is found and quoted on its own."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from ingest import dutch
from ingest.clean import plain, squeeze
from ingest.errors import Rejected
from ingest.load.office import opened, sensible
from ingest.load.publishers import organisation_named
from ingest.load.text import decode
from ingest.model import Block, Extract, Kind

_DELIMITERS = ";,\t|"
_SAMPLE = 20  # lines
_MOST_ROWS = 50_000
_DIGITS = re.compile(r"(?P<thousands>#,##)?0(?:\.(?P<decimals>0+))?(?![\w/:-])")
_DUTCH_SIGNS = str.maketrans(",.", ".,")
_UNNAMED = ("sheet", "blad", "tabel")  # followed by a number: the program gave the name


def load_csv(data: bytes) -> Extract:
    """The rows of a CSV file, whatever parts its cells."""
    text = decode(data)
    lines = [line for line in text.splitlines() if line.strip()]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(lines[:_SAMPLE]))
    try:
        blocks = list(_blocks([[squeeze(plain(cell)) for cell in row] for row in rows]))
    except csv.Error:
        raise Rejected("De regels van dit CSV-bestand zijn niet te lezen. Sla het opnieuw op als CSV.") from None
    return _extract(blocks)


def load_xlsx(data: bytes) -> Extract:
    """The rows of each sheet of an Excel file, the name of the sheet as heading."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    book = opened(data, lambda file: openpyxl.load_workbook(file, read_only=True, data_only=True), InvalidFileException)
    blocks: list[Block] = []
    for sheet in book.worksheets:
        found = list(_blocks([[_shown(cell) for cell in row] for row in sheet.iter_rows(max_row=_MOST_ROWS)]))
        if found and not (len(book.worksheets) == 1 and _is_unnamed(sheet.title)):
            blocks.append(Block(Kind.HEADING, squeeze(plain(sheet.title)), level=1))
        blocks.extend(found)
    about = book.properties
    return _extract(blocks, title=sensible(about.title, title=True), publisher=organisation_named(about.creator))


def _extract(blocks: Sequence[Block], title: str | None = None, publisher: str | None = None) -> Extract:
    cut = sum(block.kind is Kind.TABLE for block in blocks) >= _MOST_ROWS
    warnings = (f"Alleen de eerste {_MOST_ROWS} regels zijn gelezen.",) if cut else ()
    return Extract(tuple(blocks), title=title, publisher=publisher, warnings=warnings)


def _delimiter(lines: Sequence[str]) -> str:
    """What parts the cells: the sign that gives most lines the same number of cells, and more than one."""

    def agreement(delimiter: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
        usual = max(set(widths), key=widths.count, default=1)
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(_DELIMITERS, key=agreement)


def _blocks(rows: Iterable[Sequence[str]]) -> Iterator[Block]:
    """The rows of a sheet as tables that blank rows part; a row of one cell is a caption."""
    header: Sequence[str] = ()
    for row in rows:
        filled = [cell for cell in row if cell]
        if not filled:
            header = ()
        elif len(filled) == 1 and not header:
            yield Block(Kind.PROSE, filled[0])
        elif not header and _is_header(row):
            header = row
            yield Block(Kind.TABLE, " | ".join(filled))
        else:
            yield Block(Kind.TABLE, " | ".join(_labelled(header, row)))


def _is_header(row: Sequence[str]) -> bool:
    return not any(any(c.isdigit() for c in cell) and not any(c.isalpha() for c in cell) for cell in row)


def _labelled(header: Sequence[str], row: Sequence[str]) -> Iterator[str]:
    for index, cell in enumerate(row):
        if cell:
            name = header[index] if index < len(header) else ""
            yield f"{name}: {cell}" if name else cell


def _is_unnamed(title: str) -> bool:
    return title.casefold().rstrip("0123456789 ") in _UNNAMED


def _shown(cell: Any) -> str:  # noqa: ANN401  # a cell of openpyxl holds anything
    """The value of a cell as a Dutch Excel shows it."""
    value = cell.value
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime) and value.time() != time():
        return f"{_dutch_date(value.date())} {value:%H:%M}"
    if isinstance(value, date):
        return _dutch_date(value)
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format))
    return squeeze(plain(str(value))) if value is not None else ""


def _dutch_date(day: date) -> str:
    return f"{day.day} {dutch.MONTHS[day.month - 1]} {day.year}"


def _number(value: float, number_format: str) -> str:
    """A number with the decimals, the thousands and the sign that its format asks for."""
    shown = number_format.partition(";")[0]
    percent = "%" in shown
    value = value * 100 if percent else value
    if digits := _DIGITS.search(shown):
        text = f"{value:{',' if digits['thousands'] else ''}.{len(digits['decimals'] or '')}f}"
    else:
        text = f"{round(value, 10):.15g}"
    text = text.translate(_DUTCH_SIGNS)
    return f"{text}%" if percent else f"€ {text}" if "€" in shown else text
