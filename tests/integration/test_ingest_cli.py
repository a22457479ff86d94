"""The commands of the collection as people and scripts use them: output, messages and exit codes."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.__main__ import app as bot_app
from ingest.__main__ import app
from ingest.index.archive import Archive
from ingest.settings import read_settings
from tests.builders import folder_of

ROOT = Path(__file__).parents[2]
TRAM = "# Tram naar Zeist\n\nDe tram rijdt elk kwartier.\n\n## Geld\n\nDe provincie betaalt drie miljoen euro.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    described = '[[source]]\nfile = "tram.md"\npublisher = "Provincie Utrecht"\ndate = 2024-05-01\n'
    return folder_of(tmp_path / "corpus", {"tram.md": TRAM, "sources.toml": described})


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def _object(*arguments: object) -> dict[str, Any]:
    """The one object on standard output."""
    return dict(json.loads(_run(*arguments, "--json").stdout))


def test_a_refresh_reports_in_the_agreed_form(corpus: Path) -> None:
    result = _run("refresh", corpus, "--json")
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert report["generation"] == _object("status")["generation"]
    assert report["documents"] == {"added": 1, "changed": 0, "unchanged": 0, "removed": 0, "rejected": 0}
    assert (report["passages"], report["rejected"]) == (2, [])
    assert isinstance(report["seconds"], float)


def test_rejected_documents_are_named_with_their_reason_and_give_code_3(corpus: Path) -> None:
    (corpus / "le[e]g.txt").write_bytes(b"")
    for _ in range(2):
        result = _run("refresh", corpus)
        assert result.exit_code == 3
        assert "le[e]g.txt: Het bestand is leeg" in result.stdout
    assert _object("refresh", corpus)["rejected"][0]["doc"] == "le[e]g.txt"
    assert _object("status")["rejected"][0]["doc"] == "le[e]g.txt"


def test_a_name_cannot_steer_the_terminal(corpus: Path) -> None:
    name = "rood\x1b[31m\nop.md"
    (corpus / name).write_text(TRAM.replace("Tram", "Bus"), encoding="utf-8")
    (corpus / f"leeg{name}").write_bytes(b"")
    shown = [_run(*command).stdout for command in (["refresh", corpus], ["status"], ["history"], ["show", name])]
    assert [("\x1b" in text, "rood [31m op.md" in text) for text in shown] == [(False, True)] * 4


def test_a_dry_run_prints_the_same_object_and_publishes_nothing(corpus: Path) -> None:
    planned = _object("refresh", corpus, "--dry-run")
    assert planned["documents"]["added"] == 1
    assert planned["generation"] is None
    assert _run("status").exit_code == 2
    assert "er is niets veranderd" in _run("refresh", corpus, "--dry-run").stdout


def test_an_empty_collection_gives_code_4_and_a_yes_overrules(tmp_path: Path, corpus: Path) -> None:
    _run("refresh", corpus)
    empty = tmp_path / "leeg"
    empty.mkdir()
    result = _run("refresh", empty, "--json")
    assert result.exit_code == 4
    assert "--yes" in result.stderr
    assert "--yes" in json.loads(result.stdout)["error"]
    assert _run("refresh", empty).exit_code == 4
    assert len(_object("status")["documents"]) == 1
    assert _run("refresh", empty, "--yes").exit_code == 0
    assert _object("status")["documents"] == []


@pytest.mark.parametrize("arguments", [["refresh", "nergens.txt"], ["refresh", "--wat"], ["show"], ["vernieuw"]])
def test_a_mistake_in_the_command_gives_code_2(arguments: list[str]) -> None:
    assert _run(*arguments).exit_code == 2


@pytest.mark.parametrize("arguments", [["status"], ["show", "tram.md"], ["history"], ["rollback"]])
def test_without_an_index_each_command_says_how_to_make_one(arguments: list[str]) -> None:
    result = _run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "python -m ingest refresh" in result.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAMENWIJS_DATA", __file__),
        ("SAMENWIJS_CHROMA_URL", "localhost:8000"),
        ("SAMENWIJS_CHROMA_URL", "http://[::1"),
        ("SAMENWIJS_CHROMA_URL", "http://127.0.0.1:9"),
        ("SAMENWIJS_CHROMA_URL", "http://127.0.0.1:99999"),
    ],
)
def test_a_bad_setting_is_one_line_and_code_2(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    result = _run("refresh", corpus)
    assert result.exit_code == 2
    said = result.stderr.strip().splitlines()[-1]
    assert name in said
    assert "of range" not in said
    assert "Traceback" not in result.stderr


def test_a_setting_that_does_not_exist_is_told_once_and_changes_nothing(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("SAMENWIJS_CHAT_MODEL=\nSAMENWIJS_CORPSE=x\nsamenwijs_zzzzzz=1\nPORT=80\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAMENWIJS_RETENTON_DAYS", "3")
    monkeypatch.setenv("SAMENWIJS_RETENTION_DAYS", "30")  # one of the bot's
    result = _run("refresh", corpus, "--json")
    assert (result.exit_code, json.loads(result.stdout)["documents"]["added"]) == (0, 1)
    told = [line for line in result.stderr.splitlines() if line.startswith("Let op: ")]
    nothing = "bestaat niet en doet dus niets."
    assert told == [
        f"Let op: De instelling SAMENWIJS_CORPSE {nothing} Bedoelt u SAMENWIJS_CORPUS?",
        f"Let op: De instelling SAMENWIJS_RETENTON_DAYS {nothing} Bedoelt u SAMENWIJS_RETENTION_DAYS?",
        f"Let op: De instelling SAMENWIJS_ZZZZZZ {nothing} Kijk in .env.example welke er zijn.",
    ]
    assert CliRunner().invoke(bot_app, ["log", "export"]).stderr.splitlines() == told


def test_an_unreadable_settings_file_is_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes("SAMENWIJS_DATA=privé".encode("latin-1"))
    monkeypatch.chdir(tmp_path)
    result = _run("status")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "UTF-8" in result.stderr


def test_an_empty_setting_means_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CORPUS", "CHROMA_URL", "EMBEDDING"):
        monkeypatch.setenv(f"SAMENWIJS_{name}", "")
    folders = {"data": Path("data"), "corpus": Path("corpus")}
    default = {**folders, "chroma_url": "", "embedding": "builtin", "cluster": "", "fetch_allow": ""}
    assert read_settings().model_dump() == default


def test_show_gives_the_document_as_extracted(corpus: Path) -> None:
    _run("refresh", corpus)
    shown = _object("show", "tram.md")
    assert (shown["doc"], shown["id"], shown["title"]) == ("tram.md", "tram.md", "Tram naar Zeist")
    assert (shown["publisher"], shown["date"], len(shown["digest"])) == ("Provincie Utrecht", "2024-05-01", 64)
    assert {"url", "programme", "region", "sections"} <= shown.keys()
    for passage in shown["passages"]:
        start, end = passage["span"]
        assert shown["text"][start:end] == passage["text"]
    assert shown["passages"][1]["heading_path"][-1] == "Geld"
    assert "De provincie betaalt drie miljoen euro." in _run("show", "tram.md").stdout


def test_show_counts_one_passage_as_one_and_keeps_the_first_bullet_of_a_list(corpus: Path) -> None:
    (corpus / "pont.md").write_text("# Veren\n\n- De pont naar Culemborg vaart overdag.\n- De rest niet.\n", "utf-8")
    _run("refresh", corpus)
    said = _run("show", "pont.md").stdout
    assert "\n• De pont naar Culemborg vaart overdag.\n• De rest niet.\n" in said
    assert "\n1 passage, " in said


def test_an_unknown_document_is_told_apart_from_a_known_one(corpus: Path) -> None:
    _run("refresh", corpus)
    result = _run("show", "trams.md")
    assert result.exit_code == 2
    assert "Bedoelt u: tram.md" in result.stderr


def test_rollback_goes_any_number_of_steps_back_and_forward_again(corpus: Path) -> None:
    made = []
    for number in range(3):
        (corpus / "pont.md").write_text(f"# Pont\n\nDe pont naar Culemborg vaart {number} keer.\n", encoding="utf-8")
        made.append(_object("refresh", corpus)["generation"])
    assert _object("rollback", 2) == {"generation": made[0], "left": made[2], "passages": 3, "documents": 2}
    history = _object("history")
    assert history["live"] == made[0]
    assert [(g["generation"], g["live"]) for g in history["generations"]] == [
        (made[2], False),
        (made[1], False),
        (made[0], True),
    ]
    assert history["generations"][1]["changes"] == {"added": [], "changed": ["pont.md"], "removed": []}
    shown = _run("history").stdout
    assert all(generation in shown for generation in made)
    assert "→" in next(line for line in shown.splitlines() if made[0] in line)
    assert made[2] in _run("rollback", made[2]).stdout
    assert _object("status")["generation"] == made[2]


def test_the_history_says_of_an_index_made_anew_that_no_document_changed(corpus: Path) -> None:
    _run("refresh", corpus)
    _run("refresh", corpus, "--rebuild")
    assert _run("history").stdout.count("geen document veranderd") == 1


@pytest.fixture
def _abroad(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that keeps the time of New York."""
    with monkeypatch.context() as there:
        there.setenv("TZ", "America/New_York")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("_abroad")
