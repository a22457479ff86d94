"""When the period is over: words leave the log, later the rows do, and the old bytes are overwritten.

A turn without its words still counts: when it was asked, through which channel, its status, confidence and times, the
thumb and the verdict, and which documents it cites. What a hold keeps stays whole.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    delete,
    exists,
    func,
    inspect,
    or_,
    select,
    text,
    update,
)  # fmt: skip
from sqlalchemy.orm import InstrumentedAttribute

from bot.log.account_tables import SignInLinkEntry
from bot.log.database import alone, faults, tidy
from bot.log.holds import LOCK, held
from bot.log.removal import Cleared, take_passages, take_people, take_turns, take_words
from bot.log.review_tables import CuratedEntry, ReviewEntry
from bot.log.tables import (
    CitationEntry,
    ConversationEntry,
    EvidenceEntry,
    PassageCopy,
    PersonEntry,
    TurnEntry,
)  # fmt: skip

_REWRITTEN = ("turns", "citations", "evidence", "passages", "reviews", "curated", "curated_proofs", "messages",
              "shares", "people", "conversations")  # fmt: skip
_OVERWRITES = (3, 42)  # the version of SQLite from which the index of words overwrites what is deleted


@dataclass(frozen=True, slots=True)
class Periods:
    """How many days what is kept; with 0 words go in the next night."""

    words: int = 90  # of questions, answers, reasons and notes
    counts: int = 1095  # the rows without those words, which figures are made of


class _Step(NamedTuple):
    """One sort of rows that go."""

    key: InstrumentedAttribute[Any]
    condition: ColumnElement[bool]  # that they may go
    take: Callable[[Connection, Sequence[Any]], Cleared]


class Retention:
    """Removes what was kept long enough; every fault of the database is raised as ``LogError``.

    Several processes may do so at once, and stopping half-way is safe: the next one goes on.
    """

    def __init__(self, engine: Engine, periods: Periods, batch: int = 500) -> None:
        """``batch`` is how many turns go in one transaction: few enough for questions not to notice."""
        self._engine = engine
        self.periods = periods
        self._batch = batch

    def foresee(self, now: datetime) -> Cleared:
        """What ``carry_out`` would remove; nothing is changed. Passages are not foreseen."""
        with faults(self._engine), self._engine.connect() as connection:

            def count(condition: ColumnElement[bool]) -> int:
                return connection.scalar(select(func.count()).select_from(TurnEntry).where(condition)) or 0

            outdated = self._outdated(now)
            gone = TurnEntry.asked_at < now - timedelta(days=self.periods.counts)
            kept = TurnEntry.number.in_(held())
            return Cleared(
                words=count(outdated & ~gone & ~kept),
                rows=count(gone & ~kept),
                people=connection.scalar(select(func.count()).select_from(PersonEntry).where(self._left(now))) or 0,
                held=count(outdated & kept),
            )

    def carry_out(self, now: datetime, goes_on: Callable[[], bool] = lambda: True) -> Cleared:
        """Remove it, in small steps; stops between two of them as soon as ``goes_on`` says no."""
        with faults(self._engine):
            cleared = Cleared(held=self.foresee(now).held)
            for step in self._steps(now):
                last = None
                while goes_on() and (found := self._find(step, last)):
                    cleared += self._take(step, found)
                    last = found[-1]
            self._take_leftovers(now)
            self._overwrite()
        return cleared

    def _steps(self, now: datetime) -> Iterator[_Step]:
        free = TurnEntry.number.not_in(held())
        old = TurnEntry.asked_at < now - timedelta(days=self.periods.counts)
        known = select(PersonEntry.pseudonym)
        asked_by_the_forgotten = TurnEntry.conversation.in_(
            select(ConversationEntry.pseudonym).where(ConversationEntry.person.not_in(known))
        )
        cited = exists().where(CitationEntry.passage_key == PassageCopy.key)
        weighed = exists().where(EvidenceEntry.passage_key == PassageCopy.key)
        yield _Step(TurnEntry.number, self._outdated(now) & free, partial(take_words, now=now))
        yield _Step(TurnEntry.number, old & free, take_turns)
        yield _Step(TurnEntry.number, asked_by_the_forgotten & free, take_turns)
        yield _Step(PersonEntry.pseudonym, self._left(now), take_people)
        yield _Step(PassageCopy.key, ~cited & ~weighed, take_passages)

    def _find(self, step: _Step, last: Any) -> Sequence[Any]:  # noqa: ANN401  # numbers or keys
        """The next rows that may go, found without keeping anybody from writing."""
        wanted = select(step.key).where(step.condition).order_by(step.key).limit(self._batch)
        with self._engine.connect() as connection:
            return connection.scalars(wanted.where(step.key > last) if last is not None else wanted).all()

    def _take(self, step: _Step, found: Sequence[Any]) -> Cleared:
        """Let those of them go that still may, now that nobody can hold them any more."""
        with self._engine.connect() as connection, connection.begin():
            alone(connection, LOCK)
            if step.key is PassageCopy.key and connection.dialect.name == "postgresql":
                # Who is storing an answer right now may lean on a copy that is there: wait for that, let others wait.
                connection.execute(text("LOCK TABLE passages IN SHARE ROW EXCLUSIVE MODE"))
            still = connection.scalars(select(step.key).where(step.key.in_(found) & step.condition)).all()
            return step.take(connection, still) if still else Cleared()

    def _take_leftovers(self, now: datetime) -> None:
        """Notes of reviewers, also written after the words had gone; withdrawn curated answers; links that are over."""
        wordless = select(TurnEntry.number).where(TurnEntry.text_removed_at.is_not(None))
        noted = (ReviewEntry.note != "") & ReviewEntry.turn.in_(wordless)
        with self._engine.begin() as connection:
            connection.execute(update(ReviewEntry).where(noted).values(note=""))
            unused = CuratedEntry.withdrawn_at < now - timedelta(days=self.periods.words)
            connection.execute(delete(CuratedEntry).where(unused))
            connection.execute(delete(SignInLinkEntry).where(SignInLinkEntry.expires_at < datetime.now(UTC)))

    def _outdated(self, now: datetime) -> ColumnElement[bool]:
        """Turns whose words should be gone, also those that somebody wrote a word about since."""
        wordy = or_(
            TurnEntry.text_removed_at.is_(None), TurnEntry.feedback_reason.is_not(None), TurnEntry.note.is_not(None)
        )
        return (TurnEntry.asked_at < now - timedelta(days=self.periods.words)) & wordy

    def _left(self, now: datetime) -> ColumnElement[bool]:
        """People who were let in by no invitation and of whom no turn is left that is theirs."""
        theirs = exists().where(
            (ConversationEntry.person == PersonEntry.pseudonym)
            & (TurnEntry.conversation == ConversationEntry.pseudonym)
        )
        old = PersonEntry.first_seen < now - timedelta(days=self.periods.words)
        return old & PersonEntry.invitation.is_(None) & ~theirs

    def _overwrite(self) -> None:
        """Let go of the old bytes as far as the database does so without a pause for questions."""
        if self._engine.dialect.name == "sqlite":
            if sqlite3.sqlite_version_info < _OVERWRITES and inspect(self._engine).has_table("turn_search"):
                with self._engine.begin() as connection:
                    connection.execute(text("INSERT INTO turn_search(turn_search) VALUES ('optimize')"))
            tidy(self._engine)
            return
        with self._engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            for table in _REWRITTEN:
                connection.execute(text(f"VACUUM {table}"))
