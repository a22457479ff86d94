"""Signing in through a provider of OpenID Connect, against one that runs here."""

import hmac
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from httpx2 import Response
from joserfc.jwk import RSAKey

from bot.fronts.web.visit import TOKEN
from bot.fronts.web.wiring import Desk, Provider, Site
from bot.log.model import Role
from bot.log.security import Door
from tests.oidc_server import CLIENT, SECRET, OidcServer, oidc_server
from tests.web_visitor import Visitor

FAILED = "Inloggen is niet gelukt"
REFUSED = "U kunt hier niet inloggen"
GROUPS = {"beheerders": Role.ADMIN, "redactie": Role.SECRETARIAT}

Browser = Callable[..., Visitor]


@pytest.fixture
def provider() -> Iterator[OidcServer]:
    with oidc_server() as provider:
        yield provider


@pytest.fixture
def browser(desk: Desk, provider: OidcServer) -> Browser:
    """Makes browsers on a site that trusts the provider."""

    def make(**known: Any) -> Visitor:
        trusted = Provider(provider.issuer, CLIENT, SECRET, "Provincie Voorbeeld")
        return Visitor(desk, Site(address="http://testserver", provider=replace(trusted, **known)))

    return make


def sign_in(browser: Visitor, back: str = "/") -> Response:
    """What somebody sees who signs in at the provider."""
    return browser.get(returned(browser, back))


def returned(browser: Visitor, back: str = "/") -> str:
    """The address to which the provider sends somebody back."""
    sent = browser.get(f"/inloggen/sso?naar={back}")
    assert sent.status_code == 303, sent.text
    answered = httpx2.get(sent.headers["location"])
    assert answered.status_code == 302
    return answered.headers["location"].removeprefix("http://testserver")


def test_the_first_time_makes_an_account_and_the_second_time_finds_it(browser: Browser, provider: OidcServer) -> None:
    provider.person |= {"name": "Anna de Vries"}
    visitor = browser()
    assert "Inloggen via Provincie Voorbeeld" in visitor.get("/inloggen?naar=/account").text
    done = sign_in(visitor, "/account")
    assert (done.status_code, done.headers["location"]) == (303, "/account")
    own = visitor.get("/account").text
    assert "Anna de Vries" in own
    assert "U logt in via uw organisatie" in own
    assert "Nieuw wachtwoord" not in own
    assert sign_in(browser()).status_code == 303
    [account] = visitor.desk.records.accounts.all()
    assert (account.name, account.shown, account.role) == ("anna", "Anna de Vries", Role.ASKER)
    assert (account.is_elsewhere, account.has_password) == (True, False)
    assert provider.faults == []


def test_a_local_account_of_the_same_name_stays_that_of_its_owner(browser: Browser) -> None:
    visitor = browser()
    local = visitor.desk.records.accounts.add("anna", "De andere Anna", Role.ADMIN, datetime.now(UTC))
    assert sign_in(visitor).status_code == 303
    names = {account.name: account for account in visitor.desk.records.accounts.all()}
    assert len(names) == 2
    assert names["anna"] == local
    assert visitor.get("/beheer").status_code == 403


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        (["beheerders", "redactie"], Role.ADMIN),
        (["redactie", "anders"], Role.SECRETARIAT),
        ("redactie", Role.SECRETARIAT),
        (["anders"], None),
        ([], None),
        (None, None),
        ({"redactie": True}, None),
        ([["redactie"], 7], None),
    ],
)
def test_groups_of_the_provider_give_roles(
    browser: Browser, provider: OidcServer, groups: object, role: Role | None
) -> None:
    provider.person["groups"] = groups
    visitor = browser(role_claim="groups", roles=GROUPS)
    done = sign_in(visitor)
    if role is None:
        assert done.status_code == 403
        assert REFUSED in done.text
        assert visitor.desk.records.accounts.all() == []
    else:
        assert done.status_code == 303
        assert [account.role for account in visitor.desk.records.accounts.all()] == [role]


def test_who_changes_groups_changes_roles_at_the_next_time(browser: Browser, provider: OidcServer) -> None:
    provider.person["realm_access"] = {"roles": ["redactie"]}
    known = {"role_claim": "realm_access.roles", "roles": {**GROUPS, "*": Role.ASKER}}
    sign_in(browser(**known))
    provider.person["realm_access"] = {"roles": []}
    visitor = browser(**known)
    sign_in(visitor)
    assert [account.role for account in visitor.desk.records.accounts.all()] == [Role.ASKER]
    assert Door.ROLE_CHANGED in {noted.event for noted in visitor.desk.records.security.latest(10)}


def test_groups_that_only_the_userinfo_endpoint_tells_count(browser: Browser, provider: OidcServer) -> None:
    provider.details["groups"] = ["redactie"]
    visitor = browser(role_claim="groups", roles=GROUPS)
    sign_in(visitor)
    assert [account.role for account in visitor.desk.records.accounts.all()] == [Role.SECRETARIAT]


def test_what_the_userinfo_endpoint_tells_of_another_person_counts_for_nothing(
    browser: Browser, provider: OidcServer
) -> None:
    provider.details |= {"groups": ["beheerders"], "sub": "bea-2"}
    assert REFUSED in sign_in(browser(role_claim="groups", roles=GROUPS)).text