def test_times_are_those_of_the_netherlands_whatever_the_machine_keeps(corpus: Path) -> None:
    made = Archive(read_settings().data).folder(_object("refresh", corpus)["generation"]) / "generation.json"
    meta = json.loads(made.read_text(encoding="utf-8")) | {"created_at": "2024-06-30T22:30:00Z"}
    made.write_text(json.dumps(meta), encoding="utf-8")
    for command in ("status", "history"):
        assert "01-07-2024 00:30" in _run(command).stdout
    assert _object("status")["created_at"] == "2024-06-30T22:30:00+00:00"


def test_rollback_stops_where_nothing_is_left(corpus: Path) -> None:
    first = _object("refresh", corpus)["generation"]
    (corpus / "pont.md").write_text("# Pont\n\nDe pont naar Culemborg vaart overdag.\n", encoding="utf-8")
    second = _object("refresh", corpus)["generation"]
    assert _object("rollback") == {"generation": first, "left": second, "passages": 2, "documents": 1}
    assert [document["doc"] for document in _object("status")["documents"]] == ["tram.md"]
    result = _run("rollback")
    assert result.exit_code == 4
    assert "geen vorige" in result.stderr


@pytest.mark.parametrize("steps", ["0", "veel", "1.5", "20200101-000000-000000"])
def test_a_step_that_cannot_be_taken_is_a_mistake(corpus: Path, steps: str) -> None:
    _run("refresh", corpus)
    result = _run("rollback", steps)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "python -m ingest history" in result.stderr


