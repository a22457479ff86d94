"""Runs the bot: one at a time, until it is told to stop."""

import asyncio
import logging
import os
import secrets
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, nullcontext, suppress
from pathlib import Path

from filelock import FileLock, Timeout
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.errors import AlreadyRunning, ConfigError, LogError, ServiceError
from bot.fronts.telegram import notices
from bot.fronts.telegram.alerts import alerting
from bot.fronts.telegram.application import UPDATES, build_application
from bot.fronts.telegram.inbox import DurableApplication
from bot.fronts.telegram.network import PollWatch
from bot.fronts.telegram.profile import introducing
from bot.fronts.telegram.webhook import health_route, listening, update_route
from bot.fronts.telegram.wiring import DEFAULT_LISTEN, Connection, Desk

_log = logging.getLogger(__name__)
_STOP_SECONDS = 2.0  # how long a poll or a pause between two polls may hold up the end
_FINISH_SECONDS = 6.0  # how long what is being answered may take; what takes longer is answered after the next start
_THREADS = 32  # most of them wait for a database or a language model


def run(connection: Connection, open_desk: Callable[[], Desk]) -> None:
    """Answers until SIGINT or SIGTERM; then finishes what it is working on and returns, within ten seconds.

    The desk is opened once it is sure that no other bot runs on the data, for that takes its time. Raises ConfigError
    when the token or an address is wrong, AlreadyRunning when another bot has the data or the token.
    """
    with only_one(connection.lock):
        asyncio.run(_until_signalled(connection, open_desk()))


async def serve(connection: Connection, desk: Desk, stop: asyncio.Event) -> bool:
    """Answers until ``stop`` is set; raises as ``run`` does. False when something was left for the next start."""
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_THREADS))
    watch = PollWatch(stop, connection.patience)
    try:
        application = build_application(connection, desk, watch)
        # The bot apart, because an application that cannot start leaves the connections of its bot open.
        async with application.bot, application:
            with alerting(application.bot, connection.admins):
                async with introducing(application.bot):
                    finished = await _answer(application, connection, watch, stop)
    except InvalidToken:
        raise ServiceError(notices.UNKNOWN_BOT) from None  # the library's message holds the token
    except TelegramError as error:
        raise ServiceError(notices.unreachable(connection.base_url)) from error
    if watch.fault:
        raise watch.fault
    return finished


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Lets one bot run on the data beside this file; raises AlreadyRunning, ConfigError."""
    lock = FileLock(path, blocking=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise AlreadyRunning(notices.OTHER_BOT_HERE) from None
    except OSError as error:
        raise ConfigError(notices.unwritable(path.parent)) from error
    try:
        yield
    finally:
        lock.release()


async def _until_signalled(connection: Connection, desk: Desk) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no handlers in the loop; there Ctrl+C cancels it
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    if not await serve(connection, desk, stop):
        logging.shutdown()
        os._exit(0)  # a thread that waits for a language model would hold up every other way to end


async def _answer(
    application: DurableApplication, connection: Connection, watch: PollWatch, stop: asyncio.Event
) -> bool:
    """Answers what an earlier run left, and then what comes, until ``stop``; what is in hand then as well."""
    await application.start()
    try:
        await application.updates.restore(application.bot)
        arriving = _delivered if connection.webhook else _polled
        async with arriving(application, connection, watch):
            _log.info("@%s luistert. Stoppen kan met Ctrl+C.", application.bot.username)
            await stop.wait()
    finally:
        application.begin_nothing_new()
        finished = await _finish(application)
    return finished


@asynccontextmanager
async def _polled(application: DurableApplication, connection: Connection, watch: PollWatch) -> AsyncIterator[None]:
    """Asks Telegram for updates inside the block; those that were waiting come first."""
    updater = application.updater
    assert updater is not None  # only a builder that was told so makes an application without one
    health = health_route(lambda: _health(application, watch))
    async with listening([health], *connection.listen) if connection.listen else nullcontext():
        await updater.start_polling(
            allowed_updates=UPDATES, drop_pending_updates=False, error_callback=_log_polling_fault
        )
        try:
            yield
        finally:
            with suppress(TimeoutError):
                async with asyncio.timeout(_STOP_SECONDS):
                    await updater.stop()


@asynccontextmanager
async def _delivered(application: DurableApplication, connection: Connection, _: PollWatch) -> AsyncIterator[None]:
    """Lets Telegram deliver updates inside the block; afterwards Telegram keeps them until the next start."""
    webhook = connection.webhook
    assert webhook is not None
    secret = webhook.secret or secrets.token_urlsafe(32)
    health = health_route(lambda: _health(application))
    arrivals = update_route(application.bot, application.updates.deliver, secret)
    async with listening([health, arrivals], *(connection.listen or DEFAULT_LISTEN)):
        try:
            await application.bot.set_webhook(
                webhook.address, allowed_updates=UPDATES, drop_pending_updates=False, secret_token=secret
            )
        except BadRequest as error:
            raise ConfigError(notices.webhook_refused(webhook.address, error.message)) from error
        yield


async def _health(application: DurableApplication, watch: PollWatch | None = None) -> dict[str, object]:
    try:
        waiting = await application.updates.size()
    except LogError:
        return {"status": "database"}
    return {"status": "ok" if watch is None or watch.well else "telegram", "waiting": waiting}


async def _finish(application: DurableApplication) -> bool:
    try:
        async with asyncio.timeout(_FINISH_SECONDS):
            await application.stop()
    except TimeoutError:
        _log.warning("Niet alles is op tijd beantwoord; dat gebeurt na de volgende start.")
        return False
    return True


def _log_polling_fault(error: TelegramError) -> None:
    _log.warning("Ophalen van berichten lukt nu niet: %s. Ik probeer het opnieuw.", error)
