"""`make bench-facts`: the facts of a refresh beside those that a reader annotated, and what is answered with them.

    python -m tests.bench.facts BENCHMARK_FOLDER [--errors]

The folder is that of `make bench`; without it the starter collection alone is measured, and no question is asked.
`--errors` names what was missed and what was wrong in the documents that rules are written on. Of the documents that
are held back nothing but totals is printed. tests/bench/facts/GUIDE.md tells what counts as a fact.
"""

import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from ingest.embed import open_embedder
from ingest.errors import UnknownDocument
from ingest.facts.model import FactKind
from ingest.index.generation import Generations
from ingest.index.store import Store
from ingest.refresh import Wish, refresh
from tests.bench.facts_annotations import read_annotations
from tests.bench.facts_comparison import Comparison, Count, compare, total
from tests.bench.facts_questions import ask, read_questions, score
from tests.collection import quietly

_FEW = 5  # facts of a kind: fewer say nothing about it


def main(benchmark: Path, *options: str) -> None:
    """Refresh into a temporary folder, compare, ask, and print; nothing is kept."""
    console = Console(width=110, highlight=False)
    shared = [*sorted((benchmark.parent / "seeds").glob("*.txt")), benchmark / "docs"] if benchmark.is_dir() else []
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        generations = Generations(data, open_embedder())
        refresh([Path("corpus"), *shared], generations, quietly, Wish())
        generation = generations.live()
        try:
            comparisons = _compared(generation.store)
            _print_unread(console, comparisons, generation.store)
            if "--errors" in options:
                _print_errors(console, comparisons, generation.store)
            written_on = [c for c in comparisons if not c.document.held_back]
            held_back = [c for c in comparisons if c.document.held_back]
            console.print(_table("Documents that rules are written on", written_on), _table("Held back", held_back))
        finally:
            generation.close()
        if not shared:
            console.print(f"{benchmark} is not there: only the starter collection was measured, no question was asked.")
            return
        console.print(*score(read_questions(), ask(read_questions(), data), errors="--errors" in options))


def _compared(store: Store) -> list[Comparison]:
    comparisons = []
    for document in read_annotations():
        try:
            id_ = store.find(document.doc).id
        except UnknownDocument:
            continue
        comparisons.append(compare(document, store.facts(document_id=id_), store.text(id_)))
    return comparisons


def _print_unread(console: Console, comparisons: Sequence[Comparison], store: Store) -> None:
    """Say which documents read another way than when they were annotated."""
    other = [c.document.doc for c in comparisons if not c.document.is_of(store.text(store.find(c.document.doc).id))]
    if other:
        console.print(f"Read as another text than was annotated, so without the kinds by range: {', '.join(other)}\n")


def _print_errors(console: Console, comparisons: Iterable[Comparison], store: Store) -> None:
    for comparison in comparisons:
        if comparison.document.held_back or not (comparison.false or comparison.missed):
            continue
        text = store.text(store.find(comparison.document.doc).id)
        console.print(f"\n{comparison.document.doc}", style="bold")
        for fact in comparison.false:
            console.print(f"  wrong   {fact.kind}: {fact.value!r} of {fact.subject!r} [{fact.rule}]", markup=False)
        for missed in comparison.missed:
            said = " / ".join(missed.values) or missed.ranges[0].of(text)
            subject = f" of {' / '.join(missed.subjects)!r}" if missed.subjects else ""
            console.print(f"  missed  {missed.kinds[0]}: {said!r}{subject}", markup=False)


def _table(title: str, comparisons: Sequence[Comparison]) -> Table:
    """Precision and recall per kind with the numbers that they are taken over."""
    title = f"{title}: {len(comparisons)} documents"
    table = Table("kind", "found", "precision", "wanted", "recall", title=title, title_justify="left")
    counts: Mapping[FactKind, Count] = total(comparisons)
    for kind, count in counts.items():
        _add(table, f"{kind} (few)" if count.wanted < _FEW else kind, count)
    table.add_section()
    _add(table, "all", sum(counts.values(), Count()))
    return table


def _add(table: Table, name: str, count: Count) -> None:
    shares = ["–" if share is None else f"{share:.2f}" for share in (count.precision, count.recall)]
    table.add_row(name, str(count.found), shares[0], str(count.wanted), shares[1])


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
