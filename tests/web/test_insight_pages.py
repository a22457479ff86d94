"""The figures and the knowledge gaps as reviewers see them."""

import re
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import update

from bot.fronts.web.wiring import Desk
from bot.log.model import Role
from bot.log.tables import TurnEntry
from bot.log.trails import Action
from bot.model import Answer, AnswerStatus, Turn
from tests.log_turns import NOON, a_turn
from tests.web.conftest import Visit

NOTHING = Answer(AnswerStatus.NO_EVIDENCE, notice="Dat staat niet in de documenten.", confidence=0.2)
SPRING = "van=2026-03-01&tot=2026-03-31"


def _unanswered(number: int, text: str) -> Turn:
    return replace(a_turn(number, text), answer=NOTHING)


def _some(desk: Desk) -> None:
    for number in (1, 2, 3):
        desk.records.turns.record(a_turn(number))
    desk.records.turns.record(_unanswered(4, "Wat kost een parkeervergunning?"))
    late = _unanswered(5, "Wat kost een parkeervergunning in Zwolle?")
    late = replace(late, question=replace(late.question, asked_at=NOON + timedelta(hours=11, minutes=30)))
    desk.records.turns.record(replace(late, seconds={"retrieve": 7.5}))
    desk.records.turns.rate("q1", "up")
    desk.records.turns.rate("q2", "down")
    with desk.records.turns.engine.begin() as connection:
        for question, verdict in {"q1": "right", "q2": "wrong", "q4": "rightly_refused"}.items():
            connection.execute(update(TurnEntry).where(TurnEntry.id == question).values(verdict=verdict))


