"""How people prove who they are: with a password, or once with a link. The database holds neither."""

import hmac
from datetime import datetime, timedelta
from threading import BoundedSemaphore

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from bot.log.account_tables import AccountEntry, SessionEntry, SignInLinkEntry
from bot.log.accounts import account_of, normal
from bot.log.codes import digest_of, new_secret
from bot.log.database import faults
from bot.log.model import Account
from bot.log.passwords import hash_of, is_outdated, matches
from bot.log.sessions import digest_of_token

LINK_LASTS = timedelta(days=7)
_AT_ONCE = 4  # passwords; each takes 19 MiB for a moment


class Credentials:
    """Checks and changes passwords and links; every fault of the database is raised as ``LogError``."""

    def __init__(self, engine: Engine, key: bytes) -> None:
        self._engine = engine
        self._key = key
        self._room = BoundedSemaphore(_AT_ONCE)

    def check(self, name: str, password: str) -> Account | None:
        """Whose name and password these are; None for whoever may not come in, whatever the reason is."""
        with faults(self._engine), Session(self._engine) as session:
            entry = session.scalar(select(AccountEntry).where(AccountEntry.name == normal(name)))
        stored = entry.password if entry else None
        with self._room:
            right = matches(password, stored)
        if not (entry and stored and right) or entry.disabled_at:
            return None
        if is_outdated(stored):
            self._store(entry.id, password)
        return account_of(entry)

    def change(self, account_id: str, password: str, keep: str = "") -> None:
        """Give somebody another password and end their sessions, but for the one of the token ``keep``."""
        self._store(account_id, password)
        theirs = (SessionEntry.account == account_id) & (SessionEntry.digest != digest_of_token(keep))
        with faults(self._engine), Session(self._engine) as session, session.begin():
            session.execute(delete(SessionEntry).where(theirs))
            session.execute(delete(SignInLinkEntry).where(SignInLinkEntry.account == account_id))

    def make_link(self, account_id: str, now: datetime) -> str:
        """A code with which somebody chooses a password, once; earlier ones of the same account stop working."""
        code = new_secret()
        with faults(self._engine), Session(self._engine) as session, session.begin():
            session.execute(delete(SignInLinkEntry).where(SignInLinkEntry.account == account_id))
            session.add(SignInLinkEntry(digest=digest_of(code), account=account_id, expires_at=now + LINK_LASTS))
        return code

    def of_link(self, code: str, now: datetime) -> Account | None:
        """Whose link this is; None when it does not work (any more)."""
        with faults(self._engine), Session(self._engine) as session:
            link = session.get(SignInLinkEntry, digest_of(code))
            entry = session.get(AccountEntry, link.account) if link and now < link.expires_at else None
            return account_of(entry) if entry and not entry.disabled_at else None

    def use_link(self, code: str, password: str, now: datetime) -> Account | None:
        """Give the owner of a link this password; None when the link does not work, also when it was just used."""
        account = self.of_link(code, now)
        if account is None:
            return None
        with faults(self._engine), Session(self._engine) as session, session.begin():
            used = delete(SignInLinkEntry).where(SignInLinkEntry.digest == digest_of(code))
            if session.scalar(used.returning(SignInLinkEntry.digest)) is None:
                return None
        self.change(account.id, password)
        return account

    @property
    def first_code(self) -> str:
        """The code of the link that makes the first account; it is the same until there is one."""
        return hmac.digest(self._key, b"first account", "sha256").hex()[:32]

    def is_first(self, code: str) -> bool:
        """Whether this is the code of the first account, and there is none yet."""
        with faults(self._engine), Session(self._engine) as session:
            return hmac.compare_digest(code.encode(), self.first_code.encode()) and _is_empty(session)

    def _store(self, account_id: str, password: str) -> None:
        with self._room:
            stored = hash_of(password)
        with faults(self._engine), Session(self._engine) as session, session.begin():
            entry = session.get(AccountEntry, account_id)
            if entry:
                entry.password = stored


def _is_empty(session: Session) -> bool:
    return session.scalar(select(AccountEntry.id).limit(1)) is None
