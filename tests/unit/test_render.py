"""An answer as text: what stands where, and what is left out when it is not known."""

from dataclasses import replace
from datetime import date

import pytest

from bot.fronts.render import caution_for, long_date, plain_text, reading, said, source_entries
from bot.model import Answer, AnswerStatus, Citation, Statement
from ingest.model import Span
from tests.chat_answers import QUOTE, a_passage, a_source, an_answer, cites, no_evidence


def test_an_answer_shows_its_statements_and_then_each_source_with_publisher_date_and_page() -> None:
    assert plain_text(an_answer()) == (
        f"{QUOTE} [1]\n\nBronnen\n[1] Afspraken over de veenweide, Provincie Voorbeeld, 1 mei 2019, p. 3"
    )


def test_above_an_answer_stands_how_it_was_read_and_below_each_source_what_to_know_of_it() -> None:
    text = plain_text(an_answer(), "Ik begreep uw vraag als: wie?", lambda source: f"Let op: {source.doc} is oud.")
    assert text.startswith(f"Ik begreep uw vraag als: wie?\n\n{QUOTE} [1]\n\nBronnen\n[1] Afspraken over de veenweide")
    assert text.endswith(f"p. 3\n    Let op: {a_source().doc} is oud.")


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
        "[1] notitie.txt, datum onbekend, onder “Afspraken › Geld”"
    )


def test_items_of_a_list_are_shown_as_one() -> None:
    passage = replace(a_passage(), text="• Eerst.\n• Daarna.", span=Span(0, 18), sentences=(Span(2, 8), Span(11, 18)))
    citations = tuple(Citation(n, passage, passage.quote(span), span) for n, span in enumerate(passage.sentences, 1))
    statements = tuple(Statement(citation.quote, (citation.number,)) for citation in citations)
    assert said(Answer(AnswerStatus.ANSWERED, statements, citations)) == "• Eerst. [1]\n• Daarna. [2]"
    assert said(Answer(AnswerStatus.ANSWERED, statements[:1], citations[:1])) == "Eerst. [1]"


@pytest.mark.parametrize(
    ("day", "today", "words"),
    [
        (date(2019, 5, 1), date(2022, 4, 30), ""),
        (date(2019, 5, 1), date(2022, 5, 1), "Let op: deze bron is 3 jaar oud."),
        (None, date(2022, 5, 1), ""),
    ],
)
def test_a_source_is_called_old_after_three_full_years(day: date | None, today: date, words: str) -> None:
    assert caution_for(a_source(published_on=day), None, today) == words


def test_that_a_source_was_replaced_or_expired_goes_before_its_age() -> None:
    source = a_source(valid_until=date(2021, 1, 1))
    newer = a_source("nieuw.pdf", title="Nieuwe afspraken", published_on=date(2021, 2, 1))
    today = date(2026, 1, 1)
    assert caution_for(source, newer, today) == (
        "Let op: er is een nieuwere versie, “Nieuwe afspraken” (1 februari 2021)."
    )
    assert caution_for(source, None, today) == "Let op: dit gold tot en met 1 januari 2021."
    assert caution_for(source, None, today, "en") == "Note: this held until 1 January 2021."


def test_a_question_searched_as_typed_needs_no_explanation() -> None:
    assert reading("Wie  betaalt?", "wie betaalt") == ""
    assert reading("En wie?", "En wie? (betaalt)") == "Ik begreep uw vraag als: En wie? (betaalt)"


def test_a_presentation_has_slides_instead_of_pages() -> None:
    (entry,) = source_entries(cites(a_passage(a_source("Verhaal.PPTX"), page=7)))
    assert entry.details.endswith(", dia 7")
    (entry,) = source_entries(cites(a_passage(a_source("Verhaal.PPTX"), page=7)), "en")
    assert entry.details.endswith(", slide 7")
