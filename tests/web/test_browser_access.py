"""Every page for everybody: axe finds nothing in light, dark and at 320 pixels, and none needs scrolling sideways."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, ViewportSize

from bot.log.model import Role
from tests.web_running import running_site
from tests.web_story import Story

_WIDE = ViewportSize(width=1280, height=900)
_NARROW = ViewportSize(width=320, height=640)  # 1280 at 400 % zoom
# What can be another in the dark, or on a narrow screen; the rest is the same and was looked at in the light.
_COLOURS = ["color-contrast", "link-in-text-block"]
_SIZES = ["target-size", "scrollable-region-focusable", *_COLOURS]
_OWN = re.compile(r'name="(?:csrf|nummer|naar)" value="[^"]*"| aria-current="[^"]*"')


@pytest.fixture(scope="module")
def address(story: Story) -> Iterator[str]:
    with running_site(story.desk, story.site) as address:
        yield address


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """Menus and pages that axe has looked at: what another role sees exactly so, it need not look at again."""
    return set()


@pytest.mark.parametrize("role", [*reversed(Role), None])
def test_no_page_keeps_anybody_out(
    role: Role | None, story: Story, browser: Browser, address: str, seen: set[str]
) -> None:
    context = browser.new_context(viewport=_WIDE)
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in story.cookies(role).items()])
    tab, said = context.new_page(), list[str]()
    tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    tab.on("dialog", lambda dialog: said.append(f"a script ran: {dialog.message}"))
    faults = {path: found for _, path in story.pages(role) if (found := _faults(tab, address + path, seen))}
    context.close()
    assert faults == {}
    assert [line for line in said if "the server responded with a status of 4" not in line] == []


def test_no_refusal_keeps_anybody_out(story: Story, browser: Browser, address: str, seen: set[str]) -> None:
    tab, found, shown = browser.new_context(viewport=_WIDE).new_page(), {}, ""
    tab.route("**/refused", lambda route: route.fulfill(body=shown, content_type="text/html; charset=utf-8"))
    for done, shown in story.refused():
        assert "<h1" in shown, done
        if faults := _faults(tab, f"{address}/refused", seen):
            found[done] = faults
    tab.context.close()
    assert found == {}


def _faults(tab: Page, address: str, seen: set[str]) -> list[str]:
    """What is wrong with a page in light, dark and on a narrow screen."""
    tab.goto(address)
    tab.set_viewport_size(_NARROW)
    width = tab.evaluate("document.documentElement.scrollWidth")
    found = [f"needs {width} pixels"] if width > _NARROW["width"] else []
    parts = {_OWN.sub("", tab.locator(part).evaluate("part => part.outerHTML")) for part in ("header", "main")}
    if not parts <= seen:
        seen |= parts
        tab.evaluate(AXE_SCRIPT)
        found += _axe(tab, "narrow", {"runOnly": _SIZES})
        tab.set_viewport_size(_WIDE)
        found += _axe(tab, "light", {})
        tab.emulate_media(color_scheme="dark")
        found += _axe(tab, "dark", {"runOnly": _COLOURS})
    tab.emulate_media(color_scheme="light")
    tab.set_viewport_size(_WIDE)
    return found


def _axe(tab: Page, mode: str, options: dict[str, list[str]]) -> list[str]:
    result = tab.evaluate("options => axe.run({...options, resultTypes: ['violations']})", options)
    return [f"{mode}: {fault['id']} {node['html']}" for fault in result["violations"] for node in fault["nodes"]]
