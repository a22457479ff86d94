"""The page of a conversation: what was said in it, what is being written, and room for a question."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from secrets import token_hex
from typing import Literal

from starlette.responses import Response

from bot.fronts.web.answering import answering
from bot.fronts.web.answers import ShownAnswer, grouped, setting_of, shown, suggested
from bot.fronts.web.pages import page
from bot.fronts.web.visit import Visit
from bot.library import Shelved
from bot.privacy import mask
from ingest.errors import IngestError

RECENT = 3  # turns of the conversation that are shown whole
_HISTORY = 50  # turns that can be found back from the page
_EXAMPLES = 3

Fault = Literal["", "empty", "blocked", "too fast", "too much", "unavailable"]
_STATUS: dict[Fault, int] = {
    "": 200,
    "empty": 422,
    "blocked": 403,
    "too fast": 429,
    "too much": 429,
    "unavailable": 503,
}
_RETRY = {429: "60", 503: "120"}  # seconds


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in the form: nothing yet, or what could not be answered and why."""

    number: str  # made once for a form: sent twice it is one question
    text: str = ""
    shelved: Shelved | None = None  # the only document to search
    fault: Fault = ""


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a newcomer is told of the collection."""

    documents: int
    newest: date | None
    examples: tuple[str, ...]


def conversation_page(visit: Visit, asked: Asked) -> Response:
    """The conversation with its form; without what was said while the log is out of order."""
    answers = [] if asked.fault == "unavailable" else _answers(visit)
    growing = [one for one in answering(visit).of(visit.conversation) if one.question.id not in _ids(answers)]
    response = page(
        visit,
        "chat.html",
        _STATUS[asked.fault],
        answers=answers,
        earlier=_earlier(visit, answers),
        growing=growing,
        welcome=None if answers or growing or asked.fault else _welcome(visit),
        first_words=bool(answers) and _first_words(visit),
        asked=asked,
        **GROWING,
    )
    if response.status_code in _RETRY:
        response.headers["retry-after"] = _RETRY[response.status_code]
    return response


GROWING = {"grouped": grouped, "mask": mask}  # what the template of an answer in the making works with


def new_form(visit: Visit, document: str = "") -> Asked:
    """An empty form; ``document`` is the short name of the only one to search."""
    return Asked(token_hex(16), shelved=shelved_as(visit, document))


def shelved_as(visit: Visit, key: str) -> Shelved | None:
    """The document with this short name; None when there is none or the index cannot be read."""
    try:
        return visit.desk.library.document(key) if key else None
    except IngestError:
        return None


def _answers(visit: Visit) -> list[ShownAnswer]:
    turns, setting = visit.desk.records.turns.conversation(visit.conversation, RECENT), setting_of(visit)
    last = [shown(turn, setting, suggested(turn, visit)) for turn in turns[-1:]]
    return [shown(turn, setting) for turn in turns[:-1]] + last


def _earlier(visit: Visit, answers: list[ShownAnswer]) -> list[tuple[str, str]]:
    """The ids and words of the questions before those, oldest first."""
    if len(answers) < RECENT:
        return []
    past = visit.desk.records.turns.recent(visit.conversation, _HISTORY)
    return [(turn.id, turn.question) for turn in past if turn.id not in _ids(answers)]


def _ids(answers: list[ShownAnswer]) -> set[str]:
    return {answer.turn.id for answer in answers}


def _welcome(visit: Visit) -> Welcome:
    library = visit.desk.library
    try:
        examples = tuple(suggestion.text for suggestion in visit.desk.suggestions.examples(_EXAMPLES))
        return Welcome(len(library.documents()), library.newest(), examples)
    except IngestError:
        return Welcome(0, None, ())


def _first_words(visit: Visit) -> bool:
    """Whether somebody must hear once, with the first answer, what is stored; it is noted that they did."""
    people = visit.desk.records.people
    known = people.find(visit.person)
    if known is None or known.notice_shown:
        return False
    people.show_notice(visit.person, datetime.now(UTC))
    return True
