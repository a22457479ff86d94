"""Mails: subject, date and sender describe the text; each attachment is a document of its own."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from pathlib import PurePosixPath

from ingest.clean import squeeze
from ingest.errors import Rejected
from ingest.load.html import load_html
from ingest.load.lines import shaped
from ingest.load.text import grouped
from ingest.model import Block, Extract, Part

_NO_MAIL = "Dit is geen e-mail die te lezen is. Sla het bericht opnieuw op als .eml of .msg."
_ANSWER = re.compile(r"^(?:(?:re|fw|fwd|antw|doorst|betr)\s*:\s*)+", re.IGNORECASE)


def load_eml(data: bytes) -> Extract:
    """The text of a mail and its attachments, without pictures that only dress it up."""
    message = message_from_bytes(data, policy=policy.default)
    if not isinstance(message, EmailMessage) or not (message["from"] or message["subject"]):
        raise Rejected(_NO_MAIL)
    try:
        body = message.get_body(("plain", "html"))
        text = body.get_content() if body is not None else ""
        is_html = body is not None and body.get_content_subtype() == "html"
        sent = message["date"].datetime.date() if message["date"] and message["date"].datetime else None
        sender = next(iter(message["from"].addresses), None) if message["from"] else None
        attached = list(_attachments(message))
    except (LookupError, ValueError, AttributeError, KeyError):  # headers and encodings that break the rules
        raise Rejected(_NO_MAIL) from None
    return mail_extract(
        blocks=blocks_of_html(text) if is_html else blocks_of_text(text),
        subject=str(message["subject"] or ""),
        sender=sender.display_name or sender.domain if sender else None,
        sent=sent,
        attached=attached,
    )


def mail_extract(
    blocks: Iterable[Block], subject: str, sender: str | None, sent: date | None, attached: Iterable[tuple[str, bytes]]
) -> Extract:
    """What is read from a mail of any format."""
    return Extract(
        blocks=tuple(blocks),
        title=squeeze(_ANSWER.sub("", subject)) or None,
        publisher=squeeze(sender or "") or None,
        published_on=sent,
        parts=tuple(_parts(attached)),
    )


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """The blocks of a mail in plain text, without the lines that it quotes of the mail before it."""
    lines = [line for line in text.splitlines() if not line.startswith(">")]
    return tuple(shaped(grouped("\n".join(lines))))


def blocks_of_html(text: str) -> tuple[Block, ...]:
    """The blocks of a mail in HTML; none when it holds only pictures."""
    try:
        return load_html(text.encode()).blocks
    except Rejected:
        return ()


def _attachments(message: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for part in message.iter_attachments():
        is_dressing = part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment"
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            continue  # the text once more, or the pictures in it
        if part.get_content_type() == "message/rfc822":
            forwarded = part.get_payload(0)
            if isinstance(forwarded, Message):
                yield f"{squeeze(str(forwarded['subject'] or 'bericht'))}.eml", forwarded.as_bytes()
        elif not is_dressing:
            data = part.get_payload(decode=True)
            yield part.get_filename() or "bijlage", data if isinstance(data, bytes) else b""


def _parts(attached: Iterable[tuple[str, bytes]]) -> Iterator[Part]:
    """The attachments under names that are safe and different."""
    seen: set[str] = set()
    for given, data in attached:
        path = PurePosixPath(squeeze(given.replace("\\", "/")).replace("/", " ").strip(" .") or "bijlage")
        name, number = path.name, 2
        while name in seen:
            name, number = f"{path.stem} ({number}){path.suffix}", number + 1
        seen.add(name)
        yield Part(name, data)
