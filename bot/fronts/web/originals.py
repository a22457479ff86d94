"""The file behind a document, as it was when it was indexed: handed over only while its bytes are still those."""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import BinaryIO
from urllib.parse import quote

from bot.library import Shelved

_PIECE = 1 << 16  # bytes
_PDF = b"%PDF-"
_LONGEST = 150  # characters of a file name


class Gone(Enum):
    """Why a file cannot be handed over."""

    INSIDE = auto()  # it is a part of an archive or a mail
    MISSING = auto()
    CHANGED = auto()


@dataclass(frozen=True, slots=True)
class Original:
    """An open file, and what a browser is told of it."""

    stream: BinaryIO
    size: int
    name: str
    is_pdf: bool

    def pieces(self) -> Iterator[bytes]:
        """Its bytes; the file is closed afterwards."""
        with self.stream as stream:
            while piece := stream.read(_PIECE):
                yield piece

    @property
    def headers(self) -> dict[str, str]:
        """PDF opens in the browser; everything else is saved, so that nothing in it runs as a page of this site."""
        plain = re.sub(r"[^\w. ()-]", "_", self.name.encode("ascii", "replace").decode(), flags=re.ASCII)
        place = "inline" if self.is_pdf else "attachment"
        return {
            "content-type": "application/pdf" if self.is_pdf else "application/octet-stream",
            "content-length": str(self.size),
            "content-disposition": f"{place}; filename=\"{plain}\"; filename*=UTF-8''{quote(self.name, safe='')}",
        }


def is_pdf(shelved: Shelved) -> bool:
    """Whether the original opens in a browser, at a page."""
    return shelved.source.file.suffix.lower() == ".pdf"


def open_original(shelved: Shelved) -> Original | Gone:
    """The file of a document; why not, when it is no longer there as it was indexed."""
    if shelved.source.part_of:
        return Gone.INSIDE
    try:
        stream = shelved.source.file.open("rb")
    except OSError:
        return Gone.MISSING
    try:
        if hashlib.file_digest(stream, "sha256").hexdigest() != shelved.digest:
            stream.close()
            return Gone.CHANGED
        stream.seek(0)
        begins_as_pdf = stream.read(len(_PDF)) == _PDF
        stream.seek(0)
        size = os.fstat(stream.fileno()).st_size
    except OSError:
        stream.close()
        return Gone.MISSING
    return Original(stream, size, _safe(shelved.source.doc), is_pdf(shelved) and begins_as_pdf)


def _safe(name: str) -> str:
    """A name without what could end a header or lead to another folder; its suffix stays."""
    kept = re.sub(r'[\x00-\x1f\x7f"\\/:*?<>|]', "_", name.encode(errors="replace").decode())
    return kept[-_LONGEST:].lstrip(". ") or "document"
