"""`make bench-embedding`: how well and how fast each way of searching finds the proof, side by side, in one run.

    python -m tests.bench.embedding BENCHMARK_FOLDER

The folder is that of `make bench`. The product's own refresh makes an index per model, and its own retriever searches;
a row shows the passages as one of its searches ranks them, or as they are ranked together.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import compress
from pathlib import Path

from rich.console import Console
from rich.table import Column, Table

from bot.query import understand
from bot.retrieve import DEPTH, Retriever, fuse
from ingest.embed import BUILTIN, Embedder, open_embedder
from ingest.index.archive import Archive
from ingest.index.generation import Generation, Generations
from ingest.index.lexical import Analysis
from ingest.refresh import Wish, refresh
from tests.bench.bm25 import PlainBm25
from tests.bench.embedding_questions import Question, first_proof, proof_names, proofs, read_questions
from tests.bench.embedding_speed import index_speed, minilm, model_speed
from tests.collection import quietly

SHIPPED, MINILM = "shipped", "MiniLM"
ROWS = {  # what the row is called: the index that is searched, and whose ranking counts
    "shipped model": (SHIPPED, "dense"),
    "MiniLM, English": (MINILM, "dense"),
    "plain BM25, stems": (SHIPPED, "plain"),
    "stems": (SHIPPED, Analysis.STEM),
    "lemmas": (SHIPPED, Analysis.LEMMA),
    "character n-grams": (SHIPPED, Analysis.GRAM),
    "fusion without a model": (SHIPPED, "words"),
    "fusion with the shipped model": (SHIPPED, "all"),
    "fusion with MiniLM": (MINILM, "all"),
}
Ranks = dict[str, list[float]]  # per row, for each question the rank of its first proof


def main(benchmark: Path) -> None:
    """Run and print everything; nothing is kept."""
    console = Console(width=110)
    seeds = sorted((benchmark.parent / "seeds").glob("*.txt"))
    citizens, questions = read_questions(benchmark / "policyqa"), read_questions(benchmark)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        citizens_ranks = _ranks([benchmark / "policyqa" / "docs"], citizens, work / "citizens", whole=True)
        ranks = _ranks([*seeds, benchmark / "docs"], questions, work / "open", whole=False)
        with _indexed([*seeds, benchmark / "docs"], work / "open" / SHIPPED, open_embedder()) as generation:
            _print_counts(console, citizens, questions, generation)
        console.print(_quality(citizens_ranks, ranks), _types(questions, ranks), sep="\n\n")
        archive = Archive(work / "open" / SHIPPED)
        texts = sorted((benchmark / "policyqa" / "docs").glob("*.txt"))
        console.print(_speed(texts, archive.folder(archive.must_live_id()) / "lexical"))


@contextmanager
def _indexed(corpus: Sequence[Path], data: Path, embedder: Embedder) -> Iterator[Generation]:
    generations = Generations(data, embedder)
    refresh(corpus, generations, quietly, Wish())
    generation = generations.live()
    try:
        yield generation
    finally:
        generation.close()


def _ranks(corpus: Sequence[Path], questions: Sequence[Question], data: Path, *, whole: bool) -> Ranks:
    """The rank of the first proof for each question; with ``whole`` any passage of the right document will do."""
    ranks: Ranks = {}
    for model, name in ((SHIPPED, BUILTIN), (MINILM, str(minilm()))):
        embedder = open_embedder(name)
        with _indexed(corpus, data / model, embedder) as generation:
            retriever, names = Retriever(generation, embedder), proof_names(generation.store, whole=whole)
            plain = PlainBm25(generation.store.passages(list(names)))
            for question in questions:
                proving = proofs(question, generation.store, whole=whole)
                text = understand(question.text, question.history).text
                rankings = _rankings(retriever.search(text), plain.search(text, DEPTH))
                for row in (row for row, (index, _) in ROWS.items() if index == model):
                    ranking = [names[passage_id] for passage_id in rankings[ROWS[row][1]]]
                    ranks.setdefault(row, []).append(first_proof(ranking, proving))
    return {row: ranks[row] for row in ROWS}


def _rankings(found: Mapping[str, Mapping[str, float]], plain: Mapping[str, float]) -> dict[str, list[str]]:
    """The passages by each search alone, by those of words together, and by all together; in the product's order."""
    words = {analysis.value: found[analysis.value] for analysis in Analysis}
    scored = {**found, "plain": plain, "words": fuse(words), "all": fuse(found)}
    return {name: sorted(sorted(scores), key=scores.__getitem__, reverse=True) for name, scores in scored.items()}


def _share(ranks: Sequence[float], limit: int) -> str:
    return f"{sum(rank <= limit for rank in ranks) / len(ranks):.2f}"


def _print_counts(
    console: Console, citizens: Sequence[Question], questions: Sequence[Question], generation: Generation
) -> None:
    unread = {doc for q in questions for doc in q.documents} - {e.source.doc for e in generation.store.entries()}
    touched = sum(not question.documents.isdisjoint(unread) for question in questions)
    lost = sum(not proofs(question, generation.store, whole=False) for question in questions)
    console.print(
        f"{len(citizens)} questions of citizens (policyqa): the right text counts, whichever passage of it is found.\n"
        f"{len(questions)} answerable questions, {generation.store.count()} passages: one that holds evidence counts.\n"
        f"Not to be read: {', '.join(sorted(unread)) or 'nothing'}. It proves {touched} questions.\n"
        f"No passage holds evidence for {lost} questions; they count as missed.\n",
        highlight=False,
    )


def _quality(citizens: Ranks, ranks: Ranks) -> Table:
    table = Table(
        "", "policyqa\nhit@1", "policyqa\nhit@5", "proof\nfirst", "proof in\nfirst five",
        title="Share of the questions whose proof is found", title_justify="left",
    )  # fmt: skip
    for row in ROWS:
        table.add_row(row, *(_share(given[row], limit) for given in (citizens, ranks) for limit in (1, 5)))
    return table


def _types(questions: Sequence[Question], ranks: Ranks) -> Table:
    table = Table(
        Column(no_wrap=True),
        *ROWS,
        title="Open set: proof in the first five, per type of question",
        title_justify="left",
    )
    for kind, count in Counter(question.kind for question in questions).items():
        of_kind = [question.kind == kind for question in questions]
        table.add_row(f"{kind} ({count})", *(_share(list(compress(given, of_kind)), 5) for given in ranks.values()))
    return table


def _speed(texts: Sequence[Path], index: Path) -> Table:
    table = Table(
        "", "passages/s\nnew words", "passages/s\nknown words", "new process,\nfirst query", "size",
        title="Speed on one core, with passages of 120 words", title_justify="left",
    )  # fmt: skip
    speeds = {
        "shipped model": model_speed(BUILTIN, texts),
        "MiniLM, English": model_speed(str(minilm()), texts),
        "words: lemmas, stems and n-grams": index_speed(index, texts),
    }
    for row, speed in speeds.items():
        rates = (f"{rate:,.0f}" for rate in (speed.new_per_second, speed.known_per_second))
        table.add_row(row, *rates, f"{speed.cold_seconds:.2f} s", f"{speed.megabytes:.1f} MB")
    return table


if __name__ == "__main__":
    main(Path(sys.argv[1]))
