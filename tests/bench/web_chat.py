"""`make bench-web`: how fast the chat on the web answers a hundred questions a minute, and how much memory it takes.

    python -m tests.bench.web_chat [PATH ...]

Indexes the given documents (the starter collection without any), runs the site as an admin does, and lets ten people
ask ten questions each, one question every 0.6 seconds whether or not the one before it was answered. What counts is the
time from sending the form to having the whole page with the answer. Site and browsers share the cores of this machine.
"""

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import httpx
from rich.console import Console

from tests.bench.telegram import peak_memory, processor_time, questions

ROOT = Path(__file__).parents[2]
PEOPLE, TURNS = 10, 10
PACE = 0.6  # seconds between two questions: a hundred a minute
P95, PAGE, MEMORY = 500.0, 60.0, 400.0  # milliseconds, kilobytes of all files together, megabytes


@dataclass
class Measured:
    """What was seen of all the questions."""

    seconds: list[float] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)  # of the pages, in bytes as they were sent
    failed: list[str] = field(default_factory=list)


class Browser:
    """Somebody who asks."""

    def __init__(self, address: str) -> None:
        self.client = httpx.Client(base_url=address, timeout=60, follow_redirects=True)
        self._page = self.client.get("/").text

    def ask(self, text: str, measured: Measured) -> None:
        """Ask one question and wait for the page with its answer."""
        form = dict(re.findall(r'name="(csrf|nummer)" value="(\w+)"', self._page))
        began = time.perf_counter()
        response = self.client.post("/vraag", data={**form, "vraag": text})
        measured.seconds.append(time.perf_counter() - began)
        measured.sizes.append(response.num_bytes_downloaded)
        self._page = response.text
        if response.status_code != 200 or text not in unescape(self._page):
            measured.failed.append(f"{response.status_code} {text}")


def main(paths: Sequence[str]) -> None:
    """Run and print everything; nothing is kept."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {  # noqa: TID251  # what the site is started with
            "SAMENWIJS_DATA": folder,
            "SAMENWIJS_WEB_OPEN": "true",
        }
        refresh = [sys.executable, "-m", "ingest", "refresh", "--yes", *(paths or ["corpus"])]
        subprocess.run(refresh, cwd=ROOT, env=environment, check=False, stdout=sys.stderr)
        with _site(environment) as (process, address):
            people = [Browser(address) for _ in range(PEOPLE)]
            files = sum(people[0].client.get(f"/static/{name}").num_bytes_downloaded for name in _files(people[0]))
            Browser(address).ask(questions(1)[0], Measured())  # the first one opens the index
            busy = processor_time(process.pid)
            measured = _steadily(people)
            busy = (processor_time(process.pid) - busy) / len(measured.seconds)
            _report(measured, busy, files, peak_memory(process.pid))


def _steadily(people: Sequence[Browser]) -> Measured:
    measured, asked = Measured(), questions(PEOPLE * TURNS)
    began = time.perf_counter()
    with ThreadPoolExecutor(PEOPLE) as pool:
        for number, text in enumerate(asked):
            time.sleep(max(0.0, began + number * PACE - time.perf_counter()))
            pool.submit(people[number % PEOPLE].ask, text, measured)
    return measured


def _files(browser: Browser) -> list[str]:
    return re.findall(r'/static/([^"]+)"', browser.client.get("/").text)


@contextmanager
def _site(environment: dict[str, str]) -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bot", "web", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/healthz")
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def _wait(address: str) -> None:
    for _ in range(600):
        try:
            httpx.get(address)
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise SystemExit("De site start niet.")


def _report(measured: Measured, busy: float, files: int, memory: float) -> None:
    console = Console(width=110)
    p50, p95 = (statistics.quantiles(measured.seconds, n=100)[at] * 1000 for at in (49, 94))
    page = (max(measured.sizes) + files) / 1000
    console.print(f"{len(measured.seconds)} questions, one each {PACE} s")
    console.print(f"until the page is there, p50    {p50:8.0f} ms")
    console.print(f"until the page is there, p95    {p95:8.0f} ms    at most {P95:.0f}")
    console.print(f"processor time per answer       {busy * 1000:8.0f} ms")
    console.print(f"largest page with its files     {page:8.1f} kB    at most {PAGE:.0f}")
    console.print(f"peak memory of the site         {memory:8.0f} MB    at most {MEMORY:.0f}")
    console.print(f"failed                          {len(measured.failed):8}       at most 0")
    for line in measured.failed:
        console.print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
