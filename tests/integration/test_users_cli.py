"""The commands about who signs in on the web pages, as an admin uses them."""

import re
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.log.model import Role
from bot.log.records import Records

PASSWORD = "appel peer banaan kers"


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["user", *arguments])


def _code(said: str) -> str:
    found = re.search(r"^https?://\S+/welkom/(\S+)$", said, re.MULTILINE)
    assert found
    return found[1]


def test_an_account_comes_with_a_link_on_the_address_of_the_site(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "http://127.0.0.1:8080/welkom/" in _run("add", "bea").output
    monkeypatch.setenv("SAMENWIJS_WEB_ADDRESS", "https://samenwijs.voorbeeld.nl/")
    done = _run("add", "Anna@voorbeeld.nl", "--role", "reviewer", "--shown", "Anna de Vries")
    assert done.exit_code == 0
    assert "https://samenwijs.voorbeeld.nl/welkom/" in done.output
    account = records.credentials.use_link(_code(done.output), PASSWORD, datetime.now(UTC))
    assert account
    assert (account.name, account.shown, account.role) == ("anna@voorbeeld.nl", "Anna de Vries", Role.REVIEWER)


def test_the_list_names_everybody_and_shows_no_link(records: Records) -> None:
    assert "nog geen accounts" in _run("list").output
    code = _code(_run("add", "anna", "--role", "admin", "--shown", "Anna").output)
    listed = _run("list").output
    assert "beheerder" in listed
    assert "nog nooit ingelogd" in listed
    assert code not in listed
    assert code not in {noted.detail for noted in records.security.latest(10)}


def test_a_new_link_replaces_the_one_before(records: Records) -> None:
    first = _code(_run("add", "anna").output)
    second = _code(_run("link", "anna").output)
    now = datetime.now(UTC)
    assert records.credentials.of_link(first, now) is None
    assert records.credentials.of_link(second, now)


def test_somebody_is_let_out_and_in_again_and_gets_another_role(records: Records) -> None:
    _run("add", "anna")
    assert _run("disable", "anna").exit_code == 0
    assert "mag niet meer inloggen" in _run("list").output
    assert _run("link", "anna").exit_code == 2
    assert _run("enable", "anna").exit_code == 0
    assert _run("role", "anna", "secretariat").exit_code == 0
    account = records.accounts.find("anna")
    assert account
    assert (account.role, account.disabled_at) == (Role.SECRETARIAT, None)


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["add", "anna"], "Er is al een account"),
        (["add", "anna de vries"], "letters, cijfers"),
        (["add", "bea", "--role", "koning"], "--role"),
        (["link", "bea"], "Er is geen account"),
        (["disable", "anna"], "laatste beheerder"),
        (["role", "anna", "asker"], "laatste beheerder"),
        (["role", "bea", "asker"], "Er is geen account"),
    ],
)
def test_a_mistake_is_named_and_ends_with_two(command: list[str], words: str) -> None:
    _run("add", "anna", "--role", "admin")
    done = _run(*command)
    assert done.exit_code == 2
    assert words in " ".join(done.output.split())
    assert "Traceback" not in done.output
