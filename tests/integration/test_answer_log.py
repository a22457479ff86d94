"""The answer log in a real SQLite file, and its export."""

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from threading import Barrier

import pytest

from bot.errors import LogError
from bot.log.answer_log import AnswerLog
from bot.log.database import open_engine
from bot.log.export import FIELDS, write_csv, write_jsonl
from bot.log.model import LoggedTurn
from bot.privacy import Pseudonyms
from bot.serialise import citation_row
from tests.log_turns import CHAT, NOON, QUOTE, a_turn, reverse


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'data' / 'log.sqlite'}"


@pytest.fixture
def log(url: str) -> Iterator[AnswerLog]:
    with closing(AnswerLog(url, Pseudonyms(b"k" * 32))) as log:
        yield log


def _logged(log: AnswerLog, question_id: str = "q1") -> LoggedTurn:
    turn = log.find(question_id)
    assert turn is not None
    return turn


def test_all_who_open_a_new_file_at_once_can_work_with_it(tmp_path: Path) -> None:
    def connect(address: str, others: Barrier) -> None:
        engine = open_engine(address)
        others.wait()
        with closing(engine.raw_connection()):
            pass

    with ThreadPoolExecutor(6) as pool:
        for number in range(40):
            others = Barrier(6)
            opened = [pool.submit(connect, f"sqlite:///{tmp_path / f'{number}.sqlite'}", others) for _ in range(6)]
            assert [one.exception() for one in opened] == [None] * 6


def test_a_reopened_log_still_knows_its_turns(url: str) -> None:
    for known in (0, 1, 2):
        with closing(AnswerLog(url, reverse)) as log:
            assert len(log.recent(CHAT, 10)) == known
            assert log.record(a_turn(known))


def test_nothing_personal_reaches_the_disk(log: AnswerLog, tmp_path: Path) -> None:
    log.record(a_turn(text="Ik ben jan@voorbeeld.nl, 06-12345678, BSN 111222333: wie deed mee?"))
    stored = b"".join(path.read_bytes() for path in (tmp_path / "data").iterdir())
    assert QUOTE.encode() in stored
    for secret in ("jan@voorbeeld.nl", "12345678", "111222333", CHAT, "4815162342"):
        assert secret.encode() not in stored
    turn = _logged(log)
    assert turn.question == "Ik ben [e-mailadres], [telefoonnummer], BSN [BSN]: wie deed mee?"
    assert turn.searched == f"{turn.question} in 2024"


def test_a_moment_is_stored_in_utc_whatever_zone_it_came_in(log: AnswerLog) -> None:
    turn = a_turn()
    moment = datetime(2026, 3, 2, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    log.record(replace(turn, question=replace(turn.question, asked_at=moment)))
    assert _logged(log).asked_at == moment
    assert _logged(log).asked_at.tzinfo is UTC
    assert [row.id for row in log.rows(date(2026, 3, 1))] == ["q1"]
    assert list(log.rows(date(2026, 3, 2))) == []


def test_a_moment_without_a_zone_is_a_mistake_of_the_caller(log: AnswerLog) -> None:
    turn = a_turn()
    with pytest.raises(LogError):
        log.record(replace(turn, question=replace(turn.question, asked_at=NOON.replace(tzinfo=None))))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("onzin", "geen geldig adres"),
        ("", "geen geldig adres"),
        ("postgresql://bot:geheim@server:poort/log", "geen geldig adres"),
        ("mysql://bot:geheim@127.0.0.1/log", "onbekend soort database"),
        ("sqlite://", "noemt geen bestand"),
        ("postgresql://bot:geheim@127.0.0.1:1/log", "antwoordt niet"),
        ("postgresql://bot@127.0.0.1:1/log?password=geheim", "antwoordt niet"),
        ("sqlite:////dev/null/log.sqlite", "kan niet worden gemaakt"),
        ("sqlite:////proc", "kan niet worden geopend"),
    ],
)
def test_an_address_that_cannot_be_right_is_refused_in_one_line(address: str, words: str) -> None:
    with pytest.raises(LogError) as caught:
        AnswerLog(address, reverse)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "geheim" not in str(caught.value)


def test_a_file_that_may_only_be_read_is_refused_in_one_line(url: str, tmp_path: Path) -> None:
    AnswerLog(url, reverse).close()
    read_only = f"sqlite:///file:{tmp_path / 'data' / 'log.sqlite'}?mode=ro&uri=true"
    with closing(AnswerLog(read_only, reverse)) as log, pytest.raises(LogError, match=r"^[^\n]*alleen-lezen[^\n]*$"):
        log.record(a_turn())
    with pytest.raises(LogError, match=r"^[^\n]*kan niet worden geopend[^\n]*$"):
        AnswerLog(f"sqlite:///file:{tmp_path / 'none.sqlite'}?mode=ro&uri=true", reverse)


