"""The names that a document gives its programmes, looked for in its sentences."""

from collections.abc import Iterator
from typing import NamedTuple

from ingest.facts.model import flat


class Found(NamedTuple):
    """A place in a text where a programme is named, and its name in full."""

    start: int
    end: int
    name: str


class KnownNames:
    """Forms of names, whatever their case, and the name that each of them stands for."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._seen: dict[str, list[Found]] = {}

    def __contains__(self, form: str) -> bool:
        return key(form) in self._names

    def add(self, form: str, name: str) -> None:
        """Let ``form`` stand for ``name`` from now on, unless it has a meaning already."""
        if key(form) not in self._names:
            self._names[key(form)] = name
            self._seen.clear()

    def let_mean(self, form: str, name: str) -> None:
        """Let ``form`` stand for what ``name`` stands for, whatever it meant before."""
        self._names[key(form)] = self._names.get(key(name), name)
        self._seen.clear()

    def all_names(self) -> list[str]:
        """The names that forms stand for, each once."""
        return list(dict.fromkeys(self._names.values()))

    def all_in(self, text: str) -> list[Found]:
        """Where a text names programmes, from its beginning; of names inside each other the longest."""
        if text not in self._seen:
            self._seen[text] = list(_apart(sorted(self._places(text), key=lambda found: (found.start, -found.end))))
        return self._seen[text]

    def first_in(self, text: str) -> str:
        """The first programme that a text names, else nothing."""
        found = self.all_in(text)
        return found[0].name if found else ""

    def _places(self, text: str) -> Iterator[Found]:
        lowered = text.replace("\n", " ").lower()
        for form, name in self._names.items():
            at = lowered.find(form)
            while at >= 0:
                end = at + len(form)
                if _stands_alone(lowered, at, end):
                    yield Found(at, end, name)
                at = lowered.find(form, end)


def key(name: str) -> str:
    """A name as it is looked for: on one line, in small letters."""
    return flat(name).lower()


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    goes_on = after.isalpha() or (after.isdigit() and text[end - 1].isdigit())  # "RES1.0" is a version of "RES"
    return not (before.isalnum() or before == "-" or goes_on)


def _apart(places: list[Found]) -> Iterator[Found]:
    end = 0
    for found in places:
        if found.start >= end:
            yield found
            end = found.end
