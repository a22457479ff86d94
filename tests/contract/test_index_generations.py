"""What generations promise, with real files, embedded and with the vectors on a Chroma server."""

import gc
import json
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ingest.byte_search import files_in, search
from ingest.errors import IndexMismatch, NoIndex, NothingPublished, RefreshBusy, UsageError
from ingest.index.archive import Archive, Meta
from ingest.index.dense import DenseIndex
from ingest.index.disk import linked
from ingest.index.generation import Generation, Generations, Making, live_store
from ingest.index.lexical import Analysis, LexicalIndex
from ingest.index.rebuild import rebuild_without
from tests.collection import LetterEmbedder, chroma_server, passages, publish, source

TRAM = "De tram rijdt naar Zeist."
FERRY = "Het pontje vaart naar Culemborg."


@pytest.fixture
def generations(chroma_url: str, tmp_path: Path) -> Generations:
    return Generations(tmp_path / "data", LetterEmbedder(), chroma_url)


@pytest.fixture
def local(tmp_path: Path) -> Generations:
    return Generations(tmp_path / "data", LetterEmbedder())


def _finds(generation: Generation, text: str) -> list[str]:
    """The best passage by words and by vector."""
    best = [
        next(iter(generation.lexical.search(Analysis.LEMMA, text, 1)), ""),
        next(iter(generation.dense.search(LetterEmbedder().embed_query(text), 1)), ""),
    ]
    return [passage.text for passage in generation.store.passages(best)]


def test_generations_that_nobody_uses_any_more_hold_no_files_open(local: Generations, tmp_path: Path) -> None:
    for number in range(3):
        publish(local, TRAM, name=f"{number}.txt", rebuild=True)
        reader = local.live()
        assert _finds(reader, "tram Zeist") == [TRAM, TRAM]
    del reader
    gc.collect()
    assert not [file for file in _open_files() if str(tmp_path) in file]


def test_what_chroma_saved_of_the_memory_is_not_published(local: Generations) -> None:
    with local.archive.exclusive(), local.draft(None) as draft:
        document, parts = passages(source("nota.txt"), TRAM, FERRY)
        draft.store.put(document.source, document, parts)
        draft.make_searchable(parts, local.embedder)
        finished = local.finish(draft, Making("test"))
        with next(draft.folder.glob("dense/*/data_level0.bin")).open("r+b") as graph:
            graph.seek(-60, os.SEEK_END)
            graph.write(b"Mevrouw Jansen ontvangt 1200 euro.")
        local.publish(draft, finished)
    assert not search(files_in(local.archive.data), ["Mevrouw Jansen"]).found


def _open_files() -> list[str]:
    """The files that this process has open, where the system tells."""
    opened = Path("/proc/self/fd")
    return [str(link.readlink()) for link in opened.iterdir() if link.is_symlink()] if opened.is_dir() else []


def test_without_a_generation_the_command_that_makes_one_is_named(local: Generations) -> None:
    assert local.live_id() is None
    with pytest.raises(NoIndex, match="python -m ingest refresh"):
        local.live()


def test_a_new_generation_holds_the_former_one_and_what_was_added(generations: Generations) -> None:
    first = publish(generations, TRAM, name="een.txt")
    old = generations.live()
    second = publish(generations, FERRY, name="twee.txt")
    new = generations.live()
    assert (new.id, new.meta.passages) == (second.id, 2)
    assert generations.archive.kept() == [second.id, first.id]
    assert second.id > first.id
    assert _finds(new, "tram Zeist") == [TRAM, TRAM]
    assert _finds(new, "pontje Culemborg") == [FERRY, FERRY]
    # A reader that still has the former one open sees nothing of it.
    assert (old.store.count(), old.lexical.count(), old.dense.count()) == (1, 1, 1)
    assert _finds(old, "pontje Culemborg tram") == [TRAM, TRAM]
    old.close()
    new.close()


def test_the_last_five_are_kept_and_rollback_walks_back_through_them(generations: Generations) -> None:
    made = [publish(generations, TRAM, name=f"{number}.txt", rebuild=True).id for number in range(6)]
    archive = generations.archive
    assert archive.kept() == made[:0:-1]
    assert not archive.folder(made[0]).exists()
    assert archive.rollback().id == made[4]
    with_live = generations.live()
    assert (with_live.id, with_live.store.entries()[0].source.id) == (made[4], "4.txt")
    with_live.close()
    assert archive.rollback(3).id == made[1]
    with pytest.raises(NothingPublished, match="geen vorige"):
        archive.rollback()
    assert archive.kept() == made[:0:-1]


