"""Refreshes that are killed at moments spread over their course; `python -m tests.crash 50` kills fifty of them."""

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from ingest.index.generation import Generations
from ingest.index.lexical import Analysis
from ingest.reading import open_readers
from ingest.refresh import Wish, refresh
from tests.collection import LetterEmbedder, quietly

ANCHOR = "# Anker\n\nDe veerboot naar Texel vaart elk uur, ook op zondag.\n"

# A process for each refresh, forked from one that has done the imports.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["chromadb", "tantivy", "sqlalchemy", "ingest.refresh", "tests.collection"])


def _refresh(corpus: Path, data: Path, said: Connection) -> None:
    generations = Generations(data, LetterEmbedder())
    said.send(0.0)
    started = time.perf_counter()
    refresh([corpus], generations, quietly, Wish())
    said.send(time.perf_counter() - started)


def kill_refreshes(folder: Path, kills: int) -> int:
    """Kill so many refreshes in ``folder``, and hold each time what must hold; how many had not published yet."""
    corpus, data = folder / "corpus", folder / "data"
    corpus.mkdir()
    (corpus / "anker.md").write_text(ANCHOR, encoding="utf-8")
    _change(corpus, 0)
    generations = Generations(data, LetterEmbedder())
    refresh([corpus], generations, quietly, Wish())
    _change(corpus, 1)
    seconds = _run(corpus, data)
    unfinished = 0
    with open_readers() as readers:
        for number in range(kills):
            before = generations.live_id()
            _change(corpus, number + 2)
            _kill_after(seconds * (number + 0.5) / kills, corpus, data)
            unfinished += generations.live_id() == before
            _check(generations)
            report = refresh([corpus], generations, quietly, Wish(), readers)
            assert len(report.unchanged) + len(report.changed) == 7
            _check(generations)
            _check_that_nothing_is_left_behind(data)
    return unfinished


def _change(corpus: Path, version: int) -> None:
    for number in range(6):
        lines = "\n\n".join(f"## Halte {n}\n\nLijn {number} stopt in jaar {version} bij halte {n}." for n in range(8))
        (corpus / f"lijn-{number}.md").write_text(f"# Lijn {number}\n\n{lines}\n", encoding="utf-8")


@contextmanager
def _running(corpus: Path, data: Path) -> Iterator[tuple[ForkServerProcess, Connection]]:
    """A process whose refresh begins now."""
    heard, said = _PROCESSES.Pipe()
    process = _PROCESSES.Process(target=_refresh, args=(corpus, data, said))
    process.start()
    heard.recv()
    yield process, heard
    process.join()


def _run(corpus: Path, data: Path) -> float:
    """How many seconds a refresh takes that is left alone."""
    with _running(corpus, data) as (_, heard):
        return float(heard.recv())


def _kill_after(seconds: float, corpus: Path, data: Path) -> None:
    with _running(corpus, data) as (process, _):
        time.sleep(seconds)
        process.kill()


def _check(generations: Generations) -> None:
    """The live generation is whole and answers from both indexes."""
    with closing(generations.live()) as live:
        words = live.lexical.search(Analysis.LEMMA, "veerboot Texel", 1)
        vectors = live.dense.search(LetterEmbedder().embed_query("veerboot Texel zondag"), 1)
        found = live.store.passages([*words, *vectors])
        assert [passage.source.id for passage in found] == ["anker.md", "anker.md"]
        assert len(live.store.entries()) == 7
        assert live.store.count() == live.lexical.count() == live.dense.count() == live.meta.passages


def _check_that_nothing_is_left_behind(data: Path) -> None:
    kept = Generations(data, LetterEmbedder()).archive.kept()
    assert {path.name for path in (data / "index").iterdir()} == {*kept, "live"}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        count = int(sys.argv[1])
        sys.stdout.write(f"{count} killed, {kill_refreshes(Path(place), count)} of them before publishing: no damage\n")
