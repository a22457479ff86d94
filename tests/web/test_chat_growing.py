"""While a language model writes: the page follows it, and nothing depends on who is watching."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.assistant import Assistant
from bot.bootstrap import open_writer
from bot.fronts.web.wiring import Desk, Site
from bot.log.model import Role
from bot.model import Progress, Question, Turn
from bot.settings import BotSettings
from ingest.settings import IngestSettings
from tests.chat_server import SECRET, ChatServer
from tests.log_turns import an_answer
from tests.web.asking import PARTIAL, ids, number_of
from tests.web_visitor import Visitor, open_collection

Visit = Callable[..., Visitor]
KNOWN = "Wie zijn de partners van Samen werkt beter?"
DRAFT = an_answer().statements[0].text
PATIENCE = 30.0  # seconds, for a machine that is busy


@dataclass
class Slow:
    """Answers as the product does, but shows a draft first and waits for a word."""

    desk: Desk
    may_end: threading.Event = field(default_factory=threading.Event)
    answered: int = 0

    def __call__(self, question: Question, show: Progress | None) -> Turn:
        self.answered += 1
        assert show
        show(an_answer())
        assert self.may_end.wait(PATIENCE)
        return self.desk.answer(question, None)


@pytest.fixture
def slow(desk: Desk) -> Iterator[Slow]:
    answers = Slow(desk)
    yield answers
    answers.may_end.set()


@pytest.fixture
def browser(slow: Slow) -> Visitor:
    return Visitor(replace(slow.desk, answer=slow, writes=True), Site(), Role.ASKER)


def send(browser: Visitor, *, htmx: bool) -> str:
    """Ask; the id of the question."""
    form = {"vraag": KNOWN, "nummer": number_of(browser)}
    sent = browser.post("/vraag", form, headers=PARTIAL if htmx else {})
    assert sent.status_code == 303
    return sent.headers["location"].removeprefix("/#v-")


def whole(browser: Visitor, question_id: str) -> str:
    """The part of the page with the answer, once it is whole."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        part = browser.get(f"/vraag/{question_id}/voortgang", headers=PARTIAL)
        if "aria-busy" not in part.text:
            return part.text
        time.sleep(0.02)
    raise AssertionError("the answer was never whole")


def test_what_is_written_is_shown_while_it_grows_and_then_the_whole(browser: Visitor, slow: Slow) -> None:
    question_id = send(browser, htmx=True)
    page = browser.get("/").text
    assert DRAFT in page
    assert 'aria-busy="true"' in page
    part = browser.get(f"/vraag/{question_id}/voortgang", headers=PARTIAL).text
    assert DRAFT in part
    assert "<html" not in part
    assert f'hx-get="/vraag/{question_id}/voortgang"' in part
    assert browser.get(f"/vraag/{question_id}").headers["location"] == f"/#v-{question_id}"
    slow.may_end.set()
    part = whole(browser, question_id)
    assert "hx-trigger" not in part
    assert DRAFT not in part
    assert f"/vraag/{question_id}/bron/1" in part
    assert ids(browser) == [question_id]


def test_nobody_else_sees_an_answer_grow(browser: Visitor) -> None:
    question_id = send(browser, htmx=True)
    browser.arrive(Role.ASKER, "ander")
    for path in ("", "/voortgang"):
        assert browser.get(f"/vraag/{question_id}{path}", headers=PARTIAL).status_code == 404
    assert DRAFT not in browser.get("/").text


def test_without_javascript_the_page_comes_when_the_answer_is_whole(browser: Visitor, slow: Slow) -> None:
    with ThreadPoolExecutor(2) as pool:
        form = {"vraag": KNOWN, "nummer": number_of(browser)}
        twice = [pool.submit(browser.post, "/vraag", form) for _ in range(2)]
        threading.Timer(0.3, slow.may_end.set).start()
        assert {sent.result().status_code for sent in twice} == {303}
    page = browser.get("/").text
    assert "aria-busy" not in page
    assert 'class="citation"' in page
    assert slow.answered == 1


def test_an_answer_is_logged_though_the_browser_went_away(browser: Visitor, slow: Slow) -> None:
    question_id = send(browser, htmx=True)
    slow.may_end.set()
    end = time.monotonic() + PATIENCE
    while ids(browser) != [question_id] and time.monotonic() < end:
        time.sleep(0.02)
    assert ids(browser) == [question_id]


@pytest.mark.parametrize(("mode", "composer"), [("honest", "openai:test"), ("500", "extractive")])
def test_a_real_model_that_writes_or_fails_gives_a_whole_page(
    mode: str, composer: str, desk: Desk, indexed: Path, tmp_path: Path
) -> None:
    with ChatServer(mode) as server:
        settings = BotSettings(chat_model="openai:test", chat_base_url=server.base_url, chat_api_key=SecretStr(SECRET))
        collection, _ = open_collection(indexed)
        assistant = Assistant(collection, desk.records.turns, open_writer(IngestSettings(data=tmp_path), settings))
        browser = Visitor(replace(desk, answer=assistant.reply, writes=True), Site(), Role.ASKER)
        part = whole(browser, send(browser, htmx=True))
    (turn,) = desk.records.turns.rows()
    assert composer in turn.composer
    assert turn.statements
    assert all(re.search(rf"/bron/{citation.number}[\"?]", part) for citation in turn.citations)
