"""Tells the admins in their chat that something went wrong: once per kind and hour, without the words of a person."""

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb

from telegram import Bot
from telegram.error import TelegramError

from bot.fronts.telegram import notices

_log = logging.getLogger(__name__)
_HOUR = 3600.0


class Alerts(logging.Handler):
    """Listens to the log of the whole process for errors."""

    def __init__(self, tell: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        """``tell`` is called in the thread that logs the error."""
        super().__init__(logging.ERROR)
        self._tell = tell
        self._clock = clock
        self._told: dict[str, float] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Tells of an error unless one of its kind was told within the hour."""
        text = notices.alert(_what(record), _where(record))
        now = self._clock()
        if now - self._told.get(text, -_HOUR) >= _HOUR:
            self._told[text] = now
            self._tell(text)


@contextmanager
def alerting(bot: Bot, admins: Collection[str]) -> Iterator[None]:
    """Sends errors inside the block to the chats of the admins that are given by number."""
    chats = [int(admin) for admin in admins if admin.lstrip("-").isdecimal()]
    loop, sending = asyncio.get_running_loop(), set[asyncio.Task[None]]()

    def send(text: str) -> None:
        for chat in chats:
            task = loop.create_task(_send(bot, chat, text))
            sending.add(task)
            task.add_done_callback(sending.discard)

    def tell(text: str) -> None:
        loop.call_soon_threadsafe(send, text)

    alerts = Alerts(tell)
    logging.getLogger().addHandler(alerts)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(alerts)


async def _send(bot: Bot, chat: int, text: str) -> None:
    try:
        await bot.send_message(chat, text)
    except TelegramError as error:  # a warning, because an error here would be told again
        _log.warning("De beheerder %s is niet te bereiken: %s", chat, error)


def _what(record: logging.LogRecord) -> str:
    """The kind of fault: our own words without what was filled in, because that may hold a question."""
    said = str(record.msg).rstrip(".") if record.name.startswith("bot.") else "een fout in een bibliotheek"
    kind = record.exc_info[0] if record.exc_info else None
    return f"{said}: {kind.__name__}" if kind else said


def _where(record: logging.LogRecord) -> str:
    frames = extract_tb(record.exc_info[2]) if record.exc_info and record.exc_info[2] else None
    if not frames:
        return f"{record.name}:{record.lineno}"
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}"
