"""How much one person may ask."""

import threading
import time
from collections import deque
from collections.abc import Callable, Hashable
from enum import Enum, auto

_MINUTE, _DAY = 60.0, 86_400.0
_REMEMBERED = 10_000  # people; with more, those who were quiet for a day are forgotten


class Pace(Enum):
    """How a message stands to the limits."""

    FINE = auto()
    TOO_FAST = auto()
    TOO_MUCH = auto()
    FLOOD = auto()  # so many that a word about it would only add to them


class Limits:
    """Counts the messages of each person over the last minute and the last day, in memory only; threads may share it.

    A person is whatever tells one from another: a number in a messenger, an identity on the web pages.
    """

    def __init__(self, per_minute: int, per_day: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Zero means no limit."""
        self._per_minute = per_minute
        self._per_day = per_day
        self._clock = clock
        self._lock = threading.Lock()
        self._taken: dict[Hashable, deque[float]] = {}
        self._refused: dict[Hashable, deque[float]] = {}
        self._looked = clock() - _MINUTE

    def take(self, person: Hashable) -> Pace:
        """Counts one message; one that is refused counts only towards the flood."""
        with self._lock:
            now = self._clock()
            self._forget_the_quiet(now)
            taken = self._taken.setdefault(person, deque())
            _drop_older(taken, now - _DAY)
            if self._per_day and len(taken) >= self._per_day:
                return self._refuse(person, now, Pace.TOO_MUCH)
            if self._per_minute and sum(moment > now - _MINUTE for moment in taken) >= self._per_minute:
                return self._refuse(person, now, Pace.TOO_FAST)
            taken.append(now)
            return Pace.FINE

    def _refuse(self, person: Hashable, now: float, pace: Pace) -> Pace:
        refused = self._refused.setdefault(person, deque())
        _drop_older(refused, now - _MINUTE)
        refused.append(now)
        return Pace.FLOOD if len(refused) > max(self._per_minute, 1) else pace

    def _forget_the_quiet(self, now: float) -> None:
        """Whoever comes once, as a browser without cookies does each time, takes no memory for ever."""
        if len(self._taken) > _REMEMBERED and now > self._looked + _MINUTE:
            self._looked = now
            for counted in (self._taken, self._refused):
                for person in [person for person, moments in counted.items() if moments[-1] <= now - _DAY]:
                    del counted[person]


def _drop_older(moments: deque[float], than: float) -> None:
    while moments and moments[0] <= than:
        moments.popleft()
