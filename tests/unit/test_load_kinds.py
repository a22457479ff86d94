import io
import zipfile
from pathlib import Path

import pytest

from ingest.errors import Rejected
from ingest.load import extract
from ingest.model import Kind, Source
from tests.builders import Canvas, docx_bytes, loaded, outline, pptx_bytes
from tests.files import odt_bytes, xlsx_bytes, zip_bytes

SENTENCE = "De provincie en de gemeenten betalen samen het programmabureau."


def _pdf() -> bytes:
    page = Canvas()
    page.text(60, 80, SENTENCE)
    return page.bytes()


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("brief.docx", _pdf(), "PDF"),
        ("brief.txt", _pdf(), "PDF"),
        ("brief", _pdf(), "PDF"),
        ("brief.pdf", docx_bytes(lambda d: d.add_paragraph(SENTENCE)), "DOCX"),
        ("brief.docx", pptx_bytes([("Titel", [SENTENCE], "")]), "PPTX"),
        ("brief.doc", odt_bytes(f"<text:p>{SENTENCE}</text:p>"), "ODT"),
        ("brief.xls", xlsx_bytes({"Blad": [["Naam"], [SENTENCE]]}), "XLSX"),
        ("brief.pdf", f"<!DOCTYPE html><html><body><p>{SENTENCE}</p></body></html>".encode(), "HTML"),
        ("brief.doc", rf"{{\rtf1\ansi {SENTENCE}\par}}".encode(), "RTF"),
    ],
)
def test_a_file_with_the_wrong_name_is_read_as_what_it_is_and_says_so(name: str, data: bytes, kind: str) -> None:
    content = extract(Source(name, Path(name)), data)
    assert any(SENTENCE in block.text for block in content.blocks)
    assert any(kind in warning for warning in content.warnings)


@pytest.mark.parametrize("name", ["nota.htm", "nota.HTML"])
def test_other_spellings_of_a_suffix_are_no_mistake(name: str) -> None:
    assert extract(Source(name, Path(name)), f"<html><p>{SENTENCE}</p></html>".encode()).warnings == ()


def test_an_archive_under_the_name_of_a_document_is_unpacked() -> None:
    (part,) = extract(Source("a.docx", Path("a.docx")), zip_bytes({"nota.txt": SENTENCE})).parts
    assert part.name == "nota.txt"


def test_an_archive_that_begins_with_a_pdf_is_an_archive() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("nota.pdf", _pdf())
    (part,) = extract(Source("a.zip", Path("a.zip")), file.getvalue()).parts
    assert part.name == "nota.pdf"


def test_open_document_text_gives_headings_lists_tables_and_notes_at_the_end() -> None:
    body = (
        '<text:p text:style-name="Title">Jaarplan</text:p>'
        '<text:h text:outline-level="1">Partners</text:h>'
        "<text:p>In 2023<text:note><text:note-citation>5</text:note-citation><text:note-body>"
        f"<text:p>Zie het jaarverslag.</text:p></text:note-body></text:note> begon het.<text:s/>{SENTENCE}</text:p>"
        "<text:list><text:list-item><text:p>Waterschap</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Jaar</text:p></table:table-cell><table:table-cell>"
        "<text:p>Geld</text:p></table:table-cell></table:table-row></table:table>"
    )
    document = loaded("a.odt", odt_bytes(body, title="Jaarplan 2024", author="Gemeente Assen"))
    assert outline(document) == [
        (Kind.HEADING, "Jaarplan"),
        (Kind.HEADING, "Partners"),
        (Kind.PROSE, f"In 2023 begon het. {SENTENCE}"),
        (Kind.LIST, "• Waterschap"),
        (Kind.TABLE, "Jaar | Geld"),
        (Kind.PROSE, "Zie het jaarverslag."),
    ]
    assert (document.source.title, document.source.publisher) == ("Jaarplan 2024", "Gemeente Assen")


def test_rich_text_keeps_its_letters_its_title_and_its_rows() -> None:
    marked = (
        r"{\rtf1\ansi\ansicpg1252{\info{\title Notitie wonen}}Doel\par\par De co\'f6rdinatie kost"
        r" \'80 5 miljoen per jaar.\par\par\trowd Gemeente\cell Aantal\cell\row\trowd Assen\cell 300\cell\row}"
    )
    document = loaded("a.rtf", marked)
    assert "De coördinatie kost € 5 miljoen per jaar." in document.text
    assert "Assen | 300" in document.text
    assert document.source.title == "Notitie wonen"


def test_a_text_file_that_is_a_dump_is_refused_at_once() -> None:
    with pytest.raises(Rejected, match="te groot"):
        loaded("a.txt", b"a" * 50_000_001)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_web_page_without_a_charset_keeps_its_letters(encoding: str) -> None:
    page = "<html><body><p>De coördinatie kost € 5 miljoen, zegt de provincie.</p></body></html>"
    assert loaded("a.html", page.encode(encoding)).text == "De coördinatie kost € 5 miljoen, zegt de provincie."
