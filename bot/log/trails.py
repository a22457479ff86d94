"""The audit trail: what people did with entries of the log. It only grows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from bot.log.account_tables import AuditEntry
from bot.log.database import faults
from bot.log.tables import TurnEntry


class Action(StrEnum):
    """What people do that stands in the audit trail, in the words that are shown there."""

    # judging
    SAW_QUEUE = "wachtrij bekeken"
    OPENED = "antwoord bekeken"
    JUDGED = "antwoord beoordeeld"
    MADE_GOLDEN = "gouden vraag gemaakt"
    DROPPED_GOLDEN = "gouden vraag verwijderd"
    CURATED = "vast antwoord gemaakt"
    WITHDREW = "vast antwoord ingetrokken"
    # looking back
    LOOKED = "logboek bekeken"
    DOWNLOADED = "logboek gedownload"
    SAW_GAPS = "kennisgaten bekeken"
    # keeping and erasing
    HELD = "bewaren gevraagd"
    RELEASED = "bewaren beëindigd"
    FORGOT = "gegevens gewist"
    # the collection
    SAW_REPORT = "verslag van een verversing bekeken"
    TOOK_IN = "bestand opgenomen"
    DISCARDED = "bestand weggegooid"
    ROLLED_BACK = "andere verzameling gekozen"
    CORRECTED = "verbetering toegevoegd"
    UNCORRECTED = "verbetering weggehaald"


@dataclass(frozen=True, slots=True)
class Audited:
    """What somebody saw or changed of the log."""

    number: int
    at: datetime
    account: str  # the id
    action: str
    question_id: str | None
    detail: str
    turn: int | None = None  # the number of the turn, while that is in the log


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

    def latest(
        self,
        limit: int | None,
        before: int | None = None,
        question_id: str | None = None,
        account: str = "",
        action: str = "",
    ) -> list[Audited]:
        """The last things that were done, or with None all, newest first; ``before`` is the number to go on from."""
        chosen = select(AuditEntry, TurnEntry.number).outerjoin(TurnEntry, TurnEntry.id == AuditEntry.question_id)
        chosen = chosen.order_by(AuditEntry.number.desc()).limit(limit)
        if before is not None:
            chosen = chosen.where(AuditEntry.number < before)
        if question_id is not None:
            chosen = chosen.where(AuditEntry.question_id == question_id)
        if account:
            chosen = chosen.where(AuditEntry.account == account)
        if action:
            chosen = chosen.where(AuditEntry.action == action)
        with faults(self._engine), Session(self._engine) as session:
            return [_audited(entry, turn) for entry, turn in session.execute(chosen)]


def _audited(entry: AuditEntry, turn: int | None) -> Audited:
    return Audited(entry.number, entry.at, entry.account, entry.action, entry.question_id, entry.detail, turn)
