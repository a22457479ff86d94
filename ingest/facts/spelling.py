"""How names are compared: without case, diacritics, articles, quotation marks and hyphens."""

import re
from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

from ingest.dutch import fold

PROGRAMME = "programma "  # a key of a name may begin with it
_EDGES = " \t\n\r\"'“”„‘’«».,;:•"
_ARTICLE = re.compile(r"(?:de|het|een|'t)\s+", re.IGNORECASE)
_APOSTROPHE = re.compile(r"['’][st]\W", re.IGNORECASE)  # 's-Gravenhage begins with one
_OTHER = re.compile(r"[^a-z0-9]+")
_BRACKETS = re.compile(r"(?P<outer>[^()]+?)\s*\((?P<inner>[^()]+)\)")
_LINKS = re.compile(r" (?:voor|van|met)(?: (?:de|het|een))? ")
_WRITTEN_OUT = re.compile(r"(?:^|-)[A-Z][a-z]{3,}(?:-|$)")  # a part of "West-Overijssel"
_KIND = re.compile(r"-(?:programma|akkoord|agenda|strategie|deal)$")
_SMALL = frozenset({"voor", "van", "de", "het", "een", "en"})
_BEGINS = re.compile(r"^(?:(?:voor|van|de|het|een|en)\s+)+")
_CAPITALS = 2  # in an abbreviation, at least
_LONGEST = 15  # characters of an abbreviation
_ALIKE = 0.95  # of what two long forms have in common, from which the rest is a slip of the pen


@lru_cache(maxsize=50_000)
def clean(name: str) -> str:
    """``name`` on one line, without the quotation marks and punctuation around it and the article before it."""
    text = " ".join(name.split())
    text = text.rstrip(_EDGES) if _APOSTROPHE.match(text) else text.strip(_EDGES)
    return _ARTICLE.sub("", text, count=1).strip(_EDGES) if _ARTICLE.match(text) else text


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """What two spellings of one name have in common: folded words with single blanks between them."""
    return _OTHER.sub(" ", fold(clean(name).replace("&", " en "))).strip()


@lru_cache(maxsize=50_000)
def is_written_as_name(name: str) -> bool:
    """Whether something in it is a capital or a figure; ordinary words are written without."""
    return any(c.isupper() or c.isdigit() for c in clean(name))


@lru_cache(maxsize=50_000)
def is_abbreviation(name: str) -> bool:
    """Whether it looks like letters that stand for a longer name: "IBP-VP", "NP RES", "WDODelta"."""
    text = clean(name)
    if not 0 < len(text) <= _LONGEST or _WRITTEN_OUT.search(text):
        return False
    return all(sum(c.isupper() for c in part) >= _CAPITALS for part in text.split())


def stands_for(short: str, long: str) -> bool:
    """Whether ``short`` is an abbreviation that can be read off from ``long``.

    That is in order: of each word nothing, or its first letter and perhaps later ones.
    """
    letters = "".join(c for c in fold(short) if c.isalpha())
    if not is_abbreviation(short) or f" {key(short)} " in f" {key(long)} ":
        return False
    read = {0}  # how many of the letters the words so far can give
    for word in key(long).split():
        read |= {count + more for count in read for more in _given(letters[count:], word)}
    return len(letters) in read


def _given(letters: str, word: str) -> list[int]:
    """How many of the letters ``word`` can give when it gives its first."""
    counts: list[int] = []
    at = -1
    for count, letter in enumerate(letters if letters.startswith(word[0]) else "", start=1):
        at = word.find(letter, at + 1)
        if at < 0:
            break
        counts.append(count)
    return counts


def is_slip(long: str, other: str) -> bool:
    """Whether two long forms differ in a letter or two, as by a slip of the pen; a figure makes another name."""
    one, two = key(long), key(other)
    two = two[-len(one) - 1 :].strip() if len(two) > len(one) + 1 else two  # "ministerie van …" stands before
    figures = re.findall(r"\d+", one) == re.findall(r"\d+", two)
    return figures and one != two and SequenceMatcher(None, one, two).ratio() >= _ALIKE


