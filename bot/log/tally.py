"""What was added to the log since the last look, whichever process or channel it came through."""

from typing import NamedTuple

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from bot.log.database import faults
from bot.log.tables import TurnEntry

_BACK = 200  # rows that are looked at again: two that are stored at once may be seen in either order


class Counted(NamedTuple):
    """A turn as far as figures need it."""

    status: str
    channel: str
    seconds: float


class Tally:
    """Counts on from the moment that it is made; every fault of the database is raised as ``LogError``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        with faults(engine), Session(engine) as session:
            self._last = session.scalar(select(func.max(TurnEntry.number))) or 0
            self._known = set(session.scalars(select(TurnEntry.number).where(TurnEntry.number > self._last - _BACK)))

    def new(self) -> list[Counted]:
        """The turns that were not seen yet."""
        columns = (TurnEntry.number, TurnEntry.status, TurnEntry.channel, TurnEntry.seconds)
        with faults(self._engine), Session(self._engine) as session:
            rows = session.execute(select(*columns).where(TurnEntry.number > self._last - _BACK)).all()
        fresh = [row for row in rows if row.number not in self._known]
        self._last = max((row.number for row in rows), default=self._last)
        self._known = {row.number for row in rows if row.number > self._last - _BACK}
        return [Counted(row.status, row.channel, row.seconds) for row in fresh]
