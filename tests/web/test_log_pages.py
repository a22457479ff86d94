"""The log as reviewers read, search and download it."""

import csv
import io
import json
import re
from dataclasses import replace

from bot.fronts.web.wiring import Desk
from bot.log.export import FIELDS
from bot.log.model import Role
from bot.log.trails import Action
from bot.model import Answer, AnswerStatus, document_key
from tests.log_turns import a_turn
from tests.web.conftest import Visit
from tests.web_visitor import Visitor

NOTHING = Answer(AnswerStatus.NO_EVIDENCE, notice="Dat staat niet in de documenten.", confidence=0.2)


def _numbers(browser: Visitor, query: str = "") -> list[int]:
    response = browser.get(f"/logboek{query}")
    assert response.status_code == 200
    return [int(number) for number in re.findall(r'href="/beoordelen/(\d+)"', response.text)]


def _three(desk: Desk) -> None:
    desk.records.turns.record(a_turn(1, "Wie betaalt de coördinatie?"))
    desk.records.turns.record(replace(a_turn(2, "Wat kost de pont?"), answer=NOTHING))
    desk.records.turns.record(a_turn(3, "Wie vaart de pont?"))


def test_the_log_shows_the_newest_first_and_each_leads_to_its_own_page(desk: Desk, visitor: Visit) -> None:
    _three(desk)
    browser = visitor(Role.REVIEWER)
    assert _numbers(browser) == [3, 2, 1]
    text = browser.get("/logboek").text
    assert "niet gevonden" in text
    assert "2 maart 2026, 13:03" in text  # an hour later than UTC
    assert "93 %" in text


def test_words_and_filters_narrow_it_and_what_was_looked_for_is_marked(desk: Desk, visitor: Visit) -> None:
    _three(desk)
    browser = visitor(Role.REVIEWER)
    assert _numbers(browser, "?zoek=pont") == [3, 2]
    assert _numbers(browser, "?zoek=coordinatie") == [1]
    assert _numbers(browser, "?zoek=pont&status=no_evidence&tot=2026-03-02&zeker_tot=20") == [2]
    assert _numbers(browser, f"?document={document_key('beleid/werkplaats-1.pdf')}") == [1]
    assert _numbers(browser, "?document=Werkplaats-1") == [1]
    assert _numbers(browser, "?document=werkplaats") == [3, 1]
    assert _numbers(browser, "?document=onbekend-stuk") == []
    assert '<mark class="mark">coördinatie</mark>' in browser.get("/logboek?zoek=COORD*").text
    assert "Geen vraag past bij dit filter" in browser.get("/logboek?zoek=nergens").text


def test_a_filter_that_cannot_be_right_says_which_field_and_keeps_what_was_typed(visitor: Visit) -> None:
    browser = visitor(Role.REVIEWER)
    for query in (
        "van=gisteren", "tot=2026-02-30", "van=2026-03-02&tot=2026-03-01", "status=klaar", "oordeel=x", "duim=opzij",
        "zeker_van=-1", "zeker_tot=101", "zeker_van=1e1", "zeker_van=9&zeker_tot=8", f"zoek={'a' * 301}", "zeker_van=²",
    ):  # fmt: skip
        response = browser.get(f"/logboek?{query}")
        assert response.status_code == 422, query
        name = query.split("&")[-1].split("=")[0]
        assert f'id="{name}-fout"' in response.text, query
        assert browser.get(f"/logboek/export?{query}").status_code == 422, query
    for query in ("ouder=x", "nieuwer=0", "ouder=99999999999999"):
        assert browser.get(f"/logboek?{query}").status_code == 422, query
    assert browser.get("/logboek/export?vorm=exe").status_code == 422


def test_pages_of_fifty_lead_to_older_and_back(desk: Desk, visitor: Visit) -> None:
    for number in range(1, 108):
        desk.records.turns.record(a_turn(number, f"Wat is pont {number}?"))
    browser = visitor(Role.REVIEWER)
    first = browser.get("/logboek?zoek=pont")
    older = re.search(r'href="(/logboek\?ouder=[^"]+)"', first.text)
    assert older
    second = browser.get(older[1].replace("&amp;", "&")).text
    assert "Wat is" in second
    assert re.findall(r'href="/beoordelen/(\d+)"', second)[0] == "57"
    newer = re.search(r'href="(/logboek\?nieuwer=[^"]+)"', second)
    assert newer
    assert _numbers(browser, newer[1].removeprefix("/logboek").replace("&amp;", "&")) == list(range(107, 57, -1))
    assert len(first.content) < 60_000


def test_scripts_in_questions_and_filters_stay_text(desk: Desk, visitor: Visit) -> None:
    script = "<script>alert(1)</script>"
    desk.records.turns.record(a_turn(1, f"Wat is {script} precies?"))
    browser = visitor(Role.REVIEWER)
    for query in ("", "?zoek=script", f"?zoek={script}&kanaal={script}&maker={script}"):
        assert "<script>alert" not in browser.get(f"/logboek{query}").text
    browser.post("/logboek/filters", {"naam": script, "zoekvraag": f"zoek={script}"})
    assert "<script>alert" not in browser.get("/logboek").text


def test_a_turn_of_which_the_words_are_gone_says_so(desk: Desk, visitor: Visit) -> None:
    _three(desk)
    with desk.records.turns.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE turns SET question = '', searched = '', answer = '', text_removed_at = '2026-06-01' "
            "WHERE number = 2"
        )
    browser = visitor(Role.REVIEWER)
    assert "Tekst verwijderd: de bewaartermijn is voorbij" in browser.get("/logboek").text
    assert _numbers(browser, "?zoek=pont") == [3]
    assert _numbers(browser, "?status=no_evidence") == [2]


