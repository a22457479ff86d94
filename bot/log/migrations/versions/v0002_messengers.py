"""What a messenger must remember: its inbox, its people, their invitations, and which message shows what."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables, and keep an answer in its parts so that it can be sent again."""
    op.add_column("turns", sa.Column("notice", sa.Text))
    op.add_column("turns", sa.Column("statements", sa.JSON))
    _people()
    _invitations()
    _messages()


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("pseudonym", sa.Text, primary_key=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("notice_shown", sa.DateTime(timezone=True)),
        sa.Column("invitation", sa.Text),
    )
    op.create_table(
        "conversations",
        sa.Column("pseudonym", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, nullable=False, index=True),
    )
    op.create_table(
        "blocks",
        sa.Column("pseudonym", sa.Text, primary_key=True),
        sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=False),
    )


def _invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("number", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False, unique=True),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uses_left", sa.Integer, nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
    )


def _messages() -> None:
    op.create_table(
        "inbox",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("update_id", sa.BigInteger, nullable=False, index=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_table(
        "messages",
        sa.Column("chat", sa.Text, primary_key=True),
        sa.Column("message_id", sa.BigInteger, primary_key=True),
        sa.Column("question_id", sa.Text, sa.ForeignKey("turns.id", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("number", sa.Integer),
        sa.Column("document_id", sa.Text),
    )
