"""How far a programme is: the sentence that says that it was signed, adopted, extended or ended."""

import re
from collections.abc import Iterator

from ingest.dutch import sentences
from ingest.facts.model import FactKind
from ingest.facts.rules.finding import Finding, whole
from ingest.facts.rules.units import Unit
from ingest.facts.rules.wording import MONTH, is_question, one_of
from ingest.model import Kind

_STATE = (
    r"(?:ondertekend|getekend|vastgesteld|ingediend|toegekend|verlengd|beëindigd|opgeheven|afgerond|afgesloten|"
    r"gestopt|stopgezet|"
    r"gestart|van\s+start\s+gegaan|geactualiseerd|herzien|vervallen|ingetrokken|gesplitst|opgevolgd|goedgekeurd|"
    r"gelanceerd|opgericht|ingesteld|geselecteerd|beklonken|uitgesteld|geschrapt|afgewezen|opgegaan|ondergebracht|"
    r"in\s+uitvoering|in\s+voorbereiding|in\s+werking\s+getreden|"
    r"gehonoreerd|binnengehaald|voorgelegd|aangeboden|aangenomen|bekrachtigd|geëindigd|voortgezet|stilgelegd|hervat|signed|"
    r"adopted|approved|extended|ended|launched|granted)"
)
_SAID = one_of(
    rf"\b(?:is|zijn|werd|werden|was|wordt|heeft|hebben|has|have|been|were)\b[^.;]*\b{_STATE}\b",
    rf"^{_STATE}\s+(?:door|op|in|by|on)\b",
    r"\b(?:stelde|stelden)\b[^.;]*\bvast(?=[.,;]|$|\s+(?:op|in|tijdens)\b)",
    r"\b(?:diende|dienden)\b[^.;]*\bin(?=[.,;]|$|\s+bij\b)",
    r"\b(?:kende|kenden)\b[^.;]*\btoe(?=[.,;]|$|\s+aan\b)",
    r"\b(?:bood|boden)\b[^.;]*\baan(?=[.,;]|$|\s+(?:bij|aan|op|in)\b)",
    r"\b(?:trok|trokken)\b[^.;]*\bin(?=[.,;]|$|\s+op\b)",
    r"\b(?:keurde|keurden)\b[^.;]*\bgoed\b",
    r"\b(?:wees|wezen)\b[^.;]*\baf(?=[.,;]|$)",
    r"\b(?:hief|hieven)\b[^.;]*\bop(?=[.,;]|$)",
    r"\b(?:zet|zette|zetten)\b[^.;]*\bstop(?=[.,;]|$)",
    r"\b(?:schrapt|schrapte|schrapten|beëindigt|beëindigde|beëindigden|verlengde|verlengden|lanceerde|"
    r"lanceerden|bekrachtigde|bekrachtigden)\b",
    r"\bgroen\s+licht\b",
    r"\b(?:is|zijn|werd|werden)\b[^.;]*\b(?:akkoord|convenant|overeenkomst|\w*deal|"
    r"pact)\b[^.;]*\bgesloten(?!\s+(?:door|tussen|met)\b)",
    r"\b(?:is|zijn|was)\s+(?:inmiddels\s+|nu\s+)?(?:een\s+feit|rond|definitief|gereed)\b",
    r"\btot\s+stand\s+(?:gekomen|kwam|komt)\b",
    r"\b(?:ging|gingen|gaat|gaan)\b[^.;]*\bvan\s+start\b",
    r"\bgaat\s+niet\s+(?:meer\s+)?door\b",
    r"\bvan\s+de\s+baan\b",
    r"\bstem(?:de|den|t|men)\b[^.;]*\bin\s+met\b",
    r"\b(?:trad|traden|treedt|treden)\b[^.;]*\bin\s+werking\b",
    r"\b(?:ligt|liggen|lag)\b[^.;]*\bter\s+(?:vaststelling|besluitvorming|goedkeuring|ondertekening)\b",
    r"\b(?:gaat|ging|is|zit)\b[^.;]*\bfase\s+in(?:gegaan)?\b",
    r"\b(?:kwam|komt)\s+(?:\w+\s+){0,3}?te\s+vervallen\b",
    r"\bhandtekening(?:en)?\b[^.;]*\b(?:gezet|geplaatst)\b",
    r"\b(?:zette|zetten|plaatste|plaatsten)\b[^.;]*\bhandtekening(?:en)?\b",
    r"\b(?:sloot|sloten)\b[^.;]*\b(?:akkoord|convenant|overeenkomst|\w*deal|pact)\b",
    r"\b(?:is|zijn|was|waren)\s+(?:\w+\s+)?(?:in\s+volle\s+gang|halverwege|ten\s+einde|voorbij|"
    r"afgelopen)\b",
    r"\bhalverwege\s+de\s+(?:uitvoering|looptijd)\b",
    r"\b(?:ondertekenden?|tekenden?|stopt|stopte|eindigt|eindigde|ging\s+van\s+start|gaat\s+van\s+start|"
    r"startte|begon|handtekening(?:en)?\s+onder|(?:krijgt|kreeg)\s+(?:\w+\s+){0,4}(?:\w*deal|vervolg|"
    r"\w*programma|status)|(?:\w*deal|vervolg|\w*programma|status)\s+(?:krijgt|kreeg)|(?:akkoord|"
    r"convenant|overeenkomst|\w*deal|pact)\b[^.;]*\b(?:is|zijn|werd|"
    r"werden)\b[^.;]*\bgesloten(?!\s+(?:door|tussen|met)\b)|(?:zit|bevindt\s+zich|"
    r"verkeert)\s+(?:\w+\s+)?in\s+de\s+\w*\s?\w*fase|afgelopen\s+is|loopt\s+af\b|"
    r"loopt\b[^.;]*\baf(?=[.,;]|$)|is\s+van\s+kracht|liep\s+af|bestaat\s+niet\s+meer|houdt\s+op)\b",
)
# A programme is made by handing in and adopting its own papers.
_PAPER = re.compile(
    r"\b(?:ontwerp(?:programma)?|bod|aanvraag|startversie|concept(?:-\w+)?|plan\s+van\s+aanpak)\b", re.IGNORECASE
)
_WORDS = (
    "teken", "voorgelegd", "aange", "bekracht", "stelde", "diende", "kende", "vastgesteld", "ingediend", "toegekend",
    "verleng",
    "eindig", "opgeheven", "afge", "stem", "gesloten", "geëindigd", "voortgezet",
    "stilgelegd", "hervat", "stop", "start", "geactual", "herzien", "vervallen", "ingetrokken", "gesplitst",
    "opge", "goedgekeurd", "gehonoreerd", "binnengehaald", "ondergebracht", "uitvoering", "voorbereiding",
    "werking", "begon", "krijgt", "kreeg", "loopt", "liep", "bestaat", "houdt", "signed", "adopted", "approved",
    "handtekening", "een feit", " rond", "definitief", "gereed", "tot stand", "niet door", "niet meer", "de baan",
    "trad ", "bood", "boden", "trok", "keurde", "wees", "wezen", "hief", "hieven", "schrap",
    "beëindig", "lanceer",
    "groen licht", "traden", "treed", "ter vaststelling", "ter besluit", "ter onder", "vervallen", "sloot", "sloten",
    "volle gang", "halverwege", "ten einde", "voorbij", "gelanceerd", "gericht", "ingesteld", "geselecteerd",
    "beklonken",
    "uitgesteld",
    "geschrapt", "extended", "ended", "launched", "granted", "status", "stand van", "fase",
)  # fmt: skip
_LABEL = re.compile(r"(?:status|stand\s+van\s+zaken|fase)\s*:\s*\w.*", re.IGNORECASE)
# What a study found, what is only begun with, and deals in general are no state of a programme.
_NO_STATE = re.compile(
    r"\b(?:vastgesteld|vast),?\s+dat\b|\b(?:gestart|start|startte|begon|begonnen)\s+met\b|"
    r"\b(?:city|regio|green|woon)[ -]?deals\b",
)
# "2019: convenant ondertekend", in a list of what happened when.
_DATED = re.compile(
    rf"(?:(?:begin|medio|eind|voorjaar|zomer|najaar)\s+)?(?:(?:{MONTH})\s+)?(?:19|20)\d\d\s*[:–-]\s+[^.;]*"
    rf"\b(?:programma|akkoord|convenant|overeenkomst|\w*deal|pact|samenwerking)\b[^.;]*\b{_STATE}\b.*",
    re.IGNORECASE,
)
_ON_A_DAY = re.compile(
    rf"(?:ondertekend|getekend|vastgesteld|verlengd|aangeboden|ingediend|beëindigd)\s+(?:op|in|"
    rf"per)\s+(?:\d{{1,2}}\s+)?(?:(?:{MONTH})\b|(?:19|20)\d\d)",
    re.IGNORECASE,
)
_ENDED = re.compile(r"\bniet\s+(?:meer|langer|door)\b")
# "Zodra de aanvraag is ingediend": when something is done, not that it was.
_WHEN = re.compile(
    r"\b(?:zodra|nadat|voordat|totdat|indien|wanneer|mits|tenzij|waarna|als\s+er|once|after|before|if|when)\b[^,]*$",
)
# "Een in de strategie vastgesteld gebied" says what kind of area it is.
_SORT = re.compile(
    rf"\b(?:een|het)\s+(?:in|door|op|bij|eerder)\b[^.,;]*\b{_STATE}\s+(?!door|in|op|om|en|met|tot|voor|bij|na)[a-zà-ÿ]{{4,}}",
)
_BESIDE = re.compile(r"\([^()]*\)")
# Words that run on without a mark were two lines of the page.
_RUNS_ON = re.compile(r"\s(?:Bij|In|Op|De|Het|Een|Dit|Wij|We|Er)\s")
_DENIED = re.compile(r"\b(?:geen|niet|not)\b")
_PARTS = re.compile(
    r"\b(?:project(?:en)?|plannen|besluit(?:en)?|onderzoek|evaluatie|website|platform\s+\w+\.nl|natuurdoelen|"
    r"bestemmingsplan|"
    r"inpassingsplan\w*|bouwt\s+voort|vergunning\w*|artikel|webinar|bijeenkomst\w*|rapport|maatregel(?:en)?|"
    r"werkgroep(?:en)?|fonds|regeling|"
    r"wet|begroting|motie|rapportage|nota|pilots?|proef|activiteit(?:en)?|tender|aanbesteding|traject(?:en)?|"
    r"(?<!dit )(?:proces|processen)|verkenning|kaders?|zoekgebied(?:en)?|zienswijzen?|reacties?|"
    r"initiatie(?:f|ven)|thema|amendement(?:en)?|\w*verordening|instructieregels?|omgevingsvisie|participatieplan|uitgangspunten|principes|normen|"
    r"handreiking|inschrijving|subsidies?|geld|bedrag|middelen|bijdragen?|advies|brief|visie|kaart|loket|commissie|"
    r"campagne|"
    r"monitor|training|bouw|aanleg|werkzaamheden|onderhandelingen|voorbereidingen|aanmelding|opleiding|cursus|studie|"
    r"enquête|interviews?|gesprek(?:ken)?|document)\b",
)


