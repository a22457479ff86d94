"""Who may not ask any more. A block outlives the wish to be forgotten: it holds a pseudonym and nothing else."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from bot.log.database import faults, insert_new
from bot.log.tables import BlockEntry, ConversationEntry

_PSEUDONYM = re.compile(r"[0-9a-f]{16}")


class Blocks:
    """The block list; every fault of the database is raised as ``LogError``.

    An identity is one in a messenger ("telegram:1001", "telegram:@anna"), or the pseudonym of a person or of a
    conversation as the answer log shows it.
    """

    def __init__(self, engine: Engine, pseudonym: Callable[[str], str]) -> None:
        self._engine = engine
        self._pseudonym = pseudonym

    def add(self, identity: str, now: datetime) -> None:
        """Refuse somebody from now on, seen before or not."""
        with faults(self._engine), Session(self._engine) as session, session.begin():
            values = {"pseudonym": self._whose(session, identity), "blocked_at": now}
            session.execute(insert_new(self._engine, BlockEntry).values(values))

    def remove(self, identity: str) -> bool:
        """Let somebody ask again; False when there was no such block."""
        with faults(self._engine), Session(self._engine) as session, session.begin():
            theirs = BlockEntry.pseudonym == self._whose(session, identity)
            return session.scalar(delete(BlockEntry).where(theirs).returning(BlockEntry.pseudonym)) is not None

    def any_of(self, identities: Iterable[str]) -> bool:
        """Whether one of somebody's identities in a messenger is blocked."""
        pseudonyms = [self._pseudonym(identity) for identity in identities]
        with faults(self._engine), Session(self._engine) as session:
            blocked = select(BlockEntry.pseudonym).where(BlockEntry.pseudonym.in_(pseudonyms)).limit(1)
            return session.scalar(blocked) is not None

    def _whose(self, session: Session, identity: str) -> str:
        if not _PSEUDONYM.fullmatch(identity):
            return self._pseudonym(identity)
        conversation = session.get(ConversationEntry, identity)
        return conversation.person if conversation else identity
