from datetime import date
from pathlib import Path

import pytest

from ingest.errors import Rejected
from ingest.load import extract
from ingest.model import Extract, Kind, Source
from tests.builders import loaded, outline
from tests.files import eml_bytes, msg_bytes

TEXT = "Beste allen,\n\nHet gebiedsplan is op 3 mei vastgesteld door de raad van Zuidwolde.\n\n> wat er eerder stond\n"


def _extract(data: bytes) -> Extract:
    return extract(Source("brief.eml", Path("brief.eml")), data)


def test_a_mail_is_described_by_its_subject_sender_and_date() -> None:
    document = loaded("brief.eml", eml_bytes(TEXT, {}))
    assert outline(document) == [
        (Kind.PROSE, "Beste allen,"),
        (Kind.PROSE, "Het gebiedsplan is op 3 mei vastgesteld door de raad van Zuidwolde."),
    ]
    source = document.source
    assert (source.title, source.publisher) == ("Voortgang", "Provincie Drenthe")
    assert source.published_on == date(2024, 5, 1)


def test_a_mail_in_html_only_is_read_without_its_markup() -> None:
    html = "<html><body><p>De provincie betaalt de helft van het plan.</p></body></html>"
    data = eml_bytes("", {}, html=html).replace(b"text/plain", b"text/x-none")
    assert loaded("brief.eml", data).text == "De provincie betaalt de helft van het plan."


def test_attachments_keep_their_names_apart_and_lead_nowhere() -> None:
    first = eml_bytes(TEXT, {"nota.txt": b"een"})
    both = eml_bytes(TEXT, {"nota.txt": b"twee", "../../etc/passwd": b"drie", "doorgestuurd.eml": first})
    parts = _extract(both).parts
    assert [part.name for part in parts] == ["nota.txt", "etc passwd", "doorgestuurd.eml"]
    assert [part.data for part in parts[:2]] == [b"twee", b"drie"]
    twice = both.replace(b"doorgestuurd.eml", b"nota.txt")
    assert [part.name for part in _extract(twice).parts][-1] == "nota (2).txt"


def test_an_outlook_message_reads_like_any_mail() -> None:
    attached = b"De bijlage gaat over de partners.\n" * 200
    data = msg_bytes("FW: Voortgang", "Provincie Drenthe", TEXT, date(2024, 5, 1), {"nota.txt": attached})
    document = loaded("brief.msg", data)
    assert "vastgesteld door de raad van Zuidwolde." in document.text
    source = document.source
    assert (source.title, source.publisher) == ("Voortgang", "Provincie Drenthe")
    assert source.published_on == date(2024, 5, 1)
    (part,) = extract(Source("brief.msg", Path("brief.msg")), data).parts
    assert (part.name, part.data) == ("nota.txt", attached)


@pytest.mark.parametrize(
    ("name", "data"), [("a.eml", b"\x00\x01\x02"), ("a.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xx")]
)
def test_what_is_no_mail_is_rejected(name: str, data: bytes) -> None:
    with pytest.raises(Rejected, match="opnieuw op als"):
        loaded(name, data)
