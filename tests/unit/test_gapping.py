"""A question that leaves out what the one before it says."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gapping import completed
from bot.query import understand

FULL = {
    ("Hoeveel partners had het Kustpact in 2019?", "En in 2023?"): "Hoeveel partners had het Kustpact in 2023?",
    ("Hoeveel huizen komen er in Oostdorp?", "en in Westdorp"): "Hoeveel huizen komen er in Westdorp?",
    ("Hoeveel mensen kwamen er in juni 2024?", "hoeveel in mei 2025?"): "Hoeveel mensen kwamen er in mei 2025?",
    ("Hoeveel mensen kwamen er in maart 2024?", "En in april?"): "Hoeveel mensen kwamen er in april 2024?",
    ("Hoe vaak meet men in het plan van 2023", "hoe vaak in dat van 2024?"): "Hoe vaak meet men in het plan van 2024?",
    ("Hoeveel reacties kwamen er op de nota in 2022", "hoeveel op het plan in 2024?"): (
        "Hoeveel reacties kwamen er op het plan in 2024?"
    ),
    ("Hoeveel reacties kwamen er op de nota?", "En bij de tweede ronde?"): (
        "Hoeveel reacties kwamen er op de nota bij de tweede ronde?"
    ),
    ("Hoeveel geld kreeg Regio Kust van het Rijk?", "En de Duinstreek?"): (
        "Hoeveel geld kreeg de Duinstreek van het Rijk?"
    ),
    ("Wie zit er namens het Kadaster in de stuurgroep API?", "En VNG?"): "Wie zit er namens VNG in de stuurgroep API?",
    ("Waar doet waterschap Vechtstromen aan mee?", "En Vitens?"): "Waar doet Vitens aan mee?",
    ("Waar doet de gemeente Zwolle aan mee?", "En Deventer?"): "Waar doet de gemeente Deventer aan mee?",
    ("Hoe hoog is de bijdrage?", "en boven de 4 ton?"): "Hoe hoog is de bijdrage boven de 4 ton?",
}


@pytest.mark.parametrize(("before", "asked"), FULL)
def test_what_is_left_out_is_taken_from_the_question_before(before: str, asked: str) -> None:
    whole = FULL[before, asked]
    assert completed(asked, before) == whole
    query = understand(asked, [before])
    assert (query.text, query.focus, query.original) == (whole, whole, asked)


@pytest.mark.parametrize(
    "asked",
    [
        "En waarom?",
        "En in welke gebieden?",
        "En hoeveel inwoners heeft de streek?",
        "En in de jaren daarna?",
        "Wie zijn de partners?",
        "En wie werkt er in Oostdorp?",
        "",
    ],
)
def test_a_question_that_says_more_stays_as_it_is(asked: str) -> None:
    assert completed(asked, "Hoeveel huizen komen er in Oostdorp?") == asked


def test_a_name_takes_no_place_where_there_are_two() -> None:
    assert completed("En Vitens?", "Wat spraken Oostdorp en Westdorp af?") == "En Vitens?"


def test_a_row_of_follow_ups_is_read_from_the_first() -> None:
    query = understand("En in 2024?", ["Hoeveel partners had het Kustpact in 2019?", "En in 2021?"])
    assert query.text == "Hoeveel partners had het Kustpact in 2024?"


def test_a_long_conversation_is_read_to_its_end() -> None:
    started = time.monotonic()
    completed("En in 2023?", "in de grote van de " * 2_000)
    assert time.monotonic() - started < 60  # an expression that tries every way to read it would never come back


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_words_break_it(asked: str, before: str) -> None:
    assert isinstance(completed(asked, before), str)
