"""Which message in a chat shows what, so that a reply to a source or a changed question can be understood."""

from collections.abc import Callable

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from bot.log.database import faults
from bot.log.model import MessageKind, Shown
from bot.log.tables import MessageEntry


class Messages:
    """Remembers messages of logged questions; every fault of the database is raised as ``LogError``.

    A ``chat`` is an identity such as "telegram-chat:1001", of which the database holds the pseudonym. What is
    remembered of a question goes when its turn goes.
    """

    def __init__(self, engine: Engine, pseudonym: Callable[[str], str]) -> None:
        self._engine = engine
        self._pseudonym = pseudonym

    def remember(self, chat: str, message_id: int, shown: Shown) -> None:
        """Store what a message shows, in place of what it showed before; its question must have been logged."""
        pseudonym = self._pseudonym(chat)
        entry = MessageEntry(
            chat=pseudonym,
            message_id=message_id,
            question_id=shown.question_id,
            kind=shown.kind.value,
            number=shown.number,
            document_id=shown.document_id,
        )
        same = (MessageEntry.chat == pseudonym) & (MessageEntry.message_id == message_id)
        with faults(self._engine), Session(self._engine) as session, session.begin():
            session.execute(delete(MessageEntry).where(same))
            session.add(entry)

    def find(self, chat: str, message_id: int) -> Shown | None:
        """What a message shows, if it is remembered."""
        with faults(self._engine), Session(self._engine) as session:
            entry = session.get(MessageEntry, (self._pseudonym(chat), message_id))
            return _shown(entry) if entry else None

    def of(self, question_id: str) -> list[tuple[int, Shown]]:
        """The messages of a question with their ids, oldest first."""
        theirs = select(MessageEntry).where(MessageEntry.question_id == question_id).order_by(MessageEntry.message_id)
        with faults(self._engine), Session(self._engine) as session:
            return [(entry.message_id, _shown(entry)) for entry in session.scalars(theirs)]


def _shown(entry: MessageEntry) -> Shown:
    return Shown(entry.question_id, MessageKind(entry.kind), entry.number, entry.document_id)
