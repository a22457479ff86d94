"""Finding turns in the log, whichever database it lives in."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.log.erasure import erase_documents
from bot.log.filters import NOT_JUDGED, LogFilter
from bot.log.lookup import Stretch, numbers
from bot.log.records import Records, open_records
from bot.log.tables import TurnEntry
from bot.model import Answer, AnswerStatus, Statement, Turn, document_key
from ingest.model import ScoredPassage, Span
from tests.bench.million import MEDIUM, RARE, fill
from tests.log_turns import CHAT, NOON, a_turn

KEY = b"k" * 32
ANNA = "telegram:1001"
NOTHING = Answer(AnswerStatus.NO_EVIDENCE, notice="Dat staat niet in de documenten.", confidence=0.2)


@pytest.fixture
def records(url: str) -> Iterator[Records]:
    with closing(open_records(url, KEY)) as records:
        yield records


def _ids(records: Records, **chosen: object) -> list[str]:
    wanted = replace(LogFilter(), **chosen)  # type: ignore[arg-type]  # each test names fields of its own
    return [row.id for row in records.search.page(wanted).rows]


def _unanswered(number: int, text: str) -> Turn:
    return replace(a_turn(number, text), answer=NOTHING)


def test_words_are_found_in_the_question_and_in_the_answer(records: Records) -> None:
    records.turns.record(a_turn(1, "Wie betaalt de coördinatie in Zwolle?"))
    records.turns.record(_unanswered(2, "Wie leidt de werkgroep?"))
    assert _ids(records, words="zwolle") == ["q1"]
    assert _ids(records, words="19 gemeenten") == ["q1"]  # stands in the answer
    assert _ids(records, words="COORDINATIE") == _ids(records, words="coördinatie") == ["q1"]
    assert _ids(records, words="wie") == ["q2", "q1"]
    assert _ids(records, words="wie zwolle") == ["q1"]
    assert _ids(records, words="wie zwolle werkgroep") == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('"werkgroep leidt"', ["q1"]),
        ("werkgr*", ["q1"]),
        ("erkgroep", []),
        ("werkgr", []),
        ("wer*", []),
        ("subsidie-regeling", ["q1"]),
        ("RES-1.0 3,5", ["q1"]),
        ("12ab 1e5", ["q1"]),
        ("het AND", []),
        ("AND", []),
        ("NEAR(", []),
        ("'; DROP TABLE turns; --", []),
        ("\"'\\*:&|!()", []),
        ("???", []),
        ("\x00\ud800", []),
        ("wie " * 300, ["q1"]),
        ("  ", ["q1"]),
    ],
)
def test_whatever_is_typed_is_words_to_look_for(records: Records, words: str, found: list[str]) -> None:
    records.turns.record(_unanswered(1, "Wie leidt de werkgroep over de subsidie-regeling RES-1.0 (3,5 mln) 12ab 1e5?"))
    assert _ids(records, words=words) == found


def test_a_name_of_the_index_is_no_word_to_look_for(records: Records) -> None:
    records.turns.record(a_turn(1))
    for word in (document_key("beleid/werkplaats-1.pdf"), f"st{b'answered'.hex()}", "band18", "answered", "block"):
        assert _ids(records, words=word) == []


def test_each_filter_leaves_out_what_it_should(records: Records) -> None:
    first = a_turn(1)
    records.turns.record(replace(first, question=replace(first.question, channel="web")))
    second = _unanswered(2, "Wat kost de pont?")
    composed = replace(NOTHING, composer="voorbeeld:o'model \\1", generation="g-0002")
    asked = replace(second.question, asked_at=NOON + timedelta(days=2, hours=11, minutes=30))  # after midnight here
    records.turns.record(replace(second, question=asked, answer=composed))
    records.turns.rate("q1", "down")
    with records.turns.engine.begin() as connection:
        connection.execute(update(TurnEntry).where(TurnEntry.id == "q2").values(verdict="rightly_refused"))
    only_first: list[dict[str, object]] = [
        {"status": "answered"}, {"channel": "web"}, {"feedback": "down"}, {"verdict": NOT_JUDGED},
        {"composer": "extractive"}, {"generation": "g-0001"}, {"least": 0.5}, {"until": date(2026, 3, 4)},
        {"documents": (document_key("beleid/werkplaats-1.pdf"), document_key("anders.pdf"))},
    ]  # fmt: skip
    only_second: list[dict[str, object]] = [
        {"status": "no_evidence"}, {"channel": "telegram"}, {"verdict": "rightly_refused"},
        {"composer": "voorbeeld:o'model \\1"}, {"generation": "g-0002"}, {"most": 0.2}, {"since": date(2026, 3, 5)},
    ]  # fmt: skip
    neither: list[dict[str, object]] = [
        {"status": "answer"}, {"composer": "voorbeeld"}, {"feedback": "up"}, {"documents": ()}, {"least": 0.94},
        {"since": date(2026, 3, 3), "until": date(2026, 3, 4)}, {"documents": (document_key("anders.pdf"),)},
        {"verdict": "right"}, {"since": date(2027, 1, 1)},
    ]  # fmt: skip
    for chosen in only_first:
        assert _ids(records, **chosen) == ["q1"], chosen
    for chosen in only_second:
        assert _ids(records, **chosen) == ["q2"], chosen
    for chosen in neither:
        assert _ids(records, **chosen) == [], chosen
    assert _ids(records, words="wat", status="no_evidence", least=0.15, most=0.25, verdict="rightly_refused") == ["q2"]


def test_pages_follow_each_other_in_both_directions_without_gaps(records: Records) -> None:
    fill(records.turns.engine, 260)
    for chosen in (LogFilter(), LogFilter(words="wat"), LogFilter(status="answered")):
        everything = [turn.number for turn in records.search.every(chosen)]
        assert everything == sorted(everything)
        page, seen, pages = records.search.page(chosen), [], []
        assert not page.newer
        while True:
            pages.append([row.number for row in page.rows])
            seen += pages[-1]
            if not page.older:
                break
            page = records.search.page(chosen, before=seen[-1])
            assert page.newer
        assert seen == everything[::-1]
        back = records.search.page(chosen, after=pages[-1][0])
        assert [row.number for row in back.rows] == pages[-2]
        assert records.search.page(chosen, after=pages[0][0]).rows == []


def test_what_the_index_finds_is_what_looking_at_every_turn_finds(records: Records) -> None:
    """In a log of several blocks, with words and filters that are rare, common, and only in one part of it."""
    fill(records.turns.engine, 30_000)
    with records.turns.engine.begin() as connection:
        old = (TurnEntry.number < 900) & (TurnEntry.number > 300)
        changed = {"verdict": "source_missing", "question": "oudwoord bestaat", "searched": "oudwoord bestaat"}
        connection.execute(update(TurnEntry).where(old).values(changed))
    everything = list(records.search.every(LogFilter()))
    for chosen in (
        LogFilter(words=RARE),
        LogFilter(words=f"{MEDIUM} wat", status="partial"),
        LogFilter(words="oudwoord"),
        LogFilter(words="oudw*", channel="telegram", verdict="source_missing"),
        LogFilter(words="wat", least=0.33, most=0.47, since=date(2024, 3, 1), until=date(2024, 5, 2)),
    ):
        expected = [
            turn.number
            for turn in everything
            if all(word.strip("*") in turn.question.casefold() for word in chosen.words.split())
            and chosen.status in ("", turn.status) and chosen.channel in ("", turn.channel)
            and chosen.verdict in ("", turn.verdict) and chosen.least <= turn.confidence <= chosen.most
            and (chosen.since or date.min) <= turn.asked_at.date() <= (chosen.until or date.max)
        ]  # fmt: skip
        assert expected
        found = [turn.number for turn in records.search.every(chosen)]
        assert found == expected, chosen
        with records.turns.engine.connect() as connection:
            newest = numbers(connection, Stretch(1, 30_000, chosen), 40, newest_first=True)
        assert newest == expected[::-1][:40]


GONE = ("zqvioolkist", "zqtrompetter", "zqharpenist")


def _bytes(tmp_path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(tmp_path.rglob("log.sqlite*")))


@pytest.fixture
def file(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'log.sqlite'}"


def test_nothing_of_a_person_who_wants_to_be_forgotten_stays_in_the_index(file: str, tmp_path: Path) -> None:
    with closing(open_records(file, KEY)) as records:
        records.turns.record(a_turn(1, "Wie speelt er?", conversation="telegram:2002"))
        records.people.meet(ANNA, CHAT, NOON)
        records.turns.record(a_turn(2, f"Wie is {GONE[0]}, en {GONE[1]}?"))
        records.turns.record(a_turn(3, f"En {GONE[2]}?"))
        assert all(word.encode() in _bytes(tmp_path) for word in GONE)
        records.people.forget(ANNA)
        assert not any(word.encode()[1:] in _bytes(tmp_path) for word in GONE)
        assert [_ids(records, words=word) for word in (*GONE, "speelt")] == [[], [], [], ["q1"]]
        assert records.figures.counts("status", date.min, date.max) == {"answered": 1}


def test_nothing_of_an_erased_document_stays_in_the_index(file: str, tmp_path: Path) -> None:
    with closing(open_records(file, KEY)) as records:
        said = " ".join(GONE)
        turn = a_turn(1)
        [citation] = turn.answer.citations
        passage = replace(
            citation.passage, text=said, sentences=(Span(100, 100 + len(said)),), span=Span(100, 100 + len(said))
        )
        proof = replace(citation, passage=passage, quote=said, span=passage.span)
        evidence = (replace(turn.answer.evidence[0], scored=ScoredPassage(passage, 1.0, {})),)
        answer = replace(turn.answer, statements=(Statement(said, (1,)),), citations=(proof,), evidence=evidence)
        records.turns.record(replace(turn, answer=answer))
        assert _ids(records, words=GONE[0]) == ["q1"]
    assert all(word.encode() in _bytes(tmp_path) for word in GONE)
    erase_documents(file, [passage.source.id], [])
    assert not any(word.encode()[1:] in _bytes(tmp_path) for word in GONE)
    with closing(open_records(file, KEY)) as records:
        assert _ids(records, words=GONE[0]) == []
        assert _ids(records, words="gemeenten") == ["q1"]


def test_words_that_are_removed_or_changed_later_are_not_found(records: Records) -> None:
    records.turns.record(a_turn(1, "Wie betaalt de pont?"))
    with records.turns.engine.begin() as connection:
        connection.execute(update(TurnEntry).values(question="", searched="", answer="", verdict="right"))
    for words in ("pont", "gemeenten"):
        assert _ids(records, words=words) == []
    assert _ids(records, verdict="right") == ["q1"]


def test_the_counts_by_day_are_those_of_the_turns_whatever_happens_to_them(records: Records) -> None:
    def counted() -> None:
        turns = list(records.search.every(LogFilter()))
        for kind in ("status", "channel", "verdict", "feedback", "composer", "generation"):
            expected = Counter(getattr(turn, kind) for turn in turns if getattr(turn, kind) is not None)
            assert records.figures.counts(kind, date.min, date.max) == expected, kind
        cited = Counter(document_key(c.passage.document_id) for turn in turns for c in turn.citations)
        assert records.figures.counts("document", date.min, date.max) == cited
        assert records.figures.counts("milliseconds", date.min, date.max).total() == len(turns)

    records.people.meet(ANNA, CHAT, NOON)
    for number in range(1, 6):
        records.turns.record(a_turn(number))
    records.turns.record(a_turn(5))  # once more: it is there
    records.turns.record(_unanswered(6, "Wat kost de pont?"))
    counted()
    records.turns.rate("q1", "up")
    records.turns.rate("q1", "down")
    records.turns.rate("q2", "up")
    counted()
    with records.turns.engine.begin() as connection:
        connection.execute(update(TurnEntry).where(TurnEntry.number < 4).values(verdict="right"))
    counted()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(records.turns.record, [a_turn(number % 30) for number in range(90)]))
    counted()
    records.people.forget(ANNA)
    counted()
    assert records.figures.counts("status", date.min, date.max) == {}


def test_how_long_answers_took_is_counted_in_two_digits(records: Records) -> None:
    for number, seconds in enumerate((0.0, 0.0123, 0.1234, 1.26, 12.6, 123.4)):
        records.turns.record(replace(a_turn(number), seconds={"all": seconds}))
    counted = records.figures.counts("milliseconds", date.min, date.max)
    assert sorted(map(int, counted)) == [0, 12, 120, 1300, 13_000, 123_000]
