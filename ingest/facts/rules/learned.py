"""What was learned: success factors, lessons, obstacles and recommendations, in lists, under headings and after cues."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from ingest.facts.model import FactKind
from ingest.facts.rules.finding import Finding, whole
from ingest.facts.rules.learned_cues import ANNOUNCED, NOT_THESE, OTHER_LIST, SAID, STEMS, either
from ingest.facts.rules.units import Unit
from ingest.facts.rules.wording import is_question
from ingest.model import Kind

_S, _O, _R = FactKind.SUCCESS_FACTOR, FactKind.OBSTACLE, FactKind.RECOMMENDATION
_INTRODUCES = either(
    r":$",
    r"^er\s+(?:zijn|waren)\s+ook\b",
    r"^(?:plaats|datum|bron|figuur|tabel|source)\b",
    r"^(?:dit|dat|deze)\s+zijn\b",
    r"^\w+\s+\d+\.?$",  # "Les 2." with the lesson in the next sentence
)
# Under a heading of recommendations a sentence is one when it asks something of somebody.
_DEMAND = either(
    r"\b(?:moet|moeten|kan|kunnen|zou|zouden|dient|dienen|helpt|nodig|wenselijk|vraagt|mogen|verdient|should|must|needs?|can)\b"
)
# "Les 3. Organiseer leiderschap", "Dilemma: snel of zorgvuldig": what it is stands before it.
_NUMBERED = re.compile(
    r"((?:(?:leer)?les|inzicht|succesfactor|knelpunt|dilemma|risico|belemmering|aanbeveling|advies|lesson|insight|recommendation|"
    r"success\s+factor|obstacle)(?:\s+\d+)?)\s*[:.–-]\s+\S",
    re.IGNORECASE,
)
_DILEMMA = either(r"\bdilemma", r"\bknelpunt")
_HEADER = 4  # words of a header
# A point of attention asks for something, or else says what is wrong.
_POINT = either(r"\baandachtspunt")
_STATES = re.compile(r"(?:De|Het|Een|Er|Dit|Deze)\s")
_TURN = 8  # words, of a sentence that only says what the next ones are


def learned(units: Sequence[Unit]) -> Iterator[tuple[Unit, Finding]]:
    """What the units of a document teach, each unit once."""
    turned = _Turn()
    leads = {unit.lead for unit in units if unit.lead.endswith((".", ":"))}
    listed = set[tuple[str, ...]]()  # the headings under which a list was read
    for unit in units:
        announced = turned.by(unit)
        if unit.kind is Kind.LIST:
            listed.add(unit.passage.heading_path)
        dilemma = unit.kind is Kind.LIST and _DILEMMA.search(unit.lead or unit.heading)
        if (is_question(unit.text) and not dilemma) or _INTRODUCES.search(unit.text):
            continue
        if named := _NUMBERED.match(unit.text):
            kind, rule = announced_in(named[1]), "numbered cue"
        elif unit.kind is Kind.TABLE:
            yield from ((unit, finding) for finding in _in_row(unit))
            continue
        elif unit.kind is Kind.HEADING:
            kind, rule = _heading_kind(unit), "cue in the heading above a heading"
        elif unit.kind is Kind.LIST:
            kind, rule = _of_item(unit), "item in a list"
        elif unit.kind in (Kind.PROSE, Kind.NOTES):
            kind, rule = _of_sentence(unit)
            if kind is None:
                # A sentence that leads a list in says what comes; notes under a slide explain it.
                explains = unit.text in leads or unit.kind is Kind.NOTES
                kind, rule = None if explains else announced or _heading_kind(unit), "sentence under a heading"
                if kind is not _O and unit.passage.heading_path in listed and unit.text.endswith("."):
                    continue  # the list said it, and this rounds it off
                if kind is _R and not _DEMAND.search(unit.text):
                    continue
        else:
            continue
        if kind is _R and _POINT.search(unit.lead or unit.heading) and not _DEMAND.search(unit.text):
            kind = _O if _STATES.match(unit.text) else _R
        if kind is not None:
            yield unit, whole(kind, unit, f"{rule} of {kind.value.replace('_', ' ')}s" if "cue" not in rule else rule)


def _in_row(unit: Unit) -> Iterator[Finding]:
    """The cells under a header that says what they are: "Knelpunt | Oplossing"."""
    for (start, cell), above in zip(unit.cells(), unit.header, strict=False):
        kind = announced_in(above) if len(above.split()) <= _HEADER else None
        if kind and len(cell.split()) > 1:
            yield Finding(kind, unit.at(start, start + len(cell)), f"column of {kind.value.replace('_', ' ')}s")


class _Turn:
    """A short sentence that turns to something else, for the rest of what stands under its heading."""

    def __init__(self) -> None:
        self._path: tuple[str, ...] = ()
        self._kind: FactKind | None = None

    def by(self, unit: Unit) -> FactKind | None:
        """What the sentences before a unit announced; the unit itself may turn to something else."""
        if unit.passage.heading_path != self._path:
            self._path, self._kind = unit.passage.heading_path, None
        short = unit.kind is Kind.PROSE and len(unit.text.split()) <= _TURN and unit.text.endswith(".")
        if short and (kind := announced_in(unit.text)):
            self._kind = kind
        return self._kind


@lru_cache(maxsize=4_096)  # a heading stands above many sentences
def announced_in(text: str) -> FactKind | None:
    """What a heading or a lead announces; nothing when that is two things at once."""
    if NOT_THESE.search(text):
        return None
    kinds = [kind for kind, pattern in ANNOUNCED.items() if pattern.search(text)]
    if _S in kinds and _O in kinds:
        return None
    return next(iter(kinds), None)


def _of_item(unit: Unit) -> FactKind | None:
    if unit.lead.endswith(":") or 0 < len(unit.lead.split()) <= _TURN:
        if kind := announced_in(unit.lead):
            return kind
        if OTHER_LIST.search(unit.lead):
            return None
    return _heading_kind(unit)


def _heading_kind(unit: Unit) -> FactKind | None:
    if not unit.heading or _NUMBERED.match(unit.heading):  # that heading says it itself; what is below explains it
        return None
    return announced_in(unit.heading)


def _of_sentence(unit: Unit) -> tuple[FactKind | None, str]:
    for kind in (FactKind.LESSON, _R, _S, _O):
        if unit.has(STEMS[kind]) and SAID[kind].search(unit.text):
            return kind, f"cue of a {kind.value.replace('_', ' ')}"
    return None, ""
