"""The runs of pages as blocks: without furniture, notes below the text, sentences whole across columns and pages."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.clean import hyphenated, join_lines
from ingest.dutch import sentences
from ingest.load.pdf_edges import without_furniture
from ingest.load.pdf_layout import Row, body_type, heading_levels, is_heading, rows_of
from ingest.load.pdf_runs import Run
from ingest.model import Block, Kind

_SMALL = 0.9  # times the size of the body text; smaller type is a note
_NOTE_NUMBER = re.compile(r"\d{1,3}\s")
# A line of a table of contents, or the heading above one.
_CONTENTS = re.compile(r"\.{8,}|(?:\. ){8,}|…{4,}|^(?:Inhoud(?:sopgave)?|Contents|Table of contents)$")
_PAGE = re.compile(r"(?:pagina |page |p\. ?)?(\d{1,3})", re.IGNORECASE)
_ENTRIES = 4  # of a table of contents, at least
_OPEN_END = re.compile(r"[^.!?:;…\"”’)\]]$")


def blocks_of_pages(read: Sequence[tuple[float, list[Run]]]) -> tuple[Block, ...]:
    """The blocks on pages of this height in points with these runs."""
    pages = without_furniture(read)
    body = body_type(pages)
    rows = [rows_of(page, body) for page in pages]
    levels = heading_levels(row[0] for page in rows for row in page if _is_heading(row, body))
    seen = hyphenated("\n".join(run.text for page in pages for run in page))
    text: list[Block] = []
    for number, page in enumerate(rows, start=1):
        notes = [row for row in page if _is_note(row, body)]
        contents = _contents(page, number, len(rows))
        for row in page:
            if row not in notes and row not in contents:
                level = levels[row[0].size, row[0].bold] if _is_heading(row, body) else 0
                _add(text, Block(_kind(row, level), _text(row, seen), level, number), seen)
        text.extend(_whole_notes([Block(Kind.NOTES, _text(row, seen), page=number) for row in notes], seen))
    return tuple(replace(block, kind=Kind.PROSE) if block.kind is Kind.NOTES else block for block in text)


def _contents(page: Sequence[Row], number: int, pages: int) -> list[Row]:
    """The rows of a table of contents on the page with that number, of so many: they lead to pages that follow."""
    numbered = [(row, int(last[1])) for row in page if len(row) > 1 and (last := _PAGE.fullmatch(row[-1].text))]
    leads = [to for _, to in numbered]
    listed = len(leads) >= _ENTRIES and leads == sorted(leads) and leads[-1] <= pages and leads[-1] > number
    return [row for row in page if _CONTENTS.search(row[0].text)] + [row for row, _ in numbered if listed]


def _whole_notes(lines: Sequence[Block], seen: frozenset[str]) -> list[Block]:
    """The notes of a page, with what follows a numbered one up to the next number as a part of it."""
    notes: list[Block] = []
    for line in lines:
        if notes and _NOTE_NUMBER.match(notes[-1].text) and not _NOTE_NUMBER.match(line.text):
            notes[-1] = replace(notes[-1], text=join_lines([notes[-1].text, line.text], seen))
        else:
            notes.append(line)
    return notes


def _is_heading(row: Row, body: Run) -> bool:
    return len(row) == 1 and is_heading(row[0], body)


def _is_note(row: Row, body: Run) -> bool:
    """Whether a row is a footnote or a caption: small type or a raised number, which the text may run on past."""
    return len(row) == 1 and (row[0].size < _SMALL * body.size or row[0].runs[0].note)


def _kind(row: Row, level: int) -> Kind:
    if len(row) > 1:
        return Kind.TABLE
    if level:
        return Kind.HEADING
    return Kind.LIST if row[0].item else Kind.PROSE


def _text(row: Row, seen: frozenset[str]) -> str:
    return " | ".join(join_lines(chunk.lines, seen) for chunk in row)


def _add(blocks: list[Block], block: Block, seen: frozenset[str]) -> None:
    """Add ``block``, or end with it the sentence that the column or page before broke off."""
    at = next((index for index in reversed(range(len(blocks))) if blocks[index].kind is not Kind.NOTES), None)
    if at is None or not _runs_on(blocks[at], block):
        blocks.append(block)
        return
    # Only the sentence that was broken off joins the page it began on; the next one is cited from its own.
    end = len(block.text) if block.page == blocks[at].page else sentences(block.text)[0].end
    text = join_lines([blocks[at].text, block.text[:end]], seen)
    last_page = block.page if block.page != blocks[at].page else None
    blocks[at] = replace(blocks[at], text=text, last_page=last_page)
    if rest := block.text[end:].strip():
        blocks.append(replace(block, text=rest))


def _runs_on(before: Block, block: Block) -> bool:
    broken_off = before.kind in (Kind.PROSE, Kind.LIST) and _OPEN_END.search(before.text) is not None
    return broken_off and block.kind is Kind.PROSE and block.text[0].islower()
