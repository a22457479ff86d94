"""Questions about the starter collection whose answers are known: what they found once, they must keep finding."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap import Application, open_application
from bot.model import Question
from bot.settings import BotSettings
from ingest.settings import IngestSettings

ROOT = Path(__file__).parents[2]
GOLDEN = [json.loads(line) for line in (Path(__file__).parent / "questions.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    data = tmp_path_factory.mktemp("golden")
    environment = dict(os.environ, SAMENWIJS_DATA=str(data))  # noqa: TID251  # a child process needs the caller's environment
    subprocess.run([sys.executable, "-m", "ingest", "refresh", "corpus"], cwd=ROOT, env=environment, check=True)
    opened = open_application(IngestSettings(data=data), BotSettings())
    yield opened
    opened.log.close()


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: str(case["question"]))
def test_a_golden_question_keeps_its_answer(application: Application, case: dict[str, Any]) -> None:
    question = Question("golden", "golden", "golden", case["question"], datetime.now(UTC))
    answer = application.assistant.respond(question, case.get("history", [])).answer
    cited = {(c.passage.source.doc, c.passage.page if case.get("page") else None) for c in answer.citations}
    assert cited == ({(case["doc"], case.get("page"))} if case["doc"] else set())
    assert [fact for fact in case["facts"] if fact not in answer.text] == []
    assert answer.abstained == (case["doc"] is None)


def test_the_same_question_gives_the_same_text_ten_times(application: Application) -> None:
    question = Question("same", "same", "golden", "Welke succesfactoren worden genoemd?", datetime.now(UTC))
    answers = {application.assistant.respond(question).answer.text for _ in range(10)}
    assert len(answers) == 1
