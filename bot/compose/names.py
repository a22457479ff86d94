"""Proper names in Dutch and English text, and whether another text holds them."""

import re
from collections.abc import Iterator

from ingest import dutch

_WORD = re.compile(r"[^\W_][\w'’.-]*[\w’']|[^\W_]")
_PLAIN = re.compile(r"[a-z0-9]+")


def names(text: str) -> Iterator[tuple[str, bool]]:
    """The words with a capital in ``text``, and whether they open a sentence, where any word has one.

    Neighbours are one name, so that the first name of one person and the last name of another do not make a third.
    """
    for sentence in dutch.sentences(text):
        run: list[str] = []
        opens, end = False, -1
        for n, word in enumerate(_WORD.finditer(sentence.of(text))):
            if not any(character.isupper() for character in word.group()):
                continue
            if run and word.string[end : word.start()] != " ":
                yield " ".join(run), opens
                run = []
            opens = n == 0 if not run else opens
            end = word.end()
            run.append(word.group())
        if run:
            yield " ".join(run), opens


def holds(text: str, name: str) -> bool:
    """Whether the words of ``name`` stand next to each other in ``text``, in capitals or not, also as *Utrechts*."""
    wanted, there = _parts(name), _parts(text)
    return any(there[at : at + len(wanted)] == wanted for at in range(len(there) - len(wanted) + 1))


def _parts(text: str) -> list[str]:
    return [word.removesuffix("s") for word in _PLAIN.findall(dutch.fold(text).replace("'s", ""))]
