"""A log of an older version keeps what is in it, and all that is new works on it."""

from contextlib import closing
from datetime import UTC, date, datetime

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, Table, create_engine, func, insert, select

from bot.log.filters import LogFilter
from bot.log.migrate import _STEPS
from bot.log.records import open_records

KEY = b"k" * 32
ASKED = datetime(2026, 1, 1, 23, 30, tzinfo=UTC)  # half past midnight in Amsterdam, a day later


def an_old_log(url: str) -> None:
    """A log as version 0003 made it, with one question in it."""
    engine = create_engine(url)
    with engine.begin() as connection:
        scripts, context = ScriptDirectory(str(_STEPS)), MigrationContext.configure(connection)
        with Operations.context(context):
            for step in reversed(list(scripts.iterate_revisions("0003", "base"))):
                step.module.upgrade()
        context.stamp(scripts, "0003")
        names = ("turns", "passages", "citations")
        tables = {name: Table(name, MetaData(), autoload_with=connection) for name in names}
        connection.execute(
            insert(tables["turns"]).values(
                id="oud-1", asked_at=ASKED, channel="telegram", conversation="abc", question="Wie zijn de partners?",
                searched="Wie zijn de partners?", status="answered", confidence=0.7, answer="Ede en Putten. [1]",
                composer="extractive-1", generation="g1", seconds=0.1, timings={}, notice="",
                statements=[["Ede en Putten.", [1]]],
            )
        )  # fmt: skip
        connection.execute(
            insert(tables["passages"]).values(
                key="k1", passage_id="p1", document_id="nota.txt", file="nota.txt", title="Nota", digest="d" * 64,
                heading_path=[], start=0, end=14, kind="prose", text="Ede en Putten.", sentences=[[0, 14]],
            )
        )  # fmt: skip
        number = connection.scalar(select(func.max(tables["turns"].c.number)))
        cited = {"turn": number, "number": 1, "passage_key": "k1", "quote": "Ede en Putten.", "start": 0, "end": 14}
        connection.execute(insert(tables["citations"]).values(cited))
    engine.dispose()


def test_a_question_of_an_older_version_is_found_searched_and_counted(url: str) -> None:
    an_old_log(url)
    with closing(open_records(url, KEY)) as records:
        turn = records.turns.find("oud-1")
        assert turn
        assert (turn.answer, turn.dropped, turn.text_removed_at) == ("Ede en Putten. [1]", (), None)
        assert turn.citations[0].quote == "Ede en Putten."
        found = records.search.page(LogFilter(words="putten", since=date(2026, 1, 2), until=date(2026, 1, 2)))
        assert [entry.id for entry in found.rows] == ["oud-1"]
        assert not records.search.page(LogFilter(words="putten", until=date(2026, 1, 1))).rows


def test_opening_an_older_log_again_changes_nothing(url: str) -> None:
    an_old_log(url)
    for _ in range(2):
        with closing(open_records(url, KEY)) as records:
            assert [turn.id for turn in records.turns.rows()] == ["oud-1"]
