from datetime import date, datetime

import pytest

from ingest.errors import Rejected
from ingest.model import Kind
from tests.builders import loaded, outline
from tests.files import xlsx_bytes


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_every_row_of_a_csv_file_says_what_its_cells_are(delimiter: str) -> None:
    rows = [("Gemeente", "Projectleider"), ("Zwolle", f'"Jansen{delimiter} en De Wit"'), ("Almelo", "Zoë")]
    document = loaded("leden.csv", "\n".join(delimiter.join(row) for row in rows))
    sign = delimiter.strip()  # a tab inside a cell reads as a blank
    assert outline(document) == [
        (Kind.TABLE, "Gemeente | Projectleider"),
        (Kind.TABLE, f"Gemeente: Zwolle | Projectleider: Jansen{sign} en De Wit"),
        (Kind.TABLE, "Gemeente: Almelo | Projectleider: Zoë"),
    ]
    assert document.source.title == "Leden"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_csv_file_is_read_in_every_encoding_that_offices_write(encoding: str) -> None:
    data = "Naam;Rol\nCoördinator;Überhaupt belangrijk voor de provincie\n".encode(encoding)
    assert "Naam: Coördinator | Rol: Überhaupt belangrijk voor de provincie" in loaded("a.csv", data).text


def test_cells_without_a_header_and_rows_that_are_too_long_stay_as_they_are() -> None:
    text = loaded("a.csv", "Naam;Rol\nAnja;trekker van het programma;extra\n;alleen een rol hier\n").text
    assert text.split("\n")[1:] == ["Naam: Anja | Rol: trekker van het programma | extra", "Rol: alleen een rol hier"]


def test_the_sheets_of_a_workbook_are_headings_and_numbers_read_as_excel_shows_them() -> None:
    rows: list[list[object]] = [
        ["Bijdragen van de partners"],
        [],
        ["Partner", "Bijdrage", "Besluit", "Deel", "Lid", "Uur"],
        ["Zwolle", 1250000.4, date(2024, 5, 1), 0.455, True, datetime(2024, 5, 1, 9, 30)],
        ["Almelo", 3.5, None, 1, False, None],
    ]
    plan: list[list[object]] = [["Stap", "Wie"], ["Verkenning", "De provincie"]]
    data = xlsx_bytes(
        {"Budget": rows, "Leeg": [], "Planning": plan},
        {"B4": '"€" #,##0', "D4": "0.0%", "D5": "0%"},
    )
    document = loaded("bijdragen_2024.xlsx", data)
    assert outline(document) == [
        (Kind.HEADING, "Budget"),
        (Kind.PROSE, "Bijdragen van de partners"),
        (Kind.TABLE, "Partner | Bijdrage | Besluit | Deel | Lid | Uur"),
        (
            Kind.TABLE,
            "Partner: Zwolle | Bijdrage: € 1.250.000 | Besluit: 1 mei 2024 | Deel: 45,5% | Lid: ja"
            " | Uur: 1 mei 2024 09:30",
        ),
        (Kind.TABLE, "Partner: Almelo | Bijdrage: 3,5 | Deel: 100% | Lid: nee"),
        (Kind.HEADING, "Planning"),
        (Kind.TABLE, "Stap | Wie"),
        (Kind.TABLE, "Stap: Verkenning | Wie: De provincie"),
    ]
    assert (document.source.title, document.source.publisher) == ("Bijdragen 2024", None)
    assert document.source.published_on is None  # the dates are those of the rows


def test_a_table_without_words_is_rejected() -> None:
    with pytest.raises(Rejected, match="geen leesbare tekst"):
        loaded("a.csv", "1;2\n3;4\n")
