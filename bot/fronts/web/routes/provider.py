"""Signing in through a provider that vouches for people."""

import logging

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from bot.fronts.web.door import admit, enter
from bot.fronts.web.pages import go, page
from bot.fronts.web.sso import SingleSignOn
from bot.fronts.web.visit import Visit, Visiting, own_path

_log = logging.getLogger(__name__)

router = APIRouter()

_REFUSED, _FAILED = 403, 502


@router.get("/inloggen/sso")
def sso(visit: Visiting, naar: str = "/") -> Response:
    """Send somebody to the provider."""
    from bot.fronts.web.oidc import SignInFailed

    try:
        return go(visit, _of(visit).start(visit.token, own_path(naar), _return_address(visit)))
    except SignInFailed as failure:
        return _failed(visit, failure)


@router.get("/inloggen/sso/terug")
def sso_back(visit: Visiting) -> Response:
    """Where the provider sends people back to."""
    from bot.fronts.web.oidc import SignInFailed

    provider = _of(visit)
    if visit.account:  # went back in the browser: there is nothing left to do
        return go(visit, "/")
    try:
        vouched, back = provider.finish(visit.token, visit.request.query_params, _return_address(visit))
    except SignInFailed as failure:
        return _failed(visit, failure)
    account = admit(visit, vouched)
    if account is None:
        return page(visit, "sso_failed.html", _REFUSED, refused=True)
    return go(enter(visit, account), own_path(back))


def _of(visit: Visit) -> SingleSignOn:
    found: SingleSignOn | None = visit.request.app.state.sso
    if found is None:
        raise HTTPException(404)
    return found


def _return_address(visit: Visit) -> str:
    return f"{visit.site.address or str(visit.request.base_url).rstrip('/')}/inloggen/sso/terug"


def _failed(visit: Visit, failure: Exception) -> Response:
    _log.warning("Inloggen via de aanbieder is mislukt: %s", failure)
    return page(visit, "sso_failed.html", _FAILED, refused=False)
