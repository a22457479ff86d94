"""What is worth a reviewer's minute, the most urgent first, from the newest turns of a log of any size."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import ColumnElement, Engine, Select, exists, func, select
from sqlalchemy.orm import Session, aliased

from bot.log.database import faults
from bot.log.review_tables import ReviewEntry
from bot.log.tables import CitationEntry, EvidenceEntry, PassageCopy, TurnEntry
from bot.model import AnswerStatus

WINDOW = 10_000  # of the newest turns are looked through
RECENT = 1_000  # turns without a verdict among them that are looked at, and reviews
MOST = 250  # of complaints and of disputes each
UNSURE = 0.5  # confidence below which half of the answers are wrong; most of them below .4, where the answer says so
ALMOST = 0.08  # confidence from which little was lacking for an answer
NEAR = 0.6  # cosine of a passage that may well have held the answer
_SEARCHED = (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL, AnswerStatus.NO_EVIDENCE, AnswerStatus.FAILED)


class Reason(StrEnum):
    """Why an answer is in the queue, the most urgent first."""

    COMPLAINT = "complaint"
    CURATED = "curated"  # a curated answer whose source changed or whose date passed
    DISPUTED = "disputed"
    FAILED = "failed"
    NEARLY = "nearly"  # abstained though something scored high
    UNSURE = "unsure"
    FIRST = "first"  # the first answer from a document
    CHANGED = "changed"  # a document that it cites changed or went
    SAMPLE = "sample"


_URGENCY = {reason: number for number, reason in enumerate(Reason)}


@dataclass(frozen=True, slots=True)
class Queued:
    """An answer that waits for a reviewer, and why."""

    number: int  # of the turn
    question: str
    asked_at: datetime
    status: str
    confidence: float
    reasons: tuple[Reason, ...]  # the most urgent first


@dataclass(frozen=True, slots=True)
class LiveSources:
    """What the live collection holds: the digest of each document by its id, and since when."""

    generation: str
    since: datetime
    digests: Mapping[str, str]


class Queue:
    """Finds what to judge; every fault of the database is raised as ``LogError``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def entries(self, sample: float, live: LiveSources | None) -> list[Queued]:
        """Everything that waits, the most urgent first and then the newest; ``sample`` is a percentage of all turns.

        Without a live collection nothing is said of documents that changed.
        """
        with faults(self._engine), Session(self._engine) as session:
            newest = session.scalar(select(func.max(TurnEntry.number))) or 0
            turns = {turn.number: turn for turn in _turns(session, _unjudged(newest - WINDOW), RECENT)}
            reasons: dict[int, set[Reason]] = defaultdict(set)
            for turn in turns.values():
                reasons[turn.number].update(_own_reasons(turn, sample))
            lowest = min(turns, default=newest + 1)
            for number in _nearly(session, lowest):
                reasons[number].add(Reason.NEARLY)
            for number in _first(session, lowest):
                reasons[number].add(Reason.FIRST)
            waiting = {Reason.COMPLAINT: _complaints(session), Reason.DISPUTED: _disputed(session)}
            if live:
                waiting[Reason.CHANGED] = _changed(session, lowest, live)
            for reason, found in waiting.items():
                for number in found:
                    reasons[number].add(reason)
            missing = [number for number, why in reasons.items() if why and number not in turns]
            turns |= {turn.number: turn for turn in _turns(session, TurnEntry.number.in_(missing), len(missing))}
        queued = [_queued(turns[number], why) for number, why in reasons.items() if why and number in turns]
        return sorted(queued, key=lambda entry: (_URGENCY[entry.reasons[0]], -entry.number))


@dataclass(frozen=True, slots=True)
class _Turn:
    number: int
    id: str
    question: str
    asked_at: datetime
    status: str
    confidence: float


def _turns(session: Session, which: ColumnElement[bool], limit: int) -> list[_Turn]:
    """The newest of some turns, as far as their words are still there."""
    columns = (getattr(TurnEntry, name) for name in _Turn.__slots__)
    kept = select(*columns).where(which & TurnEntry.text_removed_at.is_(None))
    return [_Turn(*row) for row in session.execute(kept.order_by(TurnEntry.number.desc()).limit(limit))]


def _unjudged(after: int) -> ColumnElement[bool]:
    """The turns behind a number that were searched, or failed, and have no verdict."""
    searched = TurnEntry.status.in_([status.value for status in _SEARCHED])
    return (TurnEntry.number > after) & TurnEntry.verdict.is_(None) & searched


