"""Who is at the door: one request with the person behind it, checked once before any page is made."""

import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, HTTPException, Request
from starlette.concurrency import run_in_threadpool

from bot.fronts.web.rights import ACCESS
from bot.fronts.web.wiring import Desk, Site
from bot.log.model import Account, Role

TOKEN, LANGUAGE, THREAD = "samenwijs", "taal", "gesprek"  # the names of cookies
_SAFE = ("GET", "HEAD", "OPTIONS")
_WRITTEN = re.compile(r"[\w-]{16,64}", re.ASCII)
_HALF = re.compile(r"[\ud800-\udfff]")  # a sign that no page can show; only a form in an odd encoding has one


class SignInFirst(Exception):
    """The page is for people who are signed in; ``back`` is where to go on afterwards."""

    def __init__(self, back: str) -> None:
        super().__init__(back)
        self.back = back


class Forged(Exception):
    """A form came in that this browser was not given."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A request, and who makes it."""

    request: Request
    desk: Desk
    site: Site
    account: Account | None
    token: str  # of the browser; new when it brought none
    thread: str  # of the conversation in this browser
    language: str  # "nl" or "en"

    @property
    def role(self) -> Role | None:
        """What the visitor may do; None is who is not signed in."""
        return self.account.role if self.account else None

    @property
    def signed_in(self) -> Account:
        """Who is signed in, on a page that only they can open."""
        if self.account is None:
            raise SignInFirst(str(self.request.url.path))
        return self.account

    @property
    def csrf(self) -> str:
        """What every form carries, so that another site cannot send one in the visitor's name."""
        return hmac.digest(self.token.encode(), b"form", "sha256").hex()

    @property
    def person(self) -> str:
        """The identity under which the log knows the visitor."""
        return f"web:{self.account.id}" if self.account else f"web-browser:{self.token}"

    @property
    def conversation(self) -> str:
        """The identity of the conversation."""
        return f"{self.person}:{self.thread}"

    @property
    def is_partial(self) -> bool:
        """Whether htmx asks for a part of a page."""
        return self.request.headers.get("hx-request") == "true"

    def may(self, route: str) -> bool:
        """Whether the visitor may open a page, by the name of its route."""
        return ACCESS[route].admits(self.role, open_to_all=self.site.open_to_all)

    def cookies(self) -> Mapping[str, str]:
        """What the browser must remember."""
        return {TOKEN: self.token, THREAD: self.thread}


async def guard(request: Request) -> Visit:
    """Let in who may come in: raises SignInFirst, Forged, or HTTPException 403; for every route of the site."""
    visit = await run_in_threadpool(recognise, request)
    request.state.visit = visit
    if not visit.may(request.scope["route"].name):
        if visit.account is None:
            raise SignInFirst(_here(request))
        raise HTTPException(403)
    if request.method not in _SAFE and not await _is_own_form(request, visit):
        await request.close()  # of files that came with it
        raise Forged
    return visit


Visiting = Annotated[Visit, Depends(guard)]


def renewed(visit: Visit, account: Account | None) -> Visit:
    """The same visitor with a token nobody has seen, after signing in or out."""
    return Visit(visit.request, visit.desk, visit.site, account, _new_token(), secrets.token_hex(8), visit.language)


def recognise(request: Request) -> Visit:
    """Who makes a request; raises LogError."""
    desk: Desk = request.app.state.desk
    token = _given(request, cookie_name(TOKEN, request.app.state.site))
    account = desk.records.sessions.account(token, datetime.now(UTC)) if token else None
    return Visit(
        request=request,
        desk=desk,
        site=request.app.state.site,
        account=account,
        token=token or _new_token(),
        thread=_given(request, THREAD) or secrets.token_hex(8),
        language="en" if request.cookies.get(LANGUAGE) == "en" else "nl",
    )


def _given(request: Request, name: str) -> str:
    """What a cookie holds; empty when we cannot have written that."""
    value = request.cookies.get(name, "")
    return value if _WRITTEN.fullmatch(value) else ""


def cookie_name(name: str, site: Site) -> str:
    """The name of a cookie; over TLS a browser takes it from this host alone."""
    return f"__Host-{name}" if site.is_secure and name == TOKEN else name


async def _is_own_form(request: Request, visit: Visit) -> bool:
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    form = await request.form()
    if any(isinstance(value, str) and _HALF.search(value) for value in form.values()):
        return False
    shown = form.get("csrf")
    return isinstance(shown, str) and hmac.compare_digest(shown.encode(errors="replace"), visit.csrf.encode())


def _here(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "") if request.method == "GET" else "/"


def _new_token() -> str:
    return secrets.token_urlsafe(32)


def own_path(address: str) -> str:
    """``address`` when it is a page of this site, else the front page: nobody is sent elsewhere after signing in."""
    try:
        parts = urlsplit(address)
        own = address.startswith("/") and not address.startswith("//") and "\\" not in address
        return quote(address, safe="/?&=%:+,;~-._") if own and not (parts.scheme or parts.netloc) else "/"
    except ValueError:  # half the name of a host, or half a sign
        return "/"
