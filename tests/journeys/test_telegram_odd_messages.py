"""Whatever a person can send: the bot neither breaks nor falls silent where an answer is due."""

import time
from dataclasses import replace

import pytest

from bot.fronts.telegram.phrases_nl import DUTCH
from bot.fronts.telegram.wiring import Desk
from bot.model import Progress, Question, Turn
from tests.bot_api import ANNA, BOT, BotApi, Person
from tests.bot_api_rules import Button, Json
from tests.chat_answers import QUOTE, an_answer
from tests.clerk import Clerk
from tests.running_bot import running

BEA = Person(2002, "bea")
GROUP = -100500
PERSON: Json = {"id": 3003, "is_bot": False, "first_name": "Cees"}


TEXTS = (
    "😀",
    "😀👩‍👩‍👧 Wat is een BRE? 🤝",
    "\u202eWat is een BRE?\u202c",
    "\u05de\u05d4 \u05d6\u05d4 BRE?",
    "Wat\u200b is\u200d een\ufeff BRE?",
    "<b>Wat</b> is een <script>alert(1)</script> BRE?",
    "*Wat* _is_ [een](http://x) `BRE`?",
    "Wat is een BRE? " * 375,
    "x" * 4096,
    "?!?",
    "\u0000\u0007 Wat is een BRE?",
    "\u202e\u202e",
    "a" * 300 + " " + "é́́́" * 200,
    "' OR 1=1; DROP TABLE turns; --",
    "{kept} {0} %s $HOME",
    "@samenwijs_test_bot",
)

THINGS: tuple[tuple[str, object], ...] = (
    ("photo", [{"file_id": "f", "file_unique_id": "f", "width": 1, "height": 1}]),
    ("voice", {"file_id": "f", "file_unique_id": "f", "duration": 1}),
    ("location", {"latitude": 52.0, "longitude": 5.0}),
    ("contact", {"phone_number": "0612345678", "first_name": "Cees"}),
    ("dice", {"emoji": "🎲", "value": 3}),
    (
        "poll",
        {
            "id": "1",
            "question": "Wat?",
            "options": [],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
        },
    ),
)

DATA = (
    "0:s:q:1",
    "2:s:q:1:0",
    "s:q:1",
    "x",
    "1:",
    "1:z:q",
    "1:s",
    "1:s:q:x:0",
    "1:s:q:99999999999999999999:0",
    "1:f:q:-1:0",
    "1:l:x:y",
    "1:k:x",
    "1:b:-5:x",
    "1:b:999:",
    "1:p:999",
    "1:g:x",
    "1:q:x",
    "1:w:x",
    "1:t:fr",
    "1:r:q:99",
    "1:u:q",
    "1:d:q",
    "1:o:q",
    "1:v:yes:0",
    "1:v:yes:x",
    "1:m:q",
    "1:a:x",
    "😀" * 16,
)


def test_any_text_gets_one_answer_and_one_line_in_the_log(library: BotApi, desk: Desk) -> None:
    for number, text in enumerate(TEXTS, 1):
        library.say(text)
        assert library.wait_for_messages(number)[number - 1].text, text
        assert len(list(desk.records.turns.rows())) == number, text
    library.say("/help")
    assert library.wait_for_messages(len(TEXTS) + 1)[-1].text.startswith("Zo werkt het")


def test_what_is_no_text_gets_a_kind_word(chat: BotApi, clerk: Clerk) -> None:
    for kind, content in THINGS:
        chat.show(kind, content)
    assert [message.text for message in chat.wait_for_messages(len(THINGS))] == [DUTCH.not_text] * len(THINGS)
    assert clerk.asked == []


def test_the_words_under_a_photo_are_a_question(chat: BotApi, clerk: Clerk) -> None:
    photo = [{"file_id": "f", "file_unique_id": "f", "width": 1, "height": 1}]
    chat.say("", photo=photo, caption="Wie betaalt?")
    answer = chat.wait_for_messages(1)[0]
    assert answer.text.startswith(f"{DUTCH.caption_only}\n\n{QUOTE}")
    assert [question.text for question in clerk.asked] == ["Wie betaalt?"]


def test_an_album_gets_one_word(chat: BotApi) -> None:
    photo = [{"file_id": "f", "file_unique_id": "f", "width": 1, "height": 1}]
    for _ in range(3):
        chat.say("", photo=photo, media_group_id="7")
    chat.say("/help")
    assert [m.text for m in chat.wait_for_messages(2)[:1]] == [DUTCH.not_text]
    assert len(chat.messages()) == 2


@pytest.mark.parametrize("size", [0, 1])
def test_a_file_is_for_the_secretariat(telegram: BotApi, clerk: Clerk, size: int) -> None:
    with running(telegram, clerk.desk, secretariat=["@bea"]):
        telegram.upload("brief.pdf", b"x" * size)
        assert telegram.wait_for_messages(1)[0].text == DUTCH.file
        telegram.upload("brief.pdf", b"x" * size, BEA)
        assert telegram.wait_for_messages(1, BEA.id)[0].text == DUTCH.file_secretariat
    assert clerk.asked == []


def test_a_file_too_large_to_fetch_is_not_fetched(chat: BotApi) -> None:
    about = {"file_id": "f", "file_unique_id": "f", "file_name": "groot.pdf", "file_size": 25 * 1024 * 1024}
    chat.show("document", about | {"mime_type": "application/pdf"})
    assert chat.wait_for_messages(1)[0].text == DUTCH.file


