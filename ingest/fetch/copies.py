"""The copies of what was fetched, byte for byte, so that a page that vanishes still proves its quotes.

DATA/fetched/<name>           the bytes; the name is made from the address and does not change
DATA/fetched/<digest>.json    what is known of them, see Copy; named after the digest of the address
"""

import hashlib
import os
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from pydantic import TypeAdapter, ValidationError

from ingest.errors import Rejected
from ingest.fetch.addresses import canonical, same_page
from ingest.model import Source

FOLDER = "fetched"
SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/msword": ".doc",
    "application/vnd.ms-powerpoint": ".ppt",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "message/rfc822": ".eml",
    "application/vnd.ms-outlook": ".msg",
    "application/zip": ".zip",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tif",
}
_KNOWN = frozenset(SUFFIXES.values())
_VAGUE = {"", "application/octet-stream", "binary/octet-stream", "application/x-download", "text/plain"}
_LONGEST = 100  # characters of a file name, before what tells it apart


@dataclass(frozen=True, slots=True)
class Copy:
    """What is known of a page or file as it was fetched; ``file`` is its name in the folder of the copies."""

    address: str
    final_address: str  # where redirects led to
    file: str
    content_type: str
    digest: str  # sha256 of the bytes, hexadecimal
    fetched_at: datetime
    etag: str = ""
    last_modified: str = ""


_COPY = TypeAdapter(Copy)


class Copies:
    """The folder of the copies; every change in it is whole or has not happened."""

    def __init__(self, data: Path) -> None:
        self._folder = data / FOLDER

    def path(self, copy: Copy) -> Path:
        """Where the bytes of a copy are."""
        return self._folder / copy.file

    def of(self, address: str) -> Copy | None:
        """The copy of what is at a canonical address, if there is one."""
        try:
            copy = _COPY.validate_json(self._about(address).read_bytes())
        except (OSError, ValidationError):
            return None
        return copy if copy.file in _names(address) and self.path(copy).is_file() else None

    def is_as_fetched(self, copy: Copy) -> bool:
        """Whether the bytes are those that ``copy`` describes; a power cut may have come between the two."""
        return hashlib.sha256(self.path(copy).read_bytes()).hexdigest() == copy.digest

    def keep(self, copy: Copy, data: bytes) -> None:
        """Store a copy in place of the one before; raises Rejected when the disk does not take it."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            _write(self.path(copy), data)
            _write(self._about(copy.address), _COPY.dump_json(copy, indent=2))
            for name in _names(copy.address) - {copy.file}:
                (self._folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise Rejected(f"De kopie van deze pagina kan niet worden bewaard ({error.strerror}).") from error

    def _about(self, address: str) -> Path:
        return self._folder / f"{_short_digest(address)}.json"

    def files_of(self, address: str) -> list[Path]:
        """Every file that is there because of an address, unfinished ones included."""
        stored = [self._about(address), *(self._folder / name for name in sorted(_names(address)))]
        return [path for file in stored for path in (file, _unfinished(file)) if path.is_file()]


def forget(data_folder: Path, source: Source) -> list[Path]:
    """Delete every copy that was fetched for ``source`` and give back the files that are gone.

    None for a source that was not fetched, also when a file of the collection names the same address. Of a document
    inside a fetched archive the whole archive goes.
    """
    try:
        address = canonical(source.url or "")
    except Rejected:
        return []
    files = Copies(data_folder).files_of(address) if _names(address) & set(source.file.parts) else []
    for file in files:
        file.unlink()
    return files


def name_of(address: str, suffix: str) -> str:
    """The file name of what a canonical address gives, readable and only for this address."""
    parts = urlsplit(address)
    written = f"{parts.netloc}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")
    plain = unicodedata.normalize("NFKD", unquote(written)).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9._-]+", "-", plain.replace("_", "-").replace("/", "_"))[:_LONGEST].strip("-.")
    # Pages usually stand at an address without a suffix, files at one with it: only those go without a digest.
    usual = slug.endswith(suffix) != (suffix == ".html")
    unique = "" if usual and slug.replace("_", "/") == written else f"-{_short_digest(address)[:8]}"
    return f"{slug.removesuffix(suffix)}{unique}{suffix}"


def suffix_of(content_type: str, address: str) -> str:
    """The file suffix for what was fetched; raises Rejected when it is of a kind that nobody can read."""
    kind = content_type.split(";", maxsplit=1)[0].strip().lower()
    named = PurePosixPath(urlsplit(address).path).suffix.lower()
    if kind in _VAGUE and named in _KNOWN:
        return named
    if kind not in SUFFIXES:
        raise Rejected(f"Dit adres geeft een soort bestand dat Samenwijs niet kan lezen ({kind[:60] or 'onbekend'}).")
    return SUFFIXES[kind]


def _names(address: str) -> set[str]:
    return {name_of(address, suffix) for suffix in _KNOWN}


def _short_digest(address: str) -> str:
    return hashlib.sha256(same_page(address).encode()).hexdigest()[:16]


def _unfinished(file: Path) -> Path:
    return file.with_name(file.name + ".part")


def _write(file: Path, data: bytes) -> None:
    """Write a file so that after a power cut it is there as it was or as it becomes."""
    part = _unfinished(file)
    with part.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    part.replace(file)
