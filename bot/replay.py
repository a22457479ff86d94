"""What a refresh would change in the answers: the same questions on the live generation and on the new one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.assistant import Assistant
from bot.compose.answer_type import NUMBER_WORDS
from bot.golden import GoldenCase
from bot.live import Shelf, open_shelf
from bot.log.model import PastTurn
from bot.model import Answer, Question, Turn
from ingest import dutch
from ingest.embed import Embedder
from ingest.index.generation import Generation
from ingest.model import AnswerChange, AnswerFate

_MONTHS = frozenset(
    ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
     "december")
)  # fmt: skip
_THOUSANDS = re.compile(r"(?<=\d)\.(?=\d{3}(?!\d))")


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

    def recent(self, conversation_id: str, limit: int) -> list[PastTurn]:
        """Nothing."""
        del conversation_id, limit
        return []


def replay(questions: Iterable[Asked], live: Generation, draft: Generation, embedder: Embedder) -> list[AnswerChange]:
    """The answers that would change, the most serious first; both generations were made with ``embedder``."""
    before, after = (Assistant(OneGeneration(open_shelf(one, embedder)), NoMemory()) for one in (live, draft))
    changes = [change for asked in questions if (change := _change(asked, before, after))]
    order = list(AnswerFate)
    return sorted(changes, key=lambda change: (order.index(change.fate), not change.golden, -change.times))


def answer(assistant: Assistant, question: str, history: Sequence[str]) -> Answer:
    """The answer of ``assistant``, which nobody asked for and which is not logged."""
    asked = Question("replay", "replay", "replay", question, datetime.now(UTC))
    return assistant.respond(asked, history).answer


def _change(asked: Asked, before: Assistant, after: Assistant) -> AnswerChange | None:
    old, new = (answer(assistant, asked.question, asked.history) for assistant in (before, after))
    fate = asked.fate(old, new)
    if fate is None:
        return None
    reason = asked.golden.fault(new) if asked.golden else ""
    return AnswerChange(fate, asked.question, old.text, new.text, asked.golden is not None, asked.times, reason)


def _said(answer: Answer) -> list[str]:
    return [" ".join(statement.text.split()) for statement in answer.statements]


def _contradicts(old: Answer, new: Answer) -> bool:
    """Whether the new answer has a figure that the old one had not, in place of one that it had or put first."""
    was, now = _said(old), _said(new)
    replaced = _figures(was) - _figures(now) or (_figures(now[:1]) and _figures(was[:1]) - _figures(now[:1]))
    return bool(replaced and _figures(now) - _figures(was))


def _figures(sentences: Iterable[str]) -> set[str]:
    """The numbers and months in some sentences, however they are written."""
    return set(_figure_words(word for text in sentences for word in dutch.words(_THOUSANDS.sub("", text))))


def _figure_words(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        if word[0].isdigit() or word in _MONTHS:
            yield word
        elif word in NUMBER_WORDS:
            yield str(NUMBER_WORDS[word])
