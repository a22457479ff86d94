"""The beginning of a document, where it says what it is, from whom and from when."""

from collections.abc import Sequence

from ingest.model import Block

_BLOCKS = 15  # in files without pages
_BLOCKS_OF_PAGE = 40


def first_page(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks on the first page with text; in a file without pages as many as a letterhead takes."""
    page = blocks[0].page if blocks else None
    if page is None:
        return blocks[:_BLOCKS]
    return [block for block in blocks[:_BLOCKS_OF_PAGE] if block.page == page]
