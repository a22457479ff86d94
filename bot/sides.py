"""A question that compares two things, taken apart into the question about each of them."""

import re

from ingest import dutch

_ARTICLE = r"(?:de|het|een|the|an?)"
_YEAR = re.compile(dutch.ONE_YEAR)
_WITHIN = r"(?:in|van|bij|voor|volgens|uit|of|for|from)"
_ENDS = r"(?=\s+(?:over|aan|bij|op|voor|allebei|beide|about|on)\b|[?,.]|$)"
_PAPER = (  # a kind of document
    r"\w{0,30}(?:artikel|samenvatting|verslag(?:en)?|evaluatie|memo|brief|rapport(?:age)?|factsheet|sheets|presentatie|pagina|"
    r"bericht|nota|notitie|onderzoek|besluit|convenant|akkoord|overeenkomst|article|summary|report|letter|memo)\b"
)
_OF = r"(?:\s(?:uit|van|over|op|of|from|on)(?:\s(?!over\b|aan\b|allebei\b|beide\b)[\w-]+){1,8}?)?"
_TWO = (
    # the minutes of 2019 and the evaluation of 2021
    rf"(?P<one>\b(?:de|het|the)\s(?:\w+\s)?{_PAPER}{_OF})\s(?:en|and)\s"
    rf"(?P<other>(?:de|het|the)\s(?:\w+\s)?{_PAPER}{_OF}){_ENDS}",
    # between X and Y
    rf"\b(?:tussen|between|zowel|both)\s+(?P<one>.+?)\s+(?:en|and|als)\s+(?P<other>.+?){_ENDS}",
    # compare X with Y, what X and Y have in common
    rf"\b(?:vergelijk|compare)\s+(?P<one>.+?)\s+(?:met|en|with|and)\s+(?P<other>.+?){_ENDS}",
    r"\bhebben\s+(?P<one>.+?)\s+(?:en|and)\s+(?P<other>.+?)(?=\s+gemeen\b)",
    # in X and in Y, of X compared with that of Y
    rf".*\b{_WITHIN}\s+(?P<one>[^,?]+?),?\s+"
    r"(?:(?:en|and|dan|tegenover|versus|than|vergeleken met|ten opzichte van|compared (?:to|with))"
    rf"(?:\s+(?:die|dat|that|those))?|van (?:dat|die)|from that)\s+{_WITHIN}\s+(?P<other>[^,?]+)",
)
_SIDES = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _TWO)
NAMES_TWO_PAPERS = _SIDES[0]
# *the first and the second deal*: what the first side lacks, the second side says.
_UNFINISHED = re.compile(r"\b(eerste|oude|vorige|nieuwe|first|old|previous|new)$", re.IGNORECASE)
_SECOND = re.compile(r"((de|het|the)\s+)?\w+\s+", re.IGNORECASE)
# *the tasks of a province and a water board*, *the bid of Twente and West-Overijssel*: the second side has the head of
# the first when it is made as what stands behind that, and not as the head itself.
_HEADED = re.compile(
    rf"(?P<head>(?:(?P<head_by>{_ARTICLE})\s)?[^,]+?\s{_WITHIN}\s)(?P<of>(?:(?P<by>{_ARTICLE})\s)?.+)", re.IGNORECASE
)
_MADE = re.compile(rf"(?:(?P<by>{_ARTICLE})\s)?(?P<first>\S+).*", re.IGNORECASE)
# *X in 2013 and 2019*
_ONLY_YEAR = re.compile(rf"({dutch.ONE_YEAR})\W*")
_BEHIND = re.compile(rf"{_WITHIN}\s", re.IGNORECASE)  # *… of X and of Y*
# *the form of X and that of Y*: what the second side points at, the first side says.
_POINTS = re.compile(rf"(?:die|dat|that|those)\s+(?P<rest>{_WITHIN}\s.+)", re.IGNORECASE)
_PLACED = re.compile(rf"\s{_WITHIN}\s", re.IGNORECASE)
_POINTED_AT = re.compile(rf".+?(?=\s+{_WITHIN}\b)", re.IGNORECASE)
# What asks for the comparison and says nothing about one side.
_COMPARING = re.compile(
    r"\b(?:(?:wat is |wat zijn )?(?:het |de )?verschil(?:len)?(?: in| tussen)?|hoe verschilt|verschilt|"
    r"vergelijk|compare|wat hebben|gemeen(?:schappelijk)?|allebei|beide|"
    r"tussen|zowel|(?:what is |what are )?(?:the )?differences?(?: in| between)?|between|both)\b\s*",
    re.IGNORECASE,
)

