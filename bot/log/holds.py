"""Holds: turns that stay beyond their period, for a reason that somebody gave."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import Engine, Select, func, insert, select, update
from sqlalchemy.orm import Session

from bot.log.database import alone, faults
from bot.log.review_tables import HeldEntry, HoldEntry
from bot.log.tables import TurnEntry

_ROWS = 1000  # in one statement
LOCK = 7_301_226_004  # taken by who makes a hold and by who removes words, in PostgreSQL


@dataclass(frozen=True, slots=True)
class Hold:
    """A reason to keep some turns."""

    number: int
    reason: str
    account: str  # the id of who made it
    made_at: datetime
    released_at: datetime | None
    released_by: str | None
    turns: int  # that it keeps, as far as they are still there


def held() -> Select[int]:
    """The numbers of the turns that a hold keeps now."""
    return select(HeldEntry.turn).join(HoldEntry, HoldEntry.number == HeldEntry.hold).where(_STANDS)


_STANDS = HoldEntry.released_at.is_(None)


class Holds:
    """Stores holds; every fault of the database is raised as ``LogError``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, reason: str, account_id: str, now: datetime, turns: Iterable[int]) -> Hold | None:
        """Keep the turns with these numbers from now on; None, and nothing stored, when those are none."""
        values = {"reason": reason, "account": account_id, "made_at": now}
        with faults(self._engine), self._engine.connect() as connection, connection.begin() as transaction:
            alone(connection, LOCK)
            number = connection.scalar(insert(HoldEntry).values(values).returning(HoldEntry.number))
            assert number is not None
            count, all_turns = 0, iter(turns)
            while rows := [{"hold": number, "turn": turn} for turn in islice(all_turns, _ROWS)]:
                connection.execute(insert(HeldEntry), rows)
                count += len(rows)
            if not count:
                transaction.rollback()
                return None
        return Hold(number, reason, account_id, now, None, None, count)

    def add_one(self, reason: str, account_id: str, now: datetime, question_id: str) -> Hold | None:
        """Keep the turn of one question; None when it is not in the log."""
        with faults(self._engine), Session(self._engine) as session:
            number = session.scalar(select(TurnEntry.number).where(TurnEntry.id == question_id))
        return self.add(reason, account_id, now, [number]) if number else None

    def release(self, number: int, account_id: str, now: datetime) -> bool:
        """Let the turns of a hold go when their period is over; False when it did not stand."""
        released = update(HoldEntry).where((HoldEntry.number == number) & _STANDS)
        values = {"released_at": now, "released_by": account_id}
        with faults(self._engine), Session(self._engine) as session, session.begin():
            return session.scalar(released.values(values).returning(HoldEntry.number)) is not None

    def all(self) -> list[Hold]:
        """Every hold that was ever made, those that stand first and the newest first."""
        counted = select(func.count()).where(HeldEntry.hold == HoldEntry.number).scalar_subquery()
        ordered = select(HoldEntry, counted).order_by(HoldEntry.released_at.is_not(None), HoldEntry.number.desc())
        with faults(self._engine), Session(self._engine) as session:
            return [_hold(entry, turns) for entry, turns in session.execute(ordered)]


def _hold(entry: HoldEntry, turns: int) -> Hold:
    return Hold(
        number=entry.number,
        reason=entry.reason,
        account=entry.account,
        made_at=entry.made_at,
        released_at=entry.released_at,
        released_by=entry.released_by,
        turns=turns,
    )
