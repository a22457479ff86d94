"""Short lines below a line that leads them in are the items of a list, also where a file marks them as paragraphs."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Block, Kind

_LINES = 3  # at least that make a list
_WORDS = 8  # at most of each
_TELLING = (".", ":", "!", "?")  # the end of a sentence, or of another lead-in


def with_lines_as_items(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the lines below *Deze partners doen mee:* as a list."""
    result = list(blocks)
    for index, block in enumerate(blocks):
        if block.kind is Kind.PROSE and block.text.endswith(":"):
            first = end = index + 1
            while end < len(blocks) and _is_line(blocks[end]):
                end += 1
            if end - first >= _LINES:
                result[first:end] = [replace(line, kind=Kind.LIST) for line in blocks[first:end]]
    return result


def _is_line(block: Block) -> bool:
    return block.kind is Kind.PROSE and len(block.text.split()) <= _WORDS and not block.text.endswith(_TELLING)
