"""Links to answers, and the turns of a conversation, whichever database they live in."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.log.erasure import erase_documents
from bot.log.records import Records, open_records
from bot.log.review_tables import ShareEntry
from bot.log.tables import TurnEntry
from tests.log_turns import CHAT, NOON, a_turn

TOMORROW = NOON + timedelta(days=1)


@pytest.fixture
def records(url: str) -> Iterator[Records]:
    with closing(open_records(url, b"k" * 32)) as records:
        yield records


def test_a_code_opens_the_answer_it_was_made_for_and_is_not_stored(records: Records) -> None:
    records.turns.record(a_turn(1))
    records.turns.record(a_turn(2))
    first, again, second = (records.shares.add(f"q{number}", NOON) or "" for number in (1, 1, 2))
    assert len({first, again, second}) == 3
    assert [records.shares.find(code) for code in (first, again, second)] == ["q1", "q1", "q2"]
    assert records.shares.find(first.swapcase()) is None
    assert records.shares.find("\x00\ud800") is None
    with Session(records.turns.engine) as session:
        stored = set(session.scalars(select(ShareEntry.digest)))
    assert not any(code in digest for code in (first, again, second) for digest in stored)


def test_an_answer_that_was_never_given_cannot_be_shared(records: Records) -> None:
    assert records.shares.add("q1", NOON) is None


def test_a_shared_answer_goes_with_its_turn_its_words_or_its_document(records: Records, url: str) -> None:
    codes = []
    for number in (1, 2, 3):
        records.turns.record(a_turn(number, conversation=CHAT if number == 1 else f"{CHAT}:{number}"))
        codes.append(records.shares.add(f"q{number}", NOON) or "")
    records.people.meet("telegram:1001", CHAT, NOON)
    records.people.forget("telegram:1001")
    with Session(records.turns.engine) as session, session.begin():
        session.execute(update(TurnEntry).where(TurnEntry.id == "q2").values(text_removed_at=TOMORROW))
    cited = a_turn(3).answer.citations[0].passage
    erase_documents(url, [cited.document_id], [cited.digest])
    assert [records.shares.find(code) for code in codes] == [None, None, None]


def test_a_conversation_comes_back_whole_oldest_first_with_the_document_it_was_about(records: Records) -> None:
    turns = [a_turn(number) for number in (1, 2, 3)]
    turns[1] = replace(turns[1], question=replace(turns[1].question, document="kaderbrief.pdf"))
    for turn in (*turns, a_turn(4, conversation=f"{CHAT}:other")):
        records.turns.record(turn)
    found = records.turns.conversation(CHAT, 2)
    assert [turn.id for turn in found] == ["q2", "q3"]
    assert [turn.document for turn in found] == ["kaderbrief.pdf", None]
    assert [turn.statements for turn in found] == [turn.answer.statements for turn in turns[1:]]
    assert [len(turn.evidence) for turn in found] == [2, 2]
    assert [turn.id for turn in records.turns.recent(CHAT, 9)] == ["q1", "q2", "q3"]