def _own_reasons(turn: _Turn, sample: float) -> Iterable[Reason]:
    """What a turn itself shows."""
    if turn.status == AnswerStatus.FAILED:
        yield Reason.FAILED
    if turn.status == AnswerStatus.NO_EVIDENCE and turn.confidence >= ALMOST:
        yield Reason.NEARLY
    if AnswerStatus(turn.status).quotes_sources and turn.confidence < UNSURE:
        yield Reason.UNSURE
    # Drawn by the id, so that it is the same for every reviewer and every day, and nobody can predict it.
    if int(sha256(turn.id.encode(errors="replace")).hexdigest()[:8], 16) % 10_000 < 100 * sample:
        yield Reason.SAMPLE


def _complaints(session: Session) -> list[int]:
    complained = (TurnEntry.feedback == "down") & TurnEntry.verdict.is_(None)
    return list(session.scalars(_newest(select(TurnEntry.number).where(complained), MOST)))


def _disputed(session: Session) -> list[int]:
    """The turns that have no verdict although somebody judged them otherwise than somebody else."""
    differing = select(ReviewEntry.turn).where(ReviewEntry.differs).order_by(ReviewEntry.number.desc()).limit(MOST)
    open_ones = TurnEntry.number.in_(differing) & TurnEntry.verdict.is_(None)
    return list(session.scalars(_newest(select(TurnEntry.number).where(open_ones), MOST)))


def _newest(numbers: Select[int], limit: int) -> Select[int]:
    return numbers.order_by(TurnEntry.number.desc()).limit(limit)


def _nearly(session: Session, lowest: int) -> list[int]:
    """The turns from ``lowest`` that were not answered though a passage was very much like the question."""
    silent = (TurnEntry.status == AnswerStatus.NO_EVIDENCE.value) & TurnEntry.verdict.is_(None)
    near = EvidenceEntry.found_by["dense"].as_float() >= NEAR
    found = select(EvidenceEntry.turn).join(TurnEntry, TurnEntry.number == EvidenceEntry.turn)
    return list(session.scalars(found.where((EvidenceEntry.turn >= lowest) & silent & near).distinct()))


def _first(session: Session, lowest: int) -> list[int]:
    """The turns from ``lowest`` that are the first ever to cite some document."""
    first, earlier, copy = func.min(CitationEntry.turn), aliased(CitationEntry), aliased(PassageCopy)
    recent = (
        select(PassageCopy.document_id, first.label("turn"))
        .join(PassageCopy, PassageCopy.key == CitationEntry.passage_key)
        .where(CitationEntry.turn >= lowest)
        .group_by(PassageCopy.document_id)
        .subquery()
    )
    cited_before = exists().where(
        (copy.document_id == recent.c.document_id) & (earlier.passage_key == copy.key) & (earlier.turn < recent.c.turn)
    )
    unjudged = TurnEntry.verdict.is_(None)
    turns = select(TurnEntry.number).join(recent, recent.c.turn == TurnEntry.number)
    return list(session.scalars(turns.where(unjudged & ~cited_before).distinct()))


def _changed(session: Session, lowest: int, live: LiveSources) -> list[int]:
    """The turns that cite what is not live any more and were not judged since; of the judged ones the last."""
    since = select(func.max(ReviewEntry.made_at)).where(ReviewEntry.turn == TurnEntry.number).scalar_subquery()
    judged = select(ReviewEntry.turn).order_by(ReviewEntry.number.desc()).limit(RECENT)
    looked_at = (CitationEntry.turn >= lowest) & TurnEntry.verdict.is_(None) | CitationEntry.turn.in_(judged)
    cited = (
        select(CitationEntry.turn, PassageCopy.document_id, PassageCopy.digest)
        .join(PassageCopy, PassageCopy.key == CitationEntry.passage_key)
        .join(TurnEntry, TurnEntry.number == CitationEntry.turn)
        .where(looked_at & (TurnEntry.generation != live.generation))
        .where(since.is_(None) | (since < live.since))
    )
    return sorted({turn for turn, document, digest in session.execute(cited) if live.digests.get(document) != digest})


def _queued(turn: _Turn, reasons: Iterable[Reason]) -> Queued:
    ordered = tuple(sorted(reasons, key=_URGENCY.__getitem__))
    return Queued(turn.number, turn.question, turn.asked_at, turn.status, turn.confidence, ordered)
