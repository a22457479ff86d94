"""The bot's own small web site: Telegram delivers updates there, and others ask there whether all is well."""

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from hmac import compare_digest

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from telegram import Bot, Update

from bot.errors import ConfigError, LogError
from bot.fronts.telegram import notices
from bot.fronts.telegram.salvage import readable

Health = Callable[[], Awaitable[dict[str, object]]]  # "status" is "ok" when all is well
Deliver = Callable[[Update], Awaitable[None]]  # returns when the update is stored; else raises LogError

_log = logging.getLogger(__name__)
_MAX_BODY = 1024 * 1024  # bytes; an update is a few thousand
_STOP_SECONDS = 2


def health_route(health: Health) -> Route:
    """``/healthz``: 200 when all is well, else 503."""

    async def healthz(_: Request) -> Response:
        state = await health()
        return JSONResponse(state, 200 if state["status"] == "ok" else 503)

    return Route("/healthz", healthz, methods=["GET"])


def update_route(bot: Bot, deliver: Deliver, secret: str) -> Route:
    """Takes updates that come with the secret, and says that they arrived once they are stored.

    On any path, because a proxy may leave a part of the public address out; the secret decides.
    """

    async def receive(request: Request) -> Response:
        shown = request.headers.get("x-telegram-bot-api-secret-token", "")
        if not compare_digest(shown.encode(), secret.encode()):
            return Response(status_code=403)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        update = _update(body, bot)
        if update is None:
            return Response(status_code=400)
        try:
            await deliver(update)
        except LogError:
            _log.exception("Een bericht is niet te bewaren. Telegram biedt het later opnieuw aan.")
            return Response(status_code=503)
        return Response(status_code=200)

    return Route("/{path:path}", receive, methods=["POST"])


async def _body(request: Request) -> bytes | None:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_BODY:
            return None
    return bytes(body)


def _update(body: bytes, bot: Bot) -> Update | None:
    try:
        content = json.loads(body)
        numbered = isinstance(content, dict) and isinstance(content.get("update_id"), int)
        return Update.de_json(readable(content), bot) if numbered else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


@asynccontextmanager
async def listening(routes: Sequence[Route], host: str, port: int) -> AsyncIterator[None]:
    """Serves the routes inside the block; raises ConfigError when the port is taken."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        door = socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        raise ConfigError(notices.port_taken(host, port)) from error
    config = uvicorn.Config(
        Starlette(routes=routes),
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=_STOP_SECONDS,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve([door]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leaves the signals to the bot."""
        yield
