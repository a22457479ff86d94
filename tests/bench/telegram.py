"""`make bench-telegram`: how fast the bot answers in Telegram, alone and in a crowd, and how much memory it takes.

    python -m tests.bench.telegram [PATH ...]

Indexes the given documents (the starter collection without any), runs the bot as an admin does, against the strict Bot
API server of the tests, and asks the golden questions. Server and bot share the cores of this machine.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

from rich.console import Console

from tests.bot_api import BotApi, Person

ROOT = Path(__file__).parents[2]
CROWD = 50
ALONE = 100
WITHIN, P95, MEMORY = 30.0, 300.0, 400.0  # seconds for a crowd, milliseconds for one, megabytes


def main(paths: Sequence[str]) -> None:
    """Run and print everything; nothing is kept."""
    with tempfile.TemporaryDirectory() as folder, BotApi() as telegram:
        environment = os.environ | {  # noqa: TID251  # what the bot is started with
            "SAMENWIJS_DATA": folder,
            "SAMENWIJS_TELEGRAM_TOKEN": telegram.token,
            "SAMENWIJS_TELEGRAM_API": telegram.base_url,
        }
        refresh = [sys.executable, "-m", "ingest", "refresh", "--yes", *(paths or ["corpus"])]
        subprocess.run(refresh, cwd=ROOT, env=environment, check=False, stdout=sys.stderr)
        with _bot(environment) as process:
            began = time.perf_counter()
            _ask(telegram, Person(999, "eerste"), questions(1)[0])
            start = time.perf_counter() - began
            busy = processor_time(process.pid)
            alone = [_ask(telegram, Person(2000 + n, f"p{n}"), text) for n, text in enumerate(questions(ALONE))]
            busy = (processor_time(process.pid) - busy) / ALONE
            crowd = _crowd(telegram)
            memory = peak_memory(process.pid)
        _report(start, alone, busy, crowd, memory, telegram.refused)


def questions(count: int) -> list[str]:
    lines = (ROOT / "tests" / "golden" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    return list(islice(cycle(json.loads(line)["question"] for line in lines if line.strip()), count))


@contextmanager
def _bot(environment: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen([sys.executable, "-m", "bot", "telegram"], cwd=ROOT, env=environment)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def _ask(telegram: BotApi, person: Person, question: str) -> float:
    """Seconds from the update to the first message that comes back."""
    began = time.perf_counter()
    telegram.say(question, person)
    telegram.wait_for_messages(1, person.id, seconds=60)
    return time.perf_counter() - began


def _crowd(telegram: BotApi) -> float:
    """Seconds until everybody has an answer who asked at the same moment."""
    people = [Person(5000 + number, f"samen{number}") for number in range(CROWD)]
    began = time.perf_counter()
    for person, question in zip(people, questions(CROWD), strict=True):
        telegram.say(question, person)
    for person in people:
        telegram.wait_for_messages(1, person.id, seconds=60)
    return time.perf_counter() - began


def processor_time(pid: int) -> float:
    """Seconds that all threads of a process have kept a core busy."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak_memory(pid: int) -> float:
    """Megabytes of memory that the process took at most, all its threads together."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def _report(  # noqa: PLR0913, PLR0917  # one line for each
    start: float, alone: list[float], busy: float, crowd: float, memory: float, refused: list[str]
) -> None:
    console = Console(width=110)
    p50, p95 = (statistics.quantiles(alone, n=100)[at] * 1000 for at in (49, 94))
    console.print(f"from start to first answer      {start:8.1f} s")
    console.print(f"one at a time, p50              {p50:8.0f} ms")
    console.print(f"one at a time, p95              {p95:8.0f} ms    at most {P95:.0f}")
    console.print(f"processor time per answer       {busy * 1000:8.0f} ms")
    console.print(f"{CROWD} people at once, all answered {crowd:8.1f} s     at most {WITHIN:.0f}")
    console.print(f"peak memory of the bot          {memory:8.0f} MB    at most {MEMORY:.0f}")
    console.print(f"refused by the server           {len(refused):8}       at most 0")


if __name__ == "__main__":
    main(sys.argv[1:])
