"""Reviewers find what is worth a minute, see all of an answer, judge it, and make tests of their judgements."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from bot.fronts.web.wiring import Desk
from bot.golden import add_golden, read_golden
from bot.log.model import Role
from bot.log.reviews import Opinion, Verdict
from bot.log.trails import Action
from bot.model import Answer, AnswerStatus, Dropped, Fault, Question, Turn
from tests.web_visitor import Visitor

Visit = Callable[..., Visitor]
PARTNERS = "Wie zijn de partners van Samen werkt beter?"
MAYOR = "Wie is de burgemeester van Parijs?"
SCRIPT = "<script>alert(1)</script>"


def ask(desk: Desk, text: str, number: int = 1, conversation: str = "chat") -> Turn:
    moment = datetime.now(UTC) - timedelta(minutes=30 - number)
    return desk.answer(Question(f"q{number}", conversation, "web", text, moment), None)


def record(desk: Desk, number: int, answer: Answer, text: str = "Wat is dat?") -> None:
    turn = ask(desk, PARTNERS, 900 + number)
    question = Question(f"q{number}", "elders", "web", text, datetime.now(UTC))
    desk.records.turns.record(Turn(question, turn.query, answer))


def words(html: str) -> str:
    """A page as somebody reads it."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_queue_puts_a_complaint_first_and_says_why(desk: Desk, visitor: Visit) -> None:
    for number, text in enumerate((PARTNERS, MAYOR, "hallo", "Wat is een BRE?"), 1):
        ask(desk, text, number, f"c{number}")
    desk.records.turns.rate("q2", "down", "klopt niet")
    reviewer = visitor(Role.REVIEWER)
    page = reviewer.get("/beoordelen")
    assert page.status_code == 200
    rows = re.findall(r'<th scope="row"><a href="([^"]+)">([^<]+)</a></th>\s*<td[^>]*>(.*?)</td>', page.text, re.DOTALL)
    assert (rows[0][0], rows[0][1]) == ("/beoordelen/2", MAYOR)
    assert "duim omlaag" in rows[0][2]
    assert [row[1] for row in rows].count("hallo") == 0
    assert any("eerste antwoord uit een document" in row[2] for row in rows)
    assert reviewer.get("/beoordelen?reden=complaint").text.count('<th scope="row">') == 1
    assert reviewer.get("/beoordelen?reden=onzin").text.count('<th scope="row">') == len(rows)
    assert [seen.action for seen in desk.records.audit.latest(5)] == [Action.SAW_QUEUE] * 3, "questions were shown"


def test_a_weighed_passage_leads_to_its_place_in_the_document_of_now(desk: Desk, visitor: Visit) -> None:
    turn = ask(desk, PARTNERS)
    reviewer = visitor(Role.REVIEWER)
    links = re.findall(r'href="(/passage/[^"]+)"', reviewer.get("/beoordelen/1").text)
    assert len(links) == len(turn.answer.evidence)
    there = reviewer.get(links[0]).headers["location"]
    page, _, place = there.partition("#")
    shown = reviewer.get(page).text
    words_there = shown[shown.index(f'id="{place}"') :].partition("</section>")[0]
    used = next(item.scored.passage for item in turn.answer.evidence if item.used)
    assert used.quote(used.sentences[0]) in unescape(words_there)
    lost = re.sub(r"/passage/[^?]+", "/passage/lost", links[0])
    assert reviewer.get(lost).headers["location"] == page.partition("?")[0]
    assert reviewer.get("/passage/lost?document=nowhere").status_code == 404


def test_a_slide_is_called_a_slide_by_reviewers_too(desk: Desk, visitor: Visit) -> None:
    ask(desk, "Wat is een BRE?")
    browser = visitor(Role.REVIEWER)
    assert re.search(r"\.pptx, dia \d", words(browser.get("/beoordelen/1").text))
    assert re.search(r", dia \d", words(browser.get("/beoordelen/1/passage?zoek=BRE").text))
    assert re.search(r"\.pptx, dia \d", words(browser.get("/vaste-antwoorden/nieuw?uit=1").text))
    found = re.search(r'href="(/programmas/\w+)">Besturen in Regionale', browser.get("/programmas").text)
    assert found
    assert re.search(r"1 juni 2024, dia \d", words(browser.get(found[1]).text))


def test_an_empty_queue_says_that_nothing_waits(visitor: Visit) -> None:
    assert "Er wacht niets" in visitor(Role.REVIEWER).get("/beoordelen").text


