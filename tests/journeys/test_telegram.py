"""Conversations with the bot in Telegram: a real application against a Bot API server as strict as the real one."""

import asyncio
import re
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from telegram import Bot

from bot.errors import AlreadyRunning, BotError, ServiceError
from bot.fronts.telegram import notices
from bot.fronts.telegram.network import PollWatch
from bot.fronts.telegram.phrases_nl import DUTCH
from bot.fronts.telegram.wiring import Connection
from bot.log.answer_log import AnswerLog
from bot.model import Answer, Citation, Question
from bot.privacy import Pseudonyms
from tests.bot_api import ANNA, BotApi, Person
from tests.bot_api_rules import Json
from tests.chat_answers import AFTER, BEFORE, QUOTE, a_passage, a_source, an_answer, no_evidence
from tests.clerk import Clerk
from tests.running_bot import RunningBot, running

BEA = Person(2002, "bea")
GROUP = -100500


def test_a_question_gets_an_answer_whose_sources_can_be_opened(chat: BotApi) -> None:
    chat.say("Wie betaalt?")
    (answer,) = chat.wait_for_messages(1)
    assert answer.text.startswith(f"{QUOTE} [1]\n\nBronnen\n[1] Afspraken over de veenweide")
    assert answer.styled("bold") == ["Bronnen"]
    assert chat.actions[0] == ANNA.id
    assert not answer.previews

    press = chat.press(answer, answer.buttons[0])
    source = chat.wait_for_messages(2)[1]
    assert chat.wait_for_answer(press) == ""
    assert source.styled("blockquote") == [BEFORE + QUOTE + AFTER]
    assert QUOTE in source.styled("bold")
    for known in ("Provincie Voorbeeld", "1 mei 2019", "p. 3", "Afspraken › Geld", "https://voorbeeld.nl/afspraken"):
        assert known in source.text


def test_a_question_reaches_the_assistant_as_typed_and_in_its_own_conversation(chat: BotApi, clerk: Clerk) -> None:
    update = chat.say("  Wie <b>betaalt</b>? 😀 ")
    chat.wait_for_messages(1)
    chat.say("@samenwijs_test_bot En in de groep?", BEA, GROUP)
    chat.wait_for_messages(1, GROUP)
    chat.say("En in dit onderwerp, @Samenwijs_test_bot", BEA, GROUP, message_thread_id=9, is_topic_message=True)
    chat.wait_for_messages(2, GROUP)

    assert [question.text for question in clerk.asked] == [
        "  Wie <b>betaalt</b>? 😀 ",
        "En in de groep?",
        "En in dit onderwerp,",
    ]
    assert clerk.asked[0].asked_at == datetime.fromtimestamp(update["message"]["date"], UTC)
    assert [question.conversation_id for question in clerk.asked] == [
        "telegram:1001:1001",
        "telegram:-100500:2002",
        "telegram:-100500:2002:9",
    ]
    assert {question.channel for question in clerk.asked} == {"telegram"}


def test_a_question_that_telegram_delivers_twice_is_one_question(telegram: BotApi, clerk: Clerk) -> None:
    with running(telegram, clerk.desk):
        update = telegram.say("Wie betaalt?")
        telegram.wait_for_messages(1)
    telegram.deliver_again(update)
    with running(telegram, clerk.desk):
        telegram.wait_for_messages(2)
        telegram.say("Wie betaalt?")
        telegram.wait_for_messages(3)
    first, again, other = (question.id for question in clerk.asked)
    assert first == again != other
    assert str(ANNA.id) not in first


def test_an_abstention_has_no_sources_and_can_be_judged(chat: BotApi, clerk: Clerk) -> None:
    clerk.reply = lambda _: no_evidence()
    chat.say("Wie is de burgemeester van Parijs?")
    (answer,) = chat.wait_for_messages(1)
    assert answer.text.startswith(no_evidence().notice)
    assert "[1]" not in answer.text
    assert [button.text for button in answer.buttons] == [DUTCH.good, DUTCH.bad]


