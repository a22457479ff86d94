"""The site on a port of this machine, as browsers reach it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from bot.fronts.web.application import build_app
from bot.fronts.web.run import listen
from bot.fronts.web.wiring import Desk, Site


@contextmanager
def running_site(desk: Desk, site: Site) -> Iterator[str]:
    """The address of the site while the block lasts."""
    with listen("127.0.0.1", 0) as socket:
        server = uvicorn.Server(uvicorn.Config(build_app(desk, site), log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the site did not start"
                time.sleep(0.01)
            yield f"http://127.0.0.1:{socket.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
