"""`make bench`: index the open benchmark, answer its questions, and score them beside the tutorial pipeline.

    python -m tests.bench.answers BENCHMARK_FOLDER

The folder holds questions.jsonl, docs/, texts/, score.py and policyqa/; the seeds lie in ../seeds beside it. Both
pipelines run as processes of their own on this machine, one after the other, so that their figures compare.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

FIGURES = ("accuracy", "proven", "key_recall", "source_hit", "page_hit", "citation_precision", "quote_fidelity",
           "abstention_precision", "abstention_recall", "false_abstention", "p50_chars", "p50_s", "p95_s")  # fmt: skip
SAMPLE = "Wie zijn de partners van Samen werkt beter?"


def main(benchmark: Path) -> None:
    """Run and print everything; nothing is kept."""
    console = Console(width=110)
    corpus = [*sorted((benchmark.parent / "seeds").glob("*.txt")), benchmark / "docs"]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        refresh, cold = _refresh(corpus, work / "data"), _cold(work / "data")
        ours = _ours(benchmark, work / "data", work / "ours.jsonl")
        tutorial = _tutorial(benchmark, corpus, work / "tutorial.jsonl")
        console.print(
            _table("Open benchmark", {"samenwijs": ours["overall"], "tutorial": tutorial["overall"]}, FIGURES)
        )
        console.print(_types(ours, tutorial))
        citizens = benchmark / "policyqa"
        _refresh([citizens / "docs"], work / "citizens")
        policy = _ours(citizens, work / "citizens", work / "policy.jsonl", score=benchmark / "score.py")
        console.print(_table("Citizens' questions (policyqa)", {"samenwijs": policy["overall"]}, FIGURES))
    console.print(f"refresh: {refresh['wall']:.1f} s, {refresh['passages']} passages, peak {refresh['mb']:.0f} MB")
    console.print(f"first answer from a cold process: {cold['wall']:.2f} s, peak {cold['mb']:.0f} MB")


def _run(arguments: Sequence[str], data: Path | None = None, ok: Sequence[int] = (0,)) -> dict[str, Any]:
    """Run a module of the project; its standard output, its seconds and its peak memory in MB."""
    environment = dict(os.environ)  # noqa: TID251  # a child process needs the caller's environment
    if data:
        environment["SAMENWIJS_DATA"] = str(data)
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        started = time.perf_counter()
        child = subprocess.Popen([sys.executable, *arguments], env=environment, stdout=out, stderr=err, text=True)
        _, status, usage = os.wait4(child.pid, 0)  # unlike subprocess it tells what this one child used
        wall = time.perf_counter() - started
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if child.returncode not in ok:
            sys.exit(f"{' '.join(arguments)} gave {child.returncode}:\n{err.read()}")
        return {"out": out.read(), "wall": wall, "mb": usage.ru_maxrss / 1024}


def _refresh(corpus: Sequence[Path], data: Path) -> dict[str, Any]:
    done = _run(["-m", "ingest", "refresh", *map(str, corpus), "--yes", "--json"], data, ok=(0, 3))
    report: dict[str, Any] = json.loads(done["out"])
    return done | report


def _cold(data: Path) -> dict[str, Any]:
    _run(["-m", "bot", "ask", SAMPLE, "--json"], data)  # files in the disk cache, as on a machine in use
    return min((_run(["-m", "bot", "ask", SAMPLE, "--json"], data) for _ in range(3)), key=lambda r: float(r["wall"]))


def _ours(benchmark: Path, data: Path, run: Path, score: Path | None = None) -> dict[str, Any]:
    _run(["-m", "bot", "batch", str(benchmark / "questions.jsonl"), "--out", str(run)], data)
    return _score(benchmark, run, score or benchmark / "score.py")


def _tutorial(benchmark: Path, corpus: Sequence[Path], run: Path) -> dict[str, Any]:
    _run(["-m", "tests.bench.tutorial", str(benchmark / "questions.jsonl"), str(run), *map(str, corpus)])
    return _score(benchmark, run, benchmark / "score.py")


def _score(benchmark: Path, run: Path, score: Path) -> dict[str, Any]:
    scores = run.with_suffix(".scores.json")
    texts = ["--texts", str(benchmark / "texts")] if (benchmark / "texts").is_dir() else []
    _run([str(score), str(benchmark / "questions.jsonl"), str(run), *texts, "--json", str(scores)])
    result: dict[str, Any] = json.loads(scores.read_text(encoding="utf-8"))
    return result


def _table(title: str, runs: dict[str, dict[str, Any]], figures: Sequence[str]) -> Table:
    table = Table("figure", *runs, title=title, title_justify="left")
    for figure in figures:
        table.add_row(figure, *("–" if run[figure] is None else str(run[figure]) for run in runs.values()))
    return table


def _types(ours: dict[str, Any], tutorial: dict[str, Any]) -> Table:
    table = Table(
        "type", "n", "samenwijs", "tutorial", title="accuracy per type (unanswerable: abstained)", title_justify="left"
    )
    for kind, scores in ours["types"].items():
        figure = "abstention_recall" if kind == "unanswerable" else "accuracy"
        table.add_row(kind, str(scores["n"]), str(scores[figure]), str(tutorial["types"][kind][figure]))
    return table


if __name__ == "__main__":
    main(Path(sys.argv[1]))
