from datetime import date
from pathlib import Path

import pytest

from ingest.errors import UsageError
from ingest.sources import collect


def _files(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("tekst")


def test_a_folder_gives_its_files_in_order_without_hidden_and_lock_files(tmp_path: Path) -> None:
    _files(tmp_path, "b.txt", "a.pdf", "map/c.md", ".verborgen", ".git/x.txt", "~$a.docx", "sources.toml/leeg")
    (tmp_path / "sources.toml/leeg").unlink()
    (tmp_path / "sources.toml").rmdir()
    (tmp_path / "sources.toml").write_text("")
    assert [source.id for source in collect([tmp_path]).sources] == ["a.pdf", "b.txt", "map/c.md"]


def test_a_single_file_is_known_by_its_name_and_given_twice_it_counts_once(tmp_path: Path) -> None:
    _files(tmp_path, "map/c.md")
    assert [source.id for source in collect([tmp_path / "map/c.md", tmp_path / "map"]).sources] == ["c.md"]


def test_files_of_the_same_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    _files(tmp_path, "een/x/a.txt", "twee/x/a.txt", "een/b.txt")
    found = collect([tmp_path / "een/x", tmp_path / "twee/x", tmp_path / "een/b.txt"]).sources
    assert [source.id for source in found] == ["een/x/a.txt", "twee/x/a.txt", "b.txt"]


def test_links_out_of_the_folder_are_not_followed(tmp_path: Path) -> None:
    _files(tmp_path, "buiten/geheim.txt", "binnen/a.txt")
    (tmp_path / "binnen/b.txt").symlink_to(tmp_path / "buiten/geheim.txt")
    (tmp_path / "binnen/map").symlink_to(tmp_path / "buiten", target_is_directory=True)
    assert [source.id for source in collect([tmp_path / "binnen"]).sources] == ["a.txt"]


def test_what_sources_toml_says_is_taken_over(tmp_path: Path) -> None:
    _files(tmp_path, "map/a.txt", "b.txt")
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nfile = "map/a.txt"\ntitle = "Titel"\npublisher = "Provincie"\ndate = 2024-05-01\n'
        'programme = "Natuur"\nregion = "Twente"\nurl = "https://example.org"\nsupersedes = "b.txt"\n'
        '[[source]]\nfile = "b.txt"\ndate = "2020-01-02"\n'
    )
    b, a = collect([tmp_path]).sources
    assert (a.title, a.publisher, a.programme, a.region) == ("Titel", "Provincie", "Natuur", "Twente")
    assert (a.published_on, a.url, a.supersedes) == (date(2024, 5, 1), "https://example.org", "b.txt")
    assert b.published_on == date(2020, 1, 2)


@pytest.mark.parametrize(
    ("toml", "part"),
    [
        ('[[source]]\nfile = "weg.txt"\n', "nummer 1: het bestand 'weg.txt'"),
        ('[[source]]\nfile = "a.txt"\nauteur = "Jan"\n', "'auteur' is onbekend"),
        ('[[source]]\nfile = "a.txt"\ndate = "mei 2024"\n', "de datum 'mei 2024'"),
        ('[[source]]\nfile = "a.txt"\ntitle = 5\n', "'title' tussen aanhalingstekens"),
        ('[[source]]\ntitle = "Zonder"\n', "nummer 1: noem waar het over gaat"),
        ('[[source]]\nfile = "a.txt"\n[[source]]\nfile = "a.txt"\n', "nummer 2: 'a.txt' staat er al"),
        ('file = "a.txt"\n[[source]]\nfile = "a.txt"\n', r"regel 1, 'file': .* onder een eigen kop \[\[source\]\]"),
        ('source = ["a.txt"]\n', r"regel 1, 'source': .* onder een eigen kop \[\[source\]\]"),
        ('\n[source]\nfile = "a.txt"\n', r"regel 2, \[source\]: .* onder een eigen kop \[\[source\]\]"),
        ('\n[[ "bron" ]]\nfile = "a.txt"\n', r"regel 2, \[\[bron\]\]: .* onder een eigen kop \[\[source\]\]"),
        ("[[source\n", "niet goed geschreven: regel 1"),
    ],
)
def test_a_mistake_in_sources_toml_is_named_with_its_place(tmp_path: Path, toml: str, part: str) -> None:
    _files(tmp_path, "a.txt")
    (tmp_path / "sources.toml").write_text(toml)
    with pytest.raises(UsageError, match=part) as error:
        collect([tmp_path])
    assert str(tmp_path / "sources.toml") in str(error.value)
    assert "\n" not in str(error.value)


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nergens"):
        collect([tmp_path / "nergens"])
