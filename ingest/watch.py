"""The command `python -m ingest watch`: refresh by itself when files change.

It looks at names, sizes and times again and again instead of waiting for the system to tell, because no system tells of
changes that somebody else makes on a network drive.
"""

import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from ingest.clock import here
from ingest.console import NOT_PUBLISHED, clear_errors
from ingest.errors import UsageError

State = list[tuple[str, int, int]]  # of each file its path, size and time of change
_UNSEEN = (".", "~$")  # how names begin that come and go without a meaning


def watch(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PAD]...", help="Bestanden en mappen; zonder pad de map corpus.")
    ] = None,
    interval: Annotated[
        float, typer.Option(min=0.1, help="Om de hoeveel seconden er wordt gekeken; zo lang moet het ook stil zijn.")
    ] = 10.0,
) -> None:
    """Houd mappen met documenten in de gaten en ververs vanzelf als er iets verandert. Stop met Ctrl-C."""
    stopped = _listen_for_stop()
    with clear_errors():
        from ingest.settings import read_settings

        watched = paths or [read_settings().corpus]
        if missing := [str(path) for path in watched if not path.exists()]:
            raise UsageError(f"'{missing[0]}' bestaat niet. Controleer de naam van het bestand of de map.")
        try:
            _say(f"Kijkt elke {interval:g} seconden naar: {', '.join(map(str, watched))}. Stop met Ctrl-C.")
            follow(watched, lambda: refreshed(watched), lambda: _wait(stopped, interval))
        except KeyboardInterrupt:
            _say("Gestopt.")


def _listen_for_stop() -> threading.Event:
    """Let both ways of ending a process stop a refresh at once; the event holds, should a library swallow that."""
    stopped = threading.Event()

    def stop(*_: object) -> None:
        stopped.set()
        raise KeyboardInterrupt

    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, stop)
    return stopped


def _wait(stopped: threading.Event, seconds: float) -> None:
    if stopped.wait(seconds):
        raise KeyboardInterrupt


def follow(paths: Sequence[Path], refresh: Callable[[], bool], wait: Callable[[], object]) -> None:
    """Call ``refresh`` whenever the files differ from its last success and were left alone for one ``wait``; no end."""
    done: State | None = None
    before: State | None = None
    while True:
        now = state_of(paths)
        if now == before and now != done and refresh():
            done = now
        before = now
        wait()


def state_of(paths: Sequence[Path]) -> State:
    """What can be seen of the files in ``paths`` without opening them."""
    state: State = []
    for path in paths:
        for file in [path] if path.is_file() else path.rglob("*"):
            if not any(part.startswith(_UNSEEN) for part in file.relative_to(path).parts):
                try:
                    seen = file.lstat()
                except OSError:  # gone in the meantime
                    continue
                state.append((str(file), seen.st_size, seen.st_mtime_ns))
    return sorted(state)


def refreshed(paths: Sequence[Path]) -> bool:
    """Refresh once and say in one line how it went; False when it should be tried again though nothing changes.

    It is the command that people use, in a process of its own, so that an unattended refresh is never another one.
    Pages are not asked for again at each change of a file: that is for a refresh at set times.
    """
    options = ("--json", "--keep-pages", "--", *map(str, paths))
    command = [sys.executable, "-m", "ingest", "refresh", *options]
    # In a session of its own Ctrl-C does not reach it too: being told twice, it could not clean up.
    with subprocess.Popen(  # noqa: S603  # our own module
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    ) as child:
        try:
            out, told = child.communicate()
        except KeyboardInterrupt:
            child.send_signal(signal.SIGINT)
            child.wait()
            raise
    report = json.loads(out) if out.strip() else {}
    fault = (
        report.get("error", "") if report else " ".join(line for line in told.splitlines() if not _is_progress(line))
    )
    _say(f"Niet ververst. {fault}" if fault else _summary(report))
    return child.returncode != NOT_PUBLISHED or bool(report and not report.get("busy"))


def _is_progress(line: str) -> bool:
    return line.endswith("…")


def _summary(report: Mapping[str, Any]) -> str:
    count = report["documents"]
    if not (count["added"] or count["changed"] or count["removed"]):
        return f"Niets nieuws, {count['rejected']} geweigerd."
    return (
        f"Ververst: {count['added']} nieuw, {count['changed']} gewijzigd, {count['removed']} vervallen, "
        f"{count['rejected']} geweigerd. In gebruik: index {report['generation']}."
    )


def _say(text: str) -> None:
    typer.echo(f"{here(datetime.now(UTC)):%Y-%m-%d %H:%M:%S%z} {text}", err=True)
