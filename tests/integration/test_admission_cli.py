"""The commands about who may ask, as an admin uses them."""

import re
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.log.model import Role
from bot.log.records import Records

ANNA = "telegram:1001"


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def _invited(*options: str) -> tuple[str, str]:
    """The code and what else was said."""
    done = _run("invite", *options)
    assert done.exit_code == 0
    found = re.search(r"^/start (\S+)$", done.output, re.MULTILINE)
    assert found
    return found[1], done.output


def test_an_invitation_lets_in_whom_it_says_it_does(records: Records) -> None:
    code, said = _invited("--role", "secretariat", "--uses", "2", "--days", "3")
    assert re.fullmatch(r"[\w-]{1,64}", code), "Telegram takes nothing else in a link"
    assert "2 personen" in said
    assert "SAMENWIJS_TELEGRAM_INVITE_ONLY=false" in said
    invitation = records.invitations.redeem(code, ANNA, datetime.now(UTC))
    assert invitation is not None
    assert (invitation.role, invitation.uses_left) == (Role.SECRETARIAT, 2)
    assert 2 <= (invitation.expires_at - datetime.now(UTC)).days <= 3


def test_the_list_names_invitations_by_number_and_never_shows_a_code(records: Records) -> None:
    assert "nog geen uitnodigingen" in _run("invite", "list").output
    code, said = _invited()
    number = records.invitations.all()[0].number
    listed = _run("invite", "list").output
    assert number in listed
    assert number in said
    assert "nog 1 keer" in listed
    assert code not in listed
    assert "ingetrokken" not in listed


@pytest.mark.parametrize("by", ["number", "code"])
def test_a_revoked_invitation_lets_nobody_in(records: Records, by: str) -> None:
    code, _ = _invited()
    assert _run("invite", "revoke", code if by == "code" else records.invitations.all()[0].number).exit_code == 0
    assert records.invitations.redeem(code, ANNA, datetime.now(UTC)) is None
    assert "ingetrokken" in _run("invite", "list").output


def test_a_number_a_name_and_a_pseudonym_can_be_blocked_and_unblocked(records: Records) -> None:
    person = records.people.meet(ANNA, "telegram:1001:1001", datetime.now(UTC))
    for who in ("1001", "@Anna", "anna", person.pseudonym):
        assert _run("block", who).exit_code == 0
        assert records.blocks.any_of([ANNA, "telegram:@anna"])
        assert _run("unblock", who).exit_code == 0
        assert not records.blocks.any_of([ANNA, "telegram:@anna"])


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["invite", "revoke", "00000000"], "bestaat niet"),
        (["unblock", "1001"], "niet geblokkeerd"),
        (["block", "anna@voorbeeld.nl"], "geen Telegram-nummer"),
        (["invite", "--uses", "0"], "--uses"),
        (["invite", "--role", "koning"], "--role"),
    ],
)
def test_a_mistake_is_named_in_one_line_and_ends_with_two(command: list[str], words: str) -> None:
    done = _run(*command)
    assert done.exit_code == 2
    assert words in done.output
    assert "Traceback" not in done.output
