"""Searches in the log that people keep under a name, each their own."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, delete, func, select
from sqlalchemy.orm import Session

from bot.log.database import faults
from bot.log.review_tables import SavedFilterEntry

MOST = 50  # that one person keeps


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A search; ``query`` is what stands behind the ? of its address."""

    number: int
    name: str
    query: str


class SavedFilters:
    """Stores searches; every fault of the database is raised as ``LogError``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, account_id: str) -> Sequence[SavedFilter]:
        """What somebody keeps, by name."""
        theirs = select(SavedFilterEntry).where(SavedFilterEntry.account == account_id)
        with faults(self._engine), Session(self._engine) as session:
            entries = session.scalars(theirs.order_by(func.lower(SavedFilterEntry.name)))
            return [SavedFilter(entry.number, entry.name, entry.query) for entry in entries]

    def save(self, account_id: str, name: str, query: str) -> bool:
        """Keep a search, in place of the one that had this name; False when somebody keeps enough already."""
        mine = SavedFilterEntry.account == account_id
        with faults(self._engine), Session(self._engine) as session, session.begin():
            session.execute(delete(SavedFilterEntry).where(mine, SavedFilterEntry.name == name))
            if (session.scalar(select(func.count()).select_from(SavedFilterEntry).where(mine)) or 0) >= MOST:
                return False
            session.add(SavedFilterEntry(account=account_id, name=name, query=query))
            return True

    def drop(self, account_id: str, number: int) -> bool:
        """Keep a search no longer; False when it is not theirs, or not there."""
        mine = (SavedFilterEntry.account == account_id) & (SavedFilterEntry.number == number)
        with faults(self._engine), Session(self._engine) as session, session.begin():
            return session.scalar(delete(SavedFilterEntry).where(mine).returning(SavedFilterEntry.number)) is not None
