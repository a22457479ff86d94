"""Which nights the log was tidied in, by which of several processes, and what that did."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from bot.log.database import faults, insert_new
from bot.log.removal import Cleared
from bot.log.review_tables import RetentionRunEntry


@dataclass(frozen=True, slots=True)
class Run:
    """One time that what was kept long enough was removed."""

    number: int
    night: date | None  # None: a person asked for it
    began_at: datetime
    ended_at: datetime | None  # None: it runs, or broke off
    cleared: Cleared


class Nights:
    """Remembers the runs; every fault of the database is raised as ``LogError``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, now: datetime, night: date | None = None) -> int | None:
        """The number of a new run; None when another process has taken this night."""
        values = {"night": night, "began_at": now, **asdict(Cleared())}
        new = insert_new(self._engine, RetentionRunEntry).values(values).returning(RetentionRunEntry.number)
        with faults(self._engine), Session(self._engine) as session, session.begin():
            return session.scalar(new)

    def end(self, number: int, now: datetime, cleared: Cleared) -> None:
        """Note what a run did."""
        values = {"ended_at": now, **asdict(cleared)}
        with faults(self._engine), Session(self._engine) as session, session.begin():
            session.execute(update(RetentionRunEntry).where(RetentionRunEntry.number == number).values(values))

    def give_back(self, number: int) -> None:
        """Let another run have this night, because this one broke off."""
        with faults(self._engine), Session(self._engine) as session, session.begin():
            session.execute(update(RetentionRunEntry).where(RetentionRunEntry.number == number).values(night=None))

    def latest(self, limit: int) -> list[Run]:
        """The last runs, the newest first."""
        newest = select(RetentionRunEntry).order_by(RetentionRunEntry.number.desc()).limit(limit)
        with faults(self._engine), Session(self._engine) as session:
            return [_run(entry) for entry in session.scalars(newest)]


def _run(entry: RetentionRunEntry) -> Run:
    cleared = Cleared(entry.words, entry.rows, entry.people, entry.passages, entry.held)
    return Run(entry.number, entry.night, entry.began_at, entry.ended_at, cleared)
