"""A regional cooperation that is called by the name of its area: "Samenwerken in Noordwest-Veluwe"."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.facts.rules.units import Unit
from ingest.facts.rules.wording import CAPITAL, LANDSCAPE, NAME, POINT, PROVINCES

_NO_REGION = re.compile(
    rf"(?:{PROVINCES}|Nederland|Europa|Netherlands|Holland|Rijk|[A-ZÀ-Þ][a-zà-ÿ]{{0,3}})", re.IGNORECASE
)
_TOGETHER = ("samen", "partner", "deelnem", "cooperat", "together", "regio", "region")
_WORDS = (
    r"(?:samen\w*|partners?|deelnemers?|gemeenten|netwerk|regio|cooperat\w*|work\s+together|partnership|"
    r"municipalities|region)"
)
_AREA = re.compile(
    rf"\b(?:[Rr]egio|[Rr]egion|streek)\s+(?!Deal)(?P<called>{CAPITAL}(?:[ -]{CAPITAL})?)|"
    rf"(?P<area>{POINT}(?:{PROVINCES}|{LANDSCAPE})|(?!Nederland|Holland|Delta)(?:{LANDSCAPE}))(?![\w-])"
)
_LONGEST = 3  # words of a name
_SHARE = 0.1  # of the sentences
_OFTEN, _TWICE = 3, 2  # sentences on working together, and sentences that say where


def cooperation_in(title: str, units: Sequence[Unit]) -> str:
    """The area in a title by which its cooperation is called, when the text says that it is one; else nothing."""
    together = sum(unit.has(_TOGETHER) for unit in units)
    for name in _candidates(title, units):
        said = _says_so(name)
        told = sum(said.search(unit.text) is not None for unit in units if unit.text != title)
        if (said.search(title) and together >= _TWICE) or (told >= _TWICE and together >= _OFTEN):
            return name
    return _most_named(title, units) if together >= _OFTEN else ""


def _most_named(title: str, units: Sequence[Unit]) -> str:
    """The area that a text on working together names by far the most, its title counting double."""
    texts = [title, title, *(unit.text for unit in units if unit.text != title)]
    counted = Counter(found["called"] or found["area"] for text in texts for found in _AREA.finditer(text)).most_common(
        2
    )
    if not counted or _NO_REGION.fullmatch(counted[0][0]):
        return ""
    name, times = counted[0]
    throughout = name in title or times >= _SHARE * len(units)  # not one example among many
    clear = len(counted) == 1 or times >= _TWICE * counted[1][1]
    return name if throughout and clear and times >= _OFTEN else ""


def _candidates(title: str, units: Sequence[Unit]) -> Iterator[str]:
    """The names in a title; a word that begins it may have its capital for that only."""
    for found in re.finditer(NAME, title):
        name = found[0]
        first, _, rest = name.partition(" ")
        if first.casefold() == "regio" and rest:
            name = rest
        ordinary = found.start() == 0 and " " not in name and not any(name in unit.proper for unit in units[:1])
        if not ordinary and len(name.split()) <= _LONGEST and not _NO_REGION.fullmatch(name):
            yield name


def _says_so(name: str) -> re.Pattern[str]:
    called = re.escape(name)
    return re.compile(
        rf"\b{_WORDS}\b[^.]{{0,40}}?\b(?:in|van|binnen|of|regio|voor|the)\s+(?:(?:de|het|the|regio)\s+)*{called}\b|"
        rf"\b{called}\s+(?:werkt|werken|is|vormt|telt|kent|bestaat)\b[^.]*\b{_WORDS}\b|"
        rf"\b(?:in|binnen)\s+(?:de\s+|the\s+)?{called}\s+(?:werken|doen|zitten|maken|work)\b|"
        rf"\bvormen\s+(?:samen\s+)?(?:de\s+)?(?:regio\s+)?{called}\b|\b(?:regio|region)\s+{called}\b",
        re.IGNORECASE,
    )
