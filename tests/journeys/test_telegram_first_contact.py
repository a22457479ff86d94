"""A newcomer: what the bot says it is, what it knows, and what it does with somebody's data."""

import re
from base64 import urlsafe_b64encode

from bot.fronts.telegram.phrases_en import ENGLISH
from bot.fronts.telegram.phrases_nl import DUTCH
from bot.fronts.telegram.wiring import Desk
from tests.bot_api import BotApi, Person, Sent, button, last
from tests.clerk import Clerk
from tests.running_bot import running

BEA = Person(2002, "bea")
GROUP = -100500


LINKS = (
    (urlsafe_b64encode(b"Wat is een BRE?").decode().rstrip("="), "Een bestuurlijk regionaal ecosysteem"),
    ("Wat is een BRE?", "Een bestuurlijk regionaal ecosysteem"),
    ("d-dff8a53362b4", "Van: Samenwijs, naar Rijksuniversiteit Groningen"),
    ("ibp-vitaal-platteland.docx", "Datum: 21 juni 2019"),
    (urlsafe_b64encode(b"Samen werkt beter: het akkoord van 2013").decode().rstrip("="), "Datum: 31 dece"),
    ("d-000000000000", DUTCH.document_gone),
    ("onzin", "Welkom."),
    ("____", "Welkom."),
)


def test_a_newcomer_hears_what_the_bot_is_knows_and_keeps_and_gets_examples_that_are_answered(library: BotApi) -> None:
    library.say("/start")
    welcome = last(library, 1)
    for words in ("computerprogramma", "automatisch", "8 documenten", "21 november 2026", "zonder uw naam", "/privacy"):
        assert words in welcome.text
    assert "vertrouwelijke of persoonlijke" in welcome.text
    assert len(welcome.buttons) == 2
    for number, example in enumerate(welcome.buttons, 2):
        library.press(welcome, example)
        answer = last(library, number)
        assert answer.styled("bold")[0] == example.text
        assert "[1]" in answer.text


def test_help_lists_every_command_that_telegram_shows(chat: BotApi, clerk: Clerk) -> None:
    chat.say("/help")
    chat.say("/nietbestaand nu")
    first, second = chat.wait_for_messages(2)
    assert first.text == second.text
    chat.wait_for(lambda: ("setMyCommands", "nl") in chat.profile)
    shown = chat.profile["setMyCommands", "nl"]
    for name, what in DUTCH.commands:
        assert f"/{name} – {what}" in first.text
        assert f'"{name}"' in shown
    assert clerk.asked == []


def test_telegram_shows_what_the_bot_is_in_both_languages(chat: BotApi) -> None:
    chat.wait_for(lambda: ("setMyShortDescription", "en") in chat.profile)  # the bot says it while it already answers
    assert chat.profile["setMyDescription", ""] == chat.profile["setMyDescription", "nl"] == DUTCH.description
    assert chat.profile["setMyDescription", "en"] == ENGLISH.description
    assert chat.profile["setMyShortDescription", "en"] == ENGLISH.short_description


def test_a_bot_that_telegram_will_not_describe_answers_all_the_same(telegram: BotApi, clerk: Clerk) -> None:
    telegram.fail_always("setMyCommands", 404)
    with running(telegram, clerk.desk):
        telegram.say("Wie betaalt?")
        assert "[1]" in last(telegram, 1).text


def test_who_asks_before_greeting_is_told_once_what_is_kept(chat: BotApi) -> None:
    chat.say("Wie betaalt?")
    chat.say("Wie betaalt?")
    first, second = chat.wait_for_messages(2)
    assert first.text.endswith(DUTCH.first_words)
    assert DUTCH.first_words not in second.text


def test_privacy_says_what_is_kept_and_who_is_responsible(library: BotApi) -> None:
    library.say("/privacy")
    said = last(library, 1).text
    for words in ("Hoe lang?", "/vergeet", "Provincie Voorbeeld.", "BSN", "Telegram"):
        assert words in said


def test_who_wants_to_be_forgotten_is_forgotten_after_saying_so_twice(library: BotApi, desk: Desk) -> None:
    library.say("Wat is een BRE?")
    library.say("Wat is een BRE?", BEA)
    last(library, 1, BEA.id)
    library.say("/vergeet")
    asked = last(library, 2)
    assert len(list(desk.records.turns.rows())) == 2

    other = library.press(asked, button(asked, DUTCH.forget_yes), BEA)
    assert library.wait_for_answer(other) == DUTCH.not_yours
    library.press(asked, button(asked, DUTCH.forget_no))
    assert library.wait_for_change(asked).text == DUTCH.not_forgotten
    assert len(list(desk.records.turns.rows())) == 2

    library.say("/vergeet")
    again = last(library, 3)
    library.press(again, button(again, DUTCH.forget_yes))
    assert "1 vraag met antwoord" in library.wait_for_change(again).text
    assert [turn.question for turn in desk.records.turns.rows()] == ["Wat is een BRE?"]


