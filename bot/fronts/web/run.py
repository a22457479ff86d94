"""Serves the site until it is told to stop."""

import socket

import uvicorn

from bot.errors import ConfigError
from bot.fronts.web.application import build_app
from bot.fronts.web.wiring import Desk, Site

_STOP_SECONDS = 6


def run(desk: Desk, site: Site, host: str, port: int) -> None:
    """Answers until SIGINT or SIGTERM; raises ConfigError when the port is taken."""
    server = uvicorn.Server(
        uvicorn.Config(
            build_app(desk, site),
            log_config=None,
            access_log=False,  # addresses hold what people look for
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=_STOP_SECONDS,
        )
    )
    server.run([listen(host, port)])


def listen(host: str, port: int) -> socket.socket:
    """A socket at the address; raises ConfigError when that cannot be had."""
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except (OSError, OverflowError) as error:
        raise ConfigError(
            f"Op {host} poort {port} kan niet worden geluisterd: die is bezet of mag niet. Kies een andere met --port."
        ) from error
