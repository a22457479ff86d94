"""How surely a window answers a question, 0 to 1: the score on which an answer is given or withheld.

A logistic regression on a few signals, fitted on questions of our own about real ministerial papers, answerable and
not, and calibrated: of the answers that say .6, about six in ten are right. docs/answers.md shows how that held on the
open question sets, which had no part in the fit.
"""

import math
import re

from bot.compose.evidence import Window
from bot.model import Query
from ingest import dutch
from ingest.model import Passage

INTERCEPT = -3.23
WEIGHTS = {
    "whole": 3.12,  # the cosine of the window with the question
    "score": 1.56,  # of the window
    "unknown": -2.73,  # share of the question of the heaviest word in it that the passage does not know
    "unnamed": -0.54,  # share of the names in the question that the passage does not know
    "missing": -3.51,  # a figure, or a role with its holder, is asked for, and the window holds none
    "loose": -0.82,  # it holds a number, but not right before what was to be counted
    "incomplete": -6.3,  # all of a stated number are asked for, and the window has fewer; set by hand
}
KNOWN = 0.6  # share of the question that must stand in the documents when it holds no name
_NAME = re.compile(r"(?<=[^.?!]\s)[A-ZÀ-Þ][\w-]+")


def confidence(query: Query, window: Window, unknown: float) -> float:
    """The confidence that ``window``, the best for ``query``, answers it; ``unknown`` as in ``WEIGHTS``."""
    unnamed = _unnamed(query.focus, window.passage)
    signals = {**window.signals, "score": window.score, "unknown": unknown, "unnamed": unnamed}
    total = INTERCEPT + sum(weight * signals[name] for name, weight in WEIGHTS.items())
    return round(1 / (1 + math.exp(-total)), 4)


def knows_subject(query: Query, window: Window) -> bool:
    """Whether the documents are about what ``query`` asks, whatever they say of the detail that it wants to know."""
    named = bool(_NAME.search(query.focus)) and not _unnamed(query.focus, window.passage)
    return named or window.signals["coverage"] >= KNOWN


def _unnamed(asked: str, passage: Passage) -> float:
    named = {lemma for name in _NAME.findall(asked) for lemma in dutch.content_lemmas(name)}
    known = dutch.lemmas(f"{passage.source.title} {passage.section} {passage.text}")
    return len(named.difference(known)) / len(named) if named else 0.0
