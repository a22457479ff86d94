"""What was kept long enough goes, words first and rows later, whichever database it lives in."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, inspect, select, text, update
from sqlalchemy.exc import DatabaseError

from bot.log.curated import Curated, Proof
from bot.log.holds import Hold
from bot.log.model import MessageKind, Role, Shown
from bot.log.people import Forgotten
from bot.log.records import Records, open_records
from bot.log.removal import Cleared
from bot.log.retention import Periods, Retention
from bot.log.tables import PassageCopy, TurnEntry
from bot.log.tally import Tally
from bot.model import Query, Statement, Turn
from tests.log_turns import CHAT, NOON, QUOTE, a_turn

KEY = b"k" * 32
ANNA = "telegram:1001"
SECRET, ANSWER, REASON = "Krijgt Wageningerdijk een kwelscherm?", "Het kwelscherm komt er.", "kwelschermen bestaan niet"
LATER = NOON + timedelta(days=91)
MUCH_LATER = NOON + timedelta(days=1096)


@pytest.fixture
def records(url: str) -> Iterator[Records]:
    with closing(open_records(url, KEY)) as records:
        yield records


@pytest.fixture
def retention(records: Records) -> Retention:
    return Retention(records.turns.engine, Periods())


def telling(number: int) -> Turn:
    """A turn whose words are found again when they are still somewhere."""
    turn = a_turn(number)
    question = replace(turn.question, text=SECRET, id=f"q{number}")
    said = replace(turn.answer, statements=(Statement(ANSWER, (1,)),))
    return replace(turn, question=question, query=Query(SECRET, SECRET), answer=said)


def ask(records: Records, number: int = 1) -> None:
    """Anna asks, rates with a reason, and shares the answer."""
    records.people.meet(ANNA, CHAT, NOON)
    records.turns.record(telling(number))
    records.turns.rate(f"q{number}", "down", REASON)
    records.messages.remember(CHAT, number, Shown(f"q{number}", MessageKind.ANSWER))
    records.shares.add(f"q{number}", NOON)


def everything(records: Records) -> str:
    """All that can be read from all tables."""
    engine = records.turns.engine
    with engine.connect() as connection:
        tables = [name for name in inspect(engine).get_table_names() if not name.startswith("turn_search")]
        return "\n".join(str(row) for name in tables for row in connection.execute(text(f'SELECT * FROM "{name}"')))


def test_after_the_period_words_are_gone_and_figures_stay(records: Records, retention: Retention) -> None:
    ask(records)
    before = records.turns.find("q1")
    assert before is not None
    assert SECRET in everything(records)
    assert retention.carry_out(NOON + timedelta(days=89)) == Cleared()
    assert retention.foresee(LATER) == Cleared(words=1, people=0)
    assert SECRET in everything(records)
    cleared = retention.carry_out(LATER)
    assert (cleared.words, cleared.rows, cleared.people, cleared.held) == (1, 0, 1, 0)
    left = everything(records)
    for gone in (SECRET, "kwelscherm", "Wageningerdijk", REASON, QUOTE, before.conversation):
        assert gone not in left
    turn = records.turns.find("q1")
    assert turn is not None
    assert turn.text_removed_at == LATER
    assert (turn.asked_at, turn.channel, turn.status, turn.feedback) == (
        before.asked_at,
        "telegram",
        before.status,
        "down",
    )
    assert (turn.confidence, turn.timings, turn.composer) == (before.confidence, before.timings, before.composer)
    assert [c.passage.source.id for c in turn.citations] == [c.passage.source.id for c in before.citations]
    assert not any(c.quote or c.passage.text or c.passage.heading_path for c in turn.citations)
    assert turn.evidence == ()
    assert retention.carry_out(LATER) == Cleared()


def test_a_word_that_comes_after_the_period_goes_in_the_next_night(records: Records, retention: Retention) -> None:
    ask(records)
    retention.carry_out(LATER)
    records.turns.rate("q1", "down", REASON)
    assert retention.carry_out(LATER + timedelta(days=1)).words == 1
    assert REASON not in everything(records)


def test_a_curated_answer_outlives_its_question_until_it_is_withdrawn(records: Records, retention: Retention) -> None:
    proof = Proof(1, "a.txt", "digest", QUOTE)
    number = records.curated.add(Curated(SECRET, (Statement(ANSWER, (1,)),), (proof,), "anna", NOON.date(), NOON))
    assert number
    retention.carry_out(LATER)
    assert SECRET in everything(records)
    assert records.curated.withdraw(number, LATER)
    retention.carry_out(LATER + timedelta(days=89))
    assert SECRET in everything(records)
    retention.carry_out(LATER + timedelta(days=91))
    assert not any(words in everything(records) for words in (SECRET, ANSWER, QUOTE))


def test_a_younger_question_keeps_its_words(records: Records, retention: Retention) -> None:
    ask(records, 1)
    young = telling(2)
    young = replace(young, question=replace(young.question, asked_at=LATER - timedelta(days=90)))
    records.turns.record(young)
    assert retention.carry_out(LATER).words == 1
    turn = records.turns.find("q2")
    assert turn is not None
    assert turn.question == SECRET
    assert turn.citations[0].quote == QUOTE
    assert turn.evidence[0].scored.passage.text


def test_rows_go_when_the_period_of_figures_is_over(records: Records, retention: Retention) -> None:
    ask(records)
    assert retention.foresee(MUCH_LATER).rows == 1
    assert retention.carry_out(MUCH_LATER).rows == 1
    assert records.turns.find("q1") is None
    with records.turns.engine.connect() as connection:
        assert connection.scalars(select(PassageCopy.key)).all() == []


def test_with_a_period_of_nothing_words_go_in_the_next_night(records: Records) -> None:
    ask(records)
    Retention(records.turns.engine, Periods(words=0, counts=365)).carry_out(NOON + timedelta(hours=1))
    assert SECRET not in everything(records)


def test_a_stop_between_two_steps_leaves_the_rest_for_later(records: Records) -> None:
    for number in range(1, 4):
        ask(records, number)
    retention = Retention(records.turns.engine, Periods(), batch=2)
    goes_on = iter([True, False])
    assert retention.carry_out(LATER, lambda: next(goes_on, False)).words == 2
    assert retention.carry_out(LATER).words == 1


def hold(records: Records, question_id: str = "q1") -> Hold:
    made = records.holds.add_one("Onderzoek van de rekenkamer", "admin", NOON, question_id)
    assert made is not None
    return made


def test_what_is_held_stays_whole_until_it_is_released(records: Records, retention: Retention) -> None:
    ask(records, 1)
    ask(records, 2)
    made = hold(records)
    assert retention.foresee(LATER) == Cleared(words=1, held=1)
    assert retention.carry_out(MUCH_LATER).rows == 1
    kept = records.turns.find("q1")
    assert kept is not None
    assert (kept.question, kept.feedback_reason, kept.citations[0].quote) == (SECRET, REASON, QUOTE)
    assert records.holds.release(made.number, "other", LATER)
    assert not records.holds.release(made.number, "other", LATER)
    (shown,) = records.holds.all()
    assert (shown.reason, shown.turns, shown.released_by, shown.released_at) == (made.reason, 1, "other", LATER)
    assert retention.carry_out(MUCH_LATER).rows == 1
    assert SECRET not in everything(records)


def test_a_hold_on_nothing_is_not_made(records: Records) -> None:
    assert records.holds.add_one("Onderzoek", "admin", NOON, "nergens") is None
    assert records.holds.all() == []


def test_a_hold_covers_a_selection_as_it_is_now(records: Records, retention: Retention) -> None:
    for number in (1, 2):
        ask(records, number)
    made = records.holds.add("Wob", "admin", NOON, [row.number for row in records.turns.rows()])
    ask(records, 3)
    assert made is not None
    assert made.turns == 2
    assert retention.carry_out(MUCH_LATER).rows == 1
    assert [row.id for row in records.turns.rows()] == ["q1", "q2"]


def test_forgetting_somebody_leaves_what_is_held_until_the_night_after_the_release(
    records: Records, retention: Retention
) -> None:
    for number in (1, 2):
        ask(records, number)
    made = hold(records)
    assert records.people.questions_of(ANNA) == ["q1", "q2"]
    assert records.people.forget(ANNA) == Forgotten(questions=1, held=1)
    assert records.people.find(ANNA) is None
    assert [row.id for row in records.turns.rows()] == ["q1"]
    assert retention.carry_out(NOON).rows == 0
    records.holds.release(made.number, "admin", NOON)
    assert retention.carry_out(NOON).rows == 1
    assert list(records.turns.rows()) == []


def test_somebody_is_forgotten_by_the_name_that_the_log_shows(records: Records) -> None:
    ask(records)
    conversation = records.turns.find("q1")
    assert conversation is not None
    records.people.meet(ANNA, "telegram:other", NOON)
    other = a_turn(2, conversation="telegram:other")
    records.turns.record(other)
    assert records.people.forget_conversation("0" * 16) is None
    assert records.people.forget_conversation("") is None
    assert records.people.forget_conversation(conversation.conversation) == Forgotten(2, 0)
    records.turns.record(a_turn(3, conversation="cli:1"))
    (alone,) = records.turns.rows()
    assert records.people.forget_conversation(alone.conversation) == Forgotten(1, 0)


def test_each_turn_is_counted_once_from_the_start_on(records: Records) -> None:
    records.turns.record(a_turn(1))
    tally = Tally(records.turns.engine)
    assert tally.new() == []
    for number in (2, 3):
        records.turns.record(a_turn(number))
    assert [turn.channel for turn in tally.new()] == ["telegram", "telegram"]
    assert tally.new() == []
    with records.turns.engine.begin() as connection:
        connection.execute(delete(TurnEntry))
    assert tally.new() == []
    records.turns.record(a_turn(4))


def test_the_trail_is_found_by_who_and_what_and_leads_to_the_answer(records: Records) -> None:
    records.turns.record(a_turn(1))
    records.audit.add("anna", "antwoord bekeken", NOON, "q1")
    records.audit.add("bea", "antwoord bekeken", NOON, "gone")
    records.audit.add("bea", "gegevens gewist", NOON, detail="account x")
    (mine,) = records.audit.latest(9, account="anna")
    turn = records.turns.find("q1")
    assert turn is not None
    assert (mine.turn, mine.question_id) == (turn.number, "q1")
    assert [row.turn for row in records.audit.latest(9, account="bea", action="antwoord bekeken")] == [None]


def test_an_account_is_removed_with_what_hangs_on_it_but_not_the_last_admin(records: Records) -> None:
    admin = records.accounts.add("adam", "Adam", Role.ADMIN, NOON)
    asker = records.accounts.add("anna", "Anna", Role.ASKER, NOON)
    assert admin is not None
    assert asker is not None
    records.saved_filters.save(asker.id, "mijn filter", "zoek=BRE")
    assert records.accounts.remove(asker.id)
    assert records.saved_filters.of(asker.id) == []
    assert not records.accounts.remove(admin.id)
    assert [account.name for account in records.accounts.all()] == ["adam"]


def test_a_night_is_taken_by_one_process(records: Records) -> None:
    night = date(2026, 3, 2)
    first = records.nights.begin(NOON, night)
    assert first is not None
    assert records.nights.begin(NOON, night) is None
    assert records.nights.begin(NOON) is not None
    assert records.nights.begin(NOON) is not None
    records.nights.end(first, LATER, Cleared(words=3, rows=2, people=1, passages=4, held=5))
    run = records.nights.latest(5)[-1]
    assert (run.night, run.began_at, run.ended_at) == (night, NOON, LATER)
    assert run.cleared == Cleared(words=3, rows=2, people=1, passages=4, held=5)
    assert records.nights.latest(5)[0].ended_at is None


@pytest.mark.parametrize("table", ["audit", "security"])
@pytest.mark.parametrize("change", ["UPDATE {} SET account = 'x'", "DELETE FROM {}"])
def test_the_trails_can_only_grow(records: Records, table: str, change: str) -> None:
    records.audit.add("admin", "antwoord bekeken", NOON, "q1")
    with records.turns.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO security (at, event, name, address, detail) VALUES (:at, 'ingelogd', 'n', 'a', '')"),
            {"at": NOON},
        )
    with pytest.raises(DatabaseError, match="only grows"), records.turns.engine.begin() as connection:
        connection.execute(text(change.format(table)))
    assert len(records.audit.latest(10)) == 1


def test_nothing_takes_the_place_of_a_row_in_the_trails(tmp_path: Path) -> None:
    with closing(open_records(f"sqlite:///{tmp_path / 'log.sqlite'}", KEY)) as records:
        records.audit.add("admin", "antwoord bekeken", NOON, "q1")
        columns = "(number, at, account, action, detail)"
        replaced = f"INSERT OR REPLACE INTO audit {columns} VALUES (1, :at, 'x', 'niets', '')"
        with pytest.raises(DatabaseError, match="only grows"), records.turns.engine.begin() as connection:
            connection.execute(text(replaced), {"at": NOON})
        assert [row.account for row in records.audit.latest(10)] == ["admin"]


def test_the_bytes_of_what_went_are_gone_from_the_disk(tmp_path: Path) -> None:
    with closing(open_records(f"sqlite:///{tmp_path / 'log.sqlite'}", KEY)) as records:
        for number in range(1, 4):
            ask(records, number)
        with records.turns.engine.begin() as connection:
            connection.execute(update(TurnEntry).values(note=REASON))
        Retention(records.turns.engine, Periods()).carry_out(LATER)
        kept = b"".join(path.read_bytes() for path in tmp_path.iterdir()).lower()
    assert b"telegram" in kept
    for gone in (SECRET, "kwelscherm", "Wageningerdijk", REASON, QUOTE):
        assert gone.lower().encode() not in kept
