"""Judging answers, and the golden cases that are made of them."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Path, Query
from pydantic import BaseModel
from starlette.responses import Response

from bot.fronts.web.goldens import golden_case, golden_cases, golden_id, tried
from bot.fronts.web.pages import go, page
from bot.fronts.web.reviewing import reviewed
from bot.fronts.web.visit import Visit, Visiting
from bot.fronts.web.waiting import counted, for_reason, waiting
from bot.golden import add_golden, drop_golden
from bot.log.queue import Reason
from bot.log.reviews import Opinion, Place, Verdict
from bot.log.trails import Action

router = APIRouter()

_LINES = 50  # of the queue on one page
_CASES = 20
_FOUND = 6  # passages
_FACTS = 10  # of a golden case
NOTE = 2000  # characters
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
PageNumber = Annotated[int, Query(ge=1, le=10_000)]
Field = Annotated[str, Form()]


@router.get("/beoordelen")
def queue(visit: Visiting, reden: str = "", pagina: PageNumber = 1) -> Response:
    """What is worth a reviewer's minute, and why."""
    everything, wanted = waiting(visit), _reason(reden)
    lines = for_reason(everything, wanted)
    first = (pagina - 1) * _LINES
    shown, more = lines[first : first + _LINES], first + _LINES < len(lines)
    counts, total = counted(everything), len(lines)
    if shown:
        visit.desk.records.audit.add(visit.signed_in.id, Action.SAW_QUEUE, _now(), detail=wanted)
    return page(
        visit, "review_queue.html", reason=wanted, number=pagina, more=more, lines=shown, total=total, counts=counts
    )


@router.get("/beoordelen/golden")
def golden(visit: Visiting, pagina: PageNumber = 1, gedaan: str = "") -> Response:
    """The golden cases of the file, each with whether it gets the right answer now."""
    known = golden_cases(visit)
    cases = known.cases
    first = (pagina - 1) * _CASES
    shown = [(case, tried(visit, case)) for case in cases[first : first + _CASES]]
    more = first + _CASES < len(cases)
    return page(
        visit,
        "review_golden.html",
        cases=shown,
        total=len(cases),
        faults=known.faults,
        number=pagina,
        more=more,
        done=gedaan,
    )


@router.post("/beoordelen/golden/verwijderen")
def do_drop_golden(visit: Visiting, nummer: Field = "") -> Response:
    """Take a case out of the file."""
    if not drop_golden(visit.desk.golden, nummer):
        raise HTTPException(404)
    visit.desk.records.audit.add(visit.signed_in.id, Action.DROPPED_GOLDEN, _now(), detail=nummer[:100])
    return go(visit, "/beoordelen/golden?gedaan=verwijderd")


@router.get("/beoordelen/{number}")
def review(visit: Visiting, number: Number, reden: str = "", gedaan: str = "") -> Response:
    """One answer with all that is known of it, and room for a verdict."""
    return _answer(visit, number, reden, done=gedaan)


@router.get("/beoordelen/{number}/passage")
def find_passage(visit: Visiting, number: Number, zoek: str = "", reden: str = "") -> Response:
    """Passages of the live collection, of which one may hold the right answer."""
    words = zoek.strip()[:300]
    found = [scored.passage for scored in visit.desk.library.search(words, _FOUND)] if words else []
    if visit.is_partial:
        return page(visit, "review_found.html", found=found, looked_for=words)
    return _answer(visit, number, reden, found=found, looked_for=words)


class Judging(BaseModel):
    """What a reviewer fills in."""

    oordeel: str = ""
    notitie: str = ""
    passage: str = ""  # the id of the one that holds the right answer
    reden: str = ""
    daarna: str = ""


@router.post("/beoordelen/{number}")
def do_judge(visit: Visiting, number: Number, form: Annotated[Judging, Form()]) -> Response:
    """Store what this reviewer thinks, and go on to the next answer or stay."""
    place = _place(visit, form.passage) if form.passage else None
    faults = {
        "verdict": form.oordeel not in list(Verdict),
        "note": len(form.notitie) > NOTE,
        "passage": bool(form.passage) and place is None,
    }
    if any(faults.values()):
        wrong = {name for name, holds in faults.items() if holds}
        typed = {"verdict": form.oordeel, "note": form.notitie}
        return _answer(visit, number, form.reden, 422, faults=wrong, **typed)
    about = reviewed(visit, number, _reason(form.reden))
    opinion = Opinion(visit.signed_in.id, Verdict(form.oordeel), form.notitie.strip(), place)
    if visit.desk.records.reviews.add(number, opinion, _now()) is None:
        raise HTTPException(404)
    _note(visit, Action.JUDGED, about.turn.id, form.oordeel)
    if form.daarna == "volgende":
        return go(visit, about.following or "/beoordelen")
    return go(visit, f"/beoordelen/{number}?gedaan=beoordeeld&reden={_reason(form.reden)}")


@router.post("/beoordelen/{number}/golden")
def do_golden(visit: Visiting, number: Number, feiten: Field = "") -> Response:
    """Make a golden case of a judged answer, with the facts that the form proposes or that somebody typed."""
    about = reviewed(visit, number)
    facts = [line.strip() for line in feiten.splitlines() if line.strip()]
    case = golden_case(about.turn, about.before, about.judgement, facts[:_FACTS])
    if about.turn.text_removed_at or case is None:
        return _answer(visit, number, "", 422, faults={"golden"})
    if not add_golden(visit.desk.golden, case):
        return go(visit, f"/beoordelen/{number}?gedaan=stond-er-al")
    _note(visit, Action.MADE_GOLDEN, about.turn.id, golden_id(number))
    return go(visit, f"/beoordelen/{number}?gedaan=gouden")


def _answer(visit: Visit, number: int, reason: str, status: int = 200, **known: object) -> Response:
    about = reviewed(visit, number, _reason(reason))
    _note(visit, Action.OPENED, about.turn.id)
    own = about.own.opinion if about.own else None
    defaults: dict[str, Any] = {
        "verdict": own.verdict if own else "",
        "note": own.note if own else "",
        "faults": frozenset[str](),
        "done": "",
        "found": [],
        "looked_for": "",
    }
    shown = defaults | known
    return page(visit, "review.html", status, about=about, reason=_reason(reason), verdicts=list(Verdict), **shown)


def _reason(text: str) -> str:
    """The reason for which somebody goes through the queue; empty for all of it."""
    return Reason(text) if text in list(Reason) else ""


def _place(visit: Visit, passage_id: str) -> Place | None:
    """Where a passage of the live collection stands."""
    found = visit.desk.library.store().passages([passage_id])
    return Place(found[0].document_id, found[0].digest, found[0].span) if found else None


def _note(visit: Visit, action: Action, question_id: str, detail: str = "") -> None:
    """Write down in the audit trail what was done with a turn."""
    visit.desk.records.audit.add(visit.signed_in.id, action, _now(), question_id, detail)


def _now() -> datetime:
    return datetime.now(UTC)
