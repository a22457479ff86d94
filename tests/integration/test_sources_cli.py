"""The list of sources as a secretary uses it: adding, checking, listing, and refreshing with web pages in it."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from ingest.__main__ import app
from ingest.fetch.copies import FOLDER
from ingest.settings import read_settings
from tests.builders import folder_of, list_sources
from tests.web_server import Site, html, page, redirect

TRAM = html("Tram naar Zeist", "De tram naar Zeist rijdt elk kwartier.", "De provincie betaalt drie miljoen euro.")
FERRY = html("Pont naar Culemborg", "De pont naar Culemborg vaart overdag.", "De gemeente beheert het pontje.")
NOTE = "# Nota over de bus\n\nDe bus naar Houten rijdt ook in de nacht.\n"


@pytest.fixture
def site(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("SAMENWIJS_FETCH_ALLOW", "127.0.0.1")
    site.pages |= {"/tram": page(TRAM), "/pont": page(FERRY)}
    return site


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "corpus", {"bus.md": NOTE})


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def _sources(command: str, *arguments: object, corpus: Path) -> Result:
    return _run("sources", command, *arguments, "--corpus", corpus)


def _object(result: Result) -> dict[str, Any]:
    return dict(json.loads(result.stdout))


# --- adding


def test_adding_keeps_what_stands_in_the_list(corpus: Path) -> None:
    old = '# Onze lijst\r\n\r\n[[source]]  # de nota\r\ntitle = "Nota"\r\nfile = "bus.md"'
    (corpus / "sources.toml").write_bytes(old.encode())
    (corpus / "tram 'é\"😀.md").write_text(NOTE, encoding="utf-8")
    arguments = ["--title", 'De "tram"', "--publisher", "Provincie", "--date", "2024-05-01", "--language", "nl"]
    result = _sources("add", corpus / "tram 'é\"😀.md", *arguments, corpus=corpus)
    assert result.exit_code == 0, result.stderr
    new = (corpus / "sources.toml").read_bytes().decode()
    assert new.startswith(old)
    assert new.count("\n") == new.count("\r\n")
    listed = _object(_sources("list", "--json", corpus=corpus))
    assert [source["file"] for source in listed["sources"]] == ["bus.md", "tram 'é\"😀.md"]
    assert listed["sources"][1] | {"where": ""} == {
        "where": "",
        "file": "tram 'é\"😀.md",
        "title": 'De "tram"',
        "publisher": "Provincie",
        "date": "2024-05-01",
        "language": "nl",
        **dict.fromkeys(("url", "links", "programme", "region", "supersedes", "licence", "contact", "valid_until")),
        "fetched_at": None,
    }
    assert listed["unlisted"] == []


def test_adding_a_page_looks_at_it_first_and_takes_its_title(corpus: Path, site: Site) -> None:
    dated = TRAM.replace("<head>", '<head><meta name="dcterms.date" content="2024-05-01">')
    site.pages["/tram"] = page(dated)
    result = _sources("add", site.url("/tram"), "--publisher", "Provincie", corpus=corpus)
    assert result.exit_code == 0, result.stderr
    (entry,) = _object(_sources("list", "--json", corpus=corpus))["sources"]
    assert (entry["url"], entry["title"], entry["publisher"]) == (site.url("/tram"), "Tram naar Zeist", "Provincie")
    assert entry["fetched_at"]
    assert '# date = "2024-05-01"' in (corpus / "sources.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nergens.txt"], "'nergens.txt' is er niet"),
        (["bus.md"], "staat er al eerder in"),
        ([__file__], "staat niet in de map"),
        (["tram.md", "--language", "Nederlands"], "de taal 'Nederlands'"),
        (["tram.md", "--date", "1 mei 2024", "--valid-until", "ooit"], "de datum 'ooit'"),
        (["tram.md", "--links", "pdf"], "'links' hoort bij een webadres"),
        (["https://jan:geheim@example.org/", "--no-fetch"], "naam of wachtwoord"),
        (["ftp://example.org/", "--no-fetch"], "begint met https://"),
        (["{site}/weg"], "bestaat niet"),
        (["{site}/leeg"], "0 bytes"),
        (["{site}/login"], "Er is niets toegevoegd"),
    ],
)
def test_what_cannot_be_added_is_told_and_changes_nothing(
    corpus: Path, site: Site, arguments: list[str], said: str
) -> None:
    list_sources(corpus, 'file = "bus.md"\n')
    (corpus / "tram.md").write_text(NOTE, encoding="utf-8")
    site.pages |= {"/leeg": page(""), "/login": page("<form><input name='wachtwoord'></form>")}
    before = (corpus / "sources.toml").read_bytes()
    result = _sources("add", *(argument.format(site=site.address) for argument in arguments), corpus=corpus)
    assert result.exit_code == 2
    assert said in result.stderr
    assert (corpus / "sources.toml").read_bytes() == before
    assert list((read_settings().data / FOLDER).glob("*")) == []


def test_a_page_can_be_added_without_the_network(corpus: Path, site: Site) -> None:
    assert _sources("add", site.url("/tram"), "--no-fetch", corpus=corpus).exit_code == 0
    assert site.asked == []
    again = _sources("add", site.url("/tram/"), "--no-fetch", corpus=corpus)
    assert (again.exit_code, "al eerder" in again.stderr) == (2, True)


# --- checking


def test_every_mistake_is_told_at_once_with_its_place(corpus: Path) -> None:
    (corpus / "sources.d").mkdir()
    list_sources(
        corpus, 'file = "bu.md"\ntitel = "Bus"\ndate = "gisteren"\n', 'title = "Zonder"\n', 'file = "weg.md"\n'
    )
    (corpus / "sources.d" / "web.toml").write_text('[[source]]\nurl = "www.x.nl"\n', encoding="utf-8")
    (corpus / "sources.d" / "zzz.toml").write_text("[[source]\n", encoding="utf-8")
    for result in (_sources("check", corpus=corpus), _run("refresh", corpus)):
        assert result.exit_code == 2
        lines = result.stderr.splitlines()
        for part in (
            "nummer 1: 'titel' is onbekend. Bedoelt u 'title'?",
            "nummer 1: de datum 'gisteren'",
            "nummer 2: noem waar het over gaat",
            "nummer 3: het bestand 'weg.md' staat niet",
            "web.toml, [[source]] nummer 1: het webadres 'www.x.nl'",
            "zzz.toml is niet goed geschreven",
        ):
            assert [line for line in lines if part in line], part
    told = _object(_sources("check", "--json", corpus=corpus))
    assert len(told["mistakes"]) == 6


def test_checking_warns_of_what_is_old_replaced_or_gone(corpus: Path, site: Site) -> None:
    (corpus / "oud.md").write_text(NOTE.replace("Houten", "Zeist"), encoding="utf-8")
    list_sources(
        corpus,
        'file = "bus.md"\nsupersedes = "oud.md"\nvalid_until = "2020-12-31"\n',
        f'url = "{site.url("/tram")}"\nsupersedes = "bsu.md"\n',
        f'url = "{site.url("/weg")}"\n',
        'url = "http://10.0.0.1/"\n',
    )
    result = _sources("check", "--json", corpus=corpus)
    assert result.exit_code == 0
    told = [f"{remark['doc']}: {remark['text']}" for remark in _object(result)["remarks"]]
    for part in (
        "bus.md: Dit document was geldig tot en met 31-12-2020",
        "oud.md: Dit document is vervangen door bus.md",
        f"{site.url('/tram')}: Het document 'bsu.md' dat hierdoor is vervangen, is er niet. Bedoelt u 'bus.md'?",
        f"{site.url('/weg')}: De pagina bestaat niet",
        "http://10.0.0.1/: Het adres 10.0.0.1 ligt niet op het open internet",
    ):
        assert [line for line in told if line.startswith(part)], part
    assert len(told) == 5


def test_a_mistake_hides_nothing_else_that_is_to_be_said(corpus: Path, site: Site) -> None:
    (corpus / "tram.md").write_text(NOTE.replace("bus", "tram"), encoding="utf-8")
    tram = site.url("/tram")
    (corpus / "sources.toml").write_text(
        '[[source]]\nfile = "weg.md"\n[[source]]\nfile = "bus.md"\nvalid_until = 2020-12-31\nsupersedes = "oud.md"\n'
        f'[[bron]]\nurl = "{tram}"\n[[source]]\nfile = "tram.md"\nsupersedes = "{tram}"\n'
        f'[[bron]]\nfile = "x.md"\n[[source]]\nurl = "{site.url("/leeg")}"\n',
        encoding="utf-8",
    )
    result = _sources("check", corpus=corpus)
    assert result.exit_code == 2
    for part in ("het bestand 'weg.md' staat niet", "regel 7, [[bron]]", "regel 12, [[bron]]"):
        assert part in result.stderr
    assert "bus.md: Dit document was geldig tot en met 31-12-2020" in result.stdout
    assert "bus.md: Het document 'oud.md' dat hierdoor is vervangen, is er niet" in result.stdout
    assert f"{site.url('/leeg')}: De pagina bestaat niet" in result.stdout
    assert result.stdout.count("Let op") == 3  # nothing of the page that tram.md replaces: it may be meant by [[bron]]


def test_documents_that_replace_each_other_are_told(corpus: Path) -> None:
    for name in ("een.md", "twee.md", "drie.md"):
        (corpus / name).write_text(NOTE, encoding="utf-8")
    circle = {"een.md": "twee.md", "twee.md": "drie.md", "drie.md": "een.md", "bus.md": "bus.md"}
    list_sources(corpus, *(f'file = "{new}"\nsupersedes = "{old}"\n' for new, old in circle.items()))
    told = _object(_sources("check", "--json", corpus=corpus))["remarks"]
    assert sum("vervangt zichzelf" in remark["text"] for remark in told) == 4


# --- refreshing


def test_a_page_that_was_never_fetched_is_rejected_by_its_address(
    corpus: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/door"] = redirect("http://169.254.169.254/latest/meta-data/")
    list_sources(corpus, f'url = "{site.url("/weg")}"\n', f'url = "{site.url("/door")}"\n')
    result = _run("refresh", corpus, "--json", "--dry-run")
    assert result.exit_code == 3
    reasons = {rejection["doc"]: rejection["reason"] for rejection in _object(result)["rejected"]}
    assert "bestaat niet" in reasons[site.url("/weg")]
    assert "niet op het open internet" in reasons[site.url("/door")]
    monkeypatch.delenv("SAMENWIJS_FETCH_ALLOW")
    site.asked.clear()
    result = _run("refresh", corpus, "--json", "--dry-run")
    assert all("SAMENWIJS_FETCH_ALLOW" in rejection["reason"] for rejection in _object(result)["rejected"])
    assert site.asked == []


def test_a_collection_without_pages_asks_nothing_and_keeps_no_copies(corpus: Path, site: Site) -> None:
    list_sources(corpus, f'file = "bus.md"\nurl = "{site.url("/tram")}"\n')
    assert _run("refresh", corpus).exit_code == 0
    assert site.asked == []
    assert not (read_settings().data / FOLDER).exists()
    assert _object(_run("show", "bus.md", "--json"))["url"] == site.url("/tram")


def test_an_address_as_a_path_is_explained() -> None:
    result = _run("refresh", "https://www.example.org/nieuws")
    assert result.exit_code == 2
    assert "sources add" in result.stderr


@pytest.mark.parametrize("setting", ["10.0.0.0/99", "http://x.nl"])
def test_a_wrong_list_of_own_machines_is_one_line(corpus: Path, monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    monkeypatch.setenv("SAMENWIJS_FETCH_ALLOW", setting)
    result = _run("refresh", corpus)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "SAMENWIJS_FETCH_ALLOW" in result.stderr
