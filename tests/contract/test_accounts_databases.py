"""What accounts, sessions, links and the security log promise, whichever database they live in."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from bot.errors import LogError
from bot.log.account_tables import AccountEntry, SecurityEntry
from bot.log.credentials import LINK_LASTS
from bot.log.model import Account, Role
from bot.log.records import Records, open_records
from bot.log.security import Door
from bot.log.sessions import IDLE, LONGEST
from bot.roster import Roster
from tests.log_turns import NOON

KEY = b"k" * 32
PASSWORD = "appel peer banaan kers"
TOKEN = "token-of-a-browser-0123456789"
MINUTE = timedelta(minutes=1)
HERE = "192.0.2.1"


@pytest.fixture
def records(url: str) -> Iterator[Records]:
    with closing(open_records(url, KEY)) as records:
        yield records


def an_account(records: Records, name: str = "anna", role: Role = Role.ASKER, password: str = "") -> Account:
    account = records.accounts.add(name, "", role, NOON)
    assert account
    if password:
        records.credentials.change(account.id, password)
    return account


def test_a_name_is_taken_once_however_it_is_written(records: Records) -> None:
    account = an_account(records, " Anna@Voorbeeld.NL ")
    assert (account.name, account.shown) == ("anna@voorbeeld.nl", "Anna@Voorbeeld.NL")
    assert records.accounts.add("ANNA@voorbeeld.nl", "", Role.ADMIN, NOON) is None
    assert records.accounts.find("Anna@voorbeeld.nl") == records.accounts.get(account.id) == account


def test_a_session_lasts_while_it_is_used_and_no_longer_than_a_day_of_work(records: Records) -> None:
    account = an_account(records)
    records.sessions.begin(account.id, TOKEN, NOON)
    seen = replace(account, seen_at=NOON)
    moment = NOON
    while (moment := moment + IDLE - MINUTE) < NOON + LONGEST:
        assert records.sessions.account(TOKEN, moment) == seen
    assert records.sessions.account(TOKEN, NOON + LONGEST + MINUTE) is None
    records.sessions.begin(account.id, "another-browser-0123456789", NOON)
    assert records.sessions.account("another-browser-0123456789", NOON + IDLE + MINUTE) is None


def test_a_session_ends_by_signing_out_disabling_another_password_or_everywhere(records: Records) -> None:
    account = an_account(records)
    ends: list[Callable[[], object]] = [
        lambda: records.sessions.end(TOKEN),
        lambda: records.credentials.change(account.id, PASSWORD),
        lambda: records.sessions.end_all(account.id),
        lambda: records.accounts.disable(account.id, NOON),
    ]
    for end in ends:
        records.sessions.begin(account.id, TOKEN, NOON)
        assert records.sessions.account(TOKEN, NOON)
        end()
        assert records.sessions.account(TOKEN, NOON) is None
    records.accounts.enable(account.id)
    assert records.sessions.account(TOKEN, NOON) is None, "who was out stays out until signing in again"


def test_a_password_is_checked_whatever_keyboard_it_comes_from(records: Records) -> None:
    an_account(records, password="caf\u00e9 appel peer kers")
    assert records.credentials.check("ANNA", "cafe\u0301 appel peer kers")
    for name, password in [("anna", "cafe appel peer kers"), ("anna", ""), ("bea", PASSWORD), ("anna", "x" * 10_000)]:
        assert records.credentials.check(name, password) is None


def test_a_password_that_was_stored_with_older_settings_is_stored_anew(records: Records) -> None:
    from argon2 import PasswordHasher

    account = an_account(records)
    old = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with Session(records.turns.engine) as session, session.begin():
        session.execute(update(AccountEntry).values(password=old))
    assert records.credentials.check("anna", PASSWORD)
    with Session(records.turns.engine) as session:
        stored = session.get_one(AccountEntry, account.id).password
    assert stored
    assert stored != old
    assert PASSWORD not in stored
    assert records.credentials.check("anna", PASSWORD)


def test_a_link_lets_one_of_many_in(records: Records) -> None:
    account = an_account(records)
    code = records.credentials.make_link(account.id, NOON)
    assert records.credentials.of_link(code, NOON + LINK_LASTS - MINUTE) == account
    assert records.credentials.of_link(code, NOON + LINK_LASTS) is None
    with ThreadPoolExecutor(8) as pool:
        used = list(pool.map(lambda n: records.credentials.use_link(code, f"{PASSWORD} {n}", NOON), range(8)))
    assert sum(one is not None for one in used) == 1
    winner = next(number for number, one in enumerate(used) if one)
    assert records.credentials.check("anna", f"{PASSWORD} {winner}")


def test_the_first_account_is_made_once(records: Records) -> None:
    assert records.credentials.is_first(records.credentials.first_code)
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda n: records.accounts.add_first(f"baas{n}", "", NOON), range(8)))
    assert sum(account is not None for account in made) == len(records.accounts.all()) == 1
    assert not records.credentials.is_first(records.credentials.first_code)


def test_the_last_admin_who_can_come_in_stays(records: Records) -> None:
    anna = an_account(records, "anna", Role.ADMIN, PASSWORD)
    an_account(records, "bea", Role.ADMIN)  # has not chosen a password yet
    assert not records.accounts.disable(anna.id, NOON)
    assert not records.accounts.change_role(anna.id, Role.REVIEWER)
    assert records.accounts.change_role(anna.id, Role.ADMIN)
    cor = an_account(records, "cor", Role.ADMIN, PASSWORD)
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda account: records.accounts.disable(account.id, NOON), (anna, cor)))
    assert sorted(done) == [False, True]
    assert (
        len([a for a in records.accounts.all() if a.role is Role.ADMIN and not a.disabled_at and a.has_password]) == 1
    )


def test_somebody_a_provider_vouches_for_has_one_account(records: Records) -> None:
    local = an_account(records, "anna", Role.ADMIN)
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: records.accounts.add_vouched("p 1", "anna", "A", Role.ASKER, NOON).id, range(8)))
    assert len(made) == 1
    account = records.accounts.vouched("p 1")
    assert account
    assert (account.id in made, account.is_elsewhere, account.shown) == (True, True, "A")
    assert account.name.startswith("anna-")
    assert records.accounts.find("anna") == local
    assert records.accounts.vouched("p 2") is None


def test_who_guesses_waits_ever_longer_and_the_owner_comes_in_again(records: Records) -> None:
    waits = []
    moment = NOON
    for _ in range(12):
        while wait := records.security.admit("anna", HERE, moment):
            waits.append(wait)
            moment += wait
    assert waits[:5] == [timedelta(seconds=30) * 2**n for n in range(5)]
    assert max(waits) == timedelta(minutes=15)
    for same in ("Anna ", "\uff21nna", "\uff41\uff4e\uff4e\uff41"):
        assert records.security.admit(same, HERE, moment), "the same name"
    assert not records.security.admit("bea", HERE, moment)
    records.security.add(Door.CHOSE_PASSWORD, moment, name="anna", address=HERE)
    assert not records.security.admit("anna", HERE, moment)


def test_many_tries_at_once_are_not_all_the_first(records: Records) -> None:
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: records.security.admit("anna", HERE, NOON), range(24)))
    assert waits.count(timedelta(0)) == 5


def test_somebody_gets_what_happened_at_the_door_with_their_name_or_account(records: Records) -> None:
    anna, bea = (records.accounts.add(name, "", Role.ADMIN, NOON) for name in ("anna", "bea"))
    assert anna
    assert bea
    records.security.add(Door.REFUSED, NOON, name="Anna", address=HERE)
    records.security.add(
        Door.ROLE_CHANGED, NOON, name="bea", address=HERE, account_id=anna.id, detail=f"{bea.id} admin"
    )
    records.security.add(Door.SIGNED_IN, NOON, name="bea", address=HERE, account_id=bea.id)
    assert [noted.event for noted in records.security.of(anna)] == [Door.ROLE_CHANGED, Door.REFUSED]
    assert [noted.event for noted in records.security.of(bea)] == [Door.SIGNED_IN, Door.ROLE_CHANGED]


def test_one_address_tries_few_names_but_many_people_share_one(records: Records) -> None:
    for number in range(60):
        assert not records.security.admit(f"collega{number}", HERE, NOON)
        records.security.add(Door.SIGNED_IN, NOON, name=f"collega{number}", address=HERE)
    admitted = [not records.security.admit(f"gok{number}", HERE, NOON) for number in range(40)]
    assert admitted == [True] * 30 + [False] * 10
    assert not records.security.admit("gok1", "192.0.2.2", NOON)


def test_the_security_log_names_nobody_who_typed_and_only_grows(records: Records) -> None:
    roster = Roster(records, None, HERE)
    added = roster.add("anna", "Anna", Role.ASKER, NOON)
    assert added
    account, _ = added
    roster.change_role(account, Role.REVIEWER, NOON)
    records.security.admit("geheim-wachtwoord", HERE, NOON)
    records.security.add(Door.REFUSED, NOON, name="geheim-wachtwoord", address=HERE)
    refused, changed, made = records.security.latest(10)
    assert (refused.event, changed.event, made.event) == (Door.REFUSED, Door.ROLE_CHANGED, Door.ACCOUNT_MADE)
    assert changed.detail == f"{account.id} reviewer"
    assert "geheim" not in refused.name
    assert HERE not in refused.address
    assert [noted.number for noted in records.security.latest(1, before=refused.number)] == [changed.number]
    for change in (delete(SecurityEntry), update(SecurityEntry).values(event="niets")):
        with pytest.raises(Exception, match="only grows"), records.turns.engine.begin() as connection:
            connection.execute(change)


def test_a_database_that_fails_is_a_fault_of_the_log(records: Records) -> None:
    with records.turns.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE sessions")
    with pytest.raises(LogError):
        records.sessions.account(TOKEN, NOON)
