"""What the log gives back: plain, frozen data without third-party imports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.model import AnswerStatus, Citation, Evidence


@dataclass(frozen=True, slots=True)
class PastTurn:
    """An earlier turn of a conversation, as much of it as the next question may refer to."""

    question: str  # masked
    searched: str  # masked
    status: AnswerStatus
    answer: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class LoggedTurn:
    """A question and its answer as stored, with copies of the passages, so that it can be viewed after any refresh.

    Of the source of a passage the log knows the name of the file, not where it lay on the server.
    """

    id: str
    asked_at: datetime  # UTC
    channel: str
    conversation: str  # pseudonym
    question: str  # masked
    searched: str  # masked
    status: AnswerStatus
    confidence: float
    answer: str
    citations: tuple[Citation, ...]
    evidence: tuple[Evidence, ...]
    composer: str
    generation: str
    seconds: float  # of all steps together
    timings: Mapping[str, float]  # seconds by step
    feedback: str | None  # "up", "down"
    feedback_reason: str | None
    verdict: str | None
    note: str | None
