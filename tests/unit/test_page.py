"""The page of the last refresh: whatever stands in a document, it stays a page that a secretary can read."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ingest.index.generation import Generations
from ingest.model import (
    AnswerChange,
    AnswerFate,
    Diff,
    DocumentChange,
    ReadingNotes,
    RefreshReport,
    Rejection,
    Renewal,
    Replay,
    Rewording,
    Size,
)
from ingest.page import Outcome, Row, html, save_page
from tests.collection import LetterEmbedder, passages, publish, source

NASTY = "<script>alert(1)</script><img src=x onerror=alert(1)> & \"x\" 'y' {{ 7 * 7 }}"
NOTES = ReadingNotes(pages=1200, words=412345, language="nl", headings=31, tables=7)
AT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)


class _Reader(HTMLParser):
    """Collects the tags of a page, where it points to, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.handlers: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]

    def handle_data(self, data: str) -> None:
        self.text += f"{data} "


def _report(**changed: object) -> RefreshReport:
    report = RefreshReport("20261122-1", 412, 4.0, ("nota.txt",), (), ("oud.txt",), (), ())
    return replace(report, **changed)  # type: ignore[arg-type]  # fields by name, for short tests


def _row(name: str = "nota.txt", title: str = "Nota", state: str = "added", notes: ReadingNotes = NOTES) -> Row:
    of = replace(source(name, title), published_on=date(2024, 5, 1))
    _, parts = passages(of, f"De provincie betaalt. {NASTY}", "Twee.", "Drie.", "Vier.")
    return Row(of, notes, len(parts), state, parts[:3])


def _page(report: RefreshReport, *rows: Row, ending: str = "Klaar.", published: bool = True, replay: Replay) -> _Reader:
    return _Reader(html(Outcome(replace(report, answers=replay), ending, AT, published), rows))


NOTHING = Replay()


def test_the_time_on_the_page_is_that_of_the_netherlands() -> None:
    assert "22-11-2026, 13:30 uur" in html(Outcome(_report(), "Klaar.", AT), ())


def test_what_documents_say_is_text_and_never_a_part_of_the_page() -> None:
    report = _report(
        rejected=(Rejection(NASTY, NASTY),),
        removed=(NASTY,),
        diff=Diff((DocumentChange(NASTY, (Rewording(NASTY, NASTY),), 0, ()),), newer=(Renewal(NASTY, NASTY, NASTY),)),
    )
    replay = Replay(1, (AnswerChange(AnswerFate.LOST, NASTY, NASTY, NASTY, True, 1, NASTY),), (NASTY,))
    row = _row(NASTY, NASTY, notes=replace(NOTES, warnings=(NASTY,), language=NASTY))
    page = _page(report, row, ending=NASTY, replay=replay)
    assert set(page.tags).isdisjoint({"script", "img", "link", "iframe", "form"})
    assert page.handlers == []
    assert page.text.count(NASTY) > 12


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = _page(_report(rejected=(Rejection("a.txt", "Het bestand is leeg."),)), _row(), replay=NOTHING)
    assert page.links
    assert all(link.startswith("#") for link in page.links)
    assert "url(" not in page.text


def test_a_document_has_its_figures_its_warnings_and_its_beginning() -> None:
    notes = replace(NOTES, confidence=0.54, warnings=("Er is geen datum gevonden.",))
    text = " ".join(_page(_report(), _row(notes=notes), replay=NOTHING).text.split())
    for shown in ("Nota", "nieuw", "01-05-2024", "Nederlands", "1.200", "412.345", "31", "7", "54%"):
        assert shown in text
    for shown in ("Er is geen datum gevonden.", "bladzijde 1 · Kop 1", "De provincie betaalt.", "Drie.", "ingest show"):
        assert shown in text
    assert "Vier." not in text


def test_the_summary_counts_and_gives_time_and_rate() -> None:
    report = _report(removed=("weg.txt",), live=Size(2, 1500))
    text = " ".join(_page(report, _row(), _row("oud.txt", "Oud", "unchanged"), replay=NOTHING).text.split())
    assert "1 nieuw" in text
    assert "1 vervallen" in text
    assert "2 documenten en 412 passages. Daarvoor waren het er 2 en 1.500." in text
    assert "4,0 seconden, dat is 1 nieuwe passages per seconde" in text
    assert "Gelukt. Klaar." in text


def test_answers_that_change_stand_side_by_side_under_what_happens_to_them() -> None:
    lost = AnswerChange(AnswerFate.LOST, "Wie beheert de pont?", "De gemeente.", "Niet gevonden.", True, 7, "ontbreekt")
    changed = AnswerChange(AnswerFate.CHANGED, "Wat is een BRE?", "Dit.", "Dat.", False, 0)
    text = " ".join(_page(_report(), _row(), replay=Replay(60, (lost, changed), ("Regel 3 klopt niet.",))).text.split())
    assert "60 vragen zijn beantwoord" in text
    assert "Wie beheert de pont? beoordeelde vraag · 7 keer gesteld Het antwoord ontbreekt. Was De gemeente." in text
    assert text.index("verdwijnen") < text.index("anders worden") < text.index("Wat is een BRE?")
    assert "Regel 3 klopt niet." in text


def test_without_questions_nothing_is_said_about_answers() -> None:
    assert "ntwoord" not in _page(_report(), _row(), replay=NOTHING).text


def test_answers_that_all_stay_are_said_to_stay() -> None:
    assert "Alle antwoorden blijven gelijk." in _page(_report(), _row(), replay=Replay(60)).text


def test_a_refresh_that_did_not_publish_says_so_first() -> None:
    text = " ".join(_page(_report(), _row(), ending="De schijf is vol.", published=False, replay=NOTHING).text.split())
    assert "Niet gepubliceerd. De schijf is vol." in text
    assert "passages per seconde" not in text


def test_both_files_are_written_whole_from_the_live_documents(tmp_path: Path) -> None:
    generations = Generations(tmp_path, LetterEmbedder())
    publish(generations, "De provincie betaalt.", "Twee.", "Drie.", "Vier.")
    report = _report(added=(), unchanged=("nota.txt",))
    for _ in range(2):
        page = save_page(generations.archive, Outcome(report, "Klaar.", AT))
    assert sorted(path.name for path in page.parent.iterdir()) == ["refresh.html", "refresh.json"]
    assert "De provincie betaalt." in page.read_text(encoding="utf-8")
    told = json.loads((page.parent / "refresh.json").read_text(encoding="utf-8"))
    assert (told["published"], told["ending"], told["generation"]) == (True, "Klaar.", "20261122-1")
    (document,) = told["documents_in_use"]
    assert (document["doc"], document["passages"], document["state"]) == ("nota.txt", 4, "unchanged")


def test_without_an_index_there_is_a_page_all_the_same(tmp_path: Path) -> None:
    outcome = Outcome(_report(), "De map is leeg.", AT, published=False)
    page = save_page(Generations(tmp_path, LetterEmbedder()).archive, outcome)
    assert "De map is leeg." in page.read_text(encoding="utf-8")


def test_a_title_that_is_no_text_does_not_break_the_page(tmp_path: Path) -> None:
    report = _report(rejected=(Rejection("half-\ud83d.txt", "Half \ud83d"),))
    page = save_page(Generations(tmp_path, LetterEmbedder()).archive, Outcome(report, "Klaar.", AT))
    assert "Half ?" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["refresh.html", "refresh.css"])
def test_the_templates_are_installed_with_the_package(name: str) -> None:
    from importlib.resources import files

    assert (files("ingest") / "templates" / name).is_file()
