"""Reads the file of corrections block by block, so that a mistake in one costs that one only."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from itertools import pairwise
from typing import Any, NamedTuple

from ingest.facts.correction import Correction, Verdict
from ingest.facts.model import FactKind, flat
from ingest.facts.spelling import clean, key

_HEADING = re.compile(r"^[ \t]*\[+[ \t]*[A-Za-z_].*$", re.MULTILINE)
_LINE = re.compile(r"at line (\d+)")
_LONGEST = 2_000  # characters of a name or a sentence
_KEYS = ("names", "value", "kind", "document", "note")
_DUTCH = {
    "namen": "names",
    "waarde": "value",
    "soort": "kind",
    "bestand": "document",
    "opmerking": "note",
    "zelfde": "same",
    "hetzelfde": "same",
    "verschillend": "different",
    "anders": "different",
    "not_same": "different",
    "geen_feit": "not_a_fact",
    "programma": "programme",
    "afkorting": "abbreviation",
    "periode": "period",
    "gebied": "region",
    "succesfactor": "success_factor",
    "les": "lesson",
    "knelpunt": "obstacle",
    "aanbeveling": "recommendation",
    "voorganger": "predecessor",
    "opvolger": "successor",
}


class Block(NamedTuple):
    """A stretch of the file that begins with a heading, and what it says: a correction, or a mistake in Dutch."""

    start: int
    end: int
    where: str  # as people find it: the file and the line
    said: Correction | str


def blocks_of(text: str, name: str) -> list[Block]:
    """The blocks of a file that people know as ``name``, in order, each read by itself."""
    starts = [found.start() for found in _HEADING.finditer(text)]
    blocks = []
    for start, end in pairwise([*starts, len(text)]):
        above = text.count("\n", 0, start)
        where = f"{name}, regel {above + 1}"
        blocks.append(Block(start, end, where, _read(text[start:end], where, above, name)))
    top = text[: starts[0]] if starts else text
    if wrong := _stray(top, name):
        blocks.insert(0, Block(0, len(top), name, wrong))
    return blocks


def mistake_in(correction: Correction) -> str:
    """What is wrong with a correction that was made and not read, in Dutch; empty when nothing is."""
    table: dict[str, Any] = {"names": list(correction.names)} if correction.names else {}
    table |= {field: value for field in ("value", "kind", "document", "note") if (value := getattr(correction, field))}
    return next(_mistakes(correction.verdict, table), "")


def _stray(top: str, name: str) -> str:
    try:
        stray = tomllib.loads(top)
    except tomllib.TOMLDecodeError as error:
        return f"{name}, regel {_line_in(error)}: dit is niet te lezen. Schrijf # voor een toelichting."
    return f"{name}: '{next(iter(stray))}' staat boven het eerste blok. Zet er [[same]] boven." if stray else ""


def _read(block: str, where: str, above: int, name: str) -> Correction | str:
    try:
        parsed = tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = above + _line_in(error)
        return f"{name}, regel {line}: niet goed geschreven. Let op aanhalingstekens en vierkante haken."
    heading, table = next(iter(parsed.items()))
    table = table[0] if isinstance(table, list) else table
    if heading not in set(Verdict):
        return f"{where}: [[{heading}]] is onbekend. {_meant(heading, tuple(Verdict))}"
    if not isinstance(table, dict):
        return f"{where}: schrijf de kop als [[{heading}]]."
    verdict = Verdict(heading)
    if wrong := next(_mistakes(verdict, table), ""):
        return f"{where}: {wrong}"
    texts = {field: flat(table.get(field, "")) for field in ("value", "document", "note")}
    kind = FactKind(table["kind"]) if table.get("kind") else None
    return Correction(verdict, tuple(flat(each) for each in table.get("names", ())), kind=kind, **texts)


def _mistakes(verdict: Verdict, table: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong in a block, the first thing first."""
    for field, value in table.items():
        if field not in _KEYS:
            yield f"'{field}' is onbekend. {_meant(field, _KEYS)}"
        elif field == "names":
            if not isinstance(value, list) or not all(map(_is_text, value)):
                yield 'schrijf de namen als names = ["Naam een", "Naam twee"].'
        elif not _is_text(value) and value != "":
            yield f"zet de waarde van '{field}' op een regel tussen aanhalingstekens."
    if verdict is Verdict.NOT_A_FACT:
        yield from _misfits_of_no_fact(table)
    elif "value" in table or "kind" in table or "document" in table:
        yield "hier horen alleen 'names' en 'note'."
    elif len({clean(name) for name in table.get("names", ())}) < 2:  # noqa: PLR2004  # it takes two
        yield "noem bij 'names' twee verschillende namen of meer."


def _misfits_of_no_fact(table: Mapping[str, Any]) -> Iterator[str]:
    if "names" in table:
        yield "'names' hoort hier niet. Zet wat geen feit is in 'value'."
    if not key(str(table.get("value", ""))):
        yield "noem bij 'value' wat geen feit is, zoals het in de lijst staat."
    kind = table.get("kind", "")
    if kind and kind not in set(FactKind):
        yield f"de soort '{kind}' is onbekend. {_meant(kind, tuple(FactKind))}"


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(key(value)) and len(value) <= _LONGEST and flat(value).isprintable()


def _meant(word: str, known: Iterable[str]) -> str:
    names = [str(name) for name in known]
    meant = _DUTCH.get(word.casefold(), word.casefold())
    near = [meant] if meant in names else get_close_matches(meant, names, n=1)
    return f"Bedoelt u '{near[0]}'?" if near else f"Bekend zijn: {', '.join(names)}."


def _line_in(error: Exception) -> int:
    found = _LINE.search(str(error))
    return int(found.group(1)) if found else 1
