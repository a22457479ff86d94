"""For who keeps the service running: whether it lives, whether it is ready, and its figures."""

import hmac
from ipaddress import ip_address

from fastapi import APIRouter
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.errors import LogError
from bot.fronts.web.visit import Visit, Visiting
from bot.metrics import KIND, Metrics
from ingest.errors import IngestError

router = APIRouter()

_PASSED_ON = ("forwarded", "x-forwarded-for", "x-real-ip", "via")


@router.get("/healthz")
def healthz(visit: Visiting) -> Response:
    """Whether the process answers at all."""
    del visit
    return JSONResponse({"status": "ok"})


@router.get("/readyz")
def readyz(visit: Visiting) -> Response:
    """Whether questions can be answered: the log and the index are there."""
    try:
        visit.desk.records.accounts.any()
        visit.desk.library.documents()
    except LogError:
        return JSONResponse({"status": "database"}, 503)
    except IngestError:
        return JSONResponse({"status": "index"}, 503)
    return JSONResponse({"status": "ok"})


@router.get("/metrics")
def metrics(visit: Visiting) -> Response:
    """The figures, for who shows the secret; without one that is set, for this machine alone."""
    if not _may_watch(visit):
        return PlainTextResponse("Zie SAMENWIJS_METRICS_TOKEN.\n", 401, {"www-authenticate": "Bearer"})
    figures: Metrics = visit.request.app.state.metrics
    return Response(figures.page(), media_type=KIND)


def _may_watch(visit: Visit) -> bool:
    headers, secret = visit.request.headers, visit.site.metrics_token
    if secret:
        return hmac.compare_digest(headers.get("authorization", "").encode("latin-1"), f"Bearer {secret}".encode())
    client = visit.request.client
    return client is not None and _is_here(client.host) and not any(name in headers for name in _PASSED_ON)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:  # a socket without an address
        return False
