"""The security log: who came in, who was refused, what became of accounts. It only grows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, Engine, func, insert, select
from sqlalchemy.orm import Session

from bot.log.account_tables import SecurityEntry
from bot.log.accounts import normal
from bot.log.database import alone, faults
from bot.log.model import Account

_NONE = timedelta(0)
_WINDOW = timedelta(hours=1)  # after which a failed try is forgotten
_FREE_BY_NAME, _FREE_BY_ADDRESS = 5, 30  # failed tries that nobody has to wait after
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
_LOCK = 7_301_226_003  # taken by who wants to try a password, in PostgreSQL


class Door(StrEnum):
    """What happens at the door, in the words that are shown."""

    TRIED = "wachtwoord geprobeerd"
    SIGNED_IN = "ingelogd"
    REFUSED = "geweigerd"
    SIGNED_OUT = "uitgelogd"
    SIGNED_OUT_EVERYWHERE = "overal uitgelogd"
    CHOSE_PASSWORD = "wachtwoord gekozen"  # noqa: S105  # what happened, not one
    ACCOUNT_MADE = "account gemaakt"
    LINK_MADE = "link gemaakt"
    ROLE_CHANGED = "rol veranderd"
    DISABLED = "uitgezet"
    ENABLED = "weer aangezet"


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that happened at the door."""

    number: int
    at: datetime
    event: str
    name: str  # a pseudonym of what was typed
    address: str  # a pseudonym
    account: str | None  # the id
    detail: str


class SecurityLog:
    """Who came in and who was refused; every fault of the database is raised as ``LogError``."""

    def __init__(self, engine: Engine, pseudonym: Callable[[str], str]) -> None:
        self._engine = engine
        self._pseudonym = pseudonym

    def add(  # noqa: PLR0913  # an event is all of this, and nothing of it has a default that is safe
        self, event: Door, now: datetime, *, name: str, address: str, account_id: str | None = None, detail: str = ""
    ) -> None:
        """Note an event; of the typed ``name`` and the network ``address`` only pseudonyms are stored."""
        values = self._by(name, address) | {"at": now, "event": event.value, "account": account_id, "detail": detail}
        with faults(self._engine), self._engine.begin() as connection:
            connection.execute(insert(SecurityEntry).values(values))

    def admit(self, name: str, address: str, now: datetime) -> timedelta:
        """How long to wait before a password may be tried; when that is nothing, the try is noted and may go on.

        The try counts before its outcome is known, so that many at once are not all the first. A try that has to wait
        counts for nothing: who keeps trying does not keep the owner of the name out.
        """
        who = self._by(name, address)
        with faults(self._engine), self._engine.begin() as connection:
            alone(connection, _LOCK)
            wait = max(_wait_of_name(connection, who["name"], now), _wait_of_address(connection, who["address"], now))
            if not wait:
                values = who | {"at": now, "event": Door.TRIED.value, "detail": ""}
                connection.execute(insert(SecurityEntry).values(values))
            return wait

    def latest(self, limit: int, before: int | None = None) -> list[Noted]:
        """What happened last, the newest first; ``before`` is the number to go on from. Mere tries are left out."""
        chosen = select(SecurityEntry).where(SecurityEntry.event != Door.TRIED.value)
        if before is not None:
            chosen = chosen.where(SecurityEntry.number < before)
        with faults(self._engine), Session(self._engine) as session:
            return list(map(_noted, session.scalars(chosen.order_by(SecurityEntry.number.desc()).limit(limit))))

    def of(self, account: Account) -> list[Noted]:
        """What somebody did, and what happened under the name of their account, tries included, newest first."""
        named = SecurityEntry.name == self._pseudonym(f"name:{normal(account.name)}")
        theirs = select(SecurityEntry).where((SecurityEntry.account == account.id) | named)
        with faults(self._engine), Session(self._engine) as session:
            return list(map(_noted, session.scalars(theirs.order_by(SecurityEntry.number.desc()))))

    def _by(self, name: str, address: str) -> dict[str, str]:
        return {"name": self._pseudonym(f"name:{normal(name)}"), "address": self._pseudonym(f"address:{address}")}


def _noted(entry: SecurityEntry) -> Noted:
    return Noted(entry.number, entry.at, entry.event, entry.name, entry.address, entry.account, entry.detail)


def _wait_of_name(connection: Connection, name: str, now: datetime) -> timedelta:
    """Counts since the owner of the name last showed to be that."""
    theirs = SecurityEntry.name == name
    proved = SecurityEntry.event.in_((Door.SIGNED_IN.value, Door.CHOSE_PASSWORD.value))
    last = connection.scalar(select(func.max(SecurityEntry.number)).where(theirs, proved))
    return _wait(connection, theirs & (SecurityEntry.number > (last or 0)), _FREE_BY_NAME, now)


def _wait_of_address(connection: Connection, address: str, now: datetime) -> timedelta:
    """Many people may share an address: who came in makes up for a try."""
    theirs = SecurityEntry.address == address
    came_in = theirs & (SecurityEntry.event == Door.SIGNED_IN.value) & (SecurityEntry.at > now - _WINDOW)
    right = connection.scalar(select(func.count()).where(came_in)) or 0
    return _wait(connection, theirs, _FREE_BY_ADDRESS + right, now)


def _wait(connection: Connection, whose: ColumnElement[bool], free: int, now: datetime) -> timedelta:
    tries = whose & (SecurityEntry.event == Door.TRIED.value) & (SecurityEntry.at > now - _WINDOW)
    count = connection.scalar(select(func.count()).where(tries)) or 0
    last = connection.scalar(select(func.max(SecurityEntry.at)).where(tries))
    if last is None or count < free:
        return _NONE
    hold = min(_FIRST_WAIT * (1 << min(count - free, 10)), _LONGEST_WAIT)
    return max(last + hold - now, _NONE)
