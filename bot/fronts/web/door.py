"""Coming in and going out: what happens at the door, and is noted there."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Form

from bot.fronts.web.visit import Visit, renewed
from bot.log.accounts import is_name
from bot.log.model import Account
from bot.log.passwords import fault_in
from bot.log.trails import Door

Typed = Annotated[str, Form()]  # a field of a form


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the owner of a link filled in; the names are those of the fields, which are Dutch like the page."""

    naam: Typed = ""
    getoond: Typed = ""
    wachtwoord: Typed = ""
    nogmaals: Typed = ""

    def fault(self, account: Account | None) -> str:
        """What is wrong, as the page words it; without an account somebody is making the first one."""
        if account is None and not is_name(self.naam):
            return "name"
        names = (account.name, account.shown) if account else (self.naam, self.getoond)
        return fault_of(self.wachtwoord, self.nogmaals, *names)


def fault_of(password: str, again: str, *names: str) -> str:
    """What is wrong with a password that somebody typed twice; empty when it may be kept."""
    fault = fault_in(password, *names)
    return fault.value if fault else "" if password == again else "differs"


def come_in(visit: Visit, name: str, password: str, now: datetime) -> Account | None:
    """Whose name and password these are; None for whoever is refused."""
    account = visit.desk.records.credentials.check(name, password)
    note(visit, Door.SIGNED_IN if account else Door.REFUSED, now, name=name, account=account)
    return account


def first_admin(visit: Visit, chosen: Chosen, now: datetime) -> Account | None:
    """Make the first account; None when somebody else was first."""
    records = visit.desk.records
    account = records.accounts.add_first(chosen.naam, chosen.getoond, now)
    if account:
        records.credentials.change(account.id, chosen.wachtwoord)
    return account


def enter(visit: Visit, account: Account) -> Visit:
    """Sign somebody in on this browser, with a token that nobody has seen before."""
    sessions = visit.desk.records.sessions
    sessions.end(visit.token)
    after = renewed(visit, account)
    sessions.begin(account.id, after.token, datetime.now(UTC))
    return after


def leave(visit: Visit) -> Visit:
    """Sign out on this browser."""
    visit.desk.records.sessions.end(visit.token)
    if visit.account:
        note(visit, Door.SIGNED_OUT, datetime.now(UTC), name=visit.account.name, account=visit.account)
    return renewed(visit, None)


def note(visit: Visit, event: Door, now: datetime, *, name: str, account: Account | None = None) -> None:
    """Note what happened at the door."""
    address = visit.request.client.host if visit.request.client else ""
    visit.desk.records.security.add(event, now, name=name, address=address, account_id=account.id if account else None)
