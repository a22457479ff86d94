"""Where a programme works."""

import re
from collections.abc import Iterator

from ingest.facts.model import FactKind
from ingest.facts.rules.finding import Finding
from ingest.facts.rules.learned import announced_in
from ingest.facts.rules.partners import partners
from ingest.facts.rules.programme_names import mentions
from ingest.facts.rules.units import Unit
from ingest.facts.rules.wording import CAPITAL, LANDSCAPE, NEGATION, POINT, PROVINCES
from ingest.model import Kind

_AREA = (
    rf"(?:(?:heel|de\s+provincies?|provincies?|the\s+provinces?\s+of)\s+)?(?P<value>{POINT}?(?:{PROVINCES})(?![\w-])|"
    rf"{POINT}(?:{LANDSCAPE})|(?!Nederland|Holland|Delta)(?:{LANDSCAPE})(?![\w-])|"
    rf"(?:Regio|regio|Metropoolregio)\s+(?!Deal){CAPITAL}(?:[ -]{CAPITAL})?|[A-ZÀ-Þ][\w-]+e\s+veenweide(?:gebied|n))"
)
_KNOWN = re.compile(rf"{LANDSCAPE}|{PROVINCES}")
_WORKS_IN = re.compile(
    rf"\b(?:[Ii]n|[Bb]innen|[Vv]oor|within|for|[Oo]p|[Rr]ond(?:om)?|zich\s+op|gericht\s+op|beslaat|omvat|bestrijkt|"
    rf"dekt|covers)\s+"
    rf"(?:de\s+(?:he|gehe)le\s+|heel\s+|de\s+|het\s+|the\s+|landelijk\s+gebied\s+(?:in|van)\s+)?{_AREA}"
)
_MORE = re.compile(rf"(?:,|\ben|\band)\s+(?:(?:in|op)\s+)?(?:(?:de|het|een\s+deel\s+van)\s+)?{_AREA}")
_AND_MORE = re.compile(
    rf"(?:(?:,|\s+en|\s+and|,\s+en)\s+(?:(?:in|op)\s+)?(?:(?:de|het|"
    rf"een\s+deel\s+van)\s+)?{_AREA.replace('?P<value>', '?:')})+"
)
# "De vijftien gebieden zijn A, B en C.", "Regio's: A en B".
_NAMED_AREAS = re.compile(
    r"\b(?:[\w-]*gebieden|(?:werk|programma|plan)gebied|regio['’]s|areas|regions)\b"
    r"(?:[^.:;]{0,40}?(?:\s(?:zijn|are|omvat|omvatten|bestaat\s+uit|bestaan\s+uit|beslaat)|:)\s*:?|\s+(?:als|zoals|"
    r"such as)|(?<=regio['’]s),(?=\s+(?:de|het)\s))?\s+"
    r"(?P<list>(?:de\s+|het\s+)?(?:regio\s+)?[A-ZÀ-Þ][^.:;?!]+)"
)
# Also "Noord- en Midden-Limburg", which is one name.
_NAMED = rf"(?:[A-ZÀ-Þ]\w*-\s+en\s+)?{CAPITAL}(?:(?:\s+(?:van|aan|de|der|het|op))*[ -]{CAPITAL})*"
_ITEM = re.compile(rf"(?:de\s+|het\s+)?(?:regio\s+)?(?P<value>{_NAMED})")
_ONE = rf"(?:de\s+|het\s+)?{_NAMED}"
_WHERE = rf"(?:\s+(?:in|bij)\s+{_ONE}|\s+\([^()]*\))?"
_SEVERAL = re.compile(rf"(?<=[a-z:,] ){_ONE}{_WHERE}(?:(?:,|\s+en|,\s+en)\s+{_ONE}{_WHERE}){{2,}}")
_PIECE = re.compile(r"(?:(?!,\s|(?<!-)\sen\s).)+?(?=,\s|(?<!-)\sen\s|$)(?:,?\s(?:en\s)?)?")
_LABELLED = re.compile(
    rf"^(?:gebied|regio|werkgebied|werkingsgebied|area|region)\s*:\s*(?:de\s+|het\s+)?{_AREA}", re.IGNORECASE
)
_AREAS = re.compile(r"\b(?:\w*gebieden|regio['’]s|deelgebieden|pilots|areas|regions|proeftuinen)\b", re.IGNORECASE)
_ONLY_AREAS = re.compile(rf"(?:[\w-]+\s+){{0,2}}{_AREAS.pattern}(?:\s+(?:zijn|are))?\s*:?", re.IGNORECASE)
# Letters and numbers, and what begins a new line of a page that was read as one sentence.
_NO_AREA = re.compile(
    r"[A-Z0-9À-Þ/]+(?![\w-])|(?:Rijk|Zoals|Daar\w*|Hier\w*|Ook|Voor|Om|Dit|Deze|Die|Dat|Er|Wij|We)(?![\w-])"
)
_CAPITAL_WORD = re.compile(r"[A-ZÀ-Þ][\w’'-]{2}")
_COLUMN = re.compile(
    r"(?:(?:[\w-]+\s+)?gebied|regio|deelgebied|naam\s+(?:van\s+)?(?:het\s+)?gebied|pilot(?:gebied)?|locatie|streek|"
    r"area|region|gebieden|regio['’]s)",
    re.IGNORECASE,
)
_STUDY = re.compile(r"\b(?:onderzo\w+|vergelijk\w+|vergeleken|studie)\b")
# Where people met, or where an office is, no programme works.
# A heading above sentences that name areas: "Vijftien gebieden", "Waar het programma werkt".
_UNDER = re.compile(
    r"(?:.{0,40}\b(?:[\w-]*gebied(?:en)?|regio['’]s|areas?|regions?)\b.{0,20}|(?:waar|where)\b.{0,40})", re.IGNORECASE
)
# "De gemeenten Ede en Epe": who takes part, not where.
_BODIES = re.compile(
    r"\b(?:gemeenten|waterschappen|ministeries|organisaties|partijen|partners|bedrijven|"
    r"municipalities)\b[^,.;:]{0,20}$",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"^(?:bron|source|plaats|place)\s*:|\b(?:bijeenkomst\w*|webinar|werkbezoek|gehouden|vond\s+plaats|vindt\s+plaats|"
    r"congres|kantoor|"
    r"bestuurder|directeur|wethouder|gedeputeerde|meeting)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    rf"(?:(?:de|het)\s+)?(?P<value>{CAPITAL}(?:(?:\s+(?:en|van|de|het|der|over|aan|in|op|&))*\s+{CAPITAL})*)"
)
_END = re.compile(r"\s*[,(:;–.]|\s-\s")
_TWO = 2  # cells of a row that holds a label and one value
_SHORT = 5  # words of the name that an item begins with
# A line above a list that says what the areas have or do, not which they are.
_ABOUT_AREAS = re.compile(
    r"\b(?:thema[’']?s|taken|opgaven|doelen|afspraken|rollen|vragen|punten|manieren|regels|projecten|maatregelen|"
    r"partijen|partners|keuzes|"
    r"kenmerken|verschillen|voorbeelden|kansen|stappen|onderwerpen|functies|resultaten|goals|tasks|themes)\b",
    re.IGNORECASE,
)
# Something is done there: the place of a thing that is merely told of is no area of a programme.
_DONE = re.compile(
    r"\b(?:werk(?:t|en|te|ten|gebied)?|samenwerk\w*|loopt|lopen|liep|liepen|uitvoer\w*|uitgevoerd|voert|voeren|"
    r"actief|\w*programma\w*|\w*deals?|aanpak|"
    r"gebieds\w+|gebied(?:en)?|gaat|gaan|project\w*|pilots?|proef\w*|akkoord|convenant|overeenkomst|inzet\w*|zet|"
    r"zetten|richt\w*|geldt|gelden|speelt|"
    r"samen|doel(?:en)?|opgaven?|strategie|agenda|natuur|landschap|partners|herstel\w*|maatregel\w*|uitgerold|"
    r"draai\w*|proeftuin\w*|experiment\w*|beslaat|omvat|bestrijkt|dekt|covers|works?|area|region|cooperat\w*|"
    r"programme)\b",
)
# The place of an example, of a body or of people, or one that something is compared with.
_OF_OTHERS = re.compile(
    r"\b(?:bijvoorbeeld|zoals|net\s+als|evenals|anders\s+dan|in\s+tegenstelling\s+tot|voorbeeld|(?:instellingen|stad|"
    r"steden|woningen|huizen|"
    r"raads\w+|scholen|ziekenhuis|ziekenhuizen|wethouders?|museum|universiteit|hogeschool)\s+(?:in|uit|van))"
    r"\s*(?:de\s+|het\s+)?(?:provincies?\s+)?$",
    re.IGNORECASE,
)


