"""What a document is about, from its first lines, where nobody filled in a title."""

import re
from collections.abc import Sequence

from ingest.clean import squeeze
from ingest.load.dates import date_of_line
from ingest.model import Block, Kind

_NO_SUBJECT = re.compile(  # headings that open many documents and tell nothing about this one
    r"(?:[\dIVX]+[.)]?\s+)*(?:datum|bijlagen?|inhoud|inhoudsopgave|colofon|aan|geachte|betreft|onderwerp|kenmerk|notitie|brief"
    r"|memo|inleiding|introductie|introduction|voorwoord|vooraf|samenvatting|summary|aanleiding|achtergrond|background"
    r"|probleemstelling|contents|vragen|agenda|verslag|leeswijzer)\b(?:\s+(?:van|voor|bij)\s+(?:dit|deze|het|de)\s\w+)?"
    r"(?:\s*[\d:.A-Z]{0,3})",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:betreft|onderwerp|subject)\s*(?:[:|]\s*)+(?P<what>\S.{7,200})", re.IGNORECASE)
_LETTERHEAD = 15  # blocks, among which a letter says what it is about
_LONGEST = 120  # characters
_WORDS = 2  # at least
_WORDS_OF_A_SENTENCE = 8  # a line that ends with a full stop and has as many says something already
_BLOCKS = 3  # at least, below which there is nothing to be the title of


def title_of(blocks: Sequence[Block]) -> str | None:
    """The first heading that says something; else the subject of a letter, or a first line that stands like a title."""
    headings = [block.text for block in blocks if block.kind is Kind.HEADING]
    subject = next((found["what"] for block in blocks[:_LETTERHEAD] if (found := _SUBJECT.match(block.text))), None)
    if headings and not _NO_SUBJECT.fullmatch(squeeze(headings[0])):
        return headings[0]
    return subject or _first_line(blocks) or next((text for text in headings if not _NO_SUBJECT.fullmatch(text)), None)


def _first_line(blocks: Sequence[Block]) -> str | None:
    first = blocks[0] if blocks else None
    if first is None or len(blocks) < _BLOCKS or first.kind is not Kind.PROSE or len(first.text) > _LONGEST:
        return None
    text = squeeze(first.text)
    most = _WORDS_OF_A_SENTENCE if text.endswith(".") else _LONGEST
    named = text[0].isupper() and not text.endswith((":", ";", ",", "?", "!")) and ". " not in text
    return text.rstrip(".") if named and _WORDS <= len(text.split()) < most and date_of_line(text) is None else None
