"""Coming in and going out: what happens at the door, and is noted there."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import Form

from bot.fronts.web.origin import origin_of
from bot.fronts.web.sso import Vouched
from bot.fronts.web.visit import Visit, renewed
from bot.log.accounts import is_name
from bot.log.model import Account
from bot.log.passwords import fault_in
from bot.log.security import Door

Typed = Annotated[str, Form()]  # a field of a form


@dataclass(frozen=True, slots=True)
class Refused:
    """A name and password that let nobody in; after too many of them there is a while to wait."""

    wait: timedelta

    @property
    def minutes(self) -> int:
        """How many minutes to wait, rounded up."""
        return -(-self.wait // timedelta(minutes=1))


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


def check(visit: Visit, name: str, password: str, now: datetime) -> Account | Refused:
    """Whose name and password these are; who keeps guessing must wait, ever longer."""
    records = visit.desk.records
    if wait := records.security.admit(name, origin(visit), now):
        return Refused(wait)
    account = records.credentials.check(name, password)
    if account is None:
        note(visit, Door.REFUSED, records.accounts.find(name), name=name)
    return account or Refused(timedelta(0))


def admit(visit: Visit, vouched: Vouched) -> Account | None:
    """The account of somebody a provider vouches for, made at the first time; None for who may not come in."""
    records, role = visit.desk.records, vouched.role
    account = records.accounts.vouched(vouched.subject)
    if role is None or (account and account.disabled_at):
        note(visit, Door.REFUSED, account, name=vouched.name)
        return None
    if account is None:
        account = records.accounts.add_vouched(vouched.subject, vouched.name, vouched.shown, role, datetime.now(UTC))
        note(visit, Door.ACCOUNT_MADE, account, detail=f"{account.id} {role}")
    provider = visit.site.provider
    if provider and provider.roles and role != account.role and records.accounts.change_role(account.id, role):
        note(visit, Door.ROLE_CHANGED, account, detail=f"{account.id} {role}")
        account = replace(account, role=role)
    return account


def enter(visit: Visit, account: Account) -> Visit:
    """Sign somebody in on this browser, with a token that nobody has seen before."""
    sessions = visit.desk.records.sessions
    sessions.end(visit.token)
    after = renewed(visit, account)
    sessions.begin(account.id, after.token, datetime.now(UTC))
    note(visit, Door.SIGNED_IN, account)
    return after


def leave(visit: Visit) -> Visit:
    """Sign out on this browser."""
    visit.desk.records.sessions.end(visit.token)
    if visit.account:
        note(visit, Door.SIGNED_OUT, visit.account)
    return renewed(visit, None)


def first_admin(visit: Visit, chosen: Chosen, now: datetime) -> Account | None:
    """Make the first account; None when somebody else was first."""
    records = visit.desk.records
    account = records.accounts.add_first(chosen.naam, chosen.getoond, now)
    if account:
        records.credentials.change(account.id, chosen.wachtwoord)
        note(visit, Door.ACCOUNT_MADE, account, detail=f"{account.id} {account.role}")
    return account


def note(visit: Visit, event: Door, account: Account | None, *, name: str = "", detail: str = "") -> None:
    """Note what happened at the door, to an account or with a ``name`` that somebody typed."""
    visit.desk.records.security.add(
        event,
        datetime.now(UTC),
        name=account.name if account else name,
        address=origin(visit),
        account_id=account.id if account else None,
        detail=detail,
    )


def origin(visit: Visit) -> str:
    """Where a visitor comes from."""
    return origin_of(visit.request, visit.site.proxies)