def regions(unit: Unit) -> Iterator[Finding]:
    """The areas that a unit says a programme works in; not where it does not, and not those of a comparison."""
    if not _CAPITAL_WORD.search(unit.text, unit.kind is Kind.PROSE):
        return
    if _STUDY.search(unit.lower) or _STUDY.search(f"{unit.lead} {unit.heading}".lower()):
        return
    if not NEGATION.search(unit.text):
        yield from _in_row(unit) if unit.kind is Kind.TABLE else _in_text(unit)


def _in_row(unit: Unit) -> Iterator[Finding]:
    cells = unit.cells()
    if unit.header and len(cells) == _TWO and _COLUMN.fullmatch(cells[0][1]):
        start, cell = cells[1]
        if match := _NAME.fullmatch(_END.split(cell, maxsplit=1)[0]):
            yield _region(unit, start + match.start("value"), start + match.end("value"), "row of an area")
        return
    for (start, cell), above in zip(cells, unit.header, strict=False):
        if _COLUMN.fullmatch(above) and (match := _NAME.fullmatch(_END.split(cell, maxsplit=1)[0])):
            yield _region(unit, start + match.start("value"), start + match.end("value"), "column of areas")


def _in_text(unit: Unit) -> Iterator[Finding]:
    if match := _LABELLED.search(unit.text):
        yield _region(unit, *match.span("value"), "labelled area")
        for more in _MORE.finditer(unit.text, match.end(), _end_of_list(unit.text, match.end())):
            yield _region(unit, *more.span("value"), "labelled area")
    elif (listed := _NAMED_AREAS.search(unit.text)) and not any(partners(unit)):
        yield from _items(unit, *listed.span("list"), "areas in a sentence")
    elif (
        unit.kind is Kind.PROSE
        and not announced_in(unit.heading)
        and _UNDER.fullmatch(unit.heading)
        and not any(partners(unit))
    ):
        for several in _SEVERAL.finditer(unit.text, 1):
            yield from _items(unit, *several.span(), "areas under a heading")
    elif unit.kind is Kind.LIST and _is_listed(unit):
        match = _NAME.fullmatch(_END.split(unit.text, maxsplit=1)[0])
        if match and not _NO_AREA.match(match["value"]) and _is_area(unit, match["value"]):
            yield _region(unit, *match.span("value"), "list of areas")
    elif unit.kind is not Kind.HEADING and not _MEETING.search(unit.text):
        yield from _worked_in(unit)


