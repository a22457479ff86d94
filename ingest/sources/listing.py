"""A folder with what its lists say of it: each entry brought together with the file, folder or page it is about."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

from ingest.fetch.addresses import same_page
from ingest.sources.entries import Entry, Target, entries_in
from ingest.sources.folder import Contents, contents_of, shown


@dataclass(frozen=True, slots=True)
class Listing:
    """A folder with its lists: the entries that are right, and a Dutch line for each mistake in the rest."""

    contents: Contents
    entries: tuple[Entry, ...]
    mistakes: tuple[str, ...]


def listing_of(folder: Path, also: Iterable[Path] = ()) -> Listing:
    """What a folder holds, and ``also`` these files in it, and what its lists say, with every mistake in them."""
    contents = contents_of(folder)
    contents.files |= {file.relative_to(folder).as_posix(): file for file in also if file.is_relative_to(folder)}
    entries, mistakes = entries_in(folder)
    placed, misplaced = placed_in(contents, folder, entries)
    return Listing(contents, tuple(placed), (*mistakes, *misplaced))


def placed_in(contents: Contents, folder: Path, entries: Iterable[Entry]) -> tuple[list[Entry], list[str]]:
    """The entries with the names of files and folders as they are on disk, and the mistakes in those names."""
    names = {key_of(name): name for name in contents.files}
    above = {str(parent) for name in contents.files for parent in PurePosixPath(name).parents}
    places = {Target.FILE: names, Target.FOLDER: {key_of(name): name for name in above}}
    placed: dict[tuple[Target, str], Entry] = {}
    mistakes = []
    for entry in entries:
        key = same_page(entry.name) if entry.target is Target.PAGE else key_of(entry.name)
        if entry.target is not Target.PAGE and key not in places[entry.target]:
            mistakes.append(f"{entry.where}: {_misplaced(entry, folder, places[entry.target])}")
        elif (entry.target, key) in placed:
            mistakes.append(f"{entry.where}: '{shown(entry.name)}' staat er al eerder in. Haal een van de twee weg.")
        else:
            name = entry.name if entry.target is Target.PAGE else places[entry.target][key]
            placed[entry.target, key] = replace(entry, name=name)
    return list(placed.values()), mistakes


def key_of(name: str) -> str:
    """How names are compared: some systems store an é as two characters."""
    return unicodedata.normalize("NFC", str(PurePosixPath(name)))


def _misplaced(entry: Entry, folder: Path, places: Mapping[str, str]) -> str:
    what = "het bestand" if entry.target is Target.FILE else "de map"
    name = shown(entry.name)
    path = PurePosixPath(entry.name)
    if path.is_absolute() or ".." in path.parts:
        return f"{what} '{name}' ligt buiten de map {folder}. Alleen wat in die map staat, kan meedoen."
    if entry.target is Target.FOLDER and (folder / path).is_dir():
        return f"in de map '{name}' staat geen enkel document."
    near = get_close_matches(key_of(entry.name.replace("\\", "/")), places, n=1)
    meant = f" Bedoelt u '{places[near[0]]}'?" if near else " Zet het erin of haal dit blok weg."
    return f"{what} '{name}' staat niet in de map {folder}.{meant}"
