"""The Telegram bot as an admin runs it: started, stopped, started twice."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.fronts.telegram import texts
from tests.bot_api import BotApi

ROOT = Path(__file__).parents[2]


@pytest.fixture
def telegram() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server


def _command(telegram: BotApi, token: str, lock: Path) -> list[str]:
    return [sys.executable, "-m", "tests.telegram_process", telegram.base_url, token, str(lock)]


def _start(telegram: BotApi, lock: Path) -> subprocess.Popen[str]:
    command = _command(telegram, telegram.token, lock)
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)


def test_one_bot_runs_on_the_data_until_it_is_told_to_stop_and_its_log_holds_no_token(
    telegram: BotApi, tmp_path: Path
) -> None:
    lock = tmp_path / "new" / "telegram.lock"
    telegram.say("Wie betaalt?")
    first = _start(telegram, lock)
    telegram.wait_for_messages(1, seconds=60)

    second = subprocess.run(
        _command(telegram, telegram.token, lock), cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (second.returncode, second.stderr) == (1, f"{texts.OTHER_BOT_HERE}\n")

    first.send_signal(signal.SIGTERM)
    _, log = first.communicate(timeout=60)
    assert first.returncode == 0
    assert "/bot<token>/sendMessage" in log
    assert telegram.token not in log
    assert telegram.token not in lock.read_text()


def test_a_bot_that_was_killed_does_not_keep_the_next_one_from_starting(telegram: BotApi, tmp_path: Path) -> None:
    lock = tmp_path / "telegram.lock"
    first = _start(telegram, lock)
    telegram.say("Wie betaalt?")
    telegram.wait_for_messages(1, seconds=60)
    first.kill()
    first.communicate(timeout=60)

    telegram.say("En nu?")
    second = _start(telegram, lock)
    telegram.wait_for_messages(2, seconds=60)
    second.send_signal(signal.SIGINT)
    second.communicate(timeout=60)
    assert second.returncode == 0


def test_a_wrong_token_or_folder_ends_with_one_line_and_no_traceback(telegram: BotApi, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for token, lock, line in (
        ("4242:mistyped", tmp_path / "telegram.lock", texts.UNKNOWN_BOT),
        ("", tmp_path / "telegram.lock", texts.UNKNOWN_BOT),
        (telegram.token, tmp_path / "file" / "telegram.lock", texts.unwritable(tmp_path / "file")),
    ):
        done = subprocess.run(
            _command(telegram, token, lock), cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
        )
        own = [text for text in done.stderr.splitlines() if " INFO httpx" not in text]
        assert (done.returncode, own) == (1, [line])
