"""Which lines name a document, and which stand above many: kinds of paper, first chapters, addresses, empty fields."""

import re

from ingest.clean import squeeze
from ingest.facts.organisations import organisations
from ingest.load.dates import date_of_line

PAPER = (  # kinds of paper, which say nothing of what one is about
    r"(?:agenda|advies|amendement|besluit|besluitenlijst|brief|collegevoorstel|fiche|jaarplan|jaarverslag|kamerbrief|memo"
    r"|memorandum|motie|nieuwsbericht|nota|notitie|notulen|persbericht|raadsbesluit|raadsbrief|raadsvoorstel|rapport"
    r"|rapportage|statenbrief|statenvoorstel|verslag|voorstel|werkplan|minutes|report)"
)
_NO_SUBJECT = re.compile(  # lines that stand above many documents and tell nothing about this one
    rf"""(?:[\dIVX]+[.)]?\s+)*(?:
        (?:{PAPER}|datum|bijlagen?|inhoud|inhoudsopgave|colofon|aan|geachte|betreft|onderwerp|kenmerk|inleiding|introductie
          |introduction|voorwoord|vooraf|samenvatting|summary|aanleiding|achtergrond|background|context|probleemstelling
          |contents|vragen|leeswijzer|besluit|conclusies?|aanwezig|afwezig|vraag\ en\ antwoord|vragen\ en\ antwoorden
          |veelgestelde\ vragen|faq|algemene\ gegevens|documentbeheer)\b
        (?:\s+(?:van|voor|bij)\s+(?:dit|deze|het|de)\s\w+)?(?:\s*[\d:.A-Z]{{0,3}})
      | {PAPER}\s+aan\s+(?:de\s+)?(?:PS|provinciale\s+staten|(?:gemeente)?raad|tweede\s+kamer|kamer|college)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBERED = re.compile(rf"{PAPER}(?:\s+(?:nr|nummer|no|versie)\b\.?)?[\s:]*[A-Z]{{0,4}}[\d.:/-]*\d", re.IGNORECASE)
_NOT_OF_ALL = re.compile(  # a part of the document, whom it is for, a field that nobody filled in, letters set apart
    r"(?:\d+(?:\.\d+)*[.)]|\d+\.\d+|[IVX]+[.)]|hoofdstuk\s+\d+|paragraaf\s+\d+|artikel\s+\d+|bijlagen?\s+(?:\d+|[A-Z]|[IVX]+))\b"
    r"|\d+(?:\.\d+)*[.)]\s"
    r"|(?:aan\s+(?:de|het|provinciale|gedeputeerde)|t\.\s?a\.\s?v\.|geachte|beste|de\s+heer|mevrouw|retouradres)\b"
    r"|(?:provinciale|gedeputeerde)\s+staten\b|(?:het\s+)?college\s+van\b|(?:de\s+)?(?:gemeente)?raad\s+van\b"
    r"|.*\b(?:postbus\s+\d|(?-i:\d{4}\s?[A-Z]{2}\b))"
    r"|(?:aan|af)wezige?n?\s*:|[<\[{].*[>\]}]$|klik\b|(?:\w ){4,}\w\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"(?:periode|looptijd|versie|definitieve?\s+versie|status)\b\W", re.IGNORECASE)


def says_something(text: str) -> bool:
    """Whether a line tells what its document is about, as a title does."""
    text = squeeze(text)
    common = _NO_SUBJECT.fullmatch(text) or is_numbered(text) or _NOT_OF_ALL.match(text)
    return not (is_of_cover(text) or common or organisations().find(text))


def is_of_cover(text: str) -> bool:
    """Whether a line is a date, a period or a version, as covers have below the title."""
    return date_of_line(text) is not None or _PERIOD.match(text) is not None


def is_numbered(text: str) -> bool:
    """Whether a line is the name of a kind of paper with a year or a number: better than nothing."""
    return _NUMBERED.fullmatch(squeeze(text)) is not None
