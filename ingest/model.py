"""What a refresh reads and makes: plain, frozen data without third-party imports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of characters in the stored text of a document."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` that this span covers."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class Kind(StrEnum):
    """What a stretch of a document is; it decides where text may be cut and what is quoted whole."""

    HEADING = "heading"
    PROSE = "prose"
    LIST = "list"
    TABLE = "table"
    NOTES = "notes"  # speaker notes under a slide


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row, as a loader found it.

    The cells of a table row are joined by `` | ``; the first row of a table is its header. ``level`` is the depth of a
    heading, from 1, and 0 for everything else. ``page`` counts PDF pages and slides from 1.
    """

    kind: Kind
    text: str
    level: int = 0
    page: int | None = None
    last_page: int | None = None  # where it ends on another page than it begins


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside another one: a member of an archive, an attachment of a mail."""

    name: str  # its path inside, with forward slashes
    data: bytes
    fault: str = ""  # why it cannot be taken in, when that is clear before it is read


@dataclass(frozen=True, slots=True)
class Extract:
    """What a loader reads from the bytes of one file; the descriptions are what the file itself says, if anything."""

    blocks: tuple[Block, ...]
    title: str | None = None
    publisher: str | None = None
    published_on: date | None = None
    url: str | None = None
    programme: str | None = None
    region: str | None = None
    pages: int | None = None  # where the format counts them
    confidence: float | None = None  # of text recognition, 0 to 1, averaged over the pages that needed it
    warnings: tuple[str, ...] = ()  # Dutch sentences for the secretariat
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the collection and what is known of it."""

    id: str  # stable within the collection: the path below the folder that was given
    file: Path
    title: str = ""
    publisher: str | None = None
    url: str | None = None
    published_on: date | None = None
    programme: str | None = None
    region: str | None = None
    supersedes: str | None = None  # the id of the source that this one replaces
    language: str | None = None  # two letters, as in "nl"
    valid_until: date | None = None  # the last day on which it holds
    licence: str | None = None
    contact: str | None = None  # who can tell more about it
    part_of: str = ""  # the digest of the archive or mail that this file was found in

    @property
    def doc(self) -> str:
        """The file's name, by which people and the scorer know the document."""
        return self.file.name


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a document's text of one kind, on one page, under one heading."""

    heading_path: tuple[str, ...]
    page: int | None
    span: Span
    kind: Kind
    last_page: int | None = None  # of its last sentence, when that runs over the end of the page


@dataclass(frozen=True, slots=True)
class Document:
    """A source as it was read: the repaired text from which every quote is cut, and its sections in order."""

    source: Source
    digest: str  # sha256 of the file's bytes, hexadecimal
    text: str
    sections: tuple[Section, ...]

    @property
    def id(self) -> str:
        """The id of the source."""
        return self.source.id


@dataclass(frozen=True, slots=True)
class Passage:
    """A contiguous part of a document that is searched and cited as one.

    ``text`` is the document's text at ``span``; ``sentences`` are the quotable units inside it (sentences, list items,
    table rows) as spans of the document's text, in order.
    """

    id: str  # changes when anything that is indexed of it changes
    source: Source
    digest: str  # of the document, see there
    heading_path: tuple[str, ...]
    page: int | None
    span: Span
    kind: Kind
    text: str
    sentences: tuple[Span, ...]
    last_page: int | None = None  # of its last sentence, when that runs over the end of the page

    @property
    def document_id(self) -> str:
        """The id of the document this passage is a part of."""
        return self.source.id

    @property
    def section(self) -> str:
        """The headings above the passage, outermost first, as people read them."""
        return " › ".join(self.heading_path)

    @property
    def has_heading(self) -> bool:
        """Whether the first of its sentences is the heading right above it."""
        return (
            bool(self.heading_path)
            and len(self.sentences) > 1
            and self.quote(self.sentences[0]) == self.heading_path[-1]
        )

    def quote(self, span: Span) -> str:
        """The words at ``span``, which is a span of the document and must lie inside the passage."""
        if not self.span.covers(span):
            raise ValueError(f"{span} lies outside passage {self.id} at {self.span}")
        return self.text[span.start - self.span.start : span.end - self.span.start]


@dataclass(frozen=True, slots=True)
class ScoredPassage:
    """A passage that a search found, with its score and what each index contributed to it."""

    passage: Passage
    score: float
    found_by: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file that could not be taken in, and why, in one Dutch line for a secretary."""

    doc: str
    reason: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a secretary should know of a file or address that is no document or was taken in all the same."""

    doc: str
    text: str  # one Dutch line


