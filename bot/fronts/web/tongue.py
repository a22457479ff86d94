"""In which language the words of a document are, for the pages in another one to say so (WCAG 3.1.2)."""

from collections.abc import Sequence

from bot.model import Citation, Statement
from ingest import dutch
from ingest.model import Source


def tongue(words: str, source: Source) -> str:
    """Two letters: what is known of the document, else what its words show; Dutch where those are of no language."""
    return source.language or dutch.language(dutch.words(words)) or "nl"


def tongue_said(statement: Statement, citations: Sequence[Citation]) -> str:
    """The language of a sentence of an answer: that of the passage it repeats, else its own; empty when unclear."""
    for citation in citations:
        if citation.number in statement.citations and statement.text in " ".join(citation.quote.split()):
            return tongue(citation.passage.text, citation.passage.source)
    return dutch.language(dutch.words(statement.text))
