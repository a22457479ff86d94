"""What Word and PowerPoint files have in common: opening them, and what their properties say."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import TypeVar

from ingest.errors import Rejected

File = TypeVar("File")

_OLD_OR_PROTECTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an OLE file: the old formats, and every encrypted one
_DAMAGED = "Het bestand is beschadigd of geen echt Office-bestand. Open het, sla het opnieuw op en probeer het weer."
_JUNK = re.compile(
    r"\b(?:python-docx|python-pptx|openpyxl|steve canny|microsoft|users?|gebruiker|admin|unknown|onbekend|anonymous"
    r"|office)\b",
    re.IGNORECASE,
)
_TEMPLATE_TITLES = re.compile(
    r"(?:powerpoint[- ]presenta.*|presentatie\d*|presentation\d*|document\d*|word[ -]document|untitled|naamloos)",
    re.IGNORECASE,
)


def opened(data: bytes, open_file: Callable[[io.BytesIO], File], fault: type[Exception]) -> File:
    """The file that ``open_file`` makes of ``data``; raises ``Rejected`` when it is protected or damaged.

    ``fault`` is the base of the library's own exceptions; below it, XML that is cut short is a ``SyntaxError``.
    """
    if data.startswith(_OLD_OR_PROTECTED):
        raise Rejected(
            "Het bestand is met een wachtwoord beveiligd of in een oud Office-formaat."
            " Sla het op zonder wachtwoord als .docx of .pptx."
        )
    try:
        return open_file(io.BytesIO(data))
    except (fault, zipfile.BadZipFile, zlib.error, SyntaxError, KeyError, ValueError, EOFError, RuntimeError):
        raise Rejected(_DAMAGED) from None


def sensible(text: str | None, *, title: bool = False) -> str | None:
    """A property of a file when a person filled it in; None when the program did."""
    text = (text or "").strip()
    junk = _TEMPLATE_TITLES.fullmatch(text) if title else _JUNK.search(text)
    return None if junk else text or None
