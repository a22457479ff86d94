"""The pages of programmes, partners and lessons: every line leads to its proof, and nothing in them is believed."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from html import unescape

import pytest

from bot.fronts.web.wiring import Desk, Site
from bot.log.model import Role
from ingest.embed import open_embedder
from ingest.index.generation import Generations
from ingest.refresh import Wish, refresh
from tests.collection import quietly
from tests.web_visitor import ORGANISATION, Visitor, open_collection, web_desk

Visit = Callable[..., Visitor]
HOSTILE = 'Programma <script>alert("naam")</script>'
LINK = re.compile(r'href="(/(?:programmas|partners|passage|document|feiten)[^"]*)"')
KEY = re.compile(r'href="(/programmas/[0-9a-f]{12})"')
LESSONS = 60  # more than one page of them


@pytest.fixture
def browser(visitor: Visit) -> Visitor:
    return visitor(Role.ASKER)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A collection whose names would do harm if a page or a spreadsheet believed them, and with many lessons."""
    folder = tmp_path_factory.mktemp("hostile")
    corpus = folder / "corpus"
    corpus.mkdir()
    partners = "\n".join(f"- {name}" for name in ("gemeente Ede", "Vitens", "Staatsbosbeheer"))
    lessons = "\n".join(f"- Les {n}: begin in wijk {n} bij wat bewoners daar willen." for n in range(LESSONS))
    text = f"# Groene Singel\n\nPartners:\n\n{partners}\n\nDit zijn de lessen:\n\n{lessons}\n"
    (corpus / "nota.md").write_text(text, encoding="utf-8")
    (corpus / "ander.md").write_text(f"# Beekdal\n\nPartners:\n\n{partners}\n", encoding="utf-8")
    (corpus / "sources.toml").write_text(
        "[[source]]\nfile = 'nota.md'\ntitle = '=HYPERLINK(\"http://x\") <b>nota</b>'\n"
        f"programme = '{HOSTILE}'\ndate = '2024-05-01'\n\n[[source]]\nfile = 'ander.md'\nprogramme = 'Beekdal'\n",
        encoding="utf-8",
    )
    refresh([corpus], Generations(folder, open_embedder()), quietly, Wish())
    with web_desk(*open_collection(folder), folder / "web", corpus) as desk:
        yield desk


def links(text: str) -> set[str]:
    return {unescape(link) for link in LINK.findall(text)}


def test_every_link_of_every_page_leads_somewhere(browser: Visitor) -> None:
    seen: set[str] = set()
    ahead = {"/programmas", "/partners", "/lessen"}
    while ahead:
        path = ahead.pop()
        seen.add(path)
        response = browser.get(path.split("#")[0])
        assert response.status_code in (200, 303), path
        if path.startswith(("/programmas", "/partners", "/lessen")):
            ahead |= links(response.text) - seen
    assert any(path.startswith("/passage/") for path in seen)
    assert any(path.startswith("/programmas/") for path in seen)


def test_a_proof_opens_its_document_at_the_passage(browser: Visitor) -> None:
    card = browser.get(KEY.findall(browser.get("/programmas?zoek=samen werkt beter").text)[0]).text
    cited = re.findall(r'href="(/passage/[^"]+)">[^<]*</a>[^<]*<q[^>]*>([^<]+)</q>', card)
    assert cited
    for path, quote in cited:
        address, place = browser.get(path).headers["location"].split("#")
        shown = re.search(rf'<section id="{place}".*?</section>', browser.get(address).text, re.DOTALL)
        assert shown
        assert " ".join(unescape(quote).split()) in " ".join(unescape(shown[0]).split())


def test_a_passage_that_is_not_there_is_not_found(browser: Visitor) -> None:
    assert browser.get("/passage/0").status_code == 404


def test_each_number_on_a_card_has_its_source_below(browser: Visitor) -> None:
    card = browser.get(KEY.findall(browser.get("/programmas").text)[0]).text
    numbers = set(re.findall(r'href="#(bron-\d+)"', card))
    assert numbers
    assert numbers <= set(re.findall(r'id="(bron-\d+)"', card))


def test_each_line_of_a_card_has_the_date_of_its_document_where_dates_differ(browser: Visitor) -> None:
    found = {
        name: link for link, name in re.findall(r'href="(/programmas/\w+)">([^<]+)<', browser.get("/programmas").text)
    }
    several = unescape(browser.get(found["Samen werkt beter"]).text).split('id="bronnen"')[0]
    lines = re.findall(r"<li>(.*?class=\"citation\".*?)</li>", several)
    assert lines
    assert all(re.search(r'<span class="muted">\d+ \w+ \d{4}', line) for line in lines)
    assert len(set(re.findall(r'<span class="muted">(\d+ \w+ \d{4})', several))) > 1
    one = browser.get(found["Deltaprogramma"]).text.split('id="bronnen"')[0]
    assert 'class="citation"' in one
    assert '<span class="muted">' not in one
    assert "de datum van het document" not in one


