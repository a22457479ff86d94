"""Reading on from an answer: the passage behind a number, its neighbours, what else was found, and asking within."""

import pytest

from bot.fronts.telegram.phrases_nl import DUTCH
from bot.fronts.telegram.wiring import Desk
from bot.live import LiveCollection
from tests.bot_api import ANNA, BotApi, Person, Sent, button, last
from tests.bot_api_rules import Button
from tests.clerk import a_collection
from tests.running_bot import real_desk, running

PARTNERS = "Wie zijn de partners van Samen werkt beter?"
BEA = Person(2002, "bea")
GROUP = -100500


def changed(telegram: BotApi, message: Sent, button: Button) -> Sent:
    """A message after a press that puts something else in it."""
    telegram.press(message, button)
    return telegram.wait_for_change(message)


def test_a_source_is_shown_in_context_with_its_quotes_and_can_be_paged(library: BotApi) -> None:
    library.say(PARTNERS)
    answer = last(library, 1)
    assert "• Vitens, het drinkwaterbedrijf. [8]" in answer.text
    assert "⚠ Let op: deze bron is" in answer.text
    library.press(answer, button(answer, "[1]–[8]"))
    source = last(library, 2)
    quoted = source.styled("blockquote")[0]
    assert "Samen werkt beter heeft nu vijftien partners." in source.styled("bold")
    assert all(words in quoted for words in source.styled("bold")[1:])
    assert "1 mei 2019" in source.text
    assert "https://www.overijssel.nl" in source.text

    before = changed(library, source, button(source, DUTCH.previous))
    assert "Wat doen wij?" in before.styled("blockquote")[0]
    assert len(before.styled("bold")) == 1
    back = changed(library, before, button(before, DUTCH.next))
    assert (back.text, back.entities) == (source.text, source.entities)
    assert len(library.messages()) == 2


def test_the_first_and_the_last_passage_have_nothing_beyond_them(library: BotApi) -> None:
    library.say(PARTNERS)
    answer = last(library, 1)
    library.press(answer, button(answer, "[1]–[8]"))
    page = last(library, 2)
    for _ in range(20):
        if not [b for b in page.buttons if b.text == DUTCH.next]:
            break
        page = changed(library, page, button(page, DUTCH.next))
    assert "Samenvatting voor de startcollectie" in page.text
    assert DUTCH.previous in [b.text for b in page.buttons]


def test_a_reply_to_a_source_asks_within_that_document(library: BotApi, desk: Desk) -> None:
    library.say(PARTNERS)
    answer = last(library, 1)
    library.press(answer, button(answer, DUTCH.more))
    more = last(library, 2)
    assert "1. Samen werkt beter: het akkoord van 2013" in more.text
    library.press(more, button(more, "1"))
    old = last(library, 3)
    library.reply(old, "Met hoeveel partners?")
    within = last(library, 4)
    assert within.text.startswith("Gezocht in “Samen werkt beter: het akkoord van 2013”.")
    assert "veertien" in within.text
    *_, turn = desk.records.turns.rows()
    assert {citation.passage.source.doc for citation in turn.citations} == {"samen-werkt-beter-akkoord-2013.txt"}


def test_a_reply_to_an_answer_is_a_question_like_any_other(library: BotApi) -> None:
    library.say(PARTNERS)
    library.reply(last(library, 1), "Wat is een BRE?")
    assert "Een bestuurlijk regionaal ecosysteem" in last(library, 2).text


def test_a_follow_up_shows_how_it_was_read(library: BotApi) -> None:
    library.say("Wat is een BRE?")
    assert "Ik begreep" not in last(library, 1).text
    library.say("En hoeveel zijn het er?")
    assert last(library, 2).text.startswith("Ik begreep uw vraag als: En hoeveel zijn het er? (")


def test_what_is_suggested_is_answered(library: BotApi) -> None:
    library.say(PARTNERS)
    answer = last(library, 1)
    suggested = button(answer, "💬")
    library.press(answer, suggested)
    following = last(library, 2)
    assert following.styled("bold")[0] == suggested.text.removeprefix("💬 ")
    assert "[1]" in following.text


def test_an_abstention_shows_what_comes_close_only_when_asked(library: BotApi) -> None:
    library.say("Wie is de burgemeester van Parijs?")
    answer = last(library, 1)
    assert "staat niet in de documenten" in answer.text
    assert "[1]" not in answer.text
    library.press(answer, button(answer, DUTCH.close))
    assert last(library, 2).text.startswith(DUTCH.closest)


