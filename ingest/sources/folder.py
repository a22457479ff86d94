"""What a folder holds, all the way down: documents, and what looks like one but is not taken in."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ingest.facts.corrections import CORRECTIONS, read_corrections
from ingest.model import Rejection, Remark
from ingest.sources.entries import DESCRIPTIONS, MORE

_LOCKS = ("~$", ".~lock.")  # files that Office and LibreOffice put beside an open document
_CLUTTER = {"thumbs.db", "desktop.ini"}


@dataclass(slots=True)
class Contents:
    """The files of a folder by their path below it, in order, and what is to be said of the rest."""

    files: dict[str, Path] = field(default_factory=dict)
    rejected: list[Rejection] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def contents_of(folder: Path) -> Contents:
    """The contents of ``folder``; nothing outside it is looked at, and hidden files are passed over."""
    found = Contents()
    inside = folder.resolve()
    for file in _walk(folder, found):
        name = file.relative_to(folder).as_posix()
        if file.name.startswith(_LOCKS):
            found.remarks.append(Remark(shown(name), _LOCKED))
        elif _is_hidden(file.name) or file.name == DESCRIPTIONS:
            continue
        elif file.name == CORRECTIONS:
            mistakes = read_corrections(file).mistakes
            found.remarks += [Remark(shown(name), mistake.removeprefix(f"{CORRECTIONS}, ")) for mistake in mistakes]
        elif reason := _why_not(file, inside):
            found.rejected.append(Rejection(shown(name), reason))
        elif not file.is_dir():
            found.files[name] = file
    return found


_LOCKED = "Dit is een hulpbestand van Office. Het document ernaast staat misschien nog bij iemand open."


def _walk(folder: Path, found: Contents) -> Iterator[Path]:
    """Every file, and every link to a folder, which is not followed."""

    def unreadable(error: OSError) -> None:
        name = Path(error.filename).relative_to(folder).as_posix()
        found.rejected.append(Rejection(shown(name), f"De map kan niet worden gelezen ({error.strerror})."))

    for here, folders, names in os.walk(folder, onerror=unreadable):
        links = [name for name in folders if Path(here, name).is_symlink()]
        lists = {MORE} if Path(here) == folder else set()
        folders[:] = sorted(name for name in folders if not _is_hidden(name) and name not in lists.union(links))
        yield from (Path(here, name) for name in sorted([*names, *links]))


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name.casefold() in _CLUTTER


def _why_not(file: Path, inside: Path) -> str:
    """Why a file cannot be taken in, whatever it holds; empty when it can."""
    if file.is_symlink() and not file.exists():
        return "Dit is een koppeling naar iets dat er niet is. Zet het bestand zelf in de map."
    if not file.resolve().is_relative_to(inside):
        return "Dit is een koppeling naar buiten de map. Zet het bestand zelf in de map."
    if not file.is_file() and not file.is_dir():
        return "Dit is geen gewoon bestand, dus er valt niets uit te lezen."
    return ""


def shown(name: str) -> str:
    """A file name on one line, as it can be printed."""
    printable = name.encode(errors="replace").decode()
    return "".join(c if c.isprintable() else " " for c in printable)
