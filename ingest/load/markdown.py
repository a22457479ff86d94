"""Markdown, with or without front matter."""

import re

from ingest.load.dates import find_date
from ingest.load.html import blocks_of
from ingest.load.text import decode
from ingest.model import Extract

_FRONT = re.compile(r"\A---[ ]*\n(.*?)\n(?:---|\.\.\.)[ ]*\n", re.DOTALL)
_ENTRY = re.compile(r"^(\w+)[ ]*:[ ]*(.+?)[ ]*$", re.MULTILINE)


def load_markdown(data: bytes) -> Extract:
    """The text and the front matter (title, publisher, date, url, programme, region) of a Markdown file."""
    from markdown_it import MarkdownIt

    text = decode(data)
    front = _FRONT.match(text)
    known = {key.casefold(): value.strip("\"'") for key, value in _ENTRY.findall(front.group(1))} if front else {}
    body = text[front.end() :] if front else text
    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(body)
    return Extract(
        blocks=tuple(blocks_of(html)),
        title=known.get("title"),
        publisher=known.get("publisher"),
        published_on=find_date(known.get("date", "")),
        url=known.get("url"),
        programme=known.get("programme"),
        region=known.get("region"),
    )
