"""Tables as a Dutch Excel opens them: semicolons, decimal commas, UTF-8 that it recognises, and no formulas."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

_MARK = "\ufeff"  # without it Excel reads UTF-8 as something else
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_table(header: Sequence[str], rows: Iterable[Iterable[object]], stream: TextIO) -> None:
    """Write a table with a header; ``stream`` must not translate line ends (``newline=""``) and be UTF-8."""
    for line in table_lines(header, rows):
        stream.write(line)


def table_lines(header: Sequence[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """A table with a header, line by line with their ends, to be sent as UTF-8 while it is made."""
    line = io.StringIO(newline="")
    table = csv.writer(line, delimiter=";")
    line.write(_MARK)
    table.writerow(header)
    yield line.getvalue()
    for row in rows:
        line.seek(0)
        line.truncate()
        table.writerow(map(cell, row))
        yield line.getvalue()


def cell(value: object) -> str:
    """``value`` as a Dutch Excel reads it: a decimal comma, and never as a formula."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}".replace(".", ",")
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