# *Welke regio kreeg meer geld, X of Y?*, *Is X groter dan Y?*: they ask how much each of the two has.
_HOW = {
    **dict.fromkeys(("meer", "minder"), "hoeveel"),
    **dict.fromkeys(("groter", "kleiner"), "hoe groot"),
    **dict.fromkeys(("hoger", "lager"), "hoe hoog"),
    **dict.fromkeys(("langer", "korter"), "hoe lang"),
    **dict.fromkeys(("eerder", "later"), "wanneer"),
    **dict.fromkeys(("more", "fewer", "less"), "how many"),
    **dict.fromkeys(("larger", "smaller"), "how large"),
    **dict.fromkeys(("higher", "lower"), "how high"),
    **dict.fromkeys(("longer", "shorter"), "how long"),
    "vaker": "hoe vaak",
    "earlier": "when",
}
_COMPARATIVES = "|".join(_HOW)
_MORE = rf"\b(?P<more>{_COMPARATIVES})\b"
_HAS = (
    r"\b(?P<before>is|zijn|was|waren|heeft|hebben|had|hadden|kreeg|kregen|krijgt|krijgen|kost|kostte|telt|telde|duurt|"
    r"duurde|begon|are|were|has|have|does|did)"
)
# No pronoun or adverb.
_NO_NAME = rf"er|ze|zij|we|hier|daar|nu|toen|ja|wel|they|here|there|now|then|yes|(?:het|it)\s(?:{_COMPARATIVES})"
_A_NAME = rf"(?!\s|(?:{_NO_NAME})\b)(?:(?:de|het|the)\s)?[^,:?\d][^,:?]*?"
_OF_TWO = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<before>.*{_MORE}[^,:?]*)[,:]\s*(?P<one>{_A_NAME})\s(?:of|or)\s(?P<other>{_A_NAME})(?P<after>(?=[?,]|$))",
        rf"{_HAS}\s(?P<one>{_A_NAME})\s(?:of|or)\s(?P<other>{_A_NAME})\s(?P<after>(?:in\s\d+\s)?{_MORE}[^?]*)",
        rf"{_HAS}\s(?P<one>{_A_NAME})\s(?P<after>{_MORE}[^?]*?)\s(?:dan|than)\s(?P<other>{_A_NAME})(?=[?,]|$)",
    )
)


LONGEST = 300  # characters of a question that is taken apart: the time that takes grows by their cube


def of_each(asked: str) -> tuple[str, str] | None:
    """How much each has, for a question which of two things has more of something; None for any other."""
    if len(asked) > LONGEST:
        return None
    match = next((match for pattern in _OF_TWO if (match := pattern.match(asked))), None)
    if match is None:
        return None
    told = f"{match['before']} {{}} {match['after']}".strip()
    told = re.sub(_MORE, _HOW[match["more"].lower()], told, count=1, flags=re.IGNORECASE)
    one, other = match["one"].strip(), _pointed(match["one"], match["other"].strip())
    return f"{told.format(one)}?", f"{told.format(other)}?"


def sides(asked: str) -> tuple[str, str] | None:
    """``asked`` about each of the two things that it compares; None when it does not name them side by side."""
    if len(asked) > LONGEST:
        return None
    match = next((match for pattern in _SIDES if (match := pattern.search(asked))), None)
    if match is None:
        return None
    one, other = match["one"].strip(), match["other"].strip()
    if _UNFINISHED.search(one):
        one = f"{one} {_SECOND.sub('', other, count=1)}"
    other = _pointed(one, other)
    before, after = asked[: match.start("one")], asked[match.end("other") :]
    first, second = (
        _asked_of(side, " ".join(_COMPARING.sub("", f"{before}{side}{after}").split())) for side in (one, other)
    )
    return first, second


def _asked_of(side: str, asked: str) -> str:
    """The question about one side; where nothing is asked of it, what it is."""
    return f"Wat is {side}?" if asked.rstrip(" ?.!") == side.rstrip(" ?.!") and not _PLACED.search(side) else asked


def _pointed(one: str, other: str) -> str:
    """The other side with what it points at in the first: *dat van de tweede* is *het budget van de tweede*."""
    points, head = _POINTS.match(other), _POINTED_AT.match(one)
    if points and head:
        return f"{head[0]} {points['rest']}"
    if head and _BEHIND.match(other):
        return f"{head[0]} {other}"
    if (year := _ONLY_YEAR.fullmatch(other)) and _YEAR.search(one):
        return _YEAR.sub(year[1], one)
    headed, made = _HEADED.fullmatch(one), _MADE.fullmatch(other)
    if headed and made and not _PLACED.search(other) and _made_alike(headed, made):
        return f"{headed['head']}{other}"
    return other


def _made_alike(headed: re.Match[str], made: re.Match[str]) -> bool:
    """Whether the other side is made as what stands behind the head of the first, and not as the head itself."""
    by, inner, head = (str(part or "").lower() for part in (made["by"], headed["by"], headed["head_by"]))
    return by == inner and (by != head or (not by and made["first"][0].isupper() and headed["of"][0].isupper()))
