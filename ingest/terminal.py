"""Where the commands of the collection write for people: a terminal has a width, a file or another program has none."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

_UNWRAPPED = 100_000  # columns; a name that is cut in two can be neither searched nor copied


def open_console() -> Console:
    """Standard output for people; only on a terminal are lines wrapped."""
    console = Console(highlight=False, markup=False)
    if not console.is_terminal:
        console.width = _UNWRAPPED
    return console


def print_table(console: Console, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table of plain text without lines between its cells."""
    table = Table(*headers, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(cell, overflow="fold") for cell in row))
    if console.is_terminal:
        console.print(table)
        return
    with console.capture() as captured:
        console.print(table)
    for line in captured.get().splitlines():
        console.out(line.rstrip())  # the last column is filled up with spaces, as wide as its longest line
