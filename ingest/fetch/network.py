"""The way out: a name is resolved once, its addresses are checked, and those same addresses are connected to.

Whoever controls a name can let it lead to another machine from one moment to the next. Between the check and the
connection there is no second look-up here, so that no request can reach the server's own network.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence

import httpcore

from ingest.errors import Rejected
from ingest.fetch.addresses import Allowed, IPAddress

Resolve = Callable[[str, int], Sequence[IPAddress]]


def resolve(host: str, port: int) -> Sequence[IPAddress]:
    """All addresses of a host, numbers in any notation included; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ipaddress.ip_address(place[0]) for *_, place in found))


class CheckedNetwork(httpcore.NetworkBackend):
    """Connects to permitted addresses only, and to nothing any more once ``deadline`` has passed."""

    def __init__(self, allowed: Allowed, deadline: float, resolver: Resolve = resolve) -> None:
        self._allowed = allowed
        self._deadline = deadline
        self._resolve = resolver
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first address of ``host`` that answers; raises Rejected for one that is not permitted."""
        fault: Exception = httpcore.ConnectError("no address")
        for address in self._checked(host, port):
            left = _left(timeout, self._deadline)
            try:
                stream = self._plain.connect_tcp(str(address), port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                fault = error
            else:
                return _TimedStream(stream, self._deadline)
        raise fault

    def _checked(self, host: str, port: int) -> Sequence[IPAddress]:
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError):
            raise Rejected(f"De site {host} is niet te vinden. Controleer het adres en de verbinding.") from None
        if not all(self._allowed.permits(host, address) for address in addresses):
            raise Rejected(
                f"Het adres {host} ligt niet op het open internet. Mag het toch? Laat de beheerder het noemen in "
                "SAMENWIJS_FETCH_ALLOW."
            )
        return addresses


class _TimedStream(httpcore.NetworkStream):
    """A connection on which nothing lasts beyond the deadline, however slowly the other side goes on."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout, self._deadline))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(timeout, self._deadline))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = _left(timeout, self._deadline)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def _left(timeout: float | None, deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("no time left")
    return left if timeout is None else min(left, timeout)
