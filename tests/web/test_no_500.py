"""Whatever somebody sends, in any role, the site answers with a page that says what is wrong, and never breaks.

Every route gets the values below for all that it reads; then made-up mixtures, more of them with ``--examples 2000``.
"""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import pytest
from httpx2 import Response
from pydantic import BaseModel

from bot.fronts.web.application import routes
from bot.log.model import Role
from tests.web.asking import ask
from tests.web.conftest import Visit
from tests.web_story import KNOWN, SCRIPT
from tests.web_visitor import Visitor

NASTY = [
    "", "0", "-1", "²", "9" * 30, "nan", "a\x00b", "a" * 10_000, "😀" * 3000, SCRIPT, "'; DROP--", "../../etc/passwd",
    "\u202e\u0301", "\r\nSet-Cookie: x=y", "2026-02-30", "9999-12-31", "answered", '"a b', "a* OR (((", "1", "ja",
]  # fmt: skip
OUT = {"do_sign_out", "do_sign_out_everywhere"}  # would end the session that the rest is asked in


@dataclass(frozen=True)
class Door:
    """A route, and the names of all that it reads."""

    name: str
    method: str
    path: str
    query: tuple[str, ...]
    form: tuple[str, ...]

    @property
    def reads(self) -> bool:
        """Whether it matters what is sent."""
        return bool(self.query or self.form or "{" in self.path)

    def knock(self, browser: Visitor, values: Iterator[str]) -> Response:
        """Ask with these values."""
        path = re.sub(r"\{[^}]+\}", lambda _: quote(next(values)[:2000], safe="") or "x", self.path)
        address = f"{path}?{urlencode({name: next(values) for name in self.query})}" if self.query else path
        if self.method == "GET":
            return browser.get(address[:60_000])
        return browser.post(address, {name: next(values) for name in self.form})


def doors() -> list[Door]:
    """Every route but those that end the session."""
    found = []
    for route in routes():
        if route.name not in OUT:
            query = tuple(one.alias for one in route.dependant.query_params)
            body = route.dependant.body_params
            form = tuple(name for one in body for name in _fields(one.alias, one.field_info.annotation))
            found += [Door(route.name, method, route.path, query, form) for method in route.methods or ()]
    return sorted(found, key=lambda door: (door.path, door.method))


def _fields(name: str, kind: object) -> list[str]:
    return list(kind.model_fields) if isinstance(kind, type) and issubclass(kind, BaseModel) else [name]


def known_values(browser: Visitor) -> list[str]:
    """What means something here: numbers, names and words that exist."""
    ask(browser, KNOWN)
    (turn,) = browser.desk.records.turns.rows()
    account = browser.account
    assert account
    document = browser.desk.library.documents()[0]
    return [
        turn.id,
        "1",
        account.id,
        document.key,
        document.source.id,
        "nl",
        "en",
        "opnemen",
        "bewaar",
        "vraag",
        "rol",
        KNOWN,
    ]


def test_no_value_breaks_any_page(visitor: Visit) -> None:
    browser = visitor(Role.ADMIN)
    every = doors()
    known_values(browser)
    broken = [
        (door.method, door.path, value[:40], status)
        for value in NASTY
        for door in every
        if (door.reads or value == NASTY[0]) and (status := door.knock(browser, _always(value)).status_code) >= 500
    ]
    assert broken == []
    assert browser.get("/account").status_code == 200  # it was an admin who asked, to the end


@pytest.mark.parametrize("role", [None, *Role])
def test_no_mixture_breaks_any_page(role: Role | None, visitor: Visit, request: pytest.FixtureRequest) -> None:
    browser, dice = visitor(role), random.Random(str(role))
    values = NASTY + (known_values(browser) * 3 if role else [])
    every = doors()
    broken = []
    for _ in range(request.config.getoption("--examples")):
        door = dice.choice(every)
        chosen = _dealt(dice, values)
        response = door.knock(browser, chosen)
        if response.status_code >= 500:
            broken.append((door.method, door.path, response.status_code))
    assert broken == []


BODIES: Mapping[str, tuple[str, bytes]] = {
    "no text": ("application/x-www-form-urlencoded", b"vraag=%ff%fe%ed%a0%80&csrf=%ff"),
    "json": ("application/json", b'{"vraag": 1}'),
    "no boundary": ("multipart/form-data", b"--x\r\n"),
    "unfinished": ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n'),
    "thousands of fields": ("application/x-www-form-urlencoded", b"a=1&" * 5000),
    "a file": (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="csrf"; filename="a"\r\n\r\nb\r\n--x--\r\n',
    ),
}


@pytest.mark.parametrize("body", BODIES)
def test_no_body_breaks_any_form(body: str, visitor: Visit) -> None:
    browser = visitor(Role.ADMIN)
    kind, content = BODIES[body]
    for door in doors():
        if door.method == "POST":
            response = browser.client.post(
                re.sub(r"\{[^}]+\}", "1", door.path), content=content, headers={"content-type": kind}
            )
            assert 400 <= response.status_code < 500, (door.path, response.status_code)


def _always(value: str) -> Iterator[str]:
    while True:
        yield value


def _dealt(dice: random.Random, values: list[str]) -> Iterator[str]:
    while True:
        yield dice.choice(values)
