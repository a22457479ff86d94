"""The people who use a messenger: known by a pseudonym, with what they chose.

A ``person`` here is an identity in a messenger, such as "telegram:1001"; the database holds its keyed pseudonym only.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine, delete, func, select, update
from sqlalchemy.orm import Session

from bot.log.database import faults, insert_new, tidy
from bot.log.model import Person, Role
from bot.log.tables import BlockEntry, ConversationEntry, PersonEntry, TurnEntry


class People:
    """Stores people and gives them back; every fault of the database is raised as ``LogError``."""

    def __init__(self, engine: Engine, pseudonym: Callable[[str], str]) -> None:
        self._engine = engine
        self._pseudonym = pseudonym

    def find(self, person: str) -> Person | None:
        """What is known of somebody; None before the first contact and after being forgotten."""
        with faults(self._engine), Session(self._engine) as session:
            entry = session.get(PersonEntry, self._pseudonym(person))
            return _person(entry) if entry else None

    def meet(self, person: str, conversation_id: str, now: datetime) -> Person:
        """What is known of somebody who says something; a first contact is stored, and whose conversation it is."""
        pseudonym, conversation = self._pseudonym(person), self._pseudonym(conversation_id)
        with faults(self._engine), Session(self._engine) as session, session.begin():
            if not (session.get(PersonEntry, pseudonym) and session.get(ConversationEntry, conversation)):
                newcomer = {"pseudonym": pseudonym, "role": Role.ASKER.value, "first_seen": now}
                session.execute(insert_new(self._engine, PersonEntry).values(newcomer))
                theirs = {"pseudonym": conversation, "person": pseudonym}
                session.execute(insert_new(self._engine, ConversationEntry).values(theirs))
            return _person(session.get_one(PersonEntry, pseudonym))

    def invited_as(self, role: Role) -> list[str]:
        """The pseudonyms of who was invited in this role and is not blocked."""
        theirs = (PersonEntry.role == role.value) & PersonEntry.invitation.is_not(None)
        free = PersonEntry.pseudonym.not_in(select(BlockEntry.pseudonym))
        with faults(self._engine), Session(self._engine) as session:
            return list(session.scalars(select(PersonEntry.pseudonym).where(theirs & free)))

    def choose_language(self, person: str, language: str) -> None:
        """Remember the language, "nl" or "en", in which somebody wants to be spoken to."""
        self._set(person, {"language": language})

    def show_notice(self, person: str, now: datetime) -> None:
        """Remember that somebody has been told what is stored."""
        self._set(person, {"notice_shown": now})

    def _set(self, person: str, values: dict[str, object]) -> None:
        with faults(self._engine), Session(self._engine) as session, session.begin():
            session.execute(update(PersonEntry).where(PersonEntry.pseudonym == self._pseudonym(person)).values(values))

    def forget(self, person: str) -> int:
        """Delete everything that is known of somebody, questions and answers included; how many questions those were.

        A block stays. Who came in by an invitation needs a new one.
        """
        pseudonym = self._pseudonym(person)
        theirs = select(ConversationEntry.pseudonym).where(ConversationEntry.person == pseudonym)
        with faults(self._engine):
            with Session(self._engine) as session, session.begin():
                asked = TurnEntry.conversation.in_(theirs)
                count = session.scalar(select(func.count()).select_from(TurnEntry).where(asked)) or 0
                session.execute(delete(TurnEntry).where(asked))
                session.execute(delete(ConversationEntry).where(ConversationEntry.person == pseudonym))
                session.execute(delete(PersonEntry).where(PersonEntry.pseudonym == pseudonym))
            tidy(self._engine)
        return count


def _person(entry: PersonEntry) -> Person:
    return Person(
        pseudonym=entry.pseudonym,
        role=Role(entry.role),
        language=entry.language,
        first_seen=entry.first_seen,
        notice_shown=entry.notice_shown,
        invitation=entry.invitation,
    )
