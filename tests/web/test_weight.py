"""Pages stay light, and their files are fetched once."""

import re

import pytest

from bot.log.model import Role
from tests.web.asking import ask
from tests.web.conftest import Visit
from tests.web_story import CONVERSATION, Story
from tests.web_visitor import Visitor

_LIMIT = 60_000  # bytes over the wire, files of the page with it
_FILES = re.compile(r'(?:href|src)="(/static/[^"]+)"')


def wire(browser: Visitor, address: str) -> int:
    """How many bytes of content a browser receives."""
    with browser.client.stream("GET", address, headers={"accept-encoding": "gzip"}) as response:
        return sum(len(piece) for piece in response.iter_raw())


def weight(browser: Visitor, page: str) -> int:
    """A page as it came, with the files that it needs."""
    return len(page.encode()) + sum(wire(browser, file) for file in set(_FILES.findall(page)))


@pytest.mark.parametrize("role", [None, *Role])
def test_every_page_is_light(role: Role | None, story: Story) -> None:
    browser = story.people[role]
    weights = {path: weight(browser, browser.get(path).text) for _, path in story.pages(role)}
    assert {path: size for path, size in weights.items() if size > _LIMIT} == {}


def test_a_long_conversation_stays_light(visitor: Visit) -> None:
    browser = visitor(Role.ASKER)
    for text in CONVERSATION * 2:
        ask(browser, text)
    assert weight(browser, browser.get("/").text) <= _LIMIT


def test_files_come_compressed_and_are_kept_until_they_change(visitor: Visit) -> None:
    browser = visitor()
    files = set(_FILES.findall(browser.get("/inloggen").text))
    assert {file.partition("?")[0].rpartition("/")[2] for file in files} == {
        "style.css", "htmx.min.js", "samenwijs.js", "icon.svg",
    }  # fmt: skip
    for file in files:
        response = browser.client.get(file)
        assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert "no-cache" in browser.client.get(f"{file}0").headers["cache-control"]
        assert wire(browser, file) < 0.6 * len(response.content) or len(response.content) < 500


def test_a_page_itself_is_never_kept_nor_compressed(visitor: Visit) -> None:
    page = visitor(Role.ASKER).get("/account", headers={"accept-encoding": "gzip"})
    assert page.headers["cache-control"] == "no-store"
    assert "content-encoding" not in page.headers
