"""How names are compared: without case, diacritics, articles, quotation marks and hyphens."""

import re

from ingest.dutch import fold

_EDGES = " \t\n\r\"'“”„‘’«».,;:•"
_ARTICLE = re.compile(r"(?:de|het|een|'t)\s+", re.IGNORECASE)
_APOSTROPHE = re.compile(r"['’][st]\W", re.IGNORECASE)  # 's-Gravenhage begins with one
_OTHER = re.compile(r"[^a-z0-9]+")
_BRACKETS = re.compile(r"(?P<outer>[^()]+?)\s*\((?P<inner>[^()]+)\)")
_CAPITALS = 2  # in an abbreviation, at least
_LONGEST = 15  # characters of an abbreviation


def clean(name: str) -> str:
    """``name`` on one line, without the quotation marks and punctuation around it and the article before it."""
    text = " ".join(name.split())
    text = text.rstrip(_EDGES) if _APOSTROPHE.match(text) else text.strip(_EDGES)
    return _ARTICLE.sub("", text, count=1).strip(_EDGES) if _ARTICLE.match(text) else text


def key(name: str) -> str:
    """What two spellings of one name have in common: folded words with single blanks between them."""
    return _OTHER.sub(" ", fold(clean(name).replace("&", " en "))).strip()


def is_written_as_name(name: str) -> bool:
    """Whether something in it is a capital or a figure; ordinary words are written without."""
    return any(c.isupper() or c.isdigit() for c in clean(name))


def is_abbreviation(name: str) -> bool:
    """Whether it looks like letters that stand for a longer name: one word with two capitals or more."""
    text = clean(name)
    return " " not in text and len(text) <= _LONGEST and sum(c.isupper() for c in text) >= _CAPITALS


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


def without_brackets(name: str) -> str:
    """The full name where it and its abbreviation are written together, as in "Interprovinciaal Overleg (IPO)"."""
    if not (found := _BRACKETS.fullmatch(clean(name))):
        return name
    outer, inner = found.group("outer"), found.group("inner")
    if stands_for(inner, outer):
        return outer
    return inner if stands_for(outer, inner) else name
