from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.errors import Rejected
from ingest.load import LOADERS, read
from ingest.model import Source
from tests.builders import Canvas, docx_bytes, loaded, pptx_bytes

SENTENCE = "De provincie en de gemeenten betalen samen het programmabureau.\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("film.mp4", b"x", "kan Samenwijs niet lezen"),
        ("zonder", b"x", "geen extensie"),
        ("cijfers.xlsx", b"x", "beschadigd"),
        ("leeg.txt", b"", "leeg"),
        ("wit.txt", b" \n\n ", "geen leesbare tekst"),
        ("beeld.txt", bytes(range(256)) * 4, "UTF-8"),
        ("stuk.pdf", b"%PDF-1.7 en verder niets", "beschadigd"),
        ("stuk.docx", b"PK\x03\x04 en verder niets", "beschadigd"),
        ("stuk.pptx", b"dit is geen presentatie", "beschadigd"),
        ("geheim.docx", OLE, "wachtwoord"),
        ("leeg.html", b"<html></html>", "geen leesbare tekst"),
    ],
)
def test_a_file_that_cannot_be_read_is_rejected_with_one_line_that_says_why(name: str, data: bytes, part: str) -> None:
    with pytest.raises(Rejected, match=part) as rejection:
        loaded(name, data)
    assert "\n" not in str(rejection.value)
    assert 8 <= len(str(rejection.value)) <= 300


def test_a_pdf_with_a_password_is_rejected() -> None:
    page = Canvas()
    page.text(60, 80, SENTENCE)
    with pytest.raises(Rejected, match="wachtwoord"):
        loaded("geheim.pdf", page.bytes(password="x"))


def test_a_pdf_of_pictures_is_rejected_as_a_scan() -> None:
    page = Canvas()
    page.box(60, 60, 400, 600)
    with pytest.raises(Rejected, match="scan"):
        loaded("scan.pdf", page.bytes())


def test_slides_and_documents_without_text_are_rejected() -> None:
    with pytest.raises(Rejected, match="geen leesbare tekst"):
        loaded("leeg.pptx", pptx_bytes([("", [], "")]))
    with pytest.raises(Rejected, match="geen leesbare tekst"):
        loaded("leeg.docx", docx_bytes(lambda _: None))


def test_the_suffix_chooses_the_loader_whatever_its_case() -> None:
    assert loaded("NOTITIE.TXT", SENTENCE).text == SENTENCE.strip()
    assert {".txt", ".md", ".html", ".pdf", ".docx", ".pptx", ".odt", ".rtf", ".csv", ".xlsx", ".zip"} < set(LOADERS)


def test_what_the_caller_knows_goes_before_what_the_file_says() -> None:
    text = f"---\ntitle: Uit het bestand\npublisher: Gemeente\ndate: 2020-01-02\nregion: Twente\n---\n\n{SENTENCE}"
    known = Source("a.md", Path("a.md"), title="Van de lijst", published_on=date(2024, 5, 1))
    source = read(known, text.encode()).source
    assert source == replace(known, publisher="Gemeente", region="Twente")


def test_the_title_is_the_first_heading_and_else_the_readable_name_of_the_file() -> None:
    assert loaded("a.md", f"# Samen aan de slag\n\n{SENTENCE}").source.title == "Samen aan de slag"
    assert loaded("nota_wonen-2024.txt", SENTENCE).source.title == "Nota wonen 2024"


def test_every_section_covers_text_under_its_headings_and_no_heading() -> None:
    table = "| Jaar | Bedrag |\n|---|---|\n| 2024 | 5 |\n"
    text = f"# Titel\n\n{SENTENCE}\n## Partners\n\n{SENTENCE}\n- een\n- twee\n\n### Geld\n\n{table}"
    document = loaded("a.md", text)
    assert [(s.heading_path, s.span.of(document.text)) for s in document.sections] == [
        ((), SENTENCE.strip()),
        (("Partners",), SENTENCE.strip()),
        (("Partners",), "• een\n• twee"),
        (("Partners", "Geld"), "Jaar | Bedrag\n2024 | 5"),
    ]


def test_a_heading_with_nothing_under_it_can_still_be_found() -> None:
    document = loaded("a.md", f"# Titel\n\n## Een\n\n{SENTENCE}\n## Alleen bestaat niet meer\n")
    assert document.sections[-1].span.of(document.text) == "Alleen bestaat niet meer"
