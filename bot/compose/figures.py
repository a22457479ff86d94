"""Numbers, amounts and dates in Dutch and English text as values that compare: *vijftien* is 15.

A date compares as a whole, so that the day of one date and the month of another prove nothing together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ingest import dutch

_DATE = re.compile(
    rf"\b(?P<month2>{dutch.ANY_MONTH})\s+(?P<day2>\d{{1,2}}),\s+(?P<year2>(?:19|20)\d\d)\b"
    rf"|\b(?:(?P<day>\d{{1,2}})(?:e|ste|de|st|nd|rd|th)?\s+)?(?P<month>{dutch.ANY_MONTH})\b\.?(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
    r"|\b(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>(?:19|20)\d\d)\b"
    r"|\b(?P<iy>(?:19|20)\d\d)-(?P<im>\d\d)-(?P<id>\d\d)\b"
)
_NUMBER = re.compile(
    r"(?P<euro>(?:€|\beur\b|\beuro\b)\s*)?"
    r"(?P<figure>\d+(?:[.,:]\d+)*|(?<![a-z])[a-z]+(?:-[a-z]+)?)"
    r"(?P<rank>(?<=\d)(?:e|de|ste|st|nd|rd|th)\b)?"
    r"(?:\s*(?P<times>duizend|thousand|miljoen|million|mln|miljard|billion|mld)\b\.?)?"
    r"(?P<unit>\s*(?:%|procent\b|percent\b|€(?!\s*\d)|euro\b|eur\b))?"
)
_TIMES = {
    "duizend": 10**3, "thousand": 10**3, "miljoen": 10**6, "million": 10**6, "mln": 10**6, "miljard": 10**9,
    "billion": 10**9, "mld": 10**9,
}  # fmt: skip
_DUTCH_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_ENGLISH_GROUPS = re.compile(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+")

_ONES = "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
_ONES_EN = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig"
_TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety"
_RANKS = {
    "eerste": 1, "tweede": 2, "derde": 3, "achtste": 8, "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8,
    "ninth": 9, "twelfth": 12,
}  # fmt: skip
_UNITS = frozenset({"euro", "eur", "procent", "percent", *_TIMES})
_AMBIGUOUS = frozenset({"een", "one", "second", "may", "mar"})  # an article, a pronoun, a verb more often than a number


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts in: per cent, euro, or nothing in particular."""

    value: Decimal | str  # text when it is no number, such as 10:30 or 3.2.1
    unit: str = ""
    after: str = ""  # the folded word behind it; what is counted, if it is a noun

    def same(self, other: "Figure") -> bool:
        """Whether both are the same amount of the same unit."""
        return (self.value, self.unit) == (other.value, other.unit)


@dataclass(frozen=True, slots=True)
class Day:
    """A date, or as much of it as is said."""

    day: int | None
    month: int
    year: int | None

    def within(self, other: "Day") -> bool:
        """Whether everything that this date says, the other one says too."""
        pairs = ((self.day, other.day), (self.month, other.month), (self.year, other.year))
        return all(mine is None or mine == theirs for mine, theirs in pairs)


@dataclass(frozen=True, slots=True)
class Figures:
    """All numbers and dates of one text."""

    numbers: tuple[Figure, ...]
    days: tuple[Day, ...]

    def proves(self, number: Figure) -> bool:
        """Whether ``number`` stands here, as a number or as the day or year of a date."""
        parts = {part for day in self.days for part in (day.day, day.year) if part is not None}
        return any(number.same(own) for own in self.numbers) or (not number.unit and number.value in parts)

    def unproven_by(self, other: "Figures") -> Iterator[Figure | Day]:
        """What stands here and not in ``other``."""
        yield from (number for number in self.numbers if not other.proves(number))
        yield from (day for day in self.days if not any(day.within(theirs) for theirs in other.days))

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(self.numbers + other.numbers, self.days + other.days)


def is_figure(word: str) -> bool:
    """Whether a folded word belongs to a number or a date: a figure, a number word, a month, a unit."""
    return word[0].isdigit() or word in dutch.MONTH_NUMBERS or word in _UNITS or _word(word) is not None


@lru_cache(maxsize=256)  # the claims of one answer ask for the same texts again and again
def figures(text: str) -> Figures:
    """The numbers and dates of ``text``."""
    plain = _plain(text)
    days: list[Day] = []

    def take(match: re.Match[str]) -> str:
        found = _day(match)
        if found is None:
            return match.group()
        days.append(found)
        return " ; "

    rest = _DATE.sub(take, plain)
    return Figures(tuple(_numbers(rest)), tuple(days))


