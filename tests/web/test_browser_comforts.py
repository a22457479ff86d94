"""The small comforts of the script: asking first, copying, keys that can be switched off; and what a page may load."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from bot.fronts.web.wiring import Site
from bot.log.model import Role
from tests.web.asking import ask
from tests.web.conftest import Visit
from tests.web_running import running_site
from tests.web_story import KNOWN
from tests.web_visitor import Visitor

SITE = Site()
_PAPER = 230  # of 255; a line that crosses the edge does not make a column as dark as this


@contextmanager
def opened(browser: Browser, visitor: Visitor, path: str) -> Iterator[Page]:
    """A page in a real browser, as a visitor sees it, while the block lasts."""
    with running_site(visitor.desk, SITE) as address:
        context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
        cookies = {cookie.name: cookie.value or "" for cookie in visitor.client.cookies.jar}
        context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
        tab = context.new_page()
        tab.goto(address + path)
        yield tab
        context.close()


def _with_a_golden_case(visitor: Visit) -> Visitor:
    """A reviewer who kept an answer as a golden case."""
    reviewer = visitor(Role.REVIEWER)
    ask(reviewer, KNOWN)
    reviewer.post("/beoordelen/1", {"oordeel": "right"})
    reviewer.post("/beoordelen/1/golden")
    return reviewer


def test_what_cannot_be_undone_asks_first_and_no_means_no(visitor: Visit, browser: Browser) -> None:
    with opened(browser, _with_a_golden_case(visitor), "/beoordelen/golden") as tab:
        tab.once("dialog", lambda dialog: dialog.dismiss())
        tab.get_by_role("button", name="Verwijder").click()
        expect(tab.get_by_text("1 gouden vraag")).to_be_visible()
        tab.once("dialog", lambda dialog: dialog.accept())
        tab.get_by_role("button", name="Verwijder").click()
        expect(tab.get_by_text("De gouden vraag is verwijderd.")).to_be_visible()


def test_an_answer_and_its_link_are_copied_and_that_is_said(visitor: Visit, browser: Browser) -> None:
    asker = visitor(Role.ASKER)
    ask(asker, KNOWN)
    with opened(browser, asker, "/") as tab:
        tab.get_by_role("link", name="Kopieer met bronnen").click()
        expect(tab.get_by_text("Gekopieerd")).to_be_visible()
        copied = tab.evaluate("navigator.clipboard.readText()")
        assert KNOWN in copied
        assert "[1]" in copied
        assert urlsplit(tab.url).path == "/"
        tab.get_by_role("button", name="Deel dit antwoord").click()
        tab.get_by_role("link", name="Kopieer de link").click()
        expect(tab.get_by_text("Gekopieerd")).to_have_count(2)
        assert tab.evaluate("navigator.clipboard.readText()") == tab.get_by_label("Link naar").input_value()


def test_keys_can_be_switched_off_and_stay_off(visitor: Visit, browser: Browser) -> None:
    reviewer = visitor(Role.REVIEWER)
    ask(reviewer, KNOWN)
    with opened(browser, reviewer, "/beoordelen/1") as tab:
        tab.keyboard.press("1")
        expect(tab.locator("#oordeel-right")).to_be_checked()
        tab.get_by_text("Sneltoetsen", exact=True).click()
        tab.get_by_label("Sneltoetsen gebruiken in deze browser").uncheck()
        tab.reload()
        tab.keyboard.press("1")
        expect(tab.locator("#oordeel-right")).not_to_be_checked()


def test_on_a_phone_the_verdict_comes_before_the_passages_and_on_a_wide_screen_beside_them(
    visitor: Visit, browser: Browser
) -> None:
    reviewer = visitor(Role.REVIEWER)
    ask(reviewer, KNOWN)
    with opened(browser, reviewer, "/beoordelen/1") as tab:
        verdict, passages = (tab.get_by_role("heading", name=name) for name in ("Uw oordeel", "Wat de assistent zag"))
        tab.set_viewport_size({"width": 390, "height": 844})
        assert _place(verdict) < _place(passages)
        tab.get_by_role("link", name="Naar uw oordeel").click()
        expect(verdict).to_be_in_viewport()
        tab.set_viewport_size({"width": 1280, "height": 900})
        (top, left), (below, beside) = _place(verdict), _place(passages)
        assert top < below
        assert left > beside
        expect(tab.get_by_role("link", name="Naar uw oordeel")).to_be_hidden()


@pytest.mark.parametrize("path", ["/programmas", "/beoordelen", "/logboek", "/collectie"])
def test_on_a_phone_a_row_is_a_card_that_names_its_columns(path: str, visitor: Visit, browser: Browser) -> None:
    admin = visitor(Role.ADMIN)
    ask(admin, KNOWN)
    with opened(browser, admin, path) as tab:
        columns = set(tab.locator(".table--cards thead th").all_inner_texts())
        tab.set_viewport_size({"width": 390, "height": 844})
        table = tab.locator(".table-scroll", has=tab.locator(".table--cards"))
        assert table.evaluate("box => box.scrollWidth - box.clientWidth") == 0
        cells = table.locator("td[data-label]")
        names = cells.evaluate_all("all => all.map(cell => getComputedStyle(cell, '::before').content)")
        assert names
        assert {name.strip('"') for name in names} <= columns


def test_on_a_phone_a_table_shows_on_which_side_there_is_more(visitor: Visit, browser: Browser) -> None:
    with opened(browser, _with_a_golden_case(visitor), "/beoordelen/golden") as tab:
        tab.set_viewport_size({"width": 390, "height": 844})
        table = tab.get_by_role("region", name="Gouden vragen")
        assert _edges(table) == (False, True)
        table.evaluate("box => { box.scrollLeft = box.scrollWidth }")
        assert _edges(table) == (True, False)


def _edges(box: Locator) -> tuple[bool, bool]:
    """Whether the left and the right edge of something are darker than the paper."""
    shown = Image.open(BytesIO(box.screenshot())).convert("L")
    columns = [list(shown.crop((x, 0, x + 1, shown.height)).tobytes()) for x in (0, shown.width - 1)]
    left, right = (sum(column) / len(column) < _PAPER for column in columns)
    return left, right


def _place(shown: Locator) -> tuple[float, float]:
    """How far from the top and the left of the window something stands, in pixels."""
    box = shown.bounding_box()
    assert box
    return box["y"], box["x"]


def test_a_browser_runs_nothing_that_the_site_did_not_ship(visitor: Visit, browser: Browser) -> None:
    asker = visitor(Role.ASKER)
    with opened(browser, asker, "/") as tab:
        refused: list[str] = []
        tab.on("console", lambda message: refused.append(message.text))
        tab.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"document.title=1\">"
            '<p style="color:red" hx-on:click="document.title=2">x</p>\')'
        )
        tab.get_by_text("x", exact=True).click()
        assert tab.title().startswith("Vragen")
        assert any("Content Security Policy" in text for text in refused)
