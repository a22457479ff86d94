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


@pytest.mark.parametrize(
    "subject",
    [
        ("Betreft: de toekomst van het water",),
        ("Onderwerp De toekomst van het water",),
        ("Onderwerp", "De toekomst van het water"),
        ("Onderwerp | De toekomst van het water",),
    ],
)
def test_a_letter_is_called_after_its_subject_and_not_after_a_heading_further_on(subject: tuple[str, ...]) -> None:
    title = _title("Aan de Voorzitter van de raad Postbus 1 1234 AB ASSEN", *subject, LONG, "# Wij betalen mee", LONG)
    assert title.casefold() == "de toekomst van het water"


@pytest.mark.parametrize(
    "heading",
    [
        "Context",
        "1. Opening en mededelingen",
        "<titel>",
        "Bijlage I Programma water (bijgevoegd)",
        "P E R S B E R I C H T",
        "Aan de leden van de raad",
        "Memo",
        "Provincie Drenthe",
        "Periode: 1 mei 2021 – 30 juni 2022",
        "3 mei 2021",
    ],
)
def test_a_heading_that_names_no_subject_gives_way_to_the_next(heading: str) -> None:
    assert _title(f"# {heading}", "# Schoon water in de wijk", LONG) == "Schoon water in de wijk"


@pytest.mark.parametrize("heading", ["5 lessen over water", "Natura 2000 in Drenthe", "Verslag werksessie water"])
def test_a_heading_with_a_number_or_a_kind_of_paper_may_be_a_title(heading: str) -> None:
    assert _title(f"# {heading}", "# Schoon water in de wijk", LONG) == heading


def _named(name: str, *paragraphs: str, title: str = "") -> str:
    def fill(document: Any) -> None:
        document.core_properties.title = title
        for text in paragraphs:
            heading = text.startswith("# ")
            document.add_heading(text[2:], 1) if heading else document.add_paragraph(text)

    return loaded(name, docx_bytes(fill)).source.title


def test_the_name_of_a_file_goes_before_a_heading_further_on() -> None:
    told = (LONG + " " + LONG, "# De rol van het waterschap", LONG)
    assert _named("brief-waterbeleid-2024.docx", *told) == "Brief waterbeleid 2024"
    assert _named("12.docx", *told) == "De rol van het waterschap"


def test_a_paper_with_a_year_is_called_so_unless_the_file_says_more() -> None:
    told = ("# Werkplan 2020", "# Inleiding", LONG)
    assert _named("download.docx", *told) == "Werkplan 2020"
    assert _named("drents-water-werkplan-2020.docx", *told) == "Drents water werkplan 2020"


def test_of_the_lines_on_top_the_one_that_the_file_is_named_after_is_the_title() -> None:
    told = ("Tafel ruimte en water", "Beheer van standaarden volgens de wet", "# Aanleiding", LONG)
    assert _named("memo-beheer-standaarden.docx", *told) == "Beheer van standaarden volgens de wet"
    assert _named("memo-3.docx", *told) == "Tafel ruimte en water"


def test_minutes_are_called_after_who_met() -> None:
    assert _named("v.docx", "Aanwezig: A. de Wit", "Verslag Stuurgroep water", LONG) == "Verslag Stuurgroep water"
    assert _named("v.docx", "Verslag", "Stuurgroep water", LONG) == "Verslag Stuurgroep water"


def test_a_title_that_a_file_carries_along_is_kept_only_when_its_first_page_bears_it_out() -> None:
    told = ("# Besluiten openbaar overleg Assen", LONG)
    assert _named("a.docx", *told, title="Besluiten van het openbaar overleg, Assen") == (
        "Besluiten van het openbaar overleg, Assen"
    )
    for wrong in ("<titel>", "Toelichting invullen formulier", "Besluiten vertrouwelijk overleg Assen", "Inhoud"):
        assert _named("a.docx", *told, title=wrong) == "Besluiten openbaar overleg Assen"


def test_below_a_picture_as_cover_the_title_of_the_file_is_kept() -> None:
    told = ("Colofon", "# 1. Inleiding", f"Dit is het programma voor schoon water. {LONG}")
    assert _named("a.docx", *told, title="Programma schoon water") == "Programma schoon water"


def test_a_period_and_a_version_on_the_cover_are_no_headings_of_all_that_follows() -> None:
    def fill(document: Any) -> None:
        lines = ("Waterplan", "Periode: 2021 – 2024", "Definitieve versie: 3 mei 2021", "Het doel")
        for level, line in enumerate(lines, 1):
            document.add_heading(line, level)
        document.add_paragraph(LONG)

    document = loaded("a.docx", docx_bytes(fill))
    assert (Kind.PROSE, "Periode: 2021 – 2024") in outline(document)
    assert document.sections[-1].heading_path == ("Het doel",)
