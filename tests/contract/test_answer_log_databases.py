"""What the answer log promises, whichever database it lives in."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from multiprocessing import get_context

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine

from bot.log import account_tables, figure_tables, review_tables
from bot.log.answer_log import AnswerLog
from bot.log.migrate import SCHEMA
from bot.log.tables import Base
from bot.model import Answer, AnswerStatus
from tests.log_turns import CHAT, NOON, a_passage, a_turn, an_answer, as_stored, record_in_new_log, reverse


@pytest.fixture
def log(url: str) -> Iterator[AnswerLog]:
    with closing(AnswerLog(url, reverse)) as log:
        yield log


def test_the_migrations_make_the_tables_that_the_code_expects(log: AnswerLog, url: str) -> None:
    del log  # opened: migrated
    entries = (account_tables.AccountEntry, review_tables.ReviewEntry, figure_tables.DayCountEntry)
    assert {entry.metadata for entry in entries} == {Base.metadata}
    engine = create_engine(url)
    with engine.connect() as connection:
        options = {"compare_type": True, "include_name": lambda name, *_: not str(name).startswith("turn_search")}
        context = MigrationContext.configure(connection, opts=options)  # the index of words is the database's own
        assert compare_metadata(context, Base.metadata) == []
        assert context.get_current_revision() == SCHEMA
    engine.dispose()


def test_a_turn_comes_back_whole(log: AnswerLog) -> None:
    turn = a_turn()
    assert log.record(turn)
    found = log.find("q1")
    assert found is not None
    assert (found.id, found.channel, found.conversation) == ("q1", "telegram", reverse(CHAT))
    assert (found.question, found.searched) == (turn.question.text, turn.query.text)
    assert found.asked_at == turn.question.asked_at
    assert (found.status, found.confidence, found.answer) == (AnswerStatus.ANSWERED, 0.93, turn.answer.text)
    assert (found.composer, found.generation) == ("extractive", "g-0001")
    assert (found.seconds, found.timings) == (0.375, {"retrieve": 0.25, "compose": 0.125})
    [citation], [used, rejected] = found.citations, found.evidence
    assert citation == replace(turn.answer.citations[0], passage=as_stored(a_passage(1)))
    assert citation.passage.quote(citation.span) == citation.quote
    assert (used.used, used.scored.score, used.scored.found_by) == (True, 2.5, {"lexical": 1.75, "dense": 0.75})
    assert (rejected.used, rejected.scored.passage) == (False, as_stored(a_passage(2)))
    assert found.feedback is found.feedback_reason is found.verdict is found.note is None


def test_a_changed_passage_does_not_change_an_older_answer(log: AnswerLog) -> None:
    changed = replace(a_passage(1), text=a_passage(1).text.replace("19", "20"))
    answer = replace(an_answer(), citations=(replace(an_answer().citations[0], passage=changed),))
    log.record(a_turn(1))
    log.record(replace(a_turn(2), answer=answer))
    old, new = log.find("q1"), log.find("q2")
    assert old is not None
    assert new is not None
    assert "19 gemeenten" in old.citations[0].passage.text
    assert "20 gemeenten" in new.citations[0].passage.text


def test_an_unknown_question_is_not_found(log: AnswerLog) -> None:
    assert log.find("never asked") is None


def test_a_question_is_stored_once_and_the_first_answer_stays(log: AnswerLog) -> None:
    assert log.record(a_turn(1))
    again = replace(a_turn(1, text="Iets anders?"), answer=Answer(AnswerStatus.FAILED, notice="Er ging iets mis."))
    assert not log.record(again)
    [row] = log.rows()
    assert (row.question, row.status, len(row.evidence)) == (a_turn().question.text, AnswerStatus.ANSWERED, 2)


def test_an_answer_without_sources_is_stored_too(log: AnswerLog) -> None:
    nothing = Answer(AnswerStatus.NO_EVIDENCE, notice="Dat staat niet in de documenten.")
    assert log.record(replace(a_turn(text="\x00" * 5 + "é" * 10_000), answer=nothing, seconds={}))
    [row] = log.rows()
    assert (row.status, row.answer, row.citations, row.evidence) == (nothing.status, nothing.notice, (), ())
    assert (row.question, row.seconds) == ("\ufffd" * 5 + "é" * 10_000, 0)


def test_a_conversation_remembers_its_own_last_turns_oldest_first(log: AnswerLog) -> None:
    for number in (3, 1, 2):
        log.record(a_turn(number, text=f"Vraag {number}?"))
    log.record(a_turn(4, conversation="someone else"))
    earlier = log.recent(CHAT, 2)
    assert [(turn.question, turn.searched) for turn in earlier] == [
        ("Vraag 2?", "Vraag 2? in 2024"),
        ("Vraag 3?", "Vraag 3? in 2024"),
    ]
    assert earlier[0].status is AnswerStatus.ANSWERED
    assert earlier[0].answer == an_answer().text
    assert log.recent("nobody", 2) == []
    assert log.recent(CHAT, 0) == []


def test_rows_come_oldest_first_from_the_day_asked_for(log: AnswerLog) -> None:
    for number in (500, 1, 1500, 1440):  # minutes after noon
        log.record(a_turn(number))
    assert [row.id for row in log.rows()] == ["q1", "q500", "q1440", "q1500"]
    assert [row.id for row in log.rows(NOON.date().replace(day=3))] == ["q1440", "q1500"]


def test_a_long_log_is_read_page_by_page_while_others_write(log: AnswerLog) -> None:
    for number in range(230):
        log.record(a_turn(number))
    rows = log.rows()
    assert next(rows).id == "q0"
    assert log.record(a_turn(9000))
    assert [row.id for row in rows] == [*(f"q{number}" for number in range(1, 230)), "q9000"]


def test_threads_record_each_question_once(log: AnswerLog) -> None:
    with ThreadPoolExecutor(8) as pool:
        new = list(pool.map(log.record, [a_turn(number % 20) for number in range(160)]))
    assert sum(new) == 20
    assert len(list(log.rows())) == 20


def test_processes_that_open_an_empty_database_together_record_each_question_once(url: str) -> None:
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as pool:
        new = list(pool.map(record_in_new_log, [url] * 3, [range(20)] * 3))
    assert sum(new) == 20
    with closing(AnswerLog(url, reverse)) as log:
        assert len(list(log.rows())) == 20
