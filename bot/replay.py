"""What a refresh would change in the answers: the same questions on the live generation and on the new one."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.assistant import Assistant
from bot.compose.figures import Figures, figures
from bot.curated import CuratedFirst
from bot.errors import BotError
from bot.golden import GoldenCase, GoldenFile, read_golden
from bot.live import Shelf, open_shelf
from bot.log.curated import Curated
from bot.log.model import PastTurn
from bot.model import Answer, Question, Turn
from ingest.embed import Embedder
from ingest.errors import IngestError
from ingest.index.generation import Generation
from ingest.model import AnswerChange, AnswerFate, Replay

FREQUENT = 50  # of the questions in the log are tried


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to replay: a golden case, or one that was asked ``times`` times."""

    question: str
    history: tuple[str, ...] = ()
    times: int = 0
    golden: GoldenCase | None = None

    def fate(self, old: Answer, new: Answer) -> AnswerFate | None:
        """What becomes of the answer; None when it stays as it is."""
        if self.golden:
            was_right, is_right = not self.golden.fault(old), not self.golden.fault(new)
            if was_right != is_right:
                return AnswerFate.POSSIBLE if is_right else AnswerFate.LOST
        elif old.abstained != new.abstained:
            return AnswerFate.LOST if new.abstained else AnswerFate.POSSIBLE
        if _said(old) == _said(new):
            return None
        return AnswerFate.CONTRADICTS if _contradicts(old, new) else AnswerFate.CHANGED


class OneGeneration:
    """Hands out the same generation always."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def current(self) -> Shelf:
        """The generation."""
        return self._shelf

    def live_id(self) -> str:
        """Its name."""
        return self._shelf.generation.id


class NoMemory:
    """Keeps no turn: a replay leaves no trace."""

    def record(self, turn: Turn) -> bool:
        """Forget the turn."""
        del turn
        return False

    def again(self, question: Question) -> Turn | None:
        """Nothing."""
        del question
        return None

    def recent(self, conversation_id: str, limit: int) -> list[PastTurn]:
        """Nothing."""
        del conversation_id, limit
        return []


@dataclass(frozen=True, slots=True)
class Replayer:
    """Tries the golden cases in a file and the questions that were asked most before a refresh is published."""

    golden: Path
    most_asked: Callable[[int], Sequence[tuple[str, int]]]  # at most so many questions, and how often each was asked
    embedder: Embedder
    curated: Callable[[], Sequence[Curated]] = tuple  # the answers that people wrote

    def __call__(self, live: Generation | None, draft: Generation) -> Replay:
        """What becomes of the answers; without a live generation that can be read only golden cases are tried.

        A file or log that cannot be read is named in the outcome and holds nothing up.
        """
        known, remarks = self._golden()
        most_asked: Sequence[tuple[str, int]] = ()
        try:
            most_asked = self.most_asked(FREQUENT) if live else ()
        except BotError as error:
            remarks += (f"De vaak gestelde vragen zijn niet geprobeerd. {error}",)
        curated: Sequence[Curated] = ()
        try:
            curated = self.curated()
        except BotError as error:
            remarks += (f"De vaste antwoorden zijn niet gebruikt. {error}",)
        questions = _questions(known.cases, most_asked)
        first = CuratedFirst(lambda: curated)

        def assistant(generation: Generation) -> Assistant:
            return Assistant(OneGeneration(open_shelf(generation, self.embedder)), NoMemory(), curated=first)

        try:
            changes = _replay(questions, assistant(live) if live else None, assistant(draft)) if questions else ()
        except IngestError as error:
            return Replay(remarks=(*remarks, f"De antwoorden zijn niet vergeleken. {error}"), tried_all_golden=False)
        return Replay(len(questions), changes, remarks, tried_all_golden=not known.faults)

    def _golden(self) -> tuple[GoldenFile, tuple[str, ...]]:
        try:
            known = read_golden(self.golden) if self.golden.exists() else GoldenFile()
        except OSError as error:
            known = GoldenFile(faults=(f"{self.golden} is niet te lezen ({error.strerror}).",))
        return known, tuple(f"Een beoordeelde vraag is niet geprobeerd. {fault}" for fault in known.faults)


def _replay(questions: Iterable[Asked], before: Assistant | None, after: Assistant) -> tuple[AnswerChange, ...]:
    """The answers that would change, the most serious first."""
    changes = [change for asked in questions if (change := _change(asked, before, after))]
    order = list(AnswerFate)
    return tuple(sorted(changes, key=lambda change: (order.index(change.fate), not change.golden, -change.times)))


def _questions(cases: Iterable[GoldenCase], most_asked: Iterable[tuple[str, int]]) -> list[Asked]:
    """The golden cases, and below them the questions that were asked most and are no golden case."""
    times = dict(most_asked)
    asked = [
        Asked(case.question, case.history, 0 if case.history else times.pop(case.question, 0), case) for case in cases
    ]
    return asked + [Asked(text, times=count) for text, count in times.items()]


def _change(asked: Asked, before: Assistant | None, after: Assistant) -> AnswerChange | None:
    new = _answer(after, asked)
    fault = asked.golden.fault(new) if asked.golden else ""
    if before:
        old = _answer(before, asked)
        fate = asked.fate(old, new)
    else:
        old, fate = None, AnswerFate.LOST if fault else None
    if fate is None:
        return None
    was = old.text if old else ""
    return AnswerChange(fate, asked.question, was, new.text, asked.golden is not None, asked.times, fault)


def _answer(assistant: Assistant, asked: Asked) -> Answer:
    question = Question("replay", "replay", "replay", asked.question, datetime.now(UTC))
    return assistant.respond(question, asked.history).answer


def _said(answer: Answer) -> list[str]:
    return [" ".join(statement.text.split()) for statement in answer.statements]


def _contradicts(old: Answer, new: Answer) -> bool:
    """Whether the new answer has another figure or date in place of one that the old one had, or put first."""
    was, now = _said(old), _said(new)
    if not any(_figures(now).unproven_by(_figures(was))):
        return False
    first_was, first_now = _figures(was[:1]), _figures(now[:1])
    replaced_first = bool(first_now.numbers or first_now.days) and any(first_was.unproven_by(first_now))
    return replaced_first or any(_figures(was).unproven_by(_figures(now)))


def _figures(sentences: Sequence[str]) -> Figures:
    return figures("\n".join(sentences))
