"""A question that compares two things, taken apart into the question about each of them."""

import re

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
# *the form of X and that of Y*: what the second side points at, the first side says.
_POINTS = re.compile(rf"(?:die|dat|that|those)\s+(?P<rest>{_WITHIN}\s.+)", re.IGNORECASE)
_POINTED_AT = re.compile(rf".+?(?=\s+{_WITHIN}\b)", re.IGNORECASE)
# What asks for the comparison and says nothing about one side.
_COMPARING = re.compile(
    r"\b(?:(?:wat is |wat zijn )?(?:het |de )?verschil(?:len)?(?: in| tussen)?|hoe verschilt|verschilt|allebei|beide|"
    r"tussen|zowel|(?:what is |what are )?(?:the )?differences?(?: in| between)?|between|both)\b\s*",
    re.IGNORECASE,
)


def sides(asked: str) -> tuple[str, str] | None:
    """``asked`` about each of the two things that it compares; None when it does not name them side by side."""
    match = next((match for pattern in _SIDES if (match := pattern.search(asked))), None)
    if match is None:
        return None
    one, other = match["one"].strip(), match["other"].strip()
    if _UNFINISHED.search(one):
        one = f"{one} {_SECOND.sub('', other, count=1)}"
    if (points := _POINTS.match(other)) and (head := _POINTED_AT.match(one)):
        other = f"{head[0]} {points['rest']}"
    before, after = asked[: match.start("one")], asked[match.end("other") :]
    first, second = (" ".join(_COMPARING.sub("", f"{before}{side}{after}").split()) for side in (one, other))
    return first, second
