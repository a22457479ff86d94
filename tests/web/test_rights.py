"""Every page for every role, and nothing for forms that were not given out."""

import re
from collections.abc import Iterator

import pytest
from fastapi.routing import APIRoute

from bot.fronts.web.application import build_app
from bot.fronts.web.rights import ACCESS, Access
from bot.fronts.web.wiring import Desk, Site
from bot.log.model import Role
from tests.web_visitor import Visitor

# Written out by hand and apart from the product's own table: who may open what sort of page.
ADMITTED: dict[Access, set[Role | None]] = {
    Access.ANYONE: {None, Role.ASKER, Role.SECRETARIAT, Role.REVIEWER, Role.ADMIN},
    Access.ASKERS: {Role.ASKER, Role.SECRETARIAT, Role.REVIEWER, Role.ADMIN},
    Access.MEMBERS: {Role.ASKER, Role.SECRETARIAT, Role.REVIEWER, Role.ADMIN},
    Access.SECRETARIAT: {Role.SECRETARIAT, Role.ADMIN},
    Access.REVIEWERS: {Role.REVIEWER, Role.ADMIN},
    Access.ADMINS: {Role.ADMIN},
}


def routes(desk: Desk, site: Site) -> Iterator[APIRoute]:
    yield from (route for route in build_app(desk, site).routes if isinstance(route, APIRoute))


@pytest.mark.parametrize("role", [None, *Role])
def test_every_page_admits_the_roles_it_is_for(role: Role | None, desk: Desk, site: Site) -> None:
    browser = Visitor(desk, site, role)
    for route in routes(desk, site):
        path = re.sub(r"\{[^}]+\}", "1", route.path)
        for method in route.methods or ():
            response = browser.get(path) if method == "GET" else browser.post(path)
            refused = response.status_code == 403 or response.headers.get("location", "").startswith("/inloggen?naar=")
            assert refused == (role not in ADMITTED[ACCESS[route.name]]), (route.name, method, response.status_code)
            assert response.status_code < 500, (route.name, method)


def test_a_site_that_is_open_lets_everybody_ask_and_no_more(desk: Desk) -> None:
    browser = Visitor(desk, Site(open_to_all=True))
    assert browser.get("/").status_code == 200
    for route in routes(desk, Site(open_to_all=True)):
        closed = ACCESS[route.name] not in (Access.ANYONE, Access.ASKERS)
        if closed and "GET" in set(route.methods or ()):
            path = route.path.split("{")[0]
            assert browser.get(path).status_code in (303, 404), route.name


@pytest.mark.parametrize("role", [None, *Role])
def test_no_form_of_another_site_is_taken(role: Role | None, desk: Desk, site: Site) -> None:
    browser = Visitor(desk, site, role)
    for route in routes(desk, site):
        if "POST" in set(route.methods or ()):
            path = route.path.split("{")[0] + ("1" if "{" in route.path else "")
            assert browser.forge(path).status_code in (303, 403, 404, 405), route.name


def test_a_page_that_is_not_there_is_a_page_that_says_so(desk: Desk, site: Site) -> None:
    response = Visitor(desk, site, Role.ASKER).get("/nergens")
    assert response.status_code == 404
    assert "Deze pagina bestaat niet" in response.text
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
