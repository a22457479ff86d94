"""A list that the end of a page cuts in two, or a row of sentences, in one piece again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from bot.compose.evidence import Unit, Window, in_lists
from ingest.model import Passage

LONGEST = 2000  # characters that the other part of a list may have
_FIRST = re.compile(r"(ten eerste|allereerst|in de eerste plaats|enerzijds|first(?:ly)?)\b", re.IGNORECASE)
_NEXT = re.compile(
    r"(ten (?:tweede|derde|vierde|vijfde|zesde|slotte)|tot slot|tenslotte|in de (?:tweede|derde|vierde|laatste) plaats|"
    r"anderzijds|second(?:ly)?|third(?:ly)?|finally|last(?:ly)?)\b",
    re.IGNORECASE,
)


def whole_list(window: Window, passages: Sequence[Passage]) -> Window:
    """``window`` with the items of its list that stand in the passage before or behind it.

    ``passages`` are those of its document in order. The items are quoted from the passage, and the page, that they
    stand in; a window that does not end in the middle of a list stays as it is.
    """
    body = [unit for unit in window.units if not unit.is_heading]
    at = next((n for n, passage in enumerate(passages) if passage.id == window.passage.id), None)
    if at is None:
        return window
    before, behind = passages[at - 1 : at][-1:], passages[at + 1 : at + 2]
    units = list(window.units)
    ends = body[-1].is_row and body[-1].index == len(window.passage.sentences) - 1
    if ends and behind and _runs_on(window.passage, behind[0]):
        units += _items(behind[0], body[-1], range(len(behind[0].sentences)))
    if body[0].is_row and body[0].index == 0 and before and _runs_on(before[0], window.passage):
        backwards = _items(before[0], body[0], reversed(range(len(before[0].sentences))))
        units = [*reversed(backwards), *units]
    return replace(window, units=tuple(units))


def whole_row(window: Window) -> Window:
    """``window`` with the sentences behind it that go on what it begins: *Ten eerste …* *Ten tweede …* *Tot slot …*"""
    passage, last = window.passage, window.units[-1]
    behind = {n: passage.quote(passage.sentences[n]) for n in range(last.index + 1, len(passage.sentences))}
    begun = any(_FIRST.match(unit.text) for unit in window.units)
    if not begun and not _FIRST.match(behind.get(last.index + 1, "")):
        return window
    going_on = takewhile(lambda n: _FIRST.match(behind[n]) or _NEXT.match(behind[n]), behind)
    further = (last.moved_to(passage, n) for n in going_on)
    whole = replace(window, units=(*window.units, *further))
    return whole if whole.length <= LONGEST else window


def _runs_on(passage: Passage, following: Passage) -> bool:
    """Whether a list may run on from one passage into the one behind it."""
    return passage.heading_path == following.heading_path and not following.has_heading


def _items(passage: Passage, like: Unit, order: Iterable[int]) -> list[Unit]:
    """The items of ``passage`` in that order, up to what is no item; none when they are too long."""
    places = list(takewhile(in_lists(passage).__getitem__, order))
    items = [like.moved_to(passage, n) for n in places]
    return items if sum(len(item.text) for item in items) <= LONGEST else []
