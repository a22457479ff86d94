"""Answers that a person writes, with citations chosen from the documents."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Path, Query
from pydantic import BaseModel
from starlette.responses import Response

from bot.curated import State
from bot.fronts.web.curated_check import FAULTS, Checked, check
from bot.fronts.web.curating import MOST, Draft, blank, choose, from_curated, from_form, from_turn, take
from bot.fronts.web.pages import go, page
from bot.fronts.web.visit import Visit, Visiting
from bot.fronts.web.waiting import states
from bot.log.trails import Action
from ingest.model import Passage

router = APIRouter()

_FOUND = 5  # passages
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("/vaste-antwoorden")
def curated(visit: Visiting, gedaan: str = "") -> Response:
    """All answers that people wrote and that were not withdrawn; those that want attention first."""
    found = states(visit, visit.desk.records.curated.standing())
    order = [State.LOST, State.EXPIRED, State.CHANGED, State.GIVEN]
    shown = {account.id: account.shown for account in visit.desk.records.accounts.all()}
    found.sort(key=lambda pair: order.index(pair[1]))
    return page(visit, "curated.html", answers=found, names=shown, done=gedaan)


@router.get("/vaste-antwoorden/nieuw")
@router.get("/vaste-antwoorden/{number:int}")
def curate(visit: Visiting, number: int = 0, uit: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0) -> Response:
    """The form for an answer: empty, or with what an answer in the log or a former one says."""
    store, records = visit.desk.library.store(), visit.desk.records
    if number:
        known = records.curated.find(number) if number < 2**31 else None
        if known is None:
            raise HTTPException(404)
        return _form(visit, from_curated(known, store), number, withdrawn=known.withdrawn_at is not None)
    if not uit:
        return _form(visit, blank(), 0)
    turn = records.turns.at(uit)
    if turn is None:
        raise HTTPException(404)
    records.audit.add(visit.signed_in.id, Action.OPENED, _now(), turn.id)
    return _form(visit, from_turn(turn, store), 0)


class Writing(BaseModel):
    """What somebody fills in."""

    vraag: str = ""
    tot: str = ""
    zin: list[str] = []  # pydantic copies it
    bewijs: list[str] = []  # the place of a sentence, a colon, and what proves it
    zoek: str = ""
    bij: str = ""  # the place of the sentence that a found one proves as well
    uit: int | None = None
    doe: str = ""


@router.post("/vaste-antwoorden/nieuw")
@router.post("/vaste-antwoorden/{number:int}")
def do_curate(visit: Visiting, form: Annotated[Writing, Form()], number: int = 0) -> Response:
    """One step of writing: search, take a sentence over, or keep the answer from now on."""
    store, records = visit.desk.library.store(), visit.desk.records
    turn = records.turns.at(form.uit) if form.uit and 0 < form.uit < 2**31 else None
    draft = from_form(form.vraag, form.tot, form.zin, form.bewijs, store)
    draft = replace(draft, turn=turn.number if turn else None)
    found = _search(visit, form.zoek)
    step, _, key = form.doe.partition(":")
    if step == "neem":
        chosen = choose(key, store)
        draft = take(draft, chosen, form.bij) if chosen else draft
    if step != "bewaar":
        return _form(visit, draft, number, found=found, looked_for=form.zoek)
    checked = check(draft, visit.signed_in.id, records.curated, store, number or None)
    if checked.answer is None:
        return _form(visit, draft, number, 422, checked=checked, found=found, looked_for=form.zoek)
    made = records.curated.add(checked.answer, number or None)
    if made is None:
        return _form(visit, draft, number, 409, withdrawn=True)
    records.audit.add(visit.signed_in.id, Action.CURATED, _now(), turn.id if turn else None, str(made))
    return go(visit, "/vaste-antwoorden?gedaan=bewaard")


@router.post("/vaste-antwoorden/{number}/intrekken")
def do_withdraw(visit: Visiting, number: Number) -> Response:
    """Give an answer no more."""
    if visit.desk.records.curated.find(number) is None:
        raise HTTPException(404)
    if visit.desk.records.curated.withdraw(number, _now()):
        visit.desk.records.audit.add(visit.signed_in.id, Action.WITHDREW, _now(), detail=str(number))
    return go(visit, "/vaste-antwoorden?gedaan=ingetrokken")


def _search(visit: Visit, words: str) -> list[Passage]:
    words = words.strip()[:300]
    return [scored.passage for scored in visit.desk.library.search(words, _FOUND)] if words else []


def _form(  # noqa: PLR0913  # what stands on the page
    visit: Visit,
    draft: Draft,
    number: int,
    status: int = 200,
    *,
    checked: Checked | None = None,
    found: list[Passage] | None = None,
    looked_for: str = "",
    withdrawn: bool = False,
) -> Response:
    return page(
        visit,
        "curated_form.html",
        status,
        draft=draft,
        number=number,
        checked=checked or Checked(),
        found=found or [],
        looked_for=looked_for,
        withdrawn=withdrawn,
        faults=FAULTS,
        most=MOST,
    )


def _now() -> datetime:
    return datetime.now(UTC)
