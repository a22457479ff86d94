"""Managing accounts, and the security log."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query
from starlette.responses import Response

from bot.fronts.web.door import Typed, origin
from bot.fronts.web.pages import go, page
from bot.fronts.web.visit import Visit, Visiting
from bot.log.accounts import is_name
from bot.log.model import Account, Role
from bot.roster import Roster

router = APIRouter()

_PAGE = 50  # rows
_LAST = 2**53

ARole = Annotated[Role, Form()]


@router.get("/beheer")
def accounts(visit: Visiting, pagina: Annotated[int, Query(ge=1, le=10_000)] = 1) -> Response:
    """Everybody who may sign in, and room for one more."""
    return _list(visit, pagina)


@router.post("/beheer")
def do_add_account(visit: Visiting, naam: Typed = "", getoond: Typed = "", rol: ARole = Role.ASKER) -> Response:
    """Make an account and show its link, once."""
    if not is_name(naam):
        return _list(visit, 1, "name", naam, getoond)
    added = _roster(visit).add(naam, getoond, rol, datetime.now(UTC))
    if added is None:
        return _list(visit, 1, "taken", naam, getoond)
    account, code = added
    return _one(visit, account, code=code)


@router.get("/beheer/beveiliging")
def security(visit: Visiting, voor: Annotated[int, Query(ge=1, le=_LAST)] = _LAST) -> Response:
    """What happened at the door, the newest first."""
    records = visit.desk.records
    noted = records.security.latest(_PAGE + 1, before=voor)
    people = {account.id: account for account in records.accounts.all()}
    more = noted[_PAGE - 1].number if len(noted) > _PAGE else None
    return page(visit, "security.html", noted=noted[:_PAGE], people=people, more=more, newest=voor == _LAST)


@router.get("/beheer/account/{account_id}")
def managed(visit: Visiting, account_id: str, gedaan: str = "") -> Response:
    """One account, and what an admin may do with it."""
    return _one(visit, _account(visit, account_id), done=gedaan)


@router.post("/beheer/account/{account_id}")
def do_change_account(visit: Visiting, account_id: str, doe: Typed = "", rol: ARole = Role.ASKER) -> Response:
    """Another role, a new link, in or out."""
    account, roster, now = _account(visit, account_id), _roster(visit), datetime.now(UTC)
    if doe == "link" and not (account.disabled_at or account.is_elsewhere):
        return _one(visit, account, code=roster.link(account, now))
    changed = True
    if doe == "rol":
        changed = roster.change_role(account, rol, now)
    elif doe == "uit":
        changed = roster.disable(account, now)
    elif doe == "aan":
        roster.enable(account, now)
    else:
        raise HTTPException(422)
    return (
        go(visit, f"/beheer/account/{account.id}?gedaan={doe}")
        if changed
        else _one(visit, account, 409, done="laatste")
    )


def _list(visit: Visit, number: int, fault: str = "", name: str = "", shown: str = "") -> Response:
    everybody = visit.desk.records.accounts.all()
    here = everybody[(number - 1) * _PAGE : number * _PAGE]
    known = {"here": here, "number": number, "more": len(everybody) > number * _PAGE, "total": len(everybody)}
    typed = {"name": name[:100], "shown": shown[:100]}
    return page(visit, "accounts.html", 422 if fault else 200, fault=fault, roles=list(Role), **known, **typed)


def _one(visit: Visit, account: Account, status: int = 200, *, code: str = "", done: str = "") -> Response:
    address = visit.site.address or str(visit.request.base_url).rstrip("/")
    link = f"{address}/welkom/{code}" if code else ""
    return page(visit, "managed.html", status, account=account, link=link, done=done, roles=list(Role))


def _roster(visit: Visit) -> Roster:
    return Roster(visit.desk.records, visit.signed_in.id, origin(visit))


def _account(visit: Visit, account_id: str) -> Account:
    account = visit.desk.records.accounts.get(account_id)
    if account is None:
        raise HTTPException(404)
    return account
