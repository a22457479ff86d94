"""Which passwords may be chosen, where a request comes from, and the settings of both."""

import pytest
from starlette.requests import Request

from bot.errors import ConfigError
from bot.fronts.web.origin import origin_of
from bot.fronts.web.visit import own_path
from bot.log.accounts import is_name, normal
from bot.log.model import Role
from bot.log.passwords import PasswordFault, fault_in, hash_of, matches
from bot.settings import read_bot_settings

PROXIES = ("127.0.0.1", "10.1.0.0/16")


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("appel peer banaan", None),
        ("qzvbnrtwxkjh", None),
        ("83920174652819", None),
        ("anna anna de vries kiest", None),
        ("kort", PasswordFault.SHORT),
        ("", PasswordFault.SHORT),
        ("e\u0301" * 11, PasswordFault.SHORT),
        ("ab" * 129, PasswordFault.LONG),
        ("a" + "\u0301" * 100_000 + "\u0316" * 100_000, PasswordFault.LONG),  # hours, when put in order
        ("Anna.DeVries.1234", PasswordFault.NAME),
        ("annaannaanna", PasswordFault.NAME),
        ("wachtwoord123", PasswordFault.COMMON),
        ("!!! Welkom 2026 !!!", PasswordFault.COMMON),
        ("geheimgeheim", PasswordFault.COMMON),
        ("aaaaaaaaaaaa", PasswordFault.COMMON),
        ("abcabcabcabc", PasswordFault.COMMON),
        ("123456789012", PasswordFault.COMMON),
        ("qwertyuiopas", PasswordFault.COMMON),
    ],
)
def test_a_password_is_long_and_neither_a_name_nor_common(password: str, fault: PasswordFault | None) -> None:
    assert fault_in(password, "anna", "Anna de Vries") == fault


def test_only_the_same_password_matches_and_nothing_matches_nothing() -> None:
    stored = hash_of("appel peer banaan")
    assert stored.startswith("$argon2id$")
    assert stored != hash_of("appel peer banaan")
    assert matches("appel peer banaan", stored)
    assert not matches("appel peer Banaan", stored)
    assert not matches("", None)
    assert not matches("appel peer banaan", "geen hash")
    longest = "e\u0301" * 256
    assert fault_in(longest + "!", "anna") is PasswordFault.LONG
    assert matches(longest, hash_of(longest))


def test_of_a_name_that_nobody_can_have_only_the_beginning_is_looked_at() -> None:
    endless = "a" + "\u0301" * 100_000 + "\u0316" * 100_000  # hours, when put in order
    assert normal(endless) == normal(endless[:1000])
    assert not is_name(endless)


@pytest.mark.parametrize(
    ("client", "passed_on", "expected"),
    [
        ("192.0.2.7", "", "192.0.2.7"),
        ("192.0.2.7", "198.51.100.1", "192.0.2.7"),
        ("127.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1, 10.1.2.3", "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1:4711", "198.51.100.1"),
        ("127.0.0.1", "198.51.100.1, onzin", "127.0.0.1"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("::ffff:127.0.0.1", "[2001:db8::1]", "2001:db8::/64"),
        ("127.0.0.1", "2001:db8::1:2", "2001:db8::/64"),
        ("testclient", "198.51.100.1", ""),
    ],
)
def test_only_a_proxy_of_ours_is_believed(client: str, passed_on: str, expected: str) -> None:
    headers = [(b"x-forwarded-for", passed_on.encode())] if passed_on else []
    request = Request({"type": "http", "client": (client, 1), "headers": headers})
    assert origin_of(request, PROXIES) == expected


def test_without_a_proxy_nobody_is_believed() -> None:
    headers = [(b"x-forwarded-for", b"198.51.100.1")]
    assert origin_of(Request({"type": "http", "client": ("127.0.0.1", 1), "headers": headers}), ()) == "127.0.0.1"
    assert origin_of(Request({"type": "http", "client": None, "headers": headers}), ()) == ""


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/beheer?pagina=2", "/beheer?pagina=2"),
        ("", "/"),
        ("beheer", "/"),
        ("//kwaad.example", "/"),
        ("https://kwaad.example", "/"),
        ("/\\kwaad.example", "/"),
        ("/\t/kwaad.example", "/"),
        ("//[", "/"),
        ("http://[", "/"),
        ("/half \ud83d", "/"),
        ("/a\r\nset-cookie: x", "/a%0D%0Aset-cookie:%20x"),
    ],
)
def test_the_way_back_stays_on_this_site(address: str, expected: str) -> None:
    assert own_path(address) == expected


def test_groups_and_proxies_are_read_from_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENWIJS_WEB_PROXY", "127.0.0.1, 10.1.0.0/16")
    monkeypatch.setenv("SAMENWIJS_WEB_OIDC_ROLE_CLAIM", "groups")
    monkeypatch.setenv("SAMENWIJS_WEB_OIDC_ROLES", "CN=Beheer=admin, *=asker")
    settings = read_bot_settings()
    assert settings.web_proxies == PROXIES
    assert settings.web_roles == {"CN=Beheer": Role.ADMIN, "*": Role.ASKER}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WEB_PROXY", "mijn-proxy"),
        ("WEB_OIDC_ISSUER", "http://login.voorbeeld.nl"),
        ("WEB_OIDC_ISSUER", "https://login.voorbeeld.nl"),  # without a client
        ("WEB_OIDC_ROLES", "beheerders=koning"),
        ("WEB_OIDC_ROLES", "beheerders=admin"),  # without a claim
    ],
)
def test_a_setting_that_cannot_be_right_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"SAMENWIJS_{name}", value)
    with pytest.raises(ConfigError, match=f"SAMENWIJS_{name}"):
        read_bot_settings()
