"""Links that open the bot at a document or with a question: ``https://t.me/NAME?start=PAYLOAD``."""

import re
from base64 import urlsafe_b64decode
from binascii import Error

from telegram import Message

_DOCUMENT = re.compile(r"d-([0-9a-f]{12})")
_LINKED = re.compile(r"https://t\.me/\w+\?start=d-([0-9a-f]{12})")


def document_link(bot_name: str, key: str) -> str:
    """The link to the document with this short name."""
    return f"https://t.me/{bot_name}?start=d-{key}"


def linked_document(message: Message | None) -> str | None:
    """The short name of the document that a message links to, as our own messages about one document do."""
    links = (entity.url for entity in message.entities if entity.url) if message else ()
    found = (_LINKED.fullmatch(link) for link in links)
    return next((match[1] for match in found if match), None)


def document_key(payload: str) -> str | None:
    """The short name of the document that a link is about, if it is about one."""
    match = _DOCUMENT.fullmatch(payload)
    return match[1] if match else None


def decoded(payload: str) -> str | None:
    """The text that a link carries as base64url; None when it carries none."""
    try:
        text = urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).decode()
    except (Error, UnicodeDecodeError, ValueError):
        return None
    readable = text.isprintable() and any(character.isalpha() for character in text)
    return text if readable else None
