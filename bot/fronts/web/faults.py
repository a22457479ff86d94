"""What goes wrong, as a page that says what to do, with the right status code."""

import logging
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from bot.errors import LogError
from bot.fronts.web.headers import security_headers
from bot.fronts.web.pages import page
from bot.fronts.web.visit import Forged, SignInFirst, Visit, recognise
from ingest.errors import IngestError

_log = logging.getLogger(__name__)


def add_faults(app: FastAPI) -> None:
    """Let ``app`` answer every fault with a page."""
    app.add_exception_handler(SignInFirst, _sign_in_first)
    app.add_exception_handler(Forged, _forged)
    app.add_exception_handler(RequestValidationError, _misshapen)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(LogError, _unavailable)
    app.add_exception_handler(IngestError, _unavailable)
    app.add_exception_handler(Exception, _broken)


async def _sign_in_first(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, SignInFirst)
    address = f"/inloggen?{urlencode({'naar': fault.back})}"
    if request.headers.get("hx-request") == "true":
        return Response(status_code=401, headers={"HX-Redirect": address})
    return RedirectResponse(address, 303)


async def _forged(request: Request, _: Exception) -> Response:
    return await _page(request, 403, "forged")


async def _misshapen(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, RequestValidationError)
    if any(error["loc"][0] == "path" for error in fault.errors()):
        return await _page(request, 404, "404")  # such an address leads nowhere, whatever was sent to it
    return await _page(request, 422, "misshapen")


async def _refused(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)
    return await _page(request, fault.status_code, str(fault.status_code))


async def _unavailable(request: Request, fault: Exception) -> Response:
    _log.error("Een pagina kan nu niet worden getoond: %s", fault)
    return await _page(request, 503, "unavailable")


async def _broken(request: Request, fault: Exception) -> Response:
    _log.error("Een pagina is mislukt.", exc_info=fault)
    response = await _page(request, 500, "broken")
    response.headers.update(security_headers(secure=request.app.state.site.is_secure))  # nothing else adds them here
    return response


async def _page(request: Request, status: int, kind: str) -> Response:
    visit: Visit | None = getattr(request.state, "visit", None)
    if visit is None:
        try:
            visit = await run_in_threadpool(recognise, request)
        except LogError:
            return PlainTextResponse(_NO_DATABASE, status)
    response = page(visit, "fault.html", status, kind=kind)
    # A request for a part of a page has no room for a fault: it takes the place of the whole.
    response.headers.update({"HX-Retarget": "#inhoud", "HX-Reselect": "#inhoud", "HX-Reswap": "outerHTML"})
    return response


_NO_DATABASE = (
    "De site is even niet beschikbaar. Probeer het over een paar minuten opnieuw. (The site is not available at the "
    "moment. Please try again in a few minutes.)"
)
