"""Markdown, with or without front matter."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from urllib.parse import urlsplit

from ingest.load.admonitions import Part, parts_of
from ingest.load.dates import find_date
from ingest.load.html import blocks_of
from ingest.load.text import decode
from ingest.model import Block, Extract, Kind

_FRONT = re.compile(r"\A---[ ]*\n(.*?)\n(?:---|\.\.\.)[ ]*\n", re.DOTALL)
_SOURCE = re.compile(r"(?:source|bron)[ ]*:[ ]*(https?://\S+)", re.IGNORECASE)
_NOTE_LEVEL = 7  # below every heading that Markdown knows
_TOP = 3  # blocks, among which a saved page says where it is from
_HEADINGS = 2
_SITE = re.compile(r"(?P<page>.+?)\s+[-–|]\s+(?P<site>(?:(?!\s[-–|]\s).)+)")
_ENTRY = re.compile(r"^(\w+)[ ]*:[ ]*(.+?)[ ]*$", re.MULTILINE)


def load_markdown(data: bytes) -> Extract:
    """The text and the front matter (title, publisher, date, url, programme, region) of a Markdown file."""
    from markdown_it import MarkdownIt

    text = decode(data)
    front = _FRONT.match(text)
    known = {key.casefold(): value.strip("\"'") for key, value in _ENTRY.findall(front.group(1))} if front else {}
    body = text[front.end() :] if front else text
    render = MarkdownIt("commonmark", {"html": False}).enable("table").render
    parts = [Part(""), *parts_of(body)]
    blocks = [block for before, part in pairwise(parts) for block in _blocks(before, part, render)]
    saved_from = [found for block in blocks[:_TOP] if (found := _SOURCE.fullmatch(block.text))]
    blocks = [block for block in blocks if block.text not in [found[0] for found in saved_from]]
    address = known.get("url") or next((found[1] for found in saved_from), "")
    title, site, above = _of_page(known.get("title", ""), blocks, address)
    return Extract(
        blocks=tuple(blocks[above:]),
        title=title or None,
        publisher=known.get("publisher") or site or None,
        published_on=find_date(known.get("date", "")),
        url=address or None,
        programme=known.get("programme"),
        region=known.get("region"),
    )


def _blocks(before: Part, part: Part, render: Callable[[str], str]) -> list[Block]:
    """The blocks of a part; text behind an admonition is no longer below its heading."""
    blocks = blocks_of(render(part.text)) if part.text.strip() else []
    if part.is_note:
        return [Block(Kind.HEADING, part.title, level=_NOTE_LEVEL), *blocks] if part.title and blocks else blocks
    if blocks and before.is_note and not blocks[0].level:
        blocks[0] = replace(blocks[0], level=_NOTE_LEVEL)  # ends what stood under the heading before
    return blocks


def _of_page(window: str, blocks: Sequence[Block], address: str) -> tuple[str, str, int]:
    """The title of a saved web page, the name of its site, and how many blocks stand above its own heading.

    Where the title of the window ends with the name of the site, which is in the address too, a first heading that
    repeats it is no heading of the page.
    """
    found = _SITE.fullmatch(window)
    host = re.sub(r"\W", "", (urlsplit(address).hostname or "").casefold())
    if not found or re.sub(r"\W", "", found["site"].casefold()) not in host:
        return window, "", 0
    first = [block for block in blocks[:_HEADINGS] if block.kind is Kind.HEADING]
    if len(first) == _HEADINGS and first[0].text == window and first[0].level == first[1].level:
        return first[1].text, found["site"], 1
    return found["page"], found["site"], 0