def test_a_disabled_account_comes_in_by_no_door(browser: Browser) -> None:
    visitor = browser()
    sign_in(visitor)
    [account] = visitor.desk.records.accounts.all()
    visitor.desk.records.accounts.disable(account.id, datetime.now(UTC))
    assert visitor.get("/account").status_code == 303
    done = sign_in(visitor)
    assert done.status_code == 403
    assert REFUSED in done.text
    assert visitor.get("/account").status_code == 303


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "anders"},
        {"nonce": None},
        {"iss": "http://127.0.0.1:1"},
        {"iss": None},
        {"aud": "een-andere-site"},
        {"aud": "een-andere-site", "azp": CLIENT},
        {"aud": None},
        {"azp": "een-andere-site"},
        {"exp": 1_000_000_000},  # long ago
        {"exp": None},
        {"nbf": 4_102_444_800},  # far away
        {"sub": None},
        {"at_hash": "anders"},
    ],
    ids=str,
)
def test_an_id_token_that_is_not_right_lets_nobody_in(
    browser: Browser, provider: OidcServer, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    visitor = browser()
    done = sign_in(visitor)
    assert done.status_code == 502
    assert FAILED in done.text
    assert visitor.get("/account").status_code == 303
    assert visitor.desk.records.accounts.all() == []


UNSIGNED = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm5hLTEifQ."


@pytest.mark.parametrize(
    "tokens", [{"id_token": None}, {"id_token": UNSIGNED}, {"id_token": "onzin"}, {"id_token": 7}], ids=str
)
def test_a_token_without_proof_lets_nobody_in(browser: Browser, provider: OidcServer, tokens: dict[str, Any]) -> None:
    provider.tokens = tokens
    assert FAILED in sign_in(browser()).text


def test_a_signature_of_somebody_else_lets_nobody_in(browser: Browser, provider: OidcServer) -> None:
    provider.signing = RSAKey.generate_key(2048, {"kid": "one"})
    assert FAILED in sign_in(browser()).text


def test_a_provider_may_change_its_key(browser: Browser, provider: OidcServer) -> None:
    visitor = browser()
    sign_in(visitor)
    visitor.post("/uitloggen")
    provider.key = RSAKey.generate_key(2048, {"kid": "two"})
    assert sign_in(visitor).status_code == 303


def test_what_was_begun_in_one_browser_is_not_finished_in_another(browser: Browser) -> None:
    mine, theirs = browser(), browser()
    address = returned(mine)
    theirs.get("/inloggen")
    assert FAILED in theirs.get(address).text
    assert theirs.get("/account").status_code == 303
    assert mine.get(address).status_code == 303


@pytest.mark.parametrize("change", ["state", "code", "iss", "error"])
def test_an_answer_that_was_tampered_with_lets_nobody_in(browser: Browser, change: str) -> None:
    visitor = browser()
    address = returned(visitor)
    given = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    changed = {
        "state": {"state": given["state"][:-1] + ("0" if given["state"][-1] != "0" else "1")},
        "code": {"code": "anders"},
        "iss": {"iss": "http://127.0.0.1:1"},
        "error": {"error": "access_denied", "code": ""},
    }[change]
    done = visitor.get("/inloggen/sso/terug", params=given | changed)
    assert done.status_code == 502
    assert FAILED in done.text


@pytest.mark.parametrize("query", ["", "state=é.x&code=1", "code=1", "state=.&code=1"])
def test_an_answer_out_of_nowhere_is_a_page(browser: Browser, query: str) -> None:
    assert FAILED in browser().get(f"/inloggen/sso/terug?{query}").text


@pytest.mark.parametrize("told", ["", "!", "bnVsbA", "WzEsIDJd", "WzEsICJuaWV0cyIsICIvIl0"])
def test_a_state_that_a_browser_signed_itself_is_a_page(browser: Browser, told: str) -> None:
    visitor = browser()
    visitor.get("/inloggen")
    token = str(visitor.client.cookies[TOKEN])
    proof = hmac.digest(token.encode(), f"state {told}".encode(), "sha256").hex()
    assert FAILED in visitor.get("/inloggen/sso/terug", params={"state": f"{told}.{proof}", "code": "1"}).text


def test_an_answer_that_comes_twice_changes_nothing(browser: Browser) -> None:
    visitor = browser()
    address = returned(visitor)
    assert visitor.get(address).status_code == 303
    again = visitor.get(address)
    assert (again.status_code, again.headers["location"]) == (303, "/")
    assert visitor.get("/account").status_code == 200


def test_nobody_is_sent_to_another_site_afterwards(browser: Browser) -> None:
    assert sign_in(browser(), "//kwaad.example/").headers["location"] == "/"


@pytest.mark.parametrize("described", [{"issuer": "http://127.0.0.1:1"}, {"authorization_endpoint": None}], ids=str)
def test_a_provider_that_describes_itself_wrongly_is_not_used(
    browser: Browser, provider: OidcServer, described: dict[str, Any]
) -> None:
    provider.described = described
    done = browser().get("/inloggen/sso")
    assert done.status_code == 502
    assert FAILED in done.text


def test_a_provider_that_is_away_is_a_page_and_works_again_when_it_is_back(
    browser: Browser, provider: OidcServer
) -> None:
    visitor = browser(issuer="http://127.0.0.1:9")
    assert FAILED in visitor.get("/inloggen/sso").text
    provider.described = {"issuer": "http://127.0.0.1:1"}
    visitor = browser()
    assert FAILED in visitor.get("/inloggen/sso").text
    provider.described = {}
    assert sign_in(visitor).status_code == 303


def test_without_a_provider_there_is_no_such_page(desk: Desk) -> None:
    visitor = Visitor(desk, Site())
    assert visitor.get("/inloggen/sso").status_code == 404
    assert "Inloggen via" not in visitor.get("/inloggen").text
