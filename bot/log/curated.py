"""Answers that a person wrote, with the words of documents that prove them. They are replaced, never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from bot.log.database import faults
from bot.log.review_tables import CuratedEntry, CuratedProofEntry
from bot.model import Statement


@dataclass(frozen=True, slots=True)
class Proof:
    """A sentence of a document, as it stood there when it was chosen."""

    number: int  # by which statements cite it, from 1
    document_id: str
    digest: str  # of the document at that time
    quote: str


@dataclass(frozen=True, slots=True)
class Curated:
    """An answer that a person wrote; ``number`` is 0 until it is stored."""

    question: str
    statements: tuple[Statement, ...]
    proofs: tuple[Proof, ...]
    owner: str  # the id of an account
    valid_until: date  # the last day on which it is given
    made_at: datetime
    turn: int | None = None  # the number of the turn that it was made from
    number: int = 0
    withdrawn_at: datetime | None = None


class CuratedAnswers:
    """Stores curated answers; every fault of the database is raised as ``LogError``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, answer: Curated, replaces: int | None = None) -> int | None:
        """Store ``answer`` in place of another one, if any; None when that one was withdrawn or replaced before."""
        with faults(self._engine), Session(self._engine) as session, session.begin():
            if replaces is not None and not _withdraw(session, replaces, answer.made_at):
                return None
            entry = _entry(answer)
            session.add(entry)
            session.flush()
            return entry.number

    def withdraw(self, number: int, now: datetime) -> bool:
        """Give an answer no more; False when it is not there or was withdrawn before."""
        with faults(self._engine), Session(self._engine) as session, session.begin():
            return _withdraw(session, number, now)

    def find(self, number: int) -> Curated | None:
        """The answer with this number, also one that was withdrawn."""
        with faults(self._engine), Session(self._engine) as session:
            entry = session.get(CuratedEntry, number)
            return _curated(entry) if entry else None

    def standing(self) -> list[Curated]:
        """All that were not withdrawn, the newest first; also those whose last day has passed."""
        with faults(self._engine), Session(self._engine) as session:
            standing = select(CuratedEntry).where(CuratedEntry.withdrawn_at.is_(None))
            return [_curated(entry) for entry in session.scalars(standing.order_by(CuratedEntry.number.desc()))]

    def of(self, owner: str) -> list[Curated]:
        """All that somebody wrote and that is still stored, oldest first, also what was withdrawn."""
        theirs = select(CuratedEntry).where(CuratedEntry.owner == owner).order_by(CuratedEntry.number)
        with faults(self._engine), Session(self._engine) as session:
            return [_curated(entry) for entry in session.scalars(theirs)]

    def questions(self, today: date) -> Sequence[tuple[int, str]]:
        """The numbers and questions of those that may be given today, the newest first."""
        given = CuratedEntry.withdrawn_at.is_(None) & (CuratedEntry.valid_until >= today)
        with faults(self._engine), Session(self._engine) as session:
            rows = session.execute(
                select(CuratedEntry.number, CuratedEntry.question).where(given).order_by(CuratedEntry.number.desc())
            )
            return [(number, question) for number, question in rows]


def _withdraw(session: Session, number: int, now: datetime) -> bool:
    theirs = (CuratedEntry.number == number) & CuratedEntry.withdrawn_at.is_(None)
    withdrawn = update(CuratedEntry).where(theirs).values(withdrawn_at=now).returning(CuratedEntry.number)
    return session.scalar(withdrawn) is not None


def _entry(answer: Curated) -> CuratedEntry:
    return CuratedEntry(
        question=answer.question,
        statements=[(statement.text, list(statement.citations)) for statement in answer.statements],
        owner=answer.owner,
        made_at=answer.made_at,
        valid_until=answer.valid_until,
        withdrawn_at=None,
        turn=answer.turn,
        proofs=[
            CuratedProofEntry(number=p.number, document_id=p.document_id, digest=p.digest, quote=p.quote)
            for p in answer.proofs
        ],
    )


def _curated(entry: CuratedEntry) -> Curated:
    return Curated(
        question=entry.question,
        statements=tuple(Statement(text, tuple(numbers)) for text, numbers in entry.statements),
        proofs=tuple(Proof(p.number, p.document_id, p.digest, p.quote) for p in entry.proofs),
        owner=entry.owner,
        valid_until=entry.valid_until,
        made_at=entry.made_at,
        turn=entry.turn,
        number=entry.number,
        withdrawn_at=entry.withdrawn_at,
    )