def test_a_long_answer_arrives_whole_with_its_buttons_under_the_end(chat: BotApi, clerk: Clerk) -> None:
    said = [f"{number}. {'Een lange zin over 😀 samenwerking. ' * 40}".strip() for number in range(8)]
    clerk.reply = lambda _: an_answer([a_passage(a_source(f"{number}.pdf")) for number in range(8)], said)
    chat.say("Noem alles")
    parts = chat.wait_for_messages(4)
    assert [part.text[0] for part in parts] == ["0", "2", "4", "6"]
    assert [sum(button.text.startswith("[") for button in part.buttons) for part in parts] == [0, 0, 0, 8]
    assert parts[3].styled("bold") == ["Bronnen"]


def test_text_that_looks_like_markup_arrives_as_it_is(chat: BotApi, clerk: Clerk) -> None:
    strange = "*ster* _streep_ <b>& [haak](x) `code` \u202eomgekeerd\u200b 👩‍👩‍👧"
    clerk.reply = lambda _: an_answer([a_passage(a_source(title=strange), quote=strange)])
    chat.say(strange)
    (answer,) = chat.wait_for_messages(1)
    assert answer.text.startswith(f"{strange} [1]")
    chat.press(answer, answer.buttons[0])
    source = chat.wait_for_messages(2)[1]
    assert source.styled("bold") == [f"[1] {strange}", strange]


def test_a_source_that_is_gone_is_said_to_be_gone(telegram: BotApi, clerk: Clerk) -> None:
    with running(telegram, clerk.desk):
        telegram.say("Wie betaalt?")
        (answer,) = telegram.wait_for_messages(1)
    with running(telegram, clerk.desk):
        old = telegram.press(answer, replace(answer.buttons[0], data="1:s:long-ago:1:0"), forgotten=True)
        odd = telegram.press(answer, replace(answer.buttons[0], data="knop van vroeger"))
        for press in (old, odd):
            telegram.wait_for_answer(press)
        assert {message.text for message in telegram.wait_for_messages(3)[1:]} == {DUTCH.gone, DUTCH.old_button}


def test_somebody_else_may_open_a_source_in_a_group(chat: BotApi) -> None:
    chat.say("@samenwijs_test_bot Wie betaalt?", ANNA, GROUP)
    (answer,) = chat.wait_for_messages(1, GROUP)
    press = chat.press(answer, answer.buttons[0], BEA, forgotten=True)
    chat.wait_for_answer(press)
    assert QUOTE in chat.wait_for_messages(2, GROUP)[1].text


@pytest.mark.parametrize("kind", ["photo", "sticker", "voice"])
def test_what_is_not_text_gets_a_kind_word_and_is_no_question(chat: BotApi, clerk: Clerk, kind: str) -> None:
    about: Json = {"file_id": "f", "file_unique_id": "f", "width": 1, "height": 1, "duration": 1}
    about |= {"type": "regular", "is_animated": False, "is_video": False} if kind == "sticker" else {}
    chat.show(kind, [about] if kind == "photo" else about)
    assert chat.wait_for_messages(1)[0].text == DUTCH.not_text
    assert clerk.asked == []


def test_an_edited_question_is_answered_anew_and_an_edit_that_changes_nothing_is_not(
    chat: BotApi, clerk: Clerk
) -> None:
    update = chat.say("Wie betaald?")
    chat.wait_for_messages(1)
    chat.edit(update, "Wie betaald?")
    chat.edit(update, "Wie betaalt?")
    chat.wait_for_messages(2)
    assert [question.text for question in clerk.asked] == ["Wie betaald?", "Wie betaalt?"]
    assert len({question.id for question in clerk.asked}) == 2


