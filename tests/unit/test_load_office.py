from datetime import date
from typing import Any

from ingest.model import Kind
from tests.builders import docx_bytes, loaded, outline, pptx_bytes

LONG = "De gemeenten en de provincie werken al jaren samen aan het landelijk gebied, met geld van het Rijk."


def _memo(document: Any) -> None:
    document.core_properties.title = "Memo geld"
    document.core_properties.author = "Provincie Drenthe"
    document.core_properties.subject = "Programma Natuur"
    document.sections[0].header.paragraphs[0].text = "Kopregel van elke bladzijde"
    document.add_heading("Memo geld", 0)
    document.add_paragraph("Datum: 16 december 2024")
    document.add_heading("Besluit", 1)
    document.add_paragraph("Gevraagd wordt:")
    document.add_paragraph("instemmen", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ["Jaar", "Bedrag", "2024", "5"], strict=True):
        cell.text = text
    document.add_paragraph().add_run("Vervolg").bold = True
    document.add_paragraph(LONG)


def test_a_word_document_gives_headings_lists_tables_and_properties_in_order() -> None:
    document = loaded("a.docx", docx_bytes(_memo))
    assert outline(document) == [
        (Kind.HEADING, "Memo geld"),
        (Kind.HEADING, "Besluit"),
        (Kind.PROSE, "Gevraagd wordt:"),
        (Kind.LIST, "• instemmen"),
        (Kind.TABLE, "Jaar | Bedrag"),
        (Kind.TABLE, "2024 | 5"),
        (Kind.HEADING, "Vervolg"),
        (Kind.PROSE, LONG),
    ]
    source = document.source
    assert (source.publisher, source.programme) == ("Provincie Drenthe", "Programma Natuur")
    assert source.published_on == date(2024, 12, 16)
    assert document.sections[-1].heading_path == ("Besluit", "Vervolg")


def test_a_paragraph_whose_number_is_taken_away_is_no_item() -> None:
    def fill(document: Any) -> None:
        for level in (1, 0):
            number = document.add_paragraph(LONG, style="List Bullet")._p.get_or_add_pPr().get_or_add_numPr()
            number.get_or_add_numId().val = level
        document.add_paragraph("Ingesprongen tekst.", style="List Paragraph")

    assert outline(loaded("a.docx", docx_bytes(fill))) == [
        (Kind.LIST, f"• {LONG}"),
        (Kind.PROSE, LONG),
        (Kind.PROSE, "Ingesprongen tekst."),
    ]


def test_what_the_program_filled_in_is_no_title_and_no_publisher() -> None:
    def fill(document: Any) -> None:
        document.core_properties.title = "Word Document"
        document.core_properties.author = "python-docx"
        document.add_paragraph(LONG)

    source = loaded("nota.docx", docx_bytes(fill)).source
    assert (source.title, source.publisher, source.published_on) == ("Nota", None, None)


def test_tracked_changes_and_content_controls_read_as_accepted() -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    def fill(document: Any) -> None:
        document.add_paragraph(LONG)
        xml = f"""<w:sdt {nsdecls("w")}><w:sdtContent><w:p><w:r><w:t>Wij kiezen </w:t></w:r>
            <w:del><w:r><w:delText>geen </w:delText></w:r></w:del><w:ins><w:r><w:t>een </w:t></w:r></w:ins>
            <w:r><w:t>doel.</w:t></w:r></w:p></w:sdtContent></w:sdt>"""
        document.element.body.insert(1, parse_xml(xml))

    assert loaded("a.docx", docx_bytes(fill)).text == f"{LONG}\n\nWij kiezen een doel."


def test_a_text_box_is_read_once_and_a_table_in_a_cell_stays_in_its_cell() -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    def fill(document: Any) -> None:
        document.add_paragraph(LONG)
        box = "<w:txbxContent><w:p><w:r><w:t>Let op de termijn.</w:t></w:r></w:p></w:txbxContent>"
        twin = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        xml = f"""<w:p {nsdecls("w")} {twin}><w:r><mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>
            <mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"""
        document.element.body.insert(1, parse_xml(xml))
        outer = document.add_table(rows=1, cols=2)
        outer.cell(0, 0).text = "Kosten"
        outer.cell(0, 1).add_table(rows=1, cols=2).cell(0, 0).text = "5 euro"

    assert outline(loaded("a.docx", docx_bytes(fill)))[1:] == [
        (Kind.PROSE, "Let op de termijn."),
        (Kind.TABLE, "Kosten | 5 euro"),
    ]


def test_slides_give_title_items_and_notes_with_their_number() -> None:
    slides = [
        ("Onze regio", ["Presentatie voor de raad, 27 mei 2024"], ""),
        ("Wat werkt", ["Samen betalen", "Lang volhouden"], "De raad heeft hier vorig jaar om gevraagd."),
    ]
    document = loaded("a.pptx", pptx_bytes(slides))
    assert outline(document) == [
        (Kind.HEADING, "Onze regio"),
        (Kind.LIST, "• Presentatie voor de raad, 27 mei 2024"),
        (Kind.HEADING, "Wat werkt"),
        (Kind.LIST, "• Samen betalen"),
        (Kind.LIST, "• Lang volhouden"),
        (Kind.NOTES, "De raad heeft hier vorig jaar om gevraagd."),
    ]
    assert [section.page for section in document.sections] == [1, 2, 2]
    assert document.source.published_on == date(2024, 5, 27)
