"""Links to single answers: who has the code may read that answer, and nothing else of its conversation."""

import secrets
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Engine, insert, select
from sqlalchemy.orm import Session

from bot.log.database import faults
from bot.log.review_tables import ShareEntry
from bot.log.tables import TurnEntry

_CODE_BYTES = 15  # 120 bits: not to be guessed, and short in an address


class Shares:
    """Stores digests of codes; a code is known to who has the link. Every fault of the database is a ``LogError``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, question_id: str, now: datetime) -> str | None:
        """A new code for the answer to a question; None when that answer is not in the log."""
        code = secrets.token_urlsafe(_CODE_BYTES)
        with faults(self._engine), Session(self._engine) as session, session.begin():
            turn = session.scalar(select(TurnEntry.number).where(TurnEntry.id == question_id))
            if turn is None:
                return None
            session.execute(insert(ShareEntry).values(digest=_digest(code), turn=turn, made_at=now))
        return code

    def find(self, code: str) -> str | None:
        """The id of the question whose answer this code opens; None when its words are gone from the log."""
        there = (ShareEntry.digest == _digest(code)) & TurnEntry.text_removed_at.is_(None)
        shared = select(TurnEntry.id).join(ShareEntry, ShareEntry.turn == TurnEntry.number).where(there)
        with faults(self._engine), Session(self._engine) as session:
            return session.scalar(shared)


def _digest(code: str) -> str:
    return sha256(code.encode(errors="surrogatepass")).hexdigest()
