"""Understanding the question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import AnswerStatus
from bot.query import screen, understand


@pytest.mark.parametrize(
    ("text", "status", "notice"),
    [
        ("", AnswerStatus.REFUSED, "empty"),
        ("  ?!? \n", AnswerStatus.REFUSED, "empty"),
        ("👍👍", AnswerStatus.REFUSED, "empty"),
        ("partners " * 1200, AnswerStatus.REFUSED, "too_long"),
        ("Quelle est la capitale de la région et qui sont les partenaires ?", AnswerStatus.REFUSED, "other_language"),
        ("Wie viele Gemeinden sind in der Region und was ist das Ziel?", AnswerStatus.REFUSED, "other_language"),
        ("ما هي البرامج الإقليمية؟", AnswerStatus.REFUSED, "other_language"),
        ("Hoi!", AnswerStatus.SMALL_TALK, "greeting"),
        ("goedemorgen samenwijs", AnswerStatus.SMALL_TALK, "greeting"),
        ("Dank je wel", AnswerStatus.SMALL_TALK, "thanks"),
        ("tot ziens", AnswerStatus.SMALL_TALK, "goodbye"),
        ("Wie ben jij?", AnswerStatus.SMALL_TALK, "about"),
        ("What can you do?", AnswerStatus.SMALL_TALK, "about"),
    ],
)
def test_what_is_no_searchable_question_gets_a_friendly_word(text: str, status: AnswerStatus, notice: str) -> None:
    screened = screen(text)
    assert screened is not None
    assert (screened.status, screened.notice) == (status, notice)


@pytest.mark.parametrize(
    "text",
    [
        "partners?",
        "WIE ZIJN DE PARTNERS",
        "Wat is een BRE?",
        "hoevel gemeenten doen mee int gebied",
        "Which municipalities take part?",
        "Wat kun je vertellen over het platteland?",
        "Hallo, wie zijn de partners van het programma?",
        "Wie is de directeur in Berlijn, und wo?",
    ],
)
def test_a_question_is_searched_however_it_is_written(text: str) -> None:
    assert screen(text) is None


def test_a_follow_up_takes_the_subject_of_the_earlier_question_along() -> None:
    query = understand("En hoeveel deelnemers waren daar?", ["Wanneer was het webinar van de Veenregio?"])
    assert "webinar" in query.text
    assert "Veenregio" in query.text
    assert query.focus == "En hoeveel deelnemers waren daar?"


def test_a_second_follow_up_still_knows_the_subject() -> None:
    query = understand("En in 2023?", ["Hoeveel gemeenten telt de Veenregio?", "Wie is daar voorzitter?"])
    assert "Veenregio" in query.text


def test_a_question_that_stands_alone_takes_nothing_along() -> None:
    text = "Hoeveel woningen wil de Veenregio er bij bouwen?"
    assert understand(text, ["Wie zijn de partners van het Kustakkoord?"]).text == text


@pytest.mark.parametrize(
    ("text", "language"),
    [("What is the budget of the programme?", "en"), ("Wat is het budget?", "nl"), ("budget", "nl")],
)
def test_the_language_of_the_question_is_recognised(text: str, language: str) -> None:
    assert understand(text).language == language


def test_a_list_and_the_newest_are_recognised() -> None:
    assert understand("Noem de lessen van de evaluatie").wants_list
    assert understand("Hoeveel gemeenten doen nu mee?").wants_newest
    assert not understand("Wat is een regiodeal?").wants_list


@given(st.text(max_size=400), st.lists(st.text(max_size=80), max_size=2))
def test_no_text_breaks_the_reading(text: str, earlier: list[str]) -> None:
    screened = screen(text)
    query = understand(text, earlier)
    assert screened is None or screened.status in (AnswerStatus.REFUSED, AnswerStatus.SMALL_TALK)
    assert query.original == text
