"""What `ingest show` prints: how one document was read."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from ingest.facts.model import Fact
from ingest.model import Document, Passage, ReadingNotes, Section
from ingest.report import day, source_object
from ingest.sources.folder import shown
from ingest.terminal import open_console

LANGUAGES = {"nl": "Nederlands", "en": "Engels"}


def document_object(
    document: Document, passages: Iterable[Passage], notes: ReadingNotes, facts: Iterable[Fact]
) -> dict[str, Any]:
    """What `show --json` prints."""
    return source_object(document.source) | {
        "digest": document.digest,
        "notes": asdict(notes),
        "text": document.text,
        "sections": [_place(section) for section in document.sections],
        "passages": [
            {"id": p.id, **_place(p), "text": p.text, "sentences": [list(sentence) for sentence in p.sentences]}
            for p in passages
        ],
        "facts": [asdict(fact) | {"kind": fact.kind.value, "span": list(fact.span)} for fact in facts],
    }


def print_document(document: Document, passages: Sequence[Passage], notes: ReadingNotes) -> None:
    """One document for people: what is known of it, how it was read, then its passages as they are searched."""
    source = document.source
    console = open_console()
    known = (source.publisher, day(source), source.programme, source.region, source.url)
    console.print(shown(source.title), style="bold")
    console.print(" · ".join(filter(None, (shown(source.id), *known))), style="dim")
    console.print(" · ".join(_figures(notes, len(passages))), style="dim")
    for warning in notes.warnings:
        console.print(f"Let op: {warning}", style="yellow")
    for passage in passages:
        where = " · ".join(filter(None, (f"bladzijde {passage.page}" if passage.page else "", passage.section)))
        console.print(f"\n{where or 'zonder kop'}", style="cyan")
        # The heading stands above; what follows it may begin with a bullet, which is part of no sentence.
        own = passage.sentences[0].end - passage.span.start if passage.has_heading else 0
        console.print(passage.text[own:].lstrip())
    count = f"{len(passages)} {'passage' if len(passages) == 1 else 'passages'}"
    console.print(f"\n{count}, {len(document.text)} tekens.")


def _figures(notes: ReadingNotes, passages: int) -> Iterable[str]:
    """What reading the document gave."""
    if notes.language:
        yield LANGUAGES.get(notes.language, notes.language)
    if notes.pages is not None:
        yield f"bladzijden: {notes.pages}"
    yield from (f"woorden: {notes.words}", f"koppen: {notes.headings}", f"tabellen: {notes.tables}")
    yield f"passages: {passages}"
    if notes.confidence is not None:
        yield f"zekerheid van de herkende tekst: {notes.confidence:.0%}"


def _place(part: Section | Passage) -> dict[str, Any]:
    return {
        "heading_path": list(part.heading_path),
        "page": part.page,
        "last_page": part.last_page,
        "span": list(part.span),
        "kind": part.kind.value,
    }
