"""What a new generation would change in the answers, with the shipped model and real indexes."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.bootstrap import open_application, open_replayer
from bot.model import Question
from bot.replay import Replayer
from bot.settings import BotSettings
from ingest.embed import Embedder, open_embedder
from ingest.index.generation import Generation, Generations
from ingest.model import AnswerFate, Replay
from ingest.refresh import Wish, refresh
from ingest.settings import IngestSettings
from tests.collection import quietly

TRAM = (
    "# Tram naar Zeist\n\nDe tram naar Zeist rijdt elk kwartier. De provincie betaalt {} miljoen euro voor de tram.\n"
)
FERRY = "# Pont naar Culemborg\n\nDe pont naar Culemborg vaart overdag. De gemeente beheert de pont naar Culemborg.\n"
BUS = "# Nachtbus naar Houten\n\nDe nachtbus naar Houten rijdt in het weekend. De regio betaalt de nachtbus.\n"
STOP = "# Halte bij het station\n\nDe halte bij het station krijgt een dak tegen de regen.\n"
MONEY = "Hoeveel miljoen betaalt de provincie voor de tram?"
FERRYMAN = "Wie beheert de pont naar Culemborg?"
NIGHT = "Wanneer rijdt de nachtbus naar Houten?"


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return open_embedder()


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    return tmp_path / "golden.jsonl"


def _made(data: Path, embedder: Embedder, **texts: str) -> Generation:
    corpus = data / "bron"
    corpus.mkdir(parents=True)
    for name, text in texts.items():
        (corpus / f"{name}.md").write_text(text, encoding="utf-8")
    generations = Generations(data, embedder)
    refresh([corpus], generations, quietly, Wish())
    return generations.live()


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Generation]:
    with closing(
        _made(tmp_path_factory.mktemp("oud"), embedder, tram=TRAM.format("drie"), pont=FERRY, halte=STOP)
    ) as made:
        yield made


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Generation]:
    with closing(_made(tmp_path_factory.mktemp("nieuw"), embedder, tram=TRAM.format("5"), bus=BUS, halte=STOP)) as made:
        yield made


def _fates(replay: Replay) -> list[tuple[AnswerFate, str]]:
    return [(change.fate, change.question) for change in replay.changes]


def test_frequent_questions_whose_answer_goes_differs_in_figures_or_comes_are_named_most_serious_first(
    golden: Path, embedder: Embedder, old: Generation, new: Generation
) -> None:
    asked = [(NIGHT, 9), (MONEY, 4), (FERRYMAN, 2), ("Wat krijgt de halte bij het station?", 1), ("hallo", 1)]
    replay = Replayer(golden, lambda limit: asked[:limit], embedder)(old, new)
    lost, contradiction, possible = replay.changes
    assert (lost.fate, lost.question, lost.times) == (AnswerFate.LOST, FERRYMAN, 2)
    assert "De gemeente beheert" in lost.old
    assert "staat niet in de documenten" in lost.new
    assert (contradiction.fate, contradiction.question) == (AnswerFate.CONTRADICTS, MONEY)
    assert ("drie miljoen" in contradiction.old, "5 miljoen" in contradiction.new) == (True, True)
    assert (possible.fate, possible.question) == (AnswerFate.POSSIBLE, NIGHT)
    assert (replay.questions, replay.remarks, replay.lost_golden) == (5, (), ())


def test_the_same_figure_in_other_words_is_a_change_and_no_contradiction(
    golden: Path, tmp_path: Path, embedder: Embedder, old: Generation
) -> None:
    reworded = TRAM.format("3").replace("voor de tram", "voor de tram naar Zeist")
    with closing(_made(tmp_path, embedder, tram=reworded, pont=FERRY)) as other:
        replay = Replayer(golden, lambda _: [(MONEY, 1)], embedder)(old, other)
    assert _fates(replay) == [(AnswerFate.CHANGED, MONEY)]


def test_a_golden_case_is_lost_when_its_answer_is_not_right_any_more(
    golden: Path, embedder: Embedder, old: Generation, new: Generation
) -> None:
    lines = (
        f'{{"id": 1, "question": "{MONEY}", "facts": [["drie", "3"]], "documents": ["tram.md"]}}',
        f'{{"id": 2, "question": "{NIGHT}", "refuse": true}}',
        f'{{"id": 3, "question": "{FERRYMAN}", "facts": ["de koning"]}}',  # was wrong already
    )
    golden.write_text("\n".join(lines), encoding="utf-8")
    replay = Replayer(golden, lambda _: [(MONEY, 3)], embedder)(old, new)
    assert [(lost.question, lost.fault, lost.times) for lost in replay.lost_golden] == [
        (MONEY, "noemt niet: drie of 3", 3),
        (NIGHT, "hoort er niet te zijn", 0),
    ]
    assert _fates(replay)[2:] == [(AnswerFate.CHANGED, FERRYMAN)]
    assert replay.tried_all_golden


def test_a_golden_case_that_comes_right_is_possible(
    golden: Path, embedder: Embedder, old: Generation, new: Generation
) -> None:
    golden.write_text(f'{{"id": 1, "question": "{NIGHT}", "documents": ["bus.md"]}}', encoding="utf-8")
    assert _fates(Replayer(golden, lambda _: [], embedder)(old, new)) == [(AnswerFate.POSSIBLE, NIGHT)]


def test_a_line_that_is_wrong_is_named_and_the_others_are_tried(
    golden: Path, embedder: Embedder, old: Generation, new: Generation
) -> None:
    golden.write_text(f'kapot\n{{"id": 1, "question": "{FERRYMAN}", "facts": ["gemeente"]}}', encoding="utf-8")
    replay = Replayer(golden, lambda _: [], embedder)(old, new)
    assert [lost.question for lost in replay.lost_golden] == [FERRYMAN]
    assert "regel 1" in replay.remarks[0]
    assert not replay.tried_all_golden


def test_golden_cases_are_judged_alone_when_the_live_index_cannot_be_read(
    golden: Path, embedder: Embedder, new: Generation
) -> None:
    lines = (
        f'{{"id": 1, "question": "{FERRYMAN}", "facts": ["gemeente"]}}',
        f'{{"id": 2, "question": "{MONEY}", "facts": ["5 miljoen"]}}',
    )
    golden.write_text("\n".join(lines), encoding="utf-8")
    assert _fates(Replayer(golden, lambda _: [(NIGHT, 1)], embedder)(None, new)) == [(AnswerFate.LOST, FERRYMAN)]


def test_without_a_log_and_golden_cases_nothing_is_tried_and_nothing_is_made(
    tmp_path: Path, embedder: Embedder, old: Generation, new: Generation
) -> None:
    data = tmp_path / "leeg"
    replay = open_replayer(IngestSettings(data=data), embedder)(old, new)
    assert replay == Replay()
    assert not data.exists()


def test_a_log_that_cannot_be_read_is_named_and_holds_nothing_up(
    tmp_path: Path, embedder: Embedder, old: Generation, new: Generation
) -> None:
    (tmp_path / "log.sqlite").write_text("een brief en geen database " * 100, encoding="utf-8")
    replay = open_replayer(IngestSettings(data=tmp_path), embedder)(old, new)
    assert "geen SQLite-database" in replay.remarks[0]
    assert replay.tried_all_golden


def test_what_was_asked_most_is_tried_as_it_was_searched_and_leaves_no_trace(
    tmp_path: Path, embedder: Embedder, new: Generation
) -> None:
    with closing(_made(tmp_path, embedder, tram=TRAM.format("drie"), pont=FERRY)) as live:
        shared, settings = IngestSettings(data=tmp_path), BotSettings()
        application = open_application(shared, settings)
        asked = ("hallo", FERRYMAN, FERRYMAN, FERRYMAN.upper(), f"  {FERRYMAN[:-1]}", NIGHT, "De pont naar Culemborg?")
        for number, text in enumerate((*asked, "En wie beheert die?")):
            question = Question(str(number), "gesprek" if number > 5 else str(number), "test", text, datetime.now(UTC))
            application.assistant.answer(question)
        replay = open_replayer(shared, embedder)(live, new)
        assert (replay.changes[0].question, replay.changes[0].times) == (FERRYMAN, 4)
        assert any("En wie beheert die?" in q and "Culemborg" in q for _, q in _fates(replay))
        assert replay.questions == 4
        assert len(list(application.log.rows())) == 8
        application.log.close()