def statuses(unit: Unit) -> Iterator[Finding]:
    """The sentence when it says where a programme as a whole stands; not of a part of it, a paper or a meeting."""
    if (
        unit.kind in (Kind.TABLE, Kind.HEADING)
        or not unit.has(_WORDS)
        or is_question(unit.text)
        or unit.text.endswith(":")
        or (". " in unit.text.rstrip(". ") and len(sentences(unit.text)) > 1)
    ):
        return
    if _LABEL.fullmatch(unit.text):
        yield whole(FactKind.STATUS, unit, "labelled status")
    elif unit.kind is Kind.LIST and _DATED.fullmatch(unit.text) and not _is_denied(unit.lower):
        yield whole(FactKind.STATUS, unit, "dated item")
    elif _says_state(_BESIDE.sub(lambda match: " " * len(match[0]), unit.text)):
        beside_name = not (_opens(unit) or _PAPER.search(unit.text))
        yield whole(FactKind.STATUS, unit, "word for a status", beside_name=beside_name)


def _says_state(text: str) -> bool:
    """Whether a sentence, without what stands in brackets, says of the whole that it came so far."""
    lowered = text.lower()
    said = _SAID.search(lowered)
    if said is None or _is_denied(lowered) or _NO_STATE.search(lowered) or _SORT.search(lowered):
        return False
    of_a_part = _PARTS.search(lowered, 0, said.end()) or _WHEN.search(lowered, 0, said.end())
    return not of_a_part and _RUNS_ON.match(text, said.end()) is None


def _is_denied(text: str) -> bool:
    """Whether a sentence in small letters says what is not so; what "bestaat niet meer" has ended."""
    return _DENIED.search(_ENDED.sub("", text)) is not None


def _opens(unit: Unit) -> bool:
    """Whether it stands on the title page of a document, where the document itself is what was signed or adopted."""
    if unit.kind is Kind.LIST and _ON_A_DAY.match(unit.text):  # on a slide
        return True
    return not unit.passage.heading_path and re.match(rf"{_STATE}\b", unit.text, re.IGNORECASE) is not None
