"""`make bench`: index the open benchmark, answer its questions, and score them beside the tutorial pipeline.

    python -m tests.bench.answers BENCHMARK_FOLDER [CHAT_MODEL]

With a language model (`make bench CHAT_MODEL=openai:…`, its address and key in SAMENWIJS_CHAT_…) a column for it stands
beside, with what it used. The figures of the run before, kept in build/bench, stand beside those of this one. The
folder holds questions.jsonl, docs/, texts/, score.py and policyqa/; the seeds lie in ../seeds beside it. All runs are
processes of their own on this machine, one after the other, so that they compare.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

from rich.console import Console
from rich.table import Table

FIGURES = ("accuracy", "proven", "key_recall", "source_hit", "page_hit", "citation_precision", "quote_fidelity",
           "abstention_precision", "abstention_recall", "false_abstention", "p50_chars", "p50_s", "p95_s")  # fmt: skip
BEFORE = Path("build/bench/answers.json")
USED = ("written", "calls", "failed", "tokens", "euros")  # by a language model
SAMPLE = "Wie zijn de partners van Samen werkt beter?"


def main(benchmark: Path, chat_model: str = "") -> None:
    """Run and print everything; only the figures are kept, for the next run."""
    console = Console(width=110)
    corpus = [*sorted((benchmark.parent / "seeds").glob("*.txt")), benchmark / "docs"]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        refresh, cold = _refresh(corpus, work / "data"), _cold(work / "data")
        ours = _ours(benchmark, work / "data", work / "ours.jsonl")
        tutorial = _tutorial(benchmark, corpus, work / "tutorial.jsonl")
        before = _before()
        runs = {"samenwijs": ours, **({"before": before["open"]} if before else {}), "tutorial": tutorial}
        written = _written(benchmark, work / "data", work / "chat.jsonl", chat_model)
        console.print(_table("Open benchmark", {**runs, **written}, FIGURES))
        console.print(_types({**runs, **written}))
        citizens = benchmark / "policyqa"
        _refresh([citizens / "docs"], work / "citizens")
        policy = _ours(citizens, work / "citizens", work / "policy.jsonl", score=benchmark / "score.py")
        written = _written(citizens, work / "citizens", work / "chat.jsonl", chat_model, benchmark / "score.py")
        earlier = {"before": before["policyqa"]} if before else {}
        console.print(_table("Citizens' questions (policyqa)", {"samenwijs": policy, **earlier, **written}, FIGURES))
        answered = [(benchmark, work / "ours.jsonl"), (citizens, work / "policy.jsonl")]
        console.print(_reliability(answered, benchmark / "score.py"))
        _keep({"open": ours, "policyqa": policy})
    console.print(f"refresh: {refresh['wall']:.1f} s, {refresh['passages']} passages, peak {refresh['mb']:.0f} MB")
    console.print(f"first answer from a cold process: {cold['wall']:.2f} s, peak {cold['mb']:.0f} MB")


def _run(
    arguments: Sequence[str], data: Path | None = None, ok: Sequence[int] = (0,), chat_model: str = ""
) -> dict[str, Any]:
    """Run a module of the project; its standard output, its seconds and its peak memory in MB."""
    environment = dict(os.environ)  # noqa: TID251  # a child process needs the caller's environment
    environment["SAMENWIJS_CHAT_MODEL"] = chat_model
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


def _ours(benchmark: Path, data: Path, run: Path, score: Path | None = None, chat_model: str = "") -> dict[str, Any]:
    _run(["-m", "bot", "batch", str(benchmark / "questions.jsonl"), "--out", str(run)], data, chat_model=chat_model)
    return _score(benchmark, run, score or benchmark / "score.py")


def _written(
    benchmark: Path, data: Path, run: Path, chat_model: str, score: Path | None = None
) -> dict[str, dict[str, Any]]:
    """The scores of a language model under its name, with how often it wrote and what it used; nothing without one."""
    if not chat_model:
        return {}
    scores = _ours(benchmark, data, run, score, chat_model)
    composers = [json.loads(line)["composer"] for line in run.read_text(encoding="utf-8").splitlines()]
    spent = json.loads((data / "chat-usage.json").read_text(encoding="utf-8"))
    used = {name: spent[name] for name in ("calls", "failed", "tokens", "euros")}
    scores["overall"] |= {"written": sum("extractive" not in composer for composer in composers), **used}
    return {chat_model: scores}


def _tutorial(benchmark: Path, corpus: Sequence[Path], run: Path) -> dict[str, Any]:
    _run(["-m", "tests.bench.tutorial", str(benchmark / "questions.jsonl"), str(run), *map(str, corpus)])
    return _score(benchmark, run, benchmark / "score.py")


def _score(benchmark: Path, run: Path, score: Path) -> dict[str, Any]:
    scores = run.with_suffix(".scores.json")
    texts = ["--texts", str(benchmark / "texts")] if (benchmark / "texts").is_dir() else []
    _run([str(score), str(benchmark / "questions.jsonl"), str(run), *texts, "--json", str(scores)])
    result: dict[str, Any] = json.loads(scores.read_text(encoding="utf-8"))
    return result


def _before() -> dict[str, Any]:
    return json.loads(BEFORE.read_text(encoding="utf-8")) if BEFORE.exists() else {}


def _keep(runs: dict[str, Any]) -> None:
    BEFORE.parent.mkdir(parents=True, exist_ok=True)
    BEFORE.write_text(json.dumps(runs), encoding="utf-8")


def _reliability(runs: Sequence[tuple[Path, Path]], score: Path) -> Table:
    """How often answers were right, by how sure they said to be; the scorer judges, as it does for the accuracy."""
    table = Table("confidence", "answers", "said", "right", title="Reliability", title_justify="left")
    scorer = _scorer(score)
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for benchmark, run in runs:
        questions = {question["id"]: question for question in _lines(benchmark / "questions.jsonl")}
        for row in _lines(run):
            if not row["abstained"]:
                found = scorer.judge(questions[row["id"]], row, None, scorer.LIMIT)["found"]
                right = bool(found) and all(found)
                tenths.setdefault(min(int(row["confidence"] * 10), 9), []).append((row["confidence"], right))
    for tenth, answers in sorted(tenths.items()):
        said, share = (sum(values) / len(answers) for values in zip(*answers, strict=True))
        table.add_row(f"{tenth / 10:.1f}–{(tenth + 1) / 10:.1f}", str(len(answers)), f"{said:.2f}", f"{share:.2f}")
    return table


def _scorer(file: Path) -> Any:
    """The benchmark's score.py as a module."""
    loader = SourceFileLoader("score", str(file))
    module = ModuleType(loader.name)
    loader.exec_module(module)
    return module


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _table(title: str, runs: dict[str, dict[str, Any]], figures: Sequence[str]) -> Table:
    table = Table("figure", *runs, title=title, title_justify="left")
    scores = [run["overall"] for run in runs.values()]
    for figure in (*figures, *dict.fromkeys(name for name in USED for run in scores if name in run)):
        table.add_row(figure, *("–" if run.get(figure) is None else str(run[figure]) for run in scores))
    return table


def _types(runs: dict[str, dict[str, Any]]) -> Table:
    title = "accuracy per type (unanswerable: abstained)"
    table = Table("type", "n", *runs, title=title, title_justify="left")
    first = next(iter(runs.values()))
    for kind, scores in first["types"].items():
        figure = "abstention_recall" if kind == "unanswerable" else "accuracy"
        table.add_row(kind, str(scores["n"]), *(str(run["types"][kind][figure]) for run in runs.values()))
    return table


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
