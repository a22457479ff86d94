"""What the dense index promises, embedded and on a real Chroma server."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ingest.errors import IndexMismatch, UsageError
from ingest.index.dense import DenseIndex, blank_spare_room, copy_embedded

if TYPE_CHECKING:
    from ingest.embed import Matrix


@pytest.fixture
def index(chroma_url: str, tmp_path: Path) -> Iterator[DenseIndex]:
    index = DenseIndex(tmp_path / "dense", "passages", url=chroma_url, writable=True)
    yield index
    index.drop()
    index.close()


def _vectors(count: int, seed: int = 1) -> "Matrix":
    vectors = np.random.default_rng(seed).normal(size=(count, 8)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def _names(count: int) -> list[str]:
    return [f"p{number}" for number in range(count)]


def test_the_nearest_come_first_with_their_cosine(index: DenseIndex) -> None:
    vectors = _vectors(200)
    index.add(_names(200), vectors)
    cosines = vectors @ vectors[7]
    expected = [f"p{row}" for row in np.argsort(-cosines)[:10]]
    found = index.search(vectors[7], 10)
    assert list(found) == expected
    assert found["p7"] == pytest.approx(1, abs=1e-5)
    assert found[expected[9]] == pytest.approx(float(np.sort(cosines)[-10]), abs=1e-5)


def test_a_limit_above_the_number_of_passages_gives_all_of_them(index: DenseIndex) -> None:
    assert index.search(_vectors(1)[0], 5) == {}
    index.add(_names(3), _vectors(3))
    assert len(index.search(_vectors(1)[0], 50)) == index.count() == 3


def test_what_was_removed_is_not_found(index: DenseIndex) -> None:
    vectors = _vectors(30)
    index.add(_names(30), vectors)
    index.remove(["p4", "p5", "nooit"])
    assert index.count() == 28
    assert not {"p4", "p5"} & index.search(vectors[4], 28).keys()


def test_a_passage_without_a_known_word_is_stored_and_near_to_nothing(index: DenseIndex) -> None:
    index.add(["leeg", "vol"], np.array([[0] * 8, [1] + [0] * 7], dtype=np.float32))
    found = index.search(np.array([1] + [0] * 7, dtype=np.float32), 2)
    assert found == pytest.approx({"vol": 1, "leeg": 0}, abs=1e-5)


def test_all_vectors_of_another_index_can_be_taken_over(index: DenseIndex, chroma_url: str, tmp_path: Path) -> None:
    vectors = _vectors(25)
    index.add(_names(25), vectors)
    other = DenseIndex(tmp_path / "other", "ander", url=chroma_url, writable=True)
    other.add_all_of(index)
    assert other.search(vectors[3], 5) == pytest.approx(index.search(vectors[3], 5), abs=1e-5)
    other.drop()
    other.close()


def test_several_threads_search_at_once(index: DenseIndex) -> None:
    vectors = _vectors(50)
    index.add(_names(50), vectors)
    with ThreadPoolExecutor(8) as pool:
        best = list(pool.map(lambda row: next(iter(index.search(vectors[row], 5))), range(50)))
    assert best == _names(50)


def test_an_absent_index_says_how_to_mend_it(chroma_url: str, tmp_path: Path) -> None:
    with pytest.raises(IndexMismatch, match="python -m ingest refresh"):
        DenseIndex(tmp_path / "nergens", "nergens", url=chroma_url)


def test_a_reader_changes_nothing_in_the_files_of_the_graph(tmp_path: Path) -> None:
    writer = DenseIndex(tmp_path / "dense", "passages", writable=True)
    writer.add(_names(300), _vectors(300))
    writer.close()
    before = {path: path.read_bytes() for path in (tmp_path / "dense").glob("*/*")}
    reader = DenseIndex(tmp_path / "dense", "passages")
    assert reader.search(_vectors(300)[9], 1).keys() == {"p9"}
    reader.close()
    assert {path: path.read_bytes() for path in (tmp_path / "dense").glob("*/*")} == before
    assert before


def test_a_copy_made_while_it_is_read_grows_apart_from_it(tmp_path: Path) -> None:
    vectors = _vectors(40)
    original = DenseIndex(tmp_path / "original", "passages", writable=True)
    original.add(_names(40)[:30], vectors[:30])
    original.close()
    reader = DenseIndex(tmp_path / "original", "passages")
    assert reader.search(vectors[3], 1).keys() == {"p3"}
    copy_embedded(tmp_path / "original", tmp_path / "copy")
    copy = DenseIndex(tmp_path / "copy", "passages", writable=True)
    copy.add(_names(40)[30:], vectors[30:])
    copy.remove(["p3"])
    assert copy.search(vectors[35], 1).keys() == {"p35"}
    assert (copy.count(), reader.count()) == (39, 30)
    assert reader.search(vectors[3], 1).keys() == {"p3"}
    copy.close()
    reader.close()


def test_room_for_more_vectors_holds_nothing_of_what_was_in_memory(tmp_path: Path) -> None:
    vectors = _vectors(40)
    index = DenseIndex(tmp_path, "passages", writable=True)
    index.add(_names(40), vectors)
    index.close()
    graph, lengths = (next(tmp_path.glob(f"*/{name}.bin")) for name in ("data_level0", "length"))
    sizes = graph.stat().st_size, lengths.stat().st_size
    for path in (graph, lengths):  # 100 vectors fit in both
        whole = path.read_bytes()
        words = b"Mevrouw Jansen ontvangt 1200 euro. " * len(whole)
        path.write_bytes(whole[: len(whole) * 2 // 5] + words[: len(whole) - len(whole) * 2 // 5])
    blank_spare_room(tmp_path)
    assert (graph.stat().st_size, lengths.stat().st_size) == sizes
    assert not any(path.read_bytes()[path.stat().st_size * 2 // 5 :].strip(b"\0") for path in (graph, lengths))
    again = DenseIndex(tmp_path, "passages", writable=True)
    again.add(["later"], _vectors(1, seed=2))
    assert list(again.search(vectors[39], 1)) == ["p39"]
    assert list(again.search(_vectors(1, seed=2)[0], 1)) == ["later"]
    again.close()


def test_a_damaged_index_says_how_to_mend_it(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"geen database" * 100)
    with pytest.raises(IndexMismatch, match="python -m ingest refresh"):
        DenseIndex(tmp_path, "passages")


def test_a_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="SAMENWIJS_CHROMA_URL"):
        DenseIndex(tmp_path, "passages", url="http://127.0.0.1:9")
