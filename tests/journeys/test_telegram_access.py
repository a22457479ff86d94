"""Who may ask, how much, and what somebody sees who may not."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import ConfigError
from bot.fronts.telegram import notices
from bot.log.model import Invitation, Role
from tests.bot_api import ANNA, BotApi, Person
from tests.chat_answers import QUOTE
from tests.clerk import Clerk
from tests.running_bot import running

BEA = Person(2002, "Bea_1")
CAS = Person(3003, "casper")
GROUP = -100500
NAME = "@samenwijs_test_bot"


def _invite(clerk: Clerk, role: Role = Role.ASKER, uses: int = 1, days: int = 7) -> tuple[str, Invitation]:
    now = datetime.now(UTC)
    return clerk.records.invitations.make(role, uses, now + timedelta(days=days), now)


def _texts(telegram: BotApi, count: int, person: Person) -> list[str]:
    return [message.text for message in telegram.wait_for_messages(count, person.id)]


def test_everybody_may_ask_until_somebody_is_invited_and_then_who_is_invited(telegram: BotApi, clerk: Clerk) -> None:
    with running(telegram, clerk.desk):
        telegram.say("Wie betaalt?", BEA)
        telegram.wait_for_messages(1, BEA.id)
        code, _ = _invite(clerk)
        telegram.say("En nu?", BEA)
        assert _texts(telegram, 2, BEA)[1] == notices.refused(BEA.id)
        telegram.say(f"/start {code}", CAS)
        admitted, welcome, *_ = _texts(telegram, 2, CAS)
        assert admitted == notices.admitted()
        assert "automatisch" in welcome
        telegram.say("Wie betaalt?", CAS)
        assert QUOTE in _texts(telegram, 3, CAS)[2]
        telegram.say(f"/start {code}", BEA)  # it was for one
        assert _texts(telegram, 3, BEA)[2] == notices.bad_code()
    assert [question.text for question in clerk.asked] == ["Wie betaalt?", "Wie betaalt?"]


@pytest.mark.parametrize("days", [7, -1])
def test_an_invitation_that_is_revoked_or_over_lets_nobody_in(telegram: BotApi, clerk: Clerk, days: int) -> None:
    code, invitation = _invite(clerk, days=days)
    if days > 0:
        clerk.records.invitations.revoke(invitation.number, datetime.now(UTC))
    with running(telegram, clerk.desk):
        telegram.say(f"/start {code}", BEA)
        telegram.say("/start uitnodiging-gegokt", BEA)
        assert _texts(telegram, 2, BEA) == [notices.bad_code()] * 2
        telegram.say("/start", BEA)
        telegram.say("/bronnen", BEA)
        assert _texts(telegram, 4, BEA)[2:] == [notices.refused(BEA.id)] * 2


def test_the_setting_decides_whatever_invitations_there_are(telegram: BotApi, clerk: Clerk) -> None:
    with running(telegram, clerk.desk, invite_only=True):
        telegram.say("Wie betaalt?", BEA)
        assert _texts(telegram, 1, BEA) == [notices.refused(BEA.id)]
    _invite(clerk, Role.SECRETARIAT)
    with running(telegram, clerk.desk, invite_only=False):
        telegram.say("Wie betaalt?", BEA)
        assert QUOTE in _texts(telegram, 2, BEA)[1]


def test_the_secretariat_and_the_admins_may_ask_too(telegram: BotApi, clerk: Clerk) -> None:
    with running(telegram, clerk.desk, allowed=["1"], secretariat=["@BEA_1"], admins=["3003"]):
        for person in (BEA, CAS):
            telegram.say("Wie betaalt?", person)
            assert QUOTE in _texts(telegram, 1, person)[0]
        telegram.say("Wie betaalt?")
        assert _texts(telegram, 1, ANNA) == [notices.refused(ANNA.id)]


def test_who_is_blocked_hears_so_and_is_answered_again_afterwards(telegram: BotApi, clerk: Clerk) -> None:
    with running(telegram, clerk.desk, admins=["3003"]):
        telegram.say("Wie betaalt?", BEA)
        (answer,) = telegram.wait_for_messages(1, BEA.id)
        clerk.records.blocks.add("telegram:@bea_1", datetime.now(UTC))
        telegram.say("Wie betaalt?", BEA)
        assert telegram.wait_for_answer(telegram.press(answer, answer.buttons[0], BEA)) == notices.blocked()
        assert _texts(telegram, 2, BEA)[1] == notices.blocked()
        clerk.records.blocks.remove("telegram:@bea_1")
        clerk.records.blocks.add("telegram:3003", datetime.now(UTC))  # nobody locks an admin out
        for person, count in ((BEA, 3), (CAS, 1)):
            telegram.say("Wie betaalt?", person)
            assert QUOTE in _texts(telegram, count, person)[-1]


def test_who_asks_too_much_hears_so_in_a_friendly_way_and_others_notice_nothing(telegram: BotApi, clerk: Clerk) -> None:
    with running(telegram, clerk.desk, per_minute=3):
        for _ in range(10):
            telegram.say("Wie betaalt?", BEA)
        telegram.wait_for_messages(6, BEA.id)
        telegram.say("Wie betaalt?")
        telegram.wait_for_messages(1)
    said = _texts(telegram, 6, BEA)
    assert len(said) == 6  # then it is a flood, which words only make worse
    assert sum(QUOTE in text for text in said) == 3
    assert said.count(notices.too_fast()) == 3
    assert len(clerk.asked) == 4


def test_a_day_has_its_limit_too_and_everybody_hears_it_in_their_language(telegram: BotApi, clerk: Clerk) -> None:
    with running(telegram, clerk.desk, per_day=2):
        telegram.say("Wie betaalt?", BEA)
        telegram.wait_for_messages(1, BEA.id)
        clerk.records.people.choose_language("telegram:2002", "en")
        for _ in range(2):
            telegram.say("Wie betaalt?", BEA)
        assert notices.too_much(2, "en") in _texts(telegram, 3, BEA)


def test_in_a_group_only_who_speaks_to_the_bot_is_answered_or_refused(telegram: BotApi, clerk: Clerk) -> None:
    with running(telegram, clerk.desk, allowed=["@anna"]):
        telegram.say("Zullen we koffie halen?", ANNA, GROUP)
        telegram.say("Zullen we thee halen?", BEA, GROUP)
        telegram.say(f"{NAME} Wie betaalt?", BEA, GROUP)
        telegram.say(f"{NAME} Wie betaalt?", ANNA, GROUP)
        said = [message.text for message in telegram.wait_for_messages(2, GROUP)]
    assert notices.refused(BEA.id) in said
    assert len(said) == len(telegram.messages(GROUP)) == 2
    assert len(clerk.asked) == 1


def test_a_refused_person_asks_inline_and_gets_nothing(telegram: BotApi, clerk: Clerk) -> None:
    with running(telegram, clerk.desk, allowed=["@anna"]):
        asked = telegram.ask_inline("Wie betaalt?", BEA)
        telegram.wait_for(lambda: asked in telegram.offered)
    assert telegram.offered[asked] == ()


@pytest.mark.parametrize("setting", ["allowed", "secretariat", "admins"])
def test_a_name_that_nobody_can_have_is_a_fault_at_the_start(telegram: BotApi, clerk: Clerk, setting: str) -> None:
    with running(telegram, clerk.desk, **{setting: ["anna@voorbeeld.nl"]}) as bot:
        bot.wait()
    assert isinstance(bot.fault, ConfigError)
    assert "anna@voorbeeld.nl" in str(bot.fault)


def test_admins_hear_of_a_fault_once_and_not_what_was_asked(telegram: BotApi, clerk: Clerk) -> None:
    telegram.say("/start", CAS)

    def break_down(_: object) -> object:
        raise ZeroDivisionError("geheime vraag")

    clerk.reply = break_down  # type: ignore[assignment]  # it never returns
    with running(telegram, clerk.desk, admins=["3003", "@anna"]):
        telegram.wait_for_messages(1, CAS.id)
        for count in (1, 2):
            telegram.say("Wat is de geheime vraag?", BEA)
            telegram.wait_for_messages(count, BEA.id)
        (_, alert) = telegram.wait_for_messages(2, CAS.id)
    assert "ZeroDivisionError" in alert.text
    assert "geheime" not in alert.text
    assert len(telegram.messages(CAS.id)) == 2
