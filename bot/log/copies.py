"""A turn as rows of the log, and back."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from bot.log.model import LoggedTurn, PastTurn
from bot.log.tables import CitationEntry, EvidenceEntry, PassageCopy, TurnEntry
from bot.model import (
    Answer,
    AnswerStatus,
    Citation,
    Dropped,
    Evidence,
    Fault,
    Query,
    Question,
    Statement,
    Turn,
    document_key,
)
from bot.privacy import mask
from ingest.model import Kind, Passage, ScoredPassage, Source, Span

Row = dict[str, Any]  # column name to value


def turn_row(turn: Turn, conversation: str) -> Row:
    """``turn`` without its passages and with personal data masked; ``conversation`` is a pseudonym."""
    question, answer = turn.question, turn.answer
    return {
        "id": question.id,
        "asked_at": question.asked_at,
        "channel": question.channel,
        "conversation": conversation,
        "question": mask(question.text),
        "searched": mask(turn.query.text),
        "status": answer.status.value,
        "confidence": answer.confidence,
        "answer": answer.text,
        "composer": answer.composer,
        "generation": answer.generation,
        "seconds": sum(turn.seconds.values()),
        "timings": dict(turn.seconds),
        "document": question.document,
        "notice": answer.notice,
        "statements": [(statement.text, list(statement.citations)) for statement in answer.statements],
        "cited": list(dict.fromkeys(document_key(citation.passage.document_id) for citation in answer.citations)),
        "dropped": [(claim.text, claim.quote, claim.fault.value) for claim in answer.dropped] or None,
    }


def passage_rows(answer: Answer) -> list[Row]:
    """The passages that ``answer`` cites or considered, each once, in the order of their keys.

    Two processes that store the same passages in the same order cannot wait for each other in a circle.
    """
    passages = [citation.passage for citation in answer.citations] + [item.scored.passage for item in answer.evidence]
    rows = {row["key"]: row for row in map(_passage_row, passages)}
    return [rows[key] for key in sorted(rows)]


def citation_rows(answer: Answer, turn: int) -> list[Row]:
    """The citations of ``answer`` as rows that belong to the turn with this number."""
    return [
        {
            "turn": turn,
            "number": citation.number,
            "passage_key": _passage_row(citation.passage)["key"],
            "quote": citation.quote,
            "start": citation.span.start,
            "end": citation.span.end,
        }
        for citation in answer.citations
    ]


def evidence_rows(answer: Answer, turn: int) -> list[Row]:
    """What was considered for ``answer``, as rows that belong to the turn with this number."""
    return [
        {
            "turn": turn,
            "position": position,
            "passage_key": _passage_row(item.scored.passage)["key"],
            "used": item.used,
            "score": item.scored.score,
            "found_by": dict(item.scored.found_by),
        }
        for position, item in enumerate(answer.evidence)
    ]


def _passage_row(passage: Passage) -> Row:
    source = passage.source
    row: Row = {
        "passage_id": passage.id,
        "document_id": source.id,
        "file": source.doc,
        "title": source.title,
        "publisher": source.publisher,
        "url": source.url,
        "published_on": source.published_on,
        "programme": source.programme,
        "region": source.region,
        "supersedes": source.supersedes,
        "language": source.language,
        "valid_until": source.valid_until,
        "licence": source.licence,
        "contact": source.contact,
        "digest": passage.digest,
        "heading_path": list(passage.heading_path),
        "page": passage.page,
        "start": passage.span.start,
        "end": passage.span.end,
        "kind": passage.kind.value,
        "text": passage.text,
        "sentences": [list(span) for span in passage.sentences],
    }
    return {"key": sha256(json.dumps(row, default=str).encode()).hexdigest(), **row}


def past_turn(entry: TurnEntry) -> PastTurn:
    """``entry`` as the conversation remembers it."""
    return PastTurn(entry.question, entry.searched, AnswerStatus(entry.status), entry.answer, entry.asked_at, entry.id)


def turn_again(entry: TurnEntry, question: Question) -> Turn | None:
    """``entry`` as the turn that it was, so that its answer can be sent again; None when it is too old for that."""
    if entry.statements is None:
        return None
    answer = Answer(
        status=AnswerStatus(entry.status),
        statements=_statements(entry),
        citations=tuple(map(_citation, entry.citations)),
        notice=entry.notice or "",
        evidence=tuple(map(_evidence, entry.evidence)),
        confidence=entry.confidence,
        composer=entry.composer,
        generation=entry.generation,
    )
    return Turn(question, Query(entry.searched, question.text), answer, entry.timings)


def logged_turn(entry: TurnEntry) -> LoggedTurn:
    """``entry`` with everything that is stored of it."""
    return LoggedTurn(
        id=entry.id,
        asked_at=entry.asked_at,
        channel=entry.channel,
        conversation=entry.conversation,
        question=entry.question,
        searched=entry.searched,
        status=AnswerStatus(entry.status),
        confidence=entry.confidence,
        answer=entry.answer,
        citations=tuple(map(_citation, entry.citations)),
        evidence=tuple(map(_evidence, entry.evidence)),
        composer=entry.composer,
        generation=entry.generation,
        seconds=entry.seconds,
        timings=entry.timings,
        feedback=entry.feedback,
        feedback_reason=entry.feedback_reason,
        verdict=entry.verdict,
        note=entry.note,
        dropped=tuple(Dropped(text, quote, Fault(fault)) for text, quote, fault in entry.dropped or ()),
        number=entry.number,
        notice=entry.notice or "",
        statements=_statements(entry),
        document=entry.document,
        text_removed_at=entry.text_removed_at,
    )


def _statements(entry: TurnEntry) -> tuple[Statement, ...]:
    return tuple(Statement(text, tuple(numbers)) for text, numbers in entry.statements or ())


def _citation(entry: CitationEntry) -> Citation:
    return Citation(entry.number, _passage(entry.passage), entry.quote, Span(entry.start, entry.end))


def _evidence(entry: EvidenceEntry) -> Evidence:
    return Evidence(ScoredPassage(_passage(entry.passage), entry.score, entry.found_by), entry.used)


def _passage(copy: PassageCopy) -> Passage:
    source = Source(
        id=copy.document_id,
        file=Path(copy.file),
        title=copy.title,
        publisher=copy.publisher,
        url=copy.url,
        published_on=copy.published_on,
        programme=copy.programme,
        region=copy.region,
        supersedes=copy.supersedes,
        language=copy.language,
        valid_until=copy.valid_until,
        licence=copy.licence,
        contact=copy.contact,
    )
    return Passage(
        id=copy.passage_id,
        source=source,
        digest=copy.digest,
        heading_path=tuple(copy.heading_path),
        page=copy.page,
        span=Span(copy.start, copy.end),
        kind=Kind(copy.kind),
        text=copy.text,
        sentences=tuple(Span(start, end) for start, end in copy.sentences),
    )