def test_after_a_rollback_one_can_go_forward_again_until_something_new_is_published(generations: Generations) -> None:
    made = [publish(generations, TRAM, name=f"{number}.txt", rebuild=True).id for number in range(4)]
    archive = generations.archive
    archive.rollback(2)
    assert (archive.live_id(), archive.earlier()) == (made[1], [made[0]])
    assert archive.go_to(made[3]).id == archive.live_id() == made[3]
    with pytest.raises(NothingPublished, match="geen 4 stappen"):
        archive.rollback(4)
    with pytest.raises(UsageError, match="history"):
        archive.go_to("20200101-000000-000000")
    archive.rollback(2)
    # What was rolled back is not the way back of what comes next.
    after = publish(generations, FERRY)
    assert archive.kept() == [after.id, made[1], made[0]]
    assert not archive.folder(made[3]).exists()


def test_what_another_version_of_the_program_made_does_not_come_back(local: Generations) -> None:
    first = publish(local, TRAM)
    second = publish(local, FERRY, name="twee.txt")
    described = local.archive.folder(first.id) / "generation.json"
    said = json.loads(described.read_text(encoding="utf-8"))
    said["made_with"]["format"] = "1"
    described.write_text(json.dumps(said), encoding="utf-8")
    with pytest.raises(NothingPublished, match="andere versie"):
        local.archive.rollback()
    assert local.live_id() == second.id


def test_a_pointer_of_before_rollbacks_were_remembered_is_understood(local: Generations) -> None:
    first = publish(local, TRAM)
    second = publish(local, FERRY, name="twee.txt")
    pointer = local.archive.folder("live")
    pointer.write_text(f"{second.id}\n{first.id}", encoding="ascii")
    assert (local.live_id(), local.archive.kept()) == (second.id, [second.id, first.id])
    assert local.archive.rollback().id == first.id


def test_a_generation_made_anew_without_a_document_takes_the_place_of_the_former(generations: Generations) -> None:
    first = publish(generations, TRAM, name="een.txt")
    second = publish(generations, FERRY, name="twee.txt")
    without = rebuild_without(generations, second, lambda entry: entry.source.id == "een.txt")
    assert generations.archive.kept() == [without.id, first.id]
    assert (without.created_at, without.documents, without.passages) == (second.created_at, 1, 1)
    assert generations.archive.folder(second.id).exists()  # questions may still be answered from it
    generations.clear_leftovers()
    assert not generations.archive.folder(second.id).exists()
    live = generations.live()
    assert _finds(live, "tram pontje") == [FERRY, FERRY]
    live.close()


def test_what_was_found_can_be_read_though_its_generation_is_deleted(local: Generations) -> None:
    first = publish(local, TRAM)
    reader = local.live()
    found = list(reader.lexical.search(Analysis.LEMMA, "tram", 1))
    shutil.rmtree(local.archive.folder(first.id))
    with ThreadPoolExecutor(4) as threads:  # threads that never used the store before
        read = threads.map(lambda _: [passage.text for passage in reader.store.passages(found)], range(8))
        assert list(read) == [[TRAM]] * 8
    reader.close()


def test_a_reader_that_may_not_write_reads_through_links(local: Generations) -> None:
    live = publish(local, TRAM, FERRY)
    folder = local.archive.folder(live.id)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    dense = DenseIndex(linked(folder / "dense", local, copied={"chroma.sqlite3"}), "passages")
    lexical = LexicalIndex(linked(folder / "lexical", local))
    assert len(dense.search(LetterEmbedder().embed_query(TRAM), 1)) == 1
    assert len(lexical.search(Analysis.LEMMA, "tram", 5)) == 1
    dense.close()
    lexical.close()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_draft_that_fails_leaves_nothing_and_the_live_generation_answers(generations: Generations) -> None:
    live = publish(generations, TRAM)
    with pytest.raises(KeyboardInterrupt):
        _change_and_stop(generations, live)
    assert generations.archive.drafts() == []
    still = generations.live()
    assert (still.id, _finds(still, "tram")) == (live.id, [TRAM, TRAM])
    still.close()


def _change_and_stop(generations: Generations, live: Meta) -> None:
    with generations.draft(live) as draft:
        draft.store.remove("nota.txt")
        draft.dense.remove(list(draft.dense.search(LetterEmbedder().embed_query(TRAM), 1)))
        raise KeyboardInterrupt


