"""What people do with an answer: judge it, share it, copy it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import PlainTextResponse, Response

from bot.fronts.complaints import Reason
from bot.fronts.web.answers import setting_of, shown, written_out
from bot.fronts.web.conversation import RECENT
from bot.fronts.web.pages import go, page, remember
from bot.fronts.web.turns import own_turn, readable_turn, shared_turn
from bot.fronts.web.visit import Visit, Visiting

router = APIRouter()

_LONGEST = 1_000  # characters of a remark that are kept


@router.post("/vraag/{question_id}/oordeel")
def rate(
    visit: Visiting,
    question_id: str,
    oordeel: Annotated[Literal["up", "down"], Form()],
    reden: Annotated[Reason | Literal[""], Form()] = "",
    opmerking: Annotated[str, Form()] = "",
) -> Response:
    """Keeps what the asker thinks of an answer, for the admin who reviews."""
    turn = own_turn(visit, question_id)
    said = ": ".join(part for part in (reden, opmerking.strip()[:_LONGEST]) if part)
    visit.desk.records.turns.rate(turn.id, oordeel, said or None)
    if visit.is_partial:
        judged = replace(turn, feedback=oordeel, feedback_reason=said or None)
        return page(visit, "chat_judgement.html", answer=shown(judged, setting_of(visit)))
    return go(visit, f"{_place_of(visit, turn.id)}#oordeel-{turn.id}")


@router.post("/vraag/{question_id}/delen")
def share(visit: Visiting, question_id: str) -> Response:
    """Makes a link to an answer, for colleagues."""
    code = visit.desk.records.shares.add(own_turn(visit, question_id).id, datetime.now(UTC))
    if code is None:
        raise HTTPException(404)
    if visit.is_partial:
        return page(visit, "chat_link.html", link=_link(visit, code), name=question_id)
    return go(visit, f"/gedeeld/{code}")


@router.get("/gedeeld/{code}")
def shared(visit: Visiting, code: str) -> Response:
    """The question and answer that somebody shared."""
    answer = shown(shared_turn(visit, code), setting_of(visit))
    return page(visit, "chat_shared.html", answer=answer, code=code, link=_link(visit, code), name="gedeeld")


@router.get("/vraag/{question_id}/tekst")
def as_text(visit: Visiting, question_id: str, deel: str = "") -> Response:
    """An answer with its sources as plain text, to be pasted elsewhere."""
    turn = readable_turn(visit, question_id, deel)
    return remember(visit, PlainTextResponse(written_out(turn, setting_of(visit))))


def _place_of(visit: Visit, question_id: str) -> str:
    """The page on which an answer stands, whole."""
    recent = visit.desk.records.turns.recent(visit.conversation, RECENT)
    return "/" if any(turn.id == question_id for turn in recent) else f"/vraag/{question_id}"


def _link(visit: Visit, code: str) -> str:
    return f"{visit.site.address or str(visit.request.base_url).rstrip('/')}/gedeeld/{code}"
