"""How surely a window answers a question, 0 to 1: the score on which an answer is given or withheld.

A logistic regression on a few signals, fitted on questions of our own about real ministerial papers, answerable and
not, and calibrated: of the answers that say .6, about six in ten are right. docs/answers.md shows how that held on the
open question sets, which had no part in the fit.
"""

import math
import re
from collections.abc import Callable

from bot.compose.evidence import Window
from bot.model import Query
from ingest import dutch
from ingest.model import Passage

INTERCEPT = -3.77
WEIGHTS = {
    "whole": 2.85,  # the cosine of the window with the question
    "score": 1.87,  # of the window
    "unknown": -0.92,  # share of the question of the heaviest word in it that the passage does not know
    "unnamed": -2.42,  # share of the names in the question that the document does not know
    "missing": -1.71,  # a figure, or a role with its holder, is asked for, and the window holds none
    "misfit": -0.83,  # the window holds nothing of the kind that was asked for
    "loose": -0.43,  # it holds a number, but not right before what was to be counted
    "incomplete": -6.3,  # all of a stated number are asked for, and the window has fewer; set by hand
}
KNOWN = 0.6  # share of the question that must stand in the documents when it holds no name
_NAME = re.compile(r"(?<=[^.?!]\s)[A-ZÀ-Þ][\w-]+")


def confidence(
    query: Query, window: Window, unknown: float, text: str = "", is_heard: Callable[[str], bool] = bool
) -> float:
    """The confidence that ``window``, the best for ``query``, answers it.

    ``unknown`` is as in ``WEIGHTS``; ``text`` is that of the whole document, in which a name may stand elsewhere, and
    ``is_heard`` tells whether a word stands in any document.
    """
    unnamed = _unnamed(query, window.passage, text, is_heard)
    signals = {**window.signals, "score": window.score, "unknown": unknown, "unnamed": unnamed}
    total = INTERCEPT + sum(weight * signals[name] for name, weight in WEIGHTS.items())
    return round(1 / (1 + math.exp(-total)), 4)


def knows_subject(query: Query, window: Window) -> bool:
    """Whether the documents are about what ``query`` asks, whatever they say of the detail that it wants to know."""
    named = bool(_NAME.search(query.focus)) and not _unnamed(query, window.passage)
    return named or window.signals["coverage"] >= KNOWN


def _unnamed(query: Query, passage: Passage, text: str = "", is_heard: Callable[[str], bool] = bool) -> float:
    """The share of the names in a question that neither the passage nor its document knows; all for one unheard of.

    What has another name in English says nothing.
    """
    named = {name for name in _NAME.findall(query.focus) if dutch.content_lemmas(name)}
    if query.language != "nl" or not named:
        return 0.0
    source = passage.source
    about = f"{source.title} {source.publisher or ''} {source.region or ''} {source.programme or ''} {passage.section}"
    known = frozenset(dutch.lemmas(f"{about} {passage.text}"))
    folded = dutch.fold(text)
    absent = [name for name in named if not any(_stands(part, known, folded) for part in _parts(name))]
    if any(not any(map(is_heard, _parts(name))) for name in absent):
        return 1.0
    return len(absent) / len(named)


def _parts(name: str) -> tuple[str, ...]:
    return name, *name.split("-")


def _stands(name: str, lemmas: frozenset[str], folded: str) -> bool:
    return (
        lemmas.issuperset(dutch.content_lemmas(name))
        or re.search(rf"\b{re.escape(dutch.fold(name))}", folded) is not None
    )
