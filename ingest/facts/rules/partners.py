"""Who takes part in a programme: lists, tables and sentences that say so."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from ingest.facts.model import BODIES, FactKind
from ingest.facts.rules.enumeration import Organisation, is_enumeration, organisations
from ingest.facts.rules.finding import Finding
from ingest.facts.rules.partner_sentences import BOARD, LEADER, OFTEN_ELSEWHERE, WHO, leader, shapes_in
from ingest.facts.rules.units import Unit
from ingest.facts.rules.wording import NEGATION, PROVINCES, UNSURE, is_question
from ingest.model import Kind

# A heading, the first cell of a row or the header of a column that says: what follows takes part.
_LABEL = re.compile(
    rf"(?:\d+[.)]?\s+|artikel\s+\d+\w*[.:]?\s+)?(?:de|onze|alle|the|wie\s+zijn\s+(?:de|onze))?\s*(?:\w+\s+)?{WHO}"
    rf"(?:\s+(?:van|in|bij|aan|of)\s+.{{2,60}})?\s*[?:]?|(?:met\s+)?(?:wie|welke\s+(?:organisaties|partijen|"
    rf"gemeenten|overheden|partners))\b"
    r".{0,40}\b(?:mee|samen|betrokken|tafel|deel)\s*\??|wie\s+(?:zit|zitten|zijn|is|werken|werkt)\b.{0,30}\??|"
    r"samenstelling|betrokkenen|(?:who|which\s+\w+)\b.{0,30}\b(?:part|involved|together|"
    r"participate)\s*\??|"
    r"(?:de\s+)?(?:\w+\s+)?(?:gemeenten|provincies|waterschappen|ministeries|municipalities)\s*:?",
    re.IGNORECASE,
)
_LEADER_LABEL = re.compile(rf"(?:de|the)?\s*(?P<role>{LEADER})\s*:?", re.IGNORECASE)
_COLUMN = re.compile(
    rf"(?:{WHO}|partij|organisaties?|organisation|overheid|overheden|financiers?|bijdrager|wie|wie\s+betaalt|party)",
    re.IGNORECASE,
)
_CLASS = re.compile(
    r"(?P<kind>)(?:gemeenten|provincies|waterschappen|ministeries|overheden|netbeheerders|kennisinstellingen|"
    r"onderwijs(?:instellingen)?|"
    r"bedrijven|natuurorganisaties|maatschappelijke\s+(?:organisaties|partners)|municipalities|provinces)\s*[:|]\s",
    re.IGNORECASE,
)
_BODIES = re.compile(
    r"\b(?:gemeenten?|provincies?|waterschap(?:pen)?|ministeries?|Rijk|hoogheemraadschap)\b", re.IGNORECASE
)
_AMOUNTS = re.compile(r"\b(?:bijdrage|bedrag|miljoen|euro|inleg|contribution|amount)\b|€", re.IGNORECASE)
# Who is answerable for a national programme.
_MINISTRY = re.compile(
    r"(?:(?:eerst)?verantwoordelijke?\s+)?(?:ministeries?|departement(?:en)?)|verantwoordelijk", re.IGNORECASE
)
# A sentence that announces the list below it.
_LEAD = re.compile(
    rf"\b(?:volgende|onderstaande)\s+(?:\w+\s+)?{WHO}\b[^.:]*:?$|"
    rf"\b{WHO}\b[^.:]{{0,60}}\b(?:zijn|are|genoemd|vormen|volgende)\b[^.:]*:?$|\b{WHO}\s*:$|"
    rf"\b(?:ondertekend|gesloten|gedragen|opgesteld|signed|supported)\s+(?:door|by)\b[^.:]*:$|"
    r"\b(?:doen|nemen|werken|zitten)\b[^.:]*\b(?:mee|deel|samen|tafel)\b[^.:]*:$|"
    r"\b(?:gemeenten|provincies|waterschappen|ministeries|municipalities)\b[^.:]{0,30}:$|"
    r"\b(?:volgende|onderstaande|deze)\s+(?:\w+\s+)?(?:organisaties|overheden|partijen|instellingen|bedrijven|gemeenten)\s+"
    r"(?:committeren|verbinden|verplichten|ondertekenen|ondertekenden|tekenen|tekenden|doen|deden|nemen|namen|werken|werkten|"
    r"dragen|droegen|sluiten|sloten|zijn\s+(?:betrokken|aangesloten|partner))\b[^.:]*:$|"
    rf"\b(?:{BOARD}|platform|samenwerking\w*|consortium|alliantie|coalitie|verband|deze|dit)\b[^.:]{{0,30}}\b(?:bestaat|bestond|"
    r"bestaan)\s+(?:\w+\s+){0,2}uit:$|"
    r"\b\w*(?:organisaties|overheden|partijen|instellingen|bedrijven|gemeenten)\s+(?:die|waarmee|met\s+wie)\s+[^.:]{0,80}"
    r"\b(?:samen\s?werk\w*|mee(?:doe\w*|werk\w*)|deelnem\w*|aangesloten|ondertekend\w*|zitting|betrokken)\b[^.:]*:$",
    re.IGNORECASE,
)
_OTHER_LIST = re.compile(
    r"\b(?:thema['’]?s|taken|regels|opgaven|doelen|afspraken|punten|manieren|acties|vragen|onderwerpen|projecten|"
    r"lessen|"
    r"inzichten|adviezen|maatregelen|principes|uitgangspunten|stappen|rollen|verslag|notulen|aanwezig\w*|afwezig\w*)\b",
    re.IGNORECASE,
)
# A covenant says who signs, and what that party is called from there on: "De Minister van …, hierna te noemen: LNV".
_CALLED = re.compile(
    r"\bhierna\s+(?:(?:gezamenlijk|samen|allen|tezamen|verder|ook)\s+)*(?:te\s+noemen|genoemd):?\s+[‘'\"“]?(?:de\s+|"
    r"het\s+)?(?P<name>[^;,.:’\"”]+?)"
    r"[’'\"”]?(?=[;,.]|$|\s+en$)",
    re.IGNORECASE,
)
_SIGNS = re.compile(
    r"(?:\d+[.)]\s*)?(?:(?:de|het)\s+)?(?:minister|staatssecretaris|college|gedeputeerde\s+staten|(?:(?:dagelijks|"
    r"algemeen)\s+)?bestuur|gemeente|"
    r"provincie|waterschap|hoogheemraadschap|staat\s+der\s+nederlanden|stichting|vereniging|coöperatie|universiteit|"
    r"hogeschool|ministerie)\b|"
    r"partijen\s+(?:genoemd\s+)?onder\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"(?:de\s+)?(?:partij(?:en)?|regio|provincie|gemeenten?|waterschap(?:pen)?|minister(?:ie)?|staatssecretaris|"
    r"convenant|partners?)",
    re.IGNORECASE,
)
_APART = re.compile(r",\s+(?:de|het|een|als|in|vertegenwoordigd|namens|hierna|voor)\s")  # the words for what a name is
_CLASS_LABEL = re.compile(
    r"(?:overheden|organisaties|partijen|gemeenten|provincies)\s+die\s+(?:samenwerken|meedoen)", re.IGNORECASE
)
_TOGETHER = re.compile(
    r"\b(?:partners?|partijen|deelnem\w+|ondertekena\w+|samen\w*|overheden|mee|wie\s+doe[nt]|rolverdeling|"
    r"taakverdeling)\b",
    re.IGNORECASE,
)
_BODY = re.compile(r"gemeente|provincie|waterschap|municipality|province", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:aandeel|bod|bijdrage|inzet|toezegging|rol|taak|share|contribution)\b", re.IGNORECASE)
_PERSON = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ]+(?:\s+(?:van|de|der|den|ten|ter|’t))*\s+[A-ZÀ-Þ][a-zà-ÿ-]+")
_ON_BEHALF = re.compile(r"\s*\(|,?\s+(?:is|zijn|was)\s+namens\b")
_ROLE = re.compile(r"(?:rol|taak|taken|inzet|verantwoordelijkheid|role|task)\b", re.IGNORECASE)
_PERSONS = re.compile(r"\b(?:deelnemers?|leden|participants|members)\b", re.IGNORECASE)
_CAPITAL = re.compile(r"[A-ZÀ-Þ]")
_SORT = re.compile(r"[^:,]{3,60}(?:en|[’']?s)\s?:\s+(?=[A-ZÀ-Þ])")  # "Bureaus en ontwikkelaars: Enable-U, Swis"
_LIES = re.compile(r"\b(?:ligt|liggen|lagen|gelegen)\b")  # "de gemeenten Ede en Epe liggen in het gebied"
# "Verslag bestuurlijk overleg prestatieafspraken": who sits there is a party to them.
_CONSULTATION = re.compile(
    r"\bbestuurlijk\s+overleg\b.*(?:afspraken|akkoord|convenant|deal|overeenkomst|samenwerking)", re.IGNORECASE
)
_ATTENDS = re.compile(
    r"(?:[A-ZÀ-Þ][\w.-]+\s+|\|\s|^)\((?P<body>(?:gemeente|provincie|waterschap|hoogheemraadschap|ministerie(?:\s+van)?)\s+"
    r"[A-ZÀ-Þ][^()|,;]*)\)"
)
_EXPLAINED = re.compile(r":\s+[a-zà-ÿ]")  # "Optioneel: hulp van de provincie": what comes is no name
_PROVINCE = re.compile(PROVINCES)
_MINUTES = re.compile(r"\b(?:verslag|notulen|aanwezig\w*|presentie\w*|bijeenkomst|webinar|workshop)", re.IGNORECASE)


def partners(unit: Unit) -> Iterator[Finding]:
    """Who takes part according to a unit; nothing where it denies, doubts or asks."""
    found = list(_found(unit))
    if found and not (NEGATION.search(unit.text) or UNSURE.search(unit.text) or is_question(unit.text)):
        yield from found


def _found(unit: Unit) -> Iterator[Finding]:
    if "hierna" in unit.lower and _SIGNS.match(unit.text) and (called := _CALLED.search(unit.text)):
        if called["name"][0].isupper() and not _ALL.fullmatch(called["name"]):
            yield Finding(FactKind.PARTNER, unit.at(*called.span("name")), "party of a covenant")
    elif _CONSULTATION.search(unit.passage.source.title) and _ATTENDS.search(unit.text):
        yield from _attending(unit)
    elif _CLASS.match(unit.text):
        yield from _in_class(unit)
    elif unit.kind is Kind.TABLE:
        yield from _in_row(unit)
    elif unit.kind is not Kind.HEADING and _may_name(unit):
        yield from _in_list(unit) if _is_listed(unit) or _is_bodies(unit) else _in_sentence(unit)


def _attending(unit: Unit) -> Iterator[Finding]:
    """The governments on whose behalf somebody sits at the table where they come to an agreement."""
    for match in _ATTENDS.finditer(unit.text):
        yield Finding(FactKind.PARTNER, unit.at(*match.span("body")), "party at a consultation")


def _may_name(unit: Unit) -> bool:
    """Whether there is a capital that does not merely begin a sentence; a quick look."""
    inside = unit.kind is not Kind.PROSE or _CAPITAL.search(unit.text, 1) is not None or "rijk" in unit.lower
    return inside or unit.text.split(" ", 1)[0] in unit.proper or _PROVINCE.match(unit.text) is not None


def _is_listed(unit: Unit) -> bool:
    """Whether a unit is an item or a line under words that say that partners follow."""
    announced = _announces(unit.lead) if unit.lead else None
    if announced is not None:
        return announced
    if unit.kind is Kind.LIST and _is_label(unit.lead) and not _MINUTES.search(_place(unit)):
        return True
    under = _is_label(unit.heading) and not _MINUTES.search(_place(unit))
    return under and (unit.kind is Kind.LIST or is_enumeration(unit.text))


@lru_cache(maxsize=1_024)  # a line stands above many items
def _announces(lead: str) -> bool | None:
    """Whether a line announces partners, or something else; None when it announces nothing."""
    if _OTHER_LIST.search(lead):
        return False
    return True if _LEAD.search(lead) else None


@lru_cache(maxsize=1_024)
def _is_label(heading: str) -> bool:
    return _LABEL.fullmatch(heading) is not None


def _in_list(unit: Unit) -> Iterator[Finding]:
    if unit.kind is not Kind.LIST:
        yield from _named(unit, 0, len(unit.text), "list of partners")
        return
    end = 0
    label = _SORT.match(unit.text)
    for found in organisations(unit.text, label.end() if label else 0):
        if _EXPLAINED.match(unit.text, found.end) and not unit.text[found.start : found.end].isupper():
            return
        if end and _APART.search(unit.text, end, found.start):
            return  # what the first is, in other words
        end = found.end
        yield _partner(unit, found, "list of partners", "")


def _in_row(unit: Unit) -> Iterator[Finding]:
    if not unit.header:  # the first row says what the columns hold
        return
    cells = unit.cells()
    labels = (_LABEL.fullmatch, _LEADER_LABEL.fullmatch, _CLASS_LABEL.match, _MINISTRY.fullmatch)
    if any(fits(cells[0][1]) for fits in labels):
        role = _leader(cells[0][1])
        for start, cell in cells[1:]:
            yield from _named(unit, start, start + len(cell), "row of partners", role)
        return
    pays = any(_AMOUNTS.search(above) for above in unit.header)
    strict = _MINUTES.search(_place(unit)) is not None
    for (start, cell), above in zip(cells, unit.header, strict=False):
        role = _leader(above) or (above.casefold() if above.casefold() in BODIES else "")
        if (
            _leader(above)
            or _MINISTRY.fullmatch(above)
            or (not strict and (_is_column(unit, above) or (pays and _COLUMN.fullmatch(above))))
        ):
            yield from _named(unit, start, start + len(cell), "column of partners", role)


def _in_class(unit: Unit) -> Iterator[Finding]:
    """The names behind a class: "Gemeenten | Ermelo, Putten", "Waterschappen: Vallei en Veluwe"."""
    if (match := _CLASS.match(unit.text)) and not _MINUTES.search(_place(unit)):
        yield from _named(unit, match.end("kind"), len(unit.text), "names behind their kind")


def _is_bodies(unit: Unit) -> bool:
    """Whether an item is nothing but an enumeration of bodies and how many of them: "22 gemeenten en het Rijk"."""
    return unit.kind is Kind.LIST and len(_BODIES.findall(unit.text)) > 1 and is_enumeration(unit.text)


def _is_column(unit: Unit, above: str) -> bool:
    if _LABEL.fullmatch(above):
        return True
    if _BODY.fullmatch(above):  # "Gemeente | Aandeel"
        return any(map(_SHARE.search, unit.header))
    if above.casefold() in ("naam", "name"):
        return _is_label(unit.heading)
    roles = any(map(_ROLE.match, unit.header))
    return _COLUMN.fullmatch(above) is not None and (
        roles or _TOGETHER.search(f"{unit.lead} {_place(unit)}") is not None
    )


def _in_sentence(unit: Unit) -> Iterator[Finding]:
    for rule, match in shapes_in(unit):
        if rule == "named after their kind" and _LIES.search(unit.text, match.start()):
            continue
        if not (_PERSONS.search(match[0]) and _MINUTES.search(_place(unit))):
            for found in _named(unit, *match.span("list"), rule, leader(match)):
                yield replace(found, beside_name=rule in OFTEN_ELSEWHERE)


def _named(unit: Unit, start: int, end: int, rule: str, role: str = "") -> Iterator[Finding]:
    for found in organisations(unit.text, start, end):
        if _is_name(unit, found.start, found.end) and not _is_person(unit, found, rule):
            yield _partner(unit, found, rule, role)


def _is_name(unit: Unit, start: int, end: int) -> bool:
    """Whether what a sentence begins with would be written with a capital elsewhere too."""
    word = unit.text[start:end]
    if start > 0 or " " in word or sum(letter.isupper() for letter in word) > 1 or unit.kind is Kind.TABLE:
        return True
    return word in unit.proper or word == "Rijk" or _PROVINCE.fullmatch(word) is not None


def _is_person(unit: Unit, found: Organisation, rule: str) -> bool:
    """Whether who leads is somebody on behalf of a body: "Jan Jansen (provincie Drenthe) is trekker"."""
    name = unit.text[found.start : found.end]
    return (
        rule == "leads" and _PERSON.fullmatch(name) is not None and _ON_BEHALF.match(unit.text, found.end) is not None
    )


def _partner(unit: Unit, found: Organisation, rule: str, role: str) -> Finding:
    return Finding(FactKind.PARTNER, unit.at(found.start, found.end), rule, role=role or found.body)


def _leader(label: str) -> str:
    """The role of who leads, when a label says so."""
    match = _LEADER_LABEL.fullmatch(label.strip())
    return leader(match) if match else ""


def _place(unit: Unit) -> str:
    return " ".join((unit.passage.source.title, *unit.passage.heading_path))
