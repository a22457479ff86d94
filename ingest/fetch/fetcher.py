"""Fetching what stands at a web address: politely, within limits, never from the server's own network, and kept."""

import hashlib
import time
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from ingest.errors import Rejected
from ingest.fetch.addresses import Allowed, canonical
from ingest.fetch.copies import Copies, Copy, name_of, suffix_of
from ingest.fetch.network import CheckedNetwork, Resolve, resolve
from ingest.fetch.request import Response, get
from ingest.fetch.robots import Robots, robots_in

_REDIRECTS = {301, 302, 303, 307, 308}
_STATUSES = {
    401: "De pagina is alleen te lezen na inloggen.",
    403: "De site geeft geen toegang tot deze pagina.",
    404: "De pagina bestaat niet (meer). Controleer het adres.",
    410: "De pagina is door de site weggehaald.",
    429: "De site krijgt te veel verzoeken. Probeer het later opnieuw.",
    503: "De site is nu te druk of in onderhoud. Probeer het later opnieuw.",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is asked of a site, and how much of its time and size is put up with."""

    size: int = 50_000_000  # bytes, as unpacked
    seconds: float = 120.0  # for one address, from the first request to the last byte
    pause: float = 1.0  # seconds between two requests to one host
    redirects: int = 5


_NO_EXCEPTIONS, _USUAL = Allowed(), Limits()


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page or file as it is kept; ``fault`` says why it could not be asked for anew, and is empty when it could."""

    copy: Copy
    path: Path
    fault: str = ""


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses one by one, and remembers per site what it asks for and when it was last asked."""

    data: Path
    allowed: Allowed = _NO_EXCEPTIONS
    limits: Limits = _USUAL
    resolver: Resolve = resolve
    asks_again: bool = True  # also for what was fetched before
    erased: Set[str] = frozenset()  # digests of bytes that may not be stored again
    _robots: dict[str, Robots] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)  # moment of the last request, by host

    def fetch(self, address: str) -> Fetched:
        """What stands at a canonical address now, or, with the fault, the copy of when it was last fetched.

        Raises Rejected when it cannot be fetched and was not kept before.
        """
        copies = Copies(self.data)
        kept = copies.of(address)
        if kept and not self.asks_again:
            return Fetched(kept, copies.path(kept))
        try:
            copy = self._renewed(address, kept, copies)
        except Rejected as fault:
            if kept is None:
                raise
            return Fetched(kept, copies.path(kept), str(fault))
        return Fetched(copy, copies.path(copy))

    def _renewed(self, address: str, kept: Copy | None, copies: Copies) -> Copy:
        known = _validators(kept) if kept and copies.is_as_fetched(kept) else {}
        final, answer = self._follow(address, self._politely(known))
        if kept and known and answer.status == HTTPStatus.NOT_MODIFIED:
            return kept
        if answer.status != HTTPStatus.OK:
            raise Rejected(_STATUSES.get(answer.status, f"De site geeft een fout ({answer.status})."))
        if not answer.body:
            raise Rejected("De site geeft een lege pagina (0 bytes).")
        digest = hashlib.sha256(answer.body).hexdigest()
        if digest in self.erased:
            raise Rejected("Deze pagina is gewist en komt niet terug. Haal het adres uit de lijst van bronnen.")
        kind = answer.headers.get("content-type", "")
        copy = Copy(
            address=address,
            final_address=final,
            file=name_of(address, suffix_of(kind, final)),
            content_type=kind,
            digest=digest,
            fetched_at=datetime.now(UTC),
            etag=answer.headers.get("etag", ""),
            last_modified=answer.headers.get("last-modified", ""),
        )
        copies.keep(copy, answer.body)
        return copy

    def _follow(self, address: str, ask: Callable[[str], Response]) -> tuple[str, Response]:
        """The answer at the end of the redirects, and where that is; every step is checked like the first."""
        for _ in range(self.limits.redirects + 1):
            answer = ask(address)
            if answer.status not in _REDIRECTS or "location" not in answer.headers:
                return address, answer
            address = _target(address, answer.headers["location"])
        raise Rejected(f"De site verwijst meer dan {self.limits.redirects} keer door.")

    def _politely(self, headers: Mapping[str, str]) -> Callable[[str], Response]:
        """Makes requests as far as robots.txt allows them."""
        deadline = self._deadline()

        def ask(address: str) -> Response:
            robots = self._robots_of(address)
            if not robots.allow(address):
                raise Rejected("De site wil niet dat programma's deze pagina ophalen (robots.txt).")
            return self._ask(address, headers, deadline, max(self.limits.pause, robots.pause))

        return ask

    def _robots_of(self, address: str) -> Robots:
        site = urljoin(address, "/")
        if site not in self._robots:
            deadline = self._deadline()
            try:
                answer = self._follow(site + "robots.txt", lambda at: self._ask(at, {}, deadline, self.limits.pause))[1]
                self._robots[site] = robots_in(answer)
            except Rejected as fault:
                self._robots[site] = Robots(fault=str(fault))
        robots = self._robots[site]
        if robots.fault:
            raise Rejected(robots.fault)
        return robots

    def _ask(self, address: str, headers: Mapping[str, str], deadline: float, pause: float) -> Response:
        host = urlsplit(address).netloc
        time.sleep(max(0.0, self._asked.get(host, -pause) + pause - time.monotonic()))
        try:
            network = CheckedNetwork(self.allowed, deadline, self.resolver)
            return get(address, headers, network, self.limits.size)
        finally:
            self._asked[host] = time.monotonic()

    def _deadline(self) -> float:
        return time.monotonic() + self.limits.seconds


def _validators(copy: Copy) -> dict[str, str]:
    """The headers by which a site can say that nothing changed since ``copy`` was made."""
    said = {"If-None-Match": copy.etag, "If-Modified-Since": copy.last_modified}
    return {name: value for name, value in said.items() if value}


def _target(address: str, location: str) -> str:
    try:
        return canonical(urljoin(address, location))
    except (Rejected, ValueError):
        raise Rejected("De site verwijst door naar een adres dat Samenwijs niet ophaalt.") from None
