"""Answers for the tests of the fronts: real types, documents that do not exist."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.model import Answer, AnswerStatus, Citation, Statement
from ingest.model import Kind, Passage, Source, Span

BEFORE = "Het waterschap sloot zich later aan. "
QUOTE = "De regio en het Rijk spraken af om samen te betalen."
AFTER = "\nDaarna volgde een tweede ronde."


def a_source(name: str = "afspraken.pdf", **known: Any) -> Source:
    """A document; what is not given is known of it."""
    about: dict[str, Any] = {
        "title": "Afspraken over de veenweide",
        "publisher": "Provincie Voorbeeld",
        "published_on": date(2019, 5, 1),
        "url": "https://voorbeeld.nl/afspraken",
    }
    return Source(id=name, file=Path(name), **(about | known))


def a_passage(source: Source | None = None, page: int | None = 3, quote: str = QUOTE) -> Passage:
    """A passage, somewhere in the middle of its document, with the quote in the middle of it."""
    text = BEFORE + quote + AFTER
    source = source or a_source()
    return Passage(
        id=f"{source.id}#{page}",
        source=source,
        digest=f"digest of {source.id}",
        heading_path=("Afspraken", "Geld"),
        page=page,
        span=Span(500, 500 + len(text)),
        kind=Kind.PROSE,
        text=text,
        sentences=(Span(500 + len(BEFORE), 500 + len(BEFORE) + len(quote)),),
    )


def cites(*passages: Passage) -> tuple[Citation, ...]:
    """Citations of the quote in each passage, numbered from 1."""
    return tuple(
        Citation(number, passage, passage.quote(passage.sentences[0]), passage.sentences[0])
        for number, passage in enumerate(passages, 1)
    )


def an_answer(passages: Sequence[Passage] = (), texts: Sequence[str] = ()) -> Answer:
    """An answer with a statement for each passage, in the words of the quote unless other words are given."""
    citations = cites(*(passages or [a_passage()]))
    said = texts or [citation.quote for citation in citations]
    statements = tuple(Statement(text, (citation.number,)) for text, citation in zip(said, citations, strict=True))
    return Answer(AnswerStatus.ANSWERED, statements, citations)


def no_evidence() -> Answer:
    """An abstention."""
    return Answer(AnswerStatus.NO_EVIDENCE, notice="Het antwoord staat niet in de documenten.")
