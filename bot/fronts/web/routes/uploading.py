"""A file that somebody of the secretariat sends: how it was read, what it would change, and what is decided."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import Response

from bot.fronts.web.body import UPLOAD
from bot.fronts.web.collecting import collecting, decision, is_open, keep_file, sender_in_trail, sender_of
from bot.fronts.web.pages import go, page
from bot.fronts.web.routes.collection import collection_page
from bot.fronts.web.visit import Visit, Visiting
from bot.log.trails import Action
from bot.uploads import State, Upload
from ingest.errors import IngestError

router = APIRouter()

_AGAIN = "3"  # seconds
_PATIENCE = 2.0  # seconds before a page comes that looks again by itself
Text = Annotated[str, Form()]


@router.post(UPLOAD)
async def do_upload(visit: Visiting) -> Response:
    """Take a file and go to the page that shows how it was read."""
    file = (await visit.request.form()).get("bestand")
    try:
        if not isinstance(file, UploadFile) or not file.filename or not file.size:
            return await run_in_threadpool(collection_page, visit, fault="empty")
        uploads = visit.desk.uploads
        upload = await run_in_threadpool(keep_file, uploads, visit.person, file.filename, file.file)
    except OSError:
        return await run_in_threadpool(collection_page, visit, fault="unwritable")
    finally:
        await visit.request.close()
    collecting(visit).look(upload)
    return go(visit, f"{UPLOAD}/{upload.id}")


@router.get(UPLOAD + "/{upload_id}")
def upload(visit: Visiting, upload_id: str) -> Response:
    """How a file was read, what it would change, and what is to be decided."""
    return _upload(visit, _found(visit, upload_id))


@router.post(UPLOAD + "/{upload_id}")
def do_decide(visit: Visiting, upload_id: str, doe: Text = "") -> Response:
    """Ask a colleague, take the file in, or throw it away."""
    wanted, uploads = _found(visit, upload_id), visit.desk.uploads
    if doe not in ("vraag", "opnemen", "weg"):
        raise HTTPException(422)
    if doe == "opnemen" and not decision(visit, wanted).may_take_in:
        return _upload(visit, wanted, status=403, fault="colleague")
    if not is_open(wanted):
        return _upload(visit, wanted, status=409, fault="decided")
    if doe == "opnemen":
        collecting(visit).take_in(wanted, lambda: _note(visit, Action.TOOK_IN, wanted))
    elif doe == "vraag":
        uploads.ask(wanted)
    elif uploads.discard(wanted):
        _note(visit, Action.DISCARDED, wanted)
        return go(visit, "/collectie?gedaan=weg")
    return go(visit, f"{UPLOAD}/{upload_id}")


def _found(visit: Visit, upload_id: str) -> Upload:
    found = visit.desk.uploads.find(upload_id)
    if found is None:
        raise HTTPException(404)
    return found


def _note(visit: Visit, action: Action, wanted: Upload) -> None:
    detail = f"{wanted.name}, gestuurd door {sender_in_trail(visit, wanted)}"
    visit.desk.records.audit.add(visit.signed_in.id, action, datetime.now(UTC), detail=detail)


def _upload(visit: Visit, shown: Upload, status: int = 200, fault: str = "") -> Response:
    """The page of an upload; it comes again by itself while something is being done with the file."""
    work, reason, look, report = collecting(visit), "", None, None
    taking = work.taken(shown)
    try:
        if taking:
            report = taking.result(_PATIENCE)
        elif shown.state is State.TAKING:
            shown = visit.desk.uploads.settled(shown)
    except TimeoutError:
        pass
    except IngestError as error:
        fault, reason = fault or "failed", str(error)
    shown = _found(visit, shown.id)
    busy = bool(taking and not taking.done()) or shown.state is State.TAKING
    if is_open(shown) and not busy:
        try:
            look = work.look(shown).result(_PATIENCE)
        except TimeoutError:
            busy = True
        except IngestError as error:
            fault, reason = "unreadable", str(error)
            work.look_again(shown)
    response = page(
        visit,
        "collection_upload.html",
        status,
        upload=shown,
        sender=sender_of(visit, shown),
        decision=decision(visit, shown),
        is_open=is_open(shown),
        look=look,
        report=report,
        busy=busy,
        fault=fault,
        reason=reason,
    )
    if busy:
        response.headers["refresh"] = _AGAIN
    return response
