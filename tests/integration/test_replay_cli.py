"""The refresh command with golden cases and a log: what it tells of answers, when it stops, and the page it leaves."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app as bot
from ingest.__main__ import app as ingest
from ingest.embed import open_embedder
from ingest.index.generation import Generations
from ingest.refresh import Wish, refresh
from ingest.settings import read_settings
from tests.builders import folder_of
from tests.collection import quietly

FERRY = (
    "# Pont naar Culemborg\n\n## Beheer\n\n"
    "De pont naar Culemborg vaart overdag. De gemeente beheert de pont naar Culemborg.\n"
)
TRAM = "# Tram naar Zeist\n\nDe tram naar Zeist rijdt elk kwartier. De provincie betaalt drie miljoen voor de tram.\n"
FERRYMAN = "Wie beheert de pont naar Culemborg?"
MONEY = "Hoeveel miljoen betaalt de provincie voor de tram?"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which two documents are live."""
    folder = tmp_path_factory.mktemp("live")
    corpus = folder_of(folder / "corpus", {"pont.md": FERRY, "tram.md": TRAM})
    refresh([corpus], Generations(folder / "data", open_embedder()), quietly, Wish())
    return folder


@pytest.fixture
def corpus(tmp_path: Path, live: Path) -> Path:
    """A collection that is live and about to change: the ferry goes, the tram becomes dearer."""
    corpus = tmp_path / "corpus"
    shutil.copytree(live / "corpus", corpus)
    shutil.copytree(live / "data", read_settings().data, dirs_exist_ok=True)
    (corpus / "pont.md").unlink()
    (corpus / "tram.md").write_text(TRAM.replace("drie", "vijf"), encoding="utf-8")
    return corpus


