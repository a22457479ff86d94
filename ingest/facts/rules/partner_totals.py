"""How many take part in a programme, as a document states it: "15 partners", "22 gemeenten"."""

import re
from collections.abc import Iterator

from ingest.facts.model import FactKind
from ingest.facts.rules.finding import Finding
from ingest.facts.rules.units import Unit
from ingest.facts.rules.wording import NUMBER
from ingest.model import Kind

_PARTNERS = r"(?:\w*partners|(?:mede)?ondertekenaars|signatories)"
_BODIES = (
    r"(?:organisaties|partijen|overheden|gemeenten|provincies|waterschappen|ministeries|departementen|"
    r"(?:\w+)?regio['’]s|"
    r"gebieden|instellingen|organisations|parties|municipalities|provinces|water\s+(?:boards|authorities)|ministries|"
    r"regions)"
)
_NOUNS = (
    "partners", "ondertekenaars", "signatories", "organisa", "partijen", "overheden", "gemeenten", "provinc",
    "schappen", "ministeries", "departementen", "regio", "gebieden", "instellingen", "parties", "municipalities",
    "water ", "ministries",
)  # fmt: skip
# Only adjectives may stand between: "vijftien betrokken Overijsselse organisaties".
_BETWEEN = (
    r"(?:(?!soorten\b|de\b|die\b|deze\b|alle\b|welke\b|volledige\b)"
    r"(?:[\w’'-]+(?:e|al|an|ing|ch)|betrokken|aangesloten|other|participating)\s+){0,3}"
)
_STATED = re.compile(rf"(?<![\w.,-])(?P<number>{NUMBER})\s+{_BETWEEN}(?:{_PARTNERS}|{_BODIES})\b(?!-)", re.IGNORECASE)
# A number of others, of an example, or in a comparison says nothing of who takes part.
_OTHERS = re.compile(
    r"\b(?:als|wanneer|andere|overige|de\s+eerste|deze|die|elk(?:e)?\s+van\s+de|tussen\s+de|bijvoorbeeld|per)\s+$",
    re.IGNORECASE,
)
# How many there are in the country, or in a comparison or an example, says nothing of who takes part.
_ELSEWHERE = re.compile(
    r"\bNederland\s+(?:telt|heeft|kent)\b|\b(?:telt|heeft|kent)\s+Nederland\b|\b(?:bijvoorbeeld|vergel[ei]\w+|"
    r"onderzocht\w*|casus)\b",
    re.IGNORECASE,
)
# Who is merely counted takes no part: "uitgekeerd via acht gemeenten".
_TAKES_PART = re.compile(
    r"samen|werk|deel|\bmee\b|partij|partner|betrokken|teken|aangesloten|aansl|sluit|sloot|sloten|besta|gevormd|vorm|"
    r"convenant|akkoord|afspraken|"
    r"programma|deal\b|verbond|alliantie|coalitie|\blid\b|\bleden|breng|draa?g|invest|financ|tafel|ondersteun|"
    r"verdeeld|kent|telt|omvat|uit\b|"
    r"together|part\b|sign|join|consist|cooperat",
    re.IGNORECASE,
)
_AREAS = re.compile(r"(?:regio['’]s|gebieden|regions)$", re.IGNORECASE)
# Areas where something may be built take no part in anything.
_LOCATIONS = re.compile(r"\b(?:geschikte?|potentie|voorkeurs\w*|zoekgebied\w*|aanwijz\w*|aangewezen)\b", re.IGNORECASE)
_PLACED = tuple(
    re.compile(rf"\b(?:{prepositions})\s+(?:de\s+)?$", re.IGNORECASE)
    for prepositions in ("in|van", "in|bij|voor|over|naar|onder")  # of areas, and of bodies
)
_TOGETHER = re.compile(r"samen|deelne|partner|\bmee\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LABEL = re.compile(
    rf"(?:(?:aantal|totaal|number\s+of)\s+(?:\w+\s+)?)?(?:{_PARTNERS}|(?:betrokken\s+|deelnemende\s+)?{_BODIES})"
    r"(?:\s+(?:die|in|van|bij|per|of)\s.{1,40})?",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"^(?:(?:het\s+)?(?:aantal|number\s+of)\s+(?:{_PARTNERS}|{_BODIES})[^:]{{0,30}}?(?::|\s+(?:is|was|bedraagt|"
    rf"groeide\s+naar|steeg\s+naar))|"
    rf"(?:{_PARTNERS}|{_BODIES})\s*:)\s+"
    rf"(?P<number>{NUMBER})\b(?![.,]?\d)",
    re.IGNORECASE,
)
_GREW = re.compile(
    rf"\baantal\s+(?:\w+\s+)?(?:{_PARTNERS}|{_BODIES})\b[^.:]{{0,30}}?\b(?:groeide|steeg|daalde|nam|"
    rf"ging)\b[^.:]{{0,20}}?\bvan\s+(?P<before>{NUMBER})\s+"
    rf"(?:naar|tot)\s+(?P<after>{NUMBER})\b",
    re.IGNORECASE,
)
# What only some of them do: "drie partners geven invulling aan het secretariaat".
_SOME_DO = re.compile(
    r"\s+(?:geven|gaven|ondersteun\w+|verzorg\w+|lever\w+|betal\w+|betaal\w+|haak\w+|trokken|stapten|coördine\w+)\b"
)
_DO_SOME = re.compile(
    r"\b(?:geven|gaven|ondersteun\w+|verzorg\w+|lever\w+|betalen|betaalden|haakten|stapten|coördine\w+)\s+$",
    re.IGNORECASE,
)
_OTHER_BODY = re.compile(r"\b(?:provincie|waterschap|Rijk|ministerie|LNV|BZK)\b")  # "9 gemeenten, provincie Limburg"
_CELL = re.compile(
    rf"(?:meer\s+dan|ruim|ongeveer|circa|ca\.)?\s*(?P<number>{NUMBER})\b(?!\s*(?:%|procent|{NUMBER}))", re.IGNORECASE
)