def test_who_is_not_on_the_list_sees_nothing_of_the_collection(telegram: BotApi, clerk: Clerk) -> None:
    with running(telegram, clerk.desk, allowed=["@anna"]):
        telegram.say("@samenwijs_test_bot Wie betaalt?", ANNA, GROUP)
        (answer,) = telegram.wait_for_messages(1, GROUP)
        telegram.say("Wie betaalt?", BEA)
        telegram.say("/start", BEA)
        press = telegram.press(answer, answer.buttons[0], BEA)
        assert telegram.wait_for_answer(press) == notices.refused(BEA.id)
        assert [m.text for m in telegram.wait_for_messages(2, BEA.id)] == [notices.refused(BEA.id)] * 2
    assert [question.text for question in clerk.asked] == ["Wie betaalt?"]
    assert len(telegram.messages(GROUP)) == 1


# The library warns of its own future: `retry_after` will be a timedelta. It reads the number itself, we do not.
@pytest.mark.filterwarnings("ignore:.*`retry_after` will be of type:telegram.warnings.PTBDeprecationWarning")
def test_an_answer_survives_limits_and_a_failing_server(chat: BotApi) -> None:
    chat.fail_next("sendChatAction", 500)
    chat.fail_next("sendMessage", 429, retry_after=1)
    chat.fail_next("sendMessage", 502)
    chat.fail_next("getUpdates", 502)
    chat.say("Wie betaalt?")
    assert QUOTE in chat.wait_for_messages(1)[0].text


