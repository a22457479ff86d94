"""The people who sign in on the web pages, and the browsers in which they are signed in."""

import re
import unicodedata
import uuid
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Engine, delete, select, update
from sqlalchemy.orm import Session

from bot.log.account_tables import AccountEntry, SessionEntry
from bot.log.database import alone, faults, insert_new
from bot.log.model import Account, Role

IDLE = timedelta(hours=2)  # after which an unused session ends
LONGEST = timedelta(hours=12)  # that a session lasts, used or not
_NOTED = timedelta(minutes=1)  # between two times that is noted that a session was used
_LOCK = 7_301_226_002  # taken by whoever changes accounts, in PostgreSQL
_NAME = re.compile(r"[\w.@+-]{1,100}")
_SHOWN = 100  # characters


class Accounts:
    """Stores accounts and sessions; every fault of the database is raised as ``LogError``.

    A ``token`` is what a browser holds in its cookie; the database holds its digest only.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, name: str, shown: str, role: Role, now: datetime) -> Account | None:
        """Make an account without a password; None when there is one of that name."""
        values = _new(name, shown, role, now)
        with faults(self._engine), Session(self._engine) as session, session.begin():
            made = session.scalar(insert_new(self._engine, AccountEntry).values(values).returning(AccountEntry.id))
            return account_of(session.get_one(AccountEntry, made)) if made else None

    def add_first(self, name: str, shown: str, now: datetime) -> Account | None:
        """Make the account of the first admin; None when there is an account already."""
        with faults(self._engine), self._engine.begin() as connection:
            alone(connection, _LOCK)
            if connection.scalar(select(AccountEntry.id).limit(1)) is not None:
                return None
            values = _new(name, shown, Role.ADMIN, now)
            connection.execute(insert_new(self._engine, AccountEntry).values(values))
        return self.find(name)

    def find(self, name: str) -> Account | None:
        """The account with this name."""
        with faults(self._engine), Session(self._engine) as session:
            entry = session.scalar(select(AccountEntry).where(AccountEntry.name == normal(name)))
            return account_of(entry) if entry else None

    def any(self) -> bool:
        """Whether there is an account at all."""
        with faults(self._engine), Session(self._engine) as session:
            return session.scalar(select(AccountEntry.id).limit(1)) is not None

    def all(self) -> list[Account]:
        """Every account, by name."""
        with faults(self._engine), Session(self._engine) as session:
            return list(map(account_of, session.scalars(select(AccountEntry).order_by(AccountEntry.name))))

    def begin(self, account_id: str, token: str, now: datetime) -> None:
        """Sign somebody in on the browser that holds ``token``; what ended in the meantime is cleared away."""
        with faults(self._engine), Session(self._engine) as session, session.begin():
            ended = (SessionEntry.seen_at < now - IDLE) | (SessionEntry.begun_at < now - LONGEST)
            session.execute(delete(SessionEntry).where(ended))
            session.add(SessionEntry(digest=digest_of_token(token), account=account_id, begun_at=now, seen_at=now))
            session.execute(update(AccountEntry).where(AccountEntry.id == account_id).values(seen_at=now))

    def of_session(self, token: str, now: datetime) -> Account | None:
        """Who is signed in on the browser that holds ``token``; None when nobody is, any more or yet."""
        with faults(self._engine), Session(self._engine) as session, session.begin():
            current = session.get(SessionEntry, digest_of_token(token))
            if current is None or current.seen_at < now - IDLE or current.begun_at < now - LONGEST:
                return None
            if current.seen_at < now - _NOTED:
                current.seen_at = now
            entry = session.get_one(AccountEntry, current.account)
            return account_of(entry) if entry.disabled_at is None else None

    def end(self, token: str) -> None:
        """Sign out the browser that holds ``token``."""
        with faults(self._engine), Session(self._engine) as session, session.begin():
            session.execute(delete(SessionEntry).where(SessionEntry.digest == digest_of_token(token)))


def normal(name: str) -> str:
    """A name to sign in with as it is stored, however it is typed."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def is_name(text: str) -> bool:
    """Whether this may be a name to sign in with: letters, digits and . @ + - _, without spaces."""
    return _NAME.fullmatch(normal(text)) is not None


def digest_of_token(token: str) -> str:
    """What is stored of a token. It holds 256 random bits: no salt and no delay are needed."""
    return sha256(token.encode(errors="surrogatepass")).hexdigest()


def account_of(entry: AccountEntry) -> Account:
    """An account as it is stored."""
    return Account(
        id=entry.id,
        name=entry.name,
        shown=entry.shown,
        role=Role(entry.role),
        made_at=entry.made_at,
        seen_at=entry.seen_at,
        disabled_at=entry.disabled_at,
        has_password=entry.password is not None,
    )


def _new(name: str, shown: str, role: Role, now: datetime) -> dict[str, object]:
    return {
        "id": uuid.uuid4().hex,
        "name": normal(name),
        "shown": " ".join(shown.split())[:_SHOWN] or name.strip(),
        "role": role.value,
        "made_at": now,
    }
