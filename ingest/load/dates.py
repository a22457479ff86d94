"""Dates as Dutch documents write them, and the date of a document from its first lines."""

import re
from collections.abc import Iterable
from datetime import date

from ingest import dutch

_MONTH = dutch.ANY_MONTH
_DATE = re.compile(
    rf"""\b(?:
        (?P<day>\d{{1,2}})(?:\s+|-)(?P<month>{_MONTH})\.?(?:\s+|-)(?P<year>(?:19|20)\d\d)
      | (?P<only_month>{_MONTH})\s+(?P<of_year>(?:19|20)\d\d)
      | (?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)
      | (?P<d2>\d{{1,2}})[-/.](?P<m2>\d{{1,2}})[-/.](?P<y2>(?:19|20)\d\d)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = re.compile(
    r"\b(?:(?:vergader|verslag|publicatie)?datum(?: en tijd| verzending)?|date|d\.d\.|gepubliceerd|published|bijgewerkt"
    r"|updated|laatst gewijzigd|versie|definitie(?:f|ve)|vastgesteld)"
    r"(?:\s+(?:op|van|on))?\W{0,8}$",
    re.IGNORECASE,
)
_NOT_OF_PUBLICATION = re.compile(
    r"\b(?:tot|t/m|met|vanaf|voor|vóór|uiterlijk|sinds|na|until|from|before|since)\s+$", re.I
)
_TO = r"\s*(?:[-–—]|t/m|tot(?:\s+en\s+met)?|to|until)\s*"
_BEGAN = re.compile(rf"(?:\b(?:{_MONTH})\.?|\d{{4}}){_TO}$", re.IGNORECASE)  # before a date that ends a period
_ENDS = re.compile(rf"{_TO}(?:(?:\d{{1,2}}[\s-]+)?(?:{_MONTH})\b|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d)", re.IGNORECASE)
_CLOCK = re.compile(r"(?<![\d.])\d{1,2}[:.]\d\d(?![.:]?\d)(?:\s*uur)?\b|\b[A-Z][a-z]+/[A-Z][a-z]+\b")
_WEEKDAY = re.compile(r"(?:maan|dins|woens|donder|vrij|zater|zon|mon|tues|wednes|thurs|fri|satur|sun)da[gy]", re.I)
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ]?(\d\d)[-_. ]?(\d\d)(?!\d)")
_LONGEST_LINE = 120  # characters; a longer line is running text
_FIRST_BLOCKS = 6
_PLACE_WORDS = 3  # 's-Gravenhage has as many


def find_date(text: str) -> date | None:
    """The date that a short line states: at its edge or after a label such as *Datum*, never inside a sentence.

    A month without a day gives the first of that month. The beginning and the end of a period are no such date.
    """
    for match in _DATE.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        of_period = _BEGAN.search(before) or _ENDS.match(after)
        if not of_period and (_LABEL.search(before) or _stands_apart(before, after)):
            found = _to_date(match)
            if found is not None:
                return found
    return None


def _stands_apart(before: str, after: str) -> bool:
    if len(before) + len(after) > _LONGEST_LINE or _NOT_OF_PUBLICATION.search(before):
        return False
    if after.strip():
        return not before.strip(" ([|,") and not after.lstrip()[0].isalnum()
    return True


def _to_date(match: re.Match[str]) -> date | None:
    part = match.groupdict()
    try:
        if part["month"]:
            return date(int(part["year"]), dutch.MONTH_NUMBERS[part["month"].casefold()], int(part["day"]))
        if part["only_month"]:
            return date(int(part["of_year"]), dutch.MONTH_NUMBERS[part["only_month"].casefold()], 1)
        if part["y"]:
            return date(int(part["y"]), int(part["m"]), int(part["d"]))
        return date(int(part["y2"]), int(part["m2"]), int(part["d2"]))
    except ValueError:  # 31 februari, month 13
        return None


def date_of_line(text: str) -> date | None:
    """The date of a line that holds nothing else, apart from a label; beside a time of day a place may stand too."""
    line = _CLOCK.sub(" ", text)
    allowed = _PLACE_WORDS if line != text else 0
    line = line.strip(" |,-–—")
    words = re.findall(r"\w+", _DATE.sub(" ", line, count=1))
    others = [word for word in words if not (_LABEL.match(word) or _WEEKDAY.fullmatch(word))]
    return find_date(line) if len(others) <= allowed else None


def date_near_top(lines: Iterable[str]) -> date | None:
    """The date that the first lines of a document state; a full date goes before a month."""
    found = [day for line in list(lines)[:_FIRST_BLOCKS] if (day := find_date(line))]
    return next((day for day in found if day.day != 1), found[0] if found else None)


def first_date(text: str) -> date | None:
    """The first date in a text that has no other subject than where and when something was made, as an imprint."""
    return next((day for match in _DATE.finditer(text) if (day := _to_date(match))), None)


def date_in_name(name: str) -> date | None:
    """The full date in the name of a file; a year or a month alone may be that of its subject."""
    found = _IN_NAME.search(name)
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None
