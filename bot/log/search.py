"""Shows turns of the log page by page and hands out all of them, in a log of millions too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.orm import Session

from bot.log.copies import logged_turn
from bot.log.database import faults
from bot.log.figure_tables import DayBoundsEntry, DayCountEntry
from bot.log.filters import LogFilter
from bot.log.lookup import Stretch, numbers
from bot.log.model import LoggedTurn
from bot.log.tables import TurnEntry

PAGE = 50
_EXPORTED = 200  # turns in memory at a time during an export


@dataclass(frozen=True, slots=True)
class Found:
    """A turn as the list shows it."""

    number: int
    id: str
    asked_at: datetime
    channel: str
    question: str
    status: str
    confidence: float
    answer: str
    verdict: str | None
    feedback: str | None
    text_removed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some turns, the newest first; ``newer`` and ``older`` say whether there may be more on that side."""

    rows: Sequence[Found]
    newer: bool
    older: bool


_COLUMNS = [getattr(TurnEntry, field.name) for field in fields(Found)]


class LogSearch:
    """Finds turns; every fault of the database is raised as ``LogError``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def page(self, chosen: LogFilter, before: int | None = None, after: int | None = None) -> Page:
        """The newest turns that ``chosen`` lets through before a number, or the first ones after one."""
        with faults(self._engine), self._engine.connect() as connection:
            stretch = _stretch(connection, chosen, before, after)
            found = numbers(connection, stretch, PAGE + 1, newest_first=after is None)
            more = len(found) > PAGE
            shown = select(*_COLUMNS).where(TurnEntry.number.in_(found[:PAGE])).order_by(TurnEntry.number.desc())
            rows = [Found(*row) for row in connection.execute(shown)]
        return Page(rows, newer=more, older=True) if after is not None else Page(rows, before is not None, more)

    def every(self, chosen: LogFilter) -> Iterator[LoggedTurn]:
        """All turns that ``chosen`` lets through, whole and oldest first; nothing stays open in between."""
        found = [0]
        while found:
            with faults(self._engine), Session(self._engine) as session:
                stretch = _stretch(session.connection(), chosen, None, found[-1])
                found = numbers(session.connection(), stretch, _EXPORTED, newest_first=False)
                entries = select(TurnEntry).where(TurnEntry.number.in_(found)).order_by(TurnEntry.number)
                turns = [logged_turn(entry) for entry in session.scalars(entries)]
            yield from turns

    def numbers(self, chosen: LogFilter) -> Iterator[int]:
        """The numbers of all turns that ``chosen`` lets through, the oldest first."""
        found = [0]
        while found:
            with faults(self._engine), self._engine.connect() as connection:
                stretch = _stretch(connection, chosen, None, found[-1])
                found = numbers(connection, stretch, _EXPORTED, newest_first=False)
            yield from found

    def newest(self, chosen: LogFilter, limit: int) -> list[tuple[str, datetime]]:
        """The newest questions that ``chosen`` lets through, as searched, as far as they are still there."""
        with faults(self._engine), self._engine.connect() as connection:
            found = numbers(connection, _stretch(connection, chosen), limit, newest_first=True)
            still = (TurnEntry.number.in_(found), TurnEntry.searched != "")
            asked = select(TurnEntry.searched, TurnEntry.asked_at).where(*still).order_by(TurnEntry.number.desc())
            return [(said, at) for said, at in connection.execute(asked)]


def _stretch(connection: Connection, chosen: LogFilter, before: int | None = None, after: int | None = None) -> Stretch:
    """The numbers that can be meant: of the days that are meant, and beyond where a page begins."""
    low: int | None
    high: int | None
    if chosen.since or chosen.until or chosen.generation:
        within = select(func.min(DayBoundsEntry.first), func.max(DayBoundsEntry.last))
        if chosen.since:
            within = within.where(DayBoundsEntry.day >= chosen.since)
        if chosen.until:
            within = within.where(DayBoundsEntry.day <= chosen.until)
        if chosen.generation:  # the only value that is found in one part of the log and nowhere else
            its = (DayCountEntry.kind == "generation", DayCountEntry.value == chosen.generation)
            within = within.where(DayBoundsEntry.day.in_(select(DayCountEntry.day).where(*its)))
        (low, high) = connection.execute(within).one()
    else:
        low, high = 1, connection.scalar(select(func.max(TurnEntry.number)))
    if low is None or high is None or chosen.is_impossible:
        return Stretch(1, 0, chosen)
    return Stretch(max(low, (after or 0) + 1), min(high, before - 1) if before is not None else high, chosen)
