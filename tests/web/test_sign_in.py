"""Coming in with a password or a link, and going out again."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from httpx2 import Response

from bot.fronts.web.visit import TOKEN
from bot.fronts.web.wiring import Desk, Site
from bot.log.model import Account, Role
from bot.log.records import open_records
from bot.log.security import Door
from bot.log.sessions import IDLE
from tests.web_visitor import Visitor

PASSWORD = "appel peer banaan kers"
WRONG = "De naam of het wachtwoord klopt niet"
TOO_OFTEN = "Er is te vaak een verkeerd wachtwoord ingevuld"
OVER = "Deze link werkt niet meer"

Browser = Callable[..., Visitor]


@pytest.fixture
def anna(desk: Desk) -> Account:
    """A reviewer with a password."""
    account = desk.records.accounts.add("anna", "Anna de Vries", Role.REVIEWER, datetime.now(UTC))
    assert account
    desk.records.credentials.change(account.id, PASSWORD)
    return account


def sign_in(browser: Visitor, name: str = "anna", password: str = PASSWORD, back: str = "/") -> Response:
    browser.get("/inloggen")
    return browser.post("/inloggen", {"naam": name, "wachtwoord": password, "naar": back})


def is_in(browser: Visitor) -> bool:
    return browser.get("/account").status_code == 200


def chosen(password: str = PASSWORD, again: str = "") -> dict[str, str]:
    return {"wachtwoord": password, "nogmaals": again or password}


@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize("name", ["anna", " Anna ", "ANNA"])
def test_name_and_password_let_somebody_in_and_on_to_the_page_they_wanted(visitor: Browser, name: str) -> None:
    browser = visitor()
    sent = browser.get("/account")
    assert (sent.status_code, sent.headers["location"]) == (303, "/inloggen?naar=%2Faccount")
    assert 'value="/account"' in browser.get(sent.headers["location"]).text
    done = sign_in(browser, name, back="/account?x=1")
    assert (done.status_code, done.headers["location"]) == (303, "/account?x=1")
    assert is_in(browser)
    assert "Anna de Vries" in browser.get("/account").text


@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize(
    "back", ["https://kwaad.example", "//kwaad.example", "/\\kwaad.example", "javascript:alert(1)", "\n//kwaad.example"]
)
def test_nobody_is_sent_to_another_site_after_signing_in(visitor: Browser, back: str) -> None:
    assert sign_in(visitor(), back=back).headers["location"] in ("/", "/%0A//kwaad.example")


def test_half_a_sign_in_a_form_is_a_page(visitor: Browser) -> None:
    browser = visitor()
    browser.get("/inloggen")
    fields = {"csrf": browser.csrf.encode(), "naam": rb"\ud800"}
    parts = [
        b'--x\r\ncontent-disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (n.encode(), v) for n, v in fields.items()
    ]
    kind = "multipart/form-data; boundary=x; charset=unicode_escape"
    done = browser.client.post("/inloggen", content=b"".join(parts) + b"--x--\r\n", headers={"content-type": kind})
    assert done.status_code == 403
    assert "Er is niets veranderd" in done.text


def test_a_refusal_does_not_tell_who_has_an_account(visitor: Browser, desk: Desk, anna: Account) -> None:
    now = datetime.now(UTC)
    desk.records.accounts.add("zonder", "Nog zonder wachtwoord", Role.ASKER, now)
    gone = desk.records.accounts.add("weg", "Mag niet meer", Role.ASKER, now)
    assert gone
    desk.records.credentials.change(gone.id, PASSWORD)
    desk.records.accounts.disable(gone.id, now)
    tries = [
        (anna.name, "fout"),
        ("nooit", PASSWORD),
        ("zonder", ""),
        ("weg", PASSWORD),
        ("", ""),
        ("<b>\x00", "\ud800"),
    ]
    said = set()
    for name, password in tries:
        browser = visitor()
        browser.get("/inloggen")
        done = browser.post("/inloggen", content=_form(browser, name, password), headers=_FORM)
        assert done.status_code == 403
        assert WRONG in done.text
        said.add(re.sub(r'value="[^"]*"', "", done.text))
        assert not is_in(browser)
    assert len(said) == 1


_FORM = {"content-type": "application/x-www-form-urlencoded"}


def _form(browser: Visitor, name: str, password: str) -> bytes:
    from urllib.parse import urlencode

    token = re.findall(r'name="csrf" value="(\w+)"', browser.get("/inloggen").text)[0]
    return urlencode({"csrf": token, "naam": name, "wachtwoord": password}, errors="replace").encode()


@pytest.mark.usefixtures("anna")
def test_a_token_that_was_planted_before_signing_in_is_worth_nothing_after(visitor: Browser) -> None:
    thief, victim = visitor(), visitor()
    thief.get("/inloggen")
    planted = thief.client.cookies[TOKEN]
    victim.client.cookies.set(TOKEN, planted)
    sign_in(victim)
    assert is_in(victim)
    assert not is_in(thief)


@pytest.mark.usefixtures("anna")
def test_who_signs_out_cannot_be_followed_by_an_old_cookie(visitor: Browser) -> None:
    browser, thief = visitor(), visitor()
    sign_in(browser)
    assert is_in(browser)
    stolen = browser.client.cookies[TOKEN]
    done = browser.post("/uitloggen")
    assert (done.status_code, done.headers["location"]) == (303, "/inloggen")
    assert browser.client.cookies[TOKEN] != stolen
    assert not is_in(browser)
    thief.client.cookies.set(TOKEN, stolen)
    assert not is_in(thief)


def test_a_session_ends_by_itself(visitor: Browser, desk: Desk, anna: Account) -> None:
    browser, token = visitor(), "token-of-long-ago-0123456789"
    browser.client.cookies.set(TOKEN, token)
    desk.records.sessions.begin(anna.id, token, datetime.now(UTC) - IDLE - timedelta(minutes=1))
    assert not is_in(browser)
    sent = browser.get("/beoordelen")
    assert sent.headers["location"] == "/inloggen?naar=%2Fbeoordelen"


def test_a_disabled_account_is_out_at_once_and_changes_nothing_more(
    visitor: Browser, desk: Desk, anna: Account
) -> None:
    browser = visitor()
    sign_in(browser)
    browser.get("/account")
    desk.records.accounts.disable(anna.id, datetime.now(UTC))
    done = browser.post("/account/wachtwoord", {"huidig": PASSWORD, **chosen("iets heel anders")})
    assert done.headers["location"].startswith("/inloggen?naar=")
    desk.records.accounts.enable(anna.id)
    assert not is_in(browser)
    assert sign_in(browser).status_code == 303


@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize("name", ["anna", "niemand"])
def test_who_keeps_guessing_must_wait_also_after_a_restart(
    visitor: Browser, desk: Desk, name: str, tmp_path: Path
) -> None:
    for _ in range(5):
        assert WRONG in sign_in(visitor(), name, "fout").text
    done = sign_in(visitor(), name, PASSWORD)
    assert done.status_code == 429
    assert "Wacht 1 minuut" in done.text
    assert TOO_OFTEN in done.text
    assert done.headers["retry-after"] == "60"
    again = open_records(f"sqlite:///{tmp_path / 'web' / 'log.sqlite'}", b"k" * 32)
    assert again.security.admit(name, "testclient", datetime.now(UTC)) > timedelta(0)
    again.close()
    assert [noted.event for noted in desk.records.security.latest(50)].count(Door.REFUSED) == 5


@pytest.mark.usefixtures("anna")
def test_guessing_at_one_name_keeps_nobody_else_out(visitor: Browser) -> None:
    for _ in range(6):
        sign_in(visitor(), "niemand", "fout")
    assert sign_in(visitor()).status_code == 303


@pytest.mark.parametrize(
    ("address", "secure", "name"),
    [
        ("", False, "samenwijs"),
        ("http://testserver", False, "samenwijs"),
        ("https://testserver", True, "__Host-samenwijs"),
    ],
)
def test_cookies_travel_as_little_as_they_can(desk: Desk, address: str, secure: bool, name: str) -> None:
    given = Visitor(desk, Site(address=address)).get("/inloggen").headers.get_list("set-cookie")
    flags = {cookie.partition("=")[0]: {part.strip().lower() for part in cookie.split(";")[1:]} for cookie in given}
    assert name in flags
    for cookie, known in flags.items():
        assert {"httponly", "samesite=lax", "path=/"} <= known, cookie
        assert ("secure" in known) == secure, cookie
        assert not any(flag.startswith("domain") for flag in known), cookie


@pytest.mark.usefixtures("anna")
def test_over_tls_only_the_cookie_of_this_host_counts(desk: Desk) -> None:
    browser = Visitor(desk, Site(address="https://testserver"))
    browser.client.base_url = "https://testserver"
    sign_in(browser)
    assert is_in(browser)
    token = browser.client.cookies["__Host-samenwijs"]
    other = Visitor(desk, Site(address="https://testserver"))
    other.client.base_url = "https://testserver"
    other.client.cookies.set(TOKEN, token)
    assert not is_in(other)


def test_a_link_works_once_for_who_chooses_a_password(visitor: Browser, desk: Desk, anna: Account) -> None:
    code = desk.records.credentials.make_link(anna.id, datetime.now(UTC))
    owner, late = visitor(), visitor()
    assert "Welkom Anna de Vries" in owner.get(f"/welkom/{code}").text
    late.get(f"/welkom/{code}")
    done = owner.post(f"/welkom/{code}", chosen("iets heel anders dan eerst"))
    assert (done.status_code, done.headers["location"]) == (303, "/")
    assert is_in(owner)
    for done in (late.get(f"/welkom/{code}"), late.post(f"/welkom/{code}", chosen())):
        assert done.status_code == 404
        assert OVER in done.text
    assert WRONG in sign_in(late).text
    assert sign_in(late, password="iets heel anders dan eerst").status_code == 303


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (chosen("te kort"), "te kort"),
        (chosen("x1" * 129), "te lang"),
        (chosen("Anna de Vries!"), "op uw naam"),
        (chosen("Wachtwoord2026!"), "te makkelijk te raden"),
        (chosen(PASSWORD, PASSWORD + " "), "niet gelijk"),
        ({}, "te kort"),
    ],
)
def test_a_password_that_may_not_be_says_why_and_uses_up_nothing(
    visitor: Browser, desk: Desk, anna: Account, form: dict[str, str], words: str
) -> None:
    code = desk.records.credentials.make_link(anna.id, datetime.now(UTC))
    browser = visitor()
    browser.get(f"/welkom/{code}")
    done = browser.post(f"/welkom/{code}", form)
    assert done.status_code == 422
    assert words in done.text
    assert not is_in(browser)
    assert browser.get(f"/welkom/{code}").status_code == 200
    assert 'type="password"' in done.text
    assert f'value="{form.get("wachtwoord")}"' not in done.text


def test_a_link_that_is_old_or_replaced_or_of_a_disabled_account_is_over(
    visitor: Browser, desk: Desk, anna: Account
) -> None:
    make, now, browser = desk.records.credentials.make_link, datetime.now(UTC), visitor()
    replaced, old = make(anna.id, now), make(anna.id, now - timedelta(days=7))
    assert {browser.get(f"/welkom/{code}").status_code for code in (replaced, old, "onzin", "é", "x" * 3000)} == {404}
    code = make(anna.id, now)
    desk.records.accounts.disable(anna.id, now)
    assert browser.get(f"/welkom/{code}").status_code == 404


def test_the_first_link_makes_the_first_admin_and_nobody_after_that(visitor: Browser, desk: Desk) -> None:
    code, browser, late = desk.records.credentials.first_code, visitor(), visitor()
    assert "Maak het eerste account" in browser.get(f"/welkom/{code}").text
    late.get(f"/welkom/{code}")
    refused = browser.post(f"/welkom/{code}", {"naam": "met spatie", "getoond": "<b>De baas</b>", **chosen()})
    assert refused.status_code == 422
    assert "Deze naam kan niet" in refused.text
    assert "&lt;b&gt;De baas" in refused.text
    browser.post(f"/welkom/{code}", {"naam": "Baas@voorbeeld.nl", "getoond": "De baas", **chosen()})
    [account] = desk.records.accounts.all()
    assert (account.name, account.shown, account.role) == ("baas@voorbeeld.nl", "De baas", Role.ADMIN)
    assert browser.get("/beheer").status_code == 200
    assert late.post(f"/welkom/{code}", {"naam": "dief", **chosen()}).status_code == 404
    assert len(desk.records.accounts.all()) == 1


def signed_in_twice(visitor: Browser) -> tuple[Visitor, Visitor]:
    """Two browsers of one person, the first at the page of the account."""
    mine, other = visitor(), visitor()
    sign_in(mine)
    sign_in(other)
    mine.get("/account")
    return mine, other


@pytest.mark.usefixtures("anna")
def test_another_password_ends_the_other_sessions(visitor: Browser) -> None:
    mine, other = signed_in_twice(visitor)
    form = chosen("iets heel anders dan eerst")
    refused = mine.post("/account/wachtwoord", {"huidig": "fout", **form})
    assert refused.status_code == 403
    assert "huidige wachtwoord klopt niet" in refused.text
    assert mine.post("/account/wachtwoord", {"huidig": PASSWORD, **chosen("kort")}).status_code == 422
    assert is_in(other)
    before = mine.client.cookies[TOKEN]
    assert mine.post("/account/wachtwoord", {"huidig": PASSWORD, **form}).status_code == 303
    assert mine.client.cookies[TOKEN] != before
    assert "nieuwe wachtwoord is bewaard" in mine.get("/account?gedaan=wachtwoord").text
    assert not is_in(other)


@pytest.mark.usefixtures("anna")
def test_a_stolen_session_cannot_guess_the_password_without_end(visitor: Browser) -> None:
    browser = visitor()
    sign_in(browser)
    browser.get("/account")
    statuses = [
        browser.post("/account/wachtwoord", {"huidig": f"gok {n}", **chosen("iets heel anders")}).status_code
        for n in range(6)
    ]
    assert statuses == [403] * 5 + [429]


@pytest.mark.usefixtures("anna")
def test_signing_out_everywhere_ends_every_session(visitor: Browser) -> None:
    mine, other = signed_in_twice(visitor)
    assert mine.post("/account/overal-uitloggen").headers["location"] == "/inloggen"
    assert not is_in(mine)
    assert not is_in(other)


def test_a_language_is_kept_and_changes_back(visitor: Browser) -> None:
    browser = visitor()
    browser.get("/inloggen")
    done = browser.post("/taal", {"taal": "en", "naar": "/inloggen"})
    assert (done.status_code, done.headers["location"]) == (303, "/inloggen")
    english = browser.get("/inloggen").text
    assert '<html lang="en">' in english
    assert "Password" in english
    browser.post("/taal", {"taal": "xx", "naar": "//kwaad.example"})
    assert '<html lang="nl">' in browser.get("/inloggen").text
