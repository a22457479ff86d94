"""An answer as text: what stands where, and what is left out when it is not known."""

from datetime import date

import pytest

from bot.fronts.render import long_date, plain_text, source_entries
from tests.chat_answers import QUOTE, a_passage, a_source, an_answer, cites, no_evidence


def test_an_answer_shows_its_statements_and_then_each_source_with_publisher_date_and_page() -> None:
    assert plain_text(an_answer()) == (
        f"{QUOTE} [1]\n\nBronnen\n[1] Afspraken over de veenweide, Provincie Voorbeeld, 1 mei 2019, p. 3"
    )


def test_an_abstention_is_its_notice_alone() -> None:
    assert plain_text(no_evidence()) == "Het antwoord staat niet in de documenten."


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2019, 5, 1), "1 mei 2019"), (date(2024, 12, 31), "31 december 2024"), (None, "datum onbekend")],
)
def test_dates_are_written_in_dutch(day: date | None, words: str) -> None:
    assert long_date(day) == words


def test_quotes_from_one_page_share_a_line() -> None:
    passage = a_passage()
    entries = source_entries(cites(passage, passage))
    assert [str(entry) for entry in entries] == [
        "[1][2] Afspraken over de veenweide, Provincie Voorbeeld, 1 mei 2019, p. 3"
    ]


def test_quotes_from_several_pages_of_a_document_share_a_line_that_says_which_is_where() -> None:
    other = a_passage(a_source("brief.pdf", title="Brief"))
    entries = source_entries(cites(a_passage(page=3), other, a_passage(page=5), a_passage(page=3)))
    assert [str(entry) for entry in entries] == [
        "[1][3][4] Afspraken over de veenweide, Provincie Voorbeeld, 1 mei 2019, [1][4] p. 3; [3] p. 5",
        "[2] Brief, Provincie Voorbeeld, 1 mei 2019, p. 3",
    ]


def test_a_source_of_which_little_is_known_is_named_by_its_file_and_headings() -> None:
    source = a_source("notitie.txt", title="", publisher=None, published_on=None, url=None)
    assert str(source_entries(cites(a_passage(source, page=None)))[0]) == (
        "[1] notitie.txt, datum onbekend, Afspraken › Geld"
    )


def test_a_presentation_has_slides_instead_of_pages() -> None:
    (entry,) = source_entries(cites(a_passage(a_source("Verhaal.PPTX"), page=7)))
    assert entry.details.endswith(", dia 7")
