"""Runs the bot: one at a time, until it is told to stop."""

import asyncio
import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from telegram.error import InvalidToken, TelegramError

from bot.errors import AlreadyRunning, ConfigError, ServiceError
from bot.fronts.telegram import texts
from bot.fronts.telegram.application import UPDATES, App, build_application
from bot.fronts.telegram.network import PollWatch
from bot.fronts.telegram.wiring import Connection, Desk

_log = logging.getLogger(__name__)
_STOP_SECONDS = 3.0  # how long a poll or a pause between two polls may hold up the end


def run(connection: Connection, desk: Desk) -> None:
    """Answers until SIGINT or SIGTERM; then finishes what it is working on and returns.

    Raises ConfigError when the token or the address is wrong, AlreadyRunning when another bot has the data or the
    token.
    """
    with _only_one(connection.lock):
        _log_without(connection.token)
        asyncio.run(_until_signalled(connection, desk))


async def serve(connection: Connection, desk: Desk, stop: asyncio.Event) -> None:
    """Answers until ``stop`` is set; raises as ``run`` does."""
    watch = PollWatch(stop, connection.patience)
    try:
        application = build_application(connection, desk, watch)
        # The bot apart, because an application that cannot start leaves the connections of its bot open.
        async with application.bot, application:
            await _poll(application, stop)
    except InvalidToken:
        raise ServiceError(texts.UNKNOWN_BOT) from None  # the library's message holds the token
    except TelegramError as error:
        raise ServiceError(texts.unreachable(connection.base_url)) from error
    if watch.fault:
        raise watch.fault


@contextmanager
def _only_one(path: Path) -> Iterator[None]:
    lock = FileLock(path, blocking=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise AlreadyRunning(texts.OTHER_BOT_HERE) from None
    except OSError as error:
        raise ConfigError(texts.unwritable(path.parent)) from error
    try:
        yield
    finally:
        lock.release()


async def _until_signalled(connection: Connection, desk: Desk) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no handlers in the loop; there Ctrl+C cancels it
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await serve(connection, desk, stop)


async def _poll(application: App, stop: asyncio.Event) -> None:
    """Polls until ``stop``. Updates that were waiting at the start are answered; those in hand at the stop as well."""
    updater = application.updater
    assert updater is not None  # only a builder that was told so makes an application without one
    await application.bot.set_my_commands(texts.COMMANDS)
    await application.start()
    try:
        await updater.start_polling(
            allowed_updates=UPDATES, drop_pending_updates=False, error_callback=_log_polling_fault
        )
        _log.info("@%s luistert. Stoppen kan met Ctrl+C.", application.bot.username)
        await stop.wait()
    finally:
        try:
            await _stop_polling(application)
        finally:
            await application.stop()


async def _stop_polling(application: App) -> None:
    updater = application.updater
    if updater is not None and updater.running:
        with suppress(TimeoutError):
            async with asyncio.timeout(_STOP_SECONDS):
                await updater.stop()


def _log_polling_fault(error: TelegramError) -> None:
    _log.warning("Ophalen van berichten lukt nu niet: %s. Ik probeer het opnieuw.", error)


class _Redacted(logging.Formatter):
    """A formatter that leaves the token out, tracebacks included: the HTTP client logs addresses, which hold it."""

    def __init__(self, token: str) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._token = token

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace(self._token, "<token>")


def _log_without(token: str) -> None:
    """Logs to standard error; the token never appears there."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Redacted(token))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("bot").setLevel(logging.INFO)
    # A confirmation that fails at the stop only makes Telegram deliver the last updates again.
    logging.getLogger("telegram.ext.Updater").setLevel(logging.CRITICAL)
