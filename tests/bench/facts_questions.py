"""Count and cross questions over all documents, whether their answers are right, and the share of that per type."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.table import Table

from bot.bootstrap import open_application
from bot.model import Answer, Question
from bot.settings import BotSettings
from ingest.settings import IngestSettings
from tests.bench.facts_annotations import FOLDER, read_annotations

_LIMIT = 900  # characters of an answer that count, as in `make bench`; an overview is read whole
_BEGINNING = 160  # characters of an answer in which it must say that there is nothing
FILES = (FOLDER / "questions.jsonl", FOLDER / "questions_held_back.jsonl")


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """A question with what its answer must say, each as forms of which one is enough, and what it must not say."""

    id: str
    text: str
    kind: str
    held_back: bool
    keys: tuple[tuple[str, ...], ...]
    never: tuple[str, ...]
    none: bool  # the documents name nothing: the answer says so, counts 0, or is refused

    def is_right(self, answer: Answer) -> bool:
        """Whether the answer says all it must and nothing it must not."""
        return self.none if answer.abstained else not self.misses(answer)

    def misses(self, answer: Answer) -> list[str]:
        """What the answer should have said, and after "not:" what it should not."""
        limit = None if self.kind == "overview" else _BEGINNING if self.none else _LIMIT
        said = fold(answer.text)[:limit]
        missed = [key[0] for key in self.keys if not any(_says(said, form) for form in key)]
        return missed + [f"not: {wrong}" for wrong in self.never if _says(said, wrong)]


def read_questions() -> list[FactQuestion]:
    """All questions, those about documents that rules are written on first."""
    return [
        _question(json.loads(line), held_back=file == FILES[1])
        for file in FILES
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


def _question(row: Mapping[str, Any], *, held_back: bool) -> FactQuestion:
    keys = tuple(map(tuple, row["keys"]))
    never = tuple(row.get("never", ()))
    return FactQuestion(row["id"], row["question"], row["type"], held_back, keys, never, row.get("none", False))


def ask(questions: Sequence[FactQuestion], data: Path) -> dict[str, Answer]:
    """The answers by id, of the assistant as it is started without settings."""
    application = open_application(IngestSettings(data=data), BotSettings(chat_model="", database_url=""))
    try:
        return {
            question.id: application.assistant.respond(
                Question(question.id, question.id, "bench", question.text, datetime.now(UTC))
            ).answer
            for question in questions
        }
    finally:
        application.log.close()


def score(questions: Sequence[FactQuestion], answers: Mapping[str, Answer], *, errors: bool) -> list[Table]:
    """A table of the shares per type and, with ``errors``, one of the answers that are wrong and not held back."""
    shares = Table("type", "n", "right", "held back", "right", title="Count and cross questions", title_justify="left")
    for kind in dict.fromkeys(question.kind for question in questions):
        of_kind = [question for question in questions if question.kind == kind]
        shares.add_row(kind, *_shares(of_kind, answers))
    shares.add_section()
    shares.add_row("all", *_shares(questions, answers))
    return [*([_wrong(questions, answers)] if errors else []), shares]


def _shares(questions: Sequence[FactQuestion], answers: Mapping[str, Answer]) -> list[str]:
    cells = []
    for held_back in (False, True):
        right = [q.is_right(answers[q.id]) for q in questions if q.held_back == held_back]
        cells += [str(len(right)), f"{sum(right) / len(right):.2f}" if right else "–"]
    return cells


def _wrong(questions: Sequence[FactQuestion], answers: Mapping[str, Answer]) -> Table:
    table = Table("question", "misses", "answer", title="Not right", title_justify="left")
    for question in questions:
        answer = answers[question.id]
        if not question.held_back and not question.is_right(answer):
            table.add_row(question.text, ", ".join(question.misses(answer)), _shown(answer)[:400])
    return table


def _shown(answer: Answer) -> str:
    """The answer without what it quotes from documents that are held back."""
    held_back = {document.doc for document in read_annotations() if document.held_back}
    hidden = {citation.number for citation in answer.citations if citation.passage.source.doc in held_back}
    said = [statement.text for statement in answer.statements if hidden.isdisjoint(statement.citations)]
    return " ".join(said) or f"({answer.status})"


def fold(text: str) -> str:
    """One form for comparing: case, accents and quotes alike; white space one blank."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(bare.casefold().replace("’", "'").replace("‘", "'").split())


def _says(said: str, form: str) -> bool:
    """Whether the form stands in the text, from the start of a word and never inside a longer number."""
    wanted = re.escape(fold(form))
    end = r"(?![\d]|[.,]\d)" if form[-1].isdigit() else ""
    start = r"(?<![\w.,])" if form[0].isdigit() else r"(?<!\w)"
    return re.search(f"{start}{wanted}{end}", said) is not None
