"""Stands in for the assistant in tests of the fronts: answers what it was told to; log and collection are real."""

from collections.abc import Callable
from pathlib import Path

from bot.fronts.telegram.wiring import Desk
from bot.library import Library
from bot.live import Collection, LiveCollection
from bot.log.records import open_records
from bot.model import Answer, AnswerStatus, Progress, Query, Question, Turn
from bot.suggest import Suggestions
from ingest.index.generation import Generations
from tests.chat_answers import an_answer
from tests.collection import LetterEmbedder, publish

KEY = b"k" * 32  # of the pseudonyms in the log


def a_collection(folder: Path, *texts: str) -> Collection:
    """A live collection of one document with these texts."""
    embedder = LetterEmbedder()
    generations = Generations(folder, embedder)
    publish(generations, *(texts or ("De provincie betaalt de helft.", "Het waterschap betaalt de rest.")))
    return LiveCollection(generations, embedder)


def the_collection(folder: Path) -> Collection:
    """What ``a_collection`` made there."""
    embedder = LetterEmbedder()
    return LiveCollection(Generations(folder, embedder), embedder)


class Clerk:
    """Answers, logs as the assistant does, and remembers what was asked."""

    def __init__(self, folder: Path, collection: Collection) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.reply: Callable[[Question], Answer] = lambda _: an_answer()
        self.reading: Callable[[Question], str] = lambda question: question.text  # how a question is searched
        self.asked: list[Question] = []
        self.broken: list[Question] = []
        self.records = open_records(f"sqlite:///{folder / 'log.sqlite'}", KEY)
        library = Library(collection)
        self.desk = Desk(self.answer, self.failed, self.records, library, Suggestions(collection, library))

    def answer(self, question: Question, on_progress: Progress) -> Turn:
        """Each question once, as the assistant does."""
        del on_progress
        self.asked.append(question)
        if turn := self.records.turns.again(question):
            return turn
        turn = Turn(question, Query(self.reading(question), question.text), self.reply(question))
        self.records.turns.record(turn)
        return turn

    def failed(self, question: Question) -> Answer:
        self.broken.append(question)
        answer = Answer(AnswerStatus.FAILED, notice="Er ging iets mis bij het zoeken.")
        self.records.turns.record(Turn(question, Query(question.text, question.text), answer))
        return answer
