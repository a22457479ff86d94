from typing import Any

import pytest

from ingest.model import Kind
from tests.builders import docx_bytes, loaded, outline

LONG = "De gemeenten en de provincie werken al jaren samen aan het landelijk gebied, met geld van het Rijk."


def _title(*paragraphs: str) -> str:
    def fill(document: Any) -> None:
        for text in paragraphs:
            heading = text.startswith("# ")
            document.add_heading(text[2:], 1) if heading else document.add_paragraph(text)

    return loaded("stuk_12.docx", docx_bytes(fill)).source.title


@pytest.mark.parametrize("heading", ["Inleiding", "1. Inleiding", "Bijlage 2", "Datum", "Samenvatting", "Introduction"])
def test_a_heading_that_opens_every_document_is_no_title(heading: str) -> None:
    assert _title("Verbetermogelijkheden van de samenwerking", f"# {heading}", LONG) == (
        "Verbetermogelijkheden van de samenwerking"
    )
    assert _title(f"# {heading}", LONG, LONG) == "Stuk 12"


def test_the_subject_of_a_letter_is_its_title() -> None:
    assert _title("Aan Provinciale Staten", "Betreft: voortgang van de Regio Deal", "Geachte leden,", LONG) == (
        "voortgang van de Regio Deal"
    )


def test_a_first_line_that_says_something_is_no_title() -> None:
    assert _title("De provincie en de gemeenten betalen samen het bureau.", LONG, LONG) == "Stuk 12"
    assert _title("Wat is het plan?", LONG, LONG) == "Stuk 12"


def test_a_heading_that_says_something_goes_first_and_stays_a_heading() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Gemeente Assen")
        document.add_heading("Waterplan voor Assen", 1)
        document.add_paragraph(LONG)

    document = loaded("a.docx", docx_bytes(fill))
    assert document.source.title == "Waterplan voor Assen"
    assert (Kind.HEADING, "Waterplan voor Assen") in outline(document)
