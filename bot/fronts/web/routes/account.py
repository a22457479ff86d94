"""Signing in and out, and the language."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import Response

from bot.fronts.web.door import Chosen, Typed, come_in, enter, first_admin, leave, note
from bot.fronts.web.pages import go, page, speak
from bot.fronts.web.visit import Visit, Visiting, own_path
from bot.log.trails import Door

router = APIRouter()


@router.get("/inloggen")
def sign_in(visit: Visiting, naar: str = "/") -> Response:
    """Where people type their name and password."""
    return page(visit, "sign_in.html", back=own_path(naar), name="", refused="")


@router.post("/inloggen")
def do_sign_in(visit: Visiting, naam: Typed = "", wachtwoord: Typed = "", naar: Typed = "/") -> Response:
    """Sign somebody in; a refusal says no more than that it is one."""
    account = come_in(visit, naam, wachtwoord, datetime.now(UTC))
    if account is None:
        return page(visit, "sign_in.html", 403, back=own_path(naar), name=naam[:100], refused="wrong")
    return go(enter(visit, account), own_path(naar))


@router.post("/uitloggen")
def do_sign_out(visit: Visiting) -> Response:
    """Sign out, and forget this browser."""
    return go(leave(visit), "/inloggen")


@router.get("/welkom/{code}")
def welcome(visit: Visiting, code: str) -> Response:
    """Where the owner of a link chooses a password, and the very first one a name as well."""
    return _welcome(visit, code)


@router.post("/welkom/{code}")
def do_welcome(visit: Visiting, code: str, chosen: Annotated[Chosen, Depends()]) -> Response:
    """Keep the password and sign in."""
    now, credentials = datetime.now(UTC), visit.desk.records.credentials
    account = credentials.of_link(code, now)
    if account is None and not credentials.is_first(code):
        return _welcome(visit, code)
    if fault := chosen.fault(account):
        return _welcome(visit, code, chosen, fault)
    used = credentials.use_link(code, chosen.wachtwoord, now) if account else first_admin(visit, chosen, now)
    if used is None:
        return _welcome(visit, code)
    note(visit, Door.PASSWORD, now, name=used.name, account=used)
    return go(enter(visit, used), "/")


def _welcome(visit: Visit, code: str, chosen: Chosen | None = None, fault: str = "") -> Response:
    credentials = visit.desk.records.credentials
    account = credentials.of_link(code, datetime.now(UTC))
    if account is None and not credentials.is_first(code):
        return page(visit, "welcome_over.html", 404)
    status = 422 if fault else 200
    return page(visit, "welcome.html", status, owner=account, chosen=chosen or Chosen(), fault=fault)


@router.post("/taal")
def do_language(visit: Visiting, taal: Typed = "nl", naar: Typed = "/") -> Response:
    """Go on in another language."""
    return speak(visit, go(visit, own_path(naar)), "en" if taal == "en" else "nl")
