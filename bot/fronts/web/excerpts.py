"""Short pieces of long texts, with what was looked for marked in them."""

import re
from collections.abc import Iterator, Sequence

from bot.log.filters import Term, words_of

Piece = tuple[str, bool]  # words, and whether they were looked for
_WORD = re.compile(r"[^\W_]+")
_BEFORE = 40  # characters shown before the first word that was looked for


def excerpt(text: str, terms: Sequence[Term], length: int) -> list[Piece]:
    """About ``length`` characters of ``text``, around the first word that was looked for, in pieces."""
    text = " ".join(text.split())
    hits = list(_hits(text, terms))
    start = max(hits[0][0] - _BEFORE, 0) if hits and hits[0][1] > length else 0
    start = text.find(" ", start) + 1 if start else 0
    end = len(text) if len(text) <= start + length else max(text.rfind(" ", start, start + length), start + length // 2)
    pieces: list[Piece] = [("… ", False)] if start else []
    at = start
    for begin, stop in hits:
        if begin >= at and stop <= end:
            pieces += [(text[at:begin], False), (text[begin:stop], True)]
            at = stop
    pieces.append((text[at:end] + (" …" if end < len(text) else ""), False))
    return [piece for piece in pieces if piece[0]]


def _hits(text: str, terms: Sequence[Term]) -> Iterator[tuple[int, int]]:
    wanted = {term.word for term in terms if not term.is_open}
    beginnings = tuple(term.word for term in terms if term.is_open)
    for match in _WORD.finditer(text) if terms else ():
        word = "".join(words_of(match.group()))
        if word in wanted or (beginnings and word.startswith(beginnings)):
            yield match.span()
