"""A language model from the command line: what it wrote, and one line where a setting cannot be right."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from tests.chat_server import SECRET, ChatServer

ROOT = Path(__file__).parents[2]
KNOWN = "Wie zijn nu de partners van Samen werkt beter?"


@pytest.fixture(autouse=True)
def _indexed(collection: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAMENWIJS_DATA", str(collection))


def _set(monkeypatch: pytest.MonkeyPatch, **settings: str) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(f"SAMENWIJS_{name}", value)


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def _process(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments], capture_output=True, text=True, timeout=120, check=False
    )


def test_ask_names_the_model_that_wrote_and_prints_one_object(monkeypatch: pytest.MonkeyPatch) -> None:
    with ChatServer() as server:
        _set(monkeypatch, CHAT_MODEL="openai:some-model", CHAT_BASE_URL=server.base_url, CHAT_API_KEY="x")
        done = _process("ask", KNOWN, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    row: dict[str, Any] = json.loads(done.stdout)
    assert "some-model" in row["composer"]
    assert "extractive" not in row["composer"]
    assert "Samen werkt beter heeft nu 15 partners." in row["answer"]
    assert row["citations"]
    logged = json.loads(_run("log", "export").stdout.splitlines()[-1])
    assert logged["composer"] == row["composer"]


def test_a_wrong_key_gives_quotes_and_one_line_that_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    with ChatServer("401") as server:
        _set(monkeypatch, CHAT_MODEL="openai:some-model", CHAT_BASE_URL=server.base_url, CHAT_API_KEY=SECRET)
        done = _process("ask", KNOWN, "--json")
    assert (done.returncode, done.stderr.count("\n")) == (0, 1)
    assert "SAMENWIJS_CHAT_API_KEY" in done.stderr
    assert SECRET not in done.stderr + done.stdout
    row = json.loads(done.stdout)
    assert ("extractive" in row["composer"], "key refused" in row["composer"]) == (True, True)


def test_a_batch_is_written_by_the_model_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "vragen.jsonl").write_text(json.dumps({"id": 1, "question": KNOWN}), encoding="utf-8")
    with ChatServer() as server:
        _set(monkeypatch, CHAT_MODEL="openai:some-model", CHAT_BASE_URL=server.base_url, CHAT_API_KEY="x")
        assert _run("batch", "vragen.jsonl", "--out", "run.jsonl").exit_code == 0
    row = json.loads((tmp_path / "run.jsonl").read_text(encoding="utf-8"))
    assert (row["id"], row["composer"][:17]) == (1, "openai:some-model")


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"CHAT_MODEL": "gpt-x"}, ["SAMENWIJS_CHAT_MODEL", "aanbieder:model"]),
        ({"CHAT_MODEL": ":x"}, ["SAMENWIJS_CHAT_MODEL", "aanbieder:model"]),
        ({"CHAT_MODEL": "openai:"}, ["SAMENWIJS_CHAT_MODEL", "aanbieder:model"]),
        ({"CHAT_MODEL": "opnai:x"}, ["opnai:x", "openai"]),
        ({"CHAT_MODEL": "groq:x"}, ["groq:x", "langchain-groq"]),
        ({"CHAT_MODEL": "openai:x", "CHAT_API_KEY": ""}, ["SAMENWIJS_CHAT_API_KEY"]),
        ({"CHAT_MODEL": "openai:x", "CHAT_API_KEY": "sleutel\nsleutel"}, ["SAMENWIJS_CHAT_API_KEY"]),
        ({"CHAT_MODEL": "openai:x", "CHAT_API_KEY": "sleutel…"}, ["SAMENWIJS_CHAT_API_KEY"]),
        ({"CHAT_MODEL": "openai:x", "CHAT_BASE_URL": "localhost:8000"}, ["SAMENWIJS_CHAT_BASE_URL"]),
        ({"CHAT_MODEL": "openai:x", "CHAT_BASE_URL": "http://"}, ["SAMENWIJS_CHAT_BASE_URL"]),
        ({"CHAT_MODEL": "azure_openai:x"}, ["azure_openai:x", "SAMENWIJS_CHAT_"]),
        ({"CHAT_MODEL": "openai:x", "CHAT_SECONDS": "0"}, ["SAMENWIJS_CHAT_SECONDS"]),
        ({"CHAT_MODEL": "openai:x", "CHAT_PRICES": "duur"}, ["SAMENWIJS_CHAT_PRICES"]),
    ],
)
@pytest.mark.parametrize("arguments", [["ask", KNOWN], ["ask", KNOWN, "--json"]])
def test_a_setting_that_cannot_be_right_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], settings: dict[str, str], words: list[str]
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    _set(monkeypatch, **({"CHAT_API_KEY": "x"} | settings))
    result = _run(*arguments)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1), result.output
    for word in words:
        assert word in result.stderr


@pytest.mark.parametrize("model", ["mistralai:klein", "ollama:klein", "openai:klein"])
def test_every_tested_provider_can_be_opened_and_falls_back_when_nobody_answers(
    monkeypatch: pytest.MonkeyPatch, model: str
) -> None:
    with ChatServer() as server:
        gone = server.base_url
    _set(monkeypatch, CHAT_MODEL=model, CHAT_BASE_URL=gone, CHAT_API_KEY=SECRET)
    result = _run("ask", KNOWN, "--json")
    assert result.exit_code == 0
    assert f"({model} failed: no connection)" in json.loads(result.stdout)["composer"]
    assert SECRET not in result.output


def test_mistral_speaks_to_the_same_server(monkeypatch: pytest.MonkeyPatch) -> None:
    with ChatServer() as server:
        _set(monkeypatch, CHAT_MODEL="mistralai:klein", CHAT_BASE_URL=server.base_url, CHAT_API_KEY=SECRET)
        composer = json.loads(_run("ask", KNOWN, "--json").stdout)["composer"]
        assert server.requests[0]["response_format"]["type"] == "json_schema"
    assert composer.startswith("mistralai:klein · prompt")
