from typing import Any

from ingest.load.item_lines import with_lines_as_items
from ingest.model import Block, Kind
from tests.builders import docx_bytes, loaded


def _listed(*texts: str) -> list[str]:
    return [
        block.text for block in with_lines_as_items([Block(Kind.PROSE, t) for t in texts]) if block.kind is Kind.LIST
    ]


def test_short_lines_below_a_lead_in_are_items() -> None:
    assert _listed("Deze partijen doen mee:", "Geonovum", "Het Kadaster", "(UWV)", "Samen maken zij het plan.") == [
        "Geonovum", "Het Kadaster", "(UWV)",
    ]  # fmt: skip


def test_what_tells_something_or_stands_alone_stays_a_paragraph() -> None:
    assert _listed("Wij schrijven u dit:", "Beste lezer", "Dit is waar.") == []
    assert _listed("Geen aanloop", "Geonovum", "Kadaster", "UWV") == []
    assert _listed("De uitleg:", *["Een regel van meer dan acht woorden is er geen van een lijst"] * 3) == []


def test_a_word_file_with_a_line_for_each_partner_reads_as_a_list() -> None:
    def fill(file: Any) -> None:
        for line in ("De volgende organisaties tekenen het convenant van de streek:", "Geonovum", "Kadaster", "UWV"):
            file.add_paragraph(line)

    assert "• Geonovum\n• Kadaster\n• UWV" in loaded("convenant.docx", docx_bytes(fill)).text
