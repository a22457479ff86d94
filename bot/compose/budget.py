"""What language models may use in a day, counted in a small file that all processes on the same data share."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from bot.compose.chat import Usage

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Prices:
    """Euro per million tokens, of what is sent and of what comes back."""

    tokens_in: float = 0.0
    tokens_out: float = 0.0

    def of(self, usage: Usage) -> float:
        """What ``usage`` costs, in euro."""
        return (usage.tokens_in * self.tokens_in + usage.tokens_out * self.tokens_out) / _MILLION


@dataclass(frozen=True, slots=True)
class Spent:
    """What was used on one day (UTC); ``failed`` are the calls that gave no answer."""

    day: str = ""
    calls: int = 0
    failed: int = 0
    tokens: int = 0
    euros: float = 0.0


class Budget:
    """Counts calls, failures, tokens and euros per day, and says when a limit is reached; 0 is no limit."""

    def __init__(self, path: Path, tokens: int = 0, euros: float = 0.0, prices: Prices | None = None) -> None:
        self._path = path
        self._lock = FileLock(path.with_suffix(".lock"))
        self._tokens, self._euros = tokens, euros
        self._prices = prices or Prices()

    @property
    def left(self) -> bool:
        """Whether another call is allowed today."""
        spent = self.today()
        return not (0 < self._tokens <= spent.tokens or 0 < self._euros <= spent.euros)

    @property
    def used(self) -> float:
        """The share of today's limits that is used, of the one that is nearest; 0 without a limit."""
        spent = self.today()
        limits = ((spent.tokens, self._tokens), (spent.euros, self._euros))
        return max((used / limit for used, limit in limits if limit), default=0.0)

    def today(self) -> Spent:
        """What was used today so far."""
        day = datetime.now(UTC).date().isoformat()
        with suppress(OSError, ValueError, TypeError):  # no file yet, or one that is no longer ours
            spent = Spent(**json.loads(self._path.read_text(encoding="utf-8")))
            if spent.day == day:
                return spent
        return Spent(day)

    def add(self, usage: Usage | None) -> None:
        """Count one call; None is one that failed."""
        with self._lock:
            spent = self.today()
            used = usage or Usage(0, 0)
            now = Spent(
                spent.day,
                spent.calls + 1,
                spent.failed + (usage is None),
                spent.tokens + used.tokens_in + used.tokens_out,
                round(spent.euros + self._prices.of(used), 6),
            )
            part = self._path.with_suffix(".part")
            part.write_text(json.dumps(asdict(now)), encoding="utf-8")
            part.replace(self._path)
