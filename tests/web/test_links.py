"""Nobody is led to a page that is not there, and every page is in the story that other tests look at."""

import re
from html import unescape

import pytest

from bot.fronts.web.application import routes
from bot.log.model import Role
from tests.web_story import NO_PAGES, Story

_ADDRESSES = re.compile(r'(?:href|src|action|hx-get|hx-post)="(/[^"#]*)')


@pytest.mark.parametrize("role", [None, *Role])
def test_every_link_leads_somewhere(role: Role | None, story: Story) -> None:
    browser, tried, dead = story.people[role], set[str](), []
    for _, path in story.pages(role):
        for address in sorted({unescape(one) for one in _ADDRESSES.findall(browser.get(path).text)} - tried):
            tried.add(address)
            if browser.client.get(address).status_code in (403, 404, 500):
                dead.append((path, address))
    assert dead == []


def test_the_story_opens_every_page(story: Story) -> None:
    pages = {route.name for route in routes() if "GET" in (route.methods or ())} - NO_PAGES
    told = {name for role in (None, *Role) for name, _ in story.pages(role)} - {"fault"}
    assert told == pages
