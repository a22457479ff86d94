"""Headings, lists and paragraphs told from the shape of lines alone, where a format marks none of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.clean import (
    hyphenated,
    is_furniture,
    is_page_number,
    join_lines,
    squeeze,
    strip_arrow,
    strip_symbols,
    without_noise,
)
from ingest.model import Block, Kind

_BULLET = re.compile(r"\s*(?:[•▪◦‣●○■□·*–-]|\(?\d{1,2}[.)]|[a-z]\)|o(?=\s+[A-ZÀ-Þ]))\s+(?=\S)")
_FULL_STOP = re.compile(r"[.!?…;][\"'”’)\]]*$")
_PAUSE = re.compile(r"[.!?;:,…][\"'”’)\]]*$")
_SHORT = 100  # characters; headings and names are shorter
_WRAP = 120  # characters; a longer line was not broken by hand
_RUN = 3  # so many short lines in a row are a list
_ITEM = 150  # characters; a longer line is a paragraph
_TITLE, _SUBHEADING = 1, 2


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph, list item or short line; ``apart`` when something before it was left out or a slide begins."""

    text: str
    alone: bool  # in its group
    first: bool  # in its group
    item: bool = False
    title: bool = False
    apart: bool = False
    wrapped: bool = False
    number: str = ""

    @property
    def short(self) -> bool:
        """Whether it could be a heading or a name in a list."""
        return not self.item and _names(self) and (self.title or not self.wrapped)

    @property
    def question(self) -> bool:
        """Whether it could be a heading that asks."""
        return not self.item and self.alone and len(self.text) < _SHORT and self.text.endswith("?")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    item: bool = False
    title: bool = False
    apart: bool = False
    number: str = ""


def shaped(groups: Sequence[Sequence[str]], page: int | None = None) -> Iterator[Block]:
    """The blocks in groups of lines, of which the blank lines are already gone."""
    kept = _bridged(_kept(groups))
    width = _width(kept)
    seen = hyphenated("\n".join(line for group in groups for line in group))
    units = [unit for group in kept for unit in _units(group, width, seen)]
    for block in _classified(units):
        yield replace(block, page=page)


def _width(groups: list[list[_Line]]) -> int:
    """The characters at which paragraphs were broken by hand: the longest line that runs on below it, or 0."""
    pairs = [pair for group in groups for pair in pairwise(group)]
    broken = [len(a.text) for a, b in pairs if b.text[0].islower() and not _FULL_STOP.search(a.text)]
    return max((length for length in broken if length <= _WRAP), default=0)


def _kept(groups: Sequence[Sequence[str]]) -> list[list[_Line]]:
    """The lines that are text, in groups; a line that is left out parts what stands around it."""
    lines = [line for group in groups for line in group]
    cleaned = ["" if is_page_number(line) else without_noise(line) for line in lines]
    # one blank in front of a few lines is what is left of a page break in text from slides
    slides = 0 < sum(line.startswith(" ") and not line.startswith("  ") for line in lines) <= len(lines) / 4
    seen: set[str] = set()
    result: list[list[_Line]] = []
    index, apart = 0, False
    for group in groups:
        result.append([])
        for raw in group:
            text = squeeze(raw)
            lone = " " not in text and 0 < index < len(lines) - 1 and not cleaned[index - 1] and not cleaned[index + 1]
            repeated = text in seen and len(text) < _SHORT and not _PAUSE.search(text)
            if not cleaned[index] or lone or repeated or is_furniture(text):
                apart = True
            else:
                result[-1].append(_line(cleaned[index], apart, slides))
                apart = cleaned[index] != raw
            seen.add(text)
            index += 1
    return [group for group in result if group]


def _line(raw: str, apart: bool, slides: bool) -> _Line:
    text = squeeze(raw)
    pointed = strip_arrow(text)
    if pointed is not None:
        return _Line(pointed, item=True, apart=apart)
    bullet = _BULLET.match(raw)
    if bullet:
        number = bullet.group().strip() if any(c.isdigit() for c in bullet.group()) else ""
        return _Line(squeeze(raw[bullet.end() :]), item=True, apart=apart, number=number)
    title = slides and raw.startswith(" ") and len(text) < _SHORT and not _PAUSE.search(text)
    return _Line(text, title=title, apart=apart or title)