def _run(app: Any, *arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def _golden(*lines: str) -> Path:
    path = read_settings().data / "golden.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def _live() -> list[str]:
    status = json.loads(_run(ingest, "status", "--json").stdout)
    return [document["doc"] for document in status["documents"]]


ONE = f'{{"id": "pont", "question": "{FERRYMAN}", "documents": ["pont.md"], "facts": [["gemeente"]]}}'


def test_a_lost_golden_answer_stops_the_refresh_when_that_is_wanted(corpus: Path) -> None:
    _golden(ONE)
    result = _run(ingest, "refresh", corpus, "--stop-on-lost", "--yes", "--json")
    assert (result.exit_code, _live()) == (4, ["pont.md", "tram.md"])
    told = json.loads(result.stdout)
    assert [lost["question"] for lost in told["answers"]["lost"]] == [FERRYMAN]
    assert FERRYMAN in told["error"]
    assert "--stop-on-lost" in result.stderr


def test_a_line_that_cannot_be_tried_stops_it_too_and_the_file_stays(corpus: Path) -> None:
    path = _golden("kapot")
    result = _run(ingest, "refresh", corpus, "--stop-on-lost", "--yes")
    assert (result.exit_code, _live()) == (4, ["pont.md", "tram.md"])
    assert "regel 1" in result.stdout
    assert path.read_text(encoding="utf-8") == "kapot"


def test_without_the_wish_to_stop_it_is_published_and_told(corpus: Path) -> None:
    _golden(ONE, "kapot")
    _run(bot, "ask", MONEY)
    result = _run(ingest, "refresh", corpus, "--yes")
    assert (result.exit_code, _live()) == (0, ["tram.md"])
    for told in (FERRYMAN, "beoordeeld", "gemeente", MONEY, "drie miljoen", "vijf miljoen", "regel 2"):
        assert told in " ".join(result.stdout.split())
    assert len(_run(bot, "log", "export").stdout.splitlines()) == 1


def test_the_object_for_scripts_names_every_sort_of_change(corpus: Path) -> None:
    _golden(ONE)
    _run(bot, "ask", MONEY)
    answers = json.loads(_run(ingest, "refresh", corpus, "--yes", "--json").stdout)["answers"]
    assert {sort: len(answers[sort]) for sort in ("changed", "lost", "possible", "contradicts")} == {
        "changed": 0, "lost": 1, "possible": 0, "contradicts": 1,
    }  # fmt: skip
    assert answers["lost"][0].keys() >= {"question", "old", "new", "golden"}
    again = json.loads(_run(ingest, "refresh", corpus, "--yes", "--json").stdout)
    assert (again["answers"]["lost"], again["generation"]) == ([], _generation())


def _generation() -> str:
    return str(json.loads(_run(ingest, "status", "--json").stdout)["generation"])


def test_a_golden_answer_that_stays_stops_nothing(corpus: Path) -> None:
    _golden(
        f'{{"id": 1, "question": "{MONEY}", "documents": ["tram.md"]}}', ONE.replace("pont.md", "x").replace("gem", "z")
    )
    assert _run(ingest, "refresh", corpus, "--stop-on-lost", "--yes").exit_code == 0


def test_without_golden_cases_and_log_nothing_is_said_of_answers(corpus: Path) -> None:
    result = _run(ingest, "refresh", corpus, "--stop-on-lost", "--yes")
    assert result.exit_code == 0
    assert "ntwoord" not in result.stdout
    assert not (read_settings().data / "log.sqlite").exists()


def test_a_refresh_leaves_a_page_whether_it_was_published_or_not(corpus: Path) -> None:
    _golden(ONE)
    page = read_settings().data / "report" / "refresh.html"
    assert str(page) in "".join(_run(ingest, "refresh", corpus, "--stop-on-lost", "--yes").stdout.split("\n"))
    stopped = page.read_text(encoding="utf-8")
    assert "Niet gepubliceerd." in stopped
    assert "Wie beheert de pont naar Culemborg?" in stopped
    assert "Pont naar Culemborg" in stopped  # still in use
    _run(ingest, "refresh", corpus, "--yes")
    assert "De nieuwe verzameling is in gebruik." in page.read_text(encoding="utf-8")


def test_a_dry_run_tries_no_answers_and_writes_nothing(corpus: Path) -> None:
    _golden(ONE)
    data = read_settings().data
    before = {path: path.read_bytes() for path in data.rglob("*") if path.is_file() and "dense" not in str(path)}
    result = _run(ingest, "refresh", corpus, "--dry-run", "--stop-on-lost", "--json")
    assert (result.exit_code, json.loads(result.stdout)["answers"]) == (0, None)
    assert before == {path: path.read_bytes() for path in before}
    assert "vlak voor het publiceren" in " ".join(_run(ingest, "refresh", corpus, "--dry-run").stdout.split())


def test_a_page_that_cannot_be_written_does_not_undo_the_refresh(corpus: Path) -> None:
    (read_settings().data / "report" / "refresh.html").mkdir(parents=True)
    result = _run(ingest, "refresh", corpus, "--yes")
    assert (result.exit_code, _live()) == (0, ["tram.md"])
    assert "verslag" in result.stderr


def test_golden_cases_are_replayed_by_a_command(corpus: Path) -> None:
    del corpus
    assert (_run(bot, "golden").exit_code, "nog geen" in _run(bot, "golden").stdout) == (0, True)
    _golden(ONE)
    assert "1 van 1" in (result := _run(bot, "golden")).stdout
    assert result.exit_code == 0
    path = _golden(ONE, f'{{"id": 2, "question": "{MONEY}", "facts": ["acht"]}}')
    result = _run(bot, "golden", path)
    assert (result.exit_code, "noemt niet: acht" in result.stdout) == (1, True)
    _golden(ONE, "kapot", '{"id": 3, "question": "Wat?"}')
    result = _run(bot, "golden")
    assert (result.exit_code, result.stderr.count("regel")) == (2, 2)
    assert _run(bot, "golden", "nergens.jsonl").exit_code == 2


def test_show_tells_how_a_document_was_read_before_its_passages(corpus: Path) -> None:
    del corpus
    lines = _run(ingest, "show", "pont.md").stdout.splitlines()
    assert "Nederlands · woorden: 17 · koppen: 1 · tabellen: 0 · passages: 1" in lines
    assert any(line.startswith("Let op: Er is geen datum gevonden") for line in lines)
    assert lines.count("Beheer") == 1  # above its passage, not also in it
    notes = json.loads(_run(ingest, "show", "pont.md", "--json").stdout)["notes"]
    assert (notes["words"], notes["language"], notes["headings"]) == (17, "nl", 1)
