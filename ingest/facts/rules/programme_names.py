"""The names of programmes, agreements, deals and cooperations in a sentence: shapes that show what they are."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ingest.dutch import STOPWORDS
from ingest.facts.organisations import organisations
from ingest.facts.rules.wording import CAPITAL

_QUALIFIER = (
    r"(?:Nationa(?:al|le)|Interbestuurlijke?|Landelijke?|Regiona(?:al|le)|Provincia(?:al|le)|Europe(?:es|se)|"
    r"Integra(?:al|le)|Gebiedsgerichte?|Bestuurlijke?|Strategische?|Ruimtelijke?|Maatschappelijke?|National)"
)
_SMALL_QUALIFIER = r"(?:(?:provinciaal|nationaal|regionaal)\s+(?=Programma\s))"
_KINDS = "programma|agenda|akkoord|pact|deal|convenant|strategie|overeenkomst|opgave|programme"
_CAPITALISED = "|".join(word.capitalize() for word in _KINDS.split("|"))
# A word that is or ends in a kind of programme: "Programma", "Deltaprogramma", "Energiestrategie", "Kustpact".
_HEAD = rf"(?:(?!Impact)[A-ZÀ-Þ][\w-]*(?:{_KINDS})|{_CAPITALISED})(?![\w’'-])"
_LINK = r"(?:voor\s+(?:een|het|de)|van\s+(?:het|de)|voor|van|naar|for|of)"
_INNER = r"(?:en|van|voor|de|het|der|van\s+de|van\s+het|and|of|&)"
_YEARS = r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:19|20)\d\d)?"
_TAIL = rf"(?:\s+(?:{_LINK}\s+)?{CAPITAL}(?:\s+(?:{_INNER}\s+)?(?:{CAPITAL}|{_YEARS}))*|\s+{_YEARS})"
_ABBREVIATED = r"(?:IBP|NP\s+RES|RES|NPLG|PPLG)"  # programmes of the Dutch state and their regional parts
_ORDER = r"(?:(?:[Ee]erste|[Tt]weede|[Dd]erde|[Vv]ierde|[Nn]ieuwe)\s+)"
# Also with the kind as a word of its own: "Regionale Energie Strategie".
_NAME = re.compile(
    rf"(?<![\w-])(?:{_QUALIFIER}\s+{CAPITAL}\s+(?:{_CAPITALISED})(?![\w’'-])(?:{_TAIL})?"
    rf"|(?:{_SMALL_QUALIFIER}|(?:{_QUALIFIER}\s+){{0,2}}){_HEAD}{_TAIL}|{_QUALIFIER}\s+[A-ZÀ-Þ][\w-]+(?:{_KINDS})(?![\w’'-])"
    rf"|{_ORDER}?(?:Regio|City|Green|Health)[ -]?Deal(?![\w’'-]){_TAIL}"
    rf"|{_ORDER}(?:Regio|City|Green)[ -]?Deal(?![\w’'-])"
    rf"|(?<=[Dd]e )(?:Regio|City|Green)[ -]?Deal(?![\w’'-]|\s[‘'\"“])|Erfgoed Deal"
    rf"|(?!Impact)[A-ZÀ-Þ][\w-]+(?:programma|akkoord|pact)(?![\w’'-])"
    rf"|(?<=[Dd]e )(?!Regio|City|Green|Health|Woon)[A-ZÀ-Þ][a-zà-ÿ]+deal(?![\w’'-])"
    rf"|(?<![\w-])[Kk]ennisplatform\s{CAPITAL}(?:\s{CAPITAL})*"
    rf"|(?:Metropoolr|R)egio\s+(?!Deal){CAPITAL}(?:\s+van\s+{CAPITAL})?|(?:NPLG|PPLG|NOVEX|NP\s+RES)(?![\w’'-]))"
    rf"|(?<!\w){_ABBREVIATED}\s+{CAPITAL}(?:\s+(?:en\s+)?{CAPITAL})*"
)
_QUOTED = re.compile(
    r"\b(?:programma|akkoord|platform|convenant|pact|deal|agenda|samenwerking|noemer|naam|titel)\s+"
    r"[‘'\"“]([^‘’'\"“”]{3,60})[’'\"”]",
    re.IGNORECASE,
)
# "het programma Vitaal Platteland": the kind in small letters, so only what follows is the name.
_AFTER_KIND = re.compile(rf"(?<![\w-])(?:programma|akkoord|convenant|pact)\s+({CAPITAL}(?:\s+{CAPITAL})+)")
# "het programma NEO", "het VIVER-programma": letters that are no body's and no common short form are its name.
_LETTERS = r"(?!(?:ICT|IT|EU|HR|HRM|AI|PR|TV|DNA|CO2|MKB|GGZ|VVE)\b)[A-Z][A-Z0-9]{2,9}"
_IN_LETTERS = re.compile(
    rf"(?<![\w-])(?:programma|samenwerkingsverband|samenwerkingsprogramma)\s+(?P<after>{_LETTERS})(?![\w’'-]|\s+[A-ZÀ-Þ])|"
    rf"(?<![\w-])(?P<before>{_LETTERS})(?:-|\s)(?:programma|samenwerking)(?![\w-]|\s+[A-ZÀ-Þ])"
)
_CAPITALS = re.compile(r"[A-Z][A-Z0-9]{2}")
_WITH_LETTERS = re.compile(
    rf"(?<![\w-])(?P<before>{_LETTERS})[- ](?P<of_it>programma\w*|project\w*|werkplan|jaarplan|stuurgroep|"
    rf"kernteam|partners|partijen|deelnemers|organisaties|samenwerking\w*|use-?cases?)\b|"
    rf"\b(?P<its>programma|project|werkplan|stuurgroep|partners|partijen|deelnemers|organisaties)\s+(?:(?:van|in|binnen)\s+)?"
    rf"(?:het\s+|de\s+)?(?P<after>{_LETTERS})(?![\w’'-]|\s+[A-ZÀ-Þ])"
)
_OF_A_PROGRAMME = re.compile(
    r"programma|werkplan|jaarplan|stuurgroep|kernteam|partners|partijen|deelnemers|samenwerking"
)
# Agreements of the whole country that are written as ordinary words: "het klimaatakkoord".
_NATIONAL = re.compile(r"\b(?:klimaat|energie|preventie|sport|pensioen|landbouw|zorg)akkoord(?![\w-])")
# "het werkprogramma Wel goed water geven.": ordinary words, a name only as far as the end of the sentence shows it.
_UP_TO_THE_END = re.compile(
    rf"\b(?:(?:\w*programma|akkoord|convenant)\s+(?P<long>{CAPITAL}(?:\s+[a-zà-ÿ][\w-]*){{2,4}})|"
    rf"(?:partners\s+van|kring\s+van|noemer)\s+(?P<short>{CAPITAL}(?:\s+[a-zà-ÿ][\w-]*){{2}}))(?=[.,;:)]|$)"
)
# Kinds of papers and bodies that are written with a capital too, and belong to no programme by themselves.
_GENERIC = re.compile(
    rf"(?:coalitie|regeer|college)akkoord\s.*|"
    rf"(?:{_QUALIFIER}\s+)*(?:hoofdlijnen|coalitie|regeer|bestuurs|college|raads|werk|uitvoerings|deel|ontwikkel|"
    rf"systeem|"
    r"warmte|samenwerkings|verkiezings|meerjaren|jaar|leer|hulp|vervolg|woon)?[ -]?"
    rf"(?:{_KINDS})(?:\s+(?:van eisen|\d.*))?",
    re.IGNORECASE,
)
# The kind itself, with a short form beside it: "het Interbestuurlijk Programma (IBP)".
_WITH_SHORT_FORM = re.compile(rf"(?:{_QUALIFIER}\s+)+(?:{_CAPITALISED})")
_NOISE = re.compile(r"[^\w\s’'&/().,+:-]")
_BROKEN = re.compile(r"[€$£¥¢~^*=<>§@#%_\\]")
_IN_LIST = re.compile(rf"(?<!\bim)(?:{_KINDS}|plan)\b", re.IGNORECASE)
# "De directeur van de Metropoolregio Amsterdam" works for an organisation.
_AREA = re.compile(r"(?:Metropoolr|R)egio\s(?!Deal)")
_OFFICE = re.compile(
    r"\b(?:\w*directeur|\w*secretaris|\w*voorzitter|\w*manager|burgemeester|wethouder|bestuurder|adviseur|"
    r"medewerker)\s+(?:van|bij)\s+(?:de\s+)?$",
    re.IGNORECASE,
)
_KIND_OF_LETTERS = re.compile(rf"{_LETTERS}-programma")
_SPEAKER = re.compile(r":\s[a-zà-ÿ]")
_AFTER_LETTERS = re.compile(rf"{_ABBREVIATED}\s")
_LONGEST = 12  # words of a name
# "Wanneer loopt elk programma af", also without a question mark.
_ASKS = re.compile(
    r"^(?:wanneer|welke?|wat|wie|waar\w*|hoe|hoeveel|is|zijn|kan|kunnen|moet|moeten|when|which|what|who|how)\b|\?$",
    re.IGNORECASE,
)


# One of these stands in every name, or right before it.
_CUES = (
    *_KINDS.split("|"), "regio", "ibp", "res ", "nplg", "pplg", "novex", "platform", "samenwerking", "noemer",
    "naam", "titel", "partners van", "kring van",
)  # fmt: skip


class Mention(NamedTuple):
    """A name of a programme at a place in a text."""

    start: int
    end: int
    name: str


def mentions(text: str) -> Iterator[Mention]:
    """The names in a sentence that show by themselves that a programme is meant."""
    lowered = text.lower()
    if not any(map(lowered.__contains__, _CUES)):
        return
    for pattern, group in ((_NAME, 0), (_QUOTED, 1), (_AFTER_KIND, 1)):
        for match in pattern.finditer(text):
            found = cleaned(text, match.start(group), match.end(group))
            if not found or (_AREA.match(found.name) and _OFFICE.search(text, 0, found.start)):
                continue
            if _KIND_OF_LETTERS.fullmatch(found.name) and _IN_LETTERS.match(text, found.start):
                continue  # "VIVER-programma" is VIVER
            if found.start > 0 and _SPEAKER.match(text, found.end) and _AFTER_LETTERS.match(found.name):
                continue  # "de afspraken in de RES Jan: dat is goed", in minutes
            yield found
    for match in _NATIONAL.finditer(text):
        yield Mention(*match.span(), match[0].capitalize())
    for match in _IN_LETTERS.finditer(text):
        letters = "after" if match["after"] else "before"
        if organisations().find(match[letters]) is None:
            yield Mention(*match.span(letters), match[letters])
    for match in _UP_TO_THE_END.finditer(text):
        span = match.span("long" if match["long"] else "short")
        if STOPWORDS.isdisjoint(text[slice(*span)].split()[1:]) and (found := cleaned(text, *span)):
            yield found


def called_by_letters(texts: Iterable[str]) -> list[str]:
    """The letters that texts use as the name of a programme: "het VIVER-werkplan", "de partners in VIVER"."""
    beside: dict[str, set[str]] = {}
    for text in filter(_CAPITALS.search, texts):
        for match in _WITH_LETTERS.finditer(text):
            name, noun = match["before"] or match["after"], match["of_it"] or match["its"]
            beside.setdefault(name, set()).add(noun.lower())
    return [
        name
        for name, nouns in beside.items()
        if len(nouns) > 1 and any(map(_OF_A_PROGRAMME.match, nouns)) and organisations().find(name) is None
    ]


def item(text: str) -> Mention | None:
    """The programme that an item in a list of programmes names, which is all of it."""
    if not _IN_LIST.search(text) or not text[0].isupper() or len(text.split()) > _LONGEST or _ASKS.search(text):
        return None
    bracket = text.find(" (")
    return cleaned(text, 0, bracket if bracket > 0 else len(text))


def named_with_short_form(text: str, start: int, end: int) -> Mention | None:
    """The kind of programme at a place, which is a name because a short form stands beside it."""
    if not _WITH_SHORT_FORM.fullmatch(text, start, end):
        return None
    return Mention(start, end, " ".join(text[start:end].split()))


def cleaned(text: str, start: int, end: int) -> Mention | None:
    """The name at a place without marks around it; None for what is a kind of thing, or noise of a scan."""
    while end > start and not (text[end - 1].isalnum() or text[end - 1] == ")"):
        end -= 1
    name = " ".join(text[start:end].split())
    if not name or _GENERIC.fullmatch(name) or _NOISE.search(name) or _BROKEN.match(text, end):
        return None
    return Mention(start, end, name)
