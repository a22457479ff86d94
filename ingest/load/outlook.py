"""Outlook's MSG files: the properties of a message in the streams of an OLE file."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from ingest.errors import Rejected
from ingest.load.mail import blocks_of_html, blocks_of_text, mail_extract
from ingest.model import Extract

if TYPE_CHECKING:
    from olefile import OleFileIO

_DAMAGED = "Het Outlook-bericht is beschadigd. Sla het opnieuw op als .msg of .eml."
_SUBJECT, _BODY, _HTML, _SENDER = "0037", "1000", "1013", "0C1A"
_ATTACHED, _LONG_NAME, _SHORT_NAME, _HIDDEN = "3701", "3707", "3704", "7FFE000B"
_TEXT_TYPES = (("001F", "utf-16-le"), ("001E", "cp1252"))
_SENT = (0x0039, 0x0E06)  # when it was sent, or else delivered
_HEADER = 32  # bytes in front of the properties of a message
_ENTRY = 16  # bytes
_TIME = 0x0040  # the type of a property that is a moment
_FIRST_DAY = datetime(1601, 1, 1, tzinfo=UTC)  # from which Windows counts in steps of 100 ns
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def load_msg(data: bytes) -> Extract:
    """The text of an Outlook message and its attachments."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            html = _stream(ole, f"__substg1.0_{_HTML}0102")
            text = _text(ole, "", _BODY)
            return mail_extract(
                blocks=blocks_of_text(text) if text.strip() else blocks_of_html(_decoded(html)),
                subject=_text(ole, "", _SUBJECT),
                sender=_text(ole, "", _SENDER),
                sent=_sent_on(_stream(ole, "__properties_version1.0")),
                attached=list(_attachments(ole)),
            )
    except (OSError, ValueError, IndexError, KeyError, OverflowError, TypeError):
        raise Rejected(_DAMAGED) from None


def _attachments(ole: "OleFileIO") -> Iterator[tuple[str, bytes]]:
    folders = sorted({path[0] for path in ole.listdir() if path[0].startswith("__attach_version1.0")})
    for folder in folders:
        name = _text(ole, folder, _LONG_NAME) or _text(ole, folder, _SHORT_NAME) or "bijlage"
        data = _stream(ole, f"{folder}/__substg1.0_{_ATTACHED}0102")
        shown_in_text = _text(ole, folder, "3712") and name.casefold().endswith((".png", ".jpg", ".gif", ".jpeg"))
        if data and not shown_in_text:
            yield name, data


def _text(ole: "OleFileIO", folder: str, name: str) -> str:
    for kind, encoding in _TEXT_TYPES:
        if data := _stream(ole, f"{folder}/__substg1.0_{name}{kind}".lstrip("/")):
            return data.decode(encoding, errors="replace").rstrip("\x00")
    return ""


def _stream(ole: "OleFileIO", path: str) -> bytes:
    return bytes(ole.openstream(path).read()) if ole.exists(path) else b""


def _decoded(html: bytes) -> str:
    declared = _CHARSET.search(html)
    try:
        return html.decode(declared.group(1).decode() if declared else "utf-8")
    except (LookupError, UnicodeDecodeError):
        return html.decode("cp1252", errors="replace")


def _sent_on(properties: bytes) -> date | None:
    for at in range(_HEADER, len(properties) - _ENTRY + 1, _ENTRY):
        kind, name = (
            int.from_bytes(properties[at : at + 2], "little"),
            int.from_bytes(properties[at + 2 : at + 4], "little"),
        )
        if kind == _TIME and name in _SENT:
            steps = int.from_bytes(properties[at + 8 : at + 16], "little")
            return (_FIRST_DAY + timedelta(microseconds=steps // 10)).date()
    return None
