"""A source in its context, and the documents themselves."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from starlette.responses import Response, StreamingResponse

from bot.fronts import render
from bot.fronts.web.answers import setting_of
from bot.fronts.web.originals import Gone, open_original
from bot.fronts.web.pages import go, page, remember
from bot.fronts.web.reading import FURTHEST, opened, original_of, passage_of, place, web_address
from bot.fronts.web.turns import readable_turn
from bot.fronts.web.visit import Visit, Visiting
from bot.library import Shelved
from bot.model import document_key

router = APIRouter()

_DOCUMENTS = 50  # on one page
_PASSAGES = 20
_PDF_POLICY = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
Step = Annotated[int, Query(ge=-FURTHEST, le=FURTHEST)]
Page = Annotated[int, Query(ge=1, le=FURTHEST)]


@router.get("/vraag/{question_id}/bron/{number}")
def source(visit: Visiting, question_id: str, number: str, stap: Step = 0, deel: str = "") -> Response:
    """The passage behind a number, or one beside it; beside the answer where the page asks for a part."""
    turn = readable_turn(visit, question_id, deel)
    cited = passage_of(turn, number)
    shown = opened(*cited, stap, setting_of(visit)) if cited else None
    if shown is None:
        raise HTTPException(404)
    known = {
        "opened": shown,
        "turn": turn,
        "back": f"/gedeeld/{deel}" if deel else f"/vraag/{question_id}",
        "here": lambda way: place(question_id, number, stap + way, deel),
        "web_address": web_address,
    }
    return page(visit, "source_passage.html" if visit.is_partial else "source.html", 200, **known)


@router.get("/documenten")
def documents(visit: Visiting, zoek: str = "", pagina: Page = 1) -> Response:
    """All documents, or those that are looked for, the newest first."""
    found = visit.desk.library.find(zoek[:200]) if zoek.strip() else visit.desk.library.documents()
    first = (pagina - 1) * _DOCUMENTS
    if first and first >= len(found):
        raise HTTPException(404)
    return page(
        visit,
        "documents.html",
        found=found[first : first + _DOCUMENTS],
        total=len(found),
        looked_for=zoek.strip()[:200],
        number=pagina,
        last=-(-len(found) // _DOCUMENTS) or 1,
        setting=setting_of(visit),
        render=render,
    )


@router.get("/document/{key}")
def document(visit: Visiting, key: str, pagina: Page = 1) -> Response:
    """What is known of a document, and its passages from the beginning to the end."""
    shelved = _shelved(visit, key)
    passages = visit.desk.library.passages(shelved.source.id)
    first = (pagina - 1) * _PASSAGES
    if first and first >= len(passages):
        raise HTTPException(404)
    return page(
        visit,
        "document.html",
        shelved=shelved,
        passages=list(enumerate(passages, start=1))[first : first + _PASSAGES],
        total=len(passages),
        number=pagina,
        last=-(-len(passages) // _PASSAGES) or 1,
        caution=setting_of(visit).caution(shelved.source),
        original=original_of(shelved),
        address=web_address(shelved.source),
        render=render,
    )


@router.get("/passage/{passage_id}")
def passage(visit: Visiting, passage_id: str, document: str = "") -> Response:
    """Where a passage stands in its document; lists link here, so that they need not look it up for every line.

    For one that the live collection has not got any more, ``document`` is the short name of where it stood.
    """
    library = visit.desk.library
    found = library.store().passages([passage_id])
    if not found:
        return go(visit, f"/document/{_shelved(visit, document).key}")
    document_id = found[0].document_id
    place = 1 + [beside.id for beside in library.passages(document_id)].index(passage_id)
    return go(visit, f"/document/{document_key(document_id)}?pagina={-(-place // _PASSAGES)}#stuk-{place}")


@router.get("/document/{key}/bestand")
def original(visit: Visiting, key: str) -> Response:
    """The file as it was indexed: a PDF in the browser, anything else to save."""
    shelved = _shelved(visit, key)
    file = open_original(shelved)
    if isinstance(file, Gone):
        return page(visit, "document_gone.html", 410, shelved=shelved, why=file.name, render=render)
    response = remember(visit, StreamingResponse(file.pieces(), headers=file.headers))
    if file.is_pdf:
        response.headers["content-security-policy"] = _PDF_POLICY
    return response


def _shelved(visit: Visit, key: str) -> Shelved:
    found = visit.desk.library.document(key)
    if found is None:
        raise HTTPException(404)
    return found
