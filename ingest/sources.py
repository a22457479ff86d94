"""Which files make up the collection, and what ``sources.toml`` says of them."""

import os
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from ingest.errors import UsageError
from ingest.model import Source

DESCRIPTIONS = "sources.toml"
_KEYS = {"file", "title", "publisher", "date", "url", "programme", "region", "supersedes"}
_FIELDS = {field.name for field in fields(Source)}
_LOCK = "~$"  # the lock file that Office puts beside an open document

Entry = Mapping[str, Any]  # one [[source]] table, as tomllib reads it


def collect(paths: Sequence[Path]) -> list[Source]:
    """The files in ``paths``, folders searched all the way down, each with what is known of it.

    Hidden files, lock files and links that lead out of a folder are left out. Raises ``UsageError`` for a path that
    does not exist and for a mistake in ``sources.toml``.
    """
    found: dict[Path, Source] = {}
    for path in paths:
        for source in _folder(path) if path.is_dir() else [_file(path)]:
            found.setdefault(source.file.resolve(), source)
    return _with_unique_ids(list(found.values()))


def _file(path: Path) -> Source:
    if not path.exists():
        raise UsageError(f"'{path}' bestaat niet. Controleer de naam van het bestand of de map.")
    return Source(id=path.name, file=path)


def _folder(folder: Path) -> list[Source]:
    sources = {file.relative_to(folder).as_posix(): file for file in _files(folder)}
    entries = _entries(folder, set(sources))
    return [_described(Source(id=name, file=file), entries.get(name, {})) for name, file in sources.items()]


def _files(folder: Path) -> Iterator[Path]:
    inside = folder.resolve()
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(here, name)
            hidden = name.startswith((".", _LOCK)) or name == DESCRIPTIONS
            if not hidden and file.is_file() and file.resolve().is_relative_to(inside):
                yield file


def _entries(folder: Path, files: set[str]) -> dict[str, Entry]:
    """What ``sources.toml`` in ``folder`` says, by the name of the file it says it of."""
    descriptions = folder / DESCRIPTIONS
    if not descriptions.is_file():
        return {}
    try:
        tables = tomllib.loads(descriptions.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{descriptions} is niet goed geschreven: {error}.") from None
    entries: dict[str, Entry] = {}
    listed = tables.get("source", [])
    if set(tables) - {"source"} or not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        raise UsageError(f"{descriptions}: schrijf elk document onder een eigen kop [[source]].")
    for number, entry in enumerate(listed, start=1):
        name = _checked(entry, files, f"{descriptions}, [[source]] nummer {number}")
        if name in entries:
            raise UsageError(f"{descriptions}, [[source]] nummer {number}: '{name}' staat er al eerder in.")
        entries[name] = entry
    return entries


def _checked(entry: Entry, files: set[str], where: str) -> str:
    """The file that an entry is about; raises ``UsageError`` when something in the entry cannot be right."""
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise UsageError(f"{where}: '{unknown[0]}' is onbekend. Bekend zijn: {', '.join(sorted(_KEYS))}.")
    for key, value in entry.items():
        if not isinstance(value, str) and not (key == "date" and isinstance(value, date)):
            raise UsageError(f"{where}: zet de waarde van '{key}' tussen aanhalingstekens.")
    name = entry.get("file", "")
    if name not in files:
        raise UsageError(f"{where}: het bestand '{name}' staat niet in de map.")
    _date(entry, where)
    return str(name)


def _date(entry: Entry, where: str) -> date | None:
    value = entry.get("date") or None
    if value is None or isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError(f"{where}: de datum '{value}' is niet goed. Schrijf hem als 2024-05-01.") from None


def _described(source: Source, entry: Entry) -> Source:
    known = {key: value for key, value in entry.items() if key in _FIELDS - {"file"} and value}
    return replace(source, published_on=_date(entry, source.id), **known)


def _with_unique_ids(sources: list[Source]) -> list[Source]:
    """The sources, those of the same id told apart by the folders above them."""
    above = [0] * len(sources)
    while True:
        ids = [_below(source, levels) for source, levels in zip(sources, above, strict=True)]
        twice = {name for name, count in Counter(ids).items() if count > 1}
        if not twice:
            return [replace(source, id=name) for source, name in zip(sources, ids, strict=True)]
        above = [levels + (name in twice) for levels, name in zip(above, ids, strict=True)]


def _below(source: Source, levels: int) -> str:
    """The id of ``source`` with so many of the folders above it in front."""
    parts = source.file.absolute().parts[1:]
    return "/".join(parts[-levels - len(PurePosixPath(source.id).parts) :])
