"""Who holds a public office: a name right beside the office, never a name alone."""

import re
from collections.abc import Iterator

from ingest.facts.model import FactKind
from ingest.facts.rules.finding import Finding
from ingest.facts.rules.units import Unit
from ingest.facts.rules.wording import CAPITAL
from ingest.model import Kind

_PERSON = (
    r"(?:[A-Z]\.\s?)*[A-ZÀ-Þ][\w’'-]+(?:\s+(?:van|de|der|den|ter|ten|van\s+de|van\s+der|van\s+den|in\s+’t))?"
    r"(?:\s+(?![A-Z]{2})[A-ZÀ-Þ][\w’'-]+){1,2}"  # letters are no surname: "van BZK"
)
_OFFICE = (
    r"(?:minister(?!ie)|staatssecretaris|wethouder|burgemeester|gedeputeerde|dijkgraaf|heemraad|"
    r"commissaris\s+van\s+de\s+Koning|"
    r"directeur-generaal|DG|secretaris-directeur|secretaris-generaal|gemeentesecretaris|provinciesecretaris|"
    r"programmadirecteur|"
    r"directeur|voorzitter|Statenlid|raadslid|minister-president|deltacommissaris|informateur|rijksvertegenwoordiger)"
)
_OFFICES = (
    "minister", "secretaris", "wethouder", "burgemeester", "gedeputeerde", "dijkgraaf", "heemraad", "commissaris",
    "directeur", "dg ", "voorzitter", "lid", "informateur", "vertegenwoordiger",
)  # fmt: skip
_OF = rf"(?:\s+(?:(?:van|bij|voor)\s+(?:de|het|den)?\s*)?[\w’'-]+(?:\s+(?:van|de|het|en|voor|der)?\s*{CAPITAL})*)?"
_BESIDE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<name>{_PERSON}),\s+(?P<role>{_OFFICE}\b[^,.;:()]{{0,80}}?)(?=[,.;:)]|$|\s+(?:verzorg|hield|houdt|"
        rf"vertel|opende|geeft|zal|sprak))",
        rf"(?P<name>{_PERSON})\s+\((?P<role>{_OFFICE}\b[^()]{{0,80}})\)",
        rf"\b(?P<role>{_OFFICE})\s+(?P<name>{_PERSON})(?:\s+\([^()]{{2,60}}\))?",
    )
)
_NO_PERSON = re.compile(
    r"\b(?:van|voor)?\s*(?:Binnenlandse|Buitenlandse|Economische|Sociale|Algemene|Staten|Natuur|Klimaat|Infrastructuur|"
    r"Gemeente|Provincie|Waterschap|Regio|Planbureau|Ministerie|Zaken)\b"
)
_SPEAKER = re.compile(r"(?:naam|spreker|bestuurder|persoon|name|speaker)", re.IGNORECASE)
_ROLE = re.compile(r"(?:functie|rol|ambt|office|role|position)", re.IGNORECASE)


def offices(unit: Unit) -> Iterator[Finding]:
    """The persons whom a unit names with their public office."""
    if unit.kind is Kind.TABLE:
        yield from _in_row(unit)
        return
    for pattern in _BESIDE if unit.has(_OFFICES) else ():
        for match in pattern.finditer(unit.text):
            if not _NO_PERSON.search(match["name"]):
                yield _office(unit, *match.span("name"), match["role"])


def _in_row(unit: Unit) -> Iterator[Finding]:
    cells = dict(zip(unit.header, unit.cells(), strict=False))
    name = next((cell for header, cell in cells.items() if _SPEAKER.fullmatch(header)), None)
    role = next((cell for header, cell in cells.items() if _ROLE.fullmatch(header)), None)
    if name and role and re.fullmatch(_PERSON, name[1]) and re.match(_OFFICE, role[1]):
        yield _office(unit, name[0], name[0] + len(name[1]), role[1])


def _office(unit: Unit, start: int, end: int, role: str) -> Finding:
    return Finding(FactKind.OFFICE, unit.at(start, end), "name beside an office", role=" ".join(role.split()))
