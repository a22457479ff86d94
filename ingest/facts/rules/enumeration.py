"""The organisations in an enumeration: "de provincies Overijssel en Gelderland, LTO Noord en anderen"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.facts.rules.wording import CAPITAL, NAME

PLURALS = {
    "gemeenten": "gemeente",
    "provincies": "provincie",
    "waterschappen": "waterschap",
    "hoogheemraadschappen": "hoogheemraadschap",
    "ministeries": "ministerie",
    "ministers": "ministerie",
    "municipalities": "gemeente",
    "provinces": "provincie",
    "ministries": "ministerie",
}
_SINGULAR = (
    r"(?i:gemeente|provincie|waterschap|hoogheemraadschap|wetterskip|ministerie|municipality|province|ministry|"
    r"water\s+(?:board|authority))"
)
# Names with a comma or "en" in them, which part nothing: the ministries as they are and were called, and some bodies.
_JOINED = re.compile(
    r"Binnenlandse Zaken(?: en Koninkrijksrelaties)?|Buitenlandse Zaken|Justitie en Veiligheid|Veiligheid en Justitie|"
    r"Landbouw,? (?:Natuur(?:beheer)?(?: en|,) (?:Voedselkwaliteit|Visserij)|Visserij,? Voedselzekerheid en Natuur)|"
    r"Economische Zaken(?:,? (?:Landbouw en Innovatie|en Klimaat(?:beleid)?))?|Klimaat en Groene Groei|"
    r"Infrastructuur en (?:Waterstaat|Milieu)|Verkeer en Waterstaat|Onderwijs, Cultuur en Wetenschap(?:pen)?|"
    r"Volksgezondheid, Welzijn en Sport|Sociale Zaken en Werkgelegenheid|Asiel en Migratie|"
    r"Volkshuisvesting(?:,? (?:en )?Ruimtelijke Ordening(?: en Milieubeheer)?)|"
    r"Natuur-? (?:en|&) Milieu\w*(?: [A-Z][\w-]+)?|Land- en Tuinbouw[\w-]*(?: [A-Z][\w-]+)?|"
    r"(?:[Hh]oogheemraadschap|[Ww]aterschap) [A-Z][\w-]+(?: (?:en|van|het|de)){1,3} [A-Z][\w-]+|"
    r"Schieland en de Krimpenerwaard|Aa en Maas|Rijn en IJssel|Vallei en Veluwe|Amstel, Gooi en Vecht|Hunze en Aa['’]s|"
    r"Berg en Dal|Peel en Maas|Gilze en Rijen|Nuenen, Gerwen en Nederwetten|"
    r"VNG [Rr]ealisatie|"
    r"[A-Z][\w-]+ & [A-Z][\w-]+|burgemeester en wethouders|Unie van Waterschappen|Vereniging van Nederlandse Gemeenten"
)
_BREAK = re.compile(r"\s*[,;/•]\s*|\s+(?:en|and|alsmede|evenals|alsook|plus|&)\s+|\n")
_OPENING = re.compile(
    r"(?:(?:ook|met|zoals|namelijk|te weten|onder (?:meer|andere)|waaronder|namens|bijvoorbeeld|zowel|als|"
    r"dat zijn|including|in ieder geval|o\.a\.|en|and|\d+[.)]|[a-z][.)]|[-–*])\s+)*(?:(?:de|het|the)\s+)?"
    # A covenant is signed by the board of a body: "het college van burgemeester en wethouders van de gemeente Zwolle".
    r"(?:\w*(?:medewerkers|vertegenwoordigers|bestuurders|ambtenaren|mensen|deskundigen|adviseurs)\s+(?:van|"
    r"uit)\s+(?:(?:de|het)\s+)?)?"
    rf"(?:(?:dagelijks\s+|algemeen\s+)?(?:college|bestuur|gedeputeerde(?:\s+staten)?|wethouder|burgemeester|"
    rf"dijkgraaf)\b[^,;]*?\bvan\s+(?:de|het)?\s*(?={_SINGULAR}\s))?",
    re.IGNORECASE,
)
_PLURAL = re.compile(rf"(?i:({'|'.join(PLURALS)}))(?:\s+(?:van|of))?\s*[:|(]?\s*(?={CAPITAL})")
# Of a government body its kind belongs to the name; of others what they are does not: "drinkwaterbedrijf Vitens".
_BODY = re.compile(rf"{_SINGULAR}\s+(?:(?:van|voor|of)\s+)?(?:(?:de|het)\s+)?(?={CAPITAL})")
_DESCRIBED = re.compile(
    r"[a-zA-Zà-ÿ-]*(?:bedrijf|bureau|bank|organisatie|vereniging|netbeheerder|instituut|corporatie|maatschappij|"
    r"beheerder|koepel|instelling|dienst|universiteit|hogeschool|coöperatie|netbeheerders|drinkwaterbedrijven|"
    r"woningcorporaties|"
    r"organisaties|bedrijven|instellingen|hogescholen)\s+(?=[A-ZÀ-Þ])"
)
_KIND_OF_FIRM = re.compile(r"[\w-]*(?:bedrijf|organisatie|beheerder|corporatie|koepel|maatschappij)\s", re.IGNORECASE)
_NAME = re.compile(NAME)
_STATE = re.compile(r"(?:Rijk|rijk|Rijksoverheid|rijksoverheid)\b")
_INITIAL = re.compile(r"(?:[A-Z]\.\s?)+|(?:de\s+heer|mevrouw|dhr|mevr|mr|drs|ir|ing|dr|prof)\b\.?", re.IGNORECASE)
# A sentence may begin with where, when or for whom: "In het gebied werken …".
_PHRASE = re.compile(
    r"(?:In|Op|Voor|Bij|Met|Door|Na|Sinds|Tijdens|Binnen|Vanuit|Namens|Aan|Om|Per|Tot|Uit|Van|Rond|Naast|Volgens|"
    r"Onder|Vanaf|Tussen)\s+"
    r"(?:de|het|een|dit|deze|dat|die|\d+|[A-ZÀ-Þ])"
)
_NO_ORGANISATION = re.compile(
    r"(?:Europa|Nederland|Natuur|Water|Landbouw|Klimaat|Energie|Economie|Wonen|Mobiliteit|Onderwijs|Zorg|Cultuur|"
    r"Gemeenten?|Provincies?|Waterschap(?:pen)?|Ondernemers|Bedrijven|Inwoners|Overheden|Partners|Anderen|Overige|"
    r"Totaal|Overig|Diversen|Twee|Drie|Vier|Vijf|Zes|Zeven|Acht|Negen|Tien|Alle|Enkele|Andere|"
    r"Januari|Februari|Maart|April|Mei|Juni|Juli|Augustus|September|Oktober|November|December|Er|Zij|Wij|Daarnaast|Ook|"
    r"Hij|Deze|Dit|Die|Dat|De|Het|Een|In|Op|Voor|Van|Met|Samen|Verder|Naast|[\w-]*(?:programma|fonds|akkoord|pact)|"
    r"[\w-]+-(?:partners|partijen|deelnemers|leden|organisaties))"
)
_LISTED = re.compile(rf"(?:(?:de|het|the)\s+)?(?:{CAPITAL}|\d+\s|{_SINGULAR}|[\w-]+(?:en|s)$)|(?:alle|andere)\s")
_SHORT = 6  # words of a piece of an enumeration
_BRACKETS = re.compile(r"\s*\([^)]*\)")


class Organisation(NamedTuple):
    """A name in an enumeration, and what kind of body it is where that was said of several at once."""

    start: int
    end: int
    body: str = ""


def is_enumeration(text: str) -> bool:
    """Whether a sentence is nothing but a list of names and classes: each piece is short and begins as one."""
    pieces = [text[left:right].strip(" .") for left, right in _pieces(text, 0, len(text))]
    return any(organisations(text)) and all(_LISTED.match(piece) and len(piece.split()) <= _SHORT for piece in pieces)


def organisations(text: str, start: int = 0, end: int | None = None) -> Iterator[Organisation]:
    """The names in a part of a sentence that lists who takes part; classes ("ondernemers") and persons are left out."""
    body = ""
    for left, right in _pieces(text, start, len(text) if end is None else end):
        opening = _OPENING.match(text, left, right)
        at = opening.end() if opening else left
        # "de ministeries van Landbouw …, van Justitie en Veiligheid"
        at += len("van ") if body and text.startswith("van ", at, right) else 0
        if plural := _PLURAL.match(text, at, right):
            body, at = PLURALS[plural[1].casefold()], plural.end()
        elif text[at:right].split(" ", maxsplit=1)[0].casefold() in PLURALS:
            body = ""
            continue
        if found := _organisation(text, at, right, body):
            yield found
            body = body if found.body else ""


def _organisation(text: str, start: int, end: int, body: str) -> Organisation | None:
    """The name that a piece begins with."""
    if state := _STATE.match(text, start, end):
        return Organisation(start, state.end())
    if named := _BODY.match(text, start, end):
        return Organisation(start, _proper(text, named.end(), end))
    if _INITIAL.match(text, start, end) or _PHRASE.match(text, start, end):
        return None
    described = _DESCRIBED.match(text, start, end)
    if described and (text[start].islower() or (start == 0 and _KIND_OF_FIRM.match(text, start, end))):
        start = described.end()
    stop = _proper(text, start, end)
    half = text[stop - 1 : stop] == "-"  # "Noord- en Zuid-Holland"
    return (
        None
        if stop == start or half or _NO_ORGANISATION.fullmatch(text, start, stop)
        else Organisation(start, stop, body)
    )


def _proper(text: str, start: int, end: int) -> int:
    """Where the name that begins here ends; at its start when there is none."""
    match = _JOINED.match(text, start, end) or _NAME.match(text, start, end)
    return match.end() if match else start


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What stands between the commas and the "en", with brackets and names that hold a comma kept whole."""
    kept = [match.span() for pattern in (_JOINED, _BRACKETS) for match in pattern.finditer(text, start, end)]
    for gap in _BREAK.finditer(text, start, end):
        if any(left < gap.end() and gap.start() < right for left, right in kept):
            continue
        yield start, gap.start()
        start = gap.end()
    yield start, end
