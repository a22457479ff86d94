"""Words that keep two lessons apart however much else they share: opposites, numbers, and whom they are about.

"Geef jongeren voorrang" and "Geef ouderen voorrang" differ in one word. Texts come in lower case without diacritics.
"""

import re

# Pairs of which one lesson has the one side and another the other side when they advise the opposite.
_OPPOSITES = tuple(
    (re.compile(rf"\b(?:{one})\b"), re.compile(rf"\b(?:{other})\b"))
    for one, other in (
        (r"open\w*", r"sluit\w*|dicht\w*"),
        (r"meer|vergroot\w*|verhoog\w*|uitbreid\w*", r"minder|verklein\w*|verlaag\w*|beperk\w*"),
        (r"hoge?|hoger\w*", r"lage?|laag|lager\w*"),
        (r"lange?|langer|verleng\w*", r"korte?|korter|verkort\w*"),
        (r"grote?|groot|groter", r"kleine?|kleiner"),
        (r"vroeg\w*|vooraf|halverwege", r"(?:te|pas) laat|later|achteraf|na afloop"),
        (r"snel\w*", r"langzaam|trage?|traag"),
        (r"centra\w+", r"decentra\w+"),
        (r"vrijwillig\w*", r"verplicht\w*"),
        (r"onafhankelijk\w*", r"zelf"),
        (r"stad\w*|stedelijk\w*", r"platteland\w*|landelijk\w*"),
    )
)


_ACTORS = tuple(
    re.compile(rf"\b(?:{names})\b")
    for names in (
        r"(?:in|be|om)woners?|omwonenden|burgers?|mensen|gezin\w*",
        r"onderneme\w+|bedrijven|bedrijfsleven|winkeliers?",
        r"boer(?:en)?|agrari\w+|tuinders?",
        r"jongeren|jeugd\w*|leerlingen|studenten",
        r"ouderen",
        r"(?:gemeente)?raden|raadsleden|gemeenteraad",
        r"bestuur\w*|wethouders?|colleges?",
        r"ambtelijk\w*|ambtena\w+",
        r"waterschap\w*",
        r"provincies?",
        r"gemeenten?",
        r"rijk|ministerie\w*",
        r"ggd",
        r"kennisinstelling\w*|universiteit\w*|onderzoekers",
        r"(?:woning)?corporaties?",
        r"vrijwilligers?",
        r"projectleiders?|programmamanagers?",
    )
)
_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|elf|twaalf|\w*(?:tien|tig|honderd|duizend))\b"
)


def sides_of(folded: str) -> tuple[int, ...]:
    """For each pair of opposites 1 or -1 when the text has words of the first or of the second side only, else 0."""
    return tuple(bool(one.search(folded)) - bool(other.search(folded)) for one, other in _OPPOSITES)


def actors_of(folded: str) -> frozenset[int]:
    """Which kinds of people and bodies the text names, by their number in the list."""
    return frozenset(i for i, names in enumerate(_ACTORS) if names.search(folded))


def numbers_of(folded: str) -> frozenset[str]:
    """The numbers in the text, in figures and in words."""
    return frozenset(_NUMBER.findall(folded))
