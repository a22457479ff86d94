"""A language model behind a real server, in all its moods: what it cannot prove does not leave."""

import json
import logging
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.assistant import Assistant
from bot.bootstrap import Application, open_application, open_writer
from bot.compose.claims import tidied
from bot.live import Collection, Shelf
from bot.model import Answer, Fault, Progress, Question, Turn
from bot.settings import BotSettings
from ingest.embed import open_embedder
from ingest.index.generation import Generations
from ingest.refresh import Wish, refresh
from ingest.settings import IngestSettings
from tests.chat_server import MODES, SAYS, SECRET, Asked, ChatServer, honest
from tests.collection import quietly

ROOT = Path(__file__).parents[2]
KNOWN, UNKNOWN = "Wie zijn nu de partners van Samen werkt beter?", "Wie is de burgemeester van Parijs?"
GOLDEN = [json.loads(line) for line in (ROOT / "tests" / "golden" / "questions.jsonl").read_text("utf-8").splitlines()]
# What becomes of each mode: the model's answer, or why the quotes are given.
WRITES = "openai:test · prompt 1"
OUTCOMES = {
    "honest": WRITES, "invents a source": "nothing proven", "alters a number": "nothing proven", "adds a claim": WRITES,
    "general knowledge": "nothing proven", "leaks the prompt": "nothing proven", "obeys a document": WRITES,
    "denies": "nothing proven", "speaks English": "nothing proven", "echoes": "nothing proven",
    "rambles": "nothing proven", "nothing to say": "nothing proven", "code fence": WRITES, "bare list": WRITES,
    "thinks first": WRITES, "other names": WRITES, "broken JSON": "broken JSON", "no JSON": "broken JSON",
    "other JSON": "broken JSON", "odd items": WRITES, "empty": "no text", "refuses": "broken JSON",
    "401": "key refused", "403": "key refused", "404": "unknown model", "429": "rate limit",
    "500": "server error", "503": "server error",
    "slow": "timeout", "connection lost": "no connection", "endless": "endless text", "endless line": "timeout",
    "trickles": "timeout", "web page": "not understood", "does not stream": WRITES, "refuses formats": WRITES,
    "half an event": WRITES,
}  # fmt: skip


@pytest.fixture(scope="module")
def quoting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    """The starter documents, answered from without a language model."""
    folder = tmp_path_factory.mktemp("collection")
    refresh([ROOT / "corpus"], Generations(folder, open_embedder()), quietly, Wish())
    opened = open_application(IngestSettings(data=folder), BotSettings())
    yield opened
    opened.log.close()


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer() as running:
        yield running


@pytest.fixture
def usage(tmp_path: Path) -> Path:
    """Where the calls of a test are counted."""
    return tmp_path / "chat-usage.json"


@pytest.fixture
def writing(quoting: Application, server: ChatServer, usage: Path) -> Callable[..., Assistant]:
    """An assistant with the server's model, and settings of the test's own."""

    def assistant(collection: Collection = quoting.collection, **settings: Any) -> Assistant:
        chat: dict[str, Any] = {
            "chat_model": "openai:test",
            "chat_base_url": server.base_url,
            "chat_api_key": SecretStr(SECRET),
        }
        writer = open_writer(IngestSettings(data=usage.parent), BotSettings(**(chat | settings)))
        return Assistant(collection, quoting.log, writer)

    return assistant


def _ask(assistant: Assistant, question: str, history: tuple[str, ...] = (), show: Progress | None = None) -> Turn:
    return assistant.respond(Question("id", "id", "test", question, datetime.now(UTC)), history, show)


def _proven(quoting: Application, answer: Answer) -> bool:
    """Whether every quote stands in the stored text where it is said to."""
    store = quoting.collection.current().generation.store
    return all(c.span.of(store.text(c.passage.document_id)) == c.quote for c in answer.citations)


