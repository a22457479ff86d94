"""For who keeps the service running: whether it lives, whether it is ready, and its figures."""

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from bot.errors import LogError
from bot.fronts.web.visit import Visiting
from ingest.errors import IngestError

router = APIRouter()


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
