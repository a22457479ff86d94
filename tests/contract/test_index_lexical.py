"""What the lexical index promises, on real tantivy files."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import IndexMismatch
from ingest.index.lexical import Analysis, LexicalIndex
from tests.collection import passages, source

_, (FACTORS, BRIDGE, MEETING) = passages(
    source(title="Regio Foodvalley"),
    "Vertrouwen is de belangrijkste succesfactor. De gemeenten werkten jaren samen.",
    "Over de brug rijden bussen, en de bus rijdt elk uur.",
    "Het samenwerkingsverband vergadert in de raadszaal over de begroting.",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lexical")
    writer = LexicalIndex(folder, writable=True)
    writer.add([FACTORS, BRIDGE, MEETING])
    writer.commit()
    writer.close()
    return folder


@pytest.fixture(scope="module")
def index(folder: Path) -> Iterator[LexicalIndex]:
    index = LexicalIndex(folder)
    yield index
    index.close()


@pytest.mark.parametrize(
    ("analysis", "text", "found"),
    [
        (Analysis.LEMMA, "Wat zijn de succesfactoren?", FACTORS),
        (Analysis.STEM, "Er is gewerkt door de gemeente", FACTORS),
        (Analysis.GRAM, "succesfacoren", FACTORS),
        (Analysis.GRAM, "samenwerkingsverbanden", MEETING),
        (Analysis.LEMMA, "BRUG", BRIDGE),
        (Analysis.LEMMA, "kop 2", BRIDGE),
    ],
)
def test_each_analysis_finds_what_it_is_for(index: LexicalIndex, analysis: Analysis, text: str, found: object) -> None:
    best = next(iter(index.search(analysis, text, 3)))
    assert [p for p in (FACTORS, BRIDGE, MEETING) if p.id == best] == [found]


@pytest.mark.parametrize("text", ["Foodvalley", "provincie utrecht", "groen hart"])
def test_a_passage_is_found_by_the_name_of_its_document_publisher_and_programme(index: LexicalIndex, text: str) -> None:
    assert index.search(Analysis.LEMMA, text, 5).keys() == {FACTORS.id, BRIDGE.id, MEETING.id}


def test_scores_fall_and_the_limit_holds(index: LexicalIndex) -> None:
    scores = list(index.search(Analysis.LEMMA, "bus brug foodvalley", 2).values())
    assert len(scores) == 2
    assert scores[0] > scores[1] > 0


def test_repeating_a_word_changes_nothing(index: LexicalIndex) -> None:
    once = index.search(Analysis.STEM, "bus vertrouwen", 3)
    assert index.search(Analysis.STEM, "bus vertrouwen bus bus", 3) == once


def test_a_word_counts_once_in_title_heading_and_text_together(tmp_path: Path) -> None:
    _, (named,) = passages(source("tram.txt", title="Tram"), "De tram is een tram, en na de tram komt weer een tram.")
    _, (asked, other) = passages(
        source("bus.txt", title="Vervoer"),
        "Elke ochtend staat er in de wijk aan het spoor een lange rij reizigers voor de tram te wachten op de halte.",
        "De weg naar het dorp is in de winter van dat jaar voor de veiligheid van iedereen een paar dagen dicht.",
    )
    writer = LexicalIndex(tmp_path, writable=True)
    writer.add([named, asked, other])
    writer.commit()
    assert list(writer.search(Analysis.LEMMA, "Waar is de halte van de tram?", 3)) == [asked.id, named.id]
    writer.close()


def test_of_two_that_hold_the_word_the_one_that_is_about_it_comes_first(tmp_path: Path) -> None:
    _, (about, aside) = passages(source(), "De tram rijdt. De tram stopt.", "Zoals overal rijdt ook hier een tram.")
    writer = LexicalIndex(tmp_path, writable=True)
    writer.add([aside, about])
    writer.commit()
    assert list(writer.search(Analysis.LEMMA, "tram", 2)) == [about.id, aside.id]
    writer.close()


def test_function_words_count_only_when_there_is_nothing_else(index: LexicalIndex) -> None:
    assert index.search(Analysis.LEMMA, "de bus", 3).keys() == {BRIDGE.id}
    assert len(index.search(Analysis.LEMMA, "over de", 3)) > 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    text=st.text()
    | st.sampled_from(['"', "title:(", "a AND", "\x00", "\ud800", "*" * 99, "x" * 70_000, "aap noot " * 5_000])
)
def test_any_text_can_be_searched(index: LexicalIndex, text: str) -> None:
    for analysis in Analysis:
        assert len(index.search(analysis, text, 2)) <= 2


def test_several_threads_search_at_once(index: LexicalIndex) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: index.search(Analysis.GRAM, "samenwerking", 3), range(64)))
    assert all(answer == answers[0] for answer in answers)


def test_passages_are_counted_by_the_lemma_in_their_own_text(index: LexicalIndex) -> None:
    assert index.count() == 3
    assert (index.frequency("bus"), index.frequency("foodvalley")) == (1, 0)


def test_what_is_not_committed_is_not_found(tmp_path: Path) -> None:
    writer = LexicalIndex(tmp_path, writable=True)
    writer.add([FACTORS, BRIDGE])
    assert writer.search(Analysis.LEMMA, "brug", 3) == {}
    writer.commit()
    assert writer.search(Analysis.LEMMA, "brug", 3).keys() == {BRIDGE.id}
    writer.remove([BRIDGE.id])
    writer.commit()
    assert writer.search(Analysis.LEMMA, "brug", 3) == {}
    assert writer.count() == 1
    writer.close()


def test_what_is_left_when_most_is_removed_is_found_by_every_word(tmp_path: Path) -> None:
    _, made = passages(source(), *(f"De tram rijdt langs halte {number}." for number in range(20)))
    writer = LexicalIndex(tmp_path, writable=True)
    writer.add(made)
    writer.commit()
    writer.remove([passage.id for passage in made[2:]])
    writer.commit()
    scores = writer.search(Analysis.LEMMA, "tram halte 0", 5)
    assert list(scores) == [made[0].id, made[1].id]
    assert min(scores.values()) > 0
    writer.close()


def test_an_absent_or_damaged_index_says_how_to_mend_it(tmp_path: Path) -> None:
    with pytest.raises(IndexMismatch, match="python -m ingest refresh"):
        LexicalIndex(tmp_path / "nergens")
    (tmp_path / "meta.json").write_text("{}", encoding="utf-8")
    with pytest.raises(IndexMismatch, match="python -m ingest refresh"):
        LexicalIndex(tmp_path)
