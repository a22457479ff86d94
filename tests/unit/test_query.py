"""Understanding the question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.query import understand


def test_a_follow_up_takes_the_subject_of_the_earlier_question_along() -> None:
    query = understand("En hoeveel deelnemers waren daar?", ["Wanneer was het webinar van de Veenregio?"])
    assert "webinar" in query.text
    assert "Veenregio" in query.text
    assert query.focus == "En hoeveel deelnemers waren daar?"


@pytest.mark.parametrize(
    ("asked", "leans"),
    [
        ("Wie is de penvoerder?", True),
        ("wat waren de kosten", True),
        ("Wie is de penvoerder van Kust?", False),
        ("Wat is de Duindeal?", False),
        ("Wat is participatie?", False),
    ],
)
def test_what_belongs_to_something_belongs_to_what_was_spoken_of(asked: str, leans: bool) -> None:
    assert ("Groene Singel" in understand(asked, ["Waar gaat het project Groene Singel over?"]).text) is leans


@pytest.mark.parametrize("asked", ["Wie zat het overleg van maart voor?", "wie zit het overleg van maart voor"])
def test_who_sits_in_front_is_asked_as_the_chair(asked: str) -> None:
    assert understand(asked).text.lower().startswith("wie was de voorzitter van het overleg van maart")
    assert (
        understand("Wie zat er in het overleg voor de gemeente?").text == "Wie zat er in het overleg voor de gemeente?"
    )


def test_a_second_follow_up_still_knows_the_subject() -> None:
    query = understand("En in 2023?", ["Hoeveel gemeenten telt de Veenregio?", "Wie is daar voorzitter?"])
    assert "Veenregio" in query.text


def test_a_question_that_stands_alone_takes_nothing_along() -> None:
    text = "Hoeveel woningen wil de Veenregio er bij bouwen?"
    assert understand(text, ["Wie zijn de partners van het Kustakkoord?"]).text == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What is the budget of the programme?", "en"),
        ("What is a hidden champion?", "en"),
        ("What does the Agenda voor de Rietzoom say about nature?", "en"),
        ("Wat is het budget?", "nl"),
        ("Is een veerpont of brug duurder?", "nl"),
        ("Is mijn steiger of vlonder vergund?", "nl"),
        ("budget", "nl"),
    ],
)
def test_the_language_of_the_question_is_recognised(text: str, language: str) -> None:
    assert understand(text).language == language


def test_a_list_and_the_newest_are_recognised() -> None:
    assert understand("Wat kunnen gemeenten doen tegen wateroverlast?").wants_list
    assert understand("Wat waren de lessen?").wants_list
    assert understand("Waaruit bestaat het pakket?").wants_list
    assert understand("Wie doen er mee?").wants_list
    assert not understand("Wat doet de gemeente?").wants_list
    assert understand("Hoe staat het met de woningbouw?").wants_newest
    assert understand("Noem de lessen van de evaluatie").wants_list
    assert understand("Hoeveel gemeenten doen nu mee?").wants_newest
    assert not understand("Wat is een regiodeal?").wants_list


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Wat is een BRE? En wie doen er mee?",
            ["Wat is een BRE?", "wie doen er mee? (BRE)"],
        ),
        (
            "Hoeveel gemeenten telde de Veenregio in 2016 en hoeveel in 2020?",
            ["Hoeveel gemeenten telde de Veenregio in 2016", "Hoeveel gemeenten telde de Veenregio in 2020?"],
        ),
        (
            "Wanneer begint het Kustakkoord en met wie is het gesloten?",
            ["Wanneer begint het Kustakkoord", "met wie is het gesloten? (begint Kustakkoord)"],
        ),
    ],
)
def test_each_of_several_questions_stands_alone(text: str, parts: list[str]) -> None:
    assert [part.text for part in understand(text).parts] == parts


@pytest.mark.parametrize(
    "text",
    [
        "Wie zijn de partners van water en land?",
        "Hoe en waarom werken zij samen?",
        "Ik zoek iets over het Kustakkoord. Wie zijn de partners?",
        "Loopt het programma tot en met welk jaar?",
    ],
)
def test_one_question_is_not_parted(text: str) -> None:
    assert understand(text).parts == ()


@given(st.text(max_size=400), st.lists(st.text(max_size=80), max_size=2))
def test_no_text_breaks_the_reading(text: str, earlier: list[str]) -> None:
    query = understand(text, earlier)
    assert query.original == text
    assert len(query.parts) != 1
