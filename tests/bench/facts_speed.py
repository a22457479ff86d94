"""How long a card and the first counting question take on a generated collection.

    python -m tests.bench.facts_speed [PROGRAMMES] [PASSAGES]

By default 1,000 programmes over 10,000 passages of one fact each; all that they say is made up.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.table import Table

from bot.counting.card import card
from bot.counting.composer import count
from bot.programmes import Facts
from bot.query import understand
from ingest.embed import open_embedder
from ingest.facts.model import Fact, FactKind
from ingest.index.store import Store
from ingest.model import Document, Kind, Passage, Section, Source, Span

_T = TypeVar("_T")
_EACH = 10  # passages of a document
_WHO = ("Ede", "Zwolle", "Assen", "Deventer", "Hengelo", "Almelo", "Emmen", "Meppel", "Kampen", "Raalte", "Hardenberg")
_DOES = ("Begin", "Praat", "Werk", "Plan", "Leer", "Bouw", "Meet", "Deel", "Spreek", "Denk")
_WHAT = (
    "bewoners",
    "boeren",
    "water",
    "woningen",
    "wegen",
    "natuur",
    "energie",
    "scholen",
    "bedrijven",
    "bodem",
    "lucht",
)
_HOW = ("vroeg", "samen", "open", "langzaam", "elk jaar", "in de wijk", "met de raad", "zonder haast", "op tijd")


def main(programmes: int = 1_000, passages: int = 10_000) -> None:
    """Make the collection, measure, and print; nothing is kept."""
    embedder = open_embedder()
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store.sqlite", writable=True)
        for number in range(passages // _EACH):
            _add(store, number, f"Groene {number % programmes} Singel")
        facts = Facts(store, embedder)
        table = Table(
            "what",
            "seconds",
            "of which CPU",
            title=f"{programmes} programmes, {store.count()} passages, {len(store.facts())} facts",
        )

        def timed(what: str, done: Callable[[], _T]) -> _T:
            start, busy = time.perf_counter(), time.thread_time()
            result = done()
            table.add_row(what, f"{time.perf_counter() - start:.3f}", f"{time.thread_time() - busy:.3f}")
            return result

        def asked(what: str, question: str) -> None:
            timed(what, lambda: count(understand(question), facts, store))

        asked("first counting question", "In welke programma's doet gemeente Ede mee?")
        asked("the same again", "In welke programma's doet gemeente Ede mee?")
        asked("lessons on a subject, meanwhile", "Welke lessen zijn er over bewoners?")
        timed("until all lessons are grouped", lambda: facts.gathered().lessons)
        asked("lessons on a subject, afterwards", "Welke lessen zijn er over water?")
        gathered = facts.gathered()
        seen = gathered.programmes[:100]
        made = timed(f"{len(seen)} cards", lambda: [card(programme, gathered, store) for programme in seen])
        Console(width=110).print(table, f"lines on a card: {sum(len(c.citations) for c in made) / len(made):.1f}")
        store.close()


def _add(store: Store, number: int, programme: str) -> None:
    """A document of ten passages about one programme."""
    sentences = list(islice(_sentences(number, programme), _EACH))
    name = f"nota-{number}"
    source = Source(id=name, file=Path(name), title=f"Nota {number}", published_on=date(2010, 1, 1) + timedelta(number))
    text, made, facts, at = "\n".join(sentence for sentence, _, _ in sentences), [], [], 0
    digest = f"{number:064d}"
    for place, (sentence, kind, value) in enumerate(sentences):
        span = Span(at, at + len(sentence))
        at = span.end + 1
        made.append(Passage(f"{name}-{place}", source, digest, (), None, span, Kind.PROSE, sentence, (span,)))
        subject = "" if kind is FactKind.PROGRAMME else programme
        facts.append(Fact(kind, subject, value, name, made[-1].id, None, span, "made up"))
    store.put(
        source, Document(source, digest, text, (Section((), None, Span(0, len(text)), Kind.PROSE),)), made, facts=facts
    )


def _sentences(number: int, programme: str) -> Iterator[tuple[str, FactKind, str]]:
    yield f"{programme} is een programma.", FactKind.PROGRAMME, programme
    yield f"{programme} loopt van 2019 tot en met 2024.", FactKind.PERIOD, "2019 tot en met 2024"
    yield f"{programme} telt {number % 40} partners.", FactKind.PARTNER_TOTAL, f"{number % 40} partners"
    for place in range(4):
        partner = f"gemeente {_WHO[(number + place) % len(_WHO)]}"
        yield f"Een partner van {programme} is {partner}.", FactKind.PARTNER, partner
    for place in range(3):
        n = number * 3 + place
        lesson = f"{_DOES[n % 10]} {_HOW[n // 10 % 9]} over {_WHAT[n // 90 % 11]} in {_WHO[n // 990 % 11]}."
        yield lesson, FactKind.LESSON, lesson


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
