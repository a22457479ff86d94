"""A model that cannot be used is told in one line with what to do, before anything slow begins."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.__main__ import app as bot_app
from ingest.__main__ import app as ingest_app
from ingest.embed import open_embedder
from ingest.errors import EmbeddingError
from tests.builders import folder_of
from tests.foreign_model import save_foreign_model

pytest.importorskip("sentence_transformers", reason="the neural extra is not installed")

ROOT = Path(__file__).parents[2]
WITHOUT_EXTRA = """
import runpy, sys
sys.modules["sentence_transformers"] = None  # what the interpreter itself takes as: this cannot be imported
sys.argv = ["ingest", "refresh"]
runpy.run_module("ingest", run_name="__main__")
"""
LOADED = """
import sys
from ingest.embed import open_embedder
from ingest.errors import EmbeddingError
try:
    open_embedder(sys.argv[1])
except EmbeddingError:
    print(*sorted({"torch", "sentence_transformers", "transformers"} & set(sys.modules)))
"""


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    return save_foreign_model(tmp_path / "foreign")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "corpus", {"dijk.txt": "De dijk bij Zwolle is in 2021 versterkt."})


@pytest.fixture
def run(tmp_path: Path) -> "Run":
    return Run(tmp_path)


class Run:
    """Runs Python on a machine where the hub does not answer and no model was ever fetched."""

    def __init__(self, folder: Path) -> None:
        closed = "http://127.0.0.1:1"
        shielded = {"SAMENWIJS_DATA": str(folder / "data"), "HF_HOME": str(folder / "hub"), "HF_ENDPOINT": closed}
        paths = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        self._environment = {**os.environ, **shielded, **paths}  # noqa: TID251  # a child needs PATH and the like
        self._folder = folder

    def __call__(self, *arguments: str, model: str = "") -> "subprocess.CompletedProcess[str]":
        environment = {**self._environment, "SAMENWIJS_EMBEDDING": model}
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, env=environment, cwd=self._folder, capture_output=True, text=True, encoding="utf-8", check=False
        )


def _refusal(done: "subprocess.CompletedProcess[str]") -> str:
    """The one line with which a command refused."""
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    return line


@pytest.mark.parametrize("command", [("ingest", "refresh"), ("bot", "ask", "Wanneer is de dijk versterkt?")])
def test_a_hub_that_does_not_answer_is_told_in_one_line(run: Run, command: tuple[str, ...]) -> None:
    line = _refusal(run("-m", *command, model="intfloat/multilingual-e5-small"))
    assert line == (
        "Het taalmodel 'intfloat/multilingual-e5-small' is geen map en niet op te halen. "
        "Controleer naam en netwerk, of kies 'builtin'."
    )


def test_a_missing_extra_is_told_in_one_line_with_the_command_that_installs_it(run: Run) -> None:
    line = _refusal(run("-c", WITHOUT_EXTRA, model="intfloat/multilingual-e5-small"))
    assert line.startswith("Voor het taalmodel 'intfloat/multilingual-e5-small' is sentence-transformers nodig.")
    assert line.endswith("pip install '.[neural]'")


def test_a_folder_that_is_not_there_is_told_in_one_line(run: Run) -> None:
    line = _refusal(run("-m", "ingest", "refresh", model="/bestaat/niet"))
    assert line.startswith("Er staat geen taalmodel in '/bestaat/niet'. Zet in SAMENWIJS_EMBEDDING het hele pad")


def test_an_index_of_another_model_is_refused_until_it_is_made_anew(
    corpus: Path, foreign: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "Wanneer is de dijk bij Zwolle versterkt?"
    assert CliRunner().invoke(ingest_app, ["refresh", str(corpus)]).exit_code == 0
    monkeypatch.setenv("SAMENWIJS_EMBEDDING", str(foreign))
    refused = CliRunner().invoke(bot_app, ["ask", question])
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == (
        "De index is gemaakt met een ander taalmodel dan nu is ingesteld. "
        "Maak hem opnieuw met: python -m ingest refresh\n"
    )
    assert CliRunner().invoke(ingest_app, ["refresh", str(corpus)]).exit_code == 0
    answered = CliRunner().invoke(bot_app, ["ask", question])
    assert (answered.exit_code, answered.stderr) == (0, "")
    assert "2021" in answered.stdout


@pytest.mark.parametrize(
    "name", ["/bestaat/niet", "./niet", "~/niet", "map/in/map", r"C:\map\model", "naam/van-niemand"]
)
def test_what_is_not_there_is_refused_before_the_heavy_libraries_are_loaded(run: Run, name: str) -> None:
    assert run("-c", LOADED, name).stdout == "\n"


@pytest.mark.parametrize("content", ["", '{"half": ', "5", "[]"])
@pytest.mark.parametrize("name", ["modules.json", "tokenizer.json", "config_sentence_transformers.json"])
def test_a_damaged_description_is_told_in_one_line(foreign: Path, name: str, content: str) -> None:
    (foreign / name).write_text(content, encoding="utf-8")
    _assert_unfit(foreign)


@pytest.mark.parametrize("kept", [0, 20, -4])
def test_damaged_weights_are_told_in_one_line(foreign: Path, kept: int) -> None:
    weights = foreign / "model.safetensors"
    weights.write_bytes(weights.read_bytes()[:kept])
    _assert_unfit(foreign)


def test_weights_of_another_vocabulary_are_told_in_one_line(foreign: Path) -> None:
    import numpy as np
    from safetensors.numpy import save_file

    save_file({"embedding.weight": np.eye(1, dtype=np.float32)}, foreign / "model.safetensors")
    _assert_unfit(foreign)


def _assert_unfit(folder: Path) -> None:
    with pytest.raises(EmbeddingError) as caught:
        open_embedder(str(folder))
    assert str(caught.value) == (
        f"Het taalmodel '{folder}' is beschadigd of van een soort die niet past. "
        "Haal het opnieuw op, of kies 'builtin'."
    )


def test_a_folder_without_a_model_is_told_in_one_line(tmp_path: Path, corpus: Path) -> None:
    for place in (tmp_path, corpus / "dijk.txt"):
        with pytest.raises(EmbeddingError, match=rf"^Er staat geen taalmodel in '{re.escape(str(place))}'\. .*\.$"):
            open_embedder(str(place))


@pytest.mark.parametrize("name", ["dit is geen model", "te/lang" * 60, "naam/"])
def test_a_name_that_no_hub_can_know_is_told_in_one_line(name: str) -> None:
    with pytest.raises(
        EmbeddingError, match=r"^(Het taalmodel '.*' is geen map en niet|Er staat geen taalmodel) .*\.$"
    ):
        open_embedder(name)
