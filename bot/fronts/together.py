"""The web pages and the Telegram bot in one process: they begin and end together."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.fronts.telegram import run as telegram
from bot.fronts.telegram.wiring import Connection
from bot.fronts.telegram.wiring import Desk as TelegramDesk
from bot.fronts.web import run as web
from bot.fronts.web.application import build_app
from bot.fronts.web.wiring import Desk as WebDesk
from bot.fronts.web.wiring import Site


@dataclass(frozen=True, slots=True)
class Desks:
    """What both work with, which is the same assistant and the same log."""

    web: WebDesk
    site: Site
    telegram: TelegramDesk


def run(connection: Connection, open_desks: Callable[[], Desks], host: str, port: int) -> None:
    """Answers until SIGINT or SIGTERM, or until one of the two cannot go on; raises what either raises."""
    with telegram.only_one(connection.lock):
        door = web.listen(host, port)
        desks = open_desks()

        async def until_signalled() -> None:
            stop = web.stop_on_signals()
            services = (
                asyncio.create_task(web.serve(build_app(desks.web, desks.site), door, stop)),
                asyncio.create_task(telegram.serve(connection, desks.telegram, stop)),
            )
            await asyncio.wait(services, return_when=asyncio.FIRST_COMPLETED)
            stop.set()
            ended = await asyncio.gather(*services, return_exceptions=True)
            for fault in ended:
                if isinstance(fault, BaseException):
                    raise fault
            if ended[1] is False:
                web.end_now()

        web.to_the_end(until_signalled())
