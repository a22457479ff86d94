"""Which words of a question count as standing in a text."""

import pytest

from bot.compose.matching import ALIKE, is_slip, matches, respelt, says_the_same
from ingest.embed import Embedder
from ingest.embedding.words import WordMeanings


@pytest.fixture(scope="module")
def meanings() -> WordMeanings:
    return WordMeanings()


def _strength(asked: str, text: str, meanings: WordMeanings, language: str = "nl") -> float:
    return float(matches([asked], [text], meanings, language)[0, 0])


def test_an_english_word_counts_where_its_dutch_one_stands(meanings: WordMeanings) -> None:
    assert _strength("fireworks", "Het vuurwerk wordt afgestoken.", meanings, "en") > ALIKE
    assert _strength("fireworks", "De dijk wordt versterkt.", meanings, "en") == 0


@pytest.mark.parametrize(("asked", "text"), [("children", "Er wonen drie kinderen."), ("programme", "Het programma.")])
def test_an_english_word_is_known_by_its_dictionary_form(meanings: WordMeanings, asked: str, text: str) -> None:
    assert _strength(asked, text, meanings, "en") > ALIKE


def test_a_synonym_counts_less_than_the_word_itself(meanings: WordMeanings) -> None:
    word, synonym = (_strength("balans", f"Zij zoeken {other}.", meanings) for other in ("balans", "evenwicht"))
    assert word == 1
    assert 0 < synonym < word


@pytest.mark.parametrize(("asked", "text"), [("2019", "Het was 2020."), ("15", "Er zijn vijftien partners.")])
def test_a_figure_counts_only_as_itself(meanings: WordMeanings, asked: str, text: str) -> None:
    assert _strength(asked, text, meanings) == 0


def test_a_text_without_words_holds_nothing(meanings: WordMeanings) -> None:
    assert matches(["dijk"], ["", "…"], meanings, "nl").tolist() == [[0], [0]]


@pytest.mark.parametrize(
    ("word", "slip"),
    [("eigelijk", True), ("volgns", True), ("laadpaale", False), ("kunst", False), ("2019", False), ("is", False)],
)
def test_a_misspelt_function_word_asks_nothing(word: str, slip: bool) -> None:
    assert is_slip(word) is slip


@pytest.mark.parametrize(
    ("word", "read"),
    [("windmolns", "windmolens"), ("windmolen", "windmolen"), ("zwembaden", "zwembaden"), ("2o30", "2o30"), ("", "")],
)
def test_a_word_that_nobody_knows_is_read_as_the_texts_spell_it(word: str, read: str) -> None:
    assert respelt(word, ["Er komen windmolens.", "Zwembanden zijn er in 2030."]) == read


def test_words_have_meanings_whatever_model_is_set(meanings: WordMeanings) -> None:
    class Other:
        """A model that knows nothing of words."""

    other: Embedder = Other()  # type: ignore[assignment]  # what it can do is not asked
    assert WordMeanings(other).nearness(["gemeente"], ["municipality"]) == meanings.nearness(
        ["gemeente"], ["municipality"]
    )


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("Het programma gaat om de vraag waar in beginsel ruimte is voor 12 molens in Westdorp.", True),
        ("Het programma gaat om de vraag waar ruimte is voor 14 molens in Westdorp.", False),
        ("Het programma gaat om de vraag waar ruimte is voor 12 molens in Oostdorp.", False),
        ("Het programma gaat om de vraag waar ruimte is voor 12 molens in Westdorp.", False),  # to the letter
        ("Westdorp wil 12 molens.", False),
    ],
)
def test_a_sentence_is_said_once_more_when_no_figure_or_name_differs(other: str, same: bool) -> None:
    assert says_the_same("Het programma gaat om de vraag waar ruimte is voor 12 molens in Westdorp.", other) is same
