"""How much one person may ask."""

import time
from collections import defaultdict, deque
from collections.abc import Callable
from enum import Enum, auto

_MINUTE, _DAY = 60.0, 86_400.0


class Pace(Enum):
    """How a message stands to the limits."""

    FINE = auto()
    TOO_FAST = auto()
    TOO_MUCH = auto()
    FLOOD = auto()  # so many that a word about it would only add to them


class Limits:
    """Counts the messages of each person over the last minute and the last day, in memory only."""

    def __init__(self, per_minute: int, per_day: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Zero means no limit."""
        self._per_minute = per_minute
        self._per_day = per_day
        self._clock = clock
        self._taken: dict[int, deque[float]] = defaultdict(deque)
        self._refused: dict[int, deque[float]] = defaultdict(deque)

    def take(self, user_id: int) -> Pace:
        """Counts one message; one that is refused counts only towards the flood."""
        now = self._clock()
        taken = self._taken[user_id]
        _drop_older(taken, now - _DAY)
        if self._per_day and len(taken) >= self._per_day:
            return self._refuse(user_id, now, Pace.TOO_MUCH)
        if self._per_minute and sum(moment > now - _MINUTE for moment in taken) >= self._per_minute:
            return self._refuse(user_id, now, Pace.TOO_FAST)
        taken.append(now)
        return Pace.FINE

    def _refuse(self, user_id: int, now: float, pace: Pace) -> Pace:
        refused = self._refused[user_id]
        _drop_older(refused, now - _MINUTE)
        refused.append(now)
        return Pace.FLOOD if len(refused) > max(self._per_minute, 1) else pace


def _drop_older(moments: deque[float], than: float) -> None:
    while moments and moments[0] <= than:
        moments.popleft()
