"""The tables of who signs in on the web pages, and of what they did. A change needs a new migration."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from bot.log.tables import Base


class AccountEntry(Base):
    """Somebody who signs in: with a password, or through a provider that vouches for ``subject``."""

    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)  # what is typed to sign in, in lower case
    shown: Mapped[str]  # the name that colleagues see
    role: Mapped[str]
    password: Mapped[str | None]  # an argon2 hash; None: not chosen yet, or signs in elsewhere
    subject: Mapped[str | None] = mapped_column(unique=True)  # the provider and its own id of the person
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]


class SignInLinkEntry(Base):
    """A link with which somebody chooses a password, once; the code itself is not stored."""

    __tablename__ = "sign_in_links"

    digest: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime]


class SessionEntry(Base):
    """A browser in which somebody is signed in; the cookie itself is not stored."""

    __tablename__ = "sessions"

    digest: Mapped[str] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    begun_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class AuditEntry(Base):
    """What a person saw or changed of the log. Rows are only ever added: the database refuses the rest."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_question", "question_id", "number"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    account: Mapped[str]  # the id; no reference, because the row outlives the account
    action: Mapped[str]
    question_id: Mapped[str | None]  # of the turn, where it is one
    detail: Mapped[str]  # in words, without what was asked or answered


class SecurityEntry(Base):
    """What happened at the door: who came in, who was refused. Rows are only ever added."""

    __tablename__ = "security"
    __table_args__ = (Index("ix_security_name_at", "name", "at"), Index("ix_security_address_at", "address", "at"))

    number: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    event: Mapped[str]
    name: Mapped[str]  # pseudonym of what was typed as a name
    address: Mapped[str]  # pseudonym of where it came from
    account: Mapped[str | None]  # the id, where it is one of ours
    detail: Mapped[str]
