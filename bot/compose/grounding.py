"""The gate: no statement leaves without words that are re-read, identical, from the stored text.

Every answer passes here, whatever composed it. What cannot be proven is taken out; an answer of which nothing is left
becomes an abstention.
"""

from contextlib import suppress
from dataclasses import replace

from bot.compose.claims import Proof, fault, vouched_fault
from bot.model import Answer, AnswerStatus, Citation, Dropped, Fault, Statement
from ingest import dutch
from ingest.errors import UnknownDocument
from ingest.index.store import Store
from ingest.model import Document, Passage


def ground(answer: Answer, store: Store, asked: str = "") -> Answer:
    """``answer`` with only those statements whose citations all stand in ``store``, renumbered from 1.

    A statement repeats its quote, or is a claim that its quote proves; ``asked`` is the question that it answers. In a
    curated answer a person answers for the words: there all its quotes together must hold its figures and names.
    """
    if answer.abstained:
        return answer
    documents = _documents(answer, store)
    proven = {c.number: c for c in answer.citations if _stands(c, documents.get(c.passage.document_id))}
    find = _vouched_fault if answer.is_curated else _fault
    faults = {statement: find(statement, proven, asked) for statement in answer.statements}
    kept = tuple(statement for statement, found in faults.items() if found is None)
    lost = tuple(Dropped(s.text, _quotes(s, answer), found) for s, found in faults.items() if found)
    answer = replace(answer, dropped=answer.dropped + lost)
    if not kept:
        return replace(answer, status=AnswerStatus.NO_EVIDENCE, statements=(), citations=())
    return _renumber(replace(answer, statements=kept), proven)


def _documents(answer: Answer, store: Store) -> dict[str, Document]:
    """The documents that an answer cites, each read once, by id; what is no longer there is left out."""
    found = {}
    for name in {citation.passage.document_id for citation in answer.citations}:
        with suppress(UnknownDocument):
            found[name] = store.document(name)
    return found


def _stands(citation: Citation, document: Document | None) -> bool:
    """Whether the quote is what the stored document holds at its span, inside the passage that is shown with it."""
    return (
        document is not None
        and document.digest == citation.passage.digest
        and bool(citation.quote.strip())
        and citation.passage.span.covers(citation.span)
        and citation.span.of(document.text) == citation.quote
    )


def _fault(statement: Statement, proven: dict[int, Citation], asked: str) -> Fault | None:
    """Why a statement does not rest on its citations, each of which must prove it; None when they do."""
    for number in statement.citations:
        if number not in proven:
            return Fault.STORE
        passage, quote = proven[number].passage, proven[number].quote
        proof = Proof(quote, quote, f"{passage.source.title} {passage.section}")
        if not _repeats(statement, quote, passage) and (found := fault(statement.text, proof, asked)):
            return found
    return None


def _vouched_fault(statement: Statement, proven: dict[int, Citation], asked: str) -> Fault | None:
    """The same for what a person wrote."""
    if not proven.keys() >= set(statement.citations):
        return Fault.STORE
    quotes = "\n".join(proven[number].quote for number in statement.citations)
    return vouched_fault(statement.text, Proof(quotes, quotes), asked)


def _repeats(statement: Statement, quote: str, passage: Passage) -> bool:
    """Whether a statement is its quote, white space folded, and before it at most the name under which that stands."""
    said, quoted = " ".join(statement.text.split()), " ".join(quote.split())
    label = said.removesuffix(quoted).removesuffix(": ")
    return said == quoted or (said == f"{label}: {quoted}" and stands_above(label, passage))


def stands_above(name: str, passage: Passage) -> bool:
    """Whether a document says itself, in its title, its description or a heading, that a passage is about ``name``."""
    above = (passage.source.title, passage.source.programme or "", *passage.heading_path)
    words = dutch.words(name)
    return bool(words) and any(f" {' '.join(words)} " in f" {' '.join(dutch.words(text))} " for text in above)


def _quotes(statement: Statement, answer: Answer) -> str:
    return " … ".join(c.quote for c in answer.citations if c.number in statement.citations)


def _renumber(answer: Answer, proven: dict[int, Citation]) -> Answer:
    used = list(dict.fromkeys(number for statement in answer.statements for number in statement.citations))
    new = {old: number for number, old in enumerate(used, 1)}
    return replace(
        answer,
        statements=tuple(replace(s, citations=tuple(new[n] for n in s.citations)) for s in answer.statements),
        citations=tuple(replace(proven[old], number=number) for old, number in new.items()),
    )