def _provable(server: ChatServer) -> set[str]:
    """Every honest claim about what the server was last asked: all that a model may say in any mode."""
    said = {message["role"]: message["content"] for message in server.requests[-1]["messages"]}
    asked = Asked.read(said, SECRET, ())
    return {tidied(claim["text"]) for claim in (*honest(asked), SAYS["adds a claim"](asked)[0])}


@pytest.mark.parametrize("mode", MODES)
def test_in_every_mode_only_proven_sentences_leave(
    quoting: Application, writing: Callable[..., Assistant], server: ChatServer, usage: Path, mode: str
) -> None:
    server.mode = mode
    quotes = _ask(quoting.assistant, KNOWN).answer
    answer = _ask(writing(chat_seconds=0.8 if OUTCOMES[mode] == "timeout" else 30), KNOWN).answer
    assert OUTCOMES[mode] in answer.composer
    assert _proven(quoting, answer)
    if OUTCOMES[mode] == WRITES:
        assert "extractive" not in answer.composer
        assert {statement.text for statement in answer.statements} <= _provable(server)
    else:
        assert "extractive" in answer.composer
        assert (answer.status, answer.text, answer.citations) == (quotes.status, quotes.text, quotes.citations)
    spent = json.loads(usage.read_text())
    assert (spent["calls"], spent["failed"]) == (1, int("failed" in answer.composer))


def test_the_seconds_of_an_answer_count_from_the_question(
    quoting: Application, writing: Callable[..., Assistant]
) -> None:
    class SlowToOpen:
        def current(self) -> Shelf:
            time.sleep(0.6)
            return quoting.collection.current()

        def live_id(self) -> str:
            return quoting.collection.live_id()

    answer = _ask(writing(SlowToOpen(), chat_seconds=0.5), KNOWN).answer
    assert "timeout" in answer.composer


def test_nearly_all_that_an_honest_model_can_prove_survives(writing: Callable[..., Assistant]) -> None:
    assistant = writing()
    kept = dropped = 0
    for case in GOLDEN:
        answer = _ask(assistant, case["question"]).answer
        kept += len(answer.statements) if answer.composer.startswith("openai") else 0
        dropped += len(answer.dropped)
    assert kept >= 40
    assert kept / (kept + dropped) >= 0.95


def test_the_model_is_not_asked_when_the_evidence_is_thin(
    writing: Callable[..., Assistant], server: ChatServer
) -> None:
    answer = _ask(writing(), UNKNOWN).answer
    assert answer.abstained
    assert "extractive" in answer.composer
    assert server.requests == []


def test_claims_appear_one_by_one_and_only_when_proven(
    quoting: Application, writing: Callable[..., Assistant], server: ChatServer
) -> None:
    for mode in ("honest", "adds a claim", "connection lost"):
        server.mode = mode
        shown: list[Answer] = []
        final = _ask(writing(), KNOWN, show=shown.append).answer
        assert [len(answer.statements) for answer in shown] == list(range(1, len(shown) + 1))
        for answer in shown:
            assert _proven(quoting, answer)
            assert {statement.text for statement in answer.statements} <= _provable(server)
            assert answer.generation == final.generation
        if mode != "connection lost":
            assert shown[-1].statements == final.statements


def test_a_server_that_takes_no_schema_is_asked_in_words_and_that_is_remembered(
    writing: Callable[..., Assistant], server: ChatServer
) -> None:
    server.mode = "refuses formats"
    assistant = writing()
    for _ in range(2):
        _ask(assistant, KNOWN)
    formats = [request.get("response_format", {}).get("type") for request in server.requests]
    assert formats == ["json_schema", "json_object", None, None]
    assert {request["model"] for request in server.requests} == {"test"}


def test_personal_data_and_earlier_questions_stay_here(writing: Callable[..., Assistant], server: ChatServer) -> None:
    question = f"{KNOWN} Mail mij op jan@voorbeeld.nl of bel 06-12345678."
    _ask(writing(), question, ("Mijn BSN is 123456782, wat is een BRE?",))
    sent = json.dumps(server.requests)
    assert "[e-mailadres]" in sent
    for secret in ("jan@voorbeeld", "12345678", "123456782", SECRET):
        assert secret not in sent


