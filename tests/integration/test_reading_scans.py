"""Scans and photos, read by the real tesseract."""

import os
import shutil
from pathlib import Path

import pytest

from ingest.load import extract, to_document
from ingest.model import Document, Kind, Source
from ingest.plan import Live, compare
from tests.builders import Canvas, outline
from tests.files import pdf_of_pictures, picture_of

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")

FIRST = "De provincie en de vijf gemeenten betalen samen het programmabureau"
SECOND = "in Zwolle. De bijdrage van het Rijk is 3,5 miljoen euro per jaar."


def _letter() -> bytes:
    page = Canvas()
    page.text(60, 100, "Samenwerken aan water", size=20, bold=True)
    page.text(60, 160, FIRST, SECOND)
    page.text(60, 230, "Partners van het programma", size=15, bold=True)
    page.text(60, 270, "Wie doet er mee in dit gebied?")
    page.text(80, 300, "• Waterschap Vechtstromen zorgt voor de sloten.", "• Gemeente Hardenberg zorgt voor de wegen.")
    page.next_page()
    page.text(60, 100, "Op deze tweede bladzijde staat wat er in het voorjaar is afgesproken", "met de boeren.")
    return page.bytes()


def _read(name: str, data: bytes) -> tuple[Document, tuple[str, ...], float | None]:
    source = Source(name, Path(name))
    content = extract(source, data)
    return to_document(source, content, "0" * 64), content.warnings, content.confidence


@needs_tesseract
def test_a_scan_reads_like_the_document_it_was_made_of() -> None:
    letter = _letter()
    document, warnings, confidence = _read("scan.pdf", pdf_of_pictures([picture_of(letter), picture_of(letter, 1)]))
    assert outline(document) == [
        (Kind.HEADING, "Samenwerken aan water"),
        (Kind.PROSE, f"{FIRST} {SECOND}"),
        (Kind.HEADING, "Partners van het programma"),
        (Kind.PROSE, "Wie doet er mee in dit gebied?"),
        (Kind.LIST, "• Waterschap Vechtstromen zorgt voor de sloten."),
        (Kind.LIST, "• Gemeente Hardenberg zorgt voor de wegen."),
        (Kind.PROSE, "Op deze tweede bladzijde staat wat er in het voorjaar is afgesproken met de boeren."),
    ]
    assert document.sections[-1].page == 2
    assert warnings == ()
    assert confidence is not None
    assert 0.8 < confidence <= 1


@needs_tesseract
def test_a_scanned_page_among_pages_of_text_keeps_its_number_and_an_unreadable_one_is_named() -> None:
    grey = Canvas()
    grey.box(60, 60, 300, 300)
    last = "Het slot van het stuk staat op blad vier."
    pages = pdf_of_pictures([FIRST + ".", picture_of(_letter(), 1), picture_of(grey.bytes()), last])
    document, warnings, _ = _read("gemengd.pdf", pages)
    assert [section.page for section in document.sections] == [1, 2, 4]
    assert "afgesproken met de boeren." in document.text
    assert warnings == ("Geen tekst herkend op bladzijde 3.",)


@needs_tesseract
@pytest.mark.parametrize(("name", "form"), [("foto.png", "PNG"), ("foto.jpeg", "JPEG"), ("foto.tif", "TIFF")])
def test_a_picture_is_read_by_text_recognition(name: str, form: str) -> None:
    document, _, _ = _read(name, picture_of(_letter(), form=form))
    assert f"{FIRST} {SECOND}" in document.text
    assert document.sections[0].page is None


@needs_tesseract
@pytest.mark.parametrize("turned", [90, 180])
def test_a_page_that_lies_on_its_side_is_read_upright(turned: int) -> None:
    document, _, _ = _read("scan.png", picture_of(_letter(), turned=turned))
    assert f"{FIRST} {SECOND}" in document.text
    assert outline(document)[0] == (Kind.HEADING, "Samenwerken aan water")


@needs_tesseract
def test_a_picture_without_words_is_rejected_by_name(tmp_path: Path) -> None:
    grey = Canvas()
    grey.box(60, 60, 300, 300)
    picture = picture_of(grey.bytes())
    (tmp_path / "foto.png").write_bytes(picture)
    (tmp_path / "scan.pdf").write_bytes(pdf_of_pictures([picture]))
    (tmp_path / "blanco.pdf").write_bytes(pdf_of_pictures(["", b""]))
    plan = compare(Live(), [Source(file.name, file) for file in sorted(tmp_path.iterdir())])
    reasons = {rejection.doc: rejection.reason for rejection in plan.rejected}
    assert "geen tekst te herkennen" in reasons["foto.png"]
    assert "geen tekst te herkennen" in reasons["scan.pdf"]
    assert "leeg" in reasons["blanco.pdf"]


def test_without_tesseract_a_scan_is_rejected_with_what_to_install_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "scan.pdf").write_bytes(pdf_of_pictures([picture_of(_letter())]))
    (tmp_path / "foto.png").write_bytes(picture_of(_letter()))
    (tmp_path / "gemengd.pdf").write_bytes(pdf_of_pictures([FIRST + ".", picture_of(_letter())]))
    monkeypatch.setenv("PATH", os.devnull)
    plan = compare(Live(), [Source(file.name, file) for file in sorted(tmp_path.iterdir())])
    assert {rejection.doc for rejection in plan.rejected} == {"scan.pdf", "foto.png"}
    assert all("installeer het pakket tesseract-ocr-nld" in rejection.reason for rejection in plan.rejected)
    (taken,) = plan.taken
    assert taken.given.id == "gemengd.pdf"
    assert taken.notes.warnings[0].startswith("Bladzijde 2 is niet gelezen.")
