"""Which one document a question was asked about, so that its answer says so when it is shown again."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make room for it in a turn."""
    op.add_column("turns", sa.Column("document", sa.Text))
