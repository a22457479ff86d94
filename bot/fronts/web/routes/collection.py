"""What is live, and changing it: a file that somebody sends, or the way back."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import FileResponse, Response

from bot.fronts.web.body import UPLOAD
from bot.fronts.web.collecting import collecting, decision, is_open, keep_file, sender_in_trail, sender_of
from bot.fronts.web.pages import go, page
from bot.fronts.web.shelf import last_report, read_document, read_stock, report_page
from bot.fronts.web.visit import Visit, Visiting
from bot.log.trails import Action
from bot.uploads import State, Upload
from ingest.errors import IngestError

router = APIRouter()

_DOCUMENTS, _PASSAGES, _REPORTED = 50, 20, 50  # on one page
_AGAIN = "3"  # seconds
_PATIENCE = 2.0  # seconds before a page comes that looks again by itself
_REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"
_DONE = ("terug", "weg")
Page = Annotated[int, Query(ge=1, le=100_000)]
Text = Annotated[str, Form()]


@router.get("/collectie")
def collection(visit: Visiting, zoek: str = "", pagina: Page = 1, gedaan: str = "") -> Response:
    """Which documents are in use, how each was read, and what waits."""
    return _collection(visit, zoek.strip()[:200], pagina, done=gedaan if gedaan in _DONE else "")


@router.get("/collectie/rapport")
def report(visit: Visiting, vorm: str = "") -> Response:
    """What the last refresh did; ``vorm=volledig`` is the whole page that it left."""
    archive = visit.desk.generations.archive
    if vorm == "volledig":
        file = report_page(archive)
        if file is None:
            raise HTTPException(404)
        _saw_report(visit)
        return FileResponse(file, media_type="text/html", headers={"content-security-policy": _REPORT_POLICY})
    told = last_report(archive)
    at = datetime.fromisoformat(told["at"]) if told else None
    if told:
        _saw_report(visit)
    return page(visit, "collection_report.html", told=told, at=at, most=_REPORTED, whole=report_page(archive))


@router.get("/collectie/document/{key}")
def collected(visit: Visiting, key: str, pagina: Page = 1) -> Response:
    """One document as it was read."""
    found = read_document(visit.desk.generations.archive, key)
    first = (pagina - 1) * _PASSAGES
    if found is None or (first and first >= len(found[1])):
        raise HTTPException(404)
    document, passages = found
    return page(
        visit,
        "collection_document.html",
        document=document,
        passages=list(enumerate(passages, start=1))[first : first + _PASSAGES],
        number=pagina,
        last=-(-len(passages) // _PASSAGES) or 1,
    )


@router.post(UPLOAD)
async def do_upload(visit: Visiting) -> Response:
    """Take a file and go to the page that shows how it was read."""
    file = (await visit.request.form()).get("bestand")
    try:
        if not isinstance(file, UploadFile) or not file.filename or not file.size:
            return await run_in_threadpool(_collection, visit, "", 1, fault="empty")
        uploads = visit.desk.uploads
        upload = await run_in_threadpool(keep_file, uploads, visit.person, file.filename, file.file)
    except OSError:
        return await run_in_threadpool(_collection, visit, "", 1, fault="unwritable")
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


@router.post("/collectie/terug")
def do_roll_back(visit: Visiting, generatie: Text = "", zeker: Text = "") -> Response:
    """Use another collection that is kept."""
    archive = visit.desk.generations.archive
    if zeker != "ja":
        return _collection(visit, "", 1, fault="unsure")
    if generatie not in archive.kept():
        return _collection(visit, "", 1, fault="unknown")
    try:
        with archive.exclusive():
            archive.go_to(generatie)
    except IngestError as error:
        return _collection(visit, "", 1, fault="refused", reason=str(error))
    visit.desk.records.audit.add(visit.signed_in.id, Action.ROLLED_BACK, datetime.now(UTC), detail=generatie)
    return go(visit, "/collectie?gedaan=terug")


def _found(visit: Visit, upload_id: str) -> Upload:
    found = visit.desk.uploads.find(upload_id)
    if found is None:
        raise HTTPException(404)
    return found


def _saw_report(visit: Visit) -> None:
    """Write down that somebody saw the questions in it that are asked most, with their answers."""
    visit.desk.records.audit.add(visit.signed_in.id, Action.SAW_REPORT, datetime.now(UTC))


def _note(visit: Visit, action: Action, wanted: Upload) -> None:
    detail = f"{wanted.name}, gestuurd door {sender_in_trail(visit, wanted)}"
    visit.desk.records.audit.add(visit.signed_in.id, action, datetime.now(UTC), detail=detail)


def _collection(  # noqa: PLR0913  # what the page shows
    visit: Visit, words: str, number: int, *, done: str = "", fault: str = "", reason: str = ""
) -> Response:
    stock = read_stock(visit.desk.generations.archive)
    found = stock.find(words) if words else stock.documents
    first = (number - 1) * _DOCUMENTS
    if first and first >= len(found):
        raise HTTPException(404)
    waiting = [(one, sender_of(visit, one)) for one in visit.desk.uploads.all() if is_open(one)]
    return page(
        visit,
        "collection.html",
        422 if fault else 200,
        stock=stock,
        found=found[first : first + _DOCUMENTS],
        total=len(found),
        looked_for=words,
        number=number,
        last=-(-len(found) // _DOCUMENTS) or 1,
        waiting=waiting,
        done=done,
        fault=fault,
        reason=reason,
    )


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
