"""The gate: no statement leaves without words that are re-read, identical, from the stored text.

Every answer passes here, whatever composed it. What cannot be proven is taken out; an answer of which nothing is left
becomes an abstention.
"""

from dataclasses import replace

from bot.model import Answer, AnswerStatus, Citation, Statement
from ingest.errors import UnknownDocument
from ingest.index.store import Store


def ground(answer: Answer, store: Store) -> Answer:
    """``answer`` with only those statements whose citations all stand in ``store``, renumbered from 1."""
    if answer.abstained:
        return answer
    proven = {citation.number: citation for citation in answer.citations if _stands(citation, store)}
    kept = tuple(s for s in answer.statements if all(n in proven for n in s.citations) and _rests_on(s, proven))
    if not kept:
        return replace(answer, status=AnswerStatus.NO_EVIDENCE, statements=(), citations=())
    return _renumber(replace(answer, statements=kept), proven)


def _stands(citation: Citation, store: Store) -> bool:
    """Whether the quote is what the stored document holds at its span, inside the passage that is shown with it."""
    try:
        document = store.document(citation.passage.document_id)
    except UnknownDocument:
        return False
    return (
        document.digest == citation.passage.digest
        and bool(citation.quote.strip())
        and citation.passage.span.covers(citation.span)
        and citation.span.of(document.text) == citation.quote
    )


def _rests_on(statement: Statement, proven: dict[int, Citation]) -> bool:
    """Whether the words of an extractive statement stand in its quotes, white space folded and nothing else."""
    quoted = [" ".join(proven[number].quote.split()) for number in statement.citations]
    return any(" ".join(statement.text.split()) in quote for quote in quoted)


def _renumber(answer: Answer, proven: dict[int, Citation]) -> Answer:
    used = list(dict.fromkeys(number for statement in answer.statements for number in statement.citations))
    new = {old: number for number, old in enumerate(used, 1)}
    return replace(
        answer,
        statements=tuple(replace(s, citations=tuple(new[n] for n in s.citations)) for s in answer.statements),
        citations=tuple(replace(proven[old], number=number) for old, number in new.items()),
    )
