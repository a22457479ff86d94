"""Questions about the starter collection whose answers are known: what they found once, they must keep finding."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.bootstrap import Application, open_application
from bot.golden import GoldenCase, read_golden
from bot.model import Question
from bot.settings import BotSettings
from ingest.settings import IngestSettings

ROOT = Path(__file__).parents[2]
FILE = Path(__file__).parent / "questions.jsonl"
GOLDEN = read_golden(FILE)


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    data = tmp_path_factory.mktemp("golden")
    environment = dict(os.environ, SAMENWIJS_DATA=str(data))  # noqa: TID251  # a child process needs the caller's environment
    subprocess.run([sys.executable, "-m", "ingest", "refresh", "corpus"], cwd=ROOT, env=environment, check=True)
    opened = open_application(IngestSettings(data=data), BotSettings())
    yield opened
    opened.log.close()


def test_every_line_is_a_case() -> None:
    assert (GOLDEN.faults, len(GOLDEN.cases)) == ((), len(FILE.read_text("utf-8").splitlines()))


@pytest.mark.parametrize("case", GOLDEN.cases, ids=lambda case: str(case.id))
def test_a_golden_question_keeps_its_answer(application: Application, case: GoldenCase) -> None:
    question = Question("golden", "golden", "golden", case.question, datetime.now(UTC))
    answer = application.assistant.respond(question, case.history).answer
    assert case.fault(answer) == ""
    cited = {citation.passage for citation in answer.citations}
    assert {passage.source.doc for passage in cited} <= set(case.documents)
    assert case.page is None or {passage.page for passage in cited} == {case.page}


def test_the_same_question_gives_the_same_text_ten_times(application: Application) -> None:
    question = Question("same", "same", "golden", "Welke succesfactoren worden genoemd?", datetime.now(UTC))
    answers = {application.assistant.respond(question).answer.text for _ in range(10)}
    assert len(answers) == 1
