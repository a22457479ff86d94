"""What the review queue finds its entries by, and which version of a document a curated answer quotes."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_COMPLAINT = sa.text("feedback = 'down' AND verdict IS NULL")
_DIFFERS = sa.text("differs")


def upgrade() -> None:
    """Add the columns, and indexes that hold only what still waits for somebody."""
    op.add_column("reviews", sa.Column("differs", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("curated_proofs", sa.Column("digest", sa.Text, nullable=False, server_default=""))
    op.create_index("ix_turns_complaints", "turns", ["number"], sqlite_where=_COMPLAINT, postgresql_where=_COMPLAINT)
    op.create_index("ix_reviews_differs", "reviews", ["number"], sqlite_where=_DIFFERS, postgresql_where=_DIFFERS)
