"""What was learned: success factors, lessons, obstacles and recommendations, in lists, under headings, after cues."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache

from ingest.facts.model import FactKind
from ingest.facts.rules.finding import Finding, whole
from ingest.facts.rules.hedges import is_eased, is_supposed, is_trouble
from ingest.facts.rules.learned_cues import ANNOUNCED, NOT_THESE, OTHER_LIST, either
from ingest.facts.rules.learned_sentences import SAID, says
from ingest.facts.rules.units import Unit
from ingest.facts.rules.wording import NUMBER, is_question
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
    r"\b(?:moet|moeten|kan|kunnen|zou|zouden|dient|dienen|helpt|nodig|wenselijk|vraagt|mogen|verdient|should|must|"
    r"needs?|can)\b"
)
# "Les 3. Organiseer leiderschap", "Dilemma: snel of zorgvuldig": what it is stands before it.
_NUMBERED = re.compile(
    r"((?:(?:leer)?les(?:sen)?|geleerd|inzicht|succesfactor(?:en)?|knelpunt(?:en)?|dilemma|risico(?:['’]s)?|"
    r"belemmering|"
    r"aanbeveling|advies(?:\s+aan\s+[\w ]{2,30})?|zwakke\s+(?:plekken|punten)|open\s+punt|kanttekening|zorgpunt|"
    r"lesson|insight|recommendation|"
    r"success\s+factor|obstacle)(?:\s+\d+)?)\s*[:.–-]\s+\S",
    re.IGNORECASE,
)
SAYS_ITSELF = "cue in a sentence"  # the rule
_DILEMMA = either(r"\bdilemma", r"\bknelpunt")
_HEADER = 4  # words of a header
# A point of attention asks for something, or else says what is wrong.
_POINT = either(r"\baandachtspunt")
_STATES = re.compile(r"(?:De|Het|Een|Er|Dit|Deze)\s")
# Before there was a programme: why it came, not what stands in its way.
_LONG_AGO = either(r"\b(?:jaar|jaren)\s+geleden\b", r"\bdestijds\b", r"\byears\s+ago\b")
_SOME = re.compile(
    rf"\b(?:{NUMBER}|enkele|verschillende|meerdere|een\s+aantal)\s+(?:\w+\s+)?(?:knelpunten|risico['’]s|"
    rf"belemmeringen|dilemma['’]s|"
    r"succesfactoren|lessen|inzichten|aanbevelingen|adviezen|obstacles|lessons|recommendations)\b",
    re.IGNORECASE,
)
_PLURALS = (
    "knelpunten", "risico", "belemmeringen", "dilemma", "factoren", "lessen", "inzichten", "aanbevelingen", "adviezen",
    "obstacles", "lessons", "recommendations",
)  # fmt: skip
_ORDINAL = re.compile(
    r"(?:ten\s+(?:eerste|tweede|derde|vierde|vijfde|slotte)|(?:de|het|een)\s+(?:eerste|tweede|derde|vierde|vijfde|"
    r"laatste)|tot\s+slot|"
    r"(?:first|second|third|finally))\b",
    re.IGNORECASE,
)
# "Zo kunnen tegenvallers worden opgevangen" announces nothing.
_TELLS = either(r"\b(?:kan|kunnen|moet|moeten|wordt|worden|zorg(?:t|en)\s+(?:voor|dat)|om\s+te|over)\b")
_SECTION = 6  # sentences under a heading, from which some explain
_LAST = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ])")
_ADDED = re.compile(r"\s*\([^()]*\)\s*:?$")  # "Risico's (inclusief beheersmaatregelen)"
_SENTENCE = 3  # words, from which a heading says something
_TURN = 8  # words, of a sentence that only says what the next ones are
_ANNOUNCES = (
    12  # words, up to which a heading announces; a longer one, as a question to a minister, merely speaks of it
)


def learned(units: Sequence[Unit]) -> Iterator[tuple[Unit, Finding]]:
    """What the units of a document teach."""
    below = Counter(unit.passage.heading_path for unit in units if unit.kind is Kind.PROSE and not unit.of_whole)
    above = _Above({unit.lead for unit in units if unit.lead.endswith((".", ":"))}, below)
    for unit in units:
        if not unit.of_whole:
            above.read(unit)
        if _INTRODUCES.search(unit.text) or (is_question(unit.text) and not _is_dilemma(unit)):
            continue
        if unit.kind is Kind.TABLE:
            yield from ((unit, finding) for finding in _in_row(unit))
            continue
        kind, rule = _taught(unit, above)
        if kind is not None:
            yield unit, whole(kind, unit, rule)


def _taught(unit: Unit, above: "_Above") -> tuple[FactKind | None, str]:
    """What a unit teaches, and by which rule that is known."""
    if numbered := _NUMBERED.match(unit.text):
        return announced_in(numbered[1]), "numbered cue"
    if unit.kind is Kind.HEADING:
        telling = len(unit.text.split()) >= _SENTENCE
        return (_heading_kind(unit) if telling else None), "heading under an announcement"
    if unit.kind is Kind.LIST:
        return _of_item(unit), "item under an announcement"
    for kind in (FactKind.LESSON, _R, _S, _O):
        if says(kind, unit) and not _is_taken_back(kind, unit):
            return kind, SAYS_ITSELF
    return above.announced(unit), "sentence under an announcement"


def _is_taken_back(kind: FactKind, unit: Unit) -> bool:
    """Whether what a cue says is not so, or no longer."""
    if kind is _O and (_LONG_AGO.search(unit.text) or is_supposed(unit.lower)):
        return True
    return kind in (_O, _S) and is_eased(unit.lower)


def _says(unit: Unit) -> bool:
    """Whether a sentence tells itself what was learned."""
    return any(says(kind, unit) for kind in SAID)


def _is_dilemma(unit: Unit) -> bool:
    """Whether an item is allowed to be a question, as obstacles may be."""
    return unit.kind is Kind.LIST and _DILEMMA.search(unit.lead or unit.heading) is not None


def _in_row(unit: Unit) -> Iterator[Finding]:
    """The cells under a header that says what they are: "Knelpunt | Oplossing"."""
    for (start, cell), above in zip(unit.cells(), unit.header, strict=False):
        kind = announced_in(above) if len(above.split()) <= _HEADER else None
        if kind and len(cell.split()) > 1:
            yield Finding(kind, unit.at(start, start + len(cell)), "column under an announcement")


class _Above:
    """What was read under the heading so far, as far as it says what the next sentences are."""

    def __init__(self, leads: Set[str], below: Mapping[tuple[str, ...], int]) -> None:
        self._leads = leads
        self._below = below  # how many sentences stand under each heading
        self._path: tuple[str, ...] = ()
        self._turned: FactKind | None = None  # by a short sentence, for the next ones under this heading
        self._since = 0  # units since that turn
        self._enumerated: FactKind | None = None  # by "drie knelpunten", for "ten eerste" and what follows
        self._turns = False  # whether the unit that was read last only says what the next ones are
        self._listed = False

    def read(self, unit: Unit) -> None:
        """Take note of a unit; it may itself turn to something else."""
        if unit.passage.heading_path != self._path:
            self._path, self._turned, self._enumerated, self._listed = unit.passage.heading_path, None, None, False
        self._listed = self._listed or unit.kind is Kind.LIST
        self._turns = False
        self._since += 1
        if self._since > _SECTION:
            self._turned = None
        if unit.kind is not Kind.PROSE or not unit.text.endswith(".") or ":" in unit.text:
            return
        some = unit.has(_PLURALS) and _SOME.search(unit.text) is not None
        turns = some or (len(unit.text.split()) <= _TURN and not _TELLS.search(unit.text))
        kind = announced_in(unit.text) if turns else None
        if kind is None or _says(unit):
            return
        self._turns = True
        if some:
            self._enumerated = kind
        else:
            self._turned, self._since = kind, 0

    def announced(self, unit: Unit) -> FactKind | None:
        """What a sentence is by what stands above it.

        Not when it leads a list in, or rounds one off; notes under a slide explain what is on it.
        """
        if unit.kind is Kind.NOTES or unit.text in self._leads or self._turns:
            return None
        if self._enumerated and _ORDINAL.match(unit.text):
            return self._enumerated
        kind = self._turned or _heading_kind(unit)
        if self._listed and kind is not _O and unit.text.endswith("."):
            return None
        if kind is _O and (is_supposed(unit.lower) or is_eased(unit.lower) or self._explains(unit)):
            return None
        return None if kind is _R and not _DEMAND.search(unit.text) else kind

    def _explains(self, unit: Unit) -> bool:
        """Whether a sentence in a long section has no word for trouble: it explains, or tells what is done."""
        return self._below[unit.passage.heading_path] > _SECTION and not is_trouble(unit.lower)


@lru_cache(maxsize=4_096)  # a heading stands above many sentences
def announced_in(text: str) -> FactKind | None:
    """What a heading or a lead announces; nothing when that is two things at once."""
    text = _ADDED.sub("", text)
    if NOT_THESE.search(text):
        return None
    kinds = [kind for kind, pattern in ANNOUNCED.items() if pattern.search(text)]
    if _S in kinds and _O in kinds:
        return None
    return next(iter(kinds), None)


def _of_item(unit: Unit) -> FactKind | None:
    kind = None
    if unit.lead.endswith(":") or 0 < len(unit.lead.split()) <= _TURN:
        last = _LAST.split(unit.lead)[-1]  # of a lead of two sentences the one that ends with a colon says what follows
        other = OTHER_LIST.search(last) is not None
        kind = announced_in(last) or (None if other else announced_in(unit.lead))
        if not kind and other:
            return None
    kind = kind or _heading_kind(unit)
    if kind is _R and _POINT.search(unit.lead or unit.heading) and not _DEMAND.search(unit.text):
        return _O if _STATES.match(unit.text) else _R
    return kind


def _heading_kind(unit: Unit) -> FactKind | None:
    if not unit.heading or _NUMBERED.match(unit.heading):  # that heading says it itself; what is below explains it
        return None
    if len(unit.heading.split()) > _ANNOUNCES:
        return None
    return announced_in(unit.heading)
