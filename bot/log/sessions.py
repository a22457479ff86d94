"""The browsers in which people are signed in."""

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Engine, delete, update
from sqlalchemy.orm import Session

from bot.log.account_tables import AccountEntry, SessionEntry
from bot.log.accounts import account_of
from bot.log.database import faults
from bot.log.model import Account

IDLE = timedelta(hours=2)  # after which an unused session ends
LONGEST = timedelta(hours=12)  # that a session lasts, used or not
_NOTED = timedelta(minutes=1)  # between two times that is noted that a session was used


class Sessions:
    """Begins and ends sessions; every fault of the database is raised as ``LogError``.

    A ``token`` is what a browser holds in its cookie; the database holds its digest only.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, account_id: str, token: str, now: datetime) -> None:
        """Sign somebody in on the browser that holds ``token``; what ended in the meantime is cleared away."""
        with faults(self._engine), Session(self._engine) as session, session.begin():
            ended = (SessionEntry.seen_at < now - IDLE) | (SessionEntry.begun_at < now - LONGEST)
            session.execute(delete(SessionEntry).where(ended))
            session.add(SessionEntry(digest=digest_of_token(token), account=account_id, begun_at=now, seen_at=now))
            session.execute(update(AccountEntry).where(AccountEntry.id == account_id).values(seen_at=now))

    def account(self, token: str, now: datetime) -> Account | None:
        """Who is signed in on the browser that holds ``token``; None when nobody is, any more or yet."""
        with faults(self._engine), Session(self._engine) as session, session.begin():
            current = session.get(SessionEntry, digest_of_token(token))
            if current is None or current.seen_at < now - IDLE or current.begun_at < now - LONGEST:
                return None
            if current.seen_at < now - _NOTED:
                # not through the entry: a session that ends at the same time is no fault
                ours = SessionEntry.digest == current.digest
                session.execute(update(SessionEntry).where(ours).values(seen_at=now))
            entry = session.get(AccountEntry, current.account)
            return account_of(entry) if entry and entry.disabled_at is None else None

    def end(self, token: str) -> None:
        """Sign out the browser that holds ``token``."""
        with faults(self._engine), Session(self._engine) as session, session.begin():
            session.execute(delete(SessionEntry).where(SessionEntry.digest == digest_of_token(token)))

    def end_all(self, account_id: str) -> None:
        """Sign somebody out everywhere."""
        with faults(self._engine), Session(self._engine) as session, session.begin():
            session.execute(delete(SessionEntry).where(SessionEntry.account == account_id))


def digest_of_token(token: str) -> str:
    """What is stored of a token. It holds 256 random bits: no salt and no delay are needed."""
    return sha256(token.encode(errors="surrogatepass")).hexdigest()
