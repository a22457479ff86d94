"""Questions that are being answered: each once, however often it is sent, and whether or not the browser waits."""

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from bot.errors import LogError
from bot.fronts.web.visit import Visit
from bot.fronts.web.wiring import Desk
from bot.model import Answer, Question

_log = logging.getLogger(__name__)
_AT_ONCE = 16  # answers in the making; a language model may take half a minute for each


@dataclass(slots=True)
class Underway:
    """A question that is being answered, and what can be shown already."""

    question: Question
    latest: Answer | None = None  # while a language model writes
    done: "Future[None]" = field(default_factory=Future)


class Answering:
    """Answers in threads of its own, so that a connection that breaks changes nothing."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="answer")
        self._lock = threading.Lock()
        self._underway: dict[str, Underway] = {}

    def begin(self, question: Question) -> Underway:
        """Starts to answer a question, or joins who is waiting for the same one; its turn is in the log when done."""
        with self._lock:
            if known := self._underway.get(question.id):
                return known
            begun = self._underway[question.id] = Underway(question)
            begun.done = self._pool.submit(self._answer, begun)
        begun.done.add_done_callback(lambda _: self._end(begun))
        return begun

    def find(self, question_id: str) -> Underway | None:
        """What is known of a question that is being answered; None once it is in the log."""
        with self._lock:
            underway = self._underway.get(question_id)
            return None if underway is None or underway.done.done() else underway

    def of(self, conversation_id: str) -> list[Underway]:
        """What is being answered in a conversation, oldest first."""
        with self._lock:
            theirs = [u for u in self._underway.values() if u.question.conversation_id == conversation_id]
            return [underway for underway in theirs if not underway.done.done()]

    def close(self) -> None:
        """Takes no more questions; what is being answered goes on."""
        self._pool.shutdown(wait=False)

    def _answer(self, underway: Underway) -> None:
        def show(answer: Answer) -> None:
            underway.latest = answer

        try:
            self._desk.answer(underway.question, show)
        except LogError as error:
            _log.error("Een vraag is niet beantwoord: %s", error)
            raise
        except Exception:  # noqa: BLE001  # at this edge no fault may leave a person without an answer
            _log.exception("Een vraag is niet beantwoord.")
            self._desk.failed(underway.question)

    def _end(self, underway: Underway) -> None:
        with self._lock:
            self._underway.pop(underway.question.id, None)


def answering(visit: Visit) -> Answering:
    """What answers on this site."""
    found: Answering = visit.request.app.state.answering
    return found
