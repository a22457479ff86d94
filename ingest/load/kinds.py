"""What a file is by its first bytes, whatever its name says."""

import io
import re
import zipfile

_HEAD = 1_024  # bytes; some programs write a few in front of a PDF
_STARTS = (
    (b"{\\rtf", ".rtf"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
)
_ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_ZIP = (("word/document.xml", ".docx"), ("ppt/presentation.xml", ".pptx"), ("xl/workbook.xml", ".xlsx"))
_IN_OLE = (
    ("__properties_version1.0", ".msg"),
    ("WordDocument", ".doc"),
    ("PowerPoint Document", ".ppt"),
    ("Workbook", ".xls"),
)
_ODT = b"application/vnd.oasis.opendocument.text"
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_SAME = {".htm": ".html", ".jpeg": ".jpg", ".tiff": ".tif"}


def plain_suffix(suffix: str) -> str:
    """The usual spelling of a suffix."""
    return _SAME.get(suffix, suffix)


def kind_of(suffix: str, data: bytes) -> str:
    """The suffix that fits ``data``; ``suffix`` itself where the bytes do not tell."""
    named = plain_suffix(suffix)
    if data.startswith(_ZIP):
        return _in_zip(data) or named
    if data.startswith(OLE):
        return next((kind for name, kind in _IN_OLE if name.encode("utf-16-le") in data), named)
    if b"%PDF-" in data[:_HEAD]:  # not before the others: an archive may begin with a PDF
        return ".pdf"
    if _HTML.match(data):
        return ".html"
    return next((kind for start, kind in _STARTS if data.startswith(start)), named)


def is_misnamed(suffix: str, kind: str) -> bool:
    """Whether a file with this suffix turned out to be of another kind."""
    return plain_suffix(suffix) != kind


def _in_zip(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.read("mimetype").strip() == _ODT:
                return ".odt"
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, NotImplementedError):
        return None
    return next((kind for name, kind in _IN_ZIP if name in names), ".zip")
