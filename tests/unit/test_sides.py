"""Taking a comparison apart into the question about each side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.query import understand
from bot.sides import of_each, sides

COMPARED = {
    "Wat is het verschil tussen het Kustpact en het Duinakkoord?": ("Wat is het Kustpact?", "Wat is het Duinakkoord?"),
    "Vergelijk het Kustpact met het Duinakkoord": ("Wat is het Kustpact?", "Wat is het Duinakkoord?"),
    "Wat hebben het Kustpact en het Duinakkoord gemeen?": ("Wat is het Kustpact?", "Wat is het Duinakkoord?"),
    "Wat is het verschil tussen het Kustpact in 2013 en 2019?": ("het Kustpact in 2013?", "het Kustpact in 2019?"),
    "Wat is het verschil tussen het Kustpact in 2013 en in 2019?": ("het Kustpact in 2013?", "het Kustpact in 2019?"),
    "Wat is het verschil tussen de taken van een provincie en een waterschap?": (
        "de taken van een provincie?",
        "de taken van een waterschap?",
    ),
    "Wat is het verschil tussen het bod van Westdorp en Oostdorp?": ("het bod van Westdorp?", "het bod van Oostdorp?"),
    "Wat is het verschil tussen een plan van het Rijk en een akkoord?": (
        "een plan van het Rijk?",
        "Wat is een akkoord?",
    ),
    "Vergelijk de partners van het Kustpact en van het Duinakkoord": (
        "de partners van het Kustpact",
        "de partners van het Duinakkoord",
    ),
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


def test_a_question_without_end_is_not_taken_apart() -> None:
    endless = f"Wat is het verschil {'voor ' * 2_000}tussen het Kustpact en het Duinakkoord?"
    assert sides(endless) is of_each(endless) is None


@pytest.mark.parametrize(
    ("asked", "each"),
    [
        ("Welk pact kreeg meer geld, Kust of Duin?", ("hoeveel geld Kust?", "hoeveel geld Duin?")),
        ("Welk pact kreeg meer geld, Kust of Duin, en hoeveel kregen ze elk?", ("geld Kust?", "geld Duin?")),
        ("Heeft het Kustpact of het Duinakkoord meer partners?", ("het Kustpact hoeveel", "het Duinakkoord hoeveel")),
        ("Is het budget van het pact hoger dan dat van het akkoord?", ("van het pact hoe hoog", "van het akkoord hoe")),
        ("Wat duurt langer, fase 1 of fase 2?", ("hoe lang fase 1", "hoe lang fase 2")),
    ],
)
def test_which_of_two_has_more_asks_how_much_each_has(asked: str, each: tuple[str, str]) -> None:
    query = understand(asked)
    assert query.compares
    assert len(query.parts) == 2
    assert all(said in part.text for said, part in zip(each, query.parts, strict=True))


@pytest.mark.parametrize(
    "asked",
    [
        "Zijn er meer dan 15 partners?",
        "Is er meer of minder draagvlak?",
        "Welke partners doen meer dan gevraagd, en waarom?",
        "Waarom heeft het pact meer taken dan de regio?",
        "Hoeveel meer partners kwamen er bij?",
        "Waar gaan de onderzoekers later werken, hier of in het buitenland?",
    ],
)
def test_more_alone_compares_no_two_things(asked: str) -> None:
    assert of_each(asked) is None


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
        st.sampled_from(
            ["het verslag", "van", "en", "de brief", "tussen", "in", "over", "x,", "dat", "meer", "of", "dan"]
        ),
        max_size=900,
    )
)
def test_any_row_of_words_is_read_to_its_end(words: list[str]) -> None:
    for found in (sides(" ".join(words)), of_each(" ".join(words))):  # one that tries every way would never come back
        assert found is None or len(found) == len(("one", "other"))
