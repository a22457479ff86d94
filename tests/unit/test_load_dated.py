from datetime import date
from typing import Any

import pytest

from ingest.load.dated import date_of
from ingest.model import Block, Kind
from tests.builders import docx_bytes, loaded

LONG = "De gemeenten en de provincie werken al jaren samen aan het landelijk gebied, met geld van het Rijk."
DAY = date(2022, 11, 8)


def _blocks(*lines: str, page: int | None = None) -> list[Block]:
    """A block for each line: ``# `` opens a heading, and a line with a bar is the row of a table."""
    kinds = [Kind.HEADING if line.startswith("# ") else Kind.TABLE if "|" in line else Kind.PROSE for line in lines]
    return [
        Block(kind, line.removeprefix("# "), level=int(kind is Kind.HEADING), page=page)
        for kind, line in zip(kinds, lines, strict=True)
    ]


@pytest.mark.parametrize(
    "row",
    [
        "Datum | : | 8 november 2022",
        "Datum: | 8 november 2022",
        "Vergaderdatum en tijd | 8 november 2022 09:30-11:00 uur",
        "vergaderdatum 8-11-2022 | aanwezig Anna de Wit (gemeente Assen)",
    ],
)
def test_a_row_with_the_word_date_gives_the_date(row: str) -> None:
    assert date_of(_blocks("# Overleg water", "# Stand van zaken", row, LONG), 1, "a") == DAY


def test_a_letterhead_beside_the_text_gives_the_date_of_the_letter() -> None:
    letter = _blocks(
        "Gemeente Assen", "Onderwerp: uw vragen over water", "# Wij antwoorden graag", LONG, "# Het geld", LONG,
        "Datum verzending", "Provincie Drenthe", "Datum", "08.11.2022", "Kenmerk", page=1,
    )  # fmt: skip
    assert date_of(letter, 4, "a") == DAY


def test_a_row_below_a_head_gives_the_date_unless_there_are_more() -> None:
    head = "Datum | Kenmerk | Inlichtingen bij"
    assert date_of(_blocks("# Voorstel", head, "08.11.2022 | 12 | A. de Wit", LONG), 4, "a") == DAY
    planning = _blocks("# Planning", head, "08.11.2022 | 12 | A. de Wit", "09.12.2022 | 13 | A. de Wit", LONG)
    assert date_of(planning, 5, "a") is None


def test_minutes_have_the_date_of_the_meeting() -> None:
    lines = ("Datum", "20-11-2022", "Vergaderdatum", "8-11-2022", LONG)
    assert date_of(_blocks(*lines), 5, "a") == DAY


def test_a_date_that_is_a_heading_below_the_title_counts_and_the_end_of_a_period_does_not() -> None:
    cover = ("# Werkplan", "# Periode: 1 december 2022 – 31 maart 2023", "# Definitief, 8 november 2022", LONG)
    assert date_of(_blocks(*cover), 1, "a") == DAY
    assert date_of(_blocks("# Werkplan", LONG, "# Bijeenkomst", "# 8 november 2022", LONG), 2, "a") is None


def test_an_imprint_gives_the_date() -> None:
    apart = _blocks("# Programma water", LONG, "# Colofon", "# Uitgave van provincie Drenthe", "# November 2022")
    assert date_of(apart, 2, "a") == date(2022, 11, 1)
    together = _blocks("Colofon Uitgave van provincie Drenthe november 2022 Foto's: provincie Drenthe", LONG)
    assert date_of(together, 2, "a") == date(2022, 11, 1)


def test_the_name_of_the_file_dates_what_says_nothing_itself() -> None:
    assert date_of(_blocks("# Verslag overleg", LONG), 2, "verslag-2022-11-08") == DAY
    assert date_of(_blocks("# Verslag overleg", "9 november 2022", LONG), 3, "verslag-2022-11-08") == date(2022, 11, 9)


def test_the_header_of_a_word_letter_gives_date_and_sender() -> None:
    def fill(document: Any) -> None:
        header = document.sections[0].header
        for line in ("Provincie Drenthe", "Postbus 1, Assen", "Datum", "8 november 2022"):
            header.add_paragraph(line)
        document.add_paragraph("Geachte heer,")
        document.add_paragraph(LONG)

    source = loaded("brief.docx", docx_bytes(fill)).source
    assert (source.published_on, source.publisher) == (DAY, "Provincie Drenthe")
