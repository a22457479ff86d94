"""One request for one address: no redirects, no cookies, no proxies, and an end to its size and duration."""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version

import httpcore

from ingest.errors import Rejected

AGENT = "Samenwijs"  # the name that robots.txt may address
_PATIENCE = 15.0  # seconds without a sign of life
_OK = 200


@dataclass(frozen=True, slots=True)
class Response:
    """What came back; ``headers`` have names in lower case, ``body`` is decoded and only read of a success."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def get(address: str, headers: Mapping[str, str], network: httpcore.NetworkBackend, size: int) -> Response:
    """Ask for ``address``, of which at most ``size`` decoded bytes are taken; raises Rejected when that fails."""
    sent = {"User-Agent": f"{AGENT}/{version('samenwijs')}", "Accept": "*/*", "Accept-Encoding": "gzip", **headers}
    timeouts = dict.fromkeys(("connect", "read", "write", "pool"), _PATIENCE)
    with httpcore.ConnectionPool(network_backend=network) as pool:
        try:
            with pool.stream("GET", address, headers=list(sent.items()), extensions={"timeout": timeouts}) as answer:
                return _response(answer, size)
        except httpcore.TimeoutException:
            raise Rejected("De site antwoordt te langzaam of niet. Probeer het later opnieuw.") from None
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise Rejected(_reason(error)) from error


def _response(answer: httpcore.Response, size: int) -> Response:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in answer.headers}
    if answer.status != _OK:
        return Response(answer.status, headers)
    return Response(answer.status, headers, b"".join(_decoded(answer, headers.get("content-encoding", ""), size)))


def _decoded(answer: httpcore.Response, coding: str, size: int) -> Iterator[bytes]:
    """The body piece by piece; a small body that unpacks to an enormous one is never unpacked whole."""
    coding = coding.strip().lower()
    if coding not in ("", "identity", "gzip", "x-gzip"):
        raise Rejected(f"De site stuurt de pagina ingepakt op een manier die Samenwijs niet kent ({coding[:20]}).")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if "gzip" in coding else None
    left = size
    try:
        for chunk in answer.iter_stream():
            piece = unpack.decompress(chunk, left + 1) if unpack else chunk
            left -= len(piece)
            if left < 0:
                raise Rejected(f"De pagina of het bestand is groter dan {size / 1e6:.0f} MB. Dat is te groot.")
            yield piece
    except zlib.error:
        raise Rejected(_BROKEN_OFF) from None
    if unpack and not unpack.eof:
        raise Rejected(_BROKEN_OFF)


_BROKEN_OFF = "De site brak het antwoord af of stuurde iets onleesbaars. Probeer het later opnieuw."


def _reason(error: Exception) -> str:
    if isinstance(error, httpcore.ConnectError):
        if "certificate" in str(error).lower():
            return "Het certificaat van de site klopt niet, dus het is niet zeker wie er antwoordt."
        return "De site is niet bereikbaar. Controleer het adres en de verbinding."
    return _BROKEN_OFF
