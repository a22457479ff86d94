"""What reviewers think of logged answers: each reviewer has a say of their own, and nobody's is overwritten.

Two who agree have decided. When they differ a third person settles it; until then the answer has no verdict.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from bot.log.database import faults
from bot.log.review_tables import ReviewEntry
from bot.log.tables import TurnEntry
from bot.privacy import mask
from ingest.model import Span


class Verdict(StrEnum):
    """What is the matter with an answer, if anything."""

    RIGHT = "right"
    INCOMPLETE = "incomplete"
    WRONG = "wrong"
    WRONGLY_REFUSED = "wrongly_refused"
    RIGHTLY_REFUSED = "rightly_refused"
    SOURCE_MISSING = "source_missing"
    OUTDATED_SOURCE = "outdated_source"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the right answer stands: a stretch of a document as it was when somebody chose it."""

    document_id: str
    digest: str
    span: Span


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reviewer says of an answer."""

    account: str  # the id
    verdict: Verdict
    note: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """An opinion as it was stored."""

    number: int
    made_at: datetime
    opinion: Opinion
    settles: bool  # between others who differ


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the reviewers of one answer think of it together."""

    standing: tuple[Review, ...] = ()  # the last review of each, oldest first

    @property
    def verdict(self) -> Verdict | None:
        """What was decided; None when nothing was, or they differ."""
        deciding = self._deciding
        return deciding[-1].opinion.verdict if deciding else None

    @property
    def note(self) -> str | None:
        """What was noted with that."""
        notes = dict.fromkeys(review.opinion.note for review in self._deciding if review.opinion.note)
        return "\n".join(notes) or None

    @property
    def place(self) -> Place | None:
        """Where the right answer stands, as the last reviewer who looked for it found."""
        return next((r.opinion.place for r in reversed(self._deciding) if r.opinion.place), None)

    @property
    def is_disputed(self) -> bool:
        """Whether reviewers differ and nobody settled it."""
        return bool(self.standing) and not self._deciding

    def of(self, account: str) -> Review | None:
        """What somebody thinks."""
        return next((review for review in self.standing if review.opinion.account == account), None)

    def may_settle(self, account: str) -> bool:
        """Whether others differ, so that this person decides between them."""
        return len({r.opinion.verdict for r in self._others(account) if not r.settles}) > 1

    def differs_from(self, opinion: Opinion) -> bool:
        """Whether somebody else thinks otherwise."""
        return any(review.opinion.verdict is not opinion.verdict for review in self._others(opinion.account))

    def _others(self, account: str) -> list[Review]:
        return [review for review in self.standing if review.opinion.account != account]

    @property
    def _deciding(self) -> Sequence[Review]:
        settling = [review for review in self.standing if review.settles]
        if settling:
            return settling[-1:]
        return self.standing if len({review.opinion.verdict for review in self.standing}) == 1 else ()


class Reviews:
    """Stores reviews; every fault of the database is raised as ``LogError``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, turn: int, opinion: Opinion, now: datetime) -> Judgement | None:
        """Add a review of the turn with this number, and give back what all think; None when there is no such turn."""
        with faults(self._engine), Session(self._engine) as session, session.begin():
            theirs = TurnEntry.number == turn
            # Changing nothing makes others who judge the same turn wait, in either database.
            locked = update(TurnEntry).where(theirs).values(note=TurnEntry.note).returning(TurnEntry.number)
            if session.scalar(locked) is None:
                return None
            before = _judgement(_of(session, turn))
            session.add(_entry(turn, opinion, now, before))
            session.flush()
            after = _judgement(_of(session, turn))
            session.execute(update(TurnEntry).where(theirs).values(verdict=after.verdict, note=after.note))
            return after

    def of(self, turn: int) -> Judgement:
        """What the reviewers of a turn think."""
        with faults(self._engine), Session(self._engine) as session:
            return _judgement(_of(session, turn))

    def by(self, account: str) -> list[tuple[int, Review]]:
        """Every review that somebody gave, oldest first, also those that were changed later: each with its turn."""
        theirs = select(ReviewEntry).where(ReviewEntry.account == account).order_by(ReviewEntry.number)
        with faults(self._engine), Session(self._engine) as session:
            return [(entry.turn, _review(entry)) for entry in session.scalars(theirs)]


def _of(session: Session, turn: int) -> Iterable[ReviewEntry]:
    return session.scalars(select(ReviewEntry).where(ReviewEntry.turn == turn).order_by(ReviewEntry.number))


def _judgement(entries: Iterable[ReviewEntry]) -> Judgement:
    last: dict[str, Review] = {}
    for entry in entries:
        last.pop(entry.account, None)
        last[entry.account] = _review(entry)
    return Judgement(tuple(last.values()))


def _entry(turn: int, opinion: Opinion, now: datetime, before: Judgement) -> ReviewEntry:
    place, settles = opinion.place, before.may_settle(opinion.account)
    return ReviewEntry(
        turn=turn,
        account=opinion.account,
        made_at=now,
        verdict=opinion.verdict.value,
        note=mask(opinion.note),
        settles=settles,
        differs=not settles and before.differs_from(opinion),
        document_id=place and place.document_id,
        digest=place and place.digest,
        start=place and place.span.start,
        end=place and place.span.end,
    )


def _review(entry: ReviewEntry) -> Review:
    place = None
    if entry.document_id is not None and entry.digest is not None and entry.start is not None and entry.end is not None:
        place = Place(entry.document_id, entry.digest, Span(entry.start, entry.end))
    opinion = Opinion(entry.account, Verdict(entry.verdict), entry.note, place)
    return Review(entry.number, entry.made_at, opinion, entry.settles)
