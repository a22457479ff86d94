"""Every page for every role, and nothing for forms that were not given out."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi.routing import APIRoute
from httpx2 import Response

from bot.fronts.web.application import routers, routes
from bot.fronts.web.rights import ACCESS, Access, unlisted
from bot.fronts.web.visit import TOKEN
from bot.fronts.web.wiring import Desk, Site
from bot.golden import GoldenCase, add_golden
from bot.log.model import Role
from bot.log.sessions import IDLE
from bot.model import Question, Turn
from tests.web_visitor import Visitor

Browser = Callable[..., Visitor]

# Written out by hand and apart from the product's own table: who may open what sort of page.
ADMITTED: dict[Access, set[Role | None]] = {
    Access.ANYONE: {None, Role.ASKER, Role.SECRETARIAT, Role.REVIEWER, Role.ADMIN},
    Access.ASKERS: {Role.ASKER, Role.SECRETARIAT, Role.REVIEWER, Role.ADMIN},
    Access.MEMBERS: {Role.ASKER, Role.SECRETARIAT, Role.REVIEWER, Role.ADMIN},
    Access.SECRETARIAT: {Role.SECRETARIAT, Role.ADMIN},
    Access.REVIEWERS: {Role.REVIEWER, Role.ADMIN},
    Access.ADMINS: {Role.ADMIN},
}

# Also by hand: what an address must at least be kept for, whatever the table of the product says.
KEPT = {
    "/account": Access.MEMBERS,
    "/collectie": Access.SECRETARIAT,
    "/beoordelen": Access.REVIEWERS,
    "/logboek": Access.REVIEWERS,
    "/inzicht": Access.REVIEWERS,
    "/beheer": Access.ADMINS,
}

NOT_YOURS, NOT_A_FORM = "U mag deze pagina niet bekijken", "Dit formulier is verlopen"
ROLES = [None, *Role]
NAMES = {route.name for route in routes()}
BROKEN = (500, 501, 502)
FORMS = [route for route in routes() if "POST" in (route.methods or ())]


def address(route: APIRoute) -> str:
    return re.sub(r"\{[^}]+\}", "1", route.path)


def opened(browser: Visitor, route: APIRoute) -> Response:
    return browser.get(address(route)) if "GET" in (route.methods or ()) else browser.post(address(route))


def is_refused(response: Response) -> bool:
    return NOT_YOURS in response.text or response.headers.get("location", "").startswith("/inloggen?naar=")


def test_the_table_knows_every_page_and_no_others() -> None:
    assert len(NAMES) > 40
    assert unlisted(NAMES) == []
    assert unlisted(["nieuw"]) == ["nieuw"]
    assert ACCESS.keys() - NAMES == {"static"}


def test_nothing_is_served_beside_the_pages_of_the_table() -> None:
    assert [route for router in routers() for route in router.routes if not isinstance(route, APIRoute)] == []
    assert {method for route in routes() for method in route.methods or ()} == {"GET", "POST"}
    assert len({route.endpoint for route in routes()}) == len(NAMES), "two pages of one name would share their rights"


@pytest.mark.parametrize("role", ROLES)
def test_every_page_admits_the_roles_it_is_for(role: Role | None, visitor: Browser) -> None:
    wrong, browser = [], visitor()
    for route in routes():
        browser.arrive(role)  # anew, because some pages sign out or forget
        response = opened(browser, route)
        is_right = is_refused(response) == (role not in ADMITTED[ACCESS[route.name]])
        if not is_right or response.status_code in BROKEN or NOT_A_FORM in response.text:
            wrong.append((route.name, response.status_code))
    assert wrong == []


@pytest.mark.parametrize(("path", "access"), KEPT.items())
def test_what_is_under_an_address_is_kept_for_those_it_is_meant_for(path: str, access: Access) -> None:
    under = [route for route in routes() if route.path == path or route.path.startswith(f"{path}/")]
    assert under
    assert {route.name for route in under if ADMITTED[ACCESS[route.name]] - ADMITTED[access]} == set()


def test_a_site_that_is_open_lets_everybody_ask_and_no_more(desk: Desk) -> None:
    browser = Visitor(desk, Site(open_to_all=True))
    let_in = {route.name for route in routes() if not is_refused(opened(browser, route))}
    assert let_in == {name for name in NAMES if ACCESS[name] in (Access.ANYONE, Access.ASKERS)}


def test_a_form_that_this_browser_was_not_given_changes_nothing(visitor: Browser) -> None:
    browser, other = visitor(Role.ADMIN), visitor(Role.ADMIN)
    foreign = re.findall(r'name="csrf" value="(\w+)"', other.get("/inloggen").text)[0]
    browser.get("/inloggen")
    forgeries: list[dict[str, Any]] = [
        {},
        {"data": {"csrf": foreign}},
        {"data": {"csrf": "é"}},
        {"files": {"csrf": ("csrf", b"x")}},
        {"headers": {"x-csrf-token": browser.csrf}},
        {"json": {"csrf": foreign}},
        {"data": {"csrf": browser.csrf}, "headers": {"sec-fetch-site": "cross-site"}},
        {"data": {"csrf": browser.csrf}, "headers": {"sec-fetch-site": "same-site"}},
    ]
    for number, route in enumerate(FORMS):
        for forgery in forgeries if number == 0 else forgeries[number % len(forgeries) :][:1]:
            done = browser.client.post(address(route), **forgery)
            assert (done.status_code, NOT_A_FORM in done.text) == (403, True), (route.name, forgery)


def test_an_expired_session_opens_no_more_than_none_at_all(visitor: Browser, desk: Desk) -> None:
    browser, token = visitor(), "token-that-was-left-behind-0123"
    admin = desk.records.accounts.add("baas", "De baas", Role.ADMIN, datetime.now(UTC))
    assert admin
    desk.records.sessions.begin(admin.id, token, datetime.now(UTC) - IDLE - timedelta(minutes=1))
    let_in = set()
    for route in routes():
        browser.arrive()
        browser.client.cookies.set(TOKEN, token)
        if not is_refused(opened(browser, route)):
            let_in.add(route.name)
    assert let_in == {name for name in NAMES if ACCESS[name] is Access.ANYONE}


def test_who_loses_a_role_loses_its_pages_at_once(visitor: Browser, desk: Desk) -> None:
    browser = visitor(Role.REVIEWER)
    assert browser.account
    assert not is_refused(browser.get("/beoordelen"))
    desk.records.accounts.change_role(browser.account.id, Role.ASKER)
    assert is_refused(browser.get("/beoordelen"))


def test_a_page_that_is_not_there_is_a_page_that_says_so(desk: Desk, site: Site) -> None:
    response = Visitor(desk, site, Role.ASKER).get("/nergens")
    assert response.status_code == 404
    assert "Deze pagina bestaat niet" in response.text
    assert response.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_page_that_breaks_is_as_guarded_as_the_others(desk: Desk) -> None:
    def broken(question: Question, earlier: Sequence[str]) -> Turn:
        raise ZeroDivisionError(question.id, earlier)

    add_golden(desk.golden, GoldenCase("g1", "Wat is een BRE?", refuse=True))
    response = Visitor(replace(desk, rehearse=broken), Site(), Role.REVIEWER).get("/beoordelen/golden")
    assert response.status_code == 500
    assert "Er ging iets mis" in response.text
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["content-security-policy"].startswith("default-src 'none'")


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(visitor: Browser) -> None:
    response = visitor().get("/account", headers={"hx-request": "true"})
    assert (response.status_code, response.headers["hx-redirect"]) == (401, "/inloggen?naar=%2Faccount")
