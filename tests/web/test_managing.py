"""What an admin does with accounts, and sees of the door."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.fronts.web.wiring import Desk
from bot.log.model import Account, Role
from bot.log.security import Door
from tests.web_visitor import Visitor

PASSWORD = "appel peer banaan kers"
LAST = "Dit is de laatste beheerder"

Browser = Callable[..., Visitor]


@pytest.fixture
def admin(visitor: Browser, desk: Desk) -> Visitor:
    """An admin who can come in, on the page of accounts."""
    browser = visitor(Role.ADMIN, "baas")
    assert browser.account
    desk.records.credentials.change(browser.account.id, PASSWORD)
    browser.arrive(Role.ADMIN, "baas")
    browser.get("/beheer")
    return browser


def made(desk: Desk, name: str = "bea", role: Role = Role.ASKER) -> Account:
    account = desk.records.accounts.add(name, name.title(), role, datetime.now(UTC))
    assert account
    return account


def test_a_new_account_shows_its_link_once_and_the_link_works(admin: Visitor, visitor: Browser, desk: Desk) -> None:
    done = admin.post("/beheer", {"naam": "bea", "getoond": "<script>alert(1)</script>", "rol": "secretariat"})
    found = re.search(r'value="http://testserver(/welkom/[\w-]+)"', done.text)
    assert found
    account = desk.records.accounts.find("bea")
    assert account
    page = admin.get(f"/beheer/account/{account.id}").text
    assert "/welkom/" not in page
    assert "<script>alert" not in page + done.text + admin.get("/beheer").text
    assert "&lt;script&gt;alert" in page
    assert "nog geen wachtwoord" in admin.get("/beheer").text
    owner = visitor()
    owner.get(found[1])
    assert owner.post(found[1], {"wachtwoord": PASSWORD, "nogmaals": PASSWORD}).status_code == 303
    assert owner.get("/collectie").status_code == 200


@pytest.mark.parametrize(
    ("form", "status", "words"),
    [
        ({"naam": "met spatie", "rol": "asker"}, 422, "Deze naam kan niet"),
        ({"naam": "", "rol": "asker"}, 422, "Deze naam kan niet"),
        ({"naam": "BAAS", "rol": "asker"}, 422, "Er is al een account"),
        ({"naam": "cor", "rol": "koning"}, 422, "Het formulier klopt niet"),
    ],
)
def test_a_mistake_in_a_new_account_is_told_and_makes_nothing(
    admin: Visitor, desk: Desk, form: dict[str, str], status: int, words: str
) -> None:
    done = admin.post("/beheer", {**form, "getoond": "Cor"})
    assert done.status_code == status
    assert words in done.text
    assert [account.name for account in desk.records.accounts.all()] == ["baas"]


def test_a_role_a_link_and_the_door_are_changed_on_the_page_of_an_account(admin: Visitor, desk: Desk) -> None:
    path = f"/beheer/account/{made(desk).id}"
    done = admin.post(path, {"doe": "rol", "rol": "reviewer"})
    assert (done.status_code, done.headers["location"]) == (303, f"{path}?gedaan=rol")
    assert "De rol is veranderd" in admin.get(done.headers["location"]).text
    admin.post(path, {"doe": "uit"})
    account = desk.records.accounts.find("bea")
    assert account
    assert account.disabled_at
    assert account.role is Role.REVIEWER
    assert admin.post(path, {"doe": "link"}).status_code == 422
    admin.post(path, {"doe": "aan"})
    assert "/welkom/" in admin.post(path, {"doe": "link"}).text


def test_who_signs_in_through_a_provider_gets_no_password_beside_it(admin: Visitor, desk: Desk) -> None:
    elsewhere = desk.records.accounts.add_vouched("p 1", "cor", "Cor", Role.ASKER, datetime.now(UTC))
    done = admin.post(f"/beheer/account/{elsewhere.id}", {"doe": "link"})
    assert (done.status_code, "/welkom/" in done.text) == (422, False)


def test_nobody_takes_away_the_last_admin(admin: Visitor, desk: Desk) -> None:
    assert admin.account
    path = f"/beheer/account/{admin.account.id}"
    for form in ({"doe": "uit"}, {"doe": "rol", "rol": "reviewer"}):
        done = admin.post(path, form)
        assert done.status_code == 409
        assert LAST in done.text
    made(desk, "cor", Role.ADMIN)
    assert LAST in admin.post(path, {"doe": "uit"}).text, "this one has no password yet"
    assert admin.get("/beheer").status_code == 200


@pytest.mark.parametrize("form", [{"doe": "niets"}, {}, {"doe": "rol", "rol": "koning"}])
def test_what_cannot_be_done_is_a_page_and_changes_nothing(admin: Visitor, desk: Desk, form: dict[str, str]) -> None:
    account = made(desk)
    assert admin.post(f"/beheer/account/{account.id}", form).status_code == 422
    assert desk.records.accounts.get(account.id) == account


@pytest.mark.parametrize("path", ["/beheer/account/nergens", "/beheer/account/%00"])
def test_an_account_that_is_not_there_is_a_page(admin: Visitor, path: str) -> None:
    assert admin.get(path).status_code == 404
    assert admin.post(path, {"doe": "uit"}).status_code == 404


@pytest.mark.parametrize("path", ["/beheer?pagina=0", "/beheer?pagina=x", "/beheer/beveiliging?voor=-1"])
def test_a_page_number_that_cannot_be_is_a_page(admin: Visitor, path: str) -> None:
    assert admin.get(path).status_code == 422


def test_many_accounts_are_shown_in_pages(admin: Visitor, desk: Desk) -> None:
    for number in range(60):
        made(desk, f"collega{number:02}")
    first, second = admin.get("/beheer"), admin.get("/beheer?pagina=2")
    assert "61 accounts" in first.text
    assert "collega48" in first.text
    assert "collega49" not in first.text
    assert "collega59" in second.text
    assert len(first.content) < 25_000


def test_the_security_log_shows_accounts_and_never_what_was_typed(admin: Visitor, visitor: Browser, desk: Desk) -> None:
    admin.post("/beheer", {"naam": "bea", "getoond": "Bea", "rol": "reviewer"})
    stranger = visitor()
    stranger.get("/inloggen")
    stranger.post("/inloggen", {"naam": "mijn-geheime-wachtwoord", "wachtwoord": "x"})
    stranger.post("/inloggen", {"naam": "bea", "wachtwoord": "x"})
    page = admin.get("/beheer/beveiliging").text
    assert "account gemaakt" in page
    assert "Bea (beoordelaar)" in page
    assert "geweigerd" in page
    assert "geheime" not in page
    assert "testclient" not in page
    for number in range(60):
        desk.records.security.add(Door.REFUSED, datetime.now(UTC), name=f"n{number}", address="192.0.2.1")
    more = re.search(r"/beheer/beveiliging\?voor=\d+", admin.get("/beheer/beveiliging").text)
    assert more
    assert "account gemaakt" in admin.get(more[0]).text
    assert len(admin.get("/beheer/beveiliging").content) < 40_000
