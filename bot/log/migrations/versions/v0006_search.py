"""Finding turns by their words and by what they are, and counting them by day, also in a log of a million.

One index knows the words and everything that people filter on, so that any combination is one walk along lists that
are in order. The database keeps index and counts itself, so that no writer can forget to. What that takes is written
in the database's own language, beside this file; a line of dashes ends a statement.
"""

import sqlite3
from collections import defaultdict
from datetime import UTC
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_OVERWRITES = (3, 42)  # the version of SQLite from which a deleted word can be overwritten at once


def upgrade() -> None:
    """Add the columns, the counts and the index, and what keeps them true."""
    op.add_column("turns", sa.Column("day", sa.Date, nullable=False, server_default="1970-01-01"))
    op.add_column("turns", sa.Column("cited", sa.JSON, nullable=False, server_default="[]"))
    op.create_table(
        "day_counts",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("value", sa.Text, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "day_bounds",
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
    )
    connection = op.get_bind()
    _fill(connection)
    statements = Path(__file__).with_suffix(f".{connection.dialect.name}.sql").read_text(encoding="utf-8")
    for statement in statements.split("\n----\n"):
        connection.exec_driver_sql(statement)
    if connection.dialect.name == "sqlite" and sqlite3.sqlite_version_info >= _OVERWRITES:
        connection.exec_driver_sql("INSERT INTO turn_search(turn_search, rank) VALUES ('secure-delete', 1)")


def _fill(connection: sa.Connection) -> None:
    """Give the turns that are there their day, and the short names of the documents that they cite."""
    turns = sa.table(
        "turns",
        sa.column("number"),
        sa.column("asked_at", sa.DateTime(timezone=True)),
        sa.column("day", sa.Date),
        sa.column("cited", sa.JSON),
    )
    cited: dict[int, dict[str, None]] = defaultdict(dict)
    citing = sa.text("SELECT turn, document_id FROM citations JOIN passages ON key = passage_key ORDER BY turn, number")
    for turn, document in connection.execute(citing):
        cited[turn][sha256(document.encode()).hexdigest()[:12]] = None
    rows = []
    for number, asked_at in connection.execute(sa.select(turns.c.number, turns.c.asked_at)):
        moment = asked_at if asked_at.tzinfo else asked_at.replace(tzinfo=UTC)
        day = moment.astimezone(ZoneInfo("Europe/Amsterdam")).date()
        rows.append({"of": number, "asked_on": day, "naming": list(cited[number])})
    if rows:
        change = sa.update(turns).where(turns.c.number == sa.bindparam("of"))
        connection.execute(change.values(day=sa.bindparam("asked_on"), cited=sa.bindparam("naming")), rows)
