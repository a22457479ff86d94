"""The people who use a messenger: known by a pseudonym, with what they chose.

A ``person`` here is an identity in a messenger, such as "telegram:1001"; the database holds its keyed pseudonym only.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Engine, delete, func, select, update
from sqlalchemy.orm import Session

from bot.log.database import alone, faults, insert_new, tidy
from bot.log.holds import LOCK, held
from bot.log.model import Person, Role
from bot.log.tables import BlockEntry, ConversationEntry, PersonEntry, TurnEntry


class Forgotten(NamedTuple):
    """What became of somebody's questions."""

    questions: int  # that are gone
    held: int  # that stay, because a hold keeps them


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

    def forget(self, person: str) -> Forgotten:
        """Delete everything that is known of somebody, questions and answers included.

        What a hold keeps stays until that is released; then it goes in the next night. A block stays. Who came in by
        an invitation needs a new one.
        """
        pseudonym = self._pseudonym(person)
        theirs = select(ConversationEntry.pseudonym).where(ConversationEntry.person == pseudonym)
        return self._forget(TurnEntry.conversation.in_(theirs), pseudonym)

    def forget_conversation(self, conversation: str) -> Forgotten | None:
        """The same for whose conversation it is, by its pseudonym in the log; None when there is none by that name.

        Where it is not known whose it is, that conversation alone is forgotten.
        """
        with faults(self._engine), Session(self._engine) as session:
            entry = session.get(ConversationEntry, conversation)
            asked = TurnEntry.conversation == conversation
            if entry is None and (not conversation or session.scalar(select(TurnEntry.number).where(asked)) is None):
                return None
        if entry is None:
            return self._forget(asked, None)
        theirs = select(ConversationEntry.pseudonym).where(ConversationEntry.person == entry.person)
        return self._forget(TurnEntry.conversation.in_(theirs), entry.person)

    def questions_of(self, person: str) -> list[str]:
        """The ids of what somebody asked and that is still in the log, oldest first."""
        pseudonym = self._pseudonym(person)
        theirs = select(ConversationEntry.pseudonym).where(ConversationEntry.person == pseudonym)
        asked = select(TurnEntry.id).where(TurnEntry.conversation.in_(theirs))
        with faults(self._engine), Session(self._engine) as session:
            return list(session.scalars(asked.order_by(TurnEntry.asked_at, TurnEntry.number)))

    def _forget(self, asked: ColumnElement[bool], pseudonym: str | None) -> Forgotten:
        with faults(self._engine):
            with self._engine.connect() as connection, connection.begin():
                alone(connection, LOCK)
                gone = connection.execute(delete(TurnEntry).where(asked & TurnEntry.number.not_in(held()))).rowcount
                left = select(TurnEntry.conversation).where(asked)
                kept = connection.scalar(select(func.count()).select_from(TurnEntry).where(asked)) or 0
                if pseudonym:  # which conversations are still held is remembered, to forget them later
                    theirs = (ConversationEntry.person == pseudonym) & ConversationEntry.pseudonym.not_in(left)
                    connection.execute(delete(ConversationEntry).where(theirs))
                    connection.execute(delete(PersonEntry).where(PersonEntry.pseudonym == pseudonym))
            tidy(self._engine)
        return Forgotten(gone, kept)


def _person(entry: PersonEntry) -> Person:
    return Person(
        pseudonym=entry.pseudonym,
        role=Role(entry.role),
        language=entry.language,
        first_seen=entry.first_seen,
        notice_shown=entry.notice_shown,
        invitation=entry.invitation,
    )
