"""The people who sign in on the web pages."""

import re
import unicodedata
import uuid
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, delete, select, update
from sqlalchemy.orm import Session

from bot.log.account_tables import AccountEntry, SessionEntry, SignInLinkEntry
from bot.log.database import alone, faults, insert_new
from bot.log.model import Account, Role

_LOCK = 7_301_226_002  # taken by whoever changes accounts, in PostgreSQL
_NAME = re.compile(r"[\w.@+-]{1,100}")
_SHOWN = 100  # characters
_TYPED = 400  # characters of a name that are looked at: putting accents in order takes time by their square


class Accounts:
    """Stores accounts; every fault of the database is raised as ``LogError``."""

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

    def vouched(self, subject: str) -> Account | None:
        """The account of somebody a provider vouches for, by the provider and its own id of the person."""
        with faults(self._engine), Session(self._engine) as session:
            entry = session.scalar(select(AccountEntry).where(AccountEntry.subject == subject))
            return account_of(entry) if entry else None

    def add_vouched(self, subject: str, name: str, shown: str, role: Role, now: datetime) -> Account:
        """Make the account of somebody a provider vouches for; never that of somebody who has the same name here."""
        with faults(self._engine), self._engine.begin() as connection:
            alone(connection, _LOCK)
            taken = connection.scalar(select(AccountEntry.id).where(AccountEntry.name == normal(name))) is not None
            own = f"{name}-{sha256(subject.encode()).hexdigest()[:8]}" if taken else name
            values = _new(own, shown, role, now) | {"subject": subject}
            connection.execute(insert_new(self._engine, AccountEntry).values(values))  # unless it was just made
            entry = connection.execute(select(AccountEntry.id).where(AccountEntry.subject == subject)).scalar_one()
        with faults(self._engine), Session(self._engine) as session:
            return account_of(session.get_one(AccountEntry, entry))

    def find(self, name: str) -> Account | None:
        """The account with this name."""
        with faults(self._engine), Session(self._engine) as session:
            entry = session.scalar(select(AccountEntry).where(AccountEntry.name == normal(name)))
            return account_of(entry) if entry else None

    def get(self, account_id: str) -> Account | None:
        """The account with this id."""
        with faults(self._engine), Session(self._engine) as session:
            entry = session.get(AccountEntry, account_id)
            return account_of(entry) if entry else None

    def any(self) -> bool:
        """Whether there is an account at all."""
        with faults(self._engine), Session(self._engine) as session:
            return session.scalar(select(AccountEntry.id).limit(1)) is not None

    def all(self) -> list[Account]:
        """Every account, by name."""
        with faults(self._engine), Session(self._engine) as session:
            return list(map(account_of, session.scalars(select(AccountEntry).order_by(AccountEntry.name))))

    def change_role(self, account_id: str, role: Role) -> bool:
        """Give somebody another role; False when nobody would be left to manage the accounts."""
        return self._change(account_id, role is not Role.ADMIN, {"role": role.value})

    def disable(self, account_id: str, now: datetime) -> bool:
        """Let somebody in no more, from this moment; False when nobody would be left to manage the accounts."""
        return self._change(account_id, True, {"disabled_at": now})

    def enable(self, account_id: str) -> None:
        """Let somebody in again."""
        self._change(account_id, False, {"disabled_at": None})

    def remove(self, account_id: str) -> bool:
        """Forget an account, its sessions and its filters; False when nobody would be left to manage the accounts."""
        with faults(self._engine), self._engine.begin() as connection:
            alone(connection, _LOCK)
            if _is_last_admin(connection, account_id):
                return False
            connection.execute(delete(AccountEntry).where(AccountEntry.id == account_id))
            return True

    def _change(self, account_id: str, is_less: bool, values: dict[str, Any]) -> bool:
        with faults(self._engine), self._engine.begin() as connection:
            alone(connection, _LOCK)
            if is_less and _is_last_admin(connection, account_id):
                return False
            connection.execute(update(AccountEntry).where(AccountEntry.id == account_id).values(values))
            if values.get("disabled_at"):
                connection.execute(delete(SessionEntry).where(SessionEntry.account == account_id))
                connection.execute(delete(SignInLinkEntry).where(SignInLinkEntry.account == account_id))
            return True


def normal(name: str) -> str:
    """A name to sign in with as it is stored, however it is typed."""
    return unicodedata.normalize("NFKC", name[:_TYPED]).strip().casefold()


def is_name(text: str) -> bool:
    """Whether this may be a name to sign in with: letters, digits and . @ + - _, without spaces."""
    return _NAME.fullmatch(normal(text)) is not None


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
        is_elsewhere=entry.subject is not None,
    )


def _is_last_admin(connection: Connection, account_id: str) -> bool:
    """Whether this is an admin, and no other one can come in."""
    active = (AccountEntry.role == Role.ADMIN.value) & AccountEntry.disabled_at.is_(None)
    can_come_in = AccountEntry.password.is_not(None) | AccountEntry.subject.is_not(None)
    others = select(AccountEntry.id).where(active, can_come_in, AccountEntry.id != account_id).limit(1)
    theirs = select(AccountEntry.id).where(active, AccountEntry.id == account_id)
    return connection.scalar(theirs) is not None and connection.scalar(others) is None


def _new(name: str, shown: str, role: Role, now: datetime) -> dict[str, object]:
    return {
        "id": uuid.uuid4().hex,
        "name": normal(name),
        "shown": " ".join(shown.split())[:_SHOWN] or name.strip(),
        "role": role.value,
        "made_at": now,
    }
