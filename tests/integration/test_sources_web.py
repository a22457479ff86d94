"""Web pages in a refresh: real site, loaders and indexes; only the model is a small one."""

from pathlib import Path

import pytest

from ingest.fetch.addresses import Allowed
from ingest.fetch.copies import forget
from ingest.fetch.fetcher import Fetcher, Limits
from ingest.index.generation import Generations, live_store
from ingest.model import Document, RefreshReport
from ingest.refresh import Wish, refresh
from tests.builders import folder_of, list_sources
from tests.collection import LetterEmbedder, quietly
from tests.web_server import Site, html, page, tagged

TRAM = html("Tram naar Zeist", "De tram naar Zeist rijdt elk kwartier.", "De provincie betaalt drie miljoen euro.")
NOTE = "# Nota over de bus\n\nDe bus naar Houten rijdt ook in de nacht.\n"
PDF = Path(__file__).parents[2] / "corpus/documents/werkplaats-vitaal-platteland.pdf"


@pytest.fixture
def site(site: Site) -> Site:
    site.pages["/tram"] = page(TRAM)
    return site


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "corpus", {"bus.md": NOTE})


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations(tmp_path / "data", LetterEmbedder())


def _refresh(generations: Generations, corpus: Path, tmp_path: Path, *, dry_run: bool = False) -> RefreshReport:
    web = Fetcher(tmp_path / "data", Allowed.parse("127.0.0.1"), Limits(pause=0.0))
    return refresh([corpus], generations, quietly, Wish(dry_run=dry_run, yes=True, web=web))


def _document(generations: Generations, name: str) -> Document:
    with live_store(generations.archive) as store:
        return store.find(name)


def test_a_refresh_takes_pages_and_the_pdfs_they_link_to(
    generations: Generations, corpus: Path, tmp_path: Path, site: Site
) -> None:
    site.pages["/pont"] = page(html("Pont", "De pont naar Culemborg vaart overdag.", links=("/stuk.pdf", "/tram")))
    site.pages["/stuk.pdf"] = page(PDF.read_bytes(), "application/pdf")
    list_sources(
        corpus,
        f'url = "{site.url("/tram")}"\ntitle = "De tram"\ndate = "2024-05-01"\nsupersedes = "bus.md"\n',
        f'url = "{site.url("/pont")}"\nlinks = "pdf"\npublisher = "Gemeente"\ntitle = "De pont"\n',
    )
    report = _refresh(generations, corpus, tmp_path)
    assert (len(report.added), report.rejected) == (4, ())
    tram = _document(generations, site.url("/tram")).source
    assert (tram.title, tram.url, str(tram.published_on)) == ("De tram", site.url("/tram"), "2024-05-01")
    assert tram.supersedes == "bus.md"
    assert tram.doc.startswith("127.0.0.1")
    assert tram.doc.endswith(".html")
    linked = _document(generations, site.url("/stuk.pdf")).source
    assert (linked.publisher, linked.url) == ("Gemeente", site.url("/stuk.pdf"))
    assert linked.title != "De pont"
    assert len(_refresh(generations, corpus, tmp_path).unchanged) == 4


def test_a_page_that_vanishes_stays_with_a_remark_until_its_entry_goes(
    generations: Generations, corpus: Path, tmp_path: Path, site: Site
) -> None:
    site.pages["/tram"] = tagged(TRAM, '"een"')
    list_sources(corpus, f'url = "{site.url("/tram")}"\n')
    _refresh(generations, corpus, tmp_path)
    del site.pages["/tram"]
    report = _refresh(generations, corpus, tmp_path)
    assert len(report.unchanged) == 2
    (remark,) = report.remarks
    assert remark.doc == site.url("/tram")
    assert "bestaat niet" in remark.text
    assert "blijft in gebruik" in remark.text
    (corpus / "sources.toml").unlink()
    assert _refresh(generations, corpus, tmp_path).removed == (site.url("/tram"),)


def test_a_page_that_changed_is_read_anew_and_keeps_its_name(
    generations: Generations, corpus: Path, tmp_path: Path, site: Site
) -> None:
    list_sources(corpus, f'url = "{site.url("/tram")}"\n')
    _refresh(generations, corpus, tmp_path)
    old = _document(generations, site.url("/tram"))
    site.pages["/tram"] = page(TRAM.replace("kwartier", "half uur"))
    assert _refresh(generations, corpus, tmp_path).changed == (site.url("/tram"),)
    new = _document(generations, site.url("/tram"))
    assert "half uur" in new.text
    assert new.source.doc == old.source.doc


def test_a_dry_run_fetches_but_publishes_nothing(
    generations: Generations, corpus: Path, tmp_path: Path, site: Site
) -> None:
    list_sources(corpus, f'url = "{site.url("/tram")}"\n')
    assert len(_refresh(generations, corpus, tmp_path, dry_run=True).added) == 2
    assert generations.live_id() is None
    assert site.paths() == ["/tram"]


def test_without_a_way_to_fetch_the_pages_are_refused_and_the_rest_goes_on(
    generations: Generations, corpus: Path
) -> None:
    list_sources(corpus, 'url = "https://example.org/"\n')
    report = refresh([corpus], generations, quietly, Wish())
    assert report.added == ("bus.md",)
    assert [rejection.doc for rejection in report.rejected] == ["https://example.org/"]


def test_a_source_from_the_index_is_enough_to_forget_its_copies(
    generations: Generations, corpus: Path, tmp_path: Path, site: Site
) -> None:
    list_sources(corpus, f'url = "{site.url("/tram")}"\n')
    _refresh(generations, corpus, tmp_path)
    stored = _document(generations, site.url("/tram")).source
    assert len(forget(tmp_path / "data", stored)) == 2
    assert not [path for path in (tmp_path / "data").rglob("*") if path.is_file() and b"<h1>" in path.read_bytes()]
