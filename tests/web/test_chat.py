"""The chat on the web: the same answers as in a messenger, in a browser without JavaScript and in one with htmx."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import update
from starlette.testclient import TestClient

from bot.errors import LogError
from bot.fronts.web.wiring import Desk, Site
from bot.log.model import LoggedTurn, Role
from bot.log.tables import TurnEntry
from bot.model import Progress, Question, Turn
from ingest.errors import NoIndex
from tests.web.asking import PARTIAL, ask, ids, number_of
from tests.web_visitor import Visitor

Visit = Callable[..., Visitor]
KNOWN = "Wie zijn de partners van Samen werkt beter?"
FOLLOW_UP = "En in 2019?"
UNKNOWN = "Wie is de burgemeester van Parijs?"


@pytest.fixture
def browser(visitor: Visit) -> Visitor:
    return visitor(Role.ASKER)


def test_a_question_gets_its_answer_sources_and_cautions_without_javascript(browser: Visitor) -> None:
    page = ask(browser, KNOWN)
    (turn,) = browser.desk.records.turns.rows()
    assert turn.channel == "web"
    assert turn.statements
    for statement in turn.statements:
        assert statement.text in page
    for citation in turn.citations:
        assert re.search(
            rf'href="/vraag/{turn.id}/bron/{citation.number}" aria-label="bron {citation.number}: .+"', page
        )
    assert "Samen werkt beter: vijftien partners voor economie en ecologie" in page
    assert "Let op: deze bron is" in page
    assert "Wat komt in de buurt?" not in page


def test_a_follow_up_is_understood_from_the_conversation_and_a_new_one_forgets_it(browser: Visitor) -> None:
    ask(browser, KNOWN)
    page = ask(browser, FOLLOW_UP)
    assert KNOWN in page
    assert "Ik begreep uw vraag als: Wie zijn de partners van Samen werkt beter in 2019?" in page
    old = ids(browser)
    assert browser.post("/gesprek/nieuw").status_code == 303
    page = ask(browser, FOLLOW_UP)
    assert KNOWN not in page
    assert "Ik begreep uw vraag als" not in page
    assert browser.get(f"/vraag/{old[0]}").status_code == 404


def test_what_is_not_in_the_documents_is_said_with_what_comes_close(browser: Visitor) -> None:
    page = ask(browser, UNKNOWN)
    assert "staat niet in de documenten" in page
    assert 'class="citation"' not in page
    assert "Bronnen" not in page


def test_our_own_words_never_stand_among_the_quotes(browser: Visitor) -> None:
    doubted, older = "Wat is een BRE?", "Let op: [2] is ouder (1 mei 2013) dan [1] (1 juni 2024)."
    for text in (doubted, "Welke programma's zijn er?", UNKNOWN):
        ask(browser, text)
    first, second, third = ids(browser)
    _note(browser, first, older)
    page = browser.get(f"/vraag/{first}").text
    assert f'<div class="alert alert--warning"><p>{older}</p></div>' in page
    assert older not in _quoted(page)
    assert "<p" in _quoted(page)
    page = browser.get(f"/vraag/{second}").text
    assert re.search(r'<div class="alert alert--info"><p>Ik heb 8 documenten bekeken', page)
    assert "bekeken" not in _quoted(page)
    assert re.search(r"<ul>\s*<li", _quoted(page))
    page = browser.get(f"/vraag/{third}").text
    assert re.search(r'<div class="alert alert--plain"><p>Het antwoord op deze vraag staat niet', page)
    assert 'class="answer"' not in page


def _note(browser: Visitor, question_id: str, words: str) -> None:
    with browser.desk.records.turns.engine.begin() as connection:
        connection.execute(update(TurnEntry).where(TurnEntry.id == question_id).values(notice=words))


def _quoted(page: str) -> str:
    """What stands in the grey of quotes."""
    found = re.search(r'<div class="answer">(.*?)</div>', page, re.DOTALL)
    assert found
    return found[1]


def test_a_newcomer_reads_what_is_kept_and_is_told_once_more_with_the_first_answer(browser: Visitor) -> None:
    first = browser.get("/").text
    assert "U praat met een automatisch systeem" in first
    assert "8 documenten" in first
    assert "niets vertrouwelijks of persoonlijks" in first
    notice = "Ik ben een automatisch systeem. Uw vraag en mijn antwoord worden bewaard"
    assert notice in ask(browser, KNOWN)
    second = ask(browser, FOLLOW_UP)
    assert notice not in second
    assert "niets vertrouwelijks of persoonlijks" in second


def test_an_example_and_what_to_ask_next_are_questions_that_get_an_answer(browser: Visitor) -> None:
    offered = re.findall(r'name="vraag" value="([^"]+)"', browser.get("/").text)
    assert offered
    page = ask(browser, offered[0])
    assert 'class="citation"' in page
    following = re.findall(r'name="vraag" value="([^"]+)"', ask(browser, KNOWN))
    assert following
    assert 'class="citation"' in ask(browser, following[0])


def test_an_empty_question_is_asked_for_again_and_leaves_no_trace(browser: Visitor) -> None:
    for text in ("", "   ", "\n\t"):
        sent = browser.post("/vraag", {"vraag": text})
        assert sent.status_code == 422
        assert 'aria-invalid="true"' in sent.text
    assert ids(browser) == []


def test_an_odd_question_gets_a_sensible_word_and_stays_text(browser: Visitor) -> None:
    odd = {
        "woord " * 1700: "Uw vraag is te lang",
        "🙂🙂": "Ik zie geen vraag",
        "<script>alert(1)</script> wie zijn de partners van Samen werkt beter?": "vijftien partners",
        "wie\x00 zijn de partners van Samen werkt beter?": "vijftien partners",
    }
    for text, said in odd.items():
        sent = browser.post("/vraag", {"vraag": text, "nummer": number_of(browser)})
        assert sent.status_code == 303
        page = browser.get(sent.headers["location"]).text
        assert said in page[page.index(f'id="{sent.headers["location"].removeprefix("/#")}"') :]
        assert "<script>alert" not in page
    assert len(ids(browser)) == len(odd)


def test_personal_data_is_not_kept_and_that_is_said(browser: Visitor) -> None:
    page = ask(browser, f"{KNOWN} Mail mij op jan.jansen@voorbeeld.nl of bel 06-12345678.")
    assert "In uw vraag stond iets persoonlijks" in page
    assert "een e-mailadres" in page
    assert "jan.jansen" not in page
    (turn,) = browser.desk.records.turns.rows()
    assert "jan.jansen" not in turn.question


def test_a_double_click_or_a_reload_is_one_question(browser: Visitor) -> None:
    form = {"vraag": KNOWN, "nummer": number_of(browser)}
    places = {browser.post("/vraag", form).headers["location"] for _ in range(3)}
    assert len(places) == len(ids(browser)) == 1
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: browser.post("/vraag", form | {"vraag": UNKNOWN}), range(4)))
    assert len(ids(browser)) == 2
    browser.post("/vraag", form | {"nummer": number_of(browser)})
    assert len(ids(browser)) == 3


def test_a_number_of_another_form_opens_nobody_elses_answer(browser: Visitor, visitor: Visit) -> None:
    form = {"vraag": KNOWN, "nummer": number_of(browser)}
    browser.post("/vraag", form)
    other = visitor(Role.ASKER, "ander")
    other.get("/")
    other.post("/vraag", form)
    assert len(set(ids(browser))) == 2


def test_another_person_gets_no_page_of_an_answer(browser: Visitor, visitor: Visit) -> None:
    ask(browser, KNOWN)
    (mine,) = ids(browser)
    for other in (visitor(Role.ASKER, "ander"), visitor(Role.ADMIN), visitor(Role.REVIEWER)):
        for path in ("", "/bron/1", "/tekst", "/voortgang"):
            assert other.get(f"/vraag/{mine}{path}", headers=PARTIAL).status_code == 404, path
        assert other.post(f"/vraag/{mine}/oordeel", {"oordeel": "up"}).status_code == 404
        assert other.post(f"/vraag/{mine}/delen").status_code == 404
        assert KNOWN not in other.get("/").text
    (turn,) = browser.desk.records.turns.rows()
    assert turn.feedback is None


def test_more_than_five_questions_stay_within_reach(browser: Visitor) -> None:
    for number in range(6):
        ask(browser, f"Wat is een BRE, vraag {number}?")
    page = browser.get("/").text
    oldest = ids(browser)[0]
    assert f'id="v-{oldest}"' not in page
    assert f'href="/vraag/{oldest}"' in page
    assert "vraag 0?" in browser.get(f"/vraag/{oldest}").text


def test_a_question_can_be_about_one_document_and_then_about_all(browser: Visitor) -> None:
    here = next(d for d in browser.desk.library.documents() if d.source.doc == "nationale-programmas-2022.pdf")
    assert "Ik zoek nu alleen in" in browser.get(f"/?document={here.key}").text
    page = ask(browser, KNOWN, document=here.key)
    assert f"Dit staat niet in “{here.source.title}”" in page
    assert "Zoek in alle documenten" in page
    (turn,) = browser.desk.records.turns.rows()
    assert turn.document == here.source.id
    assert "Gezocht in" in ask(browser, "Wat is een nationaal programma?", document=here.key)
    assert browser.get("/?document=000000000000").status_code == 200


def _logged(browser: Visitor, question_id: str) -> LoggedTurn:
    turn = browser.desk.records.turns.find(question_id)
    assert turn
    return turn


@pytest.mark.parametrize(("oordeel", "reden", "kept"), [("up", "", None), ("down", "verouderd", "verouderd")])
def test_a_judgement_is_kept_with_its_reason(browser: Visitor, oordeel: str, reden: str, kept: str | None) -> None:
    ask(browser, KNOWN)
    (mine,) = ids(browser)
    sent = browser.post(f"/vraag/{mine}/oordeel", {"oordeel": oordeel, "reden": reden})
    assert sent.headers["location"] == f"/#oordeel-{mine}"
    turn = _logged(browser, mine)
    assert (turn.feedback, turn.feedback_reason) == (oordeel, kept)
    assert 'aria-pressed="true"' in browser.get("/").text
    assert "Dank u wel" in browser.get("/").text


def test_where_nothing_was_found_there_is_nothing_to_copy_and_it_may_be_there_after_all(browser: Visitor) -> None:
    ask(browser, UNKNOWN)
    (mine,) = ids(browser)
    assert "Kopieer met bronnen" not in browser.get("/").text
    assert "Deel dit antwoord" in browser.get("/").text
    link = browser.post(f"/vraag/{mine}/delen").headers["location"]
    assert "Kopieer met bronnen" not in browser.get(link).text
    page = browser.post(f"/vraag/{mine}/oordeel", {"oordeel": "down"}, headers=PARTIAL).text
    assert re.findall(r'name="reden" value="([^"]+)"', page) == ["staat er wel in", "niet mijn vraag"]
    browser.post(f"/vraag/{mine}/oordeel", {"oordeel": "down", "reden": "staat er wel in"})
    turn = _logged(browser, mine)
    assert turn.feedback_reason == "staat er wel in"


def test_of_an_answer_with_quotes_nobody_says_that_it_is_there_after_all(browser: Visitor) -> None:
    ask(browser, KNOWN)
    (mine,) = ids(browser)
    assert "Kopieer met bronnen" in browser.get("/").text
    page = browser.post(f"/vraag/{mine}/oordeel", {"oordeel": "down"}, headers=PARTIAL).text
    assert "De bron ontbreekt" in page
    assert "Het staat er wel in" not in page


def test_a_remark_is_kept_without_personal_data_and_beside_the_reason(browser: Visitor) -> None:
    ask(browser, KNOWN)
    (mine,) = ids(browser)
    form = {"oordeel": "down", "reden": "fout", "opmerking": "Vraag het anna@voorbeeld.nl"}
    part = browser.post(f"/vraag/{mine}/oordeel", form, headers=PARTIAL)
    assert part.status_code == 200
    assert "<html" not in part.text
    assert 'role="status"' in part.text
    turn = _logged(browser, mine)
    assert turn.feedback_reason == "fout: Vraag het [e-mailadres]"


def test_a_judgement_that_is_none_changes_nothing(browser: Visitor) -> None:
    ask(browser, KNOWN)
    (mine,) = ids(browser)
    for form in ({}, {"oordeel": "prima"}, {"oordeel": "down", "reden": "zomaar"}):
        assert browser.post(f"/vraag/{mine}/oordeel", form).status_code == 422
    turn = _logged(browser, mine)
    assert turn.feedback is None


def test_a_shared_answer_shows_that_answer_and_nothing_else_of_the_conversation(
    browser: Visitor, visitor: Visit
) -> None:
    ask(browser, UNKNOWN)
    ask(browser, KNOWN)
    mine = ids(browser)[1]
    link = browser.post(f"/vraag/{mine}/delen").headers["location"]
    code = link.removeprefix("/gedeeld/")
    assert len(code) == 20
    other = visitor(Role.ASKER, "ander")
    page = other.get(link)
    assert page.status_code == 200
    assert KNOWN in page.text
    assert UNKNOWN not in page.text
    assert other.get(f"/vraag/{mine}/bron/1?deel={code}").status_code == 200
    assert "[1]" in other.get(f"/vraag/{mine}/tekst?deel={code}").text
    assert other.get(f"/vraag/{ids(browser)[0]}/bron/1?deel={code}").status_code == 404
    wrong = f"{code[:-1]}{'y' if code.endswith('x') else 'x'}"
    assert other.get(f"/vraag/{mine}/bron/1?deel={wrong}").status_code == 404
    assert other.get(f"/gedeeld/{code[:-1]}").status_code == 404
    assert visitor().get(link).headers["location"].startswith("/inloggen")


def test_the_code_of_a_shared_answer_is_not_in_the_database(browser: Visitor) -> None:
    ask(browser, KNOWN)
    part = browser.post(f"/vraag/{ids(browser)[0]}/delen", headers=PARTIAL)
    found = re.search(r"/gedeeld/([\w-]{20})", part.text)
    assert found
    browser.desk.records.turns.engine.dispose()
    database = browser.desk.records.turns.engine.url.database
    assert database
    with open(database, "rb") as stream:  # noqa: PTH123  # bytes as they lie on disk
        assert found[1].encode() not in stream.read()


def test_an_answer_is_copied_with_its_sources(browser: Visitor) -> None:
    ask(browser, KNOWN)
    text = browser.get(f"/vraag/{ids(browser)[0]}/tekst")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    (turn,) = browser.desk.records.turns.rows()
    assert text.text.startswith(KNOWN)
    assert all(str(statement) in text.text for statement in turn.statements)
    assert "1 mei 2019" in text.text
    assert "https://" in text.text


def test_too_many_questions_are_refused_with_what_was_typed_kept(desk: Desk) -> None:
    browser = Visitor(desk, Site(per_minute=2), Role.ASKER)
    for text in (KNOWN, FOLLOW_UP):
        ask(browser, text)
    sent = browser.post("/vraag", {"vraag": UNKNOWN})
    assert sent.status_code == 429
    assert sent.headers["retry-after"] == "60"
    assert f"{UNKNOWN}</textarea>" in sent.text
    assert len(ids(browser)) == 2
    ask(Visitor(desk, Site(per_minute=2), Role.ASKER, "ander"), KNOWN)


def test_a_new_browser_for_every_question_does_not_get_round_the_limits(desk: Desk) -> None:
    visitor = Visitor(desk, Site(per_minute=1, open_to_all=True))
    visitor.client = TestClient(visitor.client.app, follow_redirects=False, client=("192.0.2.7", 50000))
    codes = []
    for _ in range(21):
        visitor.arrive()
        codes.append(visitor.post("/vraag", {"vraag": "hallo"}).status_code)
    assert (codes[:20], codes[20]) == ([303] * 20, 429)


def test_who_is_blocked_gets_no_answer(browser: Visitor) -> None:
    ask(browser, KNOWN)
    (turn,) = browser.desk.records.turns.rows()
    browser.desk.records.blocks.add(turn.conversation, datetime.now(UTC))
    assert browser.post("/vraag", {"vraag": FOLLOW_UP}).status_code == 403
    assert len(ids(browser)) == 1


def test_who_is_forgotten_leaves_no_question(browser: Visitor) -> None:
    ask(browser, KNOWN)
    assert browser.account
    browser.desk.records.people.forget(f"web:{browser.account.id}")
    assert ids(browser) == []


def test_when_answering_breaks_off_that_is_said_and_logged(desk: Desk) -> None:
    def breaks(_question: Question, _show: Progress | None) -> Turn:
        raise NoIndex("weg")

    browser = Visitor(replace(desk, answer=breaks), Site(), Role.ASKER)
    assert "Er ging iets mis bij het zoeken" in ask(browser, KNOWN)
    (turn,) = desk.records.turns.rows()
    assert turn.status == "failed"


def test_when_nothing_can_be_logged_the_question_stays_in_the_field(desk: Desk) -> None:
    def full(_question: Question, _show: Progress | None) -> Turn:
        raise LogError("de schijf is vol")

    browser = Visitor(replace(desk, answer=full), Site(), Role.ASKER)
    browser.get("/")
    sent = browser.post("/vraag", {"vraag": KNOWN})
    assert sent.status_code == 503
    assert f"{KNOWN}</textarea>" in sent.text


def test_the_chat_speaks_english_to_who_chose_it(browser: Visitor) -> None:
    browser.client.cookies.set("taal", "en")
    page = ask(browser, KNOWN)
    assert "Note: this source is" in page
    assert "Ask the question" in page
    assert re.search(r'aria-label="source 1: ', page)
