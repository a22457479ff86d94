"""Where a programme works."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.facts.model import FactKind
from ingest.facts.rules.finding import Finding
from ingest.facts.rules.learned import announced_in
from ingest.facts.rules.units import Unit
from ingest.facts.rules.wording import CAPITAL, NEGATION, PROVINCES
from ingest.model import Kind

_QUARTER = r"(?:Noord|Oost|Zuid|West|Midden)(?:-|\s)(?:Nederland|Holland|Brabant|Overijssel|Limburg|Twente|Drenthe|Veluwe|Utrecht)"
_AREA = (
    rf"(?:(?:heel|de\s+provincie|provincie)\s+)?(?P<value>(?:Noordoost-|Zuidoost-|Noordwest-|Zuidwest-|West-|Oost-|Midden-)?"
    rf"(?:{PROVINCES})(?![\w-])|{_QUARTER}|(?:Regio|regio|Metropoolregio)\s+(?!Deal){CAPITAL}(?:[ -]{CAPITAL})?|"
    r"Achterhoek|Twente|Veluwe|Groene\s+Hart|Waddengebied|IJsselmeergebied|Hoge\s+Zandgronden|Stedendriehoek)"
)
_WORKS_IN = re.compile(rf"\b(?:[Ii]n|[Bb]innen|[Vv]oor|within|for)\s+(?:de\s+|het\s+|the\s+|landelijk\s+gebied\s+(?:in|van)\s+)?{_AREA}")
_LABELLED = re.compile(rf"^(?:gebied|regio|werkgebied|werkingsgebied|area|region)\s*:\s*(?:de\s+|het\s+)?{_AREA}", re.IGNORECASE)
_AREAS = re.compile(r"\b(?:\w*gebieden|regio['’]s|deelgebieden|pilots|areas|regions|proeftuinen)\b", re.IGNORECASE)
_COLUMN = re.compile(r"(?:gebied|regio|deelgebied|naam\s+(?:van\s+)?(?:het\s+)?gebied|area|region|gebieden|regio['’]s)", re.IGNORECASE)
_STUDY = re.compile(r"\b(?:onderzo\w+|vergelijk\w+|vergeleken|studie)\b", re.IGNORECASE)
_SOURCE = re.compile(r"(?:bron|source|plaats|place)\s*:", re.IGNORECASE)
_NAME = re.compile(rf"(?:(?:de|het)\s+)?(?P<value>{CAPITAL}(?:(?:\s+(?:en|van|de|het|der|over|aan|in|op|&))*\s+{CAPITAL})*)")
_END = re.compile(r"\s*[,(:;–.]|\s-\s")
_SHORT = 5  # words of the name that an item begins with


def regions(unit: Unit) -> Iterator[Finding]:
    """The areas that a unit says a programme works in; not where it does not, and not those of a comparison."""
    if NEGATION.search(unit.text) or _STUDY.search(f"{unit.lead} {unit.heading}"):
        return
    if unit.kind is Kind.TABLE:
        for (start, cell), above in zip(unit.cells(), unit.header, strict=False):
            if _COLUMN.fullmatch(above) and (match := _NAME.match(cell)):
                yield _region(unit, start + match.start("value"), start + match.end("value"), "column of areas")
    elif match := _LABELLED.search(unit.text):
        yield _region(unit, *match.span("value"), "labelled area")
    elif unit.kind is Kind.LIST and _is_listed(unit):
        if match := _NAME.fullmatch(_END.split(unit.text, maxsplit=1)[0]):
            yield _region(unit, *match.span("value"), "list of areas")
    elif unit.kind is not Kind.HEADING and not _SOURCE.match(unit.text):
        for match in _WORKS_IN.finditer(unit.text):
            yield replace(_region(unit, *match.span("value"), "works in an area"), beside_name=True)


def _is_listed(unit: Unit) -> bool:
    announced = unit.lead if unit.lead else unit.heading
    return _AREAS.search(announced) is not None and not announced_in(announced) and len(_END.split(unit.text, maxsplit=1)[0].split()) <= _SHORT


def _region(unit: Unit, start: int, end: int, rule: str) -> Finding:
    return Finding(FactKind.REGION, unit.at(start, end), rule)
