"""`make bench-refresh`: what a refresh costs, beside the tutorial pipeline and the numbers to reach.

    python -m tests.bench.refresh TRAINING_DATA [PASSAGES]

TRAINING_DATA is a folder with dutch-law.jsonl.xz; without it the texts are made up from the words of corpus/. Every
refresh is a process of its own, and its memory is that of the process and its children together, measured while it
runs. The tutorial pipeline embeds some tens of passages a second, so it gets a sample, which we refresh as well.
"""

import io
import json
import lzma
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from ingest.split import split
from tests.builders import Canvas, loaded

ROOT = Path(__file__).parents[2]
LAW = "dutch-law.jsonl.xz"
SAMPLE = 300  # passages for the tutorial pipeline
PAGES, SCANNED = 300, 8
_MEASURED_EVERY = 0.2  # seconds
_LARGE = 100_000
SECONDS = {10_000: 60, _LARGE: 600}
MEGABYTES = {10_000: 1024, _LARGE: 2048}


@dataclass(frozen=True, slots=True)
class Run:
    """What a process and its children took, and the JSON object that it wrote last, if any."""

    seconds: float
    megabytes: float
    told: dict[str, Any]

    @property
    def passages(self) -> int:
        """How many passages were made."""
        return int(self.told.get("passages", 0))

    @property
    def rate(self) -> float:
        """Passages a second, from the start of the process to its end."""
        return self.passages / self.seconds


class Findings:
    """The table: a figure, ours, the tutorial's, the floor, and whether ours reaches it."""

    def __init__(self) -> None:
        self.table = Table("figure", "samenwijs", "tutorial", "to reach", "", title="Refresh", title_justify="left")

    def add(self, figure: str, ours: str, tutorial: str = "", floor: str = "", *, reached: bool | None = None) -> None:
        """One row."""
        self.table.add_row(figure, ours, tutorial, floor, "" if reached is None else "ok" if reached else "NO")


def main(training_data: Path, scale: int) -> None:
    """Measure and print everything; nothing is kept."""
    found = Findings()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        texts = list(_texts(training_data, scale))
        rate = _beside_the_tutorial(found, work, texts)
        _at_scale(found, work, texts, scale, rate)
        _pdf(found, work)
        _scan(found, work)
    console = Console(width=110, highlight=False)
    console.print(found.table)
    # What else runs on the machine makes every figure worse, and the ratios much less.
    console.print(f"{os.cpu_count()} cores; load over the last 15 minutes {os.getloadavg()[2]:.1f}")


def _beside_the_tutorial(found: Findings, work: Path, texts: Iterable[tuple[str, str]]) -> float:
    """The tutorial's passages a second."""
    corpus, questions = work / "sample", work / "none.jsonl"
    _write(corpus, _worth(texts, SAMPLE))
    questions.touch()
    ours = _refresh(corpus, work / "sample-data")
    theirs = _run("-m", "tests.bench.tutorial", str(questions), str(work / "run.jsonl"), str(corpus))
    found.add("sample: passages", str(ours.passages), str(theirs.passages))
    found.add("sample: seconds, start of the process included", f"{ours.seconds:.1f}", f"{theirs.seconds:.1f}")
    found.add(
        "sample: passages a second", f"{ours.rate:.0f}", f"{theirs.rate:.0f}", f"ratio {ours.rate / theirs.rate:.0f}"
    )
    found.add("sample: peak memory, MB", f"{ours.megabytes:.0f}", f"{theirs.megabytes:.0f}")
    return theirs.rate


