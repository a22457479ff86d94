"""What is live, how it came to be so, and the way back."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query
from starlette.responses import FileResponse, Response

from bot.fronts.web.collecting import is_open, sender_of
from bot.fronts.web.pages import go, page
from bot.fronts.web.shelf import last_report, read_document, read_stock, report_page
from bot.fronts.web.visit import Visit, Visiting
from bot.log.trails import Action
from ingest.errors import IngestError

router = APIRouter()

_DOCUMENTS, _PASSAGES, _REPORTED = 50, 20, 50  # on one page
_REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"
_DONE = ("terug", "weg")
Page = Annotated[int, Query(ge=1, le=100_000)]
Text = Annotated[str, Form()]


@router.get("/collectie")
def collection(visit: Visiting, zoek: str = "", pagina: Page = 1, gedaan: str = "") -> Response:
    """Which documents are in use, how each was read, and what waits."""
    return collection_page(visit, zoek.strip()[:200], pagina, done=gedaan if gedaan in _DONE else "")


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


@router.post("/collectie/terug")
def do_roll_back(visit: Visiting, generatie: Text = "", zeker: Text = "") -> Response:
    """Use another collection that is kept."""
    archive = visit.desk.generations.archive
    if zeker != "ja":
        return collection_page(visit, fault="unsure")
    if generatie not in archive.kept():
        return collection_page(visit, fault="unknown")
    try:
        with archive.exclusive():
            archive.go_to(generatie)
    except IngestError as error:
        return collection_page(visit, fault="refused", reason=str(error))
    visit.desk.records.audit.add(visit.signed_in.id, Action.ROLLED_BACK, datetime.now(UTC), detail=generatie)
    return go(visit, "/collectie?gedaan=terug")


def _saw_report(visit: Visit) -> None:
    """Write down that somebody saw the questions in it that are asked most, with their answers."""
    visit.desk.records.audit.add(visit.signed_in.id, Action.SAW_REPORT, datetime.now(UTC))


def collection_page(  # noqa: PLR0913  # what the page shows
    visit: Visit, words: str = "", number: int = 1, *, done: str = "", fault: str = "", reason: str = ""
) -> Response:
    """What is in use, with what a form about it came to."""
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
