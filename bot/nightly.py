"""Once a night, in whichever service runs: what was kept long enough goes."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.errors import LogError
from bot.log.nights import Nights
from bot.log.removal import Cleared
from bot.log.retention import Retention
from ingest.clock import HERE

_log = logging.getLogger(__name__)
_BEGINS = timedelta(hours=3)  # after midnight
_LOOKS = 600.0  # seconds between two looks at the clock
_ENDS = 3.0  # seconds that a step may hold up the end of the process


class Nightly:
    """Removes what was kept long enough; of several processes on one database one does so in a night."""

    def __init__(self, retention: Retention, nights: Nights, report: Path) -> None:
        """``report`` is the folder with the report of the last refresh, which holds questions too."""
        self._retention = retention
        self._nights = nights
        self._report = report

    def foresee(self, now: datetime) -> Cleared:
        """What would be removed now; nothing is changed."""
        return self._retention.foresee(now)

    def tonight(self, now: datetime, goes_on: Callable[[], bool] = lambda: True) -> Cleared | None:
        """Do the work of this night, also by day when nothing ran then; None when it was done. Raises LogError."""
        return self._run(now, goes_on, night_of(now))

    def now(self, now: datetime) -> Cleared:
        """Do the work because somebody asks for it; raises LogError."""
        return self._run(now, lambda: True, None) or Cleared()

    def _run(self, now: datetime, goes_on: Callable[[], bool], night: date | None) -> Cleared | None:
        number = self._nights.begin(now, night)
        if number is None:
            return None
        whole = False
        try:
            cleared = self._retention.carry_out(now, goes_on)
            self._clear_report(now)
            whole = goes_on()
            self._nights.end(number, datetime.now(UTC), cleared)
        finally:
            if not whole:  # somebody else, or this process after its next start, does the rest
                with suppress(LogError):
                    self._nights.give_back(number)
        return cleared

    def _clear_report(self, now: datetime) -> None:
        kept = now - timedelta(days=self._retention.periods.words)
        for path in self._report.glob("refresh.*"):
            with suppress(FileNotFoundError):  # another process was first
                if datetime.fromtimestamp(path.stat().st_mtime, UTC) < kept:
                    path.unlink()


def night_of(now: datetime) -> date:
    """The night that a moment belongs to: from three o’clock in the Netherlands to three o’clock the next day."""
    return (now.astimezone(HERE).replace(tzinfo=None) - _BEGINS).date()


@contextmanager
def every_night(nightly: Nightly) -> Iterator[None]:
    """Let the work be done beside the block, however long that lasts."""
    ended = threading.Event()
    thread = threading.Thread(target=_watch, args=(nightly, ended), name="nightly", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(_ENDS)


def _watch(nightly: Nightly, ended: threading.Event) -> None:
    while not ended.is_set():
        try:
            cleared = nightly.tonight(datetime.now(UTC), lambda: not ended.is_set())
            if cleared and cleared != Cleared():
                _log.info("Opgeruimd: %s vragen zonder woorden, %s rijen weg.", cleared.words, cleared.rows)
        except LogError as error:
            _log.error("Het opruimen van deze nacht is niet gelukt: %s", error)
        ended.wait(_LOOKS)