def _at_scale(found: Findings, work: Path, texts: Iterable[tuple[str, str]], scale: int, theirs: float) -> None:
    """First, nothing changed, one document changed."""
    corpus, data = work / "corpus", work / "data"
    _write(corpus, texts)
    seconds, megabytes = SECONDS.get(scale), MEGABYTES.get(scale)
    first = _refresh(corpus, data)
    again = _refresh(corpus, data)
    changed = next(corpus.glob("*.md"))
    changed.write_text(changed.read_text(encoding="utf-8") + "\n\nDit artikel is nieuw.\n", encoding="utf-8")
    one = _refresh(corpus, data)
    assert one.told["documents"]["changed"] == 1
    name = f"{first.passages} passages"
    found.add(
        f"{name}: first refresh, s", f"{first.seconds:.1f}", f"≈ {first.passages / theirs:.0f}",
        f"≤ {seconds}" if seconds else "", reached=first.seconds <= seconds if seconds else None,
    )  # fmt: skip
    found.add(f"{name}: passages a second", f"{first.rate:.0f}", f"{theirs:.0f}", "≥ 200", reached=first.rate >= 200)
    found.add(
        f"{name}: peak memory, MB", f"{first.megabytes:.0f}", "", f"≤ {megabytes}" if megabytes else "",
        reached=first.megabytes <= megabytes if megabytes else None,
    )  # fmt: skip
    ratio = first.seconds / again.seconds
    found.add(f"{name}: nothing changed, s", f"{again.seconds:.1f}", "all again")
    found.add("first refresh / nothing changed", f"{ratio:.1f}", "1", "≥ 5", reached=ratio >= 5)
    large = scale >= _LARGE
    found.add(
        f"{name}: one document changed, s", f"{one.seconds:.1f}", "all again", "≤ 15" if large else "",
        reached=one.seconds <= 15 if large else None,
    )  # fmt: skip


def _pdf(found: Findings, work: Path) -> None:
    """A long PDF with running headers, headings and a paragraph that fills each page."""
    words = random.Random(6)
    vocabulary = _vocabulary()
    canvas = Canvas()
    for page in range(1, PAGES + 1):
        canvas.text(60, 40, "Jaarverslag van het programma", size=9)
        top = canvas.text(60, 80, f"{page}. {' '.join(words.sample(vocabulary, 4)).capitalize()}", size=16, bold=True)
        for _ in range(4):
            top = canvas.text(60, top + 12, *(_line(words, vocabulary) for _ in range(9)))
        canvas.text(290, 810, str(page), size=9)
        canvas.next_page()
    corpus = work / "pdf"
    corpus.mkdir()
    (corpus / "jaarverslag.pdf").write_bytes(canvas.bytes())
    run = _refresh(corpus, work / "pdf-data")
    found.add(
        f"PDF of {PAGES} pages ({run.passages} passages), s", f"{run.seconds:.1f}", "", "≤ 30",
        reached=run.passages >= PAGES and run.seconds <= 30,
    )  # fmt: skip


def _scan(found: Findings, work: Path) -> None:
    """A PDF of pictures of text."""
    if not shutil.which("tesseract"):
        found.add("OCR, s a page", "no tesseract", "", "≤ 15")
        return
    corpus = work / "scan"
    corpus.mkdir()
    (corpus / "scan.pdf").write_bytes(_pictures())
    run = _refresh(corpus, work / "scan-data")
    if not run.passages:
        found.add("OCR, s a page", run.told["rejected"][0]["reason"], "", "≤ 15", reached=False)
        return
    each = run.seconds / SCANNED
    found.add(f"OCR of {SCANNED} pages, s a page", f"{each:.1f}", "", "≤ 15", reached=each <= 15)


def _pictures() -> bytes:
    """A text PDF with every page turned into a picture of 200 dots an inch, as scanners make them."""
    import pypdfium2

    canvas = Canvas()
    words, vocabulary = random.Random(7), _vocabulary()
    for _ in range(SCANNED):
        canvas.text(60, 80, *(_line(words, vocabulary) for _ in range(40)))
        canvas.next_page()
    text = pypdfium2.PdfDocument(canvas.bytes())
    pictures = [page.render(scale=200 / 72).to_pil().convert("L") for page in text]
    text.close()
    file = io.BytesIO()
    pictures[0].save(file, "PDF", resolution=200, save_all=True, append_images=pictures[1:])
    return file.getvalue()