def _worked_in(unit: Unit) -> Iterator[Finding]:
    if not _DONE.search(unit.lower):
        return
    for match in _WORKS_IN.finditer(unit.text):
        if _OF_OTHERS.search(unit.text, 0, match.start("value")):
            continue
        yield _region(unit, *match.span("value"), "works in an area")
        for more in _MORE.finditer(unit.text, match.end(), _end_of_list(unit.text, match.end())):
            yield _region(unit, *more.span("value"), "works in an area")


def _items(unit: Unit, start: int, end: int, rule: str) -> Iterator[Finding]:
    """The area that each piece of an enumeration begins with: "de Peel in Brabant, de Veluwe en Twente"."""
    if _BODIES.search(unit.text, 0, start):
        return
    for piece in _PIECE.finditer(unit.text, start, end):
        match = _ITEM.match(unit.text, *piece.span())
        if match and not (_NO_AREA.match(match["value"]) or next(mentions(match["value"]), None)):
            yield _region(unit, *match.span("value"), rule)


def _end_of_list(text: str, start: int) -> int:
    """Where the areas stop that go on after the first: "in Groningen, Drenthe en Overijssel"."""
    match = _AND_MORE.match(text, start)
    return match.end() if match else start


def _is_listed(unit: Unit) -> bool:
    """Whether an item stands under a line or a heading that says that areas follow, and begins with a short name."""
    announced = any(_AREAS.search(text) for text in (unit.lead, unit.heading))
    short = len(_END.split(unit.text, maxsplit=1)[0].split()) <= _SHORT
    other = any(announced_in(text) for text in (unit.lead, unit.heading)) or _ABOUT_AREAS.search(unit.lead)
    return announced and short and not other


def _is_area(unit: Unit, name: str) -> bool:
    """Whether a name of one word is one inside a sentence too: "Twente", not "Wonen"."""
    told = any(_ONLY_AREAS.fullmatch(text) for text in (unit.lead, unit.heading))
    told = told or (len(unit.text) > len(name) and unit.has(("programma", "gebied")))
    return told or " " in name or "-" in name or name in unit.proper or _KNOWN.fullmatch(name) is not None


def _region(unit: Unit, start: int, end: int, rule: str) -> Finding:
    return Finding(FactKind.REGION, unit.at(start, end), rule)