def test_the_vectors_of_a_generation_that_is_not_kept_leave_the_server(tmp_path: Path) -> None:
    with chroma_server(tmp_path) as address:
        generations = Generations(tmp_path / "data", LetterEmbedder(), address)
        first = publish(generations, TRAM)
        for _ in range(5):
            publish(generations, TRAM, rebuild=True)
        names = _collections(address)
        assert f"samenwijs-{first.id}" not in names
        assert sorted(names) == sorted(f"samenwijs-{kept}" for kept in generations.archive.kept())


def _collections(address: str) -> list[str]:
    import httpx

    listed = httpx.get(f"{address}/api/v2/tenants/default_tenant/databases/default_database/collections")
    return [collection["name"] for collection in listed.json()]


def test_indexes_that_do_not_hold_the_same_passages_are_not_published(local: Generations) -> None:
    live = publish(local, TRAM)
    with local.draft(live) as draft:
        draft.store.remove("nota.txt")
        with pytest.raises(NothingPublished):
            local.finish(draft, Making("test"))
    assert local.live_id() == live.id


def test_leftovers_of_a_killed_refresh_are_cleared_by_the_next(local: Generations) -> None:
    live = publish(local, TRAM)
    shutil.copytree(
        local.archive.folder(live.id), local.archive.new_draft("20200101-000000-000000"), dirs_exist_ok=True
    )
    finished_but_not_live = local.archive.folder("20200101-000000-000001")
    finished_but_not_live.mkdir()
    local.clear_leftovers()
    assert local.archive.drafts() == []
    publish(local, FERRY, name="twee.txt")
    assert not finished_but_not_live.exists()


@pytest.mark.parametrize(
    "other",
    [
        lambda data: Generations(data, LetterEmbedder("letters-2")),
        lambda data: Generations(data, LetterEmbedder(), "http://127.0.0.1:9"),
    ],
)
def test_a_reader_with_another_model_or_chroma_is_told_what_to_do(
    local: Generations, tmp_path: Path, other: Callable[[Path], Generations]
) -> None:
    publish(local, TRAM)
    with pytest.raises(IndexMismatch, match="python -m ingest refresh"):
        other(tmp_path / "data").live()


def _other_analysis(folder: Path) -> None:
    written = json.loads((folder / "generation.json").read_text(encoding="utf-8"))
    written["made_with"]["analysis"] = "dutch-0"
    (folder / "generation.json").write_text(json.dumps(written), encoding="utf-8")


@pytest.mark.parametrize(
    "harm",
    [
        shutil.rmtree,
        _other_analysis,
        lambda folder: (folder / "generation.json").write_text("{", encoding="utf-8"),
        lambda folder: (folder / "generation.json").unlink(),
        lambda folder: (folder / "store.sqlite").unlink(),
        lambda folder: (folder / "store.sqlite").write_bytes(b"x" * 1_000_000),
        lambda folder: shutil.rmtree(folder / "lexical"),
        lambda folder: (folder / "lexical" / "meta.json").write_text("x" * 100_000, encoding="utf-8"),
        lambda folder: next((folder / "dense").glob("*/data_level0.bin")).unlink(),
        lambda folder: next((folder / "dense").glob("*/data_level0.bin")).write_bytes(b"x"),
        lambda folder: (folder / "dense" / "chroma.sqlite3").write_bytes(b"x" * 1_000_000),
    ],
)
def test_a_damaged_generation_says_how_to_mend_it(local: Generations, harm: Callable[[Path], object]) -> None:
    live = publish(local, TRAM)
    harm(local.archive.folder(live.id))
    with pytest.raises(IndexMismatch, match="python -m ingest refresh"):
        local.live()


def test_one_change_at_a_time(local: Generations, tmp_path: Path) -> None:
    with (
        local.archive.exclusive(),
        pytest.raises(RefreshBusy, match="loopt al"),
        Archive(tmp_path / "data").exclusive(patience=0.05),
    ):
        pass


def test_the_live_documents_can_be_read_without_model_or_search(local: Generations, tmp_path: Path) -> None:
    publish(local, TRAM)
    with live_store(Archive(tmp_path / "data")) as store:
        assert store.text("nota.txt") == TRAM


def test_an_empty_collection_can_be_published_and_opened(local: Generations) -> None:
    with local.archive.exclusive(), local.draft(None) as draft:
        local.publish(draft, local.finish(draft, Making("test")))
    empty = local.live()
    assert _finds(empty, "tram") == []
    empty.close()
