"""What else a list of sources can say of a document: its language, last day, licence and contact."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns to the copies of passages."""
    op.add_column("passages", sa.Column("language", sa.Text))
    op.add_column("passages", sa.Column("valid_until", sa.Date))
    op.add_column("passages", sa.Column("licence", sa.Text))
    op.add_column("passages", sa.Column("contact", sa.Text))
