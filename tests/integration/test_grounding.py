"""The gate re-reads the stored text: what does not stand there does not leave."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.compose.grounding import ground
from bot.model import Answer, AnswerStatus, Citation, Statement
from ingest.index.store import Store
from ingest.model import Block, Document, Kind, Passage, Span
from ingest.split import split
from tests.builders import document

FIRST, SECOND, THIRD = "De regio telt 19 gemeenten.", "Het Rijk betaalt 30 miljoen euro.", "Daarna volgt een evaluatie."


def _made(text: str = f"{FIRST} {SECOND} {THIRD}") -> Document:
    return document(Block(Kind.HEADING, "Afspraken", 1), Block(Kind.PROSE, text))


@pytest.fixture(scope="module")
def passage() -> Passage:
    return split(_made())[0]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, passage: Passage) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("store") / "store.sqlite"
    writing = Store(path, writable=True)
    writing.put(passage.source, _made(), [passage])
    writing.close()
    reading = Store(path)
    yield reading
    reading.close()


def _cite(passage: Passage, number: int, quote: str) -> Citation:
    start = passage.span.start + passage.text.index(quote)
    return Citation(number, passage, quote, Span(start, start + len(quote)))


def _answer(*citations: Citation) -> Answer:
    statements = tuple(Statement(citation.quote, (citation.number,)) for citation in citations)
    return Answer(AnswerStatus.ANSWERED, statements, citations)


def test_words_that_stand_in_the_stored_text_pass_unchanged(passage: Passage, store: Store) -> None:
    answer = _answer(_cite(passage, 1, FIRST), _cite(passage, 2, THIRD))
    assert ground(answer, store) == answer


def test_a_statement_without_proof_is_taken_out_and_the_rest_renumbered(passage: Passage, store: Store) -> None:
    forged = replace(_cite(passage, 1, SECOND), quote="Het Rijk betaalt 99 miljoen euro.")
    grounded = ground(_answer(forged, _cite(passage, 2, FIRST)), store)
    assert grounded.text == f"{FIRST} [1]"
    assert [citation.number for citation in grounded.citations] == [1]


def test_an_answer_of_which_nothing_can_be_proven_becomes_an_abstention(passage: Passage, store: Store) -> None:
    elsewhere = replace(
        _cite(passage, 1, FIRST), span=Span(passage.span.start + 1, passage.span.start + 1 + len(FIRST))
    )
    grounded = ground(_answer(elsewhere), store)
    assert (grounded.status, grounded.statements, grounded.citations) == (AnswerStatus.NO_EVIDENCE, (), ())


def test_a_statement_that_says_more_than_its_quote_is_taken_out(passage: Passage, store: Store) -> None:
    proof = _cite(passage, 1, FIRST)
    answer = Answer(AnswerStatus.ANSWERED, (Statement("De regio telt 19 gemeenten en groeit.", (1,)),), (proof,))
    assert ground(answer, store).abstained


def test_a_document_that_changed_or_went_away_proves_nothing(passage: Passage, store: Store) -> None:
    changed = _cite(replace(passage, digest="f" * 64), 1, FIRST)
    gone = _cite(replace(passage, source=replace(passage.source, id="weg.txt")), 1, FIRST)
    assert ground(_answer(changed), store).abstained
    assert ground(_answer(gone), store).abstained


@given(st.integers(0, 120), st.integers(0, 120), st.text(max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_span_and_no_words_get_through_unless_they_match(
    passage: Passage, store: Store, start: int, length: int, words: str
) -> None:
    span = Span(start, start + length)
    stored = store.text(passage.document_id)
    for quote in (words, span.of(stored)):
        if not quote.strip():
            continue
        answer = Answer(AnswerStatus.ANSWERED, (Statement(quote, (1,)),), (Citation(1, passage, quote, span),))
        proven = not ground(answer, store).abstained
        assert proven == (span.of(stored) == quote and passage.span.covers(span))


def test_nothing_is_answered_without_a_citation() -> None:
    with pytest.raises(ValueError, match="citation"):
        Answer(AnswerStatus.ANSWERED, (Statement("Zomaar.", ()),))
    with pytest.raises(ValueError, match="status"):
        Answer(AnswerStatus.NO_EVIDENCE, (Statement("Toch.", (1,)),))