def test_a_collection_that_shrinks_gives_code_4_with_both_sizes(corpus: Path) -> None:
    (corpus / "pont.md").write_text("# Pont\n\nDe pont naar Culemborg vaart overdag.\n", encoding="utf-8")
    before = _object("refresh", corpus)["generation"]
    (corpus / "pont.md").unlink()
    result = _run("refresh", corpus, "--json")
    assert result.exit_code == 4
    held = json.loads(result.stdout)
    assert (held["generation"], held["documents"]["removed"], held["changes"]["removed"]) == (before, 1, ["pont.md"])
    assert held["size"]["documents"] == {"live": 2, "new": 1}
    assert "1 van de 2 documenten" in held["error"]
    assert "pont.md" in _run("refresh", corpus).stdout
    assert _run("refresh", corpus, "--yes").exit_code == 0


def test_a_dry_run_shows_the_differences_to_people_and_scripts(corpus: Path) -> None:
    _run("refresh", corpus)
    (corpus / "tram.md").write_text(TRAM.replace("drie", "vijf"), encoding="utf-8")
    (corpus / "z kopie.md").write_text(TRAM.replace("drie", "vijf"), encoding="utf-8")
    (corpus / "tram v2.md").write_text(TRAM.replace("kwartier", "half uur, ook in de nacht"), encoding="utf-8")
    shown = _run("refresh", corpus, "--dry-run").stdout
    for line in (
        "- De provincie betaalt drie miljoen euro.",
        "+ De provincie betaalt vijf miljoen euro.",
        "z kopie.md is precies gelijk aan tram.md",
        "tram v2.md is nieuwer dan tram.md",
        "Het maken van de index duurt",
    ):
        assert line in shown.replace("\n", " ")
    report = _object("refresh", corpus, "--dry-run")
    assert report["diff"]["duplicates"] == [{"doc": "z kopie.md", "same_as": "tram.md"}]
    assert isinstance(report["expected_seconds"], float)


