"""What a question becomes on its way to a cited answer: plain, frozen data without third-party imports."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from ingest.model import Passage, ScoredPassage, Span

CURATED = "extractive-curated-1"  # the composer of what a person wrote; no language model did


class AnswerStatus(StrEnum):
    """How a question ended; reviewers filter on it."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NO_EVIDENCE = "no_evidence"
    OFF_TOPIC = "off_topic"
    SMALL_TALK = "small_talk"
    REFUSED = "refused"  # cannot be searched: empty, too long, another language
    FAILED = "failed"

    @property
    def quotes_sources(self) -> bool:
        """Whether an answer of this status rests on sources, and therefore must cite them."""
        return self in (AnswerStatus.ANSWERED, AnswerStatus.PARTIAL)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it reached a front."""

    id: str  # one question asked once has one id, also when a front delivers it again
    conversation_id: str  # the log keeps a keyed pseudonym of it
    channel: str
    text: str
    asked_at: datetime  # with a time zone
    document: str | None = None  # the id of the only document to search


@dataclass(frozen=True, slots=True)
class Query:
    """A question as it is searched: standalone, repaired, and with what was understood of it."""

    text: str  # what is searched
    original: str  # as typed
    focus: str = ""  # the part of ``text`` that is asked now, without what was carried over
    wording: str = ""  # what tells the kind of answer: ``focus``, or the question before where that has no wording
    language: str = "nl"  # "nl" or "en"
    wants_list: bool = False
    wants_newest: bool = False
    compares: bool = False
    document: str | None = None  # the id of the only document to search
    parts: tuple["Query", ...] = ()  # the questions in it when there are several

    @property
    def asked(self) -> tuple["Query", ...]:
        """Each question in it: its parts, or itself."""
        return self.parts or (self,)

    @property
    def said(self) -> str:
        """The question as typed and as searched: what an answer may take from it."""
        return self.text if self.original in self.text else f"{self.original} {self.text}"


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered proof: the words of a document at ``span``, with a copy of the passage around them."""

    number: int
    passage: Passage
    quote: str
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or list item of an answer and the numbers of the citations that prove it."""

    text: str
    citations: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.text} {''.join(f'[{number}]' for number in self.citations)}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that was considered, and whether the answer quotes it."""

    scored: ScoredPassage
    used: bool


class Fault(StrEnum):
    """Why a language model's claim was not passed on, in words for a reviewer."""

    FORM = "geen bewering met een passage en een citaat"
    PASSAGE = "passage die niet gegeven was"
    QUOTE = "citaat staat niet letterlijk in de passage"
    TOO_LONG = "te lang"
    NO_TEXT = "geen gewone tekst"
    FIGURE = "getal, datum of bedrag staat niet in het citaat"
    NAME = "naam staat niet in het citaat"
    NEGATION = "zegt wel wat het citaat ontkent, of andersom"
    RESERVE = "laat een voorbehoud weg, of voegt er een toe"
    DECISIVE = "zegt meer, minder of iets anders dan het citaat"
    WORDS = "woorden staan niet in het citaat"
    ECHO = "voegt niets toe aan de vraag"
    LANGUAGE = "andere taal dan het antwoord"
    ORDER = "opdracht aan een taalmodel"
    INSTRUCTIONS = "tekst uit onze eigen opdracht"
    TWICE = "staat al in het antwoord"
    TOO_MANY = "meer beweringen dan een antwoord mag hebben"
    STORE = "staat niet in het bewaarde document"


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something a language model claimed that did not pass the gate."""

    text: str
    quote: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back.

    ``statements`` say something about the programmes and each rests on citations; ``notice`` is our own wording around
    them (an abstention, a greeting) and says nothing about the programmes.
    """

    status: AnswerStatus
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    notice: str = ""
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.0  # 0 to 1: how surely the statements answer the question
    composer: str = ""
    generation: str = ""
    dropped: tuple[Dropped, ...] = ()  # for reviewers; never shown to who asks
    unsure: bool = False  # the statements may well be beside the question
    may_differ: bool = False  # documents of other dates tell the same kind of thing, perhaps otherwise

    def __post_init__(self) -> None:
        numbers = {citation.number for citation in self.citations}
        if self.status.quotes_sources != bool(self.statements):
            raise ValueError(f"an answer with status {self.status} has {len(self.statements)} statements")
        if not all(statement.citations and numbers.issuperset(statement.citations) for statement in self.statements):
            raise ValueError("every statement needs a citation that is there")

    @property
    def text(self) -> str:
        """The answer as plain text: the notice, then the statements with their numbers, one to a line."""
        return "\n".join(part for part in (self.notice, *map(str, self.statements)) if part)

    @property
    def abstained(self) -> bool:
        """Whether the answer says nothing from the documents."""
        return not self.status.quotes_sources

    @property
    def is_curated(self) -> bool:
        """Whether a person wrote the statements and answers for their words; the quotes are from the documents."""
        return self.composer == CURATED


Progress = Callable[[Answer], None]  # receives an answer while it grows; each of its statements has passed the gate


@dataclass(frozen=True, slots=True)
class Turn:
    """A question, how it was searched, its answer, and the seconds each step took."""

    question: Question
    query: Query
    answer: Answer
    seconds: Mapping[str, float] = field(default_factory=dict)


def document_key(document_id: str) -> str:
    """The short name of the document with this id: 12 hexadecimal digits, for links, buttons and filters."""
    return sha256(document_id.encode()).hexdigest()[:12]
