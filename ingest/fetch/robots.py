"""What a site asks of robots in its robots.txt."""

from dataclasses import dataclass
from http import HTTPStatus

import protego

from ingest.errors import Rejected
from ingest.fetch.request import AGENT, Response

_SIZE = 500_000  # bytes of a robots.txt that are read
_SLOWEST = 30.0  # seconds between two requests that a site can ask for


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site; without rules, everything may be asked for, and with a fault nothing for now."""

    rules: protego.Protego | None = None
    fault: str = ""

    def allow(self, address: str) -> bool:
        """Whether Samenwijs may ask for ``address``."""
        return self.rules is None or self.rules.can_fetch(address, AGENT)

    @property
    def pause(self) -> float:
        """How many seconds the site wants between two requests."""
        return min(float((self.rules and self.rules.crawl_delay(AGENT)) or 0), _SLOWEST)


def robots_in(answer: Response) -> Robots:
    """The rules in what a site gave for its robots.txt, or none when it has no such file, as RFC 9309 says.

    Raises Rejected when the server is out of order: then its rules are not known.
    """
    if answer.status == HTTPStatus.OK:
        return Robots(protego.Protego.parse(answer.body[:_SIZE].decode(errors="replace")))
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Rejected(
            f"De site heeft nu een storing (fout {answer.status} bij robots.txt). Probeer het later opnieuw."
        )
    return Robots()
