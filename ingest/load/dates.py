"""Dates as Dutch documents write them, and the date of a document from its first lines."""

import re
from collections.abc import Iterable
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february feb", "maart march mrt mar", "april apr", "mei may",
            "juni june jun", "juli july jul", "augustus august aug", "september sept sep", "oktober october okt oct",
            "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip  # one month per entry reads better than one name per line
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"""\b(?:
        (?P<day>\d{{1,2}})\s+(?P<month>{_MONTH})\.?\s+(?P<year>(?:19|20)\d\d)
      | (?P<only_month>{_MONTH})\s+(?P<of_year>(?:19|20)\d\d)
      | (?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)
      | (?P<d2>\d{{1,2}})[-/.](?P<m2>\d{{1,2}})[-/.](?P<y2>(?:19|20)\d\d)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = re.compile(
    r"\b(?:datum|date|d\.d\.|gepubliceerd|published|bijgewerkt|updated|laatst gewijzigd|versie|publicatiedatum)"
    r"(?:\s+(?:op|van|on))?\W{0,3}$",
    re.IGNORECASE,
)
_NOT_OF_PUBLICATION = re.compile(
    r"\b(?:tot|t/m|met|vanaf|voor|vóór|uiterlijk|sinds|na|until|from|before|since)\s+$", re.I
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?:\s*uur)?\b|\b[A-Z][a-z]+/[A-Z][a-z]+\b")
_LONGEST_LINE = 120  # characters; a longer line is running text
_FIRST_BLOCKS = 6
_PLACE_WORDS = 3  # 's-Gravenhage has as many


def find_date(text: str) -> date | None:
    """The date that a short line states: at its edge or after a label such as *Datum*, never inside a sentence.

    A month without a day gives the first of that month.
    """
    for match in _DATE.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if _LABEL.search(before) or _stands_apart(before, after):
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
            return date(int(part["year"]), _MONTHS[part["month"].casefold()], int(part["day"]))
        if part["only_month"]:
            return date(int(part["of_year"]), _MONTHS[part["only_month"].casefold()], 1)
        if part["y"]:
            return date(int(part["y"]), int(part["m"]), int(part["d"]))
        return date(int(part["y2"]), int(part["m2"]), int(part["d2"]))
    except ValueError:  # 31 februari, month 13
        return None


def date_of_line(text: str) -> date | None:
    """The date of a line that holds nothing else, apart from a label; beside a time of day a place may stand too."""
    line = _CLOCK.sub(" ", text).strip(" |,-")
    others = [word for word in re.findall(r"\w+", _DATE.sub(" ", line, count=1)) if not _LABEL.match(word)]
    allowed = _PLACE_WORDS if line != text else 0
    return find_date(line) if len(others) <= allowed else None


def date_near_top(lines: Iterable[str]) -> date | None:
    """The date that the first lines of a document state; a full date goes before a month."""
    found = [day for line in list(lines)[:_FIRST_BLOCKS] if (day := find_date(line))]
    return next((day for day in found if day.day != 1), found[0] if found else None)
