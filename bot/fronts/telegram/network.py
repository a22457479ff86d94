"""How the bot bears with the network: retries for what it sends, and a watch over what it polls."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any

from telegram.error import BadRequest, NetworkError
from telegram.ext import AIORateLimiter
from telegram.request import HTTPXRequest

from bot.errors import AlreadyRunning, BotError, ServiceError
from bot.fronts.telegram import notices
from bot.fronts.telegram.salvage import readable_answer

_PAUSES = (0.5, 1.0, 2.0, 4.0)  # seconds before each new attempt
_TRIED_ONCE = ("getMe", "sendChatAction")  # a start should find out soon that an address is wrong; dots can be missed
_LATELY = 60.0  # seconds; a poll that waits for updates takes ten
_SETTLED_PATIENCE = 2.5  # times the patience of a newcomer, so that of two bots the newcomer gives way


class PatientLimiter(AIORateLimiter):
    """Telegram's limits, and new attempts after a broken connection or a failing server.

    A message that Telegram took although the connection broke may be sent twice: better than an answer that never
    comes.
    """

    async def process_request(  # noqa: PLR0913, PLR0917  # the library's own signature
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,  # noqa: ANN401  # passed on untouched
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:  # noqa: ANN401  # passed on untouched
        """Sends, and tries again where that is worth the wait."""
        for pause in () if endpoint in _TRIED_ONCE else _PAUSES:
            try:
                return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
            except BadRequest:
                raise
            except NetworkError:
                await asyncio.sleep(pause)
        return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)


class PollWatch:
    """Judges the HTTP status of each poll, and ends the bot when polling on is useless.

    Two bots that poll with one token keep breaking each other's polls (409). The library would go on forever, and after
    a withdrawn token (401) would wait in silence; hence this watch.
    """

    def __init__(self, stop: asyncio.Event, patience: float, clock: Callable[[], float] = time.monotonic) -> None:
        """Sets ``stop`` after ``patience`` seconds of conflict, or later once a poll went well."""
        self._stop = stop
        self._patience = patience
        self._clock = clock
        self._settled = False
        self._conflict_since: float | None = None
        self._well_at = clock()
        self.fault: BotError | None = None

    @property
    def well(self) -> bool:
        """Whether a poll went well lately."""
        return self._clock() - self._well_at < _LATELY

    def saw(self, status: int) -> None:
        """Takes note of one poll."""
        if status == HTTPStatus.OK:
            self._settled, self._conflict_since, self._well_at = True, None, self._clock()
        elif status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            self._end(ServiceError(notices.UNKNOWN_BOT))
        elif status == HTTPStatus.CONFLICT:
            self._saw_conflict(self._clock())

    def _saw_conflict(self, now: float) -> None:
        if self._conflict_since is None:
            self._conflict_since = now
        if now - self._conflict_since >= self._patience * (_SETTLED_PATIENCE if self._settled else 1):
            self._end(AlreadyRunning(notices.OTHER_BOT_ELSEWHERE))

    def _end(self, fault: BotError) -> None:
        self.fault = fault
        self._stop.set()


class WatchedRequest(HTTPXRequest):
    """The connection that polls, with a watch over it."""

    def __init__(self, watch: PollWatch) -> None:
        super().__init__(connection_pool_size=1)
        self._watch = watch

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:  # noqa: ANN401  # passed on untouched
        """Makes the request and shows its status to the watch; gives only updates that the library can read."""
        status, payload = await super().do_request(*args, **kwargs)
        self._watch.saw(status)
        return status, readable_answer(payload)
