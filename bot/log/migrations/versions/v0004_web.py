"""What the web pages need: accounts, reviews, curated answers, holds, and trails that only grow."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables, and room in a turn for what reviewers and retention need."""
    op.add_column("turns", sa.Column("dropped", sa.JSON))
    op.add_column("turns", sa.Column("text_removed_at", _MOMENT))
    _accounts()
    _trails()
    _reviews()
    _curated()
    _holds()


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("shown", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("password", sa.Text),
        sa.Column("subject", sa.Text, unique=True),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT),
        sa.Column("disabled_at", _MOMENT),
    )
    op.create_table(
        "sign_in_links",
        sa.Column("digest", sa.Text, primary_key=True),
        _of_account(),
        sa.Column("expires_at", _MOMENT, nullable=False),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.Text, primary_key=True),
        _of_account(),
        sa.Column("begun_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
    )


def _of_account() -> sa.Column[str]:
    reference = sa.ForeignKey("accounts.id", ondelete="CASCADE")
    return sa.Column("account", sa.Text, reference, nullable=False, index=True)


def _trails() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("question_id", sa.Text),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Index("ix_audit_question", "question_id", "number"),
    )
    op.create_table(
        "security",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("account", sa.Text),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Index("ix_security_name_at", "name", "at"),
        sa.Index("ix_security_address_at", "address", "at"),
    )
    _only_grows("audit")
    _only_grows("security")


def _only_grows(table: str) -> None:
    """Let the database itself refuse to change or delete rows of a table."""
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
            )
    else:
        op.execute(
            f"CREATE FUNCTION {table}_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{table} only grows'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_only_grows()"
        )


def _reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("turn", sa.Integer, sa.ForeignKey("turns.number", ondelete="CASCADE"), nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("settles", sa.Boolean, nullable=False),
        sa.Column("document_id", sa.Text),
        sa.Column("digest", sa.Text),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        sa.Index("ix_reviews_turn", "turn", "number"),
    )
    op.create_table(
        "saved_filters",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("account", sa.Text, sa.ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.UniqueConstraint("account", "name"),
    )
    op.create_table(
        "shares",
        sa.Column("digest", sa.Text, primary_key=True),
        sa.Column("turn", sa.Integer, sa.ForeignKey("turns.number", ondelete="CASCADE"), nullable=False, index=True),
        sa.Column("made_at", _MOMENT, nullable=False),
    )


def _curated() -> None:
    op.create_table(
        "curated",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("statements", sa.JSON, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("valid_until", sa.Date, nullable=False),
        sa.Column("withdrawn_at", _MOMENT),
        sa.Column("turn", sa.Integer, sa.ForeignKey("turns.number", ondelete="SET NULL"), index=True),
    )
    op.create_table(
        "curated_proofs",
        sa.Column("curated", sa.Integer, sa.ForeignKey("curated.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("document_id", sa.Text, nullable=False, index=True),
        sa.Column("quote", sa.Text, nullable=False),
    )


def _holds() -> None:
    op.create_table(
        "holds",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("released_at", _MOMENT),
        sa.Column("released_by", sa.Text),
    )
    op.create_table(
        "held",
        sa.Column("hold", sa.Integer, sa.ForeignKey("holds.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("turn", sa.Integer, sa.ForeignKey("turns.number", ondelete="CASCADE"), primary_key=True, index=True),
    )
