"""The commands for who answers for privacy: what goes from the log, and the entry for the Algoritmeregister."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.log.records import open_records
from bot.privacy import load_key
from tests.log_turns import a_turn


@pytest.fixture(autouse=True)
def _away_from_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAMENWIJS_DATA", str(tmp_path / "data"))


@pytest.fixture
def logged(tmp_path: Path) -> str:
    """A log with one question of months ago."""
    url = f"sqlite:///{tmp_path / 'data' / 'log.sqlite'}"
    with closing(open_records(url, load_key(tmp_path / "data" / "pseudonym.key"))) as records:
        turn = a_turn(1)
        long_ago = replace(turn.question, asked_at=datetime.now(UTC) - timedelta(days=100))
        records.turns.record(replace(turn, question=long_ago))
    return url


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_a_dry_run_says_what_would_go_and_the_real_one_does_it(logged: str) -> None:
    del logged
    foreseen = json.loads(run("retention", "--dry-run", "--json").stdout)
    assert (foreseen["dry_run"], foreseen["words"], foreseen["rows"]) == (True, 1, 0)
    assert json.loads(run("log", "export").stdout)["question"]
    told = run("retention")
    assert told.exit_code == 0
    assert "woorden weg zijn  1" in told.stdout
    row = json.loads(run("log", "export").stdout)
    assert (row["question"], row["answer"], row["feedback_reason"], row["conversation"]) == ("", "", None, "")
    assert row["citations"][0]["quote"] == ""
    assert row["citations"][0]["doc"]
    assert json.loads(run("retention", "--json").stdout)["words"] == 0


def test_words_cannot_be_kept_longer_than_their_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENWIJS_RETENTION_DAYS", "400")
    monkeypatch.setenv("SAMENWIJS_RETENTION_COUNT_DAYS", "30")
    refused = run("retention")
    assert refused.exit_code == 2
    assert "SAMENWIJS_RETENTION_COUNT_DAYS" in refused.stderr


def test_the_register_follows_from_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENWIJS_ORGANISATION", "Provincie Voorbeeld")
    monkeypatch.setenv("SAMENWIJS_RETENTION_DAYS", "14")
    monkeypatch.setenv("SAMENWIJS_CHAT_MODEL", "mistralai:mistral-small")
    entry = json.loads(run("register").stdout)
    assert entry["organization"] == "Provincie Voorbeeld"
    assert "14 dagen" in entry["risk_management"]
    assert "mistral-small, bij Mistral" in entry["methods_and_models"]