def partner_totals(unit: Unit) -> Iterator[Finding]:
    """The numbers of participants that a unit states."""
    if unit.kind is Kind.TABLE:
        yield from _in_row(unit)
        return
    if not unit.has(_NOUNS) or _ELSEWHERE.search(unit.text):
        return
    if match := _COUNTED.search(unit.text):
        yield Finding(FactKind.PARTNER_TOTAL, unit.at(*match.span("number")), "number of partners")
        return
    if match := _GREW.search(unit.text):
        for group in ("before", "after"):
            yield Finding(FactKind.PARTNER_TOTAL, unit.at(*match.span(group)), "number of partners")
        return
    for match in _STATED.finditer(unit.text):
        if _SOME_DO.match(unit.text, match.end()) or _DO_SOME.search(unit.text, 0, match.start()):
            continue
        if not _YEAR.fullmatch(match["number"]) and not _OTHERS.search(unit.text, 0, match.start()):
            # How many areas there are says how many take part only beside the name of what they take part in.
            placed = _PLACED[_AREAS.search(match[0]) is None].search(unit.text, 0, match.start()) is not None
            if _AREAS.search(match[0]) and _LOCATIONS.search(unit.text):
                continue
            placed = placed and not _TOGETHER.search(unit.text)
            several = len(_STATED.findall(unit.text)) > 1  # "22 gemeenten, 4 provincies en het Rijk"
            several = several or (unit.kind is Kind.LIST and _OTHER_BODY.search(unit.text) is not None)
            if placed or several or "overheden" in match[0].lower() or _TAKES_PART.search(unit.text):
                value = unit.at(*match.span())
                yield Finding(FactKind.PARTNER_TOTAL, value, "stated number of partners", beside_name=placed)


def _in_row(unit: Unit) -> Iterator[Finding]:
    (_, label), *cells = unit.cells()
    if not unit.header:
        return
    if not _LABEL.fullmatch(label):  # a column
        cells = [cell for cell, above in zip(cells, unit.header[1:], strict=False) if _LABEL.fullmatch(above)]
    for start, cell in cells:
        if (match := _CELL.match(cell)) and not _YEAR.fullmatch(match["number"]):
            value = unit.at(start + match.start("number"), start + match.end("number"))
            yield Finding(FactKind.PARTNER_TOTAL, value, "row with a number of partners")