def test_what_goes_to_a_file_or_another_program_is_not_wrapped(corpus: Path) -> None:
    name = f"{'verslag ' * 24}.md"
    (corpus / name).write_text(TRAM.replace("tram", "bus"), encoding="utf-8")
    (corpus / f"leeg {name}").write_bytes(b"")
    command = [sys.executable, "-m", "ingest"]
    for arguments in (["refresh", str(corpus)], ["status"], ["history"], ["show", name]):
        said = subprocess.run([*command, *arguments], cwd=ROOT, capture_output=True, text=True, check=False).stdout
        assert name in said
        assert not any(line.endswith(" ") for line in said.splitlines())


ASK = """
import os, pty, sys
child, terminal = pty.fork()
if child == 0:
    os.execv(sys.executable, [sys.executable, "-m", "ingest", *sys.argv[2:]])
said, answered = b"", False
while True:
    try:
        more = os.read(terminal, 4096)
    except OSError:
        break
    if not more:
        break
    said += more
    if b"[j/N]" in said and not answered:
        answered = bool(os.write(terminal, sys.argv[1].encode()))
print(said.decode(), flush=True)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


def _at_a_terminal(answer: str, *arguments: object) -> tuple[int, str]:
    """The exit code, and what a person sees who gives this answer to a question."""
    command = [sys.executable, "-c", ASK, answer, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_at_a_terminal_the_differences_are_a_question(corpus: Path) -> None:
    code, said = _at_a_terminal("n\n", "refresh", corpus)
    assert (code, "[j/N]" in said) == (0, False)  # the first time there is nothing to lose
    before = _object("status")["generation"]
    (corpus / "tram.md").write_text(TRAM.replace("drie", "vijf"), encoding="utf-8")
    (corpus / "leeg.md").write_bytes(b"")
    code, said = _at_a_terminal("\x04", "refresh", corpus)
    assert code == 4
    assert said.index("+ De provincie betaalt vijf miljoen euro.") < said.index("Wilt u dit publiceren? [j/N]")
    assert _object("status")["generation"] == before
    code, said = _at_a_terminal("ja\n", "refresh", corpus)
    assert code == 3
    assert _object("status")["generation"] != before


def test_at_a_terminal_the_question_may_confirm_that_little_is_left(corpus: Path) -> None:
    (corpus / "pont.md").write_text("# Pont\n\nDe pont naar Culemborg vaart overdag.\n", encoding="utf-8")
    _run("refresh", corpus)
    (corpus / "pont.md").unlink()
    code, said = _at_a_terminal("n\n", "refresh", corpus)
    assert (code, "1 van de 2 documenten" in said) == (4, True)
    assert _at_a_terminal("j\n", "refresh", corpus)[0] == 0
    assert len(_object("status")["documents"]) == 1


def test_a_second_refresh_is_refused_while_one_is_running(corpus: Path) -> None:
    with Archive(read_settings().data).exclusive():
        result = _run("refresh", corpus, "--json")
    assert result.exit_code == 4
    assert "loopt al een verversing" in result.stderr
    assert "loopt al een verversing" in json.loads(result.stdout)["error"]


def test_an_interrupted_refresh_says_that_nothing_changed(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"{number}.md").write_text(f"{TRAM}\nLijn {number}.\n", encoding="utf-8")
    command = [sys.executable, "-m", "ingest", "refresh", str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        assert process.stderr.readline() == "200 documenten lezen …\n"
        process.send_signal(signal.SIGINT)
        assert process.stderr.read().splitlines()[-1].startswith("Afgebroken.")
    assert process.returncode == 4
    assert _run("status").exit_code == 2
    assert Archive(read_settings().data).drafts() == []


def test_a_long_list_of_changes_is_cut_but_every_rejection_is_named(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.md").write_text(f"{TRAM}\nLijn {number}.\n", encoding="utf-8")
        (tmp_path / f"{number}.zzz").write_bytes(bytes([number]))
    shown = _run("refresh", tmp_path, "--dry-run").stdout
    assert "… en nog 15" in shown
    assert shown.count("geweigerd  ") == 40


def test_a_process_writes_its_object_and_nothing_else_to_standard_output(corpus: Path) -> None:
    command = [sys.executable, "-m", "ingest", "refresh", str(corpus), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["documents"]["added"] == 1
    assert all(line.endswith("…") for line in done.stderr.splitlines())