def written_half(short: str, long: str) -> list[str]:
    """What else is written for an abbreviation of two parts: "IBP Vitaal Platteland" for "IBP-VP"."""
    parts, words = re.split(r"[\s-]+", clean(short)), _LINKS.sub(" ", key(long)).split()
    if len(parts) != 2:  # noqa: PLR2004  # of more, nobody knows which are written out
        return []
    first, second = parts
    cuts = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    fitting = [(one, two) for one, two in cuts if stands_for(first, one) and stands_for(second, two)]
    return [f"{first} {fitting[0][1]}", f"{fitting[0][0]} {second}"] if len(fitting) == 1 else []


def halves_of(short: str, long: str) -> list[tuple[str, str]]:
    """The two parts of an abbreviation, each with its words: "RES" of "NP RES"; nothing where that is not certain."""
    parts, words = re.split(r"[\s-]+", clean(short)), opened(long).split()
    if len(parts) != 2 or not all(map(is_abbreviation, parts)):  # noqa: PLR2004  # of more, nobody knows which are which
        return []
    cuts = [
        (" ".join(words[:i]), _BEGINS.sub("", " ".join(words[i:])))
        for i in range(1, len(words))
        if words[i - 1] not in _SMALL
    ]
    fitting = [cut for cut in cuts if stands_for(parts[0], cut[0]) and stands_for(parts[1], cut[1])]
    return list(zip(parts, fitting[0], strict=True)) if len(fitting) == 1 else []


def bare_of(word: str) -> str:
    """An abbreviation without the word for its kind behind it: "IBP" of "IBP-programma"."""
    return _KIND.sub("", word)


def read_off(short: str, long: str) -> tuple[str, str] | None:
    """The abbreviation and what it stands for, as one place defines them; None when the one is none of the other.

    Where only a part is abbreviated ("IBP Platteland" for "Interbestuurlijk Programma Platteland"), it is that part.
    """
    one, other = clean(short), opened(long)
    if stands_for(one, other):
        return one, other
    first, _, rest = one.partition(" ")
    head = other[: -len(rest)].strip() if rest and key(other).endswith(f" {key(rest)}") else ""
    return (first, head) if head and stands_for(first, head) else None


def tight(folded: str) -> str:
    """A key without blanks and without "voor" and "van", which are left out as often: "energie strategie"."""
    short = _LINKS.sub(" ", folded)
    return (short if " " in short else folded).replace(" ", "")


@lru_cache(maxsize=50_000)
def without_brackets(name: str) -> str:
    """The full name where it and its abbreviation are written together, as in "Interprovinciaal Overleg (IPO)"."""
    if not (found := _BRACKETS.fullmatch(clean(name))):
        return name
    outer, inner = found.group("outer"), found.group("inner")
    if stands_for(inner, outer):
        return outer
    return inner if stands_for(outer, inner) else name


def opened(name: str) -> str:
    """A name with a capital in front, which what is abbreviated may lack: "het bestuurlijk ecosysteem (BE)"."""
    text = clean(name)
    return text[:1].upper() + text[1:]


def as_shown(name: str) -> str:
    """A name as people are shown it, without quotation marks after its kind."""
    text = clean(without_brackets(name))
    kind, _, rest = text.partition(" ")
    return f"{kind} {clean(rest)}" if kind.casefold() == PROGRAMME.strip() else text


def fullness(name: str) -> tuple[bool, int, str]:
    """Sorts a name that is written out after one that is shortened."""
    return not any(map(is_abbreviation, name.split())), len(name), name


def best_of(spellings: Counter[str]) -> str:
    """The spelling to show: written out, without "programma" in front if there is one, and the most usual of those."""

    def quality(name: str) -> tuple[bool, bool, int, tuple[bool, int, str]]:
        return fullness(name)[0], not key(name).startswith(PROGRAMME), spellings[name], fullness(name)

    return max(spellings, key=quality, default="")
