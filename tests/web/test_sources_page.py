"""A source in its context, and the documents with their originals."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from html import escape, unescape
from pathlib import Path

import pytest

from bot.fronts.web.tongue import tongue
from bot.fronts.web.visit import LANGUAGE
from bot.fronts.web.wiring import Desk, Site
from bot.library import Shelved
from bot.log.erasure import erase_documents
from bot.log.model import Role
from bot.model import document_key
from ingest.embed import open_embedder
from ingest.index.generation import Generations
from ingest.model import Source
from ingest.refresh import Wish, refresh
from tests.builders import Canvas
from tests.collection import quietly
from tests.web.asking import PARTIAL, ask, ids
from tests.web_visitor import Visitor, open_collection, web_desk

Visit = Callable[..., Visitor]
KNOWN = "Wie zijn de partners van Samen werkt beter?"
HOSTILE = '<script>alert("bron")</script>'


@pytest.fixture
def browser(visitor: Visit) -> Visitor:
    return visitor(Role.ASKER)


def named(desk: Desk, doc: str) -> Shelved:
    """The document with this file name."""
    return next(shelved for shelved in desk.library.documents() if shelved.source.doc == doc)


@contextmanager
def site_over(folder: Path) -> Iterator[Visitor]:
    """A visitor of a site over the documents in ``folder/corpus``."""
    generations = Generations(folder / "data", open_embedder())
    refresh([folder / "corpus"], generations, quietly, Wish(yes=True))
    with web_desk(*open_collection(folder / "data"), folder / "web", folder / "corpus") as desk:
        yield Visitor(desk, Site(), Role.ASKER)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Visitor]:
    """A site with awkward files: a PDF, a hostile web page, a name with quotes."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    canvas = Canvas()
    canvas.text(72, 72, "Eerste bladzijde", "Het begin van het programma Waterwijs staat hier in een zin.")
    canvas.next_page()
    canvas.text(72, 72, "Tweede bladzijde", "Waterwijs is in mei 2021 begonnen in de regio Testland.")
    (corpus / "waterwijs.pdf").write_bytes(canvas.bytes())
    words = f"Groenwijs krijgt 4 miljoen euro van de provincie. {escape(HOSTILE)}"
    (corpus / "groenwijs.html").write_text(f"<html><body><h1>Groenwijs</h1><p>{words}</p></body></html>")
    (corpus / 'een "raar" naampje é.txt').write_text("Het rare bestand gaat over Rarewijs.", encoding="utf-8")
    with site_over(tmp_path) as browser:
        yield browser


def test_a_passage_is_shown_in_its_context_with_the_quoted_words_marked(browser: Visitor) -> None:
    ask(browser, KNOWN)
    (turn,) = browser.desk.records.turns.rows()
    cited = turn.citations[0]
    page = unescape(browser.get(f"/vraag/{turn.id}/bron/1").text)
    assert f"<mark>{cited.quote}</mark>" in page
    assert re.sub(r"</?mark>", "", page).count(cited.passage.text) == 1
    assert "1 mei 2019" in page
    assert "Let op: deze bron is" in page
    assert "<h1" in page
    part = browser.get(f"/vraag/{turn.id}/bron/1", headers=PARTIAL).text
    assert "<mark>" in part
    assert "<html" not in part


def test_the_passages_before_and_after_can_be_read_to_both_ends(browser: Visitor) -> None:
    ask(browser, KNOWN)
    (turn,) = browser.desk.records.turns.rows()
    passages = browser.desk.library.passages(turn.citations[0].passage.document_id)
    address, seen = f"/vraag/{turn.id}/bron/1", []
    for label in ("Vorig stuk", "Volgend stuk"):
        while link := re.search(rf'href="([^"]+)"[^>]*>{label}<', unescape(browser.get(address).text)):
            address = link[1]
            seen.append(address)
    assert f'<blockquote class="quote" lang="nl">{passages[-1].text}' in unescape(browser.get(address).text)
    assert len(seen) >= len(passages) - 1
    assert browser.get(f"/vraag/{turn.id}/bron/1?stap=9999").status_code == 404


def test_a_number_without_a_source_is_no_page(browser: Visitor) -> None:
    ask(browser, KNOWN)
    (mine,) = ids(browser)
    for number in ("0", "99", "g0", "g99", "-1", "x", "1e3", "٣"):
        assert browser.get(f"/vraag/{mine}/bron/{number}").status_code == 404, number


