"""The shipped list of Dutch government bodies, and which of them a name means."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from ingest.facts.spelling import clean, is_abbreviation, is_written_as_name, key, without_brackets

LIST = Path(__file__).with_name("organisations.toml")
_ENDINGS = ("en", "n", "pen", "s")  # of a plural
_LINKS = ("van ", "voor ", "de ", "het ")  # between the word for a kind of body and its name

_COUNTS = frozenset(
    ("alle", "beide", "twee", "drie", "vier", "vijf", "meerdere", "diverse", "andere", "overige", "betrokken")
)


class BodyKind(StrEnum):
    """What an organisation is; the values are the headings of the shipped list."""

    MINISTRY = "ministry"
    PROVINCE = "province"
    MUNICIPALITY = "municipality"
    WATER_BOARD = "water_board"
    UMBRELLA = "umbrella"
    AGENCY = "agency"
    REGIONAL = "regional"  # cooperation in a region
    GENERIC = "generic"  # a word for a kind of body or group: "gemeenten"
    OTHER = "other"  # anything else that has a name, programmes too


_LISTED = (BodyKind.MINISTRY, BodyKind.PROVINCE, BodyKind.WATER_BOARD, BodyKind.UMBRELLA, BodyKind.AGENCY)
# Bodies whose names mean nothing else, so that no word for their kind need stand before them.
_PLAIN = (BodyKind.UMBRELLA, BodyKind.AGENCY)
_WORDS = {
    BodyKind.MINISTRY: "ministerie van ",
    BodyKind.PROVINCE: "provincie ",
    BodyKind.MUNICIPALITY: "gemeente ",
    BodyKind.WATER_BOARD: "waterschap ",
}


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation of the shipped list, by the name that people are shown, and what else it is called."""

    kind: BodyKind
    name: str
    others: tuple[str, ...] = ()


