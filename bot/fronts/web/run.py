"""Serves the site until it is told to stop."""

import asyncio
import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

import uvicorn
from fastapi import FastAPI

from bot.errors import ConfigError, LogError
from bot.fronts.web.answering import Answering
from bot.fronts.web.application import build_app
from bot.fronts.web.collecting import Collecting
from bot.fronts.web.wiring import Desk, Site
from bot.metrics import Metrics
from ingest.errors import IngestError

_STOP_SECONDS = 6  # that a request in hand may take
_EXAMPLES = 3  # questions that the front page suggests
_LINGER_SECONDS = 1.0  # that a thread may take after that


def run(desk: Desk, site: Site, host: str, port: int) -> None:
    """Answers until SIGINT or SIGTERM, then finishes what is in hand, within ten seconds.

    Raises ConfigError when the port is taken.
    """
    door = listen(host, port)

    async def until_signalled() -> None:
        await serve(build_app(desk, site), door, stop_on_signals())

    to_the_end(until_signalled())


async def serve(app: FastAPI, door: socket.socket, stop: asyncio.Event) -> None:
    """Answers at an open door until ``stop`` is set, or the server gives up."""
    server = _Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,  # addresses hold what people look for
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_STOP_SECONDS,
        )
    )
    threading.Thread(target=_warm, args=(app.state.desk,), daemon=True).start()
    metrics: Metrics = app.state.metrics
    logging.getLogger().addHandler(metrics.errors)
    serving, stopping = asyncio.create_task(server.serve([door])), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        server.should_exit = True
        stopping.cancel()
        await serving
        answering: Answering = app.state.answering
        answering.close()
        collecting: Collecting = app.state.collecting
        collecting.close()
        logging.getLogger().removeHandler(metrics.errors)


def _warm(desk: Desk) -> None:
    """Works out what is the same for everybody, so that the first visitor need not wait for it."""
    with suppress(IngestError, LogError):  # whoever asks first is told
        desk.suggestions.examples(_EXAMPLES)
        desk.library.gathered()


def stop_on_signals() -> asyncio.Event:
    """What is set by SIGINT and SIGTERM from now on."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows has no handlers in the loop; there Ctrl+C cancels it
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def to_the_end(service: Coroutine[None, None, None]) -> None:
    """Runs a service; a thread that still waits for a language model afterwards does not hold up the end."""
    asyncio.run(service)
    last = time.monotonic() + _LINGER_SECONDS
    for thread in threading.enumerate():
        if not (thread.daemon or thread is threading.current_thread()):
            thread.join(max(0.0, last - time.monotonic()))
            if thread.is_alive():
                end_now()


def end_now() -> NoReturn:
    """Ends the process, whatever its threads do."""
    logging.shutdown()
    os._exit(0)


def listen(host: str, port: int) -> socket.socket:
    """A socket at the address; raises ConfigError when that cannot be had."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, OverflowError) as error:
        raise ConfigError(
            f"Op {host} poort {port} kan niet worden geluisterd: die is bezet of mag niet. Kies een andere met --port."
        ) from error


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leaves the signals to whoever runs the server."""
        yield
