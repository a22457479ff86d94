"""What reviewers rely on, whichever database it lives in."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.log.curated import Curated, Proof
from bot.log.erasure import erase_documents
from bot.log.queue import LiveSources, Queued, Reason
from bot.log.records import Records, open_records
from bot.log.reviews import Judgement, Opinion, Place, Verdict
from bot.model import Answer, AnswerStatus, Evidence, Statement
from ingest.model import ScoredPassage, Span
from tests.log_turns import NOON, a_passage, a_turn, an_answer

LATER = NOON + timedelta(days=1)
PLACE = Place("nota.txt", "0" * 64, Span(3, 9))
SILENT = Answer(AnswerStatus.NO_EVIDENCE, notice="Niets.")


@pytest.fixture
def records(url: str) -> Iterator[Records]:
    with closing(open_records(url, b"k" * 32)) as records:
        yield records


def judge(records: Records, who: str, verdict: Verdict, note: str = "", place: Place | None = None) -> Judgement:
    judged = records.reviews.add(1, Opinion(who, verdict, note, place), NOON)
    assert judged
    return judged


def verdict_of(records: Records, question_id: str = "q1") -> tuple[str | None, str | None]:
    turn = records.turns.find(question_id)
    assert turn
    return turn.verdict, turn.note


def reasons(records: Records, live: LiveSources | None = None, sample: float = 0) -> dict[int, tuple[Reason, ...]]:
    return {entry.number: entry.reasons for entry in records.queue.entries(sample, live)}


def test_one_reviewer_decides_and_may_change_it(records: Records) -> None:
    records.turns.record(a_turn(1))
    assert judge(records, "anna", Verdict.WRONG, "bel 06-12345678", PLACE).place == PLACE
    assert verdict_of(records) == ("wrong", "bel [telefoonnummer]")
    judge(records, "anna", Verdict.RIGHT)
    assert verdict_of(records) == ("right", None)
    assert len(records.reviews.of(1).standing) == 1
    assert records.reviews.add(99, Opinion("anna", Verdict.RIGHT), NOON) is None


def test_somebody_gets_every_review_that_they_gave_and_no_other(records: Records) -> None:
    for number in (1, 2):
        records.turns.record(a_turn(number))
    judge(records, "anna", Verdict.WRONG, "eerst")
    judge(records, "bea", Verdict.RIGHT)
    judge(records, "anna", Verdict.RIGHT, "toch goed")
    records.reviews.add(2, Opinion("anna", Verdict.INCOMPLETE, place=PLACE), LATER)
    given = [(turn, review.opinion) for turn, review in records.reviews.by("anna")]
    assert given == [
        (1, Opinion("anna", Verdict.WRONG, "eerst")),
        (1, Opinion("anna", Verdict.RIGHT, "toch goed")),
        (2, Opinion("anna", Verdict.INCOMPLETE, place=PLACE)),
    ]
    assert records.reviews.by("cas") == []


def test_two_who_differ_leave_no_verdict_until_a_third_settles_it(records: Records) -> None:
    records.turns.record(a_turn(1))
    judge(records, "anna", Verdict.RIGHT, "goed")
    assert judge(records, "bea", Verdict.WRONG, "fout").is_disputed
    assert verdict_of(records) == (None, None)
    assert (reasons(records)[1][0], records.reviews.of(1).may_settle("anna")) == (Reason.DISPUTED, False)
    judge(records, "cas", Verdict.INCOMPLETE, "half")
    assert verdict_of(records) == ("incomplete", "half")
    judge(records, "bea", Verdict.OUTDATED_SOURCE)
    assert verdict_of(records) == ("incomplete", "half")  # what was settled stays settled
    assert Reason.DISPUTED not in reasons(records).get(1, ())


def test_two_who_come_to_agree_need_nobody_else(records: Records) -> None:
    records.turns.record(a_turn(1))
    judge(records, "anna", Verdict.RIGHT, "een")
    judge(records, "bea", Verdict.WRONG, "twee")
    judge(records, "anna", Verdict.WRONG, "drie")
    assert verdict_of(records) == ("wrong", "twee\ndrie")


def test_reviewers_who_differ_at_the_same_moment_lose_nothing(records: Records) -> None:
    turns = range(1, 16)
    for number in turns:
        records.turns.record(a_turn(number))
    opinions = [Opinion("anna", Verdict.RIGHT), Opinion("bea", Verdict.WRONG)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda at: records.reviews.add(at[0], at[1], NOON), [(n, o) for n in turns for o in opinions]))
    assert {len(records.reviews.of(number).standing) for number in turns} == {2}
    assert {verdict_of(records, f"q{number}") for number in turns} == {(None, None)}


def test_the_queue_gives_each_turn_its_reasons_the_most_urgent_first(records: Records) -> None:
    other = replace(a_turn(2), answer=replace(an_answer(1), confidence=0.2))
    near = ScoredPassage(a_passage(1), 1.0, {"dense": 0.8})
    silent = replace(a_turn(3), answer=replace(SILENT, evidence=(Evidence(near, used=False),)))
    failed = replace(a_turn(4), answer=Answer(AnswerStatus.FAILED, notice="Mis."))
    for turn in (a_turn(1), other, silent, failed, replace(a_turn(5), answer=SILENT), a_turn(1, "nog eens")):
        records.turns.record(turn)
    records.turns.rate("q5", "down")
    assert [(e.number, e.reasons) for e in records.queue.entries(0, None)] == [
        (5, (Reason.COMPLAINT,)),
        (4, (Reason.FAILED,)),
        (3, (Reason.NEARLY,)),
        (2, (Reason.UNSURE,)),
        (1, (Reason.FIRST,)),
    ]


def test_what_was_judged_leaves_the_queue(records: Records) -> None:
    records.turns.record(a_turn(1))
    records.turns.rate("q1", "down")
    assert list(reasons(records, sample=100)) == [1]
    judge(records, "anna", Verdict.RIGHT)
    assert reasons(records, sample=100) == {}


def test_an_answer_returns_when_a_document_that_it_cites_changed_and_until_it_is_judged_again(
    records: Records,
) -> None:
    records.turns.record(a_turn(1))
    document = a_passage(1)
    judge(records, "anna", Verdict.RIGHT)
    same = LiveSources("g-0002", LATER, {document.document_id: document.digest})
    assert reasons(records, same) == {}
    for gone in ({}, {document.document_id: "f" * 64}):
        assert reasons(records, LiveSources("g-0002", LATER, gone)) == {1: (Reason.CHANGED,)}
    assert reasons(records, LiveSources("g-0001", LATER, {})) == {}
    records.reviews.add(1, Opinion("anna", Verdict.OUTDATED_SOURCE), LATER + timedelta(hours=1))
    assert reasons(records, LiveSources("g-0002", LATER, {})) == {}


def test_only_the_first_answer_from_a_document_is_the_first_of_its_kind(records: Records) -> None:
    for number in (1, 2):
        records.turns.record(replace(a_turn(number), answer=an_answer(1)))
    assert reasons(records) == {1: (Reason.FIRST,)}
    judge(records, "anna", Verdict.RIGHT)
    assert reasons(records) == {}


def test_the_sample_is_the_same_for_everybody_and_about_as_large_as_was_asked(records: Records) -> None:
    for number in range(1, 201):
        records.turns.record(replace(a_turn(number), answer=SILENT))
    drawn = set(reasons(records, sample=20))
    assert 20 <= len(drawn) <= 60
    assert drawn == set(reasons(records, sample=20))
    assert len(reasons(records, sample=100)) == 200
    assert reasons(records, sample=0) == {}


def test_a_curated_answer_is_kept_whole_replaced_once_and_withdrawn_once(records: Records) -> None:
    records.turns.record(a_turn(1))
    written = Curated(
        question="Wat is een BRE?",
        statements=(Statement("Een ecosysteem.", (1, 2)), Statement("Van een regio.", (2,))),
        proofs=(
            Proof(1, "a.pdf", "1" * 64, "Een BRE is een ecosysteem."),
            Proof(2, "b.pdf", "2" * 64, "Van de regio."),
        ),
        owner="anna",
        valid_until=date(2026, 12, 31),
        made_at=NOON,
        turn=1,
    )
    first = records.curated.add(written)
    assert first
    assert records.curated.find(first) == replace(written, number=first)
    second = records.curated.add(replace(written, made_at=LATER), replaces=first)
    assert second
    assert records.curated.add(written, replaces=first) is None
    assert [curated.number for curated in records.curated.standing()] == [second]
    assert (records.curated.withdraw(second, LATER), records.curated.withdraw(second, LATER)) == (True, False)
    assert records.curated.standing() == []
    assert [curated.number for curated in records.curated.of("anna")] == [first, second]
    assert records.curated.of("bea") == []
    gone = records.curated.find(first)
    assert gone
    assert gone.withdrawn_at == LATER


def test_what_was_written_from_an_erased_document_goes_with_it(records: Records, url: str) -> None:
    proof = Proof(1, "a.pdf", "1" * 64, "Een geheim ecosysteem.")
    about = Curated("Wat?", (Statement("Een geheim.", (1,)),), (proof,), "anna", date(2026, 12, 31), NOON)
    first = records.curated.add(about)
    other = records.curated.add(replace(about, proofs=(Proof(1, "b.pdf", "2" * 64, "Iets anders."),)))
    erase_documents(url, ["a.pdf"], [])
    assert first
    erased = records.curated.find(first)
    assert erased
    assert (erased.statements[0].text, erased.proofs[0].quote) == ("[verwijderd]", "[verwijderd]")
    assert erased.withdrawn_at
    assert [curated.number for curated in records.curated.standing()] == [other]


def test_a_queue_without_turns_is_empty(records: Records) -> None:
    none: list[Queued] = []
    assert records.queue.entries(100, LiveSources("g", NOON, {})) == none
