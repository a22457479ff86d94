"""Text with formatting as Telegram wants it: entities that count UTF-16 units, never a parse mode, so that no text in a
document or a question can break a message."""

import re
from dataclasses import dataclass

from telegram import MessageEntity
from telegram.constants import MessageLimit

# Where a long text may be cut, best first: between paragraphs, lines, sentences, words.
_BOUNDARIES = tuple(map(re.compile, (r"\n\s*\n", r"\n", r"(?<=[.!?…])\s", r"\s")))


@dataclass(frozen=True, slots=True)
class Rich:
    """A text with its entities; offsets and lengths are UTF-16 units."""

    text: str
    entities: tuple[MessageEntity, ...] = ()

    def __add__(self, other: "Rich") -> "Rich":
        text, entities = MessageEntity.concatenate((self.text, self.entities), (other.text, other.entities))
        return Rich(text, tuple(entities))


def styled(text: str, style: str) -> Rich:
    """The whole text in one style, a type of entity."""
    return Rich(text, (MessageEntity(style, 0, utf16_length(text)),) if text else ())


def joined(between: str, *parts: Rich) -> Rich:
    """The parts that say something, with ``between`` them."""
    whole = Rich("")
    for part in parts:
        if part.text:
            whole = whole + Rich(between) + part if whole.text else part
    return whole


def linked(text: str, url: str) -> Rich:
    """A text that is a link."""
    return Rich(text, (MessageEntity(MessageEntity.TEXT_LINK, 0, utf16_length(text), url=url),))


def quoted(content: Rich) -> Rich:
    """The content as a block quote, its own formatting kept."""
    block = styled(content.text, MessageEntity.BLOCKQUOTE)
    return Rich(content.text, block.entities + content.entities)


def utf16_length(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def split(rich: Rich, limit: int = MessageLimit.MAX_TEXT_LENGTH) -> list[Rich]:
    """The text in pieces of at most ``limit`` UTF-16 units, cut where a reader would, without blank ends or pieces."""
    pieces, start = [], 0
    while start < len(rich.text):
        end = _cut(rich.text, start, limit)
        pieces.append(_slice(rich, start, end))
        start = end
    return [piece for piece in pieces if piece.text]


def _cut(text: str, start: int, limit: int) -> int:
    """The end, in characters, of the piece that begins at ``start``."""
    # A character is one or two units, so this many characters are enough; a pair cut in half is dropped.
    units = text[start : start + limit].encode("utf-16-le")[: 2 * limit]
    room = units.decode("utf-16-le", errors="ignore")
    if start + len(room) == len(text):
        return len(text)
    half = len(room) // 2  # an earlier cut would make a needlessly short message
    for boundary in _BOUNDARIES:
        if ends := [found.end() for found in boundary.finditer(room, half)]:
            return start + ends[-1]
    return start + len(room)


def _slice(rich: Rich, start: int, end: int) -> Rich:
    """The characters from ``start`` to ``end`` without blanks around them, and what the entities keep of them."""
    piece = rich.text[start:end]
    text = piece.strip()
    first = utf16_length(rich.text[:start]) + utf16_length(piece[: len(piece) - len(piece.lstrip())])
    last = first + utf16_length(text)
    kept = (_clip(entity, first, last) for entity in rich.entities)
    return Rich(text, tuple(entity for entity in kept if entity.length > 0))


def _clip(entity: MessageEntity, first: int, last: int) -> MessageEntity:
    start = max(entity.offset, first)
    end = min(entity.offset + entity.length, last)
    return MessageEntity(entity.type, start - first, end - start, url=entity.url)
