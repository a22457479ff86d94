import io
import zipfile
from pathlib import Path

import pytest

from ingest.errors import Rejected
from ingest.load import extract
from ingest.model import Part, Source
from tests.builders import docx_bytes, loaded, pptx_bytes
from tests.files import odt_bytes, xlsx_bytes, zip_bytes

SENTENCE = "De provincie en de gemeenten betalen samen het programmabureau."


def _parts(data: bytes) -> dict[str, Part]:
    return {part.name: part for part in extract(Source("a.zip", Path("a.zip")), data).parts}


def test_members_come_with_their_paths_and_hidden_ones_stay_out() -> None:
    parts = _parts(zip_bytes({"map/nota.md": "x", "map\\los.md": "y", "__MACOSX/._nota.md": "z", ".stil": "s"}))
    assert {name: part.data for name, part in parts.items()} == {"map/nota.md": b"x", "map/los.md": b"y"}


@pytest.mark.parametrize(
    "name", ["../buiten.txt", "/etc/passwd", "map/../../buiten.txt", "C:\\buiten.txt", "..\\b.txt"]
)
def test_a_name_that_leads_out_of_the_archive_is_refused(name: str) -> None:
    (part,) = _parts(zip_bytes({name: "x"})).values()
    assert "buiten het archief" in part.fault
    assert part.data == b""


def test_a_member_that_blows_up_is_refused_and_its_neighbours_are_not() -> None:
    parts = _parts(zip_bytes({"bom.txt": b"0" * 20_000_000, "nota.txt": SENTENCE}))
    assert "zip-bom" in parts["bom.txt"].fault
    assert parts["nota.txt"].data == SENTENCE.encode()


def test_an_archive_of_too_many_files_is_refused() -> None:
    with pytest.raises(Rejected, match="2001 bestanden"):
        _parts(zip_bytes({f"{n}.txt": "" for n in range(2_001)}))


def test_members_that_cannot_be_unpacked_are_named() -> None:
    data = bytearray(zip_bytes({"a.txt": SENTENCE * 9, "b.txt": "x"}))
    data[45] ^= 0xFF  # in the packed bytes of the first member
    assert "beschadigd" in _parts(bytes(data))["a.txt"].fault
    locked = bytearray(zip_bytes({"a.txt": "x"}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert "wachtwoord" in _parts(bytes(locked))["a.txt"].fault


@pytest.mark.parametrize(("data", "part"), [(zip_bytes({}), "leeg"), (b"PK\x03\x04rommel", "beschadigd")])
def test_an_archive_with_nothing_in_it_is_rejected(data: bytes, part: str) -> None:
    with pytest.raises(Rejected, match=part):
        _parts(data)


def _with_entity(package: bytes, member: str) -> bytes:
    """The package with an entity in one of its members that stands for a file of this machine."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    root = members[member].index(b"<", members[member].index(b"?>") if b"?>" in members[member] else 0)
    entity = b'<!DOCTYPE x [<!ENTITY geheim SYSTEM "file:///etc/passwd">]>'
    members[member] = members[member][:root] + entity + members[member][root:]
    return zip_bytes(members)


@pytest.mark.parametrize(
    ("name", "package", "member"),
    [
        ("a.docx", docx_bytes(lambda d: d.add_paragraph(SENTENCE)), "word/document.xml"),
        ("a.pptx", pptx_bytes([("Titel", [SENTENCE], "")]), "ppt/slides/slide1.xml"),
        ("a.xlsx", xlsx_bytes({"Blad": [["Naam"], [SENTENCE]]}), "xl/workbook.xml"),
        ("a.odt", odt_bytes(f"<text:p>{SENTENCE}</text:p>"), "content.xml"),
    ],
)
def test_an_office_file_with_external_entities_is_not_read(name: str, package: bytes, member: str) -> None:
    assert SENTENCE in loaded(name, package).text
    with pytest.raises(Rejected, match="niet veilig"):
        loaded(name, _with_entity(package, member))


def test_an_office_file_that_blows_up_is_not_read() -> None:
    package = docx_bytes(lambda d: d.add_paragraph(SENTENCE))
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members["word/document.xml"] += b" " * 30_000_000
    with pytest.raises(Rejected, match="zip-bom"):
        loaded("a.docx", zip_bytes(members))