def test_every_press_of_any_button_is_answered(telegram: BotApi, clerk: Clerk) -> None:
    with running(telegram, clerk.desk, per_minute=0):
        telegram.say("Wie betaalt?")
        (answer,) = telegram.wait_for_messages(1)
        presses = [telegram.press(answer, Button("oud", data)) for data in DATA]
        presses += [telegram.press(answer, Button("oud", data), BEA, forgotten=True) for data in DATA]
        for press in presses:
            telegram.wait_for_answer(press)
        telegram.say("Wie betaalt?", BEA)
        assert QUOTE in telegram.wait_for_messages(1, BEA.id)[0].text


def test_in_a_group_only_who_speaks_to_the_bot_gets_an_answer(chat: BotApi, clerk: Clerk) -> None:
    chat.say("Zullen we koffie drinken?", BEA, GROUP)
    chat.say("@iemand_anders weet jij het?", BEA, GROUP)
    chat.say("@Samenwijs_test_bot, wie betaalt?", BEA, GROUP)
    (answer,) = chat.wait_for_messages(1, GROUP)
    assert answer.reply_to is not None
    chat.reply(answer, "En wanneer?", BEA)
    chat.wait_for_messages(2, GROUP)
    chat.say("/help@samenwijs_test_bot", BEA, GROUP)
    chat.wait_for_messages(3, GROUP)
    assert [question.text for question in clerk.asked] == [", wie betaalt?", "En wanneer?"]
    assert len(chat.messages(GROUP)) == 3


def test_a_bot_that_comes_into_a_group_introduces_itself_and_welcomes_nobody_else(chat: BotApi) -> None:
    chat.say("", BEA, GROUP, new_chat_members=[PERSON])
    chat.say("", BEA, GROUP, new_chat_members=[PERSON, BOT])
    (hello,) = chat.wait_for_messages(1, GROUP)
    assert "@samenwijs_test_bot" in hello.text


def test_what_telegram_says_of_a_group_is_not_answered(chat: BotApi, clerk: Clerk) -> None:
    chat.say("", BEA, GROUP, migrate_to_chat_id=-1009)
    chat.say("", BEA, -1009, migrate_from_chat_id=GROUP)
    chat.say("", BEA, GROUP, left_chat_member=PERSON)
    chat.say("", BEA, GROUP, pinned_message={"message_id": 5, "date": 0, "chat": {"id": GROUP, "type": "supergroup"}})
    chat.say("Wie betaalt?")
    chat.wait_for_messages(1)
    assert chat.messages(GROUP) == chat.messages(-1009) == []
    assert len(clerk.asked) == 1


def test_a_forwarded_message_is_read_as_a_question(chat: BotApi, clerk: Clerk) -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Cees"}
    chat.say("Wie betaalt?", forward_origin=origin)
    chat.wait_for_messages(1)
    assert [question.text for question in clerk.asked] == ["Wie betaalt?"]


def test_inline_questions_offer_quotes_and_leave_no_trace(library: BotApi, desk: Desk) -> None:
    (offered,) = library.wait_for_results(library.ask_inline("Wat is een BRE?"))
    content = offered["input_message_content"]
    assert "Een bestuurlijk regionaal ecosysteem (BRE) is het gebied" in content["message_text"]
    assert (
        "Besturen in Regionale Ecosystemen (BRE)\nSamenwijs, naar Rijksuniversiteit Groningen, 1 juni 2024, dia 2"
        in (content["message_text"])
    )
    assert library.wait_for_results(library.ask_inline("")) == ()
    assert library.wait_for_results(library.ask_inline("burgemeester Parijs"))[0]["title"] == DUTCH.inline_nothing
    assert list(desk.records.turns.rows()) == []


def test_who_may_not_ask_is_offered_nothing_inline(telegram: BotApi, clerk: Clerk) -> None:
    with running(telegram, clerk.desk, allowed=["@anna"]):
        assert telegram.wait_for_results(telegram.ask_inline("De provincie betaalt", BEA)) == ()
        assert telegram.wait_for_results(telegram.ask_inline("De provincie betaalt", ANNA)) != ()


def test_an_answer_grows_in_one_message_while_a_model_writes(telegram: BotApi, clerk: Clerk) -> None:
    whole = an_answer()
    seen: list[str] = []

    def slowly(question: Question, on_progress: Progress) -> Turn:
        on_progress(whole)
        (growing,) = telegram.wait_for_messages(1)
        seen.append(growing.text)
        for _ in range(50):
            on_progress(whole)
        time.sleep(0.2)  # so that edits which come too fast have the time to be refused
        return clerk.answer(question, on_progress)

    with running(telegram, replace(clerk.desk, answer=slowly)):
        telegram.say("Wie betaalt?")
        (growing,) = telegram.wait_for_messages(1)
        final = telegram.wait_for_change(growing)
    assert seen == [f"{QUOTE} [1]\n…"]
    assert final.text.startswith(f"{QUOTE} [1]\n\nBronnen")
    assert final.buttons
    assert len(telegram.messages()) == 1


def test_a_model_that_writes_more_than_a_message_holds_ends_in_several(telegram: BotApi, clerk: Clerk) -> None:
    long = an_answer(texts=["Een lange zin over samenwerking. " * 300])
    clerk.reply = lambda _: long

    def growing(question: Question, on_progress: Progress) -> Turn:
        on_progress(an_answer())
        telegram.wait_for_messages(1)
        return clerk.answer(question, on_progress)

    with running(telegram, replace(clerk.desk, answer=growing)):
        telegram.say("Wie betaalt?")
        parts = telegram.wait_for_messages(3)
    assert [bool(part.buttons) for part in telegram.messages()] == [False, False, True]
    assert "…" not in parts[0].text
