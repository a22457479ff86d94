"""Chromium, driven by Playwright, for the tests of the pages."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_OPTIONS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def chromium_program() -> str | None:
    """Where Chromium is; None when it is not installed."""
    return shutil.which("chromium")


@contextmanager
def chromium(program: str) -> Iterator["Browser"]:
    """A browser while the block lasts; meanwhile this thread can run no event loop of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_OPTIONS)
        try:
            yield browser
        finally:
            browser.close()