def test_a_page_shows_all_that_is_known_of_an_answer(desk: Desk, visitor: Visit) -> None:
    ask(desk, PARTNERS, 1)
    turn = ask(desk, "En wie is daar voorzitter?", 2)
    page = visitor(Role.REVIEWER).get("/beoordelen/2")
    shown = words(page.text)
    assert (turn.query.text in shown, PARTNERS in shown) == (True, True)
    for name in ("woorden", "woordstammen", "stukjes van woorden", "betekenis", "Afgewezen", "Versie van de index"):
        assert name in shown, name
    assert turn.answer.generation in shown
    for item in turn.answer.evidence:
        assert f"score {item.scored.score:.2f}" in shown
    assert 'name="oordeel" value="right" data-key="1"' in page.text
    assert [entry.action for entry in desk.records.audit.latest(9)] == [Action.OPENED]


def test_what_a_model_said_without_proof_is_shown_and_stays_text(desk: Desk, visitor: Visit) -> None:
    claim = Dropped(f"Zwolle {SCRIPT} betaalt alles.", "De regio betaalt.", Fault.NAME)
    record(desk, 1, Answer(AnswerStatus.NO_EVIDENCE, notice="Niets.", dropped=(claim,)), SCRIPT)
    reviewer = visitor(Role.REVIEWER)
    page = reviewer.get("/beoordelen/2").text
    assert SCRIPT not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; betaalt alles." in page
    assert Fault.NAME.value in page
    assert SCRIPT not in reviewer.get("/beoordelen").text


def test_a_verdict_is_stored_exported_and_leads_to_the_next_answer(desk: Desk, visitor: Visit) -> None:
    for number in (1, 2, 3):
        ask(desk, f"{MAYOR} {number}", number, f"c{number}")
        desk.records.turns.rate(f"q{number}", "down")
    reviewer = visitor(Role.REVIEWER)
    page = reviewer.get("/beoordelen/3")
    assert 'rel="next"' in page.text
    form = {"oordeel": "rightly_refused", "notitie": "bel 06-12345678", "daarna": "volgende"}
    assert reviewer.post("/beoordelen/3", form).headers["location"] == "/beoordelen/2"
    logged = desk.records.turns.find("q3")
    assert logged
    assert (logged.verdict, logged.note) == ("rightly_refused", "bel [telefoonnummer]")
    assert "/beoordelen/3" not in reviewer.get("/beoordelen").text
    assert Action.JUDGED in [entry.action for entry in desk.records.audit.latest(9, question_id="q3")]
    stays = reviewer.post("/beoordelen/1", {"oordeel": "wrong", "daarna": "hier"})
    assert "Uw oordeel is opgeslagen" in reviewer.get(stays.headers["location"]).text


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "Kies een oordeel"),
        ({"oordeel": "prima"}, "Kies een oordeel"),
        ({"oordeel": "wrong", "notitie": "x" * 2001}, "De notitie is te lang"),
        ({"oordeel": "wrong", "passage": "weg", "notitie": "mijn woorden"}, "passage is er niet meer"),
    ],
)
def test_a_form_that_cannot_be_right_comes_back_with_what_was_typed(
    desk: Desk, visitor: Visit, form: dict[str, str], told: str
) -> None:
    ask(desk, PARTNERS)
    answer = visitor(Role.REVIEWER).post("/beoordelen/1", form)
    assert answer.status_code == 422
    assert told in answer.text
    assert form.get("notitie", "") in answer.text
    assert desk.records.reviews.of(1).standing == ()


def test_two_reviewers_who_differ_are_settled_by_a_third(desk: Desk, visitor: Visit) -> None:
    ask(desk, PARTNERS)
    first, second, third = (visitor(Role.REVIEWER, name) for name in ("anna", "bea", "cas"))
    first.post("/beoordelen/1", {"oordeel": "right", "notitie": "klopt"})
    second.post("/beoordelen/1", {"oordeel": "wrong"})
    logged = desk.records.turns.find("q1")
    assert logged
    assert (logged.verdict, logged.note) == (None, None)
    assert "beoordelaars verschillen" in first.get("/beoordelen").text
    assert "Een derde collega beslist" in first.get("/beoordelen/1").text
    seen = third.get("/beoordelen/1").text
    assert "Uw oordeel beslist" in seen
    assert ("Anna" in seen, "Bea" in seen) == (True, True)
    third.post("/beoordelen/1", {"oordeel": "incomplete", "notitie": "half"})
    settled = desk.records.turns.find("q1")
    assert settled
    assert (settled.verdict, settled.note) == ("incomplete", "half")
    assert "beslist" in first.get("/beoordelen/1").text


