"""A question that leaves out what the one before it says (*En in 2023?*, *en hoeveel in Azure?*), said in full."""

import re

from ingest import dutch
from ingest.facts.organisations import organisations

_PREPOSITION = (
    r"(?:aan|bij|boven|buiten|door|in|met|na|naar|namens|onder|op|over|per|rond|sinds|tot|tussen|uit|vanaf|voor|volgens|zonder|"
    r"at|by|for|from|in|on|with)"
)
ASKS = r"(?:wie|wat|waar|waarom|wanneer|hoe|hoeveel|welke?|who|what|where|when|why|how|which)"
_MONTH = dutch.MONTH_IN_FULL
_DETERMINER = r"(?:(?:de|het|een|deze|dit|the|an?)\s)"
_NAME = r"[A-ZÀ-Þ][\w.&'’-]*(?:\s(?:van\s|voor\s(?:de|het)\s|of\sthe\s|de[rn]?\s)?[A-ZÀ-Þ0-9][\w.&'’-]*)*"
_DATE = rf"(?:\d{{1,2}}\s)?(?:(?:begin|eind|medio)\s)?(?:(?i:{_MONTH})\b(?:\s(?:19|20)\d\d\b)?|(?:19|20)\d\d\b)"
# What stands behind a preposition: a date, a name, or a noun with what belongs to it.
_OBJECT = (
    rf"(?:{_DATE}|{_DETERMINER}?(?:[a-zß-ÿ]+e\s){{0,2}}"
    rf"(?:{_NAME}|\d[\d.,]*\s[\w-]+|[\w.-]+(?:\s\d[\w.]*)?(?:\svan\s{_DETERMINER}?[\w-]+)?))"
)
_PHRASE = re.compile(rf"\b(?P<by>(?i:{_PREPOSITION}))\s(?P<what>{_OBJECT})")
_VERB = re.compile(
    r"\b(?:is|zijn|was|waren|ben|wordt|worden|werd|werden|heeft|hebben|had|hadden|kan|kunnen|kon|konden|mag|mogen|moet|"
    r"moeten|zal|zullen|zou|zouden|wil|willen|gaat|gaan|ging|gingen|komt|komen|kwam|kwamen|doet|doen|deed|deden|krijgt|"
    r"krijgen|kreeg|kregen|staat|staan|stond|geldt|gelden|ligt|liggen|loopt|lopen|werkt|werken|zit|zitten|houdt|houden|"
    r"maakt|maken|geeft|geven|gaf|gaven|speelt|spelen|are|were|has|have|does|do|did|can|will|would)\b",
    re.IGNORECASE,
)
# *En in 2023?*, *hoeveel in Azure*, *hoe vaak in dat van 2024*: phrases behind at most the question word and its noun.
_PHRASES_ONLY = re.compile(
    rf"\W*(?:(?:en|maar|and|but)\s+)?(?:{ASKS}\s+(?:(?:vaak|lang|groot|hoog|many|much|often|long)\s+)?"
    rf"(?:(?!{_PREPOSITION}\b)[\w-]+\s+)?)?(?P<rest>{_PREPOSITION}\s.+?)\W*",
    re.IGNORECASE,
)
# *En de Stedendriehoek?*
_NAME_ONLY = re.compile(rf"\W*(?i:en|maar|and|but)\s+(?P<name>{_DETERMINER}?{_NAME})\W*")
_POINTS = re.compile(rf"(?P<by>{_PREPOSITION})\s(?:die|dat|that|those)\s(?P<of>van|of)\s(?P<what>.+)", re.IGNORECASE)
_IS_DATE = re.compile(_DATE)
_YEAR = re.compile(r"\s?\b(?:19|20)\d\d\b")
_NAMES = re.compile(rf"(?:(?<=\s){_DETERMINER})?(?<=\s){_NAME}")
_BODY = re.compile(r"\b(?:gemeente|provincie|waterschap|hoogheemraadschap|ministerie van)\s$", re.IGNORECASE)
_BEHIND_ONE = re.compile(rf"\b(?:{_PREPOSITION}|van|of)\s$", re.IGNORECASE)
_LONGEST = 9  # words of a question that leaves so much out


def completed(asked: str, before: str) -> str:
    """``asked`` with what it leaves out taken from the question ``before`` it; as it stands when that is nothing."""
    if len(asked.split()) > _LONGEST or _VERB.search(asked):
        return asked
    if name := _NAME_ONLY.fullmatch(asked):
        return _with_name(name["name"], before) or asked
    phrases = _PHRASES_ONLY.fullmatch(asked)
    if phrases is None or re.search(rf"\b{ASKS}\b", phrases["rest"], re.IGNORECASE):
        return asked
    full = before.rstrip(" ?.!")
    if points := _POINTS.fullmatch(phrases["rest"]):  # *in dat van 2024*: what it points at stands there already
        return f"{_with_phrase(full, points['of'], points['what'], points['of'])}?"
    told = list(_PHRASE.finditer(phrases["rest"]))
    if _PHRASE.sub("", phrases["rest"]).strip():
        return asked  # there is more in it than phrases
    for phrase in told:
        full = _with_phrase(full, phrase["by"], phrase["what"])
    return f"{full}?"


def _with_phrase(question: str, by: str, what: str, preposition: str = _PREPOSITION) -> str:
    """``question`` with another phrase in the place of the last one of its kind, or behind it when there is none."""
    of_its_kind = re.compile(rf"\b(?P<by>(?i:{preposition}))\s(?P<what>{_OBJECT})")
    like = [
        match
        for match in of_its_kind.finditer(question)
        if match["by"].lower() == by.lower() and bool(_IS_DATE.match(match["what"])) == bool(_IS_DATE.match(what))
    ]
    if not like:
        return f"{question} {by} {what}"
    replaced = like[-1]
    if _IS_DATE.match(what) and not _YEAR.search(what) and (year := _YEAR.search(replaced["what"])):
        what += year[0]  # *in maart 2020 … en in april?*
    return f"{question[: replaced.start()]}{by} {what}{question[replaced.end() :]}"


def _with_name(name: str, question: str) -> str | None:
    """``question`` with another name in the place of its like; None when it does not hold just one."""
    listed = _is_listed(name)
    like = [match for match in _NAMES.finditer(question) if _is_listed(match[0]) == listed]
    names = [match for match in like if not _BEHIND_ONE.search(question[: match.start()])] or like
    if len(names) != 1:
        return None
    before, behind = question[: names[0].start()], question[names[0].end() :]
    if (body := _BODY.search(before)) and not _is_listed(f"{body[0]}{name}"):
        before = before[: body.start()]  # *waterschap Vechtstromen … en Vitens?* is no waterschap
    return f"{before}{name}{behind}"


def _is_listed(name: str) -> bool:
    """Whether it is the name of a government body."""
    return organisations().find(re.sub(rf"^{_DETERMINER}", "", name, flags=re.IGNORECASE)) is not None