def _said(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_the_figures_of_a_period_are_those_of_the_log(desk: Desk, visitor: Visit) -> None:
    _some(desk)
    page = visitor(Role.REVIEWER).get(f"/inzicht?{SPRING}").text
    said = _said(page)
    assert "Vragen 5 " in said
    assert "Beantwoord 3 (60,0 %)" in said
    assert "Geen antwoord uit de documenten 2 (40,0 %)" in said
    assert "Duim omhoog 1" in said
    assert "66,7 % (2 van 3 beoordeelde antwoorden; met 95 procent zekerheid 20,8 %–93,9 %)" in said
    assert "de helft was er binnen 0,38 s" in said
    assert "95 van de 100 waren er binnen 7,5 s" in said
    assert "2 maart 2026 3 0 1 0 4" in said
    assert "3 maart 2026 0 0 1 0 1" in said  # half past eleven in the evening, in UTC
    assert page.count("<svg") == page.count("</svg>")
    assert "style=" not in page


def test_what_was_no_question_about_the_documents_is_not_counted_as_not_found(desk: Desk, visitor: Visit) -> None:
    _some(desk)
    for number, status in enumerate((AnswerStatus.SMALL_TALK, AnswerStatus.REFUSED, AnswerStatus.FAILED), 6):
        desk.records.turns.record(replace(a_turn(number, "hallo"), answer=Answer(status, notice="Dag!")))
    said = _said(visitor(Role.REVIEWER).get(f"/inzicht?{SPRING}").text)
    assert "Geen antwoord uit de documenten 2 (25,0 %)" in said
    assert "Overig: niet in de documenten gezocht, of mislukt 3 (37,5 %)" in said
    assert "2 maart 2026 3 0 1 3 7" in said


def test_figures_lead_to_the_log_with_the_same_filter(desk: Desk, visitor: Visit) -> None:
    _some(desk)
    browser = visitor(Role.REVIEWER)
    page = browser.get(f"/inzicht?{SPRING}").text
    links = {
        address.replace("&amp;", "&"): int(count)
        for address, count in re.findall(r'href="(/logboek\?[^"]+)">(\d+)<', page)
    }
    assert len(links) >= 5
    for address, count in links.items():
        found = re.findall(r'href="/beoordelen/\d+"', browser.get(address).text)
        assert len(found) == count, address


def test_a_period_without_questions_says_so(desk: Desk, visitor: Visit) -> None:
    browser = visitor(Role.REVIEWER)
    assert "In deze periode is niets gevraagd." in browser.get("/inzicht").text
    _some(desk)
    assert "In deze periode is niets gevraagd." in browser.get("/inzicht?van=2025-01-01&tot=2025-12-31").text
    assert "Er zijn in deze periode geen vragen zonder antwoord." in browser.get("/inzicht/gaten?tot=2025-12-31").text


def test_a_period_that_cannot_be_right_says_so_beside_the_field(visitor: Visit) -> None:
    browser = visitor(Role.REVIEWER)
    for query in (
        "van=gisteren",
        "tot=2026-02-30",
        "van=2026-03-02&tot=2026-03-01",
        "van=0001-01-01",
        "tot=9999-12-31&van=1",
    ):
        for path in ("/inzicht", "/inzicht/gaten"):
            response = browser.get(f"{path}?{query}")
            assert response.status_code == 422, query
            assert "De periode klopt niet." in response.text
    assert browser.get("/inzicht?tot=0001-01-01").status_code == 200


def test_long_periods_are_shown_by_week_and_by_month(desk: Desk, visitor: Visit) -> None:
    _some(desk)
    browser = visitor(Role.REVIEWER)
    assert "Vragen per week" in browser.get("/inzicht?van=2026-01-01&tot=2026-12-31").text
    assert "Vragen per maand" in browser.get("/inzicht?van=2020-01-01&tot=2026-12-31").text


def test_documents_are_held_against_the_live_collection(desk: Desk, visitor: Visit) -> None:
    _some(desk)
    page = visitor(Role.REVIEWER).get(f"/inzicht?{SPRING}").text
    assert "niet meer in de collectie" in page
    live = len(desk.library.documents())
    assert f"verwijst naar {live} van de {live} documenten" in page
    source = desk.library.documents()[-1].source
    turn = a_turn(9)
    [citation] = turn.answer.citations
    cited = replace(citation, passage=replace(citation.passage, source=source))
    desk.records.turns.record(replace(turn, answer=replace(turn.answer, citations=(cited,), evidence=())))
    page = visitor(Role.REVIEWER).get(f"/inzicht?{SPRING}").text
    assert f"verwijst naar {live - 1} van de {live} documenten" in page
    assert source.title in page


def test_questions_in_vain_stand_together_and_lead_to_the_log(desk: Desk, visitor: Visit) -> None:
    _some(desk)
    desk.records.turns.record(_unanswered(6, "Wie leidt het waterschap?"))
    browser = visitor(Role.REVIEWER)
    page = browser.get(f"/inzicht/gaten?{SPRING}").text
    rows = re.findall(r'<td class="number"><a href="([^"]+)">(\d+)</a>', page)
    assert [int(count) for _, count in rows] == [2, 1]
    assert "parkeervergunning" in page
    for address, count in rows:
        found = re.findall(r'href="/beoordelen/\d+"', browser.get(address.replace("&amp;", "&")).text)
        assert len(found) == int(count)
    assert desk.records.audit.latest(3)[-1].action == Action.SAW_GAPS


def test_curses_and_keys_at_random_are_no_subject_and_a_programme_is_one_by_its_name(
    desk: Desk, visitor: Visit
) -> None:
    for number, text in enumerate(("stomme computer", "asdf qwer", "Wie is de kok van Samen werkt beter?"), 1):
        turn = _unanswered(number, text)
        desk.records.turns.record(replace(turn, query=replace(turn.query, text=text)))
    page = visitor(Role.REVIEWER).get(f"/inzicht/gaten?{SPRING}").text
    assert re.findall(r'<th scope="row">(.*?)</th>', page) == ["kok, samen werkt beter"]


def test_what_has_lost_its_words_is_counted_but_is_no_gap(desk: Desk, visitor: Visit) -> None:
    _some(desk)
    with desk.records.turns.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE turns SET question = '', searched = '', answer = '', text_removed_at = '2026-06-01'"
        )
    browser = visitor(Role.REVIEWER)
    assert "Vragen 5 " in _said(browser.get(f"/inzicht?{SPRING}").text)
    assert "geen vragen zonder antwoord" in browser.get(f"/inzicht/gaten?{SPRING}").text


def test_scripts_in_questions_stay_text(desk: Desk, visitor: Visit) -> None:
    desk.records.turns.record(_unanswered(1, "Wat kost <script>alert(1)</script> parkeren?"))
    assert "<script>alert" not in visitor(Role.REVIEWER).get(f"/inzicht/gaten?{SPRING}").text
