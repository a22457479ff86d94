"""When what was kept long enough was removed, and how much that was."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table; one process can take a night."""
    op.create_table(
        "retention_runs",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("night", sa.Date, unique=True),
        sa.Column("began_at", _MOMENT, nullable=False),
        sa.Column("ended_at", _MOMENT),
        *(sa.Column(what, sa.Integer, nullable=False) for what in ("words", "rows", "people", "passages", "held")),
    )
