"""The web pages and the Telegram bot in one process, as an admin starts and stops them."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.bot_api import BotApi
from tests.running_bot import CORPUS, index_of_corpus


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    index_of_corpus(folder)
    return folder


class Service:
    """`python -m bot web`, with its settings in the environment."""

    def __init__(self, folder: Path, *arguments: str, **settings: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.log = folder / "log.txt"
        environment = {**os.environ, "SAMENWIJS_DATA": str(folder / "data"), "SAMENWIJS_CORPUS": str(folder / "corpus")}  # noqa: TID251  # of a process
        environment |= {f"SAMENWIJS_{name.upper()}": value for name, value in settings.items()}
        command = [sys.executable, "-m", "bot", "web", "--port", str(self.port), *arguments]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as response:
            return str(response.read().decode())

    def ready(self) -> None:
        for _ in range(600):
            assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
            try:
                self.get("/readyz")
                return
            except (URLError, ConnectionError):
                time.sleep(0.1)
        raise AssertionError(self.log.read_text(encoding="utf-8"))

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


@pytest.fixture
def folder(indexed: Path, tmp_path: Path) -> Path:
    shutil.copytree(indexed, tmp_path / "data")
    shutil.copytree(CORPUS, tmp_path / "corpus")
    return tmp_path


@pytest.fixture
def telegram() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server


def test_one_process_serves_both_and_stops_both(folder: Path, telegram: BotApi) -> None:
    service = Service(
        folder,
        "--telegram",
        telegram_token=telegram.token,
        telegram_api=telegram.base_url,
        retention_days="45",
        log_format="json",
    )
    try:
        service.ready()
        telegram.say("Wat is een BRE?")
        assert "[1]" in telegram.wait_for_messages(1)[0].text
        telegram.say("/privacy")
        assert "hooguit 45 dagen" in telegram.wait_for_messages(2)[1].text
        assert "45 dagen" in service.get("/privacy")
        figures = service.get("/metrics")
        assert 'samenwijs_questions_total{channel="telegram",status="answered"} 1.0' in figures
        assert "samenwijs_retention_timestamp_seconds" in figures
        assert service.stop() == 0
    finally:
        service.process.kill()
        service.process.wait()
    lines = service.log.read_text(encoding="utf-8").splitlines()
    assert any("/welkom/" in line for line in lines)
    logged = [json.loads(line) for line in lines if line.startswith("{")]
    assert any("luistert" in row["message"] for row in logged)
    assert telegram.token not in "\n".join(lines)
    assert not re.search("Traceback|ERROR", "\n".join(lines))


def test_without_a_token_both_are_not_started(folder: Path) -> None:
    service = Service(folder, "--telegram")
    assert service.process.wait(60) == 2
    assert "geen token" in service.log.read_text(encoding="utf-8")
