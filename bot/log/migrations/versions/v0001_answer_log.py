"""Questions, answers, their citations and what was considered for them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Make the four tables of the answer log."""
    _passages()
    _turns()
    _citations_and_evidence()


def _passages() -> None:
    op.create_table(
        "passages",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("passage_id", sa.Text, nullable=False),
        sa.Column("document_id", sa.Text, nullable=False, index=True),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("publisher", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("published_on", sa.Date),
        sa.Column("programme", sa.Text),
        sa.Column("region", sa.Text),
        sa.Column("supersedes", sa.Text),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("heading_path", sa.JSON, nullable=False),
        sa.Column("page", sa.Integer),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("sentences", sa.JSON, nullable=False),
    )


def _turns() -> None:
    op.create_table(
        "turns",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("searched", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("confidence", sa.Double, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("composer", sa.Text, nullable=False),
        sa.Column("generation", sa.Text, nullable=False),
        sa.Column("seconds", sa.Double, nullable=False),
        sa.Column("timings", sa.JSON, nullable=False),
        sa.Column("feedback", sa.Text),
        sa.Column("feedback_reason", sa.Text),
        sa.Column("verdict", sa.Text),
        sa.Column("note", sa.Text),
        sa.Index("ix_turns_conversation_asked_at", "conversation", "asked_at"),
    )


def _citations_and_evidence() -> None:
    op.create_table(
        "citations",
        sa.Column("turn", sa.Integer, sa.ForeignKey("turns.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("passage_key", sa.Text, sa.ForeignKey("passages.key"), nullable=False, index=True),
        sa.Column("quote", sa.Text, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
    )
    op.create_table(
        "evidence",
        sa.Column("turn", sa.Integer, sa.ForeignKey("turns.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("passage_key", sa.Text, sa.ForeignKey("passages.key"), nullable=False, index=True),
        sa.Column("used", sa.Boolean, nullable=False),
        sa.Column("score", sa.Double, nullable=False),
        sa.Column("found_by", sa.JSON, nullable=False),
    )
