"""Invitations: codes that let people in. Of a code the database holds a digest, which lets nobody in."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from bot.log.codes import digest_of, new_code, number_of
from bot.log.database import faults, insert_new
from bot.log.model import Invitation, Role
from bot.log.tables import InvitationEntry, PersonEntry


class Invitations:
    """Makes invitations and lets people in; every fault of the database is raised as ``LogError``."""

    def __init__(self, engine: Engine, pseudonym: Callable[[str], str]) -> None:
        self._engine = engine
        self._pseudonym = pseudonym

    def make(self, role: Role, uses: int, expires_at: datetime, now: datetime) -> tuple[str, Invitation]:
        """A new code, which is told once, and what is stored of it."""
        code = new_code()
        entry = InvitationEntry(
            number=number_of(code),
            digest=digest_of(code),
            role=role.value,
            made_at=now,
            expires_at=expires_at,
            uses_left=uses,
        )
        with faults(self._engine), Session(self._engine) as session, session.begin():
            session.add(entry)
            session.flush()
            return code, _invitation(entry)

    def all(self) -> list[Invitation]:
        """Every invitation that was ever made, oldest first."""
        with faults(self._engine), Session(self._engine) as session:
            oldest_first = select(InvitationEntry).order_by(InvitationEntry.made_at, InvitationEntry.number)
            return [_invitation(entry) for entry in session.scalars(oldest_first)]

    def were_made(self) -> bool:
        """Whether there has ever been an invitation."""
        with faults(self._engine), Session(self._engine) as session:
            return session.scalar(select(InvitationEntry.number).limit(1)) is not None

    def revoke(self, number: str, now: datetime) -> bool:
        """Let nobody else in with this invitation; False when there is none of this number."""
        with faults(self._engine), Session(self._engine) as session, session.begin():
            theirs = update(InvitationEntry).where(InvitationEntry.number == number).values(revoked_at=now)
            return session.scalar(theirs.returning(InvitationEntry.number)) is not None

    def redeem(self, code: str, person: str, now: datetime) -> Invitation | None:
        """Let ``person`` in for one use of the code; None when it lets nobody in (any more).

        Who redeems it again, because the message came twice, is let in without another use. Nobody loses a role.
        """
        pseudonym = self._pseudonym(person)
        with faults(self._engine), Session(self._engine) as session, session.begin():
            found = select(InvitationEntry).where(InvitationEntry.digest == digest_of(code)).with_for_update()
            entry = session.scalar(found)
            if entry is None:
                return None
            invitation = _invitation(entry)
            known = session.get(PersonEntry, pseudonym)
            if known and known.invitation == entry.number and entry.revoked_at is None:
                return invitation
            if not invitation.admits(now) or not self._use_one(session, entry.number):
                return None
            values = {"pseudonym": pseudonym, "role": invitation.role.value, "first_seen": now}
            session.execute(insert_new(self._engine, PersonEntry).values(values))
            person_entry = session.get_one(PersonEntry, pseudonym, populate_existing=True)
            person_entry.invitation = entry.number
            if not Role(person_entry.role).covers(invitation.role):
                person_entry.role = invitation.role.value
            return invitation

    def _use_one(self, session: Session, number: str) -> bool:
        """Takes one use, unless another process took the last one in the meantime."""
        left = (InvitationEntry.number == number) & (InvitationEntry.uses_left > 0)
        used = update(InvitationEntry).where(left).values(uses_left=InvitationEntry.uses_left - 1)
        return session.scalar(used.returning(InvitationEntry.number)) is not None


def _invitation(entry: InvitationEntry) -> Invitation:
    return Invitation(
        number=entry.number,
        role=Role(entry.role),
        made_at=entry.made_at,
        expires_at=entry.expires_at,
        uses_left=entry.uses_left,
        revoked_at=entry.revoked_at,
    )
