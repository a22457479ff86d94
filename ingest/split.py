"""A document in passages: along its headings, with lists and tables whole and below the line that leads them in."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.dutch import sentences
from ingest.load.assemble import BULLET
from ingest.model import Document, Kind, Passage, Section, Source, Span

_TOO_LONG = 3  # times the limit, from which even a list, a table or a sentence is cut
_LEAD_IN = 400  # characters; a longer paragraph stands on its own
_QUESTION = 200  # characters
_ITEM = 300  # characters of a list item that is quoted whole
_GAP = "\n\n"
_BREAK = re.compile(_GAP)
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class _Unit:
    """What should not be parted: a paragraph, or a list or table with its lead-in."""

    kind: Kind
    parts: tuple[Span, ...]  # what may be quoted of it

    @property
    def span(self) -> Span:
        return Span(self.parts[0].start, self.parts[-1].end)


def split(document: Document, limit: int = 1000) -> list[Passage]:
    """The passages of ``document`` in order, of at most ``limit`` characters where its structure allows that."""
    return [
        _over_the_page(_passage(document, heading_path, page, units), sections)
        for (heading_path, page), sections in _by_heading(document)
        for units in _filled(_led_in(_units(document.text, sections, limit), document.text), limit)
    ]


def _over_the_page(passage: Passage, sections: Iterable[Section]) -> Passage:
    """The passage with the page on which its last sentence ends, when that is the next one."""
    last_page = next((s.last_page for s in sections if s.last_page and s.span.end == passage.span.end), None)
    return replace(passage, last_page=last_page) if last_page else passage


def _by_heading(document: Document) -> Iterator[tuple[tuple[tuple[str, ...], int | None], list[Section]]]:
    """The sections under one heading and on one page; two headings of the same name stay apart."""
    run, before = 0, 0
    numbered = []
    for section in document.sections:
        run += bool(document.text[before : section.span.start].strip())
        numbered.append((run, section))
        before = section.span.end
    for (_, path, page), group in groupby(numbered, key=lambda pair: (pair[0], pair[1].heading_path, pair[1].page)):
        yield (path, page), [section for _, section in group]


def _units(text: str, sections: Iterable[Section], limit: int) -> Iterator[_Unit]:
    for section in sections:
        if section.kind in (Kind.LIST, Kind.TABLE):
            yield from _rows(text, section, limit)
        else:
            for paragraph in _paragraphs(text, section.span):
                parts = [piece for part in _sentences(text, paragraph) for piece in _cut(text, part, limit)]
                yield from _groups(section.kind, parts, limit)


def _rows(text: str, section: Section, limit: int) -> Iterator[_Unit]:
    """A list or a table; one that is far too long in pieces that end with an item or a row."""
    parts = [Span(line.start(), line.end()) for line in _LINE.finditer(text, *section.span)]
    if section.kind is Kind.LIST:
        items = [Span(start + len(BULLET), end) for start, end in parts]
        parts = [part for item in items for part in (_sentences(text, item) if _is_paragraph(item) else [item])]
    yield from _groups(section.kind, parts, _TOO_LONG * limit)


def _is_paragraph(item: Span) -> bool:
    """Whether a list item is as long as a paragraph; such a one is quoted by the sentence."""
    return item.end - item.start > _ITEM


def _groups(kind: Kind, parts: list[Span], limit: int) -> Iterator[_Unit]:
    group: list[Span] = []
    for part in parts:
        if group and part.end - group[0].start > limit:
            yield _Unit(kind, tuple(group))
            group = []
        group.append(part)
    if group:
        yield _Unit(kind, tuple(group))


def _paragraphs(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    for gap in _BREAK.finditer(text, *span):
        yield Span(start, gap.start())
        start = gap.end()
    yield Span(start, span.end)


def _sentences(text: str, paragraph: Span) -> Iterator[Span]:
    for start, end in sentences(paragraph.of(text)):
        yield Span(paragraph.start + start, paragraph.start + end)


def _cut(text: str, part: Span, limit: int) -> Iterator[Span]:
    """A sentence without an end, as in text from speech, in pieces that end at a blank."""
    while part.end - part.start > _TOO_LONG * limit:
        at = text.rfind(" ", part.start, part.start + limit)
        if at <= part.start:
            at = part.start + limit
        yield Span(part.start, at)
        part = Span(at + (text[at] == " "), part.end)
    yield part


def _led_in(units: Iterable[_Unit], text: str) -> Iterator[_Unit]:
    """The units, with each list or table and the paragraph above it in one, and each question and its answer too."""
    held: _Unit | None = None
    for unit in units:
        if held is not None and _leads_in(held, unit, text):
            held = _Unit(unit.kind, held.parts + unit.parts)
            continue
        if held is not None:
            yield held
        held = unit
    if held is not None:
        yield held


def _leads_in(before: _Unit, unit: _Unit, text: str) -> bool:
    words = before.span.of(text)
    if before.kind is not Kind.PROSE:
        return False
    if unit.kind in (Kind.LIST, Kind.TABLE):
        return len(words) <= _LEAD_IN or words.endswith(":")
    return unit.kind is Kind.PROSE and words.endswith("?") and len(words) <= _QUESTION


def _filled(units: Iterable[_Unit], limit: int) -> Iterator[list[_Unit]]:
    """The units in lists that stay below ``limit`` characters together."""
    group: list[_Unit] = []
    for unit in units:
        if group and unit.span.end - group[0].span.start > limit:
            yield group
            group = []
        group.append(unit)
    if group:
        yield group


def _passage(document: Document, heading_path: tuple[str, ...], page: int | None, units: list[_Unit]) -> Passage:
    start, end = units[0].span.start, units[-1].span.end
    if document.text.startswith(BULLET, start - len(BULLET)):
        start -= len(BULLET)
    parts = tuple(part for unit in units for part in unit.parts)
    if heading := _heading_above(document.text, heading_path, start):
        start, parts = heading.start, (heading, *parts)
    span = Span(start, end)
    return Passage(
        id=_identity(document.source, document.digest, heading_path, span),
        source=document.source,
        digest=document.digest,
        heading_path=heading_path,
        page=page,
        span=span,
        kind=_kind(units),
        text=span.of(document.text),
        sentences=parts,
    )


def _heading_above(text: str, heading_path: tuple[str, ...], start: int) -> Span | None:
    """The heading that stands right above: it often holds half of what is said, so it is searched and quoted too."""
    heading = heading_path[-1] + _GAP if heading_path else ""
    if not heading or text[max(start - len(heading), 0) : start] != heading:
        return None
    return Span(start - len(heading), start - len(_GAP))


def _kind(units: list[_Unit]) -> Kind:
    """A list or a table in a passage gives it its kind; running text does only where there is nothing else."""
    kinds = {unit.kind for unit in units}
    return next(kind for kind in (Kind.LIST, Kind.TABLE, Kind.PROSE, Kind.NOTES) if kind in kinds)


def _identity(source: Source, digest: str, heading_path: tuple[str, ...], span: Span) -> str:
    indexed = [
        digest,
        span,
        source.title,
        source.publisher,
        source.published_on and source.published_on.isoformat(),
        source.programme,
        source.region,
        heading_path,
    ]
    return hashlib.sha256(json.dumps(indexed).encode()).hexdigest()[:16]
