"""The runs of a PDF page as paragraphs, list items and table rows, told from where they stand."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from ingest.load.pdf_runs import Run

_BULLETS = r"•▪◦‣●○■□✓✔➢➤►▶➔❖\uf0b7\uf0a7\uf0d8\uf0fc"
_COUNTER = r"\(?(?:\d{1,2}[.)]|[a-zA-Z]\)|[ivx]{1,4}[.)])|[a-h]\.(?!\w)"
_MARKER = re.compile(rf"(?:[{_BULLETS}*–o-]|{_COUNTER})")
_INLINE_MARKER = re.compile(rf"(?:[{_BULLETS}]\s*|[*–-]\s+|o\s+)(?=\S)")
_NUMBER = re.compile(rf"(?:{_COUNTER})\s+(?=\S)")
# The letter stays: it may be an initial, though no name is so long.
_LETTER = re.compile(r"(?:[A-Z]|[IVX]{2,4})\.\s+(?=[A-ZÀ-Þ](?:\S*\s){3})")
_FULL_STOP = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_MARKER_GAP = 5.0  # times the type size, between a marker and its item
_NEW_PARAGRAPH = 1.25  # times the usual distance between lines
_TALLEST_CELL = 12  # lines; what is taller is a column of text
_BIGGER = 1.08  # times the size of the body text, for a heading
_SAME_SIZE = 0.06  # of the type size, a difference that does not show
_HEADING_LINES = 2
_HEADING_LENGTH = 200  # characters
_LINE_STEPS = (0.8, 2.0)  # type sizes from one line to the next within a paragraph
_USUAL_STEP = 1.3
_CELL_INDENT = 3.0  # times the type size that text below a table row starts to the left of its last cell
_COLUMN_LINES = 4
_SHORT_LINE = 4.0  # times the type size that a last line stays short of the widest


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines that belong together: a paragraph, a heading, a list item or the cell of a table."""

    runs: tuple[Run, ...]

    @property
    def left(self) -> float:
        """The leftmost edge."""
        return min(run.left for run in self.runs)

    @property
    def right(self) -> float:
        """The rightmost edge."""
        return max(run.right for run in self.runs)

    @property
    def top(self) -> float:
        """The upper edge."""
        return max(run.top for run in self.runs)

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return min(run.bottom for run in self.runs)

    @property
    def size(self) -> float:
        """The type size of the first line."""
        return self.runs[0].size

    @property
    def bold(self) -> bool:
        """Whether all of it is in bold type."""
        return all(run.bold for run in self.runs)

    @property
    def item(self) -> bool:
        """Whether a bullet or a number stands before it."""
        return self.runs[0].item

    @property
    def lines(self) -> list[str]:
        """The text of its lines."""
        return [run.text for run in self.runs]

    @property
    def text(self) -> str:
        """The text in one piece, for looking at; line ends are not mended."""
        return " ".join(self.lines)


Row = tuple[Chunk, ...]  # one chunk, or the cells of a table row


def rows_of(runs: Sequence[Run], body: Run) -> list[Row]:
    """The chunks of a page in reading order; chunks side by side are the cells of one row."""
    chunks = _chunks(_with_markers(_mended(runs, body)))
    rows: list[Row] = []
    for chunk in chunks:
        if rows and _same_row(rows[-1], chunk):
            rows[-1] = (*rows[-1], chunk)
        else:
            rows.append((chunk,))
    return _only_tables(rows)


def _mended(runs: Sequence[Run], body: Run) -> list[Run]:
    """The runs with a heading that was stretched over the width of its column in one piece."""
    result: list[Run] = []
    for run in runs:
        last = result[-1] if result else None
        if last and run.beside(last) and run.left >= last.right and min(run.size, last.size) > _BIGGER * body.size:
            result[-1] = replace(last, text=f"{last.text} {run.text}", right=run.right)
        else:
            result.append(run)
    return result


def _with_markers(runs: Sequence[Run]) -> list[Run]:
    """The runs with each bullet or number, wherever the file paints it, taken up by the line it stands before."""
    markers = [run for run in runs if _MARKER.fullmatch(run.text)]
    marked: dict[int, Run] = {}
    used: set[int] = set()
    for marker in markers:
        beside = [r for r in runs if r is not marker and r.left >= marker.right - 1 and r.beside(marker)]
        nearest = min(beside, key=lambda run: run.left, default=None)
        if nearest is not None and nearest.left - marker.right < _MARKER_GAP * nearest.size:
            marked[id(nearest)] = replace(nearest, item=True)
            used.add(id(marker))
    return [_inline(marked.get(id(run), run)) for run in runs if id(run) not in used]


def _inline(run: Run) -> Run:
    bullet = _INLINE_MARKER.match(run.text)
    return replace(run, text=run.text[bullet.end() :], item=True) if bullet else run


def _chunks(runs: Sequence[Run]) -> list[Chunk]:
    pitch, spaced = _pitch(runs)
    chunks: list[Chunk] = []
    for run in runs:
        if chunks and _continues(chunks[-1], run, pitch) and (spaced or not _ends(chunks[-1], run, runs)):
            chunks[-1] = Chunk((*chunks[-1].runs, run))
        else:
            chunks.append(Chunk((_numbered(run),)))
    return chunks


def _numbered(run: Run) -> Run:
    """A number that opens a chunk in the type of the text makes it an item; in a heading it stays where it is."""
    if run.bold:
        return run
    number = _NUMBER.match(run.text)
    return replace(
        run, text=run.text[number.end() if number else 0 :], item=run.item or bool(number or _LETTER.match(run.text))
    )


