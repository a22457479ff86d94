"""The log: searching, filters, export."""

from datetime import UTC, datetime
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Form, HTTPException, Path, Query
from starlette.responses import Response, StreamingResponse

from bot.fronts.web.excerpts import excerpt
from bot.fronts.web.log_form import STATUSES, VERDICTS, LogForm, read_form
from bot.fronts.web.pages import go, page, remember
from bot.fronts.web.visit import Visit, Visiting
from bot.log.export import csv_lines, jsonl_lines
from bot.log.search import Page
from bot.log.trails import Action

router = APIRouter()

_GENERATIONS = 30  # to choose from
_NAME = 60  # characters of the name of a saved filter
_QUERY = 4000  # characters of a saved filter
_MISSHAPEN = 422
Place = Annotated[int | None, Query(ge=1, le=2**31 - 1)]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("/logboek")
def log(visit: Visiting, ouder: Place = None, nieuwer: Place = None, gedaan: str = "") -> Response:
    """What was asked and answered, the newest first; ``ouder`` and ``nieuwer`` say where to go on."""
    form = read_form(visit, visit.request.query_params)
    if form.faults:
        return _page(visit, form, Page((), newer=False, older=False), status=_MISSHAPEN)
    found = visit.desk.records.search.page(form.chosen, before=ouder, after=nieuwer)
    _note(visit, Action.LOOKED, form, f"vanaf {ouder or nieuwer}" if ouder or nieuwer else "")
    return _page(visit, form, found, done=gedaan)


@router.get("/logboek/export")
def log_export(visit: Visiting, vorm: str = "csv") -> Response:
    """Everything that the filter lets through, as a file."""
    form = read_form(visit, visit.request.query_params)
    if form.faults or vorm not in ("csv", "jsonl"):
        raise HTTPException(_MISSHAPEN)
    _note(visit, Action.DOWNLOADED, form, vorm)
    turns = visit.desk.records.search.every(form.chosen)
    lines, kind = (csv_lines(turns), "text/csv") if vorm == "csv" else (jsonl_lines(turns), "application/jsonl")
    name = f"logboek-{datetime.now(UTC):%Y-%m-%d}.{vorm}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return remember(visit, StreamingResponse(lines, headers=headers, media_type=f"{kind}; charset=utf-8"))


@router.post("/logboek/filters")
def do_save_filter(
    visit: Visiting, naam: Annotated[str, Form()] = "", zoekvraag: Annotated[str, Form()] = ""
) -> Response:
    """Keep a filter under a name."""
    form = read_form(visit, dict(parse_qsl(zoekvraag[:_QUERY])))
    name = " ".join(naam.split())
    fault = "" if 0 < len(name) <= _NAME else "name"
    fault = "empty" if form.faults or not form.query else fault
    if not fault and not visit.desk.records.saved_filters.save(visit.signed_in.id, name, form.query):
        fault = "full"
    if fault:
        return _page(visit, form, _first(visit, form), status=_MISSHAPEN, name=name[:_NAME], fault=fault)
    return go(visit, f"/logboek?{form.query}&gedaan=bewaard")


@router.post("/logboek/filters/{number}/weg")
def do_drop_filter(visit: Visiting, number: Number) -> Response:
    """Keep a filter no longer."""
    if not visit.desk.records.saved_filters.drop(visit.signed_in.id, number):
        raise HTTPException(404)
    return go(visit, "/logboek?gedaan=weg")


def _first(visit: Visit, form: LogForm) -> Page:
    """The first page again, below a form that could not be taken."""
    if form.faults:
        return Page((), newer=False, older=False)
    _note(visit, Action.LOOKED, form)
    return visit.desk.records.search.page(form.chosen)


def _page(  # noqa: PLR0913  # what the page shows
    visit: Visit, form: LogForm, found: Page, *, status: int = 200, name: str = "", fault: str = "", done: str = ""
) -> Response:
    records = visit.desk.records
    choices = {kind: records.figures.values(kind, _GENERATIONS) for kind in ("channel", "composer", "generation")}
    rows = [(row, excerpt(row.question, form.chosen.terms, 160), excerpt(row.answer, form.chosen.terms, 140))
            for row in found.rows]  # fmt: skip
    saved = records.saved_filters.of(visit.signed_in.id)
    known = {"name": name, "fault": fault, "done": done, "choices": choices, "saved": saved}
    return page(
        visit, "log.html", status, form=form, found=found, rows=rows, statuses=STATUSES, verdicts=VERDICTS, **known
    )


def _note(visit: Visit, action: Action, form: LogForm, more: str = "") -> None:
    detail = "; ".join(part for part in (form.in_words, more) if part)
    visit.desk.records.audit.add(visit.signed_in.id, action, datetime.now(UTC), detail=detail)
