"""Asking in the chat as a browser without JavaScript does."""

import re
from html import unescape

from tests.web_visitor import Visitor

PARTIAL = {"hx-request": "true"}  # what htmx says when it wants a part of a page
_NUMBER = re.compile(r'name="nummer" value="(\w+)"')


def number_of(browser: Visitor) -> str:
    """The number in the form on the page of the conversation."""
    found = _NUMBER.search(browser.get("/").text)
    assert found
    return found[1]


def ask(browser: Visitor, text: str, **form: str) -> str:
    """Ask something; the page that follows."""
    sent = browser.post("/vraag", {"nummer": number_of(browser), "vraag": text, **form})
    assert sent.status_code == 303, sent.text
    return unescape(browser.get(sent.headers["location"]).text)


def ids(browser: Visitor) -> list[str]:
    """The ids of the questions in the log, oldest first."""
    return [row.id for row in browser.desk.records.turns.rows()]
