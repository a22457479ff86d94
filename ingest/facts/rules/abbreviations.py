"""Short forms with their long form next to them: "Nationaal Programma RES (NP RES)", "…, kortweg BRE"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_SHORT = r"[A-Z][\w&.-]*[A-Z][\w-]*(?:[ -][A-Z][\w-]*){0,3}"
_BRACKETS = re.compile(rf"\((?:hierna(?: te noemen)?:?\s*)?[‘'\"“]?({_SHORT})[’'\"”]?\)")
_CUE = re.compile(
    rf"(?:,|\()?\s+(?:(?:of\s+)?kortweg|afgekort(?: tot| als)?|hierna(?: te noemen)?:?|ook wel|"
    rf"in het kort)\s+"
    rf"(?:het\s+|de\s+)?[‘'\"“]?({_SHORT})"
)
# "Het NPLG (Nationaal Programma Landelijk Gebied) …", anywhere in a sentence.
_REVERSED = re.compile(rf"(?<![\w-])(?P<short>{_SHORT})\s+\((?P<long>[A-ZÀ-Þ][^()]{{5,90}})\)")
# "Het Nationaal Programma Landelijk Gebied, NPLG, …"
_BETWEEN = re.compile(rf",\s+({_SHORT})(?=[,.)])")
# "NAL | Nationale Agenda Laadinfrastructuur", as in a table or a list of abbreviations.
_EXPLAINED = re.compile(
    rf"(?:(?:De|Het|the|The)\s+)?(?P<short>{_SHORT})(?:\s*[:=|]\s*|\s+[–-]\s+|\s+\(|\s+staat\s+voor\s+(?:het\s+|"
    rf"de\s+)?)(?P<long>[^|():;.,]{{6,90}}?)\s*(?:[|).,;].*)?$"
)
_CUES = ("(", "kortweg", "afgekort", "hierna", "ook wel", "in het kort")
_WORD = re.compile(r"[\w’'-]+")
_SMALL = frozenset(("van", "voor", "de", "het", "en", "in", "op", "aan", "te", "der", "den", "een", "of", "met", "tot"))
_COMPOUND = 4  # letters of a short form that may stand for parts of one word
_MOST = 12  # words of a long form
_BREAK = re.compile(r"[.:;!?()|]\s")


class Short(NamedTuple):
    """A short form and its long form, each as a range of the text."""

    start: int
    end: int
    long_start: int
    long_end: int


def short_forms(text: str) -> Iterator[Short]:
    """The short forms in a sentence or row whose letters are those of the words right beside them."""
    if match := _EXPLAINED.match(text):
        long = text[match.start("long") : match.end("long")]
        letters = [letter for letter in match["short"].casefold() if letter.isalnum()]
        if long.casefold().startswith(letters[0]) and _holds(long.casefold(), letters):
            yield Short(*match.span("short"), *match.span("long"))
        return
    for match in _REVERSED.finditer(text) if "(" in text else ():
        letters = [letter for letter in match["short"].casefold() if letter.isalnum()]
        if match["long"].casefold().startswith(letters[0]) and _holds(match["long"].casefold(), letters):
            yield Short(*match.span("short"), *match.span("long"))
    for pattern in (_BRACKETS, _CUE, _BETWEEN) if any(cue in text for cue in (*_CUES, ",")) else ():
        for match in pattern.finditer(text):
            long_end = len(text[: match.start()].rstrip(" ,"))
            if (start := _long_form(text, match[1], long_end)) is not None:
                yield Short(match.start(1), match.end(1), start, long_end)


def _long_form(text: str, short: str, end: int) -> int | None:
    """Where the long form begins: the fewest words whose letters hold the short form and begin as it does."""
    begin = max((stop.end() for stop in _BREAK.finditer(text, 0, end)), default=0)
    words = list(_WORD.finditer(text, begin, end))[-_MOST:]
    kept = _same_ending(
        short, text[begin:end]
    )  # "Interbestuurlijk Programma Vitaal Platteland (IBP Vitaal Platteland)"
    letters = [letter for letter in short[: len(short) - kept].casefold() if letter.isalnum()]
    for word in list(reversed(words))[: 2 * len(short) + 1]:  # a short form of three letters has no ten words
        long = text[word.start() : end - kept].casefold()
        if word[0].lower() in _SMALL:  # no long form begins with "van"
            continue
        if letters and long.startswith(letters[0]) and _holds(long, letters) and len(long) > len(letters):
            return word.start()
    return None


def _same_ending(short: str, text: str) -> int:
    """How many characters of whole words both end with."""
    kept = 0
    for a, b in zip(reversed(short.split(" ")), reversed(text.split(" ")), strict=False):
        if a != b:
            break
        kept += len(a) + 1
    return kept


def _holds(long: str, letters: list[str]) -> bool:
    """Whether the letters come in this order in the long form, and more than half of them at the start of a word."""
    at, starts = 0, 0
    for letter in letters:
        initial = next(
            (i for i in range(at, len(long)) if long[i] == letter and (i == 0 or not long[i - 1].isalnum())), -1
        )
        found = initial if initial >= 0 else long.find(letter, at)
        if found < 0:
            return False
        starts += initial >= 0
        at = found + 1
    one_word = " " not in long and len(letters) <= _COMPOUND  # "gigawattuur (GWh)"
    half = 2 * starts == len(letters) and len(letters) >= _COMPOUND  # "Duurzaam Door (DuDo)"
    return one_word or half or 2 * starts > len(letters) or len(letters) == len([c for c in long if c.isalnum()])
