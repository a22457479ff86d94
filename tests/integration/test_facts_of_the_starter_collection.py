"""What a refresh gathers from the starter collection, beside what a reader annotated in it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from ingest.embed import open_embedder
from ingest.facts.model import Fact, FactKind
from ingest.index.generation import Generation, Generations
from ingest.model import Span
from tests.bench.facts_annotations import BY_RANGE, AnnotatedDocument, read_annotations
from tests.bench.facts_comparison import Count, compare, total


@pytest.fixture(scope="module")
def generation(collection: Path) -> Iterator[Generation]:
    live = Generations(collection, open_embedder()).live()
    yield live
    live.close()


@pytest.fixture(scope="module")
def documents(generation: Generation) -> list[AnnotatedDocument]:
    names = {entry.source.doc for entry in generation.store.entries()}
    return [document for document in read_annotations() if document.doc in names]


def test_the_annotations_count_the_characters_of_the_text_as_it_is_read(
    generation: Generation, documents: Sequence[AnnotatedDocument]
) -> None:
    assert len(documents) == generation.store.count_documents()
    texts = {document.doc: generation.store.text(generation.store.find(document.doc).id) for document in documents}
    assert [document.doc for document in documents if not document.is_of(texts[document.doc])] == []


def test_what_is_gathered_is_right_and_most_of_what_there_is(
    generation: Generation, documents: Sequence[AnnotatedDocument]
) -> None:
    """Those that are held back are left to `make bench-facts`, so that no rule is bent until this passes."""
    store = generation.store
    ids = {document.doc: store.find(document.doc).id for document in documents if not document.held_back}
    compared = [
        compare(d, store.facts(document_id=ids[d.doc]), store.text(ids[d.doc])) for d in documents if d.doc in ids
    ]
    count = sum(total(compared).values(), Count())
    false = [(c.document.doc, fact.kind, fact.value) for c in compared for fact in c.false]
    missed = [(c.document.doc, m.kinds[0], m.values or m.ranges) for c in compared for m in c.missed]
    assert count.right >= 0.95 * count.found, false
    assert count.met >= 0.75 * count.wanted, missed


def test_facts_that_are_as_annotated_agree_and_others_do_not(
    generation: Generation, documents: Sequence[AnnotatedDocument]
) -> None:
    for document in documents:
        text = generation.store.text(generation.store.find(document.doc).id)
        as_annotated = compare(document, _facts(document), text)
        assert (as_annotated.false, as_annotated.missed) == ((), ())
        nothing = compare(document, [], text)
        assert len(nothing.missed) == sum(not a.optional for a in document.annotations)
        facts = _facts(document)
        others = [_fact(fact.kind, f"{fact.value} 1987", fact.subject, Span(0, 3)) for fact in facts]
        of_others = [_fact(fact.kind, fact.value, "Iets anders", Span(0, 3)) for fact in facts if fact.subject]
        for wrong in (others, of_others):
            assert all(count.right == 0 for count in compare(document, wrong, text).counts.values())


def _facts(document: AnnotatedDocument) -> list[Fact]:
    wanted = [a for a in document.annotations if not a.optional]
    return [
        _fact(
            a.kinds[0],
            a.values[-1] if a.values else "-",
            (a.subjects or ("",))[-1],
            a.ranges[-1] if a.kinds[0] in BY_RANGE else Span(0, 1),
        )
        for a in wanted
    ]


def _fact(kind: FactKind, value: str, subject: str, span: Span) -> Fact:
    return Fact(kind, subject, value, "nota.txt", "1", None, span, "by hand")
