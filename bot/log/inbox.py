"""Updates of a messenger that are stored but not answered yet, so that none is lost when the bot ends in the middle.

An update holds a question and who asked it, in clear. It is encrypted here, and deleted as soon as it is answered.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine, delete, func, select
from sqlalchemy.orm import Session

from bot.log.database import faults, insert_new
from bot.log.model import Waiting
from bot.log.tables import InboxEntry
from bot.privacy import Seal

_log = logging.getLogger(__name__)


class Inbox:
    """Keeps updates until they are done; every fault of the database is raised as ``LogError``."""

    def __init__(self, engine: Engine, pseudonym: Callable[[str], str], seal: Seal) -> None:
        self._engine = engine
        self._pseudonym = pseudonym
        self._seal = seal

    def keep(self, update_id: int, payload: str, now: datetime) -> str | None:
        """Store an update; its key, or None when the same one is waiting already."""
        key = self._pseudonym(f"{update_id} {payload}")
        values = {"key": key, "update_id": update_id, "received_at": now, "payload": self._seal.close(payload)}
        with faults(self._engine), Session(self._engine) as session, session.begin():
            new = insert_new(self._engine, InboxEntry).values(values).returning(InboxEntry.key)
            return session.scalar(new)

    def done(self, key: str) -> None:
        """Delete an update that was answered."""
        with faults(self._engine), Session(self._engine) as session, session.begin():
            session.execute(delete(InboxEntry).where(InboxEntry.key == key))

    def size(self) -> int:
        """How many updates are not answered yet."""
        with faults(self._engine), Session(self._engine) as session:
            return session.scalar(select(func.count()).select_from(InboxEntry)) or 0

    def waiting(self) -> list[Waiting]:
        """What is not answered yet, in the order in which it came."""
        with faults(self._engine), Session(self._engine) as session:
            entries = session.scalars(select(InboxEntry).order_by(InboxEntry.update_id)).all()
        opened = [(entry.key, self._seal.open(entry.payload)) for entry in entries]
        for key, payload in opened:
            if payload is None:
                _log.error("Een bewaard bericht is niet te lezen: de sleutel is veranderd. Ik sla het over.")
                self.done(key)
        return [Waiting(key, payload) for key, payload in opened if payload is not None]
