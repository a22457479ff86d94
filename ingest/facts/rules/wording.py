"""Words and shapes that several rules look for."""

import re

from ingest import dutch

# A word that begins with a capital, as names do: "LTO", "Natuur", "'s-Hertogenbosch", "VNO-NCW".
CAPITAL = r"(?:[’']s-)?[A-ZÀ-Þ][\w’'&/-]*(?:\.(?=\w)[\w-]+)*"
_SMALL = r"(?:van|voor|der|den|de|het|een|en|in|op|aan|aan de|van de|van het|voor de|voor het|voor een|te|tot|&)"
# Words with capitals and small words between them: "Unie van Waterschappen".
NAME = rf"{CAPITAL}(?:\s+(?:{_SMALL}\s+){{0,2}}{CAPITAL})*"

_UNITS = ["een", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
_TEENS = ["tien", "elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"]
_TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]
_ENGLISH = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "twenty",
]
_WORDS = "|".join([*_TEENS, rf"(?:(?:{'|'.join(_UNITS)})(?:en|ën))?(?:{'|'.join(_TENS)})", *_UNITS[2:], *_ENGLISH])
# "15", "1.250", "vijftien", "tweeëntwintig"; "een" is an article more often than a number.
NUMBER = rf"(?:\d{{1,3}}(?:\.\d{{3}})+|\d{{1,4}}|{_WORDS})"

PROVINCES = (
    "Drenthe|Flevoland|Friesland|Fryslân|Gelderland|Groningen|Limburg|Noord-Brabant|Brabant|Noord-Holland|Overijssel|"
    "Utrecht|Zeeland|Zuid-Holland"
)

POINT = r"(?:(?:Noordoost|Noordwest|Zuidoost|Zuidwest|Noord|Oost|Zuid|West|Midden|Laag|Hoog|Nieuw)[- ])"
# Landscapes and corners of the country that are areas to everybody.
LANDSCAPE = (
    r"Achterhoek|Twente|Salland|Veluwe|Betuwe|Groene\s+Hart|Waddengebied|Waddeneilanden|IJsselmeergebied|"
    r"Hoge\s+Zandgronden|Stedendriehoek|"
    r"Randstad|Krimpenerwaard|Alblasserwaard|Lopikerwaard|Peel|Kempen|Zeeuws-Vlaanderen|Eemsdelta|Parkstad|Gooi|"
    r"Kennemerland|Waterland|"
    r"Noordoostpolder|Gelderse\s+Vallei|Kop\s+van\s+(?:Overijssel|Drenthe|Noord-Holland)|Westerkwartier|Oldambt|"
    r"Bollenstreek|Hoeksche\s+Waard|"
    r"Liemers|Vechtdal|Reestdal|Heuvelland|Utrechtse\s+Heuvelrug|IJsseldelta|Biesbosch|Eemland|Zaanstreek|Rijnmond|"
    r"Drechtsteden|Veenkoloniën|"
    r"Lauwersmeer\w*|Maasvallei|Walcheren|Schouwen-Duiveland|Noord-Beveland|Zuid-Beveland|Vechtstreek|Amstelland|"
    r"Wieden|Weerribben|Kop\s+van\s+Overijssel|Rivierenland|Foodvalley|Westland|Delta|Nederland|Holland"
)

MONTH = "|".join(dutch.MONTHS)
MOMENT = (
    rf"(?:(?:\d{{1,2}}\s+)?(?:{MONTH})\s+|(?:begin|medio|eind|najaar|voorjaar|zomer|voorjaar van)\s+)?(?:19|20)\d\d"
)

# Who was asked and did not come, who left, and what is only wished for: none of it is so.
NEGATION = re.compile(
    r"\b(?:geen|niet|nooit|noch|zonder|niemand|evenmin|voormalige?|vroegere|toenmalige?|oud-\w+|ex-\w+|uitgestapt|"
    r"stapten?|verliet(?:en)?|teruggetrokken|trok(?:ken)?\s+zich\s+terug|opgestapt|vertrokken|afgehaakt|haakten?|"
    r"beëindigde|zegde|opgezegd|uitgetreden|trad(?:en)?\s+uit|weigerden?|afgezien|zagen?\s+af|behalve|"
    r"uitgezonderd|not|never|former|formerly|without|except|withdrew|left)\b",
    re.IGNORECASE,
)
# What might be, or should be.
UNSURE = re.compile(
    r"\b(?:misschien|mogelijk|wellicht|eventue(?:el|le)|overweegt|overwegen|onderzoekt\s+of|zouden?|wil(?:len)?|"
    r"(?:wij|we)\s+verwachten|ga(?:at|an)\s+[^.,;]{0,60}\b(?:maken|sluiten|ondertekenen|deelnemen|meedoen)|kunnen|kan|hoopt|hopen|uitgenodigd|benaderd|potentiële|beoogde?|gevraagd|might|could|would|potential|invited)\b",
    re.IGNORECASE,
)


def is_question(text: str) -> bool:
    """Whether a sentence asks, so that it says nothing yet."""
    return text.rstrip().endswith("?")


def one_of(*patterns: str) -> re.Pattern[str]:
    """A pattern for one of the patterns in small letters; where a word begins is looked for once for all of them."""
    at_word = "|".join(pattern.removeprefix(r"\b") for pattern in patterns if pattern.startswith(r"\b"))
    return re.compile("|".join([rf"\b(?:{at_word})", *(p for p in patterns if not p.startswith(r"\b"))]))
