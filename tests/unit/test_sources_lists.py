"""Lists of files, folders and pages: what they say of whom, and every way to get them wrong."""

import os
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from ingest.errors import UsageError
from ingest.model import Source
from ingest.sources import Collection, collect
from tests.builders import list_sources


def _files(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("tekst")


def _by_id(found: Collection) -> dict[str, Source]:
    return {source.id: source for source in found.sources}


def _mistakes(folder: Path) -> list[str]:
    with pytest.raises(UsageError) as error:
        collect([folder])
    return str(error.value).splitlines()


def test_an_entry_can_say_all_there_is_to_know(tmp_path: Path) -> None:
    _files(tmp_path, "a.txt")
    list_sources(
        tmp_path,
        'file = "a.txt"\nlanguage = "nl"\nvalid_until = "2030-01-31"\nlicence = "CC0"\ncontact = "Anna, 030-1234"',
    )
    (a,) = collect([tmp_path]).sources
    assert (a.language, a.valid_until, a.licence, a.contact) == ("nl", date(2030, 1, 31), "CC0", "Anna, 030-1234")


def test_what_is_said_of_a_folder_holds_for_its_files_unless_they_say_otherwise(tmp_path: Path) -> None:
    _files(tmp_path, "rapporten/a.txt", "rapporten/oud/b.txt", "c.txt")
    list_sources(
        tmp_path,
        'folder = "rapporten"\npublisher = "Provincie"\nregion = "Twente"',
        'folder = "rapporten/oud/"\nregion = "Salland"',
        'file = "rapporten/a.txt"\npublisher = "Gemeente"',
    )
    found = _by_id(collect([tmp_path]))
    known = {name: (source.publisher, source.region) for name, source in found.items()}
    assert known == {
        "rapporten/a.txt": ("Gemeente", "Twente"),
        "rapporten/oud/b.txt": ("Provincie", "Salland"),
        "c.txt": (None, None),
    }


def test_lists_in_sources_d_count_and_are_no_documents(tmp_path: Path) -> None:
    _files(tmp_path, "a.txt", "b.txt", "sources.d/leesmij.txt")
    list_sources(tmp_path, 'file = "a.txt"\ntitle = "Een"')
    list_sources(tmp_path, 'file = "b.txt"\ntitle = "Twee"', name="sources.d/web.toml")
    assert {name: source.title for name, source in _by_id(collect([tmp_path])).items()} == {
        "a.txt": "Een",
        "b.txt": "Twee",
    }
    list_sources(tmp_path, 'file = "a.txt"', name="sources.d/nog.toml")
    (mistake,) = _mistakes(tmp_path)
    assert "nog.toml, [[source]] nummer 1: 'a.txt' staat er al eerder in" in mistake


def test_a_page_has_its_address_as_its_name(tmp_path: Path) -> None:
    _files(tmp_path, "oud.txt")
    list_sources(
        tmp_path,
        'url = "HTTPS://X.nl/nieuws#kop"\npublisher = "X"\nsupersedes = "oud.txt"',
        'url = "https://x.nl/stukken/"\nlinks = "pdf"\nsupersedes = "https://x.nl/nieuws/"',
    )
    found = collect([tmp_path])
    assert [(page.address, page.takes_pdfs) for page in found.pages] == [
        ("https://x.nl/nieuws", False),
        ("https://x.nl/stukken/", True),
    ]
    assert [page.source.supersedes for page in found.pages] == ["oud.txt", "https://x.nl/nieuws"]
    assert found.pages[0].source.publisher == "X"


def test_a_file_with_an_address_is_a_file(tmp_path: Path) -> None:
    _files(tmp_path, "a.txt")
    list_sources(tmp_path, 'file = "a.txt"\nurl = "https://x.nl/a"')
    found = collect([tmp_path])
    assert found.pages == ()
    assert found.sources[0].url == "https://x.nl/a"


def test_what_replaces_what_is_still_known_when_names_get_longer(tmp_path: Path) -> None:
    for folder in ("een", "twee"):
        _files(tmp_path, f"{folder}/nieuw.txt", f"{folder}/oud.txt")
        list_sources(tmp_path / folder, 'file = "nieuw.txt"\nsupersedes = "oud.txt"')
    found = _by_id(collect([tmp_path / "een", tmp_path / "twee"]))
    assert found["een/nieuw.txt"].supersedes == "een/oud.txt"
    assert found["twee/nieuw.txt"].supersedes == "twee/oud.txt"


@pytest.mark.parametrize(
    "name", ["nota 😀.txt", 'na\'am "q".txt', "twee\nregels.txt", "tab\t.txt", "-rf.txt", "[a].txt"]
)
def test_files_with_strange_names_take_part_and_can_be_described(tmp_path: Path, name: str) -> None:
    _files(tmp_path, name)
    written = name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    list_sources(tmp_path, f'file = "{written}"\ntitle = "Titel"')
    (source,) = collect([tmp_path]).sources
    assert (source.id, source.title) == (name, "Titel")


def test_an_accent_may_be_written_in_two_ways(tmp_path: Path) -> None:
    _files(tmp_path, unicodedata.normalize("NFD", "één.txt"))
    list_sources(tmp_path, f'file = "{unicodedata.normalize("NFC", "één.txt")}"\ntitle = "Titel"')
    (source,) = collect([tmp_path]).sources
    assert source.title == "Titel"


def test_the_described_files_of_all_folders_come_first(tmp_path: Path) -> None:
    _files(tmp_path, "een/kopie.txt", "twee/deal.txt")
    list_sources(tmp_path / "twee", 'file = "deal.txt"')
    assert [source.id for source in collect([tmp_path / "een", tmp_path / "twee"]).sources] == ["deal.txt", "kopie.txt"]


def test_the_described_files_come_first(tmp_path: Path) -> None:
    _files(tmp_path, "a.txt", "map/b.txt")
    list_sources(tmp_path, 'file = "map/b.txt"')
    assert [source.id for source in collect([tmp_path]).sources] == ["map/b.txt", "a.txt"]


def test_what_is_no_document_gets_a_line_and_is_not_read(tmp_path: Path) -> None:
    inside = tmp_path / "binnen"
    _files(tmp_path, "buiten/geheim.txt", "binnen/a.txt", "binnen/~$a.docx", "binnen/.~lock.b.odt#", "binnen/Thumbs.db")
    os.mkfifo(inside / "pijp")
    (inside / "uit.txt").symlink_to(tmp_path / "buiten/geheim.txt")
    (inside / "map").symlink_to(tmp_path / "buiten", target_is_directory=True)
    (inside / "nergens.txt").symlink_to(tmp_path / "weg.txt")
    (inside / "rond.txt").symlink_to(inside / "rond.txt")
    (inside / "zelfde.txt").symlink_to(inside / "a.txt")
    found = collect([inside])
    assert [source.id for source in found.sources] == ["a.txt"]
    reasons = {rejection.doc: rejection.reason for rejection in found.rejected}
    assert reasons.keys() == {"pijp", "uit.txt", "map", "nergens.txt", "rond.txt"}
    assert all(8 <= len(reason) <= 300 for reason in reasons.values())
    assert "naar buiten de map" in reasons["map"]
    assert {remark.doc for remark in found.remarks} == {"~$a.docx", ".~lock.b.odt#"}


def test_a_link_within_the_folder_does_not_take_the_place_of_its_file(tmp_path: Path) -> None:
    _files(tmp_path, "b.txt")
    (tmp_path / "a.txt").symlink_to("b.txt")
    assert [source.id for source in collect([tmp_path]).sources] == ["b.txt"]


def test_a_list_that_is_a_link_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    _files(tmp_path, "binnen/a.txt")
    list_sources(tmp_path, 'file = "a.txt"\ntitle = "Geheim"')
    (tmp_path / "binnen/sources.toml").symlink_to(tmp_path / "sources.toml")
    (mistake,) = _mistakes(tmp_path / "binnen")
    assert "koppeling naar buiten de map" in mistake


@pytest.mark.parametrize(
    ("block", "part"),
    [
        ('file = "a.txt"\nuitgever = "X"', "'uitgever' is onbekend. Bedoelt u 'publisher'?"),
        ('file = "a.txt"\npublischer = "X"', "Bedoelt u 'publisher'?"),
        ('file = "a.txt"\nqqq = "X"', "Bekend zijn: file, folder, url"),
        ('file = "a.txt"\nfolder = "map"', "'file' en 'folder' gaan niet samen"),
        ('file = "../a.txt"', "ligt buiten de map"),
        ('file = "/etc/passwd"', "ligt buiten de map"),
        ('folder = "../"', "ligt buiten de map"),
        ('file = "A.txt"', "Bedoelt u 'a.txt'?"),
        ("file = 'map\\b.txt'", "Bedoelt u 'map/b.txt'?"),
        ('file = "map\\c.txt"', "Schrijf / tussen mappen"),
        ('file = "map"', "het bestand 'map' staat niet in de map"),
        ('folder = "mapp"', "Bedoelt u 'map'?"),
        ('folder = "leeg"', "staat geen enkel document"),
        ('folder = "map"\ntitle = "X"', "'title' hoort bij één document"),
        ('file = "a.txt"\ndate = "2024-02-30"', "de datum '2024-02-30' bij 'date'"),
        ('file = "a.txt"\nvalid_until = 2024', "de datum '2024' bij 'valid_until'"),
        ('file = "a.txt"\nlanguage = "Nederlands"', "twee kleine letters"),
        ('file = "a.txt"\nlinks = "pdf"', "'links' hoort bij een webadres"),
        ('url = "https://x.nl/"\nlinks = "alles"', "bij 'links' kan alleen \"pdf\" staan"),
        ('url = "x.nl"', "het webadres 'x.nl' is niet goed. Een webadres begint met https://"),
        ('url = "https://jan:geheim@x.nl/"', "naam of wachtwoord"),
        ('url = "file:///etc/passwd"', "Een webadres begint met https://"),
        ('url = ""', "noem waar het over gaat"),
        ("file = 5", "zet de waarde van 'file' tussen aanhalingstekens"),
        ('file = "a.txt"\ncontact = ["Anna"]', "zet de waarde van 'contact' tussen aanhalingstekens"),
        ('file = "weg\\nregel.txt"', "'weg regel.txt'"),
        ('file = "nul\\u0000.txt"', "staat niet in de map"),
        ('url = "https://x.nl/a"\n[[source]]\nurl = "https://X.nl/a/#b"', "nummer 2: 'https://x.nl/a/' staat er al"),
    ],
)  # fmt: skip
def test_a_mistake_says_where_it_is_and_what_to_do(tmp_path: Path, block: str, part: str) -> None:
    _files(tmp_path, "a.txt", "map/b.txt")
    (tmp_path / "leeg").mkdir()
    list_sources(tmp_path, block)
    (mistake,) = _mistakes(tmp_path)
    assert part in mistake
    assert str(tmp_path / "sources.toml") in mistake


def test_all_mistakes_of_all_lists_and_paths_are_told_together(tmp_path: Path) -> None:
    _files(tmp_path, "een/a.txt", "twee/b.txt")
    list_sources(tmp_path / "een", 'file = "weg.txt"\n', 'titel = "X"\ndate = "ooit"\n')
    (tmp_path / "twee/sources.toml").write_bytes("title = 'privé'".encode("latin-1"))
    with pytest.raises(UsageError) as error:
        collect([tmp_path / "een", tmp_path / "twee", tmp_path / "drie", tmp_path / "vier.txt"])
    lines = str(error.value).splitlines()
    assert [line for line in lines if "nummer 2: noem waar" in line]
    assert [line for line in lines if "nummer 2: de datum 'ooit'" in line]
    assert [line for line in lines if "UTF-8" in line]
    assert [line for line in lines if "vier.txt' bestaat niet" in line]
    assert lines[-1] == "Verbeter deze 7 fouten en probeer het opnieuw."


def test_a_list_of_brackets_without_end_is_a_mistake_and_no_crash(tmp_path: Path) -> None:
    _files(tmp_path, "a.txt")
    (tmp_path / "sources.toml").write_text("a = " + "[" * 20_000)
    (mistake,) = _mistakes(tmp_path)
    assert "niet goed geschreven" in mistake
