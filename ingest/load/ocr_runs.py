"""The words that text recognition found, as runs with their place, so that a scan is read like any other PDF page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from ingest.clean import is_noise, plain, squeeze
from ingest.load.pdf_runs import Run
from ingest.load.xml import Element, parsed_xml

_POINTS = 72  # to the inch
_UNSURE = 0.25  # confidence below which a line is a stain or a picture
_WIDE_GAP = 2.2  # times the type size, between the cells of a table
_SAME_SIZE = 0.09  # of the type size; recognition measures type no better
_BULLET = re.compile(r"[eo*«»+¢°®©•·»¥-]|[-–—=]|[.,]")  # what a bullet is often taken for
_NEAR = 0.5  # times the type size
_FULL_STOP = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_LINES = ("ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat")
_BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_SURE = re.compile(r"x_wconf (\d+)")
_TURNED = re.compile(r"textangle (\d+)")


@dataclass(frozen=True, slots=True)
class Recognised:
    """The runs of a page and how sure they are, from 0 to 1; ``turned`` are the degrees it lies on its side."""

    runs: tuple[Run, ...]
    confidence: float
    turned: int = 0


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    left: float
    right: float
    sure: float


@dataclass(frozen=True, slots=True)
class _Line:
    words: tuple[_Word, ...]
    base: float  # of its first letter, in pixels from the top
    slope: float
    size: float

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def sure(self) -> float:
        letters = sum(len(word.text) for word in self.words)
        return sum(word.sure * len(word.text) for word in self.words) / letters


def runs_of_hocr(hocr: bytes, dpi: int, height: float) -> Recognised:
    """The runs on a page that is ``height`` points high."""
    page = parsed_xml(hocr) if hocr else None
    spans = [] if page is None else [e for e in page.iter() if e.get("class") in _LINES]
    angles = [int(found.group(1)) for e in spans if (found := _TURNED.search(e.get("title", "")))]
    if len(angles) > len(spans) / 2:
        return Recognised((), 0.0, int(median(angles)))
    lines = [line for line in map(_line, spans) if line and line.sure > _UNSURE and not is_noise(line.text)]
    letters = sum(len(line.text) for line in lines)
    sure = sum(line.sure * len(line.text) for line in lines) / letters if letters else 0.0
    return Recognised(tuple(_placed(lines, dpi, height)), sure)


def _line(span: Element) -> _Line | None:
    title = span.get("title", "")
    box, base, size = _BOX.search(title), _BASELINE.search(title), _SIZE.search(title)
    words = tuple(word for element in span if (word := _word(element)))
    if not (words and box and size):
        return None
    slope, offset = (float(base.group(1)), float(base.group(2))) if base else (0.0, 0.0)
    return _Line(words, int(box.group(4)) + offset, slope, float(size.group(1)))


def _word(element: Element) -> _Word | None:
    title = element.get("title", "")
    text = squeeze(plain("".join(element.itertext())))
    box, sure = _BOX.search(title), _SURE.search(title)
    if not (text and box and sure):
        return None
    return _Word(text, int(box.group(1)), int(box.group(3)), int(sure.group(1)) / 100)


def _placed(lines: Sequence[_Line], dpi: int, height: float) -> Iterator[Run]:
    """The lines as runs, on a page that is laid straight where it was scanned askew."""
    scale = _POINTS / dpi
    slope = median(line.slope for line in lines) if lines else 0.0
    for line in lines:
        for group in _parted(line):
            item = len(group) > 1 and _BULLET.fullmatch(group[0].text) is not None
            words = group[1:] if item else group
            left, right = words[0].left + slope * line.base, words[-1].right + slope * line.base
            bottom = height - (line.base - slope * words[0].left) * scale
            top = bottom + line.size * scale
            text = " ".join(word.text for word in words)
            yield Run(text, left * scale, right * scale, bottom, top, round(line.size * scale, 1), item=item)


def _parted(line: _Line) -> Iterator[list[_Word]]:
    """The words of a line, those with a wide gap between them apart: they are cells."""
    group: list[_Word] = []
    for word in line.words:
        if group and word.left - group[-1].right > _WIDE_GAP * line.size:
            yield group
            group = []
        group.append(word)
    yield group


def with_lost_bullets(runs: Sequence[Run]) -> list[Run]:
    """The runs, where a line that opens like the items above it and below a finished one is an item too."""
    result: list[Run] = []
    item: Run | None = None
    for found in runs:
        lost = item and result and not found.item and _is_item_like(found, item, result[-1])
        run = replace(found, item=True) if lost else found
        if run.item:
            item = run
        elif item and abs(run.left - item.left) > _NEAR * run.size:
            item = None
        result.append(run)
    return result


def _is_item_like(run: Run, item: Run, before: Run) -> bool:
    finished = _FULL_STOP.search(before.text) is not None
    return finished and abs(run.left - item.left) < _NEAR * run.size and run.text[0].isupper()


def evened(pages: Sequence[Sequence[Run]]) -> list[list[Run]]:
    """The pages with one size for type that was measured as nearly the same, because sizes tell headings from text."""
    amount: Counter[float] = Counter()
    for run in (run for page in pages for run in page):
        amount[run.size] += len(run.text)
    named: dict[float, float] = {}
    for size, _ in amount.most_common():  # the sizes that most is set in draw those around them
        named[size] = next((known for known in named.values() if abs(known - size) <= _SAME_SIZE * known), size)
    return [[replace(run, size=named[run.size]) for run in page] for page in pages]
