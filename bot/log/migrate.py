"""Brings the schema of a database up to date when the log is opened."""

from pathlib import Path

from sqlalchemy import Connection, Engine, column, inspect, select, table

from bot.errors import LogError
from bot.log.database import alone

SCHEMA = "0009"  # the newest migration; a test keeps it so
_STEPS = Path(__file__).parent / "migrations"
_LOCK = 7_301_226_001  # any number that nothing else on the server uses as an advisory lock


def migrate(engine: Engine) -> None:
    """Run the migrations that the database has not had yet, once even when several processes open it together.

    A current schema costs two small queries: importing Alembic takes longer than answering a question.
    """
    with engine.connect() as connection:
        if _version(connection) == SCHEMA:
            return
    with engine.begin() as connection:
        alone(connection, _LOCK)
        if _version(connection) != SCHEMA:
            _run_steps(connection)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.scalar(select(column("version_num")).select_from(table("alembic_version")))


def _run_steps(connection: Connection) -> None:
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from alembic.script.revision import RevisionError

    scripts = ScriptDirectory(str(_STEPS))
    context = MigrationContext.configure(connection)
    try:
        newest_first = list(scripts.iterate_revisions("head", context.get_current_revision() or "base"))
    except RevisionError as error:
        raise LogError("Het logboek is van een nieuwere versie van Samenwijs. Installeer die versie.") from error
    with Operations.context(context):
        for step in reversed(newest_first):
            step.module.upgrade()
    context.stamp(scripts, "head")
