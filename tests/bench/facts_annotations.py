"""The facts that were annotated by hand, and when a fact that was found agrees with one; tests/bench/facts/GUIDE.md."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ingest.facts.model import Fact, FactKind
from ingest.model import Span

FOLDER = Path(__file__).parent / "facts"
BY_RANGE = frozenset({FactKind.STATUS, FactKind.SUCCESS_FACTOR, FactKind.LESSON, FactKind.OBSTACLE,
                      FactKind.RECOMMENDATION, FactKind.OFFICE})  # fmt: skip
BY_NUMBER = frozenset({FactKind.BUDGET, FactKind.PARTNER_TOTAL, FactKind.FIGURE, FactKind.PERIOD})
_ONES = "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
_WORDS = {word: str(number) for number, word in enumerate(f"{_ONES} achttien negentien twintig".split()) if number > 1}
_WORDS |= {"dertig": "30", "veertig": "40", "vijftig": "50", "zestig": "60"}
_WORDS |= {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9"}
_ARTICLES = ("de ", "het ", "een ", "the ")


@dataclass(frozen=True, slots=True)
class Annotation:
    """A fact that a reader found: the forms of its value, or the ranges of the text that say it."""

    kinds: tuple[FactKind, ...]
    subjects: tuple[str, ...] | None  # None where the subject does not matter
    values: tuple[str, ...]
    ranges: tuple[Span, ...]
    optional: bool


@dataclass(frozen=True)
class AnnotatedDocument:
    """What a reader found in one document; ``names`` are groups of names that mean one thing in it."""

    doc: str
    text: str  # the sha256 of the text whose characters the ranges count
    held_back: bool
    names: tuple[tuple[str, ...], ...]
    annotations: tuple[Annotation, ...] = field(repr=False)

    def is_of(self, text: str) -> bool:
        """Whether the ranges count the characters of this text."""
        return hashlib.sha256(text.encode()).hexdigest() == self.text

    def same(self, name: str) -> str:
        """One name for all that mean the same in this document."""
        folded = fold(name)
        return self._usual.get(folded, folded)

    @cached_property
    def _usual(self) -> Mapping[str, str]:
        return {fold(name): fold(group[0]) for group in self.names for name in group}

    def agrees(self, fact: Fact, annotation: Annotation) -> bool:
        """Whether the two say the same."""
        if fact.kind not in annotation.kinds:
            return False
        if fact.kind in BY_RANGE:
            return any(_overlaps(fact.span, span) for span in annotation.ranges)
        return self._is_about(fact, annotation) and self._has_value(fact, annotation)

    def key(self, fact: Fact) -> tuple[object, ...]:
        """What is equal for two facts that say the same twice."""
        if fact.kind in BY_RANGE:
            return fact.kind, fact.span
        value = _numbers(fact.kind, fact.value) or self.same(fact.name)
        return fact.kind, value, "" if fact.kind is FactKind.FIGURE else self.same(fact.subject)

    def _is_about(self, fact: Fact, annotation: Annotation) -> bool:
        if annotation.subjects is None or fact.kind in (FactKind.FIGURE, FactKind.PROGRAMME):
            return True
        return self.same(fact.subject) in map(self.same, annotation.subjects)

    def _has_value(self, fact: Fact, annotation: Annotation) -> bool:
        if fact.kind not in BY_NUMBER:
            said = {fold(fact.value), fold(fact.name)}
            if fact.kind is not FactKind.ABBREVIATION:  # whose letters and long form mean the same
                said |= {self.same(fact.value), self.same(fact.name)}
            return any(fold(value) in said or self.same(value) in said for value in annotation.values)
        found = _numbers(fact.kind, fact.value)
        wanted = [_numbers(fact.kind, value) for value in annotation.values]
        if fact.kind is FactKind.PERIOD:
            return found in wanted
        return bool(found) and any(found <= numbers for numbers in wanted)


def read_annotations(folder: Path = FOLDER) -> list[AnnotatedDocument]:
    """All annotated documents, those that rules were written on first."""
    files = [*sorted(folder.glob("written_on/*.jsonl")), *sorted(folder.glob("held_back/*.jsonl"))]
    return [_document(file.read_text(encoding="utf-8").splitlines()) for file in files]


def _document(lines: Sequence[str]) -> AnnotatedDocument:
    head, *rows = map(json.loads, lines)
    names = tuple(tuple(group) for group in head["names"])
    return AnnotatedDocument(head["doc"], head["text"], head["held_back"], names, tuple(map(_annotation, rows)))


def _annotation(row: Mapping[str, Any]) -> Annotation:
    return Annotation(
        kinds=tuple(map(FactKind, row["kind"])),
        subjects=_several(row["subject"]) if "subject" in row else None,
        values=_several(row.get("value", [])),
        ranges=tuple(Span(*span) for span in row.get("ranges", [])),
        optional=row.get("optional", False),
    )


def _several(value: str | Sequence[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def fold(name: str) -> str:
    """One form for comparing names, as the guide states it."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", bare)
    plain = " ".join(re.sub(r"[^\w]+", " ", bare).split())
    return next((plain.removeprefix(article) for article in _ARTICLES if plain.startswith(article)), plain)


def _numbers(kind: FactKind, value: str) -> frozenset[str]:
    """The figures in a value, words read as numbers, of a period its years if it has any; nothing for a name."""
    if kind not in BY_NUMBER:
        return frozenset()
    found = re.findall(r"\d+(?:[.,]\d+)*", value)
    found += [_WORDS[word] for word in re.findall(r"\w+", value.casefold()) if word in _WORDS]
    years = [number for number in found if re.fullmatch(r"(19|20)\d\d", number)]
    plain = years if kind is FactKind.PERIOD and years else found
    return frozenset(re.sub(r"[.,]0$", "", number) for number in plain)


def _overlaps(one: Span, other: Span) -> bool:
    longer = max(one.end - one.start, other.end - other.start)
    return 2 * (min(one.end, other.end) - max(one.start, other.start)) >= longer