class Organisations:
    """Finds which body a name means; nothing when it means none, or more than one could be meant."""

    def __init__(self, listed: Mapping[str, Any]) -> None:
        self._kinds = {key(word): BodyKind(kind) for kind, words in listed["words"].items() for word in words}
        self._plurals = {
            one + ending: one
            for words in listed["words"].values()
            for one in words
            for ending in _ENDINGS
            if one + ending in words
        }
        self._generic = {key(word) for word in listed["generic"]["names"]} | set(self._kinds)
        self._never_alone = {key(name) for name in listed["alone"]["never"]}
        self._named: dict[tuple[BodyKind, str], set[Body]] = defaultdict(set)
        self._short: dict[str, set[Body]] = defaultdict(set)
        self._alone: dict[str, set[Body]] = defaultdict(set)
        for body, names, short in _bodies(listed):
            for name in (*names, *short):
                self._named[body.kind, key(name)].add(body)
            for name in names:
                self._alone[key(name)].add(body)
            for name in short:
                self._short[key(name)].add(body)

    def find(self, name: str, *, partner: bool = False) -> Body | None:
        """The body that ``name`` means.

        ``partner`` says that it is known to be an organisation; then "Zwolle" is the municipality. "Groningen" stays
        unknown: the municipality and the province take part in the same programmes.
        """
        full = without_brackets(name)
        folded = key(full)
        kind, rest = self._split(folded)
        if kind:
            return _only(self._named.get((kind, rest), set()) | self._named.get((kind, _unlinked(rest)), set()))
        if is_abbreviation(full) and folded in self._short:
            return _only(self._short[folded])
        if not is_written_as_name(full):
            return None
        body = _only(self._alone.get(folded, set()))
        if body and (body.kind in _PLAIN or (partner and folded not in self._never_alone)):
            return body
        return None

    def kind_of(self, name: str) -> BodyKind:
        """What kind of body ``name`` is, as far as its words tell."""
        folded = key(name)
        if folded in self._generic or self._generic.issuperset(_uncounted(folded)):
            return BodyKind.GENERIC
        kind, rest = self._split(folded)
        is_deal = kind is BodyKind.REGIONAL and rest.startswith("deal")  # a Regio Deal is a programme
        return kind if kind and not is_deal else BodyKind.OTHER

    def names_a_place(self, words: Sequence[str]) -> bool:
        """Whether the name of a province, municipality or water board stands among these folded words."""
        stretches = (" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1))
        return any(body.kind in _WORDS for stretch in stretches for body in self._alone.get(stretch, ()))

    def expand(self, name: str) -> tuple[str, ...]:
        """Each of the bodies in "de provincies Drenthe, Noord- en Zuid-Holland"; the name itself when it is no list."""
        word, _, rest = clean(name).partition(" ")
        if key(word) not in self._plurals or not rest:
            return (name,)
        kind, single = self._kinds[key(word)], self._plurals[key(word)]
        van = "van " if kind is BodyKind.MINISTRY else ""
        return tuple(f"{single} {van}{part}" for part in self._parts(kind, rest.removeprefix("van ")))

    def _parts(self, kind: BodyKind, text: str) -> Iterator[str]:
        """The names in a list, the longest known one first, because many hold a comma or "en" themselves."""
        pieces = re.split(r"(\s*,\s*(?:en\s+)?|\s+en\s+|\s*&\s*)", text)
        at = 0
        while at < len(pieces):
            ends = range(len(pieces), at, -2)  # the pieces between are commas and "en"
            known = (end for end in ends if (kind, _unlinked(key("".join(pieces[at:end])))) in self._named)
            end = next(known, at + 1)
            part = "".join(pieces[at:end]).strip()
            if part.endswith("-"):  # "Noord- en Zuid-Holland"
                part += next((piece.rsplit("-", 1)[1] for piece in pieces[end:] if "-" in piece.strip("- ")), "")
            if part:
                yield part
            at = end + 1

    def _split(self, folded: str) -> tuple[BodyKind | None, str]:
        """The kind of body that the first word of a key names, and the rest of it."""
        word, _, rest = folded.partition(" ")
        kind = self._kinds.get(word)
        return (kind, rest.removeprefix("van ").removeprefix("voor ")) if kind and rest else (None, folded)


@cache
def organisations() -> Organisations:
    """The shipped list, read once."""
    return Organisations(tomllib.loads(LIST.read_text(encoding="utf-8")))


def _uncounted(folded: str) -> list[str]:
    """The words of a key without those that say how many: "alle 21 waterschappen"."""
    return [word for word in folded.split() if not word.isdigit() and word not in _COUNTS]


def _only(bodies: set[Body]) -> Body | None:
    return next(iter(bodies)) if len(bodies) == 1 else None


def _unlinked(folded: str) -> str:
    """A key without the small words that may stand before a name: "van de Stichtse Rijnlanden"."""
    for link in _LINKS:
        folded = folded.removeprefix(link)
    return folded


def _bodies(listed: Mapping[str, Any]) -> Iterator[tuple[Body, list[str], list[str]]]:
    """Every body of the list with the names and the abbreviations that mean it."""
    for kind in _LISTED:
        for entry in listed[kind]:
            names, short = [entry["name"], *entry.get("also", ())], list(entry.get("short", ()))
            word = f"{entry['word']} " if "word" in entry else _WORDS.get(kind, "")
            yield Body(kind, f"{word}{entry['name']}", (*short, *names[1:])), names, short
    codes = {entry["name"]: entry["codes"] for entry in listed["province"]}
    for province, places in listed["municipalities"].items():
        for place in places:
            also = listed["also"].get(place, [])
            twin = sum(place in others for others in listed["municipalities"].values()) > 1
            shown = f"gemeente {place} ({province})" if twin else f"gemeente {place}"
            told = [f"{place} {code}" for code in (province, *codes[province])]
            yield Body(BodyKind.MUNICIPALITY, shown, tuple(also)), [place, *also, *told], []