def test_what_is_no_part_of_a_card_is_not_printed(browser: Visitor) -> None:
    card = browser.get(KEY.findall(browser.get("/programmas").text)[0]).text
    style = browser.get("/static/style.css").text
    assert "no-print" in style.split("@media print")[1]
    for tag in ("nav", "form"):
        in_main = re.findall(rf"<{tag}\b[^>]*>", card.split("<main")[1].split("</main>")[0])
        assert in_main
        assert all("no-print" in found for found in in_main)


@pytest.mark.parametrize(
    "path",
    ["/programmas/000000000000", "/partners/x", "/programmas/%3Cscript%3E", "/feiten/onzin.csv", "/feiten/lessen.exe"],
)
def test_what_nobody_is_called_is_not_found(browser: Visitor, path: str) -> None:
    assert browser.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/programmas?pagina=0",
        "/programmas?pagina=x",
        "/partners?pagina=99999999999999999999",
        "/lessen?soort=onzin",
        "/lessen?vaker=misschien",
        "/programmas?zoek=" + "a" * 300,
    ],
)
def test_a_question_that_makes_no_sense_is_refused(browser: Visitor, path: str) -> None:
    assert browser.get(path).status_code == 422


@pytest.mark.parametrize("path", ["/programmas?pagina=9", "/partners?pagina=9", "/lessen?pagina=9"])
def test_there_is_no_page_behind_the_last_one(browser: Visitor, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_a_list_holds_only_what_is_looked_for(browser: Visitor) -> None:
    found = browser.get("/programmas?zoek=PLATTELAND").text
    assert "Vitaal Platteland</a>" in found
    assert "Samen werkt beter</a>" not in found
    assert "geen programma met deze woorden" in browser.get("/programmas?zoek=bestaatniet").text
    assert "Samen werkt beter</a>" in browser.get("/programmas?regio=Overijssel").text
    assert "geen programma met deze woorden" in browser.get("/programmas?regio=Nergens").text
    for path in ("/programmas", "/partners", "/lessen"):
        said = browser.get(f"{path}?zoek=bestaatniet").text
        assert "gevonden.</p>" in said
        assert not re.search(r"<p>0 ", said), path
    obstacles = browser.get("/lessen?soort=obstacle").text
    assert ">Knelpunten</span>" in obstacles
    assert ">Succesfactoren</span>" not in obstacles


def test_a_long_list_comes_in_pages_that_keep_what_is_looked_for(hostile: Desk) -> None:
    browser = Visitor(hostile, Site(organisation=ORGANISATION), Role.ASKER)
    first = browser.get("/lessen?soort=lesson&zoek=bewoners").text
    following = re.search(r'href="([^"]+)" rel="next"', first)
    assert following
    second = browser.get(unescape(following[1])).text
    assert first.count('<article class="card">') == 50
    assert second.count('<article class="card">') == LESSONS - 50
    assert 'rel="prev"' in second
    assert 'rel="next"' not in second


def test_names_are_shown_and_never_run(hostile: Desk) -> None:
    browser = Visitor(hostile, Site(organisation=ORGANISATION), Role.ASKER)
    overview = browser.get("/programmas").text
    cards = [browser.get(path).text for path in KEY.findall(overview)]
    everything = [overview, *cards, browser.get("/partners").text, browser.get("/lessen").text]
    everything.append(browser.get('/lessen?zoek="><script>alert(1)</script>').text)
    assert any("&lt;script&gt;" in page for page in everything)
    assert not any("<script>alert" in page or "<b>nota" in page for page in everything)


@pytest.mark.parametrize("what", ["programmas", "partners", "lessen"])
def test_a_list_can_be_taken_along_and_does_nothing_in_a_spreadsheet(hostile: Desk, what: str) -> None:
    browser = Visitor(hostile, Site(organisation=ORGANISATION), Role.ASKER)
    table = browser.get(f"/feiten/{what}.csv")
    rows = browser.get(f"/feiten/{what}.json")
    assert table.headers["content-disposition"] == f'attachment; filename="{what}.csv"'
    assert rows.headers["content-type"].startswith("application/json")
    read = list(csv.reader(io.StringIO(table.text.removeprefix("\ufeff")), delimiter=";"))
    written = json.loads(rows.text)
    assert written
    assert read[0] == list(written[0])
    assert len(read) == len(written) + 1
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in read for cell in row)


def test_the_picture_says_what_its_table_says(hostile: Desk) -> None:
    page = Visitor(hostile, Site(organisation=ORGANISATION), Role.ASKER).get("/programmas").text
    assert page.count("<circle") == page.count("<td>ja</td>") > 0


def test_who_is_not_signed_in_is_sent_to_the_door(visitor: Visit) -> None:
    stranger = visitor()
    paths = ("/programmas", "/partners", "/lessen", "/feiten/partners.csv", "/passage/x")
    assert all(stranger.get(path).headers["location"].startswith("/inloggen") for path in paths)
