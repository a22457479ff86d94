"""Who takes part in a programme: lists, tables and sentences that say so."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.facts.model import FactKind
from ingest.facts.rules.enumeration import Organisation, is_enumeration, organisations
from ingest.facts.rules.finding import Finding
from ingest.facts.rules.units import Unit
from ingest.facts.rules.wording import CAPITAL, NEGATION, PROVINCES, UNSURE, is_question
from ingest.model import Kind

_WHO = (
    r"(?:(?:samenwerkings|convenant|programma|project|keten|kern)?partners?|(?:mede)?ondertekenaars?|deelnemers?|"
    r"deelnemende\s+(?:partijen|organisaties|overheden|gemeenten|partners)|(?:betrokken|aangesloten|samenwerkende|"
    r"ondertekenende)\s+(?:partijen|organisaties|overheden|partners)|partijen|leden|participants|signatories|parties|members)"
)
_LEADER = r"(?:(?:bestuurlijk\s+)?(?:kar)?trekkers?|penvoerders?|kassiers?|initiatiefnemers?|opdrachtgevers?|coördinator|lead\s+partner)"
# A heading, the first cell of a row or the header of a column that says: what follows takes part.
_LABEL = re.compile(
    rf"(?:\d+[.)]?\s+|artikel\s+\d+\w*[.:]?\s+)?(?:de|onze|alle|the|wie\s+zijn\s+(?:de|onze))?\s*(?:\w+\s+)?{_WHO}"
    rf"(?:\s+(?:van|in|bij|aan|of)\s+.{{2,60}})?\s*[?:]?|(?:met\s+)?(?:wie|welke\s+(?:organisaties|partijen|gemeenten|overheden|partners))\b"
    r".{0,40}\b(?:mee|samen|betrokken|tafel|deel)\s*\??|(?:who|which\s+\w+)\b.{0,30}\b(?:part|involved|together|participate)\s*\??|"
    r"(?:de\s+)?(?:\w+\s+)?(?:gemeenten|provincies|waterschappen|ministeries|municipalities)\s*:?",
    re.IGNORECASE,
)
_LEADER_LABEL = re.compile(rf"(?:de|the)?\s*(?P<role>{_LEADER})\s*:?", re.IGNORECASE)
_COLUMN = re.compile(
    rf"(?:{_WHO}|partij|organisaties?|organisation|overheid|overheden|financiers?|bijdrager|wie|wie\s+betaalt|party)", re.IGNORECASE
)
_CLASS = re.compile(
    r"(?P<kind>)(?:gemeenten|provincies|waterschappen|ministeries|overheden|netbeheerders|kennisinstellingen|onderwijs(?:instellingen)?|"
    r"bedrijven|natuurorganisaties|maatschappelijke\s+(?:organisaties|partners)|municipalities|provinces)\s*[:|]\s",
    re.IGNORECASE,
)
_BODIES = re.compile(r"\b(?:gemeenten?|provincies?|waterschap(?:pen)?|ministeries?|Rijk|hoogheemraadschap)\b", re.IGNORECASE)
_AMOUNTS = re.compile(r"\b(?:bijdrage|bedrag|miljoen|euro|inleg|contribution|amount)\b|€", re.IGNORECASE)
# Who is answerable for a national programme.
_MINISTRY = re.compile(r"(?:(?:eerst)?verantwoordelijke?\s+)?(?:ministeries?|departement(?:en)?)|verantwoordelijk", re.IGNORECASE)
# A sentence that announces the list below it.
_LEAD = re.compile(
    rf"\b{_WHO}\b[^.:]{{0,60}}\b(?:zijn|are|genoemd|vormen|volgende)\b[^.:]*:?$|\b{_WHO}\s*:$|"
    rf"\b(?:ondertekend|gesloten|gedragen|opgesteld|signed|supported)\s+(?:door|by)\b[^.:]*:$|"
    r"\b(?:doen|nemen|werken|zitten)\b[^.:]*\b(?:mee|deel|samen|tafel)\b[^.:]*:$|"
    r"\b(?:gemeenten|provincies|waterschappen|ministeries|municipalities)\b[^.:]{0,30}:$",
    re.IGNORECASE,
)
_OTHER_LIST = re.compile(
    r"\b(?:thema['’]?s|taken|regels|opgaven|doelen|afspraken|punten|manieren|acties|vragen|onderwerpen|projecten|lessen|"
    r"inzichten|adviezen|maatregelen|principes|uitgangspunten|stappen|rollen|verslag|notulen|aanwezig\w*|afwezig\w*)\b",
    re.IGNORECASE,
)
_APART = re.compile(r",\s+(?:de|het|een|als|in|vertegenwoordigd|namens|hierna|voor)\s")  # the words for what a name is
_CLASS_LABEL = re.compile(
    r"(?:overheden|organisaties|partijen|gemeenten|provincies)\s+die\s+(?:samenwerken|meedoen)", re.IGNORECASE
)
_TOGETHER = re.compile(r"\b(?:partners?|partijen|deelnem\w+|ondertekena\w+|samen\w*|overheden|mee)\b", re.IGNORECASE)
_PERSONS = re.compile(r"\b(?:deelnemers?|leden|participants|members)\b", re.IGNORECASE)
_PROVINCE = re.compile(PROVINCES)
_MINUTES = re.compile(r"\b(?:verslag|notulen|aanwezig\w*|presentie\w*|bijeenkomst|webinar|workshop)", re.IGNORECASE)
_LIST = r"(?P<list>[^.:;?!]+)"
_BODY = (
    r"(?:IPO|VNG|UvW|LTO|BZK|LNV|LVVN|IenW|EZK|EZ|KGG|OCW|VWS|SZW|VRO|Unie\s+van\s+Waterschappen|Interprovinciaal\s+Overleg|"
    r"Vereniging\s+van\s+Nederlandse\s+Gemeenten|Rijk|(?:ministerie(?:\s+van)?|provincie|gemeente|waterschap)\s+"
    rf"(?:(?:van|voor)\s+)?{CAPITAL}(?:,?\s+(?:en\s+)?(?:Natuur|Klimaat|Waterstaat|Voedselkwaliteit|Koninkrijksrelaties))*)(?:\s+\([^()]+\))?"
)
_FEW = r"(?:\w+\s+){0,4}?"
# Each sentence shape has a name. What stands at ``list`` is searched for names; classes in it are passed over.
_SENTENCES = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            "partners are",
            rf"\b{_WHO}\b[^.:;]{{0,80}}?(?:\s(?:zijn|waren|are)|,?\s+namelijk|,?\s+te\s+weten|:),?\s+(?P<list>.+)",
        ),
        (
            "signed by",
            rf"\b(?:ondertekend|gesloten|gedragen|gemaakt|opgesteld|uitgevoerd|gefinancierd|signed|supported|funded)\s+"
            rf"(?:is\s+)?(?:door|by)\s+{_LIST}",
        ),
        (
            "worked on by",
            r"\bdoor\s+(?P<list>[^.:;?!]+?)\s+(?:samengewerkt|ondertekend|gesloten|gefinancierd|uitgevoerd)\b",
        ),
        (
            "made between",
            r"\b(?:overeenkomst|convenant|akkoord|samenwerking|samenwerkingsverband|deal|verbond|alliantie|"
            rf"coalitie|agreement|partnership|cooperation)\s+(?:is\s+)?(?:gesloten\s+)?(?:tussen|van|between|of)\s+{_LIST}",
        ),
        (
            "work together",
            rf"\b(?:werken|werkten|trekken|bundelen|doen)\b[^.:;?!]{{0,60}}?\b(?:samen|mee|krachten)\s*:\s*{_LIST}",
        ),
        (
            "work together",
            r"\b(?:werken|werkten|doen|deden|nemen|namen|trekken)\s+(?P<list>[^.:;?!]+?)\s+(?:mee|samen|deel)\b",
        ),
        ("work together", r"\bwaarin\s+(?P<list>[^.:;?!]+?)\s+(?:samen\b|samenwerken|deelnemen|meedoen)"),
        ("work together", rf"^(?P<list>[^.:;?!]+?)\s+(?:werken|werkten|trekken|vormen)\s+{_FEW}samen\b"),
        (
            "signs",
            r"^(?P<list>[^.:;?!]+?)\s+(?:ondertekenden|ondertekenen|tekenden|sloten|sluiten)\s+"
            rf"{_FEW}(?:[\w’'‘]+\s+)?(?:akkoord|convenant|overeenkomst|\w*deal|pact|intentieverklaring)",
        ),
        ("signs", r"^(?P<list>[^.:;?!]+?)\s+(?:ondertekenden|tekenden|signed)\s*\.?$"),
        ("is a partner", rf"\b(?:is|zijn)\s+(?P<list>[^.:;?!]+?)\s+{_FEW}(?:als\s+)?partners?\b"),
        ("is a partner", rf"^(?P<list>[^.:;?!]+?)\s+(?:is|zijn)\s+{_FEW}partners?\b"),
        (
            "joined",
            rf"^(?P<list>[^.:;?!]+?)\s+(?:is|zijn)\s+{_FEW}(?:bij\s+gekomen|bijgekomen|aangesloten|toegetreden)\b",
        ),
        ("together with", rf"\b(?:samen|together|samenwerking|cooperation)\s+(?:met|with)\s+{_LIST}"),
        ("consists of", rf"\b(?:bestaat|bestaan|bestond|bestaande|gevormd|consists?|formed)\s+(?:\w+\s+)?(?:uit|door|of|by)\s+{_LIST}"),
        ("are involved", rf"\b(?:is|zijn|waren)\s+(?P<list>[^.:;?!]+?)\s+{_FEW}(?:betrokken|aangehaakt|vertegenwoordigd)\b"),
        ("are involved", rf"^(?P<list>[^.:;?!]+?)\s+(?:is|zijn|waren|are|were)\s+{_FEW}(?:betrokken|vertegenwoordigd|involved)\b"),
        ("named after their kind", r"\b(?P<list>(?:gemeenten|provincies|waterschappen|ministeries|municipalities|provinces|ministries)"
         r"\s*(?:\(|:\s)[^.:;?!()]+)"),
        ("named after their kind", rf"\b(?:overheden|organisaties|partijen)\s*(?:\(|:\s|,\s+(?:namelijk|te\s+weten)\s+){_LIST}"),
        ("enumerated bodies", r"\b(?P<list>(?:gemeenten|provincies|waterschappen|ministeries|municipalities\s+of|provinces\s+of)\s+"
         r"(?:van\s+)?(?-i:[A-ZÀ-Þ])[^.:;?!()]*)"),
        ("state and region", r"\b(?P<list>Rijk)(?=(?:,|\s+en)\s+(?:de\s+)?(?:regio|provincie|gemeente|waterschap|medeoverhe))"),
        ("state and region", r"\b(?:regio|provincies?|gemeenten|waterschappen)\s+en\s+(?:het\s+)?(?P<list>Rijk)\b"),
        ("enumerated bodies", rf"(?P<list>(?-i:{_BODY})(?:(?:,|\s+en|,\s+en)\s+(?:de\s+|het\s+)?(?-i:{_BODY}))+)"),
        ("is answerable", rf"^(?P<list>[^.:;?!]+?)\s+(?:is|zijn)\s+{_FEW}verantwoordelijk\s+voor\b"),
        ("supports", rf"^(?P<list>[^.:;?!]+?)\s+(?:ondersteunt|ondersteunen|faciliteert|coördineert|trekt|leidt)\s+{_FEW}"
         rf"(?:overleg|programma|samenwerking|samenwerkingsverband|platform|uitvoering)\b"),
        ("cooperate", rf"^(?P<list>[^.:;?!]+?)\s+(?:work\s+together|cooperate|participate|take\s+part|signed)\b"),
        ("joined", rf"^(?P<list>[^.:;?!]+?)\s+(?:sloot|sloten)\s+zich\s+{_FEW}aan\b"),
        ("takes part", rf"^(?P<list>[^.:;?!]+?)\s+(?:doet|doen|nam|namen|neemt|nemen)\s+{_FEW}(?:mee|deel)\b"),
        ("takes part", r"\bnaast\s+(?P<list>[^.:;?!]+?)\s+(?:doen|doet|werken|nemen)\b"),
        (
            "pays",
            r"^(?P<list>[^.:;?!]+?)\s+(?:draagt|dragen|betaalt|betalen|legt|leggen|stelt|stellen|stelde|investeert|"
            r"financiert)\b[^.:;?!]*\b(?:euro|miljoen|miljard|mln)\b",
        ),
        (
            "pays",
            r"\b(?:stelt|stelde|draagt|betaalt|investeert|legt|trekt)\s+(?P<list>(?:het|de)\s+[^.:;?!]+?)\s[^.:;?!]*"
            r"\b(?:euro|miljoen|miljard|mln)\b",
        ),
    )
)
_OFTEN_ELSEWHERE = frozenset({"enumerated bodies"})  # they are told and asked about many a thing that they take no part in
_LED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?P<list>[^.:;?!]+?)\s+(?:is|zijn|was|wordt)\s+{_FEW}(?P<role>{_LEADER})\b",
        rf"\b(?P<role>{_LEADER})\s+(?:{_FEW}(?:is|zijn)|:)\s+{_LIST}",
        r"\b(?:onder\s+(?P<role>leiding)|(?P<pulled>getrokken|gecoördineerd|geleid))\s+(?:van|door)\s+(?P<list>[^.:;?!]+)",
    )
)


def partners(unit: Unit) -> Iterator[Finding]:
    """Who takes part according to a unit; nothing where it denies, doubts or asks."""
    if NEGATION.search(unit.text) or UNSURE.search(unit.text) or is_question(unit.text):
        return
    if _CLASS.match(unit.text):
        yield from _in_class(unit)
    elif unit.kind is Kind.TABLE:
        yield from _in_row(unit)
    elif unit.kind is not Kind.HEADING:
        yield from _in_list(unit) if _is_listed(unit) or _is_bodies(unit) else _in_sentence(unit)


def _is_listed(unit: Unit) -> bool:
    """Whether a unit is an item or a line under words that say that partners follow."""
    if unit.lead and (_LEAD.search(unit.lead) or _OTHER_LIST.search(unit.lead)):
        return not _OTHER_LIST.search(unit.lead)
    under = _LABEL.fullmatch(unit.heading) is not None and not _MINUTES.search(_place(unit))
    return under and (unit.kind is Kind.LIST or is_enumeration(unit.text))


def _in_list(unit: Unit) -> Iterator[Finding]:
    if unit.kind is not Kind.LIST:
        yield from _named(unit, 0, len(unit.text), "list of partners")
        return
    end = 0
    for found in organisations(unit.text):
        if end and _APART.search(unit.text, end, found.start):
            return  # what the first is, in other words
        end = found.end
        yield _partner(unit, found, "list of partners", "")


def _in_row(unit: Unit) -> Iterator[Finding]:
    cells = unit.cells()
    if _LABEL.fullmatch(cells[0][1]) or _LEADER_LABEL.fullmatch(cells[0][1]) or _CLASS_LABEL.match(cells[0][1]):
        role = _leader(cells[0][1])
        for start, cell in cells[1:]:
            yield from _named(unit, start, start + len(cell), "row of partners", role)
        return
    pays = any(_AMOUNTS.search(above) for above in unit.header)
    strict = _MINUTES.search(_place(unit)) is not None
    for (start, cell), above in zip(cells, unit.header, strict=False):
        role = _leader(above)
        if role or _MINISTRY.fullmatch(above) or (not strict and (_is_column(unit, above) or (pays and _COLUMN.fullmatch(above)))):
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
    return _COLUMN.fullmatch(above) is not None and _TOGETHER.search(f"{unit.lead} {unit.heading}") is not None


def _in_sentence(unit: Unit) -> Iterator[Finding]:
    minutes = _MINUTES.search(_place(unit)) is not None
    for name, pattern in _SENTENCES:
        match = pattern.search(unit.text)
        if match and not (minutes and _PERSONS.search(match[0])):
            for found in _named(unit, *match.span("list"), name):
                yield replace(found, beside_name=name in _OFTEN_ELSEWHERE)
    for pattern in _LED:
        if match := pattern.search(unit.text):
            yield from _named(unit, *match.span("list"), "leads", _leader(match["role"] or ""))


def _named(unit: Unit, start: int, end: int, rule: str, role: str = "") -> Iterator[Finding]:
    for found in organisations(unit.text, start, end):
        if _is_name(unit, found.start, found.end):
            yield _partner(unit, found, rule, role)


def _is_name(unit: Unit, start: int, end: int) -> bool:
    """Whether what a sentence begins with would be written with a capital elsewhere too."""
    word = unit.text[start:end]
    if start > 0 or " " in word or sum(letter.isupper() for letter in word) > 1 or unit.kind is Kind.TABLE:
        return True
    return word in unit.proper or word == "Rijk" or _PROVINCE.fullmatch(word) is not None


def _partner(unit: Unit, found: Organisation, rule: str, role: str) -> Finding:
    return Finding(FactKind.PARTNER, unit.at(found.start, found.end), rule, role=role or found.body)


def _leader(text: str) -> str:
    """The role of who leads, in the singular, when a label says so."""
    match = _LEADER_LABEL.fullmatch(text.strip())
    return match["role"].casefold().removesuffix("s") if match else ""


def _place(unit: Unit) -> str:
    return " ".join((unit.passage.source.title, *unit.passage.heading_path))
