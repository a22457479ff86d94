"""A document as the rules see it: sentences, list items and table rows, each with what stands above it."""

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.dutch import sentences
from ingest.facts.rules.wording import CAPITAL
from ingest.load.assemble import BULLET
from ingest.model import Document, Kind, Passage, Span

_SCANT = 5  # words of a lead that says too little by itself
_NAMED_IN_HEADER = re.compile(
    r"programma|akkoord|overeenkomst|convenant|\bpact|strategie|\bdeal|agenda|\bfase\b", re.IGNORECASE
)
_TWO = 2  # cells of a row that holds a label and one value
_CELL = " | "
_LABEL = 10  # words of a label before what a form asks for
_TELLS = 5  # words, from which what stands in a cell is read as sentences
# A line that would be a heading, had the file any: "Partners", "Risico's".
_ANNOUNCES = re.compile(
    r"(?:[\w-]+\s+){0,2}(?:\w*partners|partijen|deelnemers|ondertekenaars|organisaties|lessen|inzichten|knelpunten|"
    r"risico['’]s|belemmeringen|"
    r"obstakels|dilemma['’]s|succesfactoren|aanbevelingen|adviezen|tips|lessons|obstacles|risks|"
    r"recommendations)(?:\s+[\w-]+){0,3}",
    re.IGNORECASE,
)
_SHORT = 5  # words of a line that may be a heading
_WHO = re.compile(r"partners|partijen|deelnemers|ondertekenaars|organisaties", re.IGNORECASE)
_LINKS = frozenset({"en", "van", "de", "het", "der", "voor", "gemeente", "provincie", "waterschap", "ministerie"})
_PROPER = re.compile(rf"(?<=[a-zà-ÿ,] )({CAPITAL})")


@dataclass(frozen=True, slots=True)
class Unit:
    """Something that an answer can quote whole, and the words above it that say what it is."""

    passage: Passage
    span: Span  # in the text of the document
    text: str
    kind: Kind
    lead: str = ""  # of a list item or a table row: the sentence right above the list or the table
    header: tuple[str, ...] = ()  # of a table row: the cells of the first row; empty in the first row itself
    proper: frozenset[str] = frozenset()  # words that the document writes with a capital inside a sentence
    lower: str = ""  # the text in small letters
    line: str = ""  # a short line above that announces as a heading does, where the file has no headings
    of_whole: Span | None = None  # of a sentence of a longer item, or of a cell in a form: the unit that is all of it

    @property
    def heading(self) -> str:
        """The heading that it stands under; of a heading, the one above that."""
        if self.line:
            return self.line
        path = self.passage.heading_path
        above = path[:-1] if self.kind is Kind.HEADING else path
        return above[-1] if above else ""

    def has(self, pieces: Iterable[str]) -> bool:
        """Whether one of the pieces, in small letters, stands in the text: a quick look before a rule reads it."""
        return any(map(self.lower.__contains__, pieces))  # asked of every sentence by every rule

    def at(self, start: int, end: int) -> Span:
        """A range of the unit's text as a range of the document's text."""
        return Span(self.span.start + start, self.span.start + end)

    def quote(self, span: Span) -> str:
        """The words at a range of the document's text that lies in the unit."""
        return self.text[span.start - self.span.start : span.end - self.span.start]

    def cells(self) -> list[tuple[int, str]]:
        """The cells of a table row, each with where it begins in the unit's text."""
        found, start = [], 0
        for cell in self.text.split(_CELL):
            found.append((start, cell))
            start += len(cell) + len(_CELL)
        return found


def units(document: Document, passages: Sequence[Passage]) -> Iterator[Unit]:
    """The units of a document in order; a list or table that goes on over a page keeps its lead and header."""
    above = _Above(frozenset(_PROPER.findall(document.text)))
    starts = [section.span.start for section in document.sections]
    done = -1  # a long list item has several sentences and is one unit
    for passage in passages:
        for number, sentence in enumerate(passage.sentences):
            if sentence.start < done:
                continue
            if number == 0 and passage.has_heading:
                kind = Kind.HEADING
            else:
                kind = document.sections[max(0, bisect.bisect_right(starts, sentence.start) - 1)].kind
            span = _line(document.text, passage, sentence) if kind is Kind.LIST else sentence
            done = span.end
            yield above.below(passage, span, kind)


def _line(text: str, passage: Passage, sentence: Span) -> Span:
    """The whole list item that a sentence stands in, where the passage holds all of it."""
    start = text.rfind("\n", 0, sentence.start) + 1
    start += len(BULLET) if text.startswith(BULLET, start) else 0
    end = text.find("\n", sentence.end)
    line = Span(start, end if end >= 0 else len(text))
    return line if passage.span.covers(line) else sentence