def test_what_was_dropped_is_kept_with_its_reason_and_never_shown(
    writing: Callable[..., Assistant], server: ChatServer
) -> None:
    server.mode = "adds a claim"
    answer = _ask(writing(), KNOWN).answer
    assert {dropped.fault for dropped in answer.dropped} >= {Fault.NAME, Fault.WORDS}
    assert "dropped: " in answer.composer
    for dropped in answer.dropped:
        assert dropped.text not in answer.text
    used = {citation.passage.id for citation in answer.citations}
    assert {item.scored.passage.id for item in answer.evidence if item.used} == used


@pytest.mark.parametrize("mode", ["honest", "401", "leaks the prompt", "connection lost"])
def test_the_key_is_in_no_log_and_in_no_answer(
    writing: Callable[..., Assistant], server: ChatServer, mode: str, caplog: pytest.LogCaptureFixture
) -> None:
    server.mode = mode
    with caplog.at_level(logging.DEBUG):
        turn = _ask(writing(), KNOWN)
    assert SECRET not in caplog.text
    assert SECRET not in repr(turn)
    assert server.keys == {SECRET}


def test_a_model_that_fails_is_named_once_with_what_to_do(
    writing: Callable[..., Assistant], server: ChatServer, caplog: pytest.LogCaptureFixture
) -> None:
    assistant = writing()
    for server.mode in ("401", "401", "404", "401"):
        _ask(assistant, KNOWN)
    said = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert ["CHAT_API_KEY" in said[0], "CHAT_MODEL" in said[1], "CHAT_API_KEY" in said[2]] == [True] * 3
    assert len(said) == 3


def test_nothing_is_traced_to_anyone_whatever_the_environment_says(
    writing: Callable[..., Assistant], monkeypatch: pytest.MonkeyPatch
) -> None:
    with ChatServer() as tracer:
        for name in ("LANGSMITH", "LANGCHAIN"):
            monkeypatch.setenv(f"{name}_ENDPOINT", tracer.base_url)
            monkeypatch.setenv(f"{name}_API_KEY", "lsv2-test")
        monkeypatch.setenv("LANGSMITH_TRACING", "true")
        monkeypatch.setenv("LANGCHAIN_TRACING_V2", "true")
        assert _ask(writing(), KNOWN).answer.composer.startswith("openai")
        assert tracer.seen == []


def test_a_day_has_limits_in_tokens_and_in_euros(
    writing: Callable[..., Assistant], server: ChatServer, usage: Path
) -> None:
    for limit in ({"chat_tokens_per_day": 500}, {"chat_prices": "1.5 4", "chat_euros_per_day": 0.0001}):
        usage.unlink(missing_ok=True)
        assistant = writing(**limit)
        composers = [_ask(assistant, KNOWN).answer.composer for _ in range(2)]
        assert composers[0].startswith("openai")
        assert "limit of the day" in composers[1]
        assert "extractive" in composers[1]
    assert len(server.requests) == 2
    spent = json.loads(usage.read_text())
    assert (spent["calls"], spent["tokens"] > 500, spent["euros"] > 0.0001) == (1, True, True)


def test_a_count_of_another_day_or_a_broken_one_does_not_stop_anything(
    writing: Callable[..., Assistant], usage: Path
) -> None:
    for written in ('{"day": "2020-01-01", "calls": 9, "failed": 0, "tokens": 99999, "euros": 9.0}', "[1", '"x"', "{}"):
        usage.write_text(written, encoding="utf-8")
        assert _ask(writing(chat_tokens_per_day=500), KNOWN).answer.composer.startswith("openai")
        assert json.loads(usage.read_text())["calls"] == 1