def test_filters_are_kept_under_a_name_by_each_on_their_own(desk: Desk, visitor: Visit) -> None:
    anna, bea = visitor(Role.REVIEWER, "anna"), visitor(Role.REVIEWER, "bea")
    saved = anna.post("/logboek/filters", {"naam": " De  pont ", "zoekvraag": "zoek=pont&status=partial&x=1&ouder=3"})
    assert saved.headers["location"] == "/logboek?zoek=pont&status=partial&gedaan=bewaard"
    anna.post("/logboek/filters", {"naam": "De pont", "zoekvraag": "zoek=pont"})  # in its place
    [kept] = desk.records.saved_filters.of(anna.account.id if anna.account else "")
    assert (kept.name, kept.query) == ("De pont", "zoek=pont")
    assert 'href="/logboek?zoek=pont">De pont</a>' in anna.get("/logboek").text
    assert "De pont" not in bea.get("/logboek").text
    assert bea.post(f"/logboek/filters/{kept.number}/weg").status_code == 404
    assert anna.post(f"/logboek/filters/{kept.number}/weg").status_code == 303
    assert anna.post(f"/logboek/filters/{kept.number}/weg").status_code == 404


def test_a_filter_without_a_name_or_without_anything_in_it_is_not_kept(desk: Desk, visitor: Visit) -> None:
    browser = visitor(Role.REVIEWER)
    for form in (
        {"naam": "", "zoekvraag": "zoek=pont"}, {"naam": "x" * 61, "zoekvraag": "zoek=pont"}, {"naam": "leeg"},
        {"naam": "fout", "zoekvraag": "van=gisteren"}, {"naam": "fout", "zoekvraag": "niets=1"},
    ):  # fmt: skip
        response = browser.post("/logboek/filters", form)
        assert response.status_code == 422, form
        assert 'role="alert"' in response.text
    assert desk.records.saved_filters.of(browser.account.id if browser.account else "") == []


def test_nobody_keeps_more_filters_than_fifty(visitor: Visit) -> None:
    browser = visitor(Role.REVIEWER)
    for number in range(50):
        assert browser.post("/logboek/filters", {"naam": f"n{number}", "zoekvraag": "zoek=pont"}).status_code == 303
    assert "al 50 filters" in browser.post("/logboek/filters", {"naam": "nog", "zoekvraag": "zoek=a"}).text
    assert browser.post("/logboek/filters", {"naam": "n7", "zoekvraag": "zoek=b"}).status_code == 303


def test_the_table_opens_in_a_dutch_excel_and_holds_no_formulas(desk: Desk, visitor: Visit) -> None:
    _three(desk)
    for number, text in enumerate(("=1+1", "+31 is een nummer", "-2; niets", "@iemand", "\t=2", 'Met "aanhaling"'), 4):
        desk.records.turns.record(replace(a_turn(number, text), answer=NOTHING))
    response = visitor(Role.REVIEWER).get("/logboek/export?vorm=csv")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="logboek-[\d-]+\.csv"', response.headers["content-disposition"])
    raw = response.content
    assert raw.startswith(b"\xef\xbb\xbfid;asked_at;")
    assert raw.count(b"\r\n") == 10
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert [row["question"][0] for row in rows[3:8]] == ["'"] * 5
    assert rows[8]["question"] == 'Met "aanhaling"'
    assert rows[0]["confidence"] == "0,93"
    assert list(rows[0]) == list(FIELDS)


def test_json_lines_hold_the_fields_of_the_command_and_only_what_the_filter_lets_through(
    desk: Desk, visitor: Visit
) -> None:
    _three(desk)
    response = visitor(Role.REVIEWER).get("/logboek/export?vorm=jsonl&zoek=pont")
    rows = [json.loads(line) for line in response.text.splitlines()]
    assert [row["id"] for row in rows] == ["q2", "q3"]
    assert list(rows[0]) == list(FIELDS)
    assert rows[1]["citations"][0]["quote"] == "In 2024 deden 19 gemeenten mee."


def test_a_long_log_is_downloaded_whole(desk: Desk, visitor: Visit) -> None:
    for number in range(1, 432):
        desk.records.turns.record(replace(a_turn(number), answer=NOTHING))
    lines = visitor(Role.REVIEWER).get("/logboek/export?vorm=jsonl&status=no_evidence").text.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [f"q{number}" for number in range(1, 432)]


def test_who_looks_or_downloads_stands_in_the_audit_trail_without_the_words(desk: Desk, visitor: Visit) -> None:
    _three(desk)
    browser = visitor(Role.REVIEWER)
    browser.get("/logboek")
    browser.get("/logboek?zoek=pont+geheim&status=no_evidence&ouder=3")
    browser.get("/logboek/export?vorm=csv&van=2026-03-01")
    browser.get("/logboek?van=gisteren")  # shows nothing
    done = desk.records.audit.latest(10)
    assert [entry.action for entry in done] == [Action.DOWNLOADED, Action.LOOKED, Action.LOOKED]
    assert [entry.detail for entry in done] == [
        "van 2026-03-01; csv",
        "2 zoekwoorden; status no_evidence; vanaf 3",
        "",
    ]
    assert {entry.account for entry in done} == {browser.account.id if browser.account else ""}
