"""Opens the database of the answer log and words its faults."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, Insert, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import LogError

_WAIT = 30  # seconds that a writer waits for another one
_AGAIN = 0.05  # seconds before a locked file is tried again
_MERGED = 500  # pages of the index of words that are written at a time
_DRIVERS = {"sqlite": "sqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}

# What drivers say, and what it means to the person who runs the bot.
_REASONS = {
    "unable to open database file": "de map of het bestand kan niet worden geopend of gemaakt",
    "readonly database": "het bestand is alleen-lezen",
    "not a database": "het bestand is geen SQLite-database",
    "malformed": "het bestand is beschadigd",
    "database is locked": "een ander programma houdt het bezet",
    "is full": "de schijf is vol",
    "disk i/o error": "de schijf geeft fouten",
    "authentication failed": "de naam of het wachtwoord klopt niet",
    "no password supplied": "het wachtwoord ontbreekt",
    "connection refused": "de databaseserver antwoordt niet",
    "no such file or directory": "de databaseserver is niet te vinden",
    "resolve host": "de databaseserver is niet te vinden",
    "name or service not known": "de databaseserver is niet te vinden",
    "timeout": "de databaseserver antwoordt niet op tijd",
    "does not exist": "de database of de gebruiker bestaat niet",
    "permission denied": "de gebruiker heeft er geen rechten voor",
}


def open_engine(address: str) -> Engine:
    """A pool of connections to the SQLite file or PostgreSQL database at ``address``; nothing is connected yet."""
    url = _url(address)
    sqlite = url.get_backend_name() == "sqlite"
    if sqlite:
        _make_folder(url)
    try:
        engine = create_engine(
            url, pool_pre_ping=not sqlite, connect_args={"timeout" if sqlite else "connect_timeout": _WAIT}
        )
    except ImportError as error:
        raise LogError("PostgreSQL vraagt een extra pakket. Voer uit: pip install 'samenwijs[postgres]'.") from error
    if sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _url(address: str) -> URL:
    advice = "Gebruik sqlite:///pad/naar/bestand.db of postgresql://naam:wachtwoord@server/database."
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):  # their text may repeat a password
        raise LogError(f"SAMENWIJS_DATABASE_URL is geen geldig adres. {advice}") from None
    if url.get_backend_name() not in _DRIVERS:
        raise LogError(f"SAMENWIJS_DATABASE_URL noemt een onbekend soort database. {advice}")
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise LogError(f"SAMENWIJS_DATABASE_URL noemt geen bestand. {advice}")
    return url.set(drivername=_DRIVERS[url.get_backend_name()])


def _make_folder(url: URL) -> None:
    if url.database and not url.database.startswith("file:"):
        folder = Path(url.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LogError(
                f"De map {folder} voor het logboek kan niet worden gemaakt. Controleer uw rechten."
            ) from error


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    """Let readers and one writer work side by side; keep references between tables true; overwrite what is deleted."""
    _write_ahead(connection)
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA secure_delete=ON")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn on the write-ahead log; of several processes that open a new file SQLite itself lets only one wait."""
    end = time.monotonic() + _WAIT
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_AGAIN)
        else:
            return


def insert_new(engine: Engine, entity: type[DeclarativeBase]) -> Insert:
    """An insertion that leaves out rows that are there already; each database has its own words for it."""
    if engine.dialect.name == "sqlite":
        from sqlalchemy.dialects.sqlite import insert as insert_sqlite

        return insert_sqlite(entity).on_conflict_do_nothing()
    from sqlalchemy.dialects.postgresql import insert as insert_postgresql

    return insert_postgresql(entity).on_conflict_do_nothing()


def alone(connection: Connection, lock: int) -> None:
    """Make others that ask for this ``lock`` wait until the transaction ends; in SQLite everybody who writes."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(select(func.pg_advisory_xact_lock(lock)))


def tidy(engine: Engine) -> None:
    """Let SQLite keep nothing of what was just deleted, in the index of words and in its journal.

    A busy reader leaves the journal for a later time.
    """
    if engine.dialect.name == "sqlite":
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            forget_words(connection)
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def forget_words(connection: Connection) -> None:
    """Write SQLite's index of words anew without the words that are gone, where it did not overwrite them at once.

    It takes seconds in a log of a million; others can write in between. To be used outside a transaction.
    """
    overwrites = "SELECT v FROM turn_search_config WHERE k = 'secure-delete'"
    merge = "INSERT INTO turn_search(turn_search, rank) VALUES ('merge', {})"
    if not connection.exec_driver_sql(overwrites).scalar():
        connection.exec_driver_sql(merge.format(-_MERGED))  # from now on into one
        while _changes(connection, merge.format(_MERGED)) > 1:  # the command itself counts as one
            pass


def _changes(connection: Connection, statement: str) -> int:
    before: int = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
    connection.exec_driver_sql(statement)
    after: int = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
    return after - before


@contextmanager
def faults(engine: Engine) -> Iterator[None]:
    """Turns what goes wrong in the database inside the block into a ``LogError``, without passwords."""
    try:
        yield
    except SQLAlchemyError as error:
        place = engine.url.set(query={}, password=None).render_as_string()
        raise LogError(
            f"Het logboek {place} doet het niet: {_reason(error)}. Controleer SAMENWIJS_DATABASE_URL en de database."
        ) from error


def _reason(error: SQLAlchemyError) -> str:
    said = str(getattr(error, "orig", None) or "").casefold()
    known = (dutch for english, dutch in _REASONS.items() if english in said)
    return next(known, f"onverwachte fout {type(error).__name__}")
