"""Documents of a few blocks, and the facts that are found in them."""

from collections.abc import Iterable
from pathlib import Path

from ingest.facts.extract import extract
from ingest.facts.model import Fact, FactKind
from ingest.model import Block, Kind, Source
from ingest.split import split
from tests.builders import document


def heading(text: str, level: int = 1) -> Block:
    return Block(Kind.HEADING, text, level)


def prose(text: str) -> Block:
    return Block(Kind.PROSE, text)


def items(*texts: str, page: int | None = None) -> list[Block]:
    return [Block(Kind.LIST, text, page=page) for text in texts]


def rows(*texts: str) -> list[Block]:
    return [Block(Kind.TABLE, text) for text in texts]


def facts_in(
    *parts: Block | list[Block], title: str = "Programma Vitale Kust", programme: str | None = None
) -> list[Fact]:
    """The facts of a document of these blocks, each proven by its text."""
    blocks = [block for part in parts for block in (part if isinstance(part, list) else [part])]
    made = document(*blocks, source=Source("stuk.txt", Path("stuk.txt"), title, programme=programme))
    facts = extract(made, split(made))
    assert all(fact.is_proven_by(made.text) for fact in facts)
    return facts


def values(kind: FactKind, facts: Iterable[Fact]) -> list[str]:
    """What the facts of a kind say, in the order of the text."""
    return [fact.name for fact in facts if fact.kind is kind]


def said(kind: FactKind, *parts: Block | list[Block] | str, title: str = "Programma Vitale Kust") -> list[str]:
    """What a document of these blocks, or sentences, says of a kind."""
    return values(kind, facts_in(*(prose(part) if isinstance(part, str) else part for part in parts), title=title))
