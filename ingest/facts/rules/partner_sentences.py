"""Sentences that say who takes part in a programme."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.facts.rules.enumeration import PLURALS
from ingest.facts.rules.units import Unit
from ingest.facts.rules.wording import CAPITAL, NAME

WHO = (
    r"(?:(?:\w*(?<!gespreks)(?<!sparring))partners?|stakeholders|(?:mede)?ondertekenaars?|deelnemers?|"
    r"deelnemende\s+(?:partijen|organisaties|overheden|gemeenten|partners)|(?:betrokken|aangesloten|samenwerkende|"
    r"ondertekenende)\s+(?:partijen|organisaties|overheden|partners)|partijen|leden|participants|signatories|parties|"
    r"members)"
)
LEADER = (
    r"(?:(?:bestuurlijk\s+)?(?:kar)?trekkers?|penvoerders?|kassiers?|initiatiefnemers?|initiator|opdrachtgevers?|financiers?|coördinator|"
    r"uitvoerders?|lead\s+partner)"
)
_LIST = r"(?P<list>[^.:;?!]+)"
_FIRST = r"^(?P<list>[^.:;?!]+?)"  # what a sentence begins with
_HERE = r"(?P<list>[^.:;?!]+?)"
_FEW = r"(?:\w+\s+){0,4}?"
_THEN = r"(?:(?-i:[a-zà-ÿ0-9][\w-]*)\s+){0,4}?"  # behind a name, which goes on with capitals
_AGREEMENT = (
    r"(?:overeenkomst|convenant|akkoord|\w*afspraken|samenwerking|samenwerkingsverband|deal|verbond|alliantie|coalitie|"
    r"partnerschap|agreement|partnership|cooperation)"
)
BOARD = (
    r"(?:stuurgroep|kerngroep|kernteam|regiegroep|programmaraad|regietafel|kopgroep|bestuurlijke?\s+(?:overleg|"
    r"tafel)|bestuur)"
)
_MONEY = r"\b[^.:;?!]*\b(?:euro|miljoen|miljard|mln)\b"
_BODY = (
    r"(?:IPO|VNG|UvW|LTO|BZK|LNV|LVVN|IenW|EZK|EZ|KGG|OCW|VWS|SZW|VRO|Unie\s+van\s+Waterschappen|"
    r"Interprovinciaal\s+Overleg|"
    r"Vereniging\s+van\s+Nederlandse\s+Gemeenten|Rijk(?!\w)|(?:ministerie(?:\s+van)?|provincie|gemeente|waterschap)\s+"
    rf"(?:(?:van|voor)\s+)?{CAPITAL}(?:,?\s+(?:en\s+)?(?:Natuur|Klimaat|Waterstaat|Voedselkwaliteit|"
    rf"Koninkrijksrelaties|IJssel|Maas|Veluwe|Delta))*)"
    r"(?:\s+\([^()]+\))?"
)


class Shape(NamedTuple):
    """A way of saying it: what stands at ``list`` is searched for names, and classes in it are passed over.

    ``cues`` are pieces in small letters of which one stands in every sentence of this shape.
    """

    rule: str
    cues: frozenset[str]
    pattern: re.Pattern[str]


def _shape(rule: str, cues: str, pattern: str) -> Shape:
    return Shape(rule, frozenset(cues.split("|")), re.compile(pattern, re.IGNORECASE))


_CLASSES = "gemeenten|provincies|waterschappen|ministeries"
SHAPES = (
    _shape("partners are", "partner|ondertek|deelnem|partij|leden|signator|parties|members|participants",
           rf"\b{WHO}\b[^.:;]{{0,80}}?(?:\s(?:zijn|waren|are|heten)|,?\s+namelijk|,?\s+te\s+weten|"
           rf"(?<!hierna)(?<!noemen):),?\s+(?P<list>.+)"),
    _shape("bodies are", f"{_CLASSES}|municipalities|provinces",
           rf"\b(?P<body>{_CLASSES}|municipalities|provinces)\b(?:\s+(?:in|van|of)\s+[^.:;,]{{2,40}})?\s+(?:zijn|"
           rf"waren|are|heten)\s+(?:de\s+)?"
           rf"(?P<list>(?-i:{NAME})(?:(?:,|\s+en|,\s+en|\s+and|,\s+and)\s+(?-i:{NAME}))+)"),
    _shape("bodies are", f"{_CLASSES}|municipalities|provinces",
           rf"\b(?P<body>{_CLASSES}|municipalities|provinces)\b[^.:;]{{3,80}}:\s+(?P<list>(?-i:{NAME})(?:(?:,|\s+en|"
           rf",\s+en|\s+and|,\s+and)\s+(?-i:{NAME}))+)"),
    _shape("signed by", "door| by ",
           r"\b(?:ondertekend|getekend|gesloten|gedragen|gemaakt|opgesteld|uitgevoerd|gefinancierd|signed|supported|"
           r"funded)\s+"
           rf"(?:is\s+)?(?:door|by)\s+{_LIST}"),
    _shape("signed by", "door", rf"\bdoor\s+{_HERE}\s+(?:samengewerkt|ondertekend|gesloten|gefinancierd|uitgevoerd)\b"),
    _shape("bodies are", f"{_CLASSES}|municipalities|provinces",
           rf"\b(?P<body>{_CLASSES}|municipalities|provinces)\s+[–-]\s+(?P<list>(?-i:{NAME})(?:(?:,|\s+en|,\s+en|"
           rf"\s+and|,\s+and)\s+(?-i:{NAME}))+)\s+[–-]"),
    _shape("work together", "form |make up|brings together|unites",
           rf"{_FIRST}\s+(?:form|make\s+up|constitute)\s+(?:the|a)\b"),
    _shape("work together", "brings together|unites|verenigt|verbindt", rf"\b(?:brings\s+together|unites|"
               rf"verenigt)\s+{_LIST}"),
    _shape("takes part", "betrok|betrek|betrekt", rf"\b(?:betrok|betrekt|betrekken|"
               rf"betrokken)\s+(?:ook\s+)?{_HERE}\s+(?:hier)?bij\b"),
    _shape("made between",
           "overeenkomst|convenant|akkoord|afspraken|samenwerking|deal|verbond|alliantie|coalitie|partner|agreement|cooperat",
           rf"\b{_AGREEMENT}\s+(?:is\s+)?(?:gesloten\s+)?(?:tussen|van|between|of)\s+{_LIST}"),
    _shape("made between", "tussen|between", rf"\b{_AGREEMENT}\b[^.:;?!]{{0,50}}?\b(?:tussen|between)\s+{_LIST}"),
    _shape("work together", "samen|mee|krachten",
           rf"\b(?:werken|werkten|trekken|bundelen|doen)\b[^.:;?!]{{0,60}}?\b(?:samen|mee|krachten)\s*:\s*{_LIST}"),
    _shape("work together", " mee| samen",
           rf"\b(?:werken|werkten|trekken)\s+{_HERE}\s+(?:mee|samen)\b"),
    _shape("work together", " mee", rf"\b(?:doen|deden)\s+{_HERE}\s+mee\b"),
    _shape("work together", " deel", rf"\b(?:nemen|namen)\s+{_HERE}\s+deel\b"),
    _shape("work together", "waarin", rf"\bwaarin\s+{_HERE}\s+(?:samen\b|samenwerken|deelnemen|meedoen)"),
    _shape("work together", "samen", rf"{_FIRST}\s+(?:werken|werkten|trekken|vormen|maken|maakten|stellen|stelden|"
               rf"voeren|voerden|betalen|pakken|zetten|schreven)\s+"
           rf"{_FEW}(?:samen|gezamenlijk)\b(?!\s+(?:de\s+)?(?-i:[A-ZÀ-Þ]))"),
    _shape("work together", "together|cooperate|participate|take part|signed",
           rf"{_FIRST}\s+(?:work\s+together|cooperate|participate|take\s+part|signed)\b"),
    _shape("together with", " met | with ", rf"\b(?:samen|together|samenwerking|cooperation)\s+(?:met|with)\s+{_LIST}"),
    _shape("signs", "teken|sloten|sluiten",
           rf"{_FIRST}\s+(?:ondertekenden|ondertekenen|tekenden|sloten|sluiten)\s+{_FEW}(?:[\w’'‘]+\s+)?"
           r"(?:akkoord|convenant|overeenkomst|\w*deal|pact|intentieverklaring)"),
    _shape("signs", "hebben|heeft",
           rf"{_FIRST}\s+(?:hebben|heeft)\s+{_FEW}(?:akkoord|convenant|overeenkomst|\w*deal|pact|intentieverklaring)\s+"
           r"(?:\w+\s+){0,3}?(?:ondertekend|getekend|gesloten)\b"),
    _shape("work together", "krachten|handen",
           rf"{_FIRST}\s+(?:bundelen|bundelden|slaan|sloegen)\s+{_FEW}(?:krachten|handen)\b"),
    _shape("work together", "werk",
           rf"\b(?:programma|\w*deal|akkoord|convenant|samenwerking\w*)\s+werk(?:en|ten|t|te)\s+{_HERE}\s+(?:aan|"
           rf"samen)\b"),
    _shape("work together", "werk", rf"\bwerk(?:en|ten|t|te)\s+(?:samen\s+)?met\s+{_HERE}\s+(?:aan|samen)\b"),
    _shape("signs", "tekenden", rf"{_FIRST}\s+(?:ondertekenden|tekenden)\s*\.?$"),
    _shape("takes part", "tafel", rf"\b(?:zit|zitten|zat|zaten)\s+{_HERE}\s+{_THEN}(?:aan\s+tafel|om\s+de\s+tafel)\b"),
    _shape("takes part", "tafel", rf"{_FIRST}\s+(?:zit|zitten|zat|zaten)\s+{_FEW}(?:aan|om\s+de)\s+tafel\b"),
    _shape("takes part", "zitting|zit", rf"\b(?:hebben|heeft|nam|namen|neemt|nemen)\s+{_HERE}\s+{_THEN}zitting\b"),
    _shape("takes part", "zitting", rf"{_FIRST}\s+(?:hebben|heeft|nam|namen|neemt|nemen)\s+{_FEW}zitting\b"),
    _shape("in the steering group", "zit|zat",
           rf"\b{BOARD}\b[^.:;?!]{{0,30}}?\b(?:zitten|zit|zaten|zat)\s+{_LIST}"),
    _shape("in the steering group", "gevormd", rf"\b{BOARD}\b[^.:;?!]{{0,30}}?\bwordt\s+gevormd\s+door\s+{_LIST}"),
    _shape("in the steering group", "deelneme|vertegenwoordig|zit",
           rf"{_FIRST}\s+(?:zijn|is|zitten|zit)\s+{_FEW}(?:vertegenwoordigd\s+)?in\s+(?:de|het)\s+{BOARD}\b"),
    _shape("joined", "schoof|schoven|schuif|haak|sloot|sloten|sluit",
           rf"\b(?:schoof|schoven|schuift|schuiven|haakte|haakten|haakt|haken|sloot|sloten|sluit|"
           rf"sluiten)\s+(?:zich\s+)?(?:ook\s+)?{_HERE}\s+"
           r"(?:zich\s+)?aan(?=\W*$|\s+(?:bij|in|op))"),
    _shape("joined", "schoof|schoven|schuif|haak",
           rf"{_FIRST}\s+(?:schoof|schoven|schuift|schuiven|haakte|haakten|haakt|haken)\s+{_FEW}aan\b"),
    _shape("pays", "dragen|draagt|droeg", rf"\b(?:dragen|draagt|droegen|droeg)\s+{_HERE}\s+{_THEN}bij\b"),
    _shape("pays", "dragen|draagt|droeg",
           rf"{_FIRST}\s+(?:dragen|draagt|droegen|droeg)\s+{_FEW}bij\s+(?:aan\s+de\s+(?:kosten|uitvoering|"
           rf"financiering))"),
    _shape("pays", "betaal|financier|bekostig",
           rf"{_FIRST}\s+(?:betaalt|betalen|betaalde|betaalden|financiert|financieren|bekostigt|bekostigen)\s+{_FEW}"
           r"(?:helft|kwart|derde|rest|deel|kosten|programma|uitvoering|secretariaat|procent|mee)\b"),
    _shape("leads", "in handen van|bij ",
           rf"\b(?:uitvoering|dagelijkse?\s+(?:werk|leiding)|organisatie|programmaleiding|projectleiding|"
           rf"voorzitterschap|beheer|penvoering)\b"
           rf"[^.:;?!]{{0,30}}?\b(?:is|zijn|ligt|liggen|berust|in)\s+(?:in\s+)?(?:handen\s+van|bij)\s+{_LIST}"),
    _shape("carries", "dragende|trekkende|deelnemende|samenwerkende|partij|initiatief",
           rf"{_FIRST}\s+(?:is|zijn|waren|vormen)\s+{_FEW}(?:dragende|trekkende|deelnemende|samenwerkende|vaste|"
           rf"uitvoerende)\s+(?:partijen|partij|"
           r"organisaties|overheden)\b"),
    _shape("commits itself", "toezegging", rf"\btoezeggingen?\s+van\s+{_HERE}\s+(?:om|voor)\b"),
    _shape("carries", "initiatief|opgezet|opgericht|gestart",
           rf"\b(?:initiatief\s+genomen|opgezet|opgericht|geïnitieerd|gelanceerd|afgesproken)\s+door\s+{_LIST}"),
    _shape("carries", "namen het initiatief|nam het initiatief|opgericht|startten|begonnen",
           rf"{_FIRST}\s+(?:(?:nam|namen)\s+(?:\w+\s+){{0,2}}?het\s+initiatief|richtten\s+{_FEW}op\b)"),
    _shape("carries", "namen|nam ", rf"\b(?:nam|namen)\s+{_HERE}\s+het\s+initiatief\b"),
    _shape("work on it", "werk",
           rf"\baan\s+(?:de|het|dit|deze)\s+(?:uitvoering|programma|\w*deal|akkoord|convenant|samenwerking|strategie|"
           rf"agenda|aanpak|project(?:en)?)\s+"
           rf"(?:werken|werkten|werkt|werkte)\s+(?:ook\s+|onder\s+meer\s+|onder\s+andere\s+)?{_LIST}"),
    _shape("work on it", "werk",
           rf"{_FIRST}\s+(?:werken|werkten)\s+{_FEW}aan\s+(?:de|het|dit|deze)\s+(?:uitvoering|programma|\w*deal|"
           rf"akkoord|convenant|strategie|agenda)\b"),
    _shape("together with", "samen met",
           rf"^samen\s+met\s+{_HERE}\s+(?:werkt|werken|werkte|voert|voeren|trekt|trekken|zet|zetten|maakt|maken|gaat|"
           rf"gaan|pakt|pakken)\b"),
    _shape("partners behind it", "partijen|organisaties|overheden",
           rf"\b(?:partijen|organisaties|overheden)\s+(?:achter|in|binnen|van)\s+(?:de|"
           rf"het)\s+[^.:;?!]{{2,50}}?\s(?:zijn|waren)\s+{_LIST}"),
    _shape("partners are", "namens", rf"^namens\s+[^.:;?!]{{3,40}}?\s(?:is|zijn|doet|doen|was|waren|werkt|"
               rf"werken)\s+{_HERE}\s+{_THEN}"
           r"(?:betrokken|mee|partner|aangesloten|samen)\b"),
    _shape("is a partner", "partner", rf"\b(?:is|zijn)\s+{_HERE}\s+{_THEN}(?:als\s+)?partners?\b"),
    _shape("is a partner", "partner", rf"{_FIRST}\s+(?:is|zijn)\s+{_FEW}partners?\b"),
    _shape("joined", "gekomen|aangesloten|toegetreden",
           rf"{_FIRST}\s+(?:is|zijn)\s+{_FEW}(?:bij\s+gekomen|bijgekomen|aangesloten|toegetreden)\b"),
    _shape("joined", "aangesloten", rf"{_FIRST}\s+(?:heeft|hebben)\s+zich\s+{_FEW}aangesloten\b"),
    _shape("joined", "aangesloten|toegetreden", rf"\b(?:is|zijn)\s+ook\s+{_HERE}\s+(?:aangesloten|toegetreden)\b"),
    _shape("takes part", "deel uit", rf"\b(?:maakt|maken|maakte|maakten)\s+(?:ook\s+)?{_HERE}\s+deel\s+uit\b"),
    _shape("takes part", "deel uit",
           rf"{_FIRST}\s+(?:maakt|maken|maakte|maakten)\s+{_FEW}deel\s+uit\s+van\s+(?:\w+\s+){{0,2}}"
           r"(?:programma|\w*deal|akkoord|convenant|overeenkomst|samenwerking\w*)\b"),
    _shape("started by", "initiatief van", rf"\bis\s+een\s+(?:gezamenlijk\s+)?initiatief\s+van\s+{_LIST}"),
    _shape("carries out", "voert|voeren",
           rf"{_FIRST}\s+(?:voert|voeren)\s+{_FEW}(?:programma|\w*deal|akkoord|convenant|afspraken|"
           rf"overeenkomst)\s+uit\b"),
    _shape("joined", "zich", rf"{_FIRST}\s+(?:sloot|sloten)\s+zich\s+{_FEW}aan\b"),
    _shape("takes part", " mee| deel",
           rf"{_FIRST}\s+(?:(?:doet|doen|deed|deden)\s+{_FEW}mee|(?:nam|namen|neemt|nemen)\s+{_FEW}deel)\b"),
    _shape("takes part", "naast ", rf"\bnaast\s+{_HERE}\s+(?:doen|doet|werken|nemen)\b"),
    _shape("consists of", "besta|gevormd|consist|formed",
           rf"(?<!gebied )\b(?:bestaat|bestaan|bestond|bestaande|gevormd|consists?|formed)\s+(?:\w+\s+)?(?:uit|door|"
           rf"of|by)\s+{_LIST}"),
    _shape("are involved", "betrokken|aangehaakt|vertegenwoordigd",
           rf"(?<!namens het rijk )\b(?:is|zijn|waren)\s+{_HERE}\s+{_THEN}(?:betrokken|aangehaakt|vertegenwoordigd)\b"),
    _shape("are involved", "zijn", rf"^(?:betrokken|vertegenwoordigd|aangesloten)\s+zijn\s+{_LIST}"),
    _shape("are involved", "betrokken|vertegenwoordigd|involved",
           rf"{_FIRST}\s+(?:is|zijn|waren|are|were)\s+{_FEW}(?:betrokken|vertegenwoordigd|involved)\b"),
    _shape("named after their kind", f"{_CLASSES}|municipalities|provinces|ministries",
           r"(?<!unie van )(?<!nederlandse )"
           rf"\b(?P<list>(?:{_CLASSES}|municipalities|provinces|ministries)\s*(?:\(|:\s)[^.:;?!()]+)"),
    _shape("named after their kind", "overheden|organisaties|partijen|beheerders|instellingen|corporaties|bedrijven",
           r"\b(?:overheden|\w*organisaties|partijen|netbeheerders|terreinbeheerders|\w+instellingen|\w*corporaties|"
           r"drinkwaterbedrijven)"
           r"\s*(?:\(|:\s|,\s+(?:namelijk|te\s+weten)\s+)(?P<list>[^.:;?!()]+)"),
    _shape("named after their kind", f"{_CLASSES}|municipalities of|provinces of",
           rf"\b(?P<list>(?:{_CLASSES}|municipalities\s+of|provinces\s+of)\s+(?:van\s+)?(?-i:[A-ZÀ-Þ])[^.:;?!()]*)"),
    _shape("named after their kind", "partners|deelnemers|uitvoerders",
           r"\b(?:\w*partners|deelnemers|uitvoerders)\s*\((?P<list>[^()]+)\)"),
    _shape("named after their kind", "partijen|partners|organisaties|instellingen|instituten",
           r"\b\w*(?:partijen|partners|organisaties|instellingen|instituten)\s+"
           rf"(?P<list>(?-i:{NAME})(?:,\s*(?-i:{NAME}))+,?\s+en\s+(?:het\s+|de\s+)?(?-i:{NAME}))"),
    _shape("carries", "gezamenlijk door", rf"\bgezamenlijk\s+door\s+{_LIST}"),
    _shape("state and region", "rijk",
           r"\b(?P<list>Rijk)(?=(?:,|\s+en)\s+(?:de\s+|\w+\s+)?(?:regio|provincie|gemeente|waterschap|medeoverhe|"
           r"gebied))"),
    _shape("state and region", "rijk",
           r"\b(?:regio|provincies?|gemeenten|waterschappen)\s+en\s+(?:het\s+)?(?P<list>Rijk)\b"),
    _shape("enumerated bodies", " en |,",
           rf"(?P<list>(?-i:{_BODY})(?:(?:,|\s+en|,\s+en)\s+(?:de\s+|het\s+)?(?-i:{_BODY}))+)"),
    _shape("is answerable", "verantwoordelijk", rf"{_FIRST}\s+(?:is|zijn)\s+{_FEW}verantwoordelijk\s+voor\b"),
    _shape("is answerable", "verantwoordelijk",
           rf"^voor\s+[^.:;?!]{{3,60}}?\s(?:is|zijn)\s+{_HERE}\s+verantwoordelijk\b"),
    _shape("leads", "ligt bij|liggen bij",
           rf"\b(?:secretariaat|trekkerschap|penvoerderschap|regie|leiding|coördinatie)\s+(?:ligt|"
           rf"liggen)\s+bij\s+{_LIST}"),
    _shape("supports", "ondersteun|faciliteert|coördineert|trekt|leidt",
           rf"{_FIRST}\s+(?:ondersteunt|ondersteunen|faciliteert|coördineert|trekt|leidt)\s+{_FEW}"
           r"(?:overleg|programma|samenwerking|samenwerkingsverband|platform|uitvoering|\w*deal|convenant|akkoord)\b"),
    _shape("pays", "euro|miljoen|miljard|mln",
           rf"{_FIRST}\s+(?:draagt|dragen|betaalt|betalen|legt|leggen|stelt|stellen|stelde|investeert|investeren|"
           rf"financiert|verdubbelt|trekt|"
           rf"trekken|reserveert|steekt|steken|geeft|geven|neemt|nemen|brengt|brengen){_MONEY}"),
    _shape("pays", "euro|miljoen|miljard|mln",
           rf"\b(?:stelt|stelde|draagt|betaalt|investeert|legt|trekt)\s+(?P<list>(?:het|"
           rf"de)\s+[^.:;?!]+?)\s{_MONEY[2:]}"),
    _shape("leads", "trekker|penvoer|kassier|initiat|opdrachtgever|financier|coördinat|uitvoer|lead partner",
           rf"{_FIRST}\s+(?:is|zijn|was|wordt)\s+{_FEW}(?P<role>{LEADER})\b"),
    _shape("leads", "trekker|penvoer|kassier|initiat|opdrachtgever|financier|coördinat|uitvoer|lead partner",
           rf"\b(?P<role>{LEADER})(?:\s+{_FEW}(?:is|zijn)|\s*:)\s+{_LIST}"),
    _shape("leads", "projectleiding|uitvoer|coördinatie|penvoering",
           r"^(?:projectleiding|uitvoering|uitvoerende\s+(?:partij(?:en)?|organisaties?)|coördinatie|penvoering)\s*:"
           rf"\s+{_LIST}"),
    _shape("is answerable", "ministerie|departement",
           rf"^(?:(?:eerst)?verantwoordelijke?\s+|betrokken\s+|coördinerende?\s+)?(?:ministeries?|"
           rf"departement(?:en)?)\s*:\s*{_LIST}"),
    _shape("leads", "leiding|getrokken|gecoördineerd|geleid",
           rf"\b(?:onder\s+leiding|getrokken|gecoördineerd|geleid)\s+(?:van|door)\s+{_LIST}"),
)  # fmt: skip
_CUES = tuple(frozenset().union(*(shape.cues for shape in SHAPES)))
# Bodies that are named together are told and asked about many a thing that they take no part in.
OFTEN_ELSEWHERE = frozenset({"enumerated bodies"})


def shapes_in(unit: Unit) -> Iterator[tuple[str, re.Match[str]]]:
    """The shapes that a sentence has, each by the name of its rule."""
    present = frozenset(filter(unit.lower.__contains__, _CUES))  # many shapes share a cue
    for rule, cues, pattern in SHAPES:
        if not present.isdisjoint(cues):
            yield from ((rule, match) for match in pattern.finditer(unit.text))


def leader(match: re.Match[str]) -> str:
    """The role of who leads, in the singular, or the kind of all that are listed; nothing in the other shapes."""
    found = match.groupdict()
    if body := found.get("body"):
        return PLURALS[body.casefold()]
    return (found.get("role") or "").casefold().removesuffix("s")
