"""What was learned: success factors, lessons, obstacles and recommendations, in lists, under headings and after cues."""

import re
from collections.abc import Iterator, Sequence

from ingest.facts.model import FactKind
from ingest.facts.rules.finding import Finding, whole
from ingest.facts.rules.units import Unit
from ingest.facts.rules.wording import is_question
from ingest.model import Kind

_S, _L, _O, _R = FactKind.SUCCESS_FACTOR, FactKind.LESSON, FactKind.OBSTACLE, FactKind.RECOMMENDATION


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


# What a heading, or the line above a list, announces.
_ANNOUNCED = {
    _S: _any(
        r"\b(?:succes|slaag)factor",
        r"\bwat\s+(?:werkt|werkte|helpt|hielp|ging\s+(?:er\s+)?goed|gaat\s+(?:er\s+)?goed)\b",
        r"\bsterke?\s+(?:en\s+zwakke\s+)?(?:kant|punt)(?:en)?\b",
        r"\bsleutels?\s+tot\s+succes\b",
        r"\bsuccess\s+factors?\b",
        r"\bwhat\s+work(?:s|ed)\b",
        r"\bwhat\s+makes?\b.*\b(?:work|succeed|successful)\b",
        r"\bwaardoor\s+(?:lukt|slaagt|werkt)\b",
        r"\bstrengths\b",
        r"\b(?:waarom|hoe)\s+(?:het|dit|de\s+samenwerking)\s+(?:werkt|slaagt|slaagde|lukte?)\b",
        r"\b(?:voorwaarden|randvoorwaarden|condities)\s+voor\s+(?:succes|een\s+(?:goede|geslaagde|succesvolle))",
    ),
    _L: _any(
        r"\b(?:leer)?les(?:sen)?\b(?!\s*(?:programma|materiaal))",
        r"\binzichten\b",
        r"\bwat\s+(?:hebben|heeft|leerden|leren)\b.*"
        r"(?:\bgeleerd\b|\bwij\b|\bwe\b|\bons\b)",
        r"\bleer(?:punten|ervaringen|opbrengst)",
        r"\blessons?\b",
        r"\binsights\b",
        r"\bgeleerde\b",
    ),
    _O: _any(
        r"\bknelpunt",
        r"\brisico[’']?s?\b",
        r"\bdilemma",
        r"\bbelemmer",
        r"\bobstakel",
        r"\bhindernis",
        r"\bstruikelblok",
        r"\bzwakke?\s+(?:en\s+sterke\s+)?(?:kant|punt|plek)(?:ken|en)?\b",
        r"\bwat\s+(?:bleef|blijft)\s+liggen\b",
        r"\bvalkuil",
        r"\bdrempels?\b",
        r"\bwat\s+(?:ging|gaat|loopt|liep)\s+(?:er\s+)?(?:niet|minder|mis|moeizaam|fout)",
        r"\bwat\s+houdt\b.*\btegen\b",
        r"\b(?:in|staat|staan)\s+(?:in\s+)?de\s+weg\b",
        r"\b(?:obstacles|barriers|challenges|risks|bottlenecks|difficulties)\b",
        r"\bwat\s+(?:is|was|maakt)\b.*\b(?:lastig|moeilijk)\b",
        r"\bwaar\s+(?:het|loopt)\b.*\b(?:knelt|vast|schuurt|wringt)\b",
        r"\buitdagingen\b",
        r"\bzorgen\b",
    ),
    _R: _any(
        r"\baanbeveling",
        r"\badvie(?:s|zen)\b(?!\s*(?:raad|bureau|commissie))",
        r"\bwat\s+(?:er\s+)?(?:is\s+(?:er\s+)?(?:nog\s+)?nodig\b|"
        r"(?:nog\s+)?(?:moet|kan)\s+(?:er\s+)?(?:nog\s+)?(?:beter|anders)\b)",
        r"\brecommend",
        r"\badvice\b",
        r"\baandachtspunt(?:en)?\b",
        r"\btips\b",
        r"\bverbeterpunten\b",
        r"\boproep\s+aan\b",
    ),
}
# The heading announces something else as well, or what the study itself could not do.
_NOT_THESE = _any(
    r"\b(?:beperkingen|limits?|limitations)\b.*\b(?:onderzoek|studie|evaluatie|study)\b",
    r"\bvragen\b",
    r"\bagenda\b",
    r"\brisico(?:analyse|beheer|management)",
    r"\badvies(?:raad|bureau|commissie|groep)",
    r"\bles(?:programma|materiaal)",
    r"\bbeheers",
)
# A line above a list that announces what is neither of these.
_OTHER_LIST = _any(
    r"\b(?:vragen|thema[’']?s|taken|doelen|partners|deelnemers|opgaven|voorbeelden|stappen|maatregelen|afspraken|regels|"
    r"programma[’']?s|regio[’']?s|gebieden|manieren|opdrachtgevers|cijfers)\b[^.]*:?$",
)
# Sentences that say it themselves.
_SAID = {
    _S: _any(
        r"\bverkla(?:art|ren)\b.*\bsucces\b",
        r"\bsuccesvoller\s+(?:als|wanneer)\b", r"\bwerkt\s+(?:\w+\s+)?(?:beter|goed|het\s+best)\s+(?:als|wanneer|omdat|doordat)\b",
        r"\bsuccesfactor(?:en)?\s+"
        r"(?:is|was|zijn|waren|blijkt|vormt)\b",
        r"\b(?:is|zijn|was|waren|blijkt|blijken)\s+(?:\w+\s+){0,4}?(?:essentieel|cruciaal|"
        r"onmisbaar|doorslaggevend)\b",
        r"\bhet\s+helpt\s+(?:\w+\s+)?(?:om|dat|als|wanneer)\b",
        r"\b(?:boeken|boekt|levert|leveren|"
        r"komen|komt)\s+(?:\w+\s+){0,3}?(?:meer|vaker|betere)\s+(?:\w+\s+){0,2}?resultaten\b",
        r"\bstaat\s+of\s+valt\s+met\b",
        r"\b(?:sleutel|geheim)\b.*\bsucces\b",
        r"\bdank(?:zij)\b.*\b(?:succes|gelukt|lukte|slaagde|resultaat)\b",
        r"\bverhaal\s+loont\b",
        r"\b(?:essential|crucial|key)\s+(?:to|for)\b.*\bsuccess\b",
        r"\bsuccessful\s+(?:when|if|because)\b",
    ),
    _L: _any(
        r"\b(?:de|een|onze|belangrijk(?:st)?e)\s+les\b[^.]{0,60}?(?:\bis\b|\bwas\b|:)",
        r"\b(?:hebben|heeft)\s+(?:\w+\s+){0,4}?"
        r"geleerd\s+(?:dat|hoe|om)\b",
        r"\bleert\s+(?:ons\s+)?dat\b",
        r"\b(?:belangrijkste|centrale)\s+(?:inzicht|les)\b[^.]*\b(?:is|was|:)",
        r"\b(?:lesson|learned|learnt)\s+(?:is\s+)?that\b",
    ),
    _O: _any(
        r"\b(?:grootste|belangrijkste|een|het)\s+(?:knelpunt|obstakel|probleem|struikelblok|risico|dilemma|belemmering)\b[^.]*"
        r"\b(?:is|was|vormt|blijft|:)",
        r"\bbelemmer(?:t|en|de|den)\b",
        r"\b(?:staat|staan|stond|stonden)\s+(?:\w+\s+){0,4}?in\s+de\s+weg\b",
        r"\bontbreekt\b",
        r"\bontbrak\b",
        r"\b(?:hebben|heeft|hadden|had)\s+(?:\w+\s+){0,3}?(?:moeite|last)\s+(?:om|met|van)\b",
        r"\b(?:is|zijn|blijft|blijven|bleek|bleken|blijkt)\s+(?:\w+\s+){0,3}?(?:lastig|lastiger|moeilijk|ingewikkeld|kwetsbaar)\b",
        r"\bte\s+weinig\b",
        r"\b(?:blijft|blijven|bleef|bleven)\s+(?:\w+\s+){0,2}?achter\b",
        r"\btekort\s+aan\b",
        r"\bkom(?:t|en)\b.*\btekort\b",
        r"\bniet\s+volgens\s+plan\b",
        r"\b(?:duurt|duren)\s+langer\s+dan\b",
        r"\bwat\s+er\s+mis(?:gaat|ging)\b",
        r"\bnog\s+geen\s+volledige\s+dekking\b",
        r"\b(?:is|zijn|blijft|blijven|was|waren)\s+(?:\w+\s+){0,3}?(?:onduidelijk|onzeker|onvoldoende|versnipperd|tijdrovend|schaars|"
        r"complex|te\s+(?:laat|traag|complex|groot|klein|zwaar))\b", r"\b(?:spanning|spanningen)\s+tussen\b", r"\b(?:schuurt|wringt)\b",
        r"\b(?:weinig|onvoldoende|geen|niet\s+genoeg)\s+(?:tijd|capaciteit|geld|ruimte|mandaat|dekking|draagvlak|regie|mensen)\b",
        r"\bkost(?:te)?\s+veel\s+(?:tijd|geld|moeite)\b", r"\b(?:dilemma|knelpunt|struikelblok|obstakel)(?:s|en)?\b.*\b(?:is|zijn|was|blijft)\b",
        r"\b(?:loopt|lopen|liep|liepen)\s+(?:\w+\s+){0,3}?(?:vast|vertraging)\b",
        r"\bdreigt\b",
        r"\bstagne",
        r"\bschiet\w*\s+tekort\b",
        r"\b(?:gebrek|weerstand)\s+(?:aan|tegen|bij)\b",
        r"\bvoelen\s+zich\b.*\bop\s+afstand\b",
        r"\bhinder(?:t|en|de)\b",
        r"\b(?:lack\s+of|is\s+hampered|hinders?|is\s+difficult)\b",
    ),
    _R: _any(
        r"\b(?:onze|een|de|belangrijkste|eerste|tweede|meest\s+genoemde)\s+(?:aanbeveling(?:en)?|advie(?:s|zen))\b[^.]*"
        r"\b(?:is|zijn|was|waren|luidt|om|:)",
        r"\b(?:bevelen|beveelt|raden|raadt)\s+(?:\w+\s+){0,5}?aan\b",
        r"\b(?:adviseert|adviseren)\s+(?:\w+\s+){0,5}?(?:om|te|dat)\b",
        r"\bverdient\s+(?:de\s+)?aanbeveling\b",
        r"\b(?:zou|zouden)\s+(?:\w+\s+){0,4}?moeten\b",
        r"\bwe\s+recommend\b",
        r"\brecommends?\s+(?:that|to)\b",
    ),
}
_INTRODUCES = _any(
    r":$",
    r"^er\s+(?:zijn|waren)\s+ook\b",
    r"^(?:plaats|datum|bron|figuur|tabel|source)\b",
    r"^(?:dit|dat|deze)\s+zijn\b",
)
# Under a heading of recommendations a sentence is one when it asks something of somebody.
_DEMAND = _any(
    r"\b(?:moet|moeten|kan|kunnen|zou|zouden|dient|dienen|helpt|nodig|wenselijk|vraagt|mogen|verdient|should|must|needs?|can)\b"
)
# "Les 3. Organiseer leiderschap", "Dilemma: snel of zorgvuldig": what it is stands before it.
_NUMBERED = re.compile(
    r"((?:(?:leer)?les|inzicht|succesfactor|knelpunt|dilemma|risico|belemmering|aanbeveling|advies|lesson|insight|recommendation|"
    r"success\s+factor|obstacle)(?:\s+\d+)?)\s*[:.–-]\s+\S",
    re.IGNORECASE,
)
_DILEMMA = _any(r"\bdilemma", r"\bknelpunt")
_HEADER = 4  # words of a header
# A point of attention asks for something, or else says what is wrong.
_POINT = _any(r"\baandachtspunt")
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


def announced_in(text: str) -> FactKind | None:
    """What a heading or a lead announces; nothing when that is two things at once."""
    if _NOT_THESE.search(text):
        return None
    kinds = [kind for kind, pattern in _ANNOUNCED.items() if pattern.search(text)]
    if _S in kinds and _O in kinds:
        return None
    return next(iter(kinds), None)


def _of_item(unit: Unit) -> FactKind | None:
    if unit.lead.endswith(":") or 0 < len(unit.lead.split()) <= _TURN:
        if kind := announced_in(unit.lead):
            return kind
        if _OTHER_LIST.search(unit.lead):
            return None
    return _heading_kind(unit)


def _heading_kind(unit: Unit) -> FactKind | None:
    if not unit.heading or _NUMBERED.match(unit.heading):  # that heading says it itself; what is below explains it
        return None
    return announced_in(unit.heading)


def _of_sentence(unit: Unit) -> tuple[FactKind | None, str]:
    for kind in (_L, _R, _S, _O):
        if _SAID[kind].search(unit.text):
            return kind, f"cue of a {kind.value.replace('_', ' ')}"
    return None, ""
