"""The proof of an erasure: pieces of text looked for in the bytes of every file of a folder."""

import html
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FORMS = ("UTF-8", "UTF-16", "Windows-1252", "JSON", "HTML")
_BLOCK = 1 << 24  # bytes in memory at a time


@dataclass(frozen=True, slots=True)
class Search:
    """What was searched and in which files a piece of text was found."""

    files: tuple[tuple[Path, int], ...]  # with their sizes in bytes
    unreadable: tuple[Path, ...]
    found: tuple[Path, ...]


def search(files: Iterable[Path], pieces: Sequence[str]) -> Search:
    """Look for every piece, in every form that it may have been written in."""
    patterns = sorted({form for piece in pieces for form in _forms(piece)})
    longest = max(map(len, patterns), default=1)
    searched, unreadable, found = [], [], []
    for path in files:
        try:
            searched.append((path, path.stat().st_size))
            if any(pattern in block for block in _blocks(path, longest) for pattern in patterns):
                found.append(path)
        except FileNotFoundError:
            searched = [(known, size) for known, size in searched if known != path]  # it was deleted meanwhile
        except OSError:
            unreadable.append(path)
    return Search(tuple(searched), tuple(unreadable), tuple(found))


def files_in(folder: Path) -> list[Path]:
    """All files in a folder, all the way down; what a link points to is not in it."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def _blocks(path: Path, overlap: int) -> Iterator[bytes]:
    """The bytes of a file in blocks that overlap, so that no piece is cut in two."""
    with path.open("rb") as file:
        rest = b""
        while block := file.read(_BLOCK):
            yield rest + block
            rest = block[-overlap:]


def _forms(piece: str) -> Iterator[bytes]:
    texts = {piece, html.escape(piece), html.escape(piece, quote=False)}
    texts |= {json.dumps(piece, ensure_ascii=ascii_only)[1:-1] for ascii_only in (True, False)}
    for text in texts:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252"):
            yield text.encode(encoding, errors="replace")
