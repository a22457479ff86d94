"""The chat on the web: the same answers as in a messenger, in a browser without JavaScript and in one with htmx."""

import re
from collections.abc import Callable
from html import unescape

from bot.fronts.web.wiring import Desk, Site
from bot.log.model import Role
from tests.web_visitor import Visitor

Visit = Callable[..., Visitor]
KNOWN = "Wie zijn de partners van Samen werkt beter?"
FOLLOW_UP = "En in 2019?"
UNKNOWN = "Wie is de burgemeester van Parijs?"
PARTIAL = {"hx-request": "true"}


def ask(browser: Visitor, text: str, **form: str) -> str:
    """Ask as a browser without JavaScript does; the page that follows."""
    number = re.search(r'name="nummer" value="(\w+)"', browser.get("/").text)
    assert number
    sent = browser.post("/vraag", {"vraag": text, "nummer": number[1], **form})
    assert sent.status_code == 303, sent.text
    return unescape(browser.get(sent.headers["location"]).text)


def ids(browser: Visitor) -> list[str]:
    """The ids of the questions in the log, oldest first."""
    return [row.id for row in browser.desk.records.turns.rows()]


def test_a_question_gets_an_answer_with_sources_without_javascript(visitor: Visit) -> None:
    browser = visitor(Role.ASKER)
    page = ask(browser, KNOWN)
    (question_id,) = ids(browser)
    logged = browser.desk.records.turns.find(question_id)
    assert logged
    assert logged.channel == "web"
    assert logged.statements
    for statement in logged.statements:
        assert statement.text in page
    assert re.search(rf'href="/vraag/{question_id}/bron/1" aria-label="bron 1: [^"]+"', page)
    assert "Bronnen" in page
    assert "Deze bron is" in page or "deze bron is" in page