@dataclass(frozen=True, slots=True)
class ReadingNotes:
    """What reading a document showed that a secretary should look at."""

    pages: int | None = None
    words: int = 0
    language: str = ""  # "nl" or "en", empty when neither is clear
    headings: int = 0
    tables: int = 0
    confidence: float | None = None  # of text recognition, 0 to 1; None where none was needed
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rewording:
    """A sentence as it was and as it becomes; empty where it is new, or gone."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Redescription:
    """Something known of a document, by the name of the field of its source, as it was and as it becomes."""

    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """What changes in a document that stays: the first of its sentences, how many more there are, its description."""

    id: str
    words: tuple[Rewording, ...]
    more: int
    described: tuple[Redescription, ...]


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A new or changed document that is nearly the same as another one of the collection."""

    id: str
    other: str
    likeness: float  # the share of their word triples that both have, 0 to 1


@dataclass(frozen=True, slots=True)
class Renewal:
    """A document that looks like a later version of another one; at least one of them is new or changed."""

    newer: str
    older: str
    reason: str  # a few Dutch words


@dataclass(frozen=True, slots=True)
class Diff:
    """What a refresh changes, beyond names: the words, and what looks like a mistake."""

    changed: tuple[DocumentChange, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()  # the id as it was and as it becomes, for the same bytes
    duplicates: tuple[tuple[str, str], ...] = ()  # a file that was left out, and the document with the same bytes
    alike: tuple[Resemblance, ...] = ()
    newer: tuple[Renewal, ...] = ()


@dataclass(frozen=True, slots=True)
class Size:
    """How large a collection is."""

    documents: int
    passages: int

    def is_much_smaller_than(self, other: "Size") -> bool:
        """Whether less than 70 % of the documents or of the passages would be left."""
        return 10 * self.documents < 7 * other.documents or 10 * self.passages < 7 * other.passages


class AnswerFate(StrEnum):
    """What a refresh does to the answer to a question, the most serious first."""

    LOST = "lost"  # was answered, or answered as a golden case wants it, and would not be any more
    CONTRADICTS = "contradicts"  # other figures or dates than before
    CHANGED = "changed"
    POSSIBLE = "possible"  # would be answered from now on


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """A question whose answer a refresh would change, with its answer in the live and in the new generation."""

    fate: AnswerFate
    question: str
    old: str
    new: str
    golden: bool  # it stands in the file of golden cases
    times: int  # how often it was asked, as far as the log knows
    fault: str = ""  # what the golden case misses in the new answer


@dataclass(frozen=True, slots=True)
class Replay:
    """The questions that were answered on the live and on the new generation, and what became of their answers."""

    questions: int = 0
    changes: tuple[AnswerChange, ...] = ()  # the most serious first
    remarks: tuple[str, ...] = ()  # Dutch lines: which questions could not be tried, and why
    tried_all_golden: bool = True

    @property
    def lost_golden(self) -> tuple[AnswerChange, ...]:
        """The golden cases that were right and would not be any more."""
        return tuple(change for change in self.changes if change.golden and change.fate is AnswerFate.LOST)


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh did, or with a dry run would do; the documents are named by source id."""

    generation: str
    passages: int
    seconds: float
    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    rejected: tuple[Rejection, ...]
    remarks: tuple[Remark, ...] = ()
    live: Size = Size(0, 0)  # of the collection before
    diff: Diff = Diff()
    answers: Replay | None = None  # None when no question was tried, as in a dry run
    expected: float = field(default=0.0, compare=False)  # seconds that making and publishing it takes, about

    @property
    def size(self) -> Size:
        """How large the new collection is."""
        return Size(len(self.added) + len(self.changed) + len(self.unchanged), self.passages)

    @property
    def shrinks(self) -> bool:
        """Whether so much disappears that it may be a mistake."""
        return self.size.is_much_smaller_than(self.live)


@dataclass(frozen=True, slots=True)
class OfferedDocument:
    """A document in a file that is offered to the collection, as it was read."""

    source: Source
    notes: ReadingNotes
    beginning: tuple[Passage, ...]
    passages: int


@dataclass(frozen=True, slots=True)
class Look:
    """What a file that is offered holds, and what taking it in would change."""

    name: str  # the id that it would have in the collection
    replaces: bool  # a file of that name is in the collection already
    documents: tuple[OfferedDocument, ...]
    rejected: tuple[Rejection, ...] = ()  # what is in it and cannot be read
    warnings: tuple[str, ...] = ()  # Dutch lines: nearly the same, newer or older than another document
    words: tuple[Rewording, ...] = ()  # of what it replaces
    more: int = 0  # sentences that changed too
    others: tuple[tuple[str, str], ...] = ()  # what else would change: a Dutch word, and the document
    shrinks: str = ""  # why it would be held back; one sentence
    seconds: float = 0.0  # that taking it in takes, about
