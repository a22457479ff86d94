"""What people did: with entries of the log (the audit trail), and at the door (the security log). Both only grow."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from bot.log.account_tables import AuditEntry, SecurityEntry
from bot.log.database import faults


class Door(StrEnum):
    """What happens at the door."""

    SIGNED_IN = "ingelogd"
    REFUSED = "inloggen geweigerd"
    SIGNED_OUT = "uitgelogd"
    PASSWORD = "wachtwoord gekozen"  # noqa: S105  # the word


class Action(StrEnum):
    """What people do that stands in the audit trail, in the words that are shown there."""

    # judging
    OPENED = "antwoord bekeken"
    JUDGED = "antwoord beoordeeld"
    MADE_GOLDEN = "gouden vraag gemaakt"
    DROPPED_GOLDEN = "gouden vraag verwijderd"
    CURATED = "vast antwoord gemaakt"
    WITHDREW = "vast antwoord ingetrokken"


@dataclass(frozen=True, slots=True)
class Audited:
    """What somebody saw or changed of the log."""

    number: int
    at: datetime
    account: str  # the id
    action: str
    question_id: str | None
    detail: str


class Audit:
    """The trail of who saw or changed what of the log; every fault of the database is raised as ``LogError``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(
        self, account_id: str, action: str, now: datetime, question_id: str | None = None, detail: str = ""
    ) -> None:
        """Note what somebody did, to one turn or to several; ``detail`` holds nothing of what was asked or answered."""
        values = {"at": now, "account": account_id, "action": action, "question_id": question_id, "detail": detail}
        with faults(self._engine), Session(self._engine) as session, session.begin():
            session.execute(insert(AuditEntry).values(values))

    def latest(self, limit: int, before: int | None = None, question_id: str | None = None) -> list[Audited]:
        """The last things that were done, the newest first; ``before`` is the number to go on from."""
        chosen = select(AuditEntry).order_by(AuditEntry.number.desc()).limit(limit)
        if before is not None:
            chosen = chosen.where(AuditEntry.number < before)
        if question_id is not None:
            chosen = chosen.where(AuditEntry.question_id == question_id)
        with faults(self._engine), Session(self._engine) as session:
            return [_audited(entry) for entry in session.scalars(chosen)]


class SecurityLog:
    """Who came in and who was refused; every fault of the database is raised as ``LogError``."""

    def __init__(self, engine: Engine, pseudonym: Callable[[str], str]) -> None:
        self._engine = engine
        self._pseudonym = pseudonym

    def add(  # noqa: PLR0913  # an event is all of this, and nothing of it has a default that is safe
        self, event: str, now: datetime, *, name: str, address: str, account_id: str | None = None, detail: str = ""
    ) -> None:
        """Note an event; of the typed ``name`` and the network ``address`` only pseudonyms are stored."""
        values = {
            "at": now,
            "event": event,
            "name": self._pseudonym(f"name:{name.strip().casefold()}"),
            "address": self._pseudonym(f"address:{address}"),
            "account": account_id,
            "detail": detail,
        }
        with faults(self._engine), Session(self._engine) as session, session.begin():
            session.execute(insert(SecurityEntry).values(values))


def _audited(entry: AuditEntry) -> Audited:
    return Audited(entry.number, entry.at, entry.account, entry.action, entry.question_id, entry.detail)
