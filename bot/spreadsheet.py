"""Tables as a Dutch Excel opens them: semicolons, decimal commas, UTF-8 that it recognises, and no formulas."""

import csv
import json
from collections.abc import Iterable, Sequence
from typing import TextIO

_MARK = "\ufeff"  # without it Excel reads UTF-8 as something else
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_table(header: Sequence[str], rows: Iterable[Iterable[object]], stream: TextIO) -> None:
    """Write a table with a header; ``stream`` must not translate line ends (``newline=""``) and be UTF-8."""
    stream.write(_MARK)
    table = csv.writer(stream, delimiter=";")
    table.writerow(header)
    for row in rows:
        table.writerow(map(cell, row))


def cell(value: object) -> str:
    """``value`` as a Dutch Excel reads it: a decimal comma, and never as a formula."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}".replace(".", ",")
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
