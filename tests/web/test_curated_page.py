"""An answer that a person writes: proven when it is kept and when it is given, marked, and back when it must be."""

import html
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.fronts.web.wiring import Desk
from bot.log.model import Role
from bot.log.trails import Action
from bot.model import CURATED, AnswerStatus, Question, Turn
from ingest.clock import today
from ingest.refresh import Wish, refresh
from tests.builders import folder_of
from tests.collection import quietly
from tests.web_visitor import ORGANISATION, Visitor, open_collection, web_desk

TRAM = (
    "# Tram naar Zeist\n\nDe tram naar Zeist rijdt elk kwartier. De provincie betaalt drie miljoen euro voor de tram.\n"
)
QUESTION = "Wie betaalt de tram naar Zeist?"
PAYS = "De provincie betaalt drie miljoen euro voor de tram."
ORDINARY = "Rijdt de tram naar Zeist elk kwartier?"
UNTIL = (today() + timedelta(days=30)).isoformat()
_FOUND = re.compile(r'<li>([^<]+) <button[^>]* value="neem:([^"]+)"')


@pytest.fixture(scope="module")
def tram(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of one document."""
    folder = tmp_path_factory.mktemp("tram")
    refresh([folder_of(folder / "bron", {"tram.md": TRAM})], open_collection(folder / "data")[1], quietly, Wish())
    return folder


@pytest.fixture
def desk(tram: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Desk]:
    """The pages over that index; over a copy of it in the folder of the test, where the test changes the document."""
    folder = tmp_path if "changing" in request.fixturenames else tram
    if folder is tmp_path:
        shutil.copytree(tram, tmp_path, dirs_exist_ok=True)
    with web_desk(*open_collection(folder / "data"), tmp_path / "web", folder / "bron") as made:
        yield made


@pytest.fixture
def changing(desk: Desk, tmp_path: Path) -> Callable[[str], None]:
    """Gives the document another text."""

    def change(text: str) -> None:
        (tmp_path / "bron" / "tram.md").write_text(text, encoding="utf-8")
        refresh([tmp_path / "bron"], desk.generations, quietly, Wish(yes=True))

    return change


@pytest.fixture
def reviewer(desk: Desk, visitor: Callable[..., Visitor]) -> Visitor:
    del desk
    return visitor(Role.REVIEWER, "anna")


def ask(desk: Desk, text: str, number: int = 1) -> Turn:
    return desk.answer(Question(f"q{number}", f"c{number}", "web", text, datetime.now(UTC)), None)


def key_of(sentence: str, reviewer: Visitor) -> str:
    """What stands for a sentence in the form, found as a reviewer finds it."""
    page = reviewer.post("/vaste-antwoorden/nieuw", {"zoek": sentence, "doe": "zoek"})
    found: dict[str, str] = dict(_FOUND.findall(html.unescape(page.text)))
    return found[sentence]


def a_form(reviewer: Visitor, **other: Any) -> dict[str, Any]:
    proof = f"0:{key_of(PAYS, reviewer)}"
    form = {"vraag": QUESTION, "tot": UNTIL, "zin": [PAYS], "bewijs": [proof], "doe": "bewaar"}
    return form | other


def test_a_sentence_taken_over_from_the_documents_becomes_an_answer_that_is_given_and_marked(
    desk: Desk, reviewer: Visitor
) -> None:
    key = key_of(PAYS, reviewer)
    taken = reviewer.post("/vaste-antwoorden/nieuw", {"vraag": QUESTION, "zoek": "tram", "doe": f"neem:{key}"})
    assert f'name="bewijs" value="0:{key}" checked' in taken.text
    assert (PAYS in taken.text, f'value="{QUESTION}"' in taken.text) == (True, True)
    words = "De provincie betaalt de tram."
    saved = reviewer.post("/vaste-antwoorden/nieuw", a_form(reviewer, zin=[words]))
    assert saved.headers["location"] == "/vaste-antwoorden?gedaan=bewaard"
    listed = reviewer.get(saved.headers["location"]).text
    assert ("wordt gegeven" in listed, "Anna" in listed, QUESTION in listed) == (True, True, True)
    turn = ask(desk, "Weet u wie de tram naar Zeist betaalt?", 1)
    assert turn.answer.composer != CURATED  # another order of words: in doubt it is another question
    turn = ask(desk, "wie betaalt tram naar zeist", 2)
    answer = turn.answer
    assert (answer.status, answer.composer, [s.text for s in answer.statements]) == (
        AnswerStatus.ANSWERED,
        CURATED,
        [words],
    )
    assert [citation.quote for citation in answer.citations] == [PAYS]
    assert ORGANISATION in answer.notice
    assert "Anna" not in answer.text
    logged = desk.records.turns.find("q2")
    assert logged
    assert (logged.composer, logged.answer) == (CURATED, answer.text)
    assert "vast antwoord 1.00" in " ".join(reviewer.get("/beoordelen/2").text.split())
    assert Action.CURATED in [entry.action for entry in desk.records.audit.latest(9)]


def test_a_question_in_english_is_marked_in_english(desk: Desk, reviewer: Visitor) -> None:
    reviewer.post("/vaste-antwoorden/nieuw", a_form(reviewer, vraag="Who pays for the tram to Zeist?"))
    answer = ask(desk, "Please tell me who pays for the tram to Zeist").answer
    assert answer.notice.startswith(f"This answer was written by {ORGANISATION}. It holds until ")


WRONG: tuple[tuple[dict[str, Any], str], ...] = (
    ({"zin": ["De provincie betaalt vier miljoen euro."]}, "Een getal, datum of bedrag staat niet in het bewijs"),
    ({"zin": ["De provincie betaalt voor Utrecht."]}, "Een naam staat niet in het bewijs"),
    ({"bewijs": []}, "Deze zin heeft geen bewijs"),
    ({"zin": [], "bewijs": []}, "Er is nog geen zin"),
    ({"zin": [""]}, "Schrijf een zin"),
    ({"zin": ["x" * 401]}, "te lang"),
    ({"vraag": " "}, "Vul een vraag in"),
    ({"vraag": "hallo"}, "zoekt de assistent niet"),
    ({"vraag": "x " * 200}, "De vraag is te lang"),
    ({"tot": ""}, "Vul een datum in"),
    ({"tot": "31-12-2026"}, "Vul een datum in"),
    ({"tot": "2020-01-01"}, "al voorbij"),
    ({"tot": "9999-12-31"}, "te ver weg"),
    ({"bewijs": ["0:weg:1-2"]}, "staat niet meer in de documenten"),
)


def test_what_is_not_right_is_not_kept_and_what_was_typed_comes_back(desk: Desk, reviewer: Visitor) -> None:
    right = a_form(reviewer)
    for other, told in WRONG:
        page = reviewer.post("/vaste-antwoorden/nieuw", right | other)
        assert (page.status_code, told in page.text) == (422, True), other
        assert all(sentence in page.text for sentence in other.get("zin", ())), other
    assert desk.records.curated.standing() == []


def test_a_quote_that_is_no_sentence_of_a_passage_proves_nothing(desk: Desk, reviewer: Visitor) -> None:
    passage, _, place = key_of(PAYS, reviewer).rpartition(":")
    start, end = map(int, place.split("-"))
    form = a_form(reviewer, bewijs=[f"0:{passage}:{start + 3}-{end}"])
    assert reviewer.post("/vaste-antwoorden/nieuw", form).status_code == 422
    assert desk.records.curated.standing() == []


def test_one_question_has_one_answer(reviewer: Visitor) -> None:
    reviewer.post("/vaste-antwoorden/nieuw", a_form(reviewer))
    again = reviewer.post("/vaste-antwoorden/nieuw", a_form(reviewer, vraag="wie betaalt de tram naar zeist"))
    assert (again.status_code, "/vaste-antwoorden/1" in again.text) == (422, True)


def test_it_is_not_given_and_returns_to_the_queue_when_its_source_says_something_else(
    desk: Desk, reviewer: Visitor, changing: Callable[[str], None]
) -> None:
    reviewer.post("/vaste-antwoorden/nieuw", a_form(reviewer))
    assert "/vaste-antwoorden/1" not in reviewer.get("/beoordelen").text
    changing(TRAM.replace("elk kwartier", "elk uur"))
    assert ask(desk, QUESTION, 1).answer.composer == CURATED  # its own words are still there
    assert "de bron is veranderd" in reviewer.get("/beoordelen?reden=curated").text
    changing(TRAM.replace("drie", "vijf"))
    answer = ask(desk, QUESTION, 2).answer
    assert (answer.composer == CURATED, "vijf miljoen" in answer.text) == (False, True)
    assert "de bron zegt dit niet meer" in reviewer.get("/beoordelen?reden=curated").text
    assert "staat niet meer in de documenten" in reviewer.get("/vaste-antwoorden/1").text


def test_it_is_given_until_its_last_day_and_returns_afterwards(desk: Desk, reviewer: Visitor) -> None:
    reviewer.post("/vaste-antwoorden/nieuw", a_form(reviewer, tot=today().isoformat()))
    [made] = desk.records.curated.standing()
    assert ask(desk, QUESTION, 1).answer.composer == CURATED
    desk.records.curated.add(replace(made, valid_until=today() - timedelta(days=1)), replaces=made.number)
    assert ask(desk, QUESTION, 2).answer.composer != CURATED
    assert "de einddatum is voorbij" in reviewer.get("/beoordelen").text


def test_an_answer_is_withdrawn_once_and_replaced_by_one_of_two(desk: Desk, reviewer: Visitor) -> None:
    reviewer.post("/vaste-antwoorden/nieuw", a_form(reviewer))
    first = reviewer.post("/vaste-antwoorden/1", a_form(reviewer, zin=["De provincie betaalt."]))
    second = reviewer.post("/vaste-antwoorden/1", a_form(reviewer, vraag="Wie betaalt?"))
    assert (first.status_code, second.status_code) == (303, 409)
    assert "door een collega gewijzigd" in second.text
    assert [s.text for s in ask(desk, QUESTION, 1).answer.statements] == ["De provincie betaalt."]
    reviewer.post("/vaste-antwoorden/2/intrekken")
    assert ask(desk, QUESTION, 2).answer.composer != CURATED
    assert reviewer.post("/vaste-antwoorden/2/intrekken").status_code == 303
    assert [e.action for e in desk.records.audit.latest(9)].count(Action.WITHDREW) == 1


def test_a_logged_answer_is_the_beginning_of_one(desk: Desk, reviewer: Visitor) -> None:
    turn = ask(desk, ORDINARY)
    page = html.unescape(reviewer.get("/vaste-antwoorden/nieuw?uit=1").text)
    assert f'value="{ORDINARY}"' in page
    assert 'name="uit" value="1"' in page
    assert all(statement.text in page for statement in turn.answer.statements)
    proofs = re.findall(r'name="bewijs" value="([^"]+)" checked', page)
    texts = re.findall(r'name="zin"[^>]*>([^<]+)</textarea>', page)
    form = {"vraag": ORDINARY, "tot": UNTIL, "zin": texts, "bewijs": proofs, "uit": "1", "doe": "bewaar"}
    assert reviewer.post("/vaste-antwoorden/nieuw", form).status_code == 303
    [made] = desk.records.curated.standing()
    assert (made.turn, made.statements) == (1, turn.answer.statements)


@pytest.mark.parametrize(
    "path", ["/vaste-antwoorden/7", "/vaste-antwoorden/99999999999999", "/vaste-antwoorden/nieuw?uit=9"]
)
def test_what_is_not_there_is_said_so(reviewer: Visitor, path: str) -> None:
    assert reviewer.get(path).status_code == 404


def test_batches_and_golden_cases_see_it_too(desk: Desk, reviewer: Visitor) -> None:
    reviewer.post("/vaste-antwoorden/nieuw", a_form(reviewer, zin=["De provincie betaalt."]))
    question = Question("b", "b", "batch", QUESTION, datetime.now(UTC))
    assert desk.rehearse(question, ()).answer.composer == CURATED