def test_a_file_that_is_no_database_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "log.sqlite").write_text("een brief en geen database " * 100, encoding="utf-8")
    with pytest.raises(LogError, match=r"^[^\n]*geen SQLite-database[^\n]*$"):
        AnswerLog(f"sqlite:///{tmp_path / 'log.sqlite'}", reverse)


def test_a_log_of_a_newer_version_is_refused_in_one_line(url: str, tmp_path: Path) -> None:
    AnswerLog(url, reverse).close()
    with closing(sqlite3.connect(tmp_path / "data" / "log.sqlite")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LogError, match=r"^[^\n]*nieuwere versie[^\n]*$"):
        AnswerLog(url, reverse)


def test_json_lines_hold_exactly_the_promised_fields_oldest_first(log: AnswerLog) -> None:
    for number in (2, 1):
        log.record(a_turn(number))
    out = io.StringIO()
    write_jsonl(log.rows(), out)
    first, second = map(json.loads, out.getvalue().splitlines())
    assert tuple(first) == FIELDS
    assert (first["id"], second["id"]) == ("q1", "q2")
    assert datetime.fromisoformat(first["asked_at"]) == NOON + timedelta(minutes=1)
    assert (first["status"], first["confidence"], first["seconds"]) == ("answered", 0.93, 0.375)
    assert first["answer"] == "In 2024 deden 19 gemeenten mee. [1]"
    assert first["conversation"] == Pseudonyms(b"k" * 32)(CHAT)
    assert first["feedback"] is first["feedback_reason"] is first["verdict"] is first["note"] is None


def test_exported_citations_are_those_of_the_answer_and_rejected_passages_have_their_scores(log: AnswerLog) -> None:
    turn = a_turn()
    log.record(turn)
    out = io.StringIO()
    write_jsonl(log.rows(), out)
    row = json.loads(out.getvalue())
    assert row["citations"] == [citation_row(turn.answer.citations[0])]
    assert list(row["citations"][0]) == [
        "number", "doc", "page", "section", "quote", "title", "publisher", "date", "url", "digest", "span",
    ]  # fmt: skip
    assert row["citations"][0]["doc"] == "werkplaats-1.pdf"
    assert row["citations"][0]["section"] == "Resultaten › Deelname"
    assert row["citations"][0]["date"] == "2024-05-01"
    [rejected] = row["rejected"]
    assert (rejected["doc"], rejected["score"], rejected["found_by"]) == ("werkplaats-2.pdf", 0.5, {"lexical": 0.5})


def test_an_odd_question_stays_one_line_of_json(log: AnswerLog) -> None:
    log.record(a_turn(text="Wat\x00 is\u2028dit\x85 \ud800 \n?"))
    out = io.StringIO()
    write_jsonl(log.rows(), out)
    [line] = out.getvalue().splitlines()
    assert json.loads(line)["question"] == "Wat\ufffd is\u2028dit\x85 ? \n?"


def test_the_spreadsheet_opens_in_a_dutch_excel_with_the_same_rows(log: AnswerLog) -> None:
    log.record(a_turn(text='Zei zij "één; twee"\nof drie?'))
    out = io.StringIO(newline="")
    write_csv(log.rows(), out)
    assert out.getvalue().startswith("\ufeffid;asked_at;")
    [row] = csv.DictReader(io.StringIO(out.getvalue().removeprefix("\ufeff"), newline=""), delimiter=";")
    assert tuple(row) == FIELDS
    assert row["question"] == 'Zei zij "één; twee"\nof drie?'
    assert (row["confidence"], row["seconds"], row["verdict"]) == ("0,93", "0,375", "")
    assert json.loads(row["citations"])[0]["quote"] == QUOTE


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_question_never_becomes_a_formula_in_the_spreadsheet(log: AnswerLog, start: str) -> None:
    log.record(a_turn(text=f"{start}HYPERLINK(A1)"))
    out = io.StringIO(newline="")
    write_csv(log.rows(), out)
    [row] = csv.DictReader(io.StringIO(out.getvalue().removeprefix("\ufeff"), newline=""), delimiter=";")
    assert row["question"] == f"'{start}HYPERLINK(A1)"


def test_an_empty_log_exports_to_a_header_or_to_nothing(log: AnswerLog) -> None:
    lines, table = io.StringIO(), io.StringIO(newline="")
    write_jsonl(log.rows(), lines)
    write_csv(log.rows(), table)
    assert lines.getvalue() == ""
    assert table.getvalue() == "\ufeff" + ";".join(FIELDS) + "\r\n"
