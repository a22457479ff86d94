"""The journey of a question, on one screen: query -> curated, or evidence -> composed -> proven -> logged."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from bot.compose.generative import GenerativeComposer
from bot.compose.grounding import ground
from bot.compose.remarks import with_remarks
from bot.live import Collection
from bot.log.model import PastTurn
from bot.model import Answer, AnswerStatus, Progress, Query, Question, Turn
from bot.query import understand
from bot.screen import Screened, screen
from bot.wording import notice
from ingest.index.store import Store

NOT_ABOUT_ANYTHING = (AnswerStatus.SMALL_TALK, AnswerStatus.REFUSED)
REMEMBERED = 3  # earlier questions of a conversation that a follow-up may lean on


class Memory(Protocol):
    """What is kept of turns: the answer log, or nothing while a refresh tries its questions."""

    def record(self, turn: Turn) -> bool:
        """Keep ``turn``; False when its question has been kept before."""

    def again(self, question: Question) -> Turn | None:
        """The turn that was kept for ``question``, when a front delivers it once more."""

    def recent(self, conversation_id: str, limit: int) -> list[PastTurn]:
        """The last ``limit`` turns of a conversation, oldest first."""


# What a person wrote in answer to the same question, as far as the documents still prove it.
Curated = Callable[[Query, Store], Answer | None]


class Assistant:
    """Answers questions from a collection and logs each of them; safe to call from several threads."""

    def __init__(
        self,
        collection: Collection,
        log: Memory,
        writer: GenerativeComposer | None = None,
        curated: Curated = lambda query, store: None,  # noqa: ARG005  # what somebody wrote: nothing
    ) -> None:
        """``writer`` rewrites answers that are quotes; without one they stay quotes. ``curated`` is asked first."""
        self._collection = collection
        self._log = log
        self._writer = writer
        self._curated = curated

    def answer(self, question: Question, on_progress: Progress | None = None) -> Answer:
        """The answer of the turn that ``reply`` gives."""
        return self.reply(question, on_progress).answer

    def reply(self, question: Question, on_progress: Progress | None = None) -> Turn:
        """The answer to a question in its conversation, logged once however often a front delivers it.

        ``on_progress`` receives the answer while it grows, each time a statement longer and every statement proven. It
        is called in the caller's thread, not at all when no language model writes, and the answer that is returned may
        be another one than was shown last: a model that breaks off half-way is replaced by quotes.
        """
        return self._log.again(question) or self.take(question, self._earlier(question.conversation_id), on_progress)

    def take(self, question: Question, earlier: Sequence[str], on_progress: Progress | None = None) -> Turn:
        """The turn for a question after ``earlier`` ones of the same user, oldest first; logged."""
        turn = self.respond(question, earlier, on_progress)
        self._log.record(turn)
        return turn

    def respond(self, question: Question, earlier: Sequence[str] = (), on_progress: Progress | None = None) -> Turn:
        """The same, without a trace in the log."""
        clock = _Clock()
        if screened := screen(question.text):
            clock.lap("screen")
            return Turn(question, _unsearched(question, screened.language), self._word(screened), clock.seconds)
        query = replace(understand(question.text, earlier[-REMEMBERED:]), document=question.document)
        clock.lap("understand")
        shelf = self._collection.current()
        store = shelf.generation.store

        def prove(draft: Answer) -> Answer:
            return replace(ground(draft, store, query.said), generation=shelf.generation.id)

        composed = self._curated(query, store) or shelf.count(query)
        clock.lap("known")  # to a person, or from all documents together
        if composed is None:
            composed = shelf.search(query)
            clock.lap("search")
            if self._writer:
                composed = self._writer.write(query, composed, prove, on_progress, sum(clock.seconds.values()))
                clock.lap("write")
        answer = with_remarks(prove(composed), query.language)
        clock.lap("ground")
        if answer.abstained and not answer.notice:  # the gate left nothing
            answer = replace(answer, notice=notice("no_evidence", query.language))
        return Turn(question, query, answer, clock.seconds)

    def failed(self, question: Question) -> Answer:
        """What a front sends when answering broke off; logged as failed, so that a reviewer finds it."""
        answer = Answer(AnswerStatus.FAILED, notice=notice("failed"))
        self._log.record(Turn(question, _unsearched(question), answer))
        return answer

    def _word(self, screened: Screened) -> Answer:
        said = notice(screened.notice, screened.language)
        return Answer(screened.status, notice=said, generation=self._collection.live_id())

    def _earlier(self, conversation_id: str) -> list[str]:
        turns = self._log.recent(conversation_id, REMEMBERED)
        return [turn.question for turn in turns if turn.status not in NOT_ABOUT_ANYTHING]


def _unsearched(question: Question, language: str = "nl") -> Query:
    return Query(question.text, question.text, language=language)


class _Clock:
    """Seconds per step of one answer."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, step: str) -> None:
        now = time.perf_counter()
        self.seconds[step] = round(now - self._last, 5)
        self._last = now