def test_what_was_found_and_not_quoted_opens_too(browser: Visitor) -> None:
    page = ask(browser, "Wat is een BRE?")
    found = re.search(r'href="(/vraag/[^"]+/bron/g\d+)"', page)
    assert found
    opened = browser.get(found[1])
    assert opened.status_code == 200
    assert "<mark>" not in opened.text


def test_a_source_that_changed_since_is_read_as_it_was(own: Visitor, tmp_path: Path) -> None:
    ask(own, "Hoeveel miljoen krijgt Groenwijs?")
    (turn,) = own.desk.records.turns.rows()
    (tmp_path / "corpus" / "groenwijs.html").write_text("<p>Groenwijs krijgt nu 5 miljoen euro van het rijk.</p>")
    refresh([tmp_path / "corpus"], own.desk.generations, quietly, Wish(yes=True))
    page = unescape(own.get(f"/vraag/{turn.id}/bron/1").text)
    assert "veranderd of weggehaald" in page
    assert "4 miljoen euro" in page
    assert "het origineel" not in page


def test_markup_in_a_document_stays_text_everywhere(own: Visitor) -> None:
    page = ask(own, "Hoeveel miljoen krijgt Groenwijs?")
    assert "4 miljoen" in page
    (turn,) = own.desk.records.turns.rows()
    key = document_key(turn.citations[0].passage.document_id)
    for path in ("/", f"/vraag/{turn.id}/bron/1", f"/document/{key}", "/documenten"):
        assert "<script>alert" not in own.get(path).text
    file = own.get(f"/document/{key}/bestand")
    assert file.headers["content-disposition"].startswith("attachment;")
    assert file.headers["content-type"] == "application/octet-stream"
    assert file.headers["x-content-type-options"] == "nosniff"


def test_a_pdf_opens_in_the_browser_at_the_page_of_the_quote(own: Visitor, tmp_path: Path) -> None:
    ask(own, "Wanneer is Waterwijs begonnen?")
    (turn,) = own.desk.records.turns.rows()
    assert turn.citations[0].passage.page == 2
    link = re.search(r'href="(/document/[^"#]+/bestand)#page=2"', own.get(f"/vraag/{turn.id}/bron/1").text)
    assert link
    file = own.get(link[1])
    assert file.content == (tmp_path / "corpus" / "waterwijs.pdf").read_bytes()
    assert file.headers["content-type"] == "application/pdf"
    assert file.headers["content-disposition"].startswith('inline; filename="waterwijs.pdf"')


def test_a_file_name_cannot_end_a_header_and_stays_readable(own: Visitor) -> None:
    shelved = named(own.desk, 'een "raar" naampje é.txt')
    header = own.get(f"/document/{shelved.key}/bestand").headers["content-disposition"]
    assert header == (
        "attachment; filename=\"een _raar_ naampje _.txt\"; filename*=UTF-8''een%20_raar_%20naampje%20%C3%A9.txt"
    )


def test_an_original_is_refused_once_its_bytes_are_others_or_gone(own: Visitor, tmp_path: Path) -> None:
    shelved = named(own.desk, "waterwijs.pdf")
    (tmp_path / "corpus" / "waterwijs.pdf").write_bytes(b"%PDF-1.4 iets anders")
    changed = own.get(f"/document/{shelved.key}/bestand")
    assert changed.status_code == 410
    assert "is veranderd" in changed.text
    (tmp_path / "corpus" / "waterwijs.pdf").unlink()
    gone = own.get(f"/document/{shelved.key}/bestand")
    assert gone.status_code == 410
    assert "niet meer op zijn plaats" in gone.text


def test_a_part_of_an_archive_has_no_original_and_says_so(tmp_path: Path) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "notitie.txt").write_text("Archiefwijs begon in 2021 met negen partners.", encoding="utf-8")
    (tmp_path / "corpus").mkdir()
    shutil.make_archive(str(tmp_path / "corpus" / "bundel"), "zip", inside)
    with site_over(tmp_path) as browser:
        (shelved,) = browser.desk.library.documents()
        assert "het origineel" not in browser.get(f"/document/{shelved.key}").text
        refused = browser.get(f"/document/{shelved.key}/bestand")
        assert refused.status_code == 410
        assert "archief of een mail" in refused.text