def parts_of(unit: Unit) -> Iterator[Unit]:
    """The sentences of a longer list item, and those behind the label of a form: "Risico's | De bouw duurt lang. …"."""
    start, label = 0, ""
    if unit.kind is Kind.TABLE:
        start, label = _filled_in(unit)
        if not label:
            return
    elif unit.kind is not Kind.LIST:
        return
    found = sentences(unit.text[start:])
    if len(found) == 1 and not label:
        return
    for sentence in found:
        text = unit.text[start + sentence.start : start + sentence.end]
        span = unit.at(start + sentence.start, start + sentence.end)
        line, lead = label or unit.line, "" if label else unit.lead
        yield replace(unit, span=span, text=text, kind=Kind.PROSE, lead=lead, header=(), lower=text.lower(), line=line,
              of_whole=unit.span)  # fmt: skip


def _filled_in(unit: Unit) -> tuple[int, str]:
    """Where the words begin that are filled in behind the label of a row, and the label; without these no label."""
    cells = [(start, cell) for start, cell in unit.cells() if cell.strip(" :")]
    if len(cells) != _TWO:
        return 0, ""
    (_, label), (start, cell) = cells
    filled = len(label.split()) <= _LABEL and len(cell.split()) >= _TELLS
    return (start, label.rstrip(" :")) if filled else (0, "")


def labelled_cells(unit: Unit, label: re.Pattern[str]) -> Iterator[tuple[int, str, str]]:
    """The cells of a row that a label names, which stands before the row or above the column.

    Each comes with where it begins in the unit's text and, in a labelled row, the header above it when that names
    something: "Tweede deal (2024)".
    """
    if not unit.header:
        return
    cells = unit.cells()
    if label.fullmatch(cells[0][1]):
        for number, (start, cell) in enumerate(cells[1:], start=1):
            above = unit.header[number] if number < len(unit.header) and len(cells) > _TWO else ""
            yield start, cell, above if _NAMED_IN_HEADER.search(above) else ""
        return
    for (start, cell), above in zip(cells, unit.header, strict=False):
        if label.fullmatch(above):
            yield start, cell, ""


class _Above:
    """What was read last, as far as it says something of what comes next."""

    def __init__(self, proper: frozenset[str]) -> None:
        self._proper = proper
        self._path: tuple[str, ...] = ()
        self._kind: Kind | None = None
        self._prose = ""  # the last sentence under this heading
        self._lead = ""
        self._header: tuple[str, ...] = ()
        self._line = ""

    def below(self, passage: Passage, span: Span, kind: Kind) -> Unit:
        """The unit at a span, and remember it for the next one."""
        text = passage.quote(span)
        if passage.heading_path != self._path:
            self._path, self._prose, self._lead, self._header, self._kind = passage.heading_path, "", "", (), None
            self._line = ""
        before, self._line = self._line, self._line_after(passage, span, kind, text)
        line = before if before == self._line else ""
        if kind in (Kind.LIST, Kind.TABLE) and self._kind is not kind:
            self._lead, self._prose, self._header = self._prose, "", ()
        elif kind is Kind.PROSE:  # "Vijf partijen doen mee. Dat zijn:" is one announcement
            self._prose = f"{self._prose} {text}" if text.endswith(":") and len(text.split()) <= _SCANT else text
        led = kind in (Kind.LIST, Kind.TABLE)
        header = self._header if kind is Kind.TABLE else ()
        unit = Unit(passage, span, text, kind, self._lead if led else "", header, self._proper, text.lower(), line)
        if kind is Kind.TABLE and not self._header:
            cells = [cell for _, cell in unit.cells()]
            form = ":" in cells or cells[0].endswith(":")  # "Datum | : | 3 mei" is no row of headers
            self._header = tuple("" if form else cell for cell in cells)
        if kind is not Kind.HEADING:
            self._kind = kind
        return unit

    def _line_after(self, passage: Passage, span: Span, kind: Kind, text: str) -> str:
        """The line that announces what comes next, when this is one, or names only what the one before announced."""
        if (
            kind is not Kind.PROSE
            or len(text.split()) > _SHORT
            or text[-1:] in ".:;,!?"
            or not _is_alone(passage, span)
        ):
            return self._line
        if _ANNOUNCES.fullmatch(text):
            return text
        names = all(word[0].isupper() or word in _LINKS for word in text.split())
        return self._line if names and _WHO.search(self._line) else ""


def _is_alone(passage: Passage, span: Span) -> bool:
    """Whether nothing else stands on the line."""
    start, end = span.start - passage.span.start, span.end - passage.span.start
    return passage.text[start - 1 : start] in ("", "\n") and passage.text[end : end + 1] in ("", "\n")