def _pitch(runs: Sequence[Run]) -> tuple[float, bool]:
    """The usual distance between two lines of a paragraph in type sizes, and whether paragraphs stand further apart."""
    steps = [
        (above.bottom - below.bottom) / above.size
        for above, below in pairwise(runs)
        if (above.size, above.bold) == (below.size, below.bold)
        and above.size > 0  # letters that a file stretches by another measure have none
        and above.left < below.right
        and below.left < above.right
    ]
    pitch = median([step for step in steps if _LINE_STEPS[0] < step < _LINE_STEPS[1]] or [_USUAL_STEP])
    return pitch, any(_NEW_PARAGRAPH * pitch < step < 3 * pitch for step in steps)


def _continues(chunk: Chunk, run: Run, pitch: float) -> bool:
    last = chunk.runs[-1]
    step = last.bottom - run.bottom
    if run.item or _is_next_item(chunk, run):
        return False
    if not run.over(last) or not 0.3 * run.size < step <= _NEW_PARAGRAPH * pitch * max(last.size, run.size):
        return False
    centred = abs((run.left + run.right) - (last.left + last.right)) < run.size
    cell_above_text = run.left < chunk.left - _CELL_INDENT * run.size and not centred
    return not cell_above_text and _same_type(chunk, run)


def _is_next_item(chunk: Chunk, run: Run) -> bool:
    """Whether a line opens with a number or letter of a list, and no sentence runs on into it."""
    before = chunk.runs[-1].text
    if _NUMBER.match(run.text):
        return chunk.item or _FULL_STOP.search(before) is not None
    return _LETTER.match(run.text) is not None and (chunk.item or before.endswith((":", ";")))


def _same_type(chunk: Chunk, run: Run) -> bool:
    """Whether a line is set like the chunk; a few bold words may fill a line of a paragraph."""
    last = chunk.runs[-1]
    if abs(last.size - run.size) > _SAME_SIZE * last.size:
        return False
    if chunk.bold and not run.bold:
        return len(chunk.runs) > _HEADING_LINES and not _FULL_STOP.search(last.text)
    return chunk.bold == run.bold or run.text[0].islower()


def _ends(chunk: Chunk, run: Run, page: Sequence[Run]) -> bool:
    """Whether, on a page that parts paragraphs by nothing but a short line or an indent, ``run`` opens a new one."""
    last = chunk.runs[-1]
    edge = max(other.right for other in page if other.over(last) and other.size == last.size)
    short = last.right < edge - _SHORT_LINE * last.size
    indented = run.left > last.left + 0.8 * run.size and not chunk.item
    return _FULL_STOP.search(last.text) is not None and not run.text[0].islower() and (short or indented)


def _same_row(row: Row, chunk: Chunk) -> bool:
    last = row[-1]
    if chunk.left < last.right - 1 or len(last.runs) > _TALLEST_CELL or len(chunk.runs) > _TALLEST_CELL:
        return False
    top, bottom = max(cell.top for cell in row), min(cell.bottom for cell in row)
    shared = min(top, chunk.top) - max(bottom, chunk.bottom)
    return shared > min(top - bottom, chunk.top - chunk.bottom) / 2


def _only_tables(rows: Iterable[Row]) -> list[Row]:
    """The rows, where cells side by side that are no table after all follow each other as chunks of their own."""
    result: list[Row] = []
    for several, group in groupby(rows, key=lambda row: len(row) > 1):
        found = list(group)
        if several and len(found) == 1:
            result.extend((cell,) for cell in found[0])
        elif several and _is_text_in_columns(found):
            result.extend((chunk,) for side in (0, 1) for chunk in _chunks([row[side].runs[0] for row in found]))
        else:
            result.extend(found)
    return result


def _is_text_in_columns(rows: list[Row]) -> bool:
    """Whether the file paints two columns of text line by line, so that they look like the rows of a table."""
    if len(rows) < _COLUMN_LINES or any([len(cell.runs) for cell in row] != [1, 1] for row in rows):
        return False
    return all(sum(row[side].text[0].islower() for row in rows) > len(rows) / 3 for side in (0, 1))


def is_heading(chunk: Chunk, body: Run) -> bool:
    """Whether a chunk is set apart from the body text by its type, and short."""
    text = chunk.text
    bigger = chunk.size > _BIGGER * body.size
    bolder = chunk.bold and not body.bold and chunk.size > 0.9 * body.size
    letters = any(c.isalpha() for c in text)
    return (
        letters
        and (bigger or bolder)
        and not chunk.item
        and len(text) < _HEADING_LENGTH
        and not text.endswith((".", ",", ";", ":"))
    )


def body_type(pages: Sequence[Sequence[Run]]) -> Run:
    """A run in the type in which most of the text is set."""
    amount: dict[tuple[float, bool], int] = {}
    examples: dict[tuple[float, bool], Run] = {}
    for run in (run for page in pages for run in page):
        amount[run.size, run.bold] = amount.get((run.size, run.bold), 0) + len(run.text)
        examples.setdefault((run.size, run.bold), run)
    return examples[max(amount, key=lambda kind: amount[kind])] if amount else Run("", 0, 0, 0, 0, 10)


def heading_levels(chunks: Iterable[Chunk]) -> dict[tuple[float, bool], int]:
    """The level of each type of heading: the bigger the type, the higher."""
    kinds = sorted({(chunk.size, chunk.bold) for chunk in chunks}, reverse=True)
    return {kind: level for level, kind in enumerate(kinds, start=1)}
