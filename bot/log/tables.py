"""The tables of the answer log and of what messengers remember. A change needs a new migration: a test compares."""

from datetime import UTC, date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, ForeignKey, Index, Text, text
from sqlalchemy.engine import Dialect
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator, TypeEngine

from ingest.clock import day_of


class CleanText(TypeDecorator[str]):
    """Text of the same length without NUL and lone surrogates, which PostgreSQL and UTF-8 refuse."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002  # SQLAlchemy's
        """What is stored."""
        return value and value.replace("\x00", "\ufffd").encode(errors="replace").decode()


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored and given back in UTC; SQLite itself forgets the time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # SQLAlchemy's
        """What is stored; a moment without a time zone could be any."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # SQLAlchemy's
        """What is given back."""
        return value and (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))


class Base(DeclarativeBase):
    """The schema of the answer log."""

    type_annotation_map: ClassVar[dict[Any, TypeEngine[Any]]] = {
        str: CleanText(),
        datetime: UtcDateTime(),
        list[str]: JSON(),
        list[list[int]]: JSON(),
        list[tuple[str, list[int]]]: JSON(none_as_null=True),
        list[tuple[str, str, str]]: JSON(none_as_null=True),
        dict[str, float]: JSON(),
    }


class PassageCopy(Base):
    """A passage as it was when an answer considered it, stored once for all the answers that did."""

    __tablename__ = "passages"

    key: Mapped[str] = mapped_column(primary_key=True)  # digest of all the other columns
    passage_id: Mapped[str]
    document_id: Mapped[str] = mapped_column(index=True)
    file: Mapped[str]
    title: Mapped[str]
    publisher: Mapped[str | None]
    url: Mapped[str | None]
    published_on: Mapped[date | None]
    programme: Mapped[str | None]
    region: Mapped[str | None]
    supersedes: Mapped[str | None]
    language: Mapped[str | None]
    valid_until: Mapped[date | None]
    licence: Mapped[str | None]
    contact: Mapped[str | None]
    digest: Mapped[str]
    heading_path: Mapped[list[str]]
    page: Mapped[int | None]
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[str]
    text: Mapped[str]
    sentences: Mapped[list[list[int]]]


class CitationEntry(Base):
    """A numbered proof in a logged answer."""

    __tablename__ = "citations"

    turn: Mapped[int] = mapped_column(ForeignKey("turns.number", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    passage_key: Mapped[str] = mapped_column(ForeignKey("passages.key"), index=True)
    quote: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    passage: Mapped[PassageCopy] = relationship(lazy="joined", innerjoin=True)


class EvidenceEntry(Base):
    """A passage that was considered for a logged answer; ``found_by`` holds the score of each index."""

    __tablename__ = "evidence"

    turn: Mapped[int] = mapped_column(ForeignKey("turns.number", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    passage_key: Mapped[str] = mapped_column(ForeignKey("passages.key"), index=True)
    used: Mapped[bool]
    score: Mapped[float]
    found_by: Mapped[dict[str, float]]
    passage: Mapped[PassageCopy] = relationship(lazy="joined", innerjoin=True)


_COMPLAINT = "feedback = 'down' AND verdict IS NULL"


def _day_of_asking(context: DefaultExecutionContext) -> date:
    parameters = context.get_current_parameters()  # type: ignore[no-untyped-call]  # SQLAlchemy leaves it without types
    moment: datetime = parameters["asked_at"]
    return day_of(moment)


class TurnEntry(Base):
    """A question and its answer, with room for what users and reviewers say of it."""

    __tablename__ = "turns"
    __table_args__ = (
        Index("ix_turns_conversation_asked_at", "conversation", "asked_at"),
        # what people complained about and nobody judged
        Index("ix_turns_complaints", "number", sqlite_where=text(_COMPLAINT), postgresql_where=text(_COMPLAINT)),
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(unique=True)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    channel: Mapped[str]
    conversation: Mapped[str]
    question: Mapped[str]
    searched: Mapped[str]
    status: Mapped[str]
    confidence: Mapped[float]
    answer: Mapped[str]
    composer: Mapped[str]
    generation: Mapped[str]
    seconds: Mapped[float]
    timings: Mapped[dict[str, float]]
    feedback: Mapped[str | None]
    feedback_reason: Mapped[str | None]
    verdict: Mapped[str | None]
    note: Mapped[str | None]
    notice: Mapped[str | None]  # `answer` in its parts, so that it can be sent again; None in turns from before 0002
    statements: Mapped[list[tuple[str, list[int]]] | None]  # each with the numbers of its citations
    dropped: Mapped[list[tuple[str, str, str]] | None]  # claim, quote and fault of what a model said without proof
    document: Mapped[str | None]  # the id of the only document that was searched
    day: Mapped[date] = mapped_column(default=_day_of_asking)  # in the Netherlands
    cited: Mapped[list[str]] = mapped_column(default=list)  # the short names of the documents that the answer cites
    text_removed_at: Mapped[datetime | None]  # when the period was over: what was asked and answered is gone since
    citations: Mapped[list[CitationEntry]] = relationship(lazy="selectin", order_by=CitationEntry.number)
    evidence: Mapped[list[EvidenceEntry]] = relationship(lazy="selectin", order_by=EvidenceEntry.position)


class PersonEntry(Base):
    """What is known of somebody who used a messenger; who it is, is known under a pseudonym only."""

    __tablename__ = "people"

    pseudonym: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str]
    language: Mapped[str | None]  # "nl", "en"; None: not chosen
    first_seen: Mapped[datetime]
    notice_shown: Mapped[datetime | None]
    invitation: Mapped[str | None]  # the number of the invitation that let this person in


class ConversationEntry(Base):
    """Whose conversation it is, so that forgetting a person forgets all of them."""

    __tablename__ = "conversations"

    pseudonym: Mapped[str] = mapped_column(primary_key=True)  # as in `turns`
    person: Mapped[str] = mapped_column(index=True)  # pseudonym


class BlockEntry(Base):
    """Somebody who may not ask any more; it stays when that person is forgotten."""

    __tablename__ = "blocks"

    pseudonym: Mapped[str] = mapped_column(primary_key=True)  # of a person, or of an @name
    blocked_at: Mapped[datetime]


class InvitationEntry(Base):
    """A code that lets people in; the code itself is not stored."""

    __tablename__ = "invitations"

    number: Mapped[str] = mapped_column(primary_key=True)  # the first digits of the digest, to name it by
    digest: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    uses_left: Mapped[int]
    revoked_at: Mapped[datetime | None]


class InboxEntry(Base):
    """An update of a messenger that is not answered yet, encrypted; the row goes once it is."""

    __tablename__ = "inbox"

    key: Mapped[str] = mapped_column(primary_key=True)  # pseudonym of the whole update
    update_id: Mapped[int] = mapped_column(BigInteger, index=True)
    received_at: Mapped[datetime]
    payload: Mapped[str]


class MessageEntry(Base):
    """Which logged question a message in a chat belongs to, and what it shows of the answer."""

    __tablename__ = "messages"

    chat: Mapped[str] = mapped_column(primary_key=True)  # pseudonym
    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    question_id: Mapped[str] = mapped_column(ForeignKey("turns.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]  # "question", "answer", "source", …
    number: Mapped[int | None]  # of the citation that it shows
    document_id: Mapped[str | None]  # of the document that it shows
