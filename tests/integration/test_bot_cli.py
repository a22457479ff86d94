"""The commands of the bot as people and scripts use them: output, messages and exit codes."""

import csv
import hashlib
import io
import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app
from bot.fronts.telegram import notices
from ingest.__main__ import app as ingest_app
from tests.bot_api import BotApi

CORPUS = Path(__file__).parents[2] / "corpus"
KNOWN, UNKNOWN = "Wat is een BRE?", "Wie is de burgemeester van Parijs?"
ROW = {
    "id": str, "status": str, "abstained": bool, "answer": str, "seconds": (int, float), "question": str,
    "composer": str, "generation": str, "confidence": float, "citations": list,
}  # fmt: skip
CITATION = {
    "number": int, "doc": str, "page": (int, type(None)), "section": str, "quote": str, "title": str, "publisher": str,
    "date": (str, type(None)), "url": str, "digest": str, "span": list,
}  # fmt: skip
LOGGED = [
    "id", "asked_at", "channel", "conversation", "question", "searched", "status", "confidence", "answer", "citations",
    "rejected", "composer", "generation", "seconds", "feedback", "feedback_reason", "verdict", "note",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _away_from_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The developer's own .env, perhaps with a token in it, is out of sight."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def indexed(collection: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The starter documents, with an answer log of this test's own."""
    monkeypatch.setenv("SAMENWIJS_DATA", str(collection))
    monkeypatch.setenv("SAMENWIJS_DATABASE_URL", f"sqlite:///{tmp_path / 'log.sqlite'}")
    return collection


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def _process(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bot", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")


def _ask(*arguments: str) -> dict[str, Any]:
    result = _run("ask", *arguments, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    return dict(json.loads(result.stdout))


def _ingest(*arguments: str) -> dict[str, Any]:
    return dict(json.loads(CliRunner().invoke(ingest_app, [*arguments, "--json"]).stdout))


def _logged(*arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _run("log", "export", *arguments).stdout.splitlines()]


def _batch(tmp_path: Path, *lines: str | bytes) -> Result:
    """A batch with these lines into run.jsonl."""
    written = [line if isinstance(line, bytes) else line.encode() for line in lines]
    (tmp_path / "vragen.jsonl").write_bytes(b"\n".join(written))
    return _run("batch", "vragen.jsonl", "--out", "run.jsonl")


def _assert_one_line(result: Result, *words: str) -> None:
    """The command said in one line what is wrong, in these words, and ended with code 2."""
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1), result.output
    for word in words:
        assert word in result.stderr


def _assert_fields(row: dict[str, Any], fields: dict[str, Any]) -> None:
    assert row.keys() == fields.keys()
    for name, kind in fields.items():
        assert isinstance(row[name], kind), name


@pytest.mark.usefixtures("indexed")
def test_a_process_answers_with_one_object_in_the_agreed_form_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")  # what a terminal may ask for; scripts get UTF-8
    question = f"{KNOWN} \N{GRINNING FACE}"
    output, complaints = (process := _process("ask", question, "--json")).communicate(timeout=60)
    assert (process.returncode, complaints, output.count("\n")) == (0, "", 1)
    row = json.loads(output)
    _assert_fields(row, ROW)
    assert (row["status"], row["abstained"], row["question"]) == ("answered", False, question)
    assert "extractive" in row["composer"]
    assert row["generation"] == _ingest("status")["generation"]
    assert 0 < row["confidence"] <= 1
    assert "bestuurlijk regionaal ecosysteem" in row["answer"].lower()
    for citation in row["citations"]:
        _assert_fields(citation, CITATION)
        assert f"[{citation['number']}]" in row["answer"]


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("question", [KNOWN, "Wie zijn de partners van Samen werkt beter?"])
def test_every_quote_stands_in_the_stored_text_of_the_document_that_is_named(question: str) -> None:
    citations = _ask(question)["citations"]
    assert citations
    for citation in citations:
        shown = _ingest("show", citation["doc"])
        start, end = citation["span"]
        assert shown["text"][start:end] == citation["quote"]
        for known in ("title", "publisher", "date", "url", "digest"):
            assert citation[known] == shown[known]
        (file,) = CORPUS.rglob(citation["doc"])
        assert citation["digest"] == hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.usefixtures("indexed")
def test_a_person_reads_the_answer_with_its_sources_below() -> None:
    result = _run("ask", KNOWN)
    assert result.exit_code == 0
    statements, sources = result.stdout.split("\n\nBronnen\n")
    assert "[1]" in statements
    assert sources.startswith("[1]")


@pytest.mark.usefixtures("indexed")
def test_a_person_reads_how_the_question_was_understood_and_that_a_source_is_old() -> None:
    asked = ["ask", "En hoeveel zijn dat er?", "--history", "Wie zijn de partners van Samen werkt beter?"]
    said = _run(*asked).stdout
    assert said.startswith("Ik begreep uw vraag als: En hoeveel zijn dat er?")
    assert "\n    Let op: deze bron is " in said
    assert "Ik begreep" not in _run(*asked, "--json").stdout


@pytest.mark.usefixtures("indexed")
def test_an_abstention_is_no_failure_and_carries_no_citation_mark() -> None:
    row = _ask(UNKNOWN)
    assert (row["status"], row["abstained"], row["citations"]) == ("no_evidence", True, [])
    assert "staat niet in de documenten" in row["answer"]
    assert "[1]" not in row["answer"]
    assert _run("ask", UNKNOWN).stdout == f"{row['answer']}\n"


@pytest.mark.usefixtures("indexed")
def test_a_follow_up_is_searched_with_what_the_earlier_questions_were_about() -> None:
    follow_up = "Is dat een nieuwe bestuurslaag?"
    assert _ask(follow_up)["question"] == follow_up
    searched = _ask(follow_up, "--history", "Wie zijn de partners?", "--history", KNOWN)["question"]
    assert searched.startswith(follow_up)
    assert "BRE" in searched


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "Ik zie geen vraag."),
        ("\N{GRINNING FACE}", "Ik zie geen vraag."),
        ("water " * 1_700, "Uw vraag is te lang"),
        ("Quels sont les partenaires de la région et combien sont-ils ?", "Nederlands of het Engels"),
        ("من هم الشركاء في هذه المنطقة؟", "Nederlands of het Engels"),
        ("Wie is de burgemeester van Parijs\N{GRINNING FACE}?", "staat niet in de documenten"),
    ],
)
def test_whatever_is_asked_gets_a_kind_word_and_a_row_in_the_log(question: str, said: str) -> None:
    row = _ask(question)
    assert said in row["answer"]
    assert (row["abstained"], row["citations"]) == (True, [])
    assert [(logged["question"], logged["answer"]) for logged in _logged()] == [(question, row["answer"])]


@pytest.mark.usefixtures("indexed")
def test_bytes_that_are_no_text_are_answered_all_the_same() -> None:
    assert _ask("Wat is een BRE\udcff?", "--history", "Wat\udcfe?")["status"] == "answered"
    assert [row["question"] for row in _logged()] == ["Wat is een BRE??"]


@pytest.mark.parametrize("arguments", [["ask", KNOWN], ["ask", KNOWN, "--json"], ["demo"]])
def test_without_an_index_a_command_says_how_to_make_one(arguments: list[str]) -> None:
    _assert_one_line(_run(*arguments), "nog geen index", "python -m ingest refresh")


@pytest.mark.usefixtures("indexed")
def test_an_index_that_was_made_with_another_model_is_not_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    sentence_transformers = pytest.importorskip("sentence_transformers", reason="the neural extra is not installed")
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models

    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "regio": 1}, unk_token="[UNK]"))
    model = sentence_transformers.SentenceTransformer(
        modules=[StaticEmbedding(tokenizer, embedding_dim=2)], device="cpu"
    )
    model.save(str(tmp_path / "model"), create_model_card=False)
    monkeypatch.setenv("SAMENWIJS_EMBEDDING", str(tmp_path / "model"))
    _assert_one_line(_run("ask", KNOWN), "een ander taalmodel", "python -m ingest refresh")


@pytest.mark.parametrize("arguments", [["ask", KNOWN], ["log", "export"]])
@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DATA", __file__, "SAMENWIJS_DATA"),
        ("DATA", f"{__file__}/map", f"{__file__}/map"),
        ("DATABASE_URL", "nonsense", "SAMENWIJS_DATABASE_URL"),
    ],
)
def test_a_bad_setting_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(f"SAMENWIJS_{name}", value)
    _assert_one_line(_run(*arguments), said)


def test_a_telegram_bot_without_a_token_says_where_to_get_one() -> None:
    _assert_one_line(_run("telegram"), "SAMENWIJS_TELEGRAM_TOKEN", "@BotFather")


@pytest.mark.usefixtures("indexed")
def test_a_token_that_telegram_does_not_know_ends_the_bot_with_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with BotApi() as telegram:
        monkeypatch.setenv("SAMENWIJS_TELEGRAM_API", telegram.base_url)
        monkeypatch.setenv("SAMENWIJS_TELEGRAM_TOKEN", "4242:mistyped")
        said = (process := _process("telegram")).communicate(timeout=60)
    assert (process.returncode, said) == (1, ("", f"{notices.UNKNOWN_BOT}\n"))


@pytest.mark.usefixtures("indexed")
def test_a_batch_answers_each_line_as_ask_does_and_leaves_no_trace_in_the_log(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"id": "tweede", "question": "Is dat een nieuwe bestuurslaag?", "history": [KNOWN]},
        {"id": 1, "question": KNOWN, "history": None},
        {"id": "", "question": "Wat is een\u2028BRE?"},
        {"id": "half \ud83d", "question": "half \ud83d", "history": ["half \ud83d"]},
    ]
    lines = [json.dumps(row, ensure_ascii="half" in row["question"]) for row in rows]
    assert _batch(tmp_path, "\ufeff" + lines[0], "", *lines[1:]).output == ""
    answers = [json.loads(line) for line in (tmp_path / "run.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == [row["id"] for row in rows]
    assert "BRE" in answers[0]["question"]
    assert answers[2]["question"] == KNOWN
    for answer in answers:
        assert answer.keys() == ROW.keys()
    assert _logged() == []
    asked = _ask(KNOWN)
    assert [answers[1][name] for name in ("answer", "citations")] == [asked[name] for name in ("answer", "citations")]


@pytest.mark.parametrize(
    "line",
    [
        '{"id": 2, "question": "Wie',
        '{"id": 2, "question": "privé"}'.encode("latin-1"),
        "[" * 100_000,
        '"Wie betaalt?"',
        '{"id": 2}',
        '{"question": "Wie betaalt?"}',
        '{"id": 2, "question": ["Wie betaalt?"]}',
        '{"id": 2, "question": "En zij?", "history": "Wie betaalt?"}',
        '{"id": 2, "question": "En zij?", "history": [1]}',
        '{"id": null, "question": "Wie betaalt?"}',
        '{"id": {}, "question": "Wie betaalt?"}',
        '{"id": 1, "question": "Wie betaalt?"}',
    ],
)
def test_a_line_that_is_no_question_is_named_before_anything_is_answered(tmp_path: Path, line: str | bytes) -> None:
    result = _batch(tmp_path, '{"id": 1, "question": "Wie?"}', line)
    _assert_one_line(result, "vragen.jsonl, regel 2: ")
    assert [file.name for file in tmp_path.iterdir()] == ["vragen.jsonl"]


def test_files_that_cannot_be_read_or_written_are_named(tmp_path: Path) -> None:
    (tmp_path / "goed.jsonl").write_text('{"id": 1, "question": "hallo"}', encoding="utf-8")
    (tmp_path / "map").mkdir()
    for questions, out, named in (
        ("weg.jsonl", "run.jsonl", "weg.jsonl"),
        ("map", "run.jsonl", "map"),
        ("goed.jsonl", "weg/run.jsonl", "weg/run.jsonl"),
        ("goed.jsonl", "map", "map"),
    ):
        _assert_one_line(_run("batch", questions, "--out", out), named)
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["goed.jsonl", "map"]


def test_a_batch_that_breaks_off_leaves_the_former_answers_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "run.jsonl").write_text("van gisteren", encoding="utf-8")
    # A greeting needs no index; the question after it does.
    result = _batch(tmp_path, '{"id": 1, "question": "hallo"}', json.dumps({"id": 2, "question": KNOWN}))
    _assert_one_line(result, "nog geen index")
    assert (tmp_path / "run.jsonl").read_text(encoding="utf-8") == "van gisteren"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["run.jsonl", "vragen.jsonl"]


@pytest.mark.usefixtures("indexed")
def test_the_log_exports_what_was_asked_oldest_first() -> None:
    asked = [_ask(KNOWN), _ask(UNKNOWN)]
    rows = _logged()
    assert [list(row) for row in rows] == [LOGGED] * 2
    assert [row["question"] for row in rows] == [KNOWN, UNKNOWN]
    for row, given in zip(rows, asked, strict=True):
        shared = ("id", "status", "confidence", "answer", "citations", "composer", "generation")
        assert {name: row[name] for name in shared} == {name: given[name] for name in shared}
        assert (row["channel"], row["feedback"]) == ("cli", None)

    day = date.fromisoformat(rows[0]["asked_at"][:10])
    assert _logged("--since", str(day)) == rows
    assert _logged("--since", str(day + timedelta(days=2))) == []
    _assert_one_line(_run("log", "export", "--since", "gisteren"), "'gisteren' is geen datum", "2026-05-31")

    table = _run("log", "export", "--format", "csv").stdout_bytes.decode("utf-8-sig")
    records = list(csv.DictReader(io.StringIO(table, newline=""), delimiter=";"))
    assert [record["id"] for record in records] == [row["id"] for row in rows]
    assert [record["answer"] for record in records] == [row["answer"] for row in rows]


@pytest.mark.usefixtures("indexed")
def test_a_reader_that_goes_away_hears_no_complaint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", "")  # as on most machines
    _ask(UNKNOWN)
    for process in [_process("log", "export"), _process("ask", UNKNOWN, "--json")]:
        assert process.stdout
        process.stdout.close()
        process.stdout = None
        assert process.communicate(timeout=60)[1] == ""


@pytest.mark.usefixtures("indexed")
def test_the_demo_shows_cited_answers_an_honest_no_and_the_way_to_telegram() -> None:
    shown = _run("demo").stdout
    assert shown.count("\n\nBronnen\n[1]") == 2
    assert "staat niet in de documenten" in shown
    assert shown.index("[1]") < shown.index("SAMENWIJS_TELEGRAM_TOKEN")
    assert _logged() == []


@pytest.mark.usefixtures("indexed")
def test_the_console_script_offers_the_commands_of_both_sides() -> None:
    script = str(Path(sys.executable).with_name("samenwijs"))
    helped = subprocess.run([script, "--help"], capture_output=True, text=True, check=True)
    for command in ("refresh", "status", "show", "rollback", "ask", "batch", "telegram", "log"):
        assert f" {command} " in helped.stdout
