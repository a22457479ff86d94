"""How surely a window answers a question, 0 to 1: the score on which an answer is given or withheld.

A logistic regression on a few signals, fitted on answered, unanswerable and deliberately mismatched questions of open
sets. It is not calibrated yet: a wrong answer to an answerable question counted as neither right nor wrong.
"""

import math
import re
from collections.abc import Sequence

from bot.compose.evidence import Window
from bot.model import Query
from ingest import dutch
from ingest.model import Passage, ScoredPassage

INTERCEPT = -3.37
WEIGHTS = {
    "coverage": 3.85,  # share of the question's weight that the window and its subject hold
    "nearest": 2.29,  # the highest cosine of a passage with the question
    "unnamed": -1.8,  # share of the names in the question that the passage does not know
    "misfit": -0.84,  # a date, an amount, … is asked for, and the window holds none
    "missing": -2.0,  # and that decides: a figure, or a role without its holder
    "incomplete": -3.0,  # all of a stated number are asked for, and the window has fewer
    "english": 0.89,  # words of an English question cannot be found in Dutch text
}
KNOWN = 0.6  # share of the question that must stand in the documents when it holds no name
_NAME = re.compile(r"(?<=[^.?!]\s)[A-ZÀ-Þ][\w-]+")


def confidence(query: Query, window: Window, evidence: Sequence[ScoredPassage]) -> float:
    """The confidence that ``window``, the best that ``evidence`` holds, answers ``query``."""
    signals = {
        "coverage": window.signals["coverage"],
        "nearest": max(scored.found_by.get("dense", 0.0) for scored in evidence),
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