def _plain(text: str) -> str:
    """``text`` folded, with *één* as 1: without its accents it is an article."""
    return dutch.fold(re.sub(r"\b[ée]én\b", " 1 ", text, flags=re.IGNORECASE))


def _day(match: re.Match[str]) -> Day | None:
    parts = match.groupdict()
    name = parts["month"] or parts["month2"]
    year = parts["year"] or parts["year2"] or parts["y"] or parts["iy"]
    day = parts["day"] or parts["day2"] or parts["d"] or parts["id"]
    month = dutch.MONTH_NUMBERS[name] if name else int(parts["m"] or parts["im"])
    if not 1 <= month <= len(dutch.MONTHS) or (name and name in _AMBIGUOUS | {"jan"} and not (day or year)):
        return None  # *may* and *Jan* alone are a verb and a man
    return Day(int(day) if day else None, month, int(year) if year else None)


def _numbers(text: str) -> Iterator[Figure]:
    for match in _NUMBER.finditer(text):
        value = _value(match["figure"])
        if value is None:
            continue
        if match["times"] and isinstance(value, Decimal):
            value *= _TIMES[match["times"]]
        unit = (match["unit"] or "").strip()
        money = bool(match["euro"]) or unit in ("€", "euro", "eur")
        behind = re.match(r"\s+([a-z][a-z'-]*)", text[match.end() :])
        yield Figure(value, "€" if money else "%" if unit else "", behind.group(1) if behind else "")


def _value(written: str) -> Decimal | str | None:
    """What a figure or a number word stands for; None for any other word."""
    if not written[0].isdigit():
        known = _word(written)
        return None if known is None else Decimal(known)
    if _DUTCH_GROUPS.fullmatch(written):
        return Decimal(written.replace(".", "").replace(",", ".")).normalize()
    if _ENGLISH_GROUPS.fullmatch(written):
        return Decimal(written.replace(",", "")).normalize()
    if len(re.findall(r"[.,:]", written)) > 1 or ":" in written:
        return written
    return Decimal(written.replace(",", ".")).normalize() + 0


def cardinal(word: str) -> int:
    """How many a folded number word or figure says that there are; 0 for an ordinal and for any other word."""
    if word.isdecimal():
        return int(word)
    return 0 if word.endswith(tuple(_ORDINALS)) else _word(word) or 0


def ordinal(word: str) -> int:
    """Which place in a row a folded number word names; 0 for any other word."""
    return _ORDINALS.get(word, 0)


def _word(word: str) -> int | None:
    """The value of a Dutch or English number word, also a compound one or an ordinal."""
    if word in _AMBIGUOUS:
        return None
    if word in _TIMES:
        return _TIMES[word]
    if word in _WORDS:
        return _WORDS[word]
    for name, times in (("duizend", 1000), ("honderd", 100)):
        before, found, after = word.partition(name)
        head = _WORDS.get(before) if before else 1
        tail = _word(after.removeprefix("en")) if after else 0
        if found and head is not None and tail is not None and tail < times:
            return head * times + tail
    return None


def _number_words() -> tuple[dict[str, int], dict[str, int]]:
    """Every number word up to a hundred, and its ordinal."""
    known = {word: n for n, word in enumerate(f"{_ONES} achttien negentien".split())}
    for n, tens in enumerate(_TENS.split(), 2):
        known[tens] = 10 * n
        known |= {f"{ones}en{tens}": 10 * n + i for i, ones in enumerate(_ONES.split()[1:10], 1)}
    english = {word: n for n, word in enumerate(f"{_ONES_EN} seventeen eighteen nineteen".split())}
    for n, tens in enumerate(_TENS_EN.split(), 2):
        english[tens] = 10 * n
        english |= {f"{tens}-{ones}": 10 * n + i for i, ones in enumerate(_ONES_EN.split()[1:10], 1)}
    ranked = {f"{word}{end}": n for word, n in known.items() if n > 1 for end in ("de", "ste")}
    return known | english | {"hundred": 100}, ranked | {f"{word}th": n for word, n in english.items()} | _RANKS


_CARDINALS, _ORDINALS = _number_words()
_WORDS = _CARDINALS | _ORDINALS