def test_the_right_passage_is_found_from_the_page_and_kept_with_the_verdict(desk: Desk, visitor: Visit) -> None:
    ask(desk, MAYOR)
    reviewer = visitor(Role.REVIEWER)
    whole = reviewer.get("/beoordelen/1/passage?zoek=partners+Samen+werkt+beter")
    part = reviewer.get("/beoordelen/1/passage?zoek=partners+Samen+werkt+beter", headers={"hx-request": "true"})
    assert ("<h1>" in whole.text, "<h1>" in part.text) == (True, False)
    passage = re.findall(r'name="passage" value="([^"]+)" form="oordeel"', whole.text)[0]
    assert passage in part.text
    reviewer.post("/beoordelen/1", {"oordeel": "wrongly_refused", "passage": passage})
    place = desk.records.reviews.of(1).place
    assert place
    assert desk.library.store().text(place.document_id)[slice(*place.span)]
    assert reviewer.get("/beoordelen/1/passage").status_code == 200


def test_a_right_answer_becomes_a_golden_case_in_one_click(desk: Desk, visitor: Visit) -> None:
    turn = ask(desk, PARTNERS)
    reviewer = visitor(Role.REVIEWER)
    assert reviewer.post("/beoordelen/1/golden").status_code == 422
    assert not desk.golden.exists()
    reviewer.post("/beoordelen/1", {"oordeel": "right"})
    made = reviewer.post("/beoordelen/1/golden", {"feiten": "\n partners \n"})
    assert "Dit is nu een gouden vraag" in reviewer.get(made.headers["location"]).text
    [case] = read_golden(desk.golden).cases
    assert (case.question, case.facts, case.refuse) == (PARTNERS, (("partners",),), False)
    assert set(case.documents) == {citation.passage.document_id for citation in turn.answer.citations}
    assert case.fault(turn.answer) == ""
    again = reviewer.post("/beoordelen/1/golden")
    assert "al een gouden vraag" in reviewer.get(again.headers["location"]).text
    assert len(read_golden(desk.golden).cases) == 1


def test_a_follow_up_becomes_a_golden_case_with_what_was_asked_before_it(desk: Desk, visitor: Visit) -> None:
    ask(desk, PARTNERS, 1)
    ask(desk, "hallo", 2)
    ask(desk, "En wie is daar burgemeester?", 3)
    reviewer = visitor(Role.REVIEWER)
    reviewer.post("/beoordelen/3", {"oordeel": "rightly_refused"})
    reviewer.post("/beoordelen/3/golden")
    [case] = read_golden(desk.golden).cases
    assert (case.history, case.refuse, case.documents) == ((PARTNERS,), True, ())


def test_the_golden_page_tells_what_is_right_now_and_drops_a_case(desk: Desk, visitor: Visit) -> None:
    desk.golden.write_text(f"kapot\n{json.dumps({'id': 7, 'question': MAYOR, 'documents': ['weg.pdf']})}\n", "utf-8")
    reviewer = visitor(Role.REVIEWER)
    ask(desk, PARTNERS)
    reviewer.post("/beoordelen/1", {"oordeel": "right"})
    reviewer.post("/beoordelen/1/golden")
    page = reviewer.get("/beoordelen/golden").text
    assert (page.count("tag--ok"), page.count("tag--error"), "regel 1" in page) == (1, 1, True)
    assert desk.records.turns.latest_id("golden") is None  # trying leaves no trace
    assert reviewer.post("/beoordelen/golden/verwijderen", {"nummer": "7"}).status_code == 303
    assert desk.golden.read_text("utf-8").startswith("kapot\n{")
    assert [case.id for case in read_golden(desk.golden).cases] == ["beoordeling-1"]
    assert reviewer.post("/beoordelen/golden/verwijderen", {"nummer": "7"}).status_code == 404


@pytest.mark.parametrize("number", ["0", "7", "99999999999999999999", "x"])
def test_an_answer_that_is_not_there_is_said_so(visitor: Visit, number: str) -> None:
    reviewer = visitor(Role.REVIEWER)
    page = reviewer.get(f"/beoordelen/{number}")
    assert (page.status_code, "Deze pagina bestaat niet" in page.text) == (404, True)
    assert reviewer.post(f"/beoordelen/{number}", {"oordeel": "right"}).status_code == 404
    assert reviewer.post(f"/beoordelen/{number}/golden").status_code == 404


def test_a_judgement_counts_although_its_reviewer_is_gone(desk: Desk, visitor: Visit) -> None:
    ask(desk, PARTNERS)
    desk.records.reviews.add(1, Opinion("weg", Verdict.RIGHT), datetime.now(UTC))
    assert "iemand die er niet meer is" in visitor(Role.REVIEWER).get("/beoordelen/1").text


def test_a_case_that_is_there_is_not_written_twice(desk: Desk) -> None:
    from bot.golden import GoldenCase

    case = GoldenCase("a", "Wat?", refuse=True)
    assert (add_golden(desk.golden, case), add_golden(desk.golden, case)) == (True, False)
