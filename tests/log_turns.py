"""Turns for the tests of the answer log, and what another process does with them."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.log.answer_log import AnswerLog
from bot.model import Answer, AnswerStatus, Citation, Evidence, Query, Question, Statement, Turn
from ingest.model import Kind, Passage, ScoredPassage, Source, Span

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CHAT = "telegram-chat-4815162342"
QUOTE = "In 2024 deden 19 gemeenten mee."


def a_passage(number: int = 1) -> Passage:
    """A passage with everything that a passage can have, from the document with this number."""
    text = f"De werkplaats heeft nummer {number}. {QUOTE}"
    source = Source(
        id=f"beleid/werkplaats-{number}.pdf",
        file=Path(f"beleid/werkplaats-{number}.pdf"),
        title="Jaarbericht werkplaats",
        publisher="Provincie Voorbeeld",
        url="https://voorbeeld.nl/jaarbericht",
        published_on=date(2024, 5, 1),
        programme="Voorbeeldprogramma",
        region="Utrecht",
        supersedes="beleid/oud.pdf",
        language="nl",
        valid_until=date(2030, 12, 31),
        licence="CC0",
        contact="Anna de Vries",
    )
    start = text.index(QUOTE)
    spans = (Span(100, 100 + start - 1), Span(100 + start, 100 + len(text)))
    return Passage(
        id=f"p{number}",
        source=source,
        digest=f"{number:064x}",
        heading_path=("Resultaten", "Deelname"),
        page=7,
        span=Span(100, 100 + len(text)),
        kind=Kind.PROSE,
        text=text,
        sentences=spans,
    )


def an_answer(number: int = 1) -> Answer:
    """An answer with one cited and one rejected passage."""
    cited, rejected = a_passage(number), a_passage(number + 1)
    span = cited.sentences[-1]
    return Answer(
        status=AnswerStatus.ANSWERED,
        statements=(Statement("In 2024 deden 19 gemeenten mee.", (1,)),),
        citations=(Citation(1, cited, cited.quote(span), span),),
        evidence=(
            Evidence(ScoredPassage(cited, 2.5, {"lexical": 1.75, "dense": 0.75}), used=True),
            Evidence(ScoredPassage(rejected, 0.5, {"lexical": 0.5}), used=False),
        ),
        confidence=0.93,
        composer="extractive",
        generation="g-0001",
    )


def a_turn(number: int = 1, text: str = "Hoeveel gemeenten deden mee?", conversation: str = CHAT) -> Turn:
    """The turn with this number; each is asked a minute after the one before it."""
    question = Question(f"q{number}", conversation, "telegram", text, NOON + timedelta(minutes=number))
    return Turn(question, Query(f"{text} in 2024", text), an_answer(number), {"retrieve": 0.25, "compose": 0.125})


def as_stored(passage: Passage) -> Passage:
    """``passage`` as the log gives it back: of the source's file it keeps the name only."""
    return replace(passage, source=replace(passage.source, file=Path(passage.source.doc)))


def reverse(identity: str) -> str:
    """A pseudonym that tests can predict."""
    return identity[::-1]


def record_in_new_log(url: str, numbers: Sequence[int]) -> int:
    """Open the log at ``url`` and record the turns with these numbers; how many of them were new."""
    with closing(AnswerLog(url, reverse)) as log:
        return sum(log.record(a_turn(number)) for number in numbers)
