"""The work of the night: once, by one of several processes, and whole."""

import os
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.log.records import Records, open_records
from bot.log.removal import Cleared
from bot.log.retention import Periods, Retention
from bot.nightly import Nightly, every_night, night_of
from tests.log_turns import NOON, a_turn

LATER = NOON + timedelta(days=91)


@pytest.fixture
def records(tmp_path: Path) -> Iterator[Records]:
    with closing(open_records(f"sqlite:///{tmp_path / 'log.sqlite'}", b"k" * 32)) as records:
        records.turns.record(a_turn(1))
        yield records


@pytest.fixture
def nightly(records: Records, tmp_path: Path) -> Nightly:
    return Nightly(Retention(records.turns.engine, Periods()), records.nights, tmp_path / "report")


def test_a_night_begins_at_three(nightly: Nightly) -> None:
    del nightly
    assert night_of(datetime(2026, 3, 2, 1, 59, tzinfo=UTC)) == date(2026, 3, 1)  # 02.59 in the Netherlands
    assert night_of(datetime(2026, 3, 2, 2, 0, tzinfo=UTC)) == date(2026, 3, 2)
    assert night_of(datetime(2026, 7, 2, 1, 0, tzinfo=UTC)) == date(2026, 7, 2)  # summer time


def test_a_night_is_done_once_whoever_asks(nightly: Nightly, records: Records) -> None:
    done = nightly.tonight(LATER)
    assert done is not None
    assert done.words == 1
    assert nightly.tonight(LATER + timedelta(hours=1)) is None
    assert nightly.tonight(LATER + timedelta(days=1)) is not None
    assert [run.cleared.words for run in records.nights.latest(9)] == [0, 1]


def test_a_night_that_breaks_off_is_for_somebody_else(nightly: Nightly, records: Records) -> None:
    assert nightly.tonight(LATER, lambda: False) == Cleared()
    done = nightly.tonight(LATER)
    assert done is not None
    assert done.words == 1
    assert [run.night for run in records.nights.latest(9)] == [night_of(LATER), None]


def test_who_asks_gets_it_done_at_any_time(nightly: Nightly) -> None:
    nightly.tonight(LATER - timedelta(days=30))
    assert nightly.foresee(LATER).words == 1
    assert nightly.now(LATER).words == 1
    assert nightly.now(LATER).words == 0


def test_an_old_report_with_questions_in_it_goes_too(nightly: Nightly, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    folder.mkdir()
    for name, days in (("refresh.html", 95), ("refresh.json", 5)):
        (folder / name).write_text("vragen", encoding="utf-8")
        moment = (LATER - timedelta(days=days)).timestamp()
        os.utime(folder / name, (moment, moment))
    nightly.now(LATER)
    assert [path.name for path in folder.iterdir()] == ["refresh.json"]


def test_beside_a_service_the_work_is_done_and_ends_with_it(nightly: Nightly, records: Records) -> None:
    old = a_turn(2)
    question = replace(old.question, asked_at=datetime.now(UTC) - timedelta(days=100))
    records.turns.record(replace(old, question=question))
    with every_night(nightly):
        for _ in range(200):
            if any(run.ended_at for run in records.nights.latest(1)):
                break
            time.sleep(0.05)
    (run,) = records.nights.latest(9)
    assert run.night == night_of(datetime.now(UTC))
    assert run.cleared.words >= 1
