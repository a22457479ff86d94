"""What messengers remember, whichever database it lives in."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.errors import LogError
from bot.log.model import MessageKind, Role, Shown
from bot.log.records import Records, open_records
from bot.log.tables import InboxEntry
from bot.model import Answer, AnswerStatus
from bot.privacy import Pseudonyms
from tests.log_turns import CHAT, NOON, a_turn, as_stored

KEY = b"k" * 32
ANNA, BEA = "telegram:1001", "telegram:2002"
TOMORROW = NOON + timedelta(days=1)


@pytest.fixture
def records(url: str) -> Iterator[Records]:
    with closing(open_records(url, KEY)) as records:
        yield records


def test_a_person_is_met_once_and_keeps_what_was_chosen(records: Records) -> None:
    assert records.people.find(ANNA) is None
    first = records.people.meet(ANNA, CHAT, NOON)
    assert (first.role, first.language, first.notice_shown, first.first_seen) == (Role.ASKER, None, None, NOON)
    records.people.choose_language(ANNA, "en")
    records.people.show_notice(ANNA, TOMORROW)
    again = records.people.meet(ANNA, f"{CHAT}:group", TOMORROW)
    assert again == replace(first, language="en", notice_shown=TOMORROW)
    assert again == records.people.find(ANNA)
    assert "1001" not in again.pseudonym


def test_threads_that_meet_a_person_together_meet_one(records: Records) -> None:
    with ThreadPoolExecutor(8) as pool:
        people = set(pool.map(lambda _: records.people.meet(ANNA, CHAT, NOON), range(16)))
    assert len(people) == 1


def test_who_wants_to_be_forgotten_is_gone_from_every_conversation_and_others_are_not(records: Records) -> None:
    group = f"{CHAT}:group"
    for number, (person, chat) in enumerate([(ANNA, CHAT), (ANNA, group), (BEA, "telegram:2002:2002")], 1):
        records.people.meet(person, chat, NOON)
        records.turns.record(a_turn(number, conversation=chat))
        records.messages.remember(chat, 7, Shown(f"q{number}", MessageKind.ANSWER))
    assert records.people.forget(ANNA) == (2, 0)
    assert records.people.forget(ANNA) == (0, 0)
    assert records.people.find(ANNA) is None
    assert [row.id for row in records.turns.rows()] == ["q3"]
    assert records.messages.find(CHAT, 7) is records.messages.find(group, 7) is None
    assert records.messages.find("telegram:2002:2002", 7) is not None


def test_a_block_holds_for_a_number_a_name_and_a_pseudonym_until_it_is_lifted(records: Records) -> None:
    person = records.people.meet(ANNA, CHAT, NOON)
    for identity in (ANNA, "telegram:@anna", person.pseudonym, Pseudonyms(KEY)(CHAT)):
        assert not records.blocks.any_of([ANNA, "telegram:@anna"])
        records.blocks.add(identity, NOON)
        records.blocks.add(identity, NOON)
        assert records.blocks.any_of([ANNA, "telegram:@anna"])
        assert not records.blocks.any_of([BEA])
        assert records.blocks.remove(identity)
        assert not records.blocks.remove(identity)


def test_forgetting_somebody_does_not_lift_a_block(records: Records) -> None:
    records.people.meet(ANNA, CHAT, NOON)
    records.blocks.add(ANNA, NOON)
    records.people.forget(ANNA)
    assert records.blocks.any_of([ANNA])


def test_an_invitation_lets_in_as_many_people_as_it_says_and_gives_them_its_role(records: Records) -> None:
    assert not records.invitations.were_made()
    code, invitation = records.invitations.make(Role.SECRETARIAT, 2, TOMORROW, NOON)
    assert records.invitations.were_made()
    assert code not in repr(records.invitations.all())
    assert records.invitations.redeem("another code", ANNA, NOON) is None
    for person in (ANNA, ANNA, BEA):  # a message may come twice
        assert records.invitations.redeem(code, person, NOON) is not None
    assert records.invitations.redeem(code, "telegram:3003", NOON) is None
    known = records.people.find(BEA)
    assert known is not None
    assert (known.role, known.invitation) == (Role.SECRETARIAT, invitation.number)
    assert [left.uses_left for left in records.invitations.all()] == [0]


def test_nobody_comes_in_with_an_invitation_that_is_over_or_revoked(records: Records) -> None:
    old, _ = records.invitations.make(Role.ASKER, 5, TOMORROW, NOON)
    assert records.invitations.redeem(old, ANNA, TOMORROW) is None
    revoked, invitation = records.invitations.make(Role.ASKER, 5, TOMORROW, NOON)
    assert records.invitations.revoke(invitation.number, NOON)
    assert not records.invitations.revoke("00000000", NOON)
    assert records.invitations.redeem(revoked, ANNA, NOON) is None
    assert records.people.find(ANNA) is None


def test_a_lesser_invitation_takes_no_role_away(records: Records) -> None:
    for role in (Role.ADMIN, Role.ASKER):
        code, _ = records.invitations.make(role, 1, TOMORROW, NOON)
        records.invitations.redeem(code, ANNA, NOON)
    person = records.people.find(ANNA)
    assert person is not None
    assert person.role is Role.ADMIN


def test_threads_share_out_the_uses_of_an_invitation(records: Records) -> None:
    code, _ = records.invitations.make(Role.ASKER, 3, TOMORROW, NOON)
    people = [f"telegram:{number}" for number in range(12)]
    with ThreadPoolExecutor(6) as pool:
        admitted = list(pool.map(lambda person: records.invitations.redeem(code, person, NOON), people))
    assert sum(invitation is not None for invitation in admitted) == 3


def test_an_update_waits_until_it_is_done_also_for_the_next_process(records: Records, url: str) -> None:
    payloads = {20: '{"text": "later"}', 10: '{"text": "Wie betaalt? \U0001f600 \\ud800"}'}
    keys = {number: records.inbox.keep(number, payload, NOON) for number, payload in payloads.items()}
    assert records.inbox.keep(10, payloads[10], NOON) is None
    assert records.inbox.keep(10, '{"text": "from a new series of numbers"}', NOON) is not None
    with closing(open_records(url, KEY)) as others:
        first, _, last = others.inbox.waiting()
        assert (first.payload, last.payload) == (payloads[10], payloads[20])
        others.inbox.done(first.key)
    assert keys[10] == first.key
    assert records.inbox.keep(10, payloads[10], NOON) == first.key


def test_an_update_cannot_be_read_in_the_database(records: Records) -> None:
    records.inbox.keep(1, '{"text": "Wie betaalt mij?", "from": {"id": 4815162342}}', NOON)
    with records.turns.engine.connect() as connection:
        [row] = connection.execute(select(InboxEntry.__table__)).all()
    assert "betaalt" not in str(row)
    assert "4815162342" not in str(row)


def test_an_update_sealed_with_a_lost_key_is_left_out(records: Records, url: str) -> None:
    records.inbox.keep(1, "{}", NOON)
    with closing(open_records(url, b"x" * 32)) as others:
        assert others.inbox.waiting() == []
    assert records.inbox.waiting() == []


def test_a_message_leads_to_its_question_and_to_what_it_shows(records: Records) -> None:
    records.turns.record(a_turn(1))
    source = Shown("q1", MessageKind.SOURCE, 1, "beleid/werkplaats-1.pdf")
    records.messages.remember("chat", 5_000_000_000, source)
    records.messages.remember("chat", 5, Shown("q1", MessageKind.ANSWER))
    records.messages.remember("chat", 5, Shown("q1", MessageKind.QUESTION))
    assert records.messages.find("chat", 5_000_000_000) == source
    assert records.messages.find("other chat", 5) is records.messages.find("chat", 6) is None
    assert records.messages.of("q1") == [(5, Shown("q1", MessageKind.QUESTION)), (5_000_000_000, source)]
    with pytest.raises(LogError):
        records.messages.remember("chat", 8, Shown("never asked", MessageKind.ANSWER))


def test_a_logged_turn_can_be_sent_again_as_it_was(records: Records) -> None:
    turn = a_turn(1)
    stored = replace(
        turn.answer,
        citations=tuple(replace(c, passage=as_stored(c.passage)) for c in turn.answer.citations),
        evidence=tuple(
            replace(e, scored=replace(e.scored, passage=as_stored(e.scored.passage))) for e in turn.answer.evidence
        ),
    )
    said = Answer(AnswerStatus.NO_EVIDENCE, notice="Dat staat niet in de documenten.")
    records.turns.record(turn)
    records.turns.record(replace(a_turn(2), answer=said))
    first, second = records.turns.again(turn.question), records.turns.again(a_turn(2).question)
    assert first is not None
    assert second is not None
    assert (first.answer, first.query.text, first.question) == (stored, turn.query.text, turn.question)
    assert second.answer == said
    assert records.turns.again(a_turn(3).question) is None


def test_what_an_asker_thinks_of_an_answer_is_stored_with_it(records: Records) -> None:
    records.turns.record(a_turn(1))
    assert records.turns.rate("q1", "up")
    assert records.turns.rate("q1", "down", "Bel 06-12345678 maar.")
    assert not records.turns.rate("never asked", "up")
    [row] = records.turns.rows()
    assert (row.feedback, row.feedback_reason) == ("down", "Bel [telefoonnummer] maar.")
