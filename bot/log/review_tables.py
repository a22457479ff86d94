"""The tables of what people make of logged answers. A change needs a new migration."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.log.tables import Base


class ReviewEntry(Base):
    """What one reviewer thinks of one answer. Changing it adds a row; the last one of a reviewer counts."""

    __tablename__ = "reviews"
    __table_args__ = (
        Index("ix_reviews_turn", "turn", "number"),
        Index("ix_reviews_differs", "number", sqlite_where=text("differs"), postgresql_where=text("differs")),
    )

    number: Mapped[int] = mapped_column(primary_key=True)
    turn: Mapped[int] = mapped_column(ForeignKey("turns.number", ondelete="CASCADE"))
    account: Mapped[str]  # the id
    made_at: Mapped[datetime]
    verdict: Mapped[str]
    note: Mapped[str]
    settles: Mapped[bool]  # decides between two that differ
    differs: Mapped[bool] = mapped_column(server_default=false())  # from what somebody else thought then
    document_id: Mapped[str | None]  # where the right answer stands, as the reviewer found it
    digest: Mapped[str | None]
    start: Mapped[int | None]
    end: Mapped[int | None]


class SavedFilterEntry(Base):
    """A search in the log that somebody keeps under a name."""

    __tablename__ = "saved_filters"
    __table_args__ = (UniqueConstraint("account", "name"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    name: Mapped[str]
    query: Mapped[str]  # as it stands behind the ? of the address


class ShareEntry(Base):
    """A link to an answer; the code in it is not stored."""

    __tablename__ = "shares"

    digest: Mapped[str] = mapped_column(primary_key=True)
    turn: Mapped[int] = mapped_column(ForeignKey("turns.number", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime]


class CuratedProofEntry(Base):
    """A numbered quote in a curated answer, and the document that it was chosen from."""

    __tablename__ = "curated_proofs"

    curated: Mapped[int] = mapped_column(ForeignKey("curated.number", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[str] = mapped_column(index=True)
    digest: Mapped[str] = mapped_column(server_default="")  # of the document when the words were chosen
    quote: Mapped[str]


class CuratedEntry(Base):
    """An answer that a person wrote: given first when a question means the same, until its last day."""

    __tablename__ = "curated"

    number: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str]
    statements: Mapped[list[tuple[str, list[int]]]]  # each with the numbers of its proofs
    owner: Mapped[str]  # the id of an account
    made_at: Mapped[datetime]
    valid_until: Mapped[date]
    withdrawn_at: Mapped[datetime | None]
    turn: Mapped[int | None] = mapped_column(ForeignKey("turns.number", ondelete="SET NULL"), index=True)
    proofs: Mapped[list[CuratedProofEntry]] = relationship(
        lazy="selectin", order_by=CuratedProofEntry.number, cascade="all, delete-orphan"
    )


class HoldEntry(Base):
    """A reason to keep some turns beyond their period."""

    __tablename__ = "holds"

    number: Mapped[int] = mapped_column(primary_key=True)
    reason: Mapped[str]
    account: Mapped[str]  # the id of who made it
    made_at: Mapped[datetime]
    released_at: Mapped[datetime | None]
    released_by: Mapped[str | None]


class HeldEntry(Base):
    """A turn that a hold keeps."""

    __tablename__ = "held"

    hold: Mapped[int] = mapped_column(ForeignKey("holds.number", ondelete="CASCADE"), primary_key=True)
    turn: Mapped[int] = mapped_column(ForeignKey("turns.number", ondelete="CASCADE"), primary_key=True, index=True)


class RetentionRunEntry(Base):
    """One time that what was kept long enough was removed, and how much that was."""

    __tablename__ = "retention_runs"

    number: Mapped[int] = mapped_column(primary_key=True)
    night: Mapped[date | None] = mapped_column(unique=True)  # one process takes it; none: a person asked for it
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    words: Mapped[int]
    rows: Mapped[int]
    people: Mapped[int]
    passages: Mapped[int]
    held: Mapped[int]