def test_an_erased_document_takes_shared_answers_away(own: Visitor, tmp_path: Path) -> None:
    ask(own, "Hoeveel miljoen krijgt Groenwijs?")
    (turn,) = own.desk.records.turns.rows()
    link = own.post(f"/vraag/{turn.id}/delen").headers["location"]
    assert own.get(link).status_code == 200
    erase_documents(f"sqlite:///{tmp_path / 'web' / 'log.sqlite'}", [turn.citations[0].passage.document_id], [])
    assert own.get(link).status_code == 404
    assert "4 miljoen" not in own.get("/").text


def test_all_documents_are_listed_newest_first_and_can_be_searched(browser: Visitor) -> None:
    page = unescape(browser.get("/documenten").text)
    assert "8 documenten, de nieuwste eerst" in page
    titles = [shelved.source.title for shelved in browser.desk.library.documents()]
    assert [page.index(f">{title}</a>") for title in titles] == sorted(page.index(f">{title}</a>") for title in titles)
    found = unescape(browser.get("/documenten", params={"zoek": "akkoord 2013"}).text)
    assert "1 document bij “akkoord 2013”." in found
    nothing = browser.get("/documenten", params={"zoek": '"><script>x'})
    assert "0 documenten bij" in nothing.text
    assert "<script>x" not in nothing.text


def test_a_document_shows_what_is_known_of_it_and_all_its_passages(browser: Visitor) -> None:
    shelved = named(browser.desk, "werkplaats-vitaal-platteland.pdf")
    page = unescape(browser.get(f"/document/{shelved.key}").text)
    assert shelved.source.title in page
    assert f'href="/?document={shelved.key}#vraag"' in page
    assert all(passage.text in page for passage in browser.desk.library.passages(shelved.source.id))


def test_words_of_a_document_in_another_language_than_the_page_say_so(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    dutch = "Groenwijs krijgt in 2024 vier miljoen euro van de provincie."
    english = "The harbour plan was agreed by the three cities, and it will be carried out by them."
    (tmp_path / "corpus" / "groenwijs.md").write_text(f"# Groenwijs\n\n{dutch}\n", encoding="utf-8")
    (tmp_path / "corpus" / "harbour.md").write_text(f"# Harbour plan\n\n{english}\n", encoding="utf-8")
    with site_over(tmp_path) as browser:
        page = ask(browser, "Hoeveel miljoen krijgt Groenwijs?")
        assert dutch in page
        assert f'<span lang="nl">{dutch}</span>' not in page
        shown = browser.get(f"/document/{named(browser.desk, 'harbour.md').key}").text
        assert '<blockquote class="quote" lang="en">' in shown
        browser.client.cookies.set(LANGUAGE, "en")
        assert f'<span lang="nl">{dutch}</span>' in browser.get("/").text
        assert '<blockquote class="quote" lang="nl">' in browser.get(f"/vraag/{ids(browser)[0]}/bron/1").text


def test_the_language_of_words_is_the_one_that_is_known_of_their_document() -> None:
    source = Source("a.md", Path("a.md"))
    assert tongue("It was agreed by the cities.", source) == "en"
    assert tongue("Maasplan 2024", source) == "nl"
    assert tongue("Het plan van de stad", replace(source, language="de")) == "de"


def test_a_long_document_comes_in_pages(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    text = "\n\n".join(f"# Deel {n}\n\nHoofdstuk {n} gaat over zaak {n}. " + "Nog een zin. " * 60 for n in range(50))
    (tmp_path / "corpus" / "lang.md").write_text(text, encoding="utf-8")
    with site_over(tmp_path) as browser:
        (shelved,) = browser.desk.library.documents()
        first, last = browser.get(f"/document/{shelved.key}"), browser.get(f"/document/{shelved.key}?pagina=3")
        assert "Hoofdstuk 0 gaat" in first.text
        assert "Hoofdstuk 49 gaat" not in first.text
        assert "Hoofdstuk 49 gaat" in last.text
        assert len(first.content) < 40_000
        assert browser.get(f"/document/{shelved.key}?pagina=99").status_code == 404


def test_an_address_that_leads_nowhere_says_so(browser: Visitor) -> None:
    for path, status in {
        "/document/000000000000": 404,
        "/document/..%2f..%2fetc%2fpasswd/bestand": 404,
        "/document/000000000000/bestand": 404,
        "/documenten?pagina=2": 404,
        "/documenten?pagina=0": 422,
        "/documenten?pagina=x": 422,
        "/vraag/onbekend": 404,
        "/gedeeld/onbekend": 404,
    }.items():
        assert browser.get(path).status_code == status, path
