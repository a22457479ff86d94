"""Programmes, partners and lessons, gathered over all documents."""

import io
import json
from collections.abc import Sequence
from typing import Annotated, Literal, TypeVar

from fastapi import APIRouter, HTTPException, Query
from starlette.responses import Response

from bot.counting.rows import lesson_rows, partner_rows, programme_rows
from bot.fronts.web.matrix import meeting
from bot.fronts.web.pages import page, remember
from bot.fronts.web.reading import FURTHEST
from bot.fronts.web.visit import Visiting
from bot.programmes import SAYINGS
from bot.spreadsheet import write_table
from ingest import dutch
from ingest.facts.model import FactKind

router = APIRouter()

_T = TypeVar("_T")
_PAGE = 50  # rows
_LONGEST = 200  # characters that are looked for
Words = Annotated[str, Query(max_length=_LONGEST)]
Page = Annotated[int, Query(ge=1, le=FURTHEST)]
Saying = Literal["", "success_factor", "lesson", "obstacle", "recommendation"]


@router.get("/programmas")
def programmes(visit: Visiting, zoek: Words = "", regio: Words = "", pagina: Page = 1) -> Response:
    """All programmes, and which partners meet in which of them."""
    gathered = visit.desk.library.gathered()
    regions = sorted({told.fact.value for p in gathered.programmes for told in p.of(FactKind.REGION)})
    found = [
        programme
        for programme in gathered.programmes
        if _holds(zoek, programme.name.canonical, *programme.name.aliases)
        and (not regio or any(told.fact.value == regio for told in programme.of(FactKind.REGION)))
    ]
    return page(
        visit, "programmes.html", programmes=_cut(found, pagina), zoek=zoek, regio=regio, regions=regions,
        pagina=pagina, more=len(found) > pagina * _PAGE, total=len(found), documents=gathered.documents,
        chart=meeting(gathered), Kind=FactKind,
    )  # fmt: skip


@router.get("/programmas/{key}")
def programme(visit: Visiting, key: str) -> Response:
    """One programme on one page."""
    card = visit.desk.library.card(key)
    if card is None:
        raise HTTPException(404)
    return page(visit, "programme.html", card=card, Kind=FactKind)


@router.get("/partners")
def partners(visit: Visiting, zoek: Words = "", pagina: Page = 1) -> Response:
    """All organisations that take part in a programme."""
    gathered = visit.desk.library.gathered()
    found = [partner for partner in gathered.partners if _holds(zoek, partner.name.canonical, *partner.name.aliases)]
    return page(
        visit, "partners.html", partners=_cut(found, pagina), gathered=gathered, zoek=zoek, pagina=pagina,
        more=len(found) > pagina * _PAGE, total=len(found),
    )  # fmt: skip


@router.get("/partners/{key}")
def partner(visit: Visiting, key: str) -> Response:
    """One organisation, and where the documents say that it takes part."""
    gathered = visit.desk.library.gathered()
    if (found := gathered.partner(key)) is None:
        raise HTTPException(404)
    taking = [(gathered.programme(own), told) for own, told in found.programmes.items()]
    return page(visit, "partner.html", partner=found, taking=taking)


@router.get("/lessen")
def lessons(visit: Visiting, soort: Saying = "", zoek: Words = "", vaker: bool = False, pagina: Page = 1) -> Response:
    """Success factors, lessons, obstacles and recommendations; what most documents say comes first."""
    gathered = visit.desk.library.gathered()
    found = [
        lesson
        for lesson in gathered.lessons
        if soort in ("", lesson.kind.value)
        and _holds(zoek, *(told.fact.value for told in lesson.told))
        and (lesson.documents > 1 or not vaker)
    ]
    return page(
        visit, "lessons.html", lessons=_cut(found, pagina), kinds=SAYINGS, soort=soort, zoek=zoek, vaker=vaker,
        pagina=pagina, more=len(found) > pagina * _PAGE, total=len(found), Kind=FactKind,
    )  # fmt: skip


@router.get("/feiten/{what}.{form}")
def facts_export(
    visit: Visiting, what: Literal["programmas", "partners", "lessen"], form: Literal["csv", "json"]
) -> Response:
    """One of the lists as a file: CSV that opens in Excel, or JSON."""
    gathered = visit.desk.library.gathered()
    rows = {"programmas": programme_rows, "partners": partner_rows, "lessen": lesson_rows}[what](gathered)
    if form == "json":
        content, kind = json.dumps(rows, ensure_ascii=False, indent=1), "application/json"
    else:
        content, kind = _csv(rows), "text/csv; charset=utf-8"
    name = f'attachment; filename="{what}.{form}"'
    return remember(visit, Response(content, media_type=kind, headers={"content-disposition": name}))


def _csv(rows: list[dict[str, str]]) -> str:
    out = io.StringIO(newline="")
    write_table(list(rows[0]) if rows else (), (row.values() for row in rows), out)
    return out.getvalue()


def _holds(words: str, *texts: str) -> bool:
    return dutch.fold(words.strip()) in dutch.fold(" ".join(texts))


def _cut(items: Sequence[_T], number: int) -> Sequence[_T]:
    """The rows of one page; a page behind the last one is not there."""
    first = (number - 1) * _PAGE
    if first and first >= len(items):
        raise HTTPException(404)
    return items[first : first + _PAGE]
