"""Taking a comparison apart into the question about each side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.query import understand
from bot.sides import sides

COMPARED = {
    "Wat is het verschil tussen het Kustpact en het Duinakkoord?": ("het Kustpact?", "het Duinakkoord?"),
    "Hoeveel geld kreeg de Kuststreek in de eerste en in de tweede deal?": (
        "Hoeveel geld kreeg de Kuststreek in de eerste deal?",
        "Hoeveel geld kreeg de Kuststreek in de tweede deal?",
    ),
    "Wat is het verschil tussen de vorm van het Kustpact en die van het Duinakkoord?": (
        "de vorm van het Kustpact?",
        "de vorm van het Duinakkoord?",
    ),
    "Wat zeggen het verslag van 2019 en de evaluatie van 2021 over draagvlak?": (
        "Wat zeggen het verslag van 2019 over draagvlak?",
        "Wat zeggen de evaluatie van 2021 over draagvlak?",
    ),
}


@pytest.mark.parametrize("asked", COMPARED)
def test_each_side_of_a_comparison_becomes_a_question(asked: str) -> None:
    assert sides(asked) == COMPARED[asked]
    assert tuple(part.original for part in understand(asked).parts) == COMPARED[asked]


@pytest.mark.parametrize(
    "asked", ["Wie zijn de partners van het Kustpact en wat doen zij?", "Wat is het Kustpact?", ""]
)
def test_what_compares_nothing_has_no_sides(asked: str) -> None:
    assert not understand(asked).compares


def test_a_comparison_that_names_no_sides_stays_one_question() -> None:
    query = understand("Wat is het grootste verschil?")
    assert query.compares
    assert not query.parts


@given(
    st.lists(
        st.sampled_from(["het verslag", "van", "en", "de brief", "tussen", "in", "over", "x,", "dat"]), max_size=900
    )
)
def test_any_row_of_words_is_read_to_its_end(words: list[str]) -> None:
    found = sides(" ".join(words))  # an expression that tries every way to read it would never come back
    assert found is None or len(found) == len(("one", "other"))
