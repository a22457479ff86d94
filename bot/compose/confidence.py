"""How surely a window answers a question, 0 to 1: the score on which an answer is given or withheld.

A logistic regression on a few signals, fitted on answered and unanswerable questions of four sets and on the same
questions with their proof taken away, then calibrated: of the answers that say .6, about six in ten are right.
docs/answers.md shows how that held on sets that were left out of the fit.
"""

import math
import re
from collections.abc import Sequence

from bot.compose.evidence import Window
from bot.model import Query
from ingest import dutch
from ingest.model import Passage, ScoredPassage

INTERCEPT = -4.53
WEIGHTS = {
    "coverage": 0.53,  # share of the question's weight that the window and its subject hold
    "nearest": 2.22,  # the highest cosine of a passage with the question
    "sharpest": 1.67,  # the highest cosine of a sentence of the window with the question
    "score": 1.37,  # of the window as a whole
    "unnamed": -0.9,  # share of the names in the question that the passage does not know
    "misfit": -0.27,  # a date, an amount, … is asked for, and the window holds none
    "missing": -1.1,  # and that decides: a figure, or a role without its holder
    "incomplete": -6.3,  # all of a stated number are asked for, and the window has fewer
    "english": 1.18,  # words of an English question cannot be found in Dutch text
}
KNOWN = 0.6  # share of the question that must stand in the documents when it holds no name
_NAME = re.compile(r"(?<=[^.?!]\s)[A-ZÀ-Þ][\w-]+")


def confidence(query: Query, window: Window, evidence: Sequence[ScoredPassage]) -> float:
    """The confidence that ``window``, the best that ``evidence`` holds, answers ``query``."""
    signals = {
        "coverage": window.signals["coverage"],
        "nearest": max(scored.found_by.get("dense", 0.0) for scored in evidence),
        "sharpest": window.signals["sharpest"],
        "score": window.score,
        "unnamed": _unnamed(query.focus, window.passage),
        "misfit": window.signals["misfit"],
        "missing": window.signals["missing"],
        "incomplete": window.signals["incomplete"],
        "english": float(query.language == "en"),
    }
    total = INTERCEPT + sum(WEIGHTS[name] * value for name, value in signals.items())
    return round(1 / (1 + math.exp(-total)), 4)


def knows_subject(query: Query, window: Window) -> bool:
    """Whether the documents are about what ``query`` asks, whatever they say of the detail that it wants to know."""
    named = bool(_NAME.search(query.focus)) and not _unnamed(query.focus, window.passage)
    return named or window.signals["coverage"] >= KNOWN


def _unnamed(asked: str, passage: Passage) -> float:
    named = {lemma for name in _NAME.findall(asked) for lemma in dutch.content_lemmas(name)}
    known = dutch.lemmas(f"{passage.source.title} {passage.section} {passage.text}")
    return len(named.difference(known)) / len(named) if named else 0.0