def test_somebody_may_be_spoken_to_in_english(library: BotApi) -> None:
    library.say("/taal")
    asked = last(library, 1)
    library.press(asked, button(asked, "English"))
    library.wait_for_change(asked)
    library.say("What is a BRE?")
    answer = last(library, 2)
    assert "Sources\n[1]" in answer.text
    assert "1 June 2024" in answer.text
    assert button(answer, ENGLISH.bad)
    library.say("/help")
    assert last(library, 3).text.startswith(ENGLISH.help[:20])


def test_a_link_opens_the_bot_at_a_document_or_with_a_question(library: BotApi) -> None:
    for number, (payload, words) in enumerate(LINKS, 1):
        library.say(f"/start {payload}")
        assert words in last(library, number).text


def test_the_documents_can_be_paged_searched_opened_and_asked(library: BotApi, desk: Desk) -> None:
    library.say("/bronnen")
    shelf = last(library, 1)
    assert "8 documenten" in shelf.text
    assert (
        "3. Nationale programma's voor de leefomgeving\nSamenwijs, naar Rijksoverheid, 31 december 2022" in shelf.text
    )
    library.press(shelf, button(shelf, "3"))
    card = last(library, 2)
    assert "https://www.rijksoverheid.nl" in card.text
    library.press(card, button(card, DUTCH.ask_within))
    prompt = last(library, 3)
    assert prompt.markup["force_reply"]
    library.reply(prompt, "Wie zijn de partners van Samen werkt beter?")
    nothing = last(library, 4)
    assert nothing.text.startswith("Dit staat niet in “Nationale programma's voor de leefomgeving”.")
    library.press(nothing, button(nothing, DUTCH.everywhere))
    assert "vijftien partners" in last(library, 5).text

    library.say("/bronnen overijssel")
    assert last(library, 6).text.startswith("2 documenten bij “overijssel”.")
    library.say("/bronnen zeppelin:😀" + "x" * 80)
    assert last(library, 7).text.startswith("Geen document gevonden")
    assert [turn.status for turn in desk.records.turns.rows()] == ["no_evidence", "answered"]


def the_card(library: BotApi) -> Sent:
    """The card of a programme, looked up in the list of programmes."""
    library.say("/programmas")
    programmes = last(library, 1)
    while (number := re.search(r"(\d+)\. Samen werkt beter\n", programmes.text)) is None:
        library.press(programmes, button(programmes, DUTCH.next))
        programmes = library.wait_for_change(programmes)
    library.press(programmes, button(programmes, number[1]))
    return last(library, 2)


def test_a_programme_is_one_card_with_a_number_on_every_line(library: BotApi) -> None:
    theirs = the_card(library)
    assert theirs.styled("bold")[0] == "Samen werkt beter"
    assert "Partners" in theirs.styled("bold")
    lines = [line for line in theirs.text.splitlines() if line.startswith("• ")]
    assert len(lines) > 4
    assert all(re.search(r"\[\d+\]$", line) for line in lines)
    library.press(theirs, button(theirs, "[1]"))
    assert last(library, 3).styled("blockquote")


def test_a_programme_leads_to_its_documents(library: BotApi) -> None:
    theirs = the_card(library)
    library.press(theirs, button(theirs, "akkoor"))
    card = last(library, 3)
    assert "er is een nieuwere versie, “Samen werkt beter: vijftien partners" in card.text
    library.press(card, button(card, DUTCH.read_document))
    reading = library.wait_for_change(card)
    assert "Stand van zaken op 31 december 2013" in reading.styled("blockquote")[0]
    assert [b.text for b in reading.buttons] == [DUTCH.next, DUTCH.about_document, DUTCH.ask_within]


def test_personal_data_is_kept_out_of_the_log_and_the_person_hears_so(library: BotApi, desk: Desk) -> None:
    library.say("Mijn BSN is 123456782 en mail jan@voorbeeld.nl. Wat is een BRE?")
    answer = last(library, 1)
    assert "een burgerservicenummer (BSN), een e-mailadres" in answer.text
    (turn,) = desk.records.turns.rows()
    assert turn.question == "Mijn BSN is [BSN] en mail [e-mailadres]. Wat is een BRE?"
    assert "123456782" not in turn.searched
