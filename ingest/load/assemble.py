"""Blocks to stored text: the layout that quotes are cut from, and the sections in it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.dutch import words
from ingest.model import Block, Kind, Section, Span

BULLET = "• "
_MOST = 0.7


def assemble(blocks: Sequence[Block], title: str = "") -> tuple[str, tuple[Section, ...]]:
    """The stored text of a document and its sections.

    Blocks stand apart by a blank line, list items and table rows each on a line of their own. Headings stand in the
    text but in no section; a heading that is the document's title is left out of the heading paths.
    """
    parts: list[str] = []
    sections: list[Section] = []
    path: list[tuple[int, str]] = []
    own_title = _own_title(blocks, title)
    at, before = 0, None
    for block in _with_childless_headings_as_prose(blocks):
        gap = _gap(before, block)
        parts.extend((gap, _line(block)))
        start = at + len(gap)
        at = start + len(parts[-1])
        if block.level:
            path = [step for step in path if step[0] < block.level]
        if block.kind is Kind.HEADING:
            path.append((block.level, block.text))
        else:
            names = tuple(text for _, text in path if text != own_title)
            _extend(sections, Section(names, block.page, Span(start, at), block.kind, block.last_page), before)
        before = block
    return "".join(parts), tuple(sections)


def _own_title(blocks: Sequence[Block], title: str) -> str | None:
    """The first heading when it says what the title says: most of its words stand in there."""
    first = next((block.text for block in blocks if block.kind is Kind.HEADING), "")
    told = set(words(title))
    own = words(first)
    return first if own and sum(word in told for word in own) > _MOST * len(own) else None


def _with_childless_headings_as_prose(blocks: Sequence[Block]) -> Iterable[Block]:
    """A heading with nothing under it would be in no section and never be found; it goes in as text instead."""
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        empty = following is None or (following.kind is Kind.HEADING and following.level <= block.level)
        if block.kind is Kind.HEADING and empty and index > 0:
            yield replace(block, kind=Kind.PROSE)  # the level stays: it ends what stood under the heading before
        else:
            yield block


def _gap(before: Block | None, block: Block) -> str:
    if before is None:
        return ""
    together = block.kind in (Kind.LIST, Kind.TABLE) and before.kind is block.kind and before.page == block.page
    return "\n" if together else "\n\n"


def _line(block: Block) -> str:
    return BULLET + block.text if block.kind is Kind.LIST else block.text


def _extend(sections: list[Section], new: Section, before: Block | None) -> None:
    last = sections[-1] if sections else None
    together = last and before and before.kind is not Kind.HEADING
    if last and together and (last.heading_path, last.page, last.kind) == (new.heading_path, new.page, new.kind):
        sections[-1] = replace(last, span=Span(last.span.start, new.span.end), last_page=new.last_page)
    else:
        sections.append(new)
