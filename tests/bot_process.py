"""The Telegram bot as an admin runs it: a process of its own, started and ended as often as a test likes."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bot_api import BotApi

ROOT = Path(__file__).parents[1]


class BotProcess:
    """A bot on the data in a folder; what it logs is kept in a file of its own."""

    def __init__(self, telegram: BotApi, folder: Path, index: Path, number: int, token: str | None = None) -> None:
        self._log = folder.with_name(f"{folder.name}-{number}.log")
        given = telegram.token if token is None else token
        command = [sys.executable, "-m", "tests.telegram_process", telegram.base_url, given, str(folder), str(index)]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, stderr=log)

    def kill(self) -> None:
        """As a crash or a power cut does."""
        self._process.kill()
        self._process.wait(60)

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """As systemd does; the exit code."""
        self._process.send_signal(number)
        return self.wait()

    def wait(self) -> int:
        """The exit code, once the process ended by itself."""
        return self._process.wait(60)

    def end(self) -> None:
        """Leaves no process behind."""
        if self._process.poll() is None:
            self.kill()

    @property
    def log(self) -> str:
        """What it wrote to standard error."""
        return self._log.read_text(encoding="utf-8")


class Machine:
    """Starts bots on one folder of data and one collection."""

    def __init__(self, telegram: BotApi, folder: Path, index: Path) -> None:
        self.folder = folder
        self._index = index
        self.started: list[BotProcess] = []
        self._telegram = telegram

    def start(self, token: str | None = None) -> BotProcess:
        """One more process."""
        self.started.append(BotProcess(self._telegram, self.folder, self._index, len(self.started), token))
        return self.started[-1]


@contextmanager
def machine(telegram: BotApi, folder: Path, index: Path) -> Iterator[Machine]:
    """Bots that end with the block."""
    bots = Machine(telegram, folder, index)
    try:
        yield bots
    finally:
        for bot in bots.started:
            bot.end()