@pytest.mark.parametrize("kind", ["s", "f"])
def test_old_buttons_work_after_a_restart_and_after_a_refresh(
    telegram: BotApi, corpus: LiveCollection, tmp_path_factory: pytest.TempPathFactory, kind: str
) -> None:
    folder = tmp_path_factory.mktemp("log")
    with real_desk(corpus, folder) as desk, running(telegram, desk):
        telegram.say(PARTNERS)
        answer = last(telegram, 1)
    label = next(b for b in answer.buttons if b.data.startswith("1:s:"))
    pressed = Button(label.text, label.data if kind == "s" else label.data.replace("1:s:", "1:f:"))
    with real_desk(corpus, folder) as desk, running(telegram, desk):
        telegram.press(answer, pressed)
        assert last(telegram, 2).styled("blockquote")
    other = a_collection(tmp_path_factory.mktemp("refreshed"))
    with real_desk(other, folder) as desk, running(telegram, desk):
        telegram.press(answer, pressed)
        source = last(telegram, 3)
    assert DUTCH.changed_since in source.text
    assert source.styled("blockquote") == telegram.messages()[1].styled("blockquote")
    assert source.buttons == ()


def test_in_a_group_everybody_may_read_a_source_and_only_the_asker_may_judge(library: BotApi, desk: Desk) -> None:
    library.say(f"@samenwijs_test_bot {PARTNERS}", ANNA, GROUP)
    answer = last(library, 1, GROUP)
    library.press(answer, button(answer, "[1]–[8]"), BEA)
    assert "vijftien" in last(library, 2, GROUP).text
    theirs = library.press(answer, button(answer, DUTCH.good), BEA)
    assert library.wait_for_answer(theirs) == DUTCH.not_yours
    mine = library.press(answer, button(answer, DUTCH.good), ANNA)
    assert library.wait_for_answer(mine) == DUTCH.thanks
    (turn,) = desk.records.turns.rows()
    assert turn.feedback == "up"


def test_a_thumb_down_is_kept_with_its_reason(library: BotApi, desk: Desk) -> None:
    library.say("Wat is een BRE?")
    answer = last(library, 1)
    library.press(answer, button(answer, DUTCH.bad))
    why = last(library, 2)
    fitting = [label for label, stored in DUTCH.reasons if stored != "staat er wel in"]
    assert [b.text for b in why.buttons] == [*fitting, DUTCH.own_words]
    done = changed(library, why, button(why, "verouderd"))
    assert done.buttons == ()
    (turn,) = desk.records.turns.rows()
    assert (turn.feedback, turn.feedback_reason) == ("down", "verouderd")

    library.press(why, button(why, DUTCH.own_words))
    library.reply(last(library, 3), "Bel mij op 06-12345678, het klopt niet")
    assert last(library, 4).text == DUTCH.feedback_kept
    (turn,) = desk.records.turns.rows()
    assert (turn.feedback, turn.feedback_reason) == ("down", "Bel mij op [telefoonnummer], het klopt niet")


def test_where_nothing_was_found_it_may_be_in_the_documents_after_all(library: BotApi, desk: Desk) -> None:
    library.say("Wie is de burgemeester van Parijs?")
    answer = last(library, 1)
    library.press(answer, button(answer, DUTCH.bad))
    why = last(library, 2)
    assert [b.text for b in why.buttons] == ["Dit vroeg ik niet", "Het staat er wel in", DUTCH.own_words]
    changed(library, why, button(why, "Het staat er wel in"))
    (turn,) = desk.records.turns.rows()
    assert (turn.feedback, turn.feedback_reason) == ("down", "staat er wel in")


def test_a_remark_is_kept_with_the_last_answer_and_no_answer_means_no_remark(library: BotApi, desk: Desk) -> None:
    library.say("/feedback Mooie bot")
    assert last(library, 1).text == DUTCH.feedback_first_ask
    library.say("Wat is een BRE?")
    answer = last(library, 2)
    library.wait_for_answer(library.press(answer, button(answer, DUTCH.good)))
    library.say("/feedback Mooie bot")
    last(library, 3)
    (turn,) = desk.records.turns.rows()
    assert (turn.feedback, turn.feedback_reason) == ("up", "Mooie bot")
    library.say("/feedback")
    library.reply(last(library, 4), "Nog mooier")
    last(library, 5)
    (turn,) = desk.records.turns.rows()
    assert (turn.feedback, turn.feedback_reason) == ("up", "Nog mooier")
