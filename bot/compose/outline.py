"""A list that a document gives as the headings of its sections: *Module 1: …*, *Module 2: …*, or all under *Doelen*."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from bot.compose.answer_type import expected_items
from bot.compose.evidence import Unit, Window
from bot.compose.figures import cardinal
from ingest import dutch
from ingest.model import Passage

FEWEST = 3  # headings that make a list
BRIEF = 3  # content words of a heading that names nothing but what is listed below it
LONGEST = 120  # characters of a heading that names something
_OF_WHAT = re.compile(
    r"\b(?:welke|which|wat (?:zijn|waren) de|what (?:are|were) the|noem(?: alle| de)?|name(?: all)?(?: the)?)\s+(.*)",
    re.IGNORECASE,
)


def as_headings(asked: str, best: Window, passages: Sequence[Passage]) -> Window:
    """The list that ``asked`` wants, where the document of the best window gives it as headings; else that window.

    ``passages`` are those of the document in order. What the list is of must stand in its headings, in the line that
    leads them in, or be the heading above them.
    """
    noun = _noun(asked)
    lists = _lists(noun, best.passage.heading_path, passages) if noun else ()
    found = next((found for found in lists if len(found) >= max(FEWEST, expected_items(asked))), None)
    if found is None:
        return best
    units = tuple(_unit(passage, at, best.units[0]) for passage, at in found)
    return replace(best, units=units, signals={**best.signals, "listing": 1.0})


def _noun(asked: str) -> str:
    """The stem of what a list is asked of: *welke vier modules* asks for modules."""
    match = _OF_WHAT.search(asked)
    words = (
        [word for word in dutch.words(match[1]) if word not in dutch.STOPWORDS and not cardinal(word)] if match else []
    )
    return dutch.stem(dutch.lemma(words[0])) if words else ""


def _lists(noun: str, path: Sequence[str], passages: Sequence[Passage]) -> Iterator[list[tuple[Passage, int]]]:
    """What may be the list, the surest first; each heading by its passage and its place there."""
    yield _named_so(noun, passages)
    yield _led_in(noun, passages)
    yield _under(noun, path, passages)


def _named_so(noun: str, passages: Sequence[Passage]) -> list[tuple[Passage, int]]:
    """The headings with that word in them that stand side by side below one heading."""
    headed = [passage for passage in passages if _names(passage) and _tells(passage.heading_path[-1], noun)]
    groups = [list(group) for _, group in groupby(headed, key=lambda passage: passage.heading_path[:-1])]
    return [(passage, 0) for passage in max(groups, key=len, default=[])]


def _led_in(noun: str, passages: Sequence[Passage]) -> list[tuple[Passage, int]]:
    """The headings behind a line that leads them in, and that line."""
    for at, passage in enumerate(passages):
        last = len(passage.sentences) - 1
        line = passage.quote(passage.sentences[last])
        if line.endswith(":") and _holds(line, noun):
            below = [other for other in passages[at + 1 :] if _names(other)]
            level = below[0].heading_path[:-1] if below else ()
            led = [other for other in below if other.heading_path[:-1] == level]
            return [(passage, last), *((other, 0) for other in led)]
    return []


def _under(noun: str, path: Sequence[str], passages: Sequence[Passage]) -> list[tuple[Passage, int]]:
    """The headings right below the one on the ``path`` to the best window that names nothing but what is asked for."""
    for depth, heading in enumerate(path, 1):
        if _holds(heading, noun) and len(dutch.content_lemmas(heading)) <= BRIEF:
            above = tuple(path[:depth])
            return [(p, 0) for p in passages if p.heading_path[:-1] == above and _names(p)]
    return []


def _names(passage: Passage) -> bool:
    """Whether a passage opens with a heading that is a name, and no question."""
    heading = passage.heading_path[-1] if passage.has_heading else ""
    return 0 < len(heading) <= LONGEST and not heading.endswith("?")


def _tells(heading: str, noun: str) -> bool:
    """Whether a heading holds the word, and another one that says which of them it is."""
    return _holds(heading, noun) and len(dutch.content_lemmas(heading)) > 1


def _holds(text: str, noun: str) -> bool:
    return noun in {dutch.stem(lemma) for lemma in dutch.lemmas(text)}


def _unit(passage: Passage, at: int, like: Unit) -> Unit:
    return replace(like.moved_to(passage, at), is_row=True, in_table=False, is_heading=False)