def _bridged(groups: list[list[_Line]]) -> list[list[_Line]]:
    """The groups, with a sentence that runs on after a blank line in one piece."""
    result: list[list[_Line]] = []
    for group in groups:
        if result and group[0].text[0].islower() and _runs_on(result[-1][-1], group[0]):
            result[-1] = result[-1] + group
        else:
            result.append(group)
    return result


def _runs_on(before: _Line, line: _Line) -> bool:
    return not (line.item or line.apart or before.title or _FULL_STOP.search(before.text) or before.text.endswith(":"))


def _units(group: list[_Line], width: int, seen: frozenset[str]) -> list[Unit]:
    paragraphs: list[list[_Line]] = []
    for line in group:
        if paragraphs and _continues(paragraphs[-1], line, width):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    whole = _whole_sentences(paragraphs)
    units = []
    for index, lines in enumerate(paragraphs):
        text = strip_symbols(join_lines((line.text for line in lines), seen))
        head = lines[0]
        alone = len(paragraphs) == 1
        units.append(
            Unit(text, alone, index == 0, head.item or whole, head.title, head.apart, len(lines) > 1, head.number)
        )
    return units


def _continues(paragraph: list[_Line], line: _Line, width: int) -> bool:
    """Whether ``line`` is the next line of a paragraph that was broken at ``width``."""
    before = paragraph[-1]
    if line.item or (line.apart and not line.title):
        return False
    if line.title or before.title:
        return line.title and before.title and line.text[0].islower()
    full = 0 < width < len(before.text) + 1 + len(line.text.split()[0]) and len(before.text) <= _WRAP
    if full or _FULL_STOP.search(before.text):
        return full
    starts_name = line.text[0].isupper() or line.text[0].isdigit()
    return not starts_name or before.text.endswith((",", "-"))


def _whole_sentences(paragraphs: list[list[_Line]]) -> bool:
    """Whether a group holds one short sentence per line: a list that lost its bullets."""
    return len(paragraphs) >= _RUN and all(
        len(lines) == 1 and len(lines[0].text) <= _ITEM and _FULL_STOP.search(lines[0].text) for lines in paragraphs
    )


def _classified(units: list[Unit]) -> Iterator[Block]:
    at = 0
    while at < len(units):
        end = at
        while end < len(units) and units[end].short and not (end > at and (units[end].title or units[end].apart)):
            end += 1
        if end == at:
            yield _text_block(units, at)
            at += 1
        else:
            yield from _run(units, at, end)
            at = end


def _text_block(units: list[Unit], at: int) -> Block:
    unit, following = units[at], units[at + 1] if at + 1 < len(units) else None
    if unit.number and unit.alone and following and not following.item and not following.short and _names(unit):
        return Block(Kind.HEADING, f"{unit.number} {unit.text}", level=_SUBHEADING)
    if unit.item:
        return Block(Kind.LIST, unit.text)
    if unit.question and following and not following.short and not following.item and not following.question:
        return Block(Kind.HEADING, unit.text, level=_SUBHEADING)
    return Block(Kind.PROSE, unit.text)


def _names(unit: Unit) -> bool:
    """Whether a numbered line names what follows, as *3. Financiën* does, and tells nothing itself."""
    return len(unit.text) < _SHORT and not _PAUSE.search(unit.text)


def _run(units: list[Unit], at: int, end: int) -> Iterator[Block]:
    """The blocks of the short lines from ``at`` to ``end``: a title, names in a list, the heading of what follows."""
    heads = set()
    if at == 0 or units[at].title:
        heads.add(at)
    following = units[end] if end < len(units) else None
    last = units[end - 1]
    if following and not following.title and not following.apart and (last.alone or last.first):
        heads.add(end - 1)
    led_in = at > 0 and (units[at - 1].item or units[at - 1].text.endswith(":"))
    rest = [index for index in range(at, end) if index not in heads]
    under_title = units[at].title and end - 1 not in heads
    listed = len(rest) >= _RUN or (led_in and at in rest) or under_title
    for index in range(at, end):
        if index in heads or (not listed and following and end - index > 1):
            yield Block(Kind.HEADING, units[index].text, level=_TITLE if index == 0 else _SUBHEADING)
        else:
            yield Block(Kind.LIST if listed else Kind.PROSE, units[index].text)
