"""Word analysis and sentence ends."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import dutch


@pytest.mark.parametrize(
    ("one", "other"),
    [("succesfactor", "succesfactoren"), ("regio", "regio's"), ("programma’s", "programma"), ("gemeente", "gemeenten")],
)
def test_forms_of_a_word_share_their_lemma(one: str, other: str) -> None:
    assert dutch.lemmas(one) == dutch.lemmas(other)


def test_a_hyphenated_word_is_found_by_its_parts_and_in_one_piece() -> None:
    assert dutch.words("De key-note in West-Overijssel") == [
        "de", "key", "note", "keynote", "in", "west", "overijssel", "westoverijssel",
    ]  # fmt: skip


def test_figures_stay_whole_and_accents_do_not_matter() -> None:
    assert dutch.words("1.826 GWh, € 22,5 miljoen, Fryslân, één") == [
        "1.826",
        "gwh",
        "22,5",
        "miljoen",
        "fryslan",
        "een",
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Een brug of steiger was duur.", "nl"),
        ("Ziek of met verlof?", "nl"),
        ("The bridge of the region was expensive.", "en"),
        ("Bruggen, steigers, vlonders.", ""),
        ("De brug and steiger", ""),
    ],
)
def test_a_language_is_told_by_words_that_the_other_one_lacks(text: str, language: str) -> None:
    assert dutch.language(dutch.words(text)) == language


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Het liep tot 25 november jl. Dat was laat. Klaar.", ["Het liep tot 25 november jl. Dat was laat.", "Klaar."]),
        ("Dr. J. de Vries en mr. P. Jansen spraken. Zie www.x.nl voor meer.", None),
        ("Zie art. 5. De rest volgt d.d. 1 mei 2019.", ["Zie art. 5.", "De rest volgt d.d. 1 mei 2019."]),
        (
            "Aldus prof.dr. A.P. Heidema en J.Th. Bakker. Zij tekenden.",
            ["Aldus prof.dr. A.P. Heidema en J.Th. Bakker.", "Zij tekenden."],
        ),
        ("Zie artikel 3.4.1. Dat geldt nog.", ["Zie artikel 3.4.1.", "Dat geldt nog."]),
        ("Wie doet wat? ‘Samen!’ Het werd 1.826 GWh.", ["Wie doet wat?", "‘Samen!’", "Het werd 1.826 GWh."]),
        ("alles klein. ook dit.", ["alles klein.", "ook dit."]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, ends: list[str] | None) -> None:
    expected = ends or ["Dr. J. de Vries en mr. P. Jansen spraken.", "Zie www.x.nl voor meer."]
    assert [span.of(text) for span in dutch.sentences(text)] == expected


@given(st.text(max_size=300))
def test_sentences_hold_every_visible_character_once_and_in_order(text: str) -> None:
    spans = dutch.sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(span.of(text) for span in spans).split()) == "".join(text.split())
