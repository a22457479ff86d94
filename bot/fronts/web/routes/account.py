"""Signing in and out, one's own account, and the language."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import Response

from bot.fronts.web.door import Chosen, Refused, Typed, check, enter, fault_of, first_admin, leave, note
from bot.fronts.web.pages import go, page, speak
from bot.fronts.web.visit import Visit, Visiting, own_path
from bot.log.security import Door

router = APIRouter()

_WRONG, _TOO_OFTEN = 403, 429


@router.get("/inloggen")
def sign_in(visit: Visiting, naar: str = "/") -> Response:
    """Where people type their name and password."""
    return page(visit, "sign_in.html", back=own_path(naar), name="", refused=None)


@router.post("/inloggen")
def do_sign_in(visit: Visiting, naam: Typed = "", wachtwoord: Typed = "", naar: Typed = "/") -> Response:
    """Sign somebody in; a refusal does not tell whether there is somebody of that name."""
    now, back = datetime.now(UTC), own_path(naar)
    account = check(visit, naam, wachtwoord, now)
    if isinstance(account, Refused):
        return _refusal(
            account, page(visit, "sign_in.html", _status(account), back=back, name=naam[:100], refused=account)
        )
    return go(enter(visit, account), back)


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
    note(visit, Door.CHOSE_PASSWORD, used)
    return go(enter(visit, used), "/")


@router.get("/account")
def account(visit: Visiting, gedaan: str = "") -> Response:
    """One's own account."""
    return page(visit, "account.html", done=gedaan, fault="", refused=None)


@router.post("/account/wachtwoord")
def do_password(visit: Visiting, huidig: Typed = "", wachtwoord: Typed = "", nogmaals: Typed = "") -> Response:
    """Choose another password; all other sessions end."""
    now, mine = datetime.now(UTC), visit.signed_in
    fault = fault_of(wachtwoord, nogmaals, mine.name, mine.shown)
    checked = check(visit, mine.name, huidig, now) if mine.has_password and not fault else mine
    if isinstance(checked, Refused):
        return _refusal(checked, page(visit, "account.html", _status(checked), done="", fault="wrong", refused=checked))
    if fault or not mine.has_password:
        return page(visit, "account.html", 422, done="", fault=fault, refused=None)
    visit.desk.records.credentials.change(mine.id, wachtwoord)
    note(visit, Door.CHOSE_PASSWORD, mine)
    return go(enter(visit, mine), "/account?gedaan=wachtwoord")


@router.post("/account/overal-uitloggen")
def do_sign_out_everywhere(visit: Visiting) -> Response:
    """End all one's sessions, on this browser too."""
    mine = visit.signed_in
    visit.desk.records.sessions.end_all(mine.id)
    note(visit, Door.SIGNED_OUT_EVERYWHERE, mine)
    return go(leave(visit), "/inloggen")


@router.post("/taal")
def do_language(visit: Visiting, taal: Typed = "nl", naar: Typed = "/") -> Response:
    """Go on in another language."""
    return speak(visit, go(visit, own_path(naar)), "en" if taal == "en" else "nl")


def _welcome(visit: Visit, code: str, chosen: Chosen | None = None, fault: str = "") -> Response:
    credentials = visit.desk.records.credentials
    owner = credentials.of_link(code, datetime.now(UTC))
    if owner is None and not credentials.is_first(code):
        return page(visit, "welcome_over.html", 404)
    status = 422 if fault else 200
    return page(visit, "welcome.html", status, owner=owner, chosen=chosen or Chosen(), fault=fault)


def _status(refused: Refused) -> int:
    return _TOO_OFTEN if refused.wait else _WRONG


def _refusal(refused: Refused, response: Response) -> Response:
    if refused.wait:
        response.headers["retry-after"] = str(refused.minutes * 60)
    return response
