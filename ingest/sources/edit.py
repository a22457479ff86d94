"""Writing in a list of sources; what stands in it stays as it is, comments and order included."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from ingest.errors import UsageError
from ingest.sources.entries import DESCRIPTIONS, entries_in, entries_of
from ingest.sources.folder import contents_of
from ingest.sources.listing import placed_in

_NEW_LIST = "# De lijst van documenten: wat weten wij van elk bestand en elke webpagina?\n"


def block(said: Iterable[tuple[str, str]], stated: date | None = None) -> str:
    """A ``[[source]]`` of keys and values; ``stated``, a date that the document itself gives, goes in as a comment."""
    import tomlkit

    table = tomlkit.table()
    for key, value in said:
        table.add(key, value)
    if stated:
        # Not as a value: at each refresh the document may state a newer one.
        table.add(tomlkit.comment(f'date = "{stated}"   deze datum staat in het document zelf'))
    tables = tomlkit.aot()
    tables.append(table)
    return tomlkit.dumps({"source": tables})


def add(folder: Path, new: str) -> Path:
    """Put a block at the end of sources.toml in ``folder`` and give back that file.

    Raises UsageError, and changes nothing, when the block cannot be right or what it is about is listed already.
    """
    file = folder / DESCRIPTIONS
    old = _text(file)
    line = "\r\n" if "\r\n" in old else "\n"
    gap = "" if not old or old.endswith("\n") else line
    text = f"{old or _NEW_LIST}{gap}{line}{new.replace(chr(10), line)}"
    if wrong := _new_mistakes(folder, old, text):
        raise UsageError("\n".join([*wrong, "Er is niets toegevoegd."]))
    part = file.with_name(f".{file.name}.new")
    part.write_bytes(text.encode())
    part.replace(file)
    return file


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"{file} kan niet worden gelezen. Bewaar de lijst als gewone tekst (UTF-8).") from None


def _new_mistakes(folder: Path, old: str, text: str) -> list[str]:
    """What the last block of ``text`` would make wrong; mistakes that were there already do not matter."""
    name = str(folder / DESCRIPTIONS)
    before = entries_of(old.removeprefix("\ufeff"), name)[1]
    entries, mistakes = entries_of(text.removeprefix("\ufeff"), name)
    if wrong := [mistake for mistake in mistakes if mistake not in before]:
        return wrong
    if not entries:  # the list cannot be read at all
        return mistakes
    listed = [*entries_in(folder)[0], entries[-1]]
    misplaced = placed_in(contents_of(folder), folder, listed)[1]
    return [mistake for mistake in misplaced if mistake.startswith(f"{entries[-1].where}:")]
