"""In SQLite a row that is replaced is not deleted first, as far as triggers go: refuse that too in the trails."""

from alembic import op

revision = "0009"
down_revision = "0008"


_TRIGGERS = (
    "CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit "
    "WHEN EXISTS (SELECT 1 FROM audit WHERE number = NEW.number) "
    "BEGIN SELECT RAISE(ABORT, 'audit only grows'); END",
    "CREATE TRIGGER security_no_replace BEFORE INSERT ON security "
    "WHEN EXISTS (SELECT 1 FROM security WHERE number = NEW.number) "
    "BEGIN SELECT RAISE(ABORT, 'security only grows'); END",
)


def upgrade() -> None:
    """Let nothing come in the place of a row that is there; PostgreSQL has no such insertion."""
    if op.get_bind().dialect.name == "sqlite":
        for trigger in _TRIGGERS:
            op.execute(trigger)
