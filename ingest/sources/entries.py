"""What the lists of sources say: each ``[[source]]`` of sources.toml and of sources.d/*.toml, checked by itself."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any

from ingest.errors import Rejected
from ingest.fetch.addresses import canonical
from ingest.model import Source

DESCRIPTIONS = "sources.toml"
MORE = "sources.d"
_DATES = {"date": "published_on", "valid_until": "valid_until"}
_TEXTS = ("title", "publisher", "programme", "region", "language", "supersedes", "licence", "contact")
_KEYS = ("file", "folder", "url", "links", *_TEXTS, *_DATES)
_DUTCH = {
    "bestand": "file",
    "map": "folder",
    "adres": "url",
    "website": "url",
    "uitgever": "publisher",
    "organisatie": "publisher",
    "gebied": "region",
    "taal": "language",
    "vervangt": "supersedes",
    "geldig_tot": "valid_until",
    "license": "licence",
    "contactpersoon": "contact",
}
_HEADING = "source"
_STRAY = "schrijf elk document onder een eigen kop [[source]]."
_AT = re.compile(r"at line (\d+), column (\d+)")

Table = Mapping[str, Any]  # one [[source]], as tomllib reads it


class Target(StrEnum):
    """What an entry is about; the value is the key that names it."""

    FILE = "file"
    FOLDER = "folder"
    PAGE = "url"


@dataclass(frozen=True, slots=True)
class Entry:
    """One ``[[source]]``: where it stands, what it is about, and what is known of that.

    ``name`` is a path below the folder of the list, or a canonical web address. Of ``about`` id and file mean nothing.
    """

    where: str
    target: Target
    name: str
    about: Source
    takes_pdfs: bool = False


def list_files(folder: Path) -> list[Path]:
    """The lists of a folder: sources.toml first, then those in sources.d by name."""
    return [file for file in (folder / DESCRIPTIONS, *sorted((folder / MORE).glob("*.toml"))) if file.is_file()]


def entries_in(folder: Path) -> tuple[list[Entry], list[str]]:
    """The entries of all lists of ``folder`` that are right, and a Dutch line for each mistake."""
    entries: list[Entry] = []
    mistakes: list[str] = []
    for file in list_files(folder):
        if not file.resolve().is_relative_to(folder.resolve()):
            mistakes.append(f"{file} is een koppeling naar buiten de map. Zet de lijst zelf in de map.")
            continue
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            mistakes.append(f"{file} kan niet worden gelezen. Bewaar de lijst als gewone tekst (UTF-8).")
            continue
        read, wrong = entries_of(text, str(file))
        entries += read
        mistakes += wrong
    return entries, mistakes


def entries_of(text: str, where: str) -> tuple[list[Entry], list[str]]:
    """The same of the text of one list, which people know as ``where``."""
    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return [], [f"{where} is niet goed geschreven{_place(str(error), text)}"]
    listed = tables.get(_HEADING, [])
    well_formed = isinstance(listed, list) and all(isinstance(entry, dict) for entry in listed)
    stray = [key for key in tables if key != _HEADING or not well_formed]
    entries: list[Entry] = []
    mistakes = [f"{where}{place}: {_STRAY}" for key in stray for place in _places(key, tables[key], text)]
    for number, table in enumerate(listed if well_formed else (), start=1):
        here = f"{where}, [[source]] nummer {number}"
        if wrong := [f"{here}: {mistake}" for mistake in _mistakes(table)]:
            mistakes += wrong
        else:
            entries.append(_entry(table, here))
    return entries, mistakes


def _places(key: str, value: object, text: str) -> list[str]:
    """Where in a list a key stands that is no heading of ours: each of its headings, or else its first line."""
    name = rf"[\"']?{re.escape(key)}[\"']?\s*"
    headings, plain = (
        [number for number, line in enumerate(text.splitlines(), start=1) if re.match(begin, line)]
        for begin in (rf"\s*\[\[?\s*{name}[].]", rf"\s*{name}[=.]")
    )
    written = f"[[{key}]]" if isinstance(value, list) else f"[{key}]"
    return [f", regel {n}, {written}" for n in headings] or [f", regel {n}, '{key}'" for n in plain[:1]] or [""]


def _place(error: str, text: str) -> str:
    """Where in a list the error is, and what is usually wrong there."""
    found = _AT.search(error)
    if not found:
        return ". Let op aanhalingstekens en vierkante haken."
    line = int(found.group(1))
    hint = "Let op aanhalingstekens en vierkante haken."
    if "\\" in text.splitlines()[line - 1]:
        hint = "Schrijf / tussen mappen, en niet \\."
    return f": regel {line}, teken {found.group(2)}. {hint}"


def _mistakes(table: Table) -> Iterator[str]:
    for key in table:
        if key not in _KEYS:
            yield f"'{key}' is onbekend. {_meant(key)}"
    for key, value in table.items():
        if key in _DATES:
            if _date(value) is None and value != "":
                yield f"de datum '{value}' bij '{key}' is niet goed. Schrijf hem als 2024-05-01."
        elif key in _KEYS and not isinstance(value, str):
            yield f"zet de waarde van '{key}' tussen aanhalingstekens."
    if all(isinstance(table.get(key, ""), str) for key in _KEYS if key not in _DATES):
        yield from _misfits(table)


def _meant(key: str) -> str:
    word = key.casefold().strip()
    near = [_DUTCH[word]] if word in _DUTCH else get_close_matches(word, _KEYS, n=1)
    return f"Bedoelt u '{near[0]}'?" if near else f"Bekend zijn: {', '.join(_KEYS)}."


def _misfits(table: Table) -> Iterator[str]:
    """What does not go together, or means nothing; all values of ``table`` but the dates are texts."""
    has = {target for target in Target if table.get(target, "").strip()}
    if not has:
        yield "noem waar het over gaat: een bestand met 'file', een map met 'folder' of een webadres met 'url'."
    if {Target.FILE, Target.FOLDER} <= has:
        yield "'file' en 'folder' gaan niet samen. Maak er twee blokken [[source]] van."
    if has == {Target.PAGE}:
        try:
            canonical(table["url"].strip())
        except Rejected as reason:
            yield f"het webadres '{table['url']}' is niet goed. {reason}"
    if table.get("links", "") not in ("", "pdf"):
        yield "bij 'links' kan alleen \"pdf\" staan: dan komen de PDF-bestanden mee waar de pagina naar verwijst."
    elif table.get("links") and has != {Target.PAGE}:
        yield "'links' hoort bij een webadres, dus bij een blok met 'url' en zonder 'file' of 'folder'."
    if not re.fullmatch(r"([a-z]{2})?", table.get("language", "")):
        yield f"de taal '{table['language']}' is niet goed. Schrijf haar met twee kleine letters, zoals nl."
    for key in ("title", "supersedes"):
        if Target.FOLDER in has and table.get(key):
            yield f"'{key}' hoort bij één document en niet bij een hele map."


def _entry(table: Table, where: str) -> Entry:
    """The entry that a table without mistakes makes."""
    target = next(target for target in Target if table.get(target, "").strip())
    written = table[target].strip() if target is Target.PAGE else table[target]
    name = canonical(written) if target is Target.PAGE else written
    known: dict[str, Any] = {key: table[key] for key in _TEXTS if table.get(key)}
    known |= {field: _date(table[key]) for key, field in _DATES.items() if table.get(key)}
    about = Source(id="", file=Path(), url=table.get("url", "").strip() or None, **known)
    return Entry(where, target, name, about, takes_pdfs=bool(table.get("links")))


def _date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
