"""The JSON that leaves the program; `ask`, `batch` and `log export` describe a citation in the same words."""

import json
from collections.abc import Mapping

from bot.model import Citation, Turn
from ingest.model import Passage

# Line ends to some readers but not to JSON: one object must stay one line.
_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def json_line(row: Mapping[str, object]) -> str:
    """``row`` as one line of JSON, without a line end."""
    return json.dumps(row, ensure_ascii=False).translate(_LINE_ENDS)


def turn_row(turn: Turn) -> dict[str, object]:
    """``turn`` as `ask --json` and `batch` give it: ``question`` as searched, ``seconds`` of all steps together."""
    answer = turn.answer
    return {
        "id": turn.question.id,
        "status": answer.status.value,
        "abstained": answer.abstained,
        "answer": answer.text,
        "seconds": round(sum(turn.seconds.values(), 0.0), 4),
        "question": turn.query.text,
        "composer": answer.composer or "extractive",
        "generation": answer.generation,
        "confidence": answer.confidence,
        "citations": [citation_row(citation) for citation in answer.citations],
    }


def citation_row(citation: Citation) -> dict[str, object]:
    """``citation`` as people and scripts receive it; ``span`` is where the quote stands in the document's text."""
    passage = citation.passage
    return {
        "number": citation.number,
        "doc": passage.source.doc,
        "page": passage.page,
        "section": passage.section,
        "quote": citation.quote,
        **_description(passage),
        "span": list(citation.span),
    }


def passage_row(passage: Passage) -> dict[str, object]:
    """``passage`` in the same words as a citation, with the span of the whole passage and without its text."""
    return {
        "doc": passage.source.doc,
        "page": passage.page,
        "section": passage.section,
        **_description(passage),
        "span": list(passage.span),
    }


def _description(passage: Passage) -> dict[str, object]:
    source = passage.source
    return {
        "title": source.title,
        "publisher": source.publisher,
        "date": source.published_on.isoformat() if source.published_on else None,
        "url": source.url,
        "digest": passage.digest,
    }
