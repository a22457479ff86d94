"""What the passage store promises, on a real SQLite file."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.errors import IndexMismatch, UnknownDocument
from ingest.facts.model import Fact, FactKind
from ingest.index.store import Store
from ingest.model import Document, Passage, Span
from tests.collection import passages, source

TEXTS = ("De regio’s werken samen — € 5 mln. Het gaat goed.", "• eerste\n• tweede", "Slot.")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vraag? 100%#.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    store = Store(path, writable=True)
    yield store
    store.close()


def test_what_was_stored_comes_back_unchanged(store: Store, path: Path) -> None:
    described = replace(source(), published_on=date(2024, 5, 1), url="https://example.org/nota", supersedes="oud.txt")
    document, parts = passages(described, *TEXTS)
    store.put(replace(described, title=""), document, parts)
    reader = Store(path)
    assert reader.documents() == [document]
    assert reader.document("nota.txt") == document
    assert reader.text("nota.txt") == document.text
    assert reader.passages_of("nota.txt") == parts
    assert [entry.given.title for entry in reader.entries()] == [""]
    assert [(entry.source, entry.digest, entry.passages) for entry in reader.entries()] == [
        (described, document.digest, 3)
    ]
    reader.close()


def _fact(document: Document, of: Passage, kind: FactKind, value: str) -> Fact:
    return Fact(kind, "Groen Hart", value, document.id, of.id, of.page, of.sentences[-1], "test", "gemeente")


def test_facts_come_back_by_kind_and_by_document_and_go_with_their_document(store: Store, path: Path) -> None:
    stored = {}
    for name in ("een.txt", "twee.txt"):
        document, parts = passages(source(name), *TEXTS)
        stored[name] = [
            _fact(document, parts[0], FactKind.LESSON, "Het gaat goed."),
            _fact(document, parts[2], FactKind.PARTNER, "Slot"),
        ]
        store.put(document.source, document, parts, facts=stored[name])
    reader = Store(path)
    assert reader.facts() == stored["een.txt"] + stored["twee.txt"]
    assert reader.facts(FactKind.PARTNER, "twee.txt") == stored["twee.txt"][1:]
    assert [fact.document_id for fact in reader.facts(FactKind.LESSON)] == ["een.txt", "twee.txt"]
    assert reader.facts()[1].name == "gemeente Slot"
    reader.close()
    store.remove("een.txt")
    assert store.facts() == stored["twee.txt"]


@pytest.mark.parametrize(
    ("value", "span"), [("elders", Span(34, 49)), ("Het", Span(34, 4_000)), ("", Span(34, 49)), ("", Span(0, 0))]
)
def test_a_fact_that_its_span_does_not_prove_is_not_stored(store: Store, value: str, span: Span) -> None:
    document, parts = passages(source(), *TEXTS)
    fact = replace(_fact(document, parts[0], FactKind.LESSON, "Het gaat goed."), value=value, span=span)
    with pytest.raises(ValueError, match="not proven"):
        store.put(document.source, document, parts, facts=[fact])
    assert store.count_documents() == 0


def test_passages_come_in_the_order_asked_for_and_unknown_ones_are_left_out(store: Store) -> None:
    document, parts = passages(source(), *TEXTS)
    store.put(document.source, document, parts)
    first, second, third = parts
    assert store.passages([third.id, "onbekend", first.id, second.id]) == [third, first, second]
    assert store.passages([]) == []


def test_more_ids_than_sqlite_takes_at_once_are_found(store: Store) -> None:
    document, parts = passages(source(), *TEXTS)
    store.put(document.source, document, parts)
    assert store.passages([*map(str, range(40_000)), parts[0].id]) == [parts[0]]


def test_a_removed_document_leaves_no_passage(store: Store) -> None:
    for name in ("een.txt", "twee.txt"):
        document, parts = passages(source(name), *TEXTS)
        store.put(document.source, document, parts)
    store.remove("een.txt")
    assert store.count() == len(store.passage_ids()) == 3
    assert [entry.source.id for entry in store.entries()] == ["twee.txt"]
    with pytest.raises(UnknownDocument):
        store.text("een.txt")


def test_a_document_is_found_by_id_or_file_name_and_a_near_miss_is_helped(store: Store) -> None:
    for name in ("a/nota.txt", "b/nota.txt", "b/Verslag.md"):
        document, parts = passages(source(name), f"De tekst van {name} hier.")
        store.put(document.source, document, parts)
    assert store.find("b/nota.txt").id == "b/nota.txt"
    assert store.find("verslag.md").id == "b/Verslag.md"
    with pytest.raises(UnknownDocument, match=r"a/nota\.txt, b/nota\.txt"):
        store.find("nota.txt")
    with pytest.raises(UnknownDocument, match=r"Bedoelt u: Verslag\.md"):
        store.find("Verslagen.md")


def test_a_store_opened_for_reading_cannot_be_changed(store: Store, path: Path) -> None:
    document, parts = passages(source(), *TEXTS)
    store.put(document.source, document, parts)
    reader = Store(path)
    with pytest.raises(OSError, match="readonly"):
        reader.remove("nota.txt")
    assert reader.count() == 3
    reader.close()


def test_several_threads_read_at_once(store: Store, path: Path) -> None:
    document, parts = passages(source(), *TEXTS)
    store.put(document.source, document, parts)
    reader = Store(path)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: reader.passages([part.id for part in parts]), range(64)))
    assert all(answer == parts for answer in answers)
    reader.close()


@pytest.mark.parametrize("content", [None, b"", b"geen database"])
def test_an_absent_or_damaged_store_says_how_to_mend_it(path: Path, content: bytes | None) -> None:
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(IndexMismatch, match="python -m ingest refresh"):
        Store(path)
