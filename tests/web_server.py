"""A web site of our own for the tests: pages that answer as told, awkwardly too, and a record of what was asked."""

import gzip
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Say = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """What the server answers by path (``path?query``), and what it was asked; may be changed while it runs."""

    address: str
    pages: dict[str, Say] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)  # path and headers, lower case

    def url(self, path: str) -> str:
        return self.address + path

    def paths(self) -> list[str]:
        """The paths that were asked for, in order, without robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


def page(
    body: bytes | str,
    kind: str = "text/html; charset=utf-8",
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Say:
    """An ordinary answer."""
    content = body.encode() if isinstance(body, str) else body

    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **(headers or {})}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(content)

    return say


def html(title: str, *paragraphs: str, links: tuple[str, ...] = ()) -> str:
    """A small page."""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    anchors = "".join(f'<p><a href="{link}">Lees verder</a></p>' for link in links)
    return f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1>{text}{anchors}</main></body></html>"


def redirect(target: str, status: int = 302) -> Say:
    return page(b"", status=status, headers={"Location": target})


def tagged(body: str, etag: str, modified: str = "Sat, 01 Jun 2024 10:00:00 GMT") -> Say:
    """A page that need not be sent again to who has it."""

    def say(handler: BaseHTTPRequestHandler) -> None:
        known = handler.headers.get("If-None-Match") == etag
        headers = {"ETag": etag, "Last-Modified": modified}
        page(b"" if known else body, status=304 if known else 200, headers=headers)(handler)

    return say


def packed(body: bytes, coding: str = "gzip") -> Say:
    return page(gzip.compress(body), headers={"Content-Encoding": coding})


def endless(piece: bytes, pause: float = 0.0) -> Say:
    """A body without an end, piece by piece."""

    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        while True:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(pause)

    return say


def raw(head: bytes, drip: bytes = b"", pause: float = 0.0) -> Say:
    """These bytes as they are, then ``drip`` again and again, if any, and the end of the connection."""

    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        handler.wfile.flush()
        while drip:
            handler.wfile.write(drip)
            handler.wfile.flush()
            time.sleep(pause)
        handler.close_connection = True

    return say


@contextmanager
def web_site(host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """A running site on this machine, known as ``host`` in its address; unknown paths give 404."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
            try:
                site.pages.get(self.path, page("Niet gevonden", status=404))(self)
            except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
                self.close_connection = True  # the other side has had enough

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, *_: object) -> None:
            """A client that hangs up early is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site = Site(f"{'https' if tls else 'http'}://{host}:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