def test_a_fault_while_answering_is_told_kindly_and_recorded(
    chat: BotApi, clerk: Clerk, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(_: Question) -> Answer:
        raise ZeroDivisionError

    clerk.reply = break_down
    chat.say("Wie betaalt?")
    assert chat.wait_for_messages(1)[0].text == "Er ging iets mis bij het zoeken."
    assert [question.text for question in clerk.broken] == ["Wie betaalt?"]
    assert "ZeroDivisionError" in caplog.text

    clerk.reply = lambda _: an_answer()
    chat.say("En nu?")
    assert QUOTE in chat.wait_for_messages(2)[1].text


def test_a_fault_anywhere_else_is_told_kindly_too(telegram: BotApi, clerk: Clerk, tmp_path: Path) -> None:
    class BrokenLog(AnswerLog):
        def quotes(self, question_id: str, number: int) -> list[Citation]:
            del question_id, number
            raise ZeroDivisionError

    connection = Connection(telegram.token, Path("unused.lock"), telegram.base_url)
    broken = replace(clerk.records, turns=BrokenLog(f"sqlite:///{tmp_path / 'log.sqlite'}", Pseudonyms(b"k" * 32)))
    bot = RunningBot(connection, replace(clerk.desk, records=broken))
    telegram.say("Wie betaalt?")
    (answer,) = telegram.wait_for_messages(1)
    telegram.wait_for_answer(telegram.press(answer, answer.buttons[0]))
    assert telegram.wait_for_messages(2)[1].text == DUTCH.failed
    bot.stop()


def test_somebody_who_blocked_the_bot_is_no_fault(
    telegram: BotApi, clerk: Clerk, caplog: pytest.LogCaptureFixture
) -> None:
    telegram.blocked.add(BEA.id)
    with running(telegram, clerk.desk):
        telegram.say("Wie betaalt?", BEA)
        telegram.say("Wie betaalt?", ANNA)
        telegram.wait_for_messages(1)
        telegram.wait_for(lambda: clerk.records.inbox.size() == 0)
    assert len(clerk.asked) == 2
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_what_waited_for_the_start_and_what_is_in_hand_at_the_stop_are_answered(telegram: BotApi, clerk: Clerk) -> None:
    stopping = threading.Event()

    def answer_when_stopping(_: Question) -> Answer:
        assert stopping.wait(30)
        return an_answer()

    clerk.reply = answer_when_stopping
    telegram.say("Gevraagd voor de start")
    with running(telegram, clerk.desk) as bot:
        while not clerk.asked:
            threading.Event().wait(0.01)
        threading.Timer(0.2, stopping.set).start()
        bot.stop()
    assert QUOTE in telegram.messages()[0].text


def test_many_people_at_once_are_all_answered(chat: BotApi, clerk: Clerk) -> None:
    three_at_once = threading.Barrier(3)

    def answer_together(question: Question) -> Answer:
        three_at_once.wait(20)
        return an_answer(texts=[f"Antwoord voor {question.conversation_id}"])

    clerk.reply = answer_together
    people = [Person(5000 + number, f"p{number}") for number in range(12)]
    for person in people:
        chat.say("Wie betaalt?", person)
    for person in people:
        (answer,) = chat.wait_for_messages(1, person.id)
        assert f"telegram:{person.id}:{person.id}" in answer.text


def test_a_wrong_token_ends_the_start_with_one_line_that_does_not_hold_it(telegram: BotApi, clerk: Clerk) -> None:
    with running(telegram, clerk.desk, token="4242:mistyped") as bot:
        bot.wait()
    assert isinstance(bot.fault, ServiceError)
    assert str(bot.fault) == notices.UNKNOWN_BOT


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/bot", "geen adres", "http://127.0.0.1:x/bot"])
def test_an_address_without_telegram_ends_the_start_with_one_line(telegram: BotApi, clerk: Clerk, address: str) -> None:
    with running(telegram, clerk.desk, base_url=address) as bot:
        bot.wait()
    assert str(bot.fault) == notices.unreachable(address)
    assert "\n" not in str(bot.fault)


def test_a_token_that_is_withdrawn_ends_the_bot(telegram: BotApi, clerk: Clerk) -> None:
    with running(telegram, clerk.desk) as bot:
        telegram.say("Wie betaalt?")
        telegram.wait_for_messages(1)
        telegram.token = "4242:renewed"
        telegram.interrupt_polls()
        bot.wait()
    assert str(bot.fault) == notices.UNKNOWN_BOT


def test_of_two_bots_with_one_token_the_newcomer_gives_way(telegram: BotApi, clerk: Clerk) -> None:
    with running(telegram, clerk.desk) as old:
        telegram.say("Wie betaalt?")
        telegram.wait_for_messages(1)
        with running(telegram, clerk.desk, patience=0.1) as newcomer:
            newcomer.wait()
        assert isinstance(newcomer.fault, AlreadyRunning)
        telegram.say("Ben je er nog?")
        telegram.wait_for_messages(2)
    assert old.fault is None


def test_a_conflict_that_lasts_ends_a_bot_and_one_that_passes_does_not() -> None:
    async def faults_after(*polls: tuple[float, int]) -> BotError | None:
        now = [0.0]
        watch = PollWatch(asyncio.Event(), patience=10, clock=lambda: now[0])
        for now[0], status in polls:
            watch.saw(status)
        return watch.fault

    assert asyncio.run(faults_after((0, 409), (5, 409), (9, 409))) is None
    assert isinstance(asyncio.run(faults_after((0, 409), (5, 409), (11, 409))), AlreadyRunning)
    assert asyncio.run(faults_after((0, 409), (5, 200), (11, 409))) is None
    assert asyncio.run(faults_after((0, 200), (1, 409), (12, 409))) is None
    assert isinstance(asyncio.run(faults_after((0, 200), (1, 409), (12, 409), (27, 409))), AlreadyRunning)


def test_the_bot_api_hands_out_files_and_takes_edits_as_the_real_one_does(telegram: BotApi) -> None:
    async def fetch() -> bytes:
        async with Bot(telegram.token, telegram.base_url, telegram.base_url.replace("/bot", "/file/bot")) as client:
            message = await client.send_message(ANNA.id, "eerst")
            await client.edit_message_text("daarna", ANNA.id, message.message_id)
            file = await client.get_file("brief.txt")
            return bytes(await file.download_as_bytearray())

    telegram.upload("brief.txt", b"inhoud")
    assert asyncio.run(fetch()) == b"inhoud"
    assert [message.text for message in telegram.messages()] == ["daarna"]
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/bot", telegram.base_url)