def _line(words: random.Random, vocabulary: list[str]) -> str:
    return " ".join(words.choices(vocabulary, k=9))[:75]


def _texts(training_data: Path, scale: int) -> Iterator[tuple[str, str]]:
    """Documents in Markdown by file name, enough for about ``scale`` passages and a little more."""
    law = training_data / LAW
    return _worth(_law(law) if law.is_file() else _made_up(), round(scale * 1.02))


def _worth(texts: Iterable[tuple[str, str]], passages: int) -> Iterator[tuple[str, str]]:
    """Documents until they hold about as many passages; how long a passage is, the first documents tell."""
    texts = iter(texts)
    first = list(islice(texts, 40))
    length = sum(len(text) for _, text in first) / sum(len(split(loaded(name, text))) for name, text in first)
    wanted = passages * length
    for name, text in chain(first, texts):
        if wanted <= 0:
            return
        wanted -= len(text)
        yield name, text


def _law(file: Path) -> Iterator[tuple[str, str]]:
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            law = json.loads(line)
            parts = [f"# {law['title']}"]
            for section in law["sections"]:
                parts += [f"## {section['heading']}"] if section["heading"] else []
                parts.append(section["text"])
            yield f"wet-{number:05}.md", "\n\n".join(parts) + "\n"


def _made_up() -> Iterator[tuple[str, str]]:
    """Endless documents of random sentences; each has a name of its own in it, or twins would be refused."""
    words, vocabulary = random.Random(5), _vocabulary()
    number = 0
    while True:
        number += 1
        parts = [f"# Regeling {number}"]
        for article in range(1, words.randint(4, 40)):
            sentences = (" ".join(words.choices(vocabulary, k=16)).capitalize() for _ in range(5))
            parts += [f"## Artikel {article}", ". ".join(sentences) + "."]
        yield f"regeling-{number:05}.md", "\n\n".join(parts) + "\n"


def _vocabulary() -> list[str]:
    texts = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "corpus").rglob("*.[mth][dtx]*"))]
    return sorted(set(re.findall(r"[a-zé]{3,}", " ".join(texts))))


def _write(corpus: Path, texts: Iterable[tuple[str, str]]) -> None:
    corpus.mkdir()
    for name, text in texts:
        (corpus / name).write_text(text, encoding="utf-8")


def _refresh(corpus: Path, data: Path) -> Run:
    return _run("-m", "ingest", "refresh", str(corpus), "--yes", "--json", data=data)


def _run(*arguments: str, data: Path | None = None) -> Run:
    """Run a module of the project; ends the program when it fails, but for documents that were refused."""
    environment = dict(os.environ)  # noqa: TID251  # a child process needs the caller's environment
    environment["SAMENWIJS_DATA"] = str(data or "")
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        started = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=environment, stdout=out, stderr=err, text=True
        )
        megabytes = 0.0
        while child.poll() is None:
            megabytes = max(megabytes, sum(map(_megabytes, _family(child.pid))))
            time.sleep(_MEASURED_EVERY)
        seconds = time.perf_counter() - started
        out.seek(0)
        err.seek(0)
        if child.returncode not in (0, 3):
            sys.exit(f"{' '.join(arguments)} gave {child.returncode}:\n{err.read()}")
        lines = out.read().splitlines()
        return Run(seconds, megabytes, json.loads(lines[-1]) if lines else {})


def _family(pid: int) -> Iterator[int]:
    """A process and all that it started."""
    yield pid
    try:
        lists = [file.read_text(encoding="ascii") for file in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return  # it has ended
    for child in " ".join(lists).split():
        yield from _family(int(child))


def _megabytes(pid: int) -> float:
    """The memory of a process, what it shares with others counted for its part."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    match = re.search(r"^Pss:\s+(\d+) kB", told, re.MULTILINE)
    return int(match[1]) / 1024 if match else 0.0


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
