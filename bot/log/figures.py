"""What the log counts by day, added up over a period; the database keeps the counts, see migration 0006."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Literal

from sqlalchemy import ColumnElement, Engine, and_, func, select
from sqlalchemy.orm import Session

from bot.log.database import faults
from bot.log.figure_tables import DayBoundsEntry, DayCountEntry
from bot.log.tables import PassageCopy

Kind = Literal[
    "status", "channel", "verdict", "feedback", "composer", "generation",
    "document",  # short names of documents that answers cite
    "milliseconds",  # that answers took, in two digits
]  # fmt: skip


class Figures:
    """Counts turns; every fault of the database is raised as ``LogError``. Days are those of the Netherlands."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def counts(self, kind: Kind, since: date, until: date) -> Counter[str]:
        """How many turns of a period, both days included, have each value."""
        times = func.sum(DayCountEntry.count)
        added = select(DayCountEntry.value, times).where(_within(kind, since, until)).group_by(DayCountEntry.value)
        with faults(self._engine), Session(self._engine) as session:
            return Counter({value: int(count) for value, count in session.execute(added.having(times > 0))})

    def daily(self, kind: Kind, since: date, until: date) -> Mapping[date, Counter[str]]:
        """How many turns of each day have each value; days without any are left out."""
        columns = (DayCountEntry.day, DayCountEntry.value, DayCountEntry.count)
        days: dict[date, Counter[str]] = {}
        with faults(self._engine), Session(self._engine) as session:
            counted = select(*columns).where(_within(kind, since, until), DayCountEntry.count > 0)
            for day, value, count in session.execute(counted.order_by(DayCountEntry.day)):
                days.setdefault(day, Counter())[value] = count
        return days

    def values(self, kind: Kind, limit: int) -> list[str]:
        """The values that there are of a kind, those that were seen last first."""
        there = (DayCountEntry.kind == kind, DayCountEntry.count > 0, DayCountEntry.value != "")
        seen = select(DayCountEntry.value).where(*there)
        newest = func.max(DayCountEntry.day).desc()
        with faults(self._engine), Session(self._engine) as session:
            latest = seen.group_by(DayCountEntry.value).order_by(newest, DayCountEntry.value.desc()).limit(limit)
            return list(session.scalars(latest))

    def first_day(self) -> date | None:
        """The day of the oldest turn."""
        with faults(self._engine), Session(self._engine) as session:
            return session.scalar(select(func.min(DayBoundsEntry.day)))

    def documents(self) -> list[str]:
        """The ids of all documents that the log has a passage of."""
        with faults(self._engine), Session(self._engine) as session:
            return list(session.scalars(select(PassageCopy.document_id).distinct()))


def _within(kind: Kind, since: date, until: date) -> ColumnElement[bool]:
    return and_(DayCountEntry.kind == kind, DayCountEntry.day.between(since, until))
