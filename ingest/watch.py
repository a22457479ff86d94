"""The command `python -m ingest watch`: refresh by itself when files change.

It looks at names, sizes and times again and again instead of waiting for the system to tell, because no system tells of
changes that somebody else makes on a network drive.
"""

import signal
import threading
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from ingest.console import clear_errors, open_fetcher, open_generations
from ingest.errors import IngestError, RefreshBusy, UsageError

if TYPE_CHECKING:
    from ingest.model import RefreshReport

_T = TypeVar("_T")
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
    watched = paths or [Path("corpus")]
    stopped = _listen_for_stop()
    with clear_errors():
        if missing := [str(path) for path in watched if not path.exists()]:
            raise UsageError(f"'{missing[0]}' bestaat niet. Controleer de naam van het bestand of de map.")
        try:
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
    """Refresh once and say in one line how it went; False when it should be tried again though nothing changes."""
    from ingest.reading import open_readers
    from ingest.refresh import Wish, refresh
    from ingest.settings import read_settings

    try:
        generations = open_generations()
        before = generations.live_id()
        # Pages are not asked for again at each change of a file: that is for a refresh at set times.
        with open_readers(read_settings().cluster) as readers:
            report = refresh(paths, generations, _silently, Wish(web=open_fetcher(asks_again=False)), readers)
    except RefreshBusy as error:
        _say(str(error))
        return False
    except IngestError as error:
        first, *more = str(error).splitlines()
        _say(f"Niet ververst. {first}" + (f" En nog {len(more) - 1} fouten." if more else ""))
        return True
    _say(_summary(report) if report.generation != before else f"Niets nieuws, {len(report.rejected)} geweigerd.")
    return True


def _summary(report: "RefreshReport") -> str:
    return (
        f"Ververst: {len(report.added)} nieuw, {len(report.changed)} gewijzigd, {len(report.removed)} vervallen, "
        f"{len(report.rejected)} geweigerd. In gebruik: index {report.generation}."
    )


def _say(text: str) -> None:
    typer.echo(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S%z} {text}", err=True)


def _silently(items: Sequence[_T], phase: str) -> Iterable[_T]:
    del phase
    return items
