"""The chat: a question and its answer."""

import re
from concurrent.futures import wait
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from secrets import token_hex
from typing import Annotated, cast

from fastapi import APIRouter, Form
from starlette.responses import Response

from bot.errors import LogError
from bot.fronts.limits import Limits, Pace
from bot.fronts.web.answering import answering
from bot.fronts.web.answers import setting_of, shown, suggested
from bot.fronts.web.conversation import GROWING, Asked, Fault, conversation_page, new_form, shelved_as
from bot.fronts.web.origin import origin_of
from bot.fronts.web.pages import go, page
from bot.fronts.web.turns import own_turn
from bot.fronts.web.visit import Visit, Visiting
from bot.model import Question

router = APIRouter()

_LONGEST = 10_000  # characters of a question that are looked at
_PATIENCE = 0.5  # seconds before a page comes that follows what is being written
_NUMBER = re.compile(r"[0-9a-f]{32}")


@router.get("/")
def chat(visit: Visiting, document: str = "") -> Response:
    """The conversation in this browser, and room for a question."""
    return conversation_page(visit, new_form(visit, document))


@router.post("/vraag")
def ask(
    visit: Visiting,
    vraag: Annotated[str, Form()] = "",
    nummer: Annotated[str, Form()] = "",
    document: Annotated[str, Form()] = "",
) -> Response:
    """Answers a question; a browser that can follow what is being written does not wait for the end."""
    number = nummer if _NUMBER.fullmatch(nummer) else token_hex(16)
    asked = Asked(number, vraag[:_LONGEST], shelved_as(visit, document))
    try:
        fault = _fault(visit, asked) or _answer(visit, asked)
    except LogError:
        fault = "unavailable"
    if fault:
        return conversation_page(visit, replace(asked, fault=fault))
    scope = f"?document={asked.shelved.key}" if asked.shelved else ""
    return go(visit, f"/{scope}#v-{_id(visit, asked)}")


@router.get("/vraag/{question_id}")
def answer(visit: Visiting, question_id: str) -> Response:
    """One question of this conversation, with its answer."""
    underway = answering(visit).find(question_id)
    if underway and underway.question.conversation_id == visit.conversation:
        return go(visit, f"/#v-{question_id}")
    return _one(visit, question_id, "chat_answer.html")


@router.get("/vraag/{question_id}/voortgang")
def progress(visit: Visiting, question_id: str) -> Response:
    """What there is of an answer by now; the page asks again until it is whole."""
    if not visit.is_partial:
        return go(visit, f"/vraag/{question_id}")
    underway = answering(visit).find(question_id)
    if underway and underway.question.conversation_id == visit.conversation:
        return page(visit, "chat_growing.html", 200, one=underway, **GROWING)
    return _one(visit, question_id, "chat_turn.html")


@router.post("/gesprek/nieuw")
def new_conversation(visit: Visiting) -> Response:
    """An empty page; what was said before no longer helps to understand a question."""
    return go(replace(visit, thread=token_hex(8)), "/")


def _one(visit: Visit, question_id: str, template: str) -> Response:
    turn = own_turn(visit, question_id)
    answer = shown(turn, setting_of(visit), suggested(turn, visit))
    return page(visit, template, answer=answer, asked=new_form(visit))


def _fault(visit: Visit, asked: Asked) -> Fault:
    """Why a question is not answered; empty when it is."""
    if not asked.text.strip():
        return "empty"
    if visit.desk.records.blocks.any_of([visit.person]):
        return "blocked"
    pace = _pace(visit)
    return "" if pace is Pace.FINE else "too much" if pace is Pace.TOO_MUCH else "too fast"


def _pace(visit: Visit) -> Pace:
    """How the question stands to the limits; of who is not signed in the address counts too."""
    state = visit.request.app.state
    own, of_address = cast("Limits", state.limits), cast("Limits", state.limits_of_addresses)
    address = origin_of(visit.request, visit.site.proxies)
    shared = Pace.FINE if visit.account or not address else of_address.take(address)
    return own.take(visit.person) if shared is Pace.FINE else shared


def _answer(visit: Visit, asked: Asked) -> Fault:
    """Lets a question be answered and logged, whatever becomes of the connection; raises LogError."""
    question = Question(
        id=_id(visit, asked),
        conversation_id=visit.conversation,
        channel="web",
        text=asked.text,
        asked_at=datetime.now(UTC),
        document=asked.shelved.source.id if asked.shelved else None,
    )
    visit.desk.records.people.meet(visit.person, visit.conversation, question.asked_at)
    begun = answering(visit).begin(question)
    if visit.is_partial and visit.desk.writes:
        wait([begun.done], _PATIENCE)
    else:
        begun.done.result()
    return ""


def _id(visit: Visit, asked: Asked) -> str:
    # The same form with the same words is the same question, however often it is sent; nobody else can have its id.
    key = asked.shelved.key if asked.shelved else ""
    unique = "\n".join((visit.conversation, asked.number, key, asked.text))
    return f"web-{sha256(unique.encode(errors='surrogatepass')).hexdigest()[:32]}"
