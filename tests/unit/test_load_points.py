from typing import Any

from ingest.load.points import with_points_as_headings
from ingest.model import Block, Kind
from tests.builders import docx_bytes, loaded

LONG = "De gemeenten en de provincie werken al jaren samen aan het landelijk gebied, met geld van het Rijk."


def _headings(*blocks: tuple[Kind, str], page: int | None = None) -> list[str]:
    found = with_points_as_headings([Block(kind, text, page=page) for kind, text in blocks])
    return [block.text for block in found if block.kind is Kind.HEADING]


def _item(text: str) -> tuple[Kind, str]:
    return Kind.LIST, text


def _prose(text: str = LONG) -> tuple[Kind, str]:
    return Kind.PROSE, text


def test_points_of_an_agenda_are_the_headings_of_what_is_told_below_them() -> None:
    minutes = [_prose(), _item("Opening en mededelingen"), _prose(), _prose(), _item("Rondvraag"), _prose("Geen.")]
    assert _headings(*minutes) == ["Opening en mededelingen", "Rondvraag"]


def test_items_that_tell_something_or_belong_together_stay_a_list() -> None:
    point = [_item("Opening"), _prose()]
    assert _headings(*point, _item("Wij gaan akkoord."), _prose()) == []
    assert _headings(*point, _item("Assen"), _item("Emmen"), _prose()) == []
    assert _headings(*point, _prose("Er komt iemand van:"), _item("Assen"), _prose()) == []
    assert _headings(*point, _item("Emmen"), _prose("klaar")) == []


def test_an_item_that_a_page_breaks_in_two_is_no_heading() -> None:
    minutes = (_item("Opening"), _prose(), _item("De partners in het gebied"), _prose(LONG.lower()))
    assert _headings(*minutes, page=1) == []


def test_minutes_in_word_know_the_point_of_each_passage() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Verslag")
        document.add_paragraph("Stuurgroep water")
        for point in ("Opening en mededelingen", "Financiën"):
            document.add_paragraph(point, style="List Number")
            document.add_paragraph(f"Over {point.lower()} is gesproken. {LONG}", style="List Paragraph")

    document = loaded("verslag.docx", docx_bytes(fill))
    assert document.source.title == "Verslag Stuurgroep water"
    assert [section.heading_path for section in document.sections[1:]] == [("Opening en mededelingen",), ("Financiën",)]
