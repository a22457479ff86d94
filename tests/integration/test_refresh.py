"""The refresh as a transaction: real files, loaders and indexes; only the model is a small one."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.errors import UsageError
from ingest.index.generation import Generations, live_store
from ingest.index.lexical import Analysis
from ingest.model import RefreshReport
from ingest.refresh import Wish, refresh
from ingest.review import EmptyCollection
from tests.builders import folder_of
from tests.collection import LetterEmbedder, quietly

ROOT = Path(__file__).parents[2]
TRAM = "# Tram naar Zeist\n\nDe tram naar Zeist rijdt elk kwartier. De provincie betaalt drie miljoen euro.\n"
FERRY = "# Pont naar Culemborg\n\nDe pont naar Culemborg vaart overdag. De gemeente beheert het pontje.\n"
BUS = "# Bus naar Houten\n\nDe bus naar Houten rijdt ook in de nacht. Vervoerder en regio sloten een akkoord.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "corpus", {"tram.md": TRAM, "pont.md": FERRY})


@pytest.fixture
def embedder() -> LetterEmbedder:
    return LetterEmbedder()


@pytest.fixture
def generations(tmp_path: Path, embedder: LetterEmbedder) -> Generations:
    return Generations(tmp_path / "data", embedder)


NO_WISH = Wish()


def _refresh(generations: Generations, *paths: Path, wish: Wish = NO_WISH) -> RefreshReport:
    return refresh(paths, generations, quietly, wish)


def _best(generations: Generations, text: str) -> str:
    """The file of the best passage in each index; they must agree."""
    live = generations.live()
    words = next(iter(live.lexical.search(Analysis.LEMMA, text, 1)), "")
    vector = next(iter(live.dense.search(LetterEmbedder().embed_query(text), 1)), "")
    found = {passage.source.doc for passage in live.store.passages([words, vector])}
    live.close()
    return " ".join(sorted(found))


def test_the_first_refresh_takes_everything_in(generations: Generations, corpus: Path) -> None:
    report = _refresh(generations, corpus)
    assert report.generation == generations.live_id()
    assert sorted(report.added) == ["pont.md", "tram.md"]
    assert (report.changed, report.unchanged, report.removed, report.rejected) == ((), (), (), ())
    assert _best(generations, "tram Zeist kwartier") == "tram.md"
    live = generations.live()
    assert report.passages == live.store.count()
    live.close()


def test_a_refresh_does_only_what_changed(generations: Generations, corpus: Path, embedder: LetterEmbedder) -> None:
    _refresh(generations, corpus)
    embedder.embedded.clear()
    (corpus / "bus.md").write_text(BUS, encoding="utf-8")
    (corpus / "tram.md").write_text(TRAM.replace("Zeist", "Nieuwegein"), encoding="utf-8")
    (corpus / "pont.md").unlink()
    report = _refresh(generations, corpus)
    assert (report.added, report.changed, report.removed) == (("bus.md",), ("tram.md",), ("pont.md",))
    assert not any("Culemborg" in text for text in embedder.embedded)
    assert _best(generations, "tram naar Nieuwegein") == "tram.md"
    assert _best(generations, "bus Houten nacht") == "bus.md"
    live = generations.live()
    assert live.lexical.search(Analysis.LEMMA, "Culemborg Zeist", 5) == {}
    live.close()


def test_a_document_that_stays_is_neither_read_nor_embedded_again(
    generations: Generations, corpus: Path, embedder: LetterEmbedder
) -> None:
    _refresh(generations, corpus)
    embedder.embedded.clear()
    (corpus / "bus.md").write_text(BUS, encoding="utf-8")
    report = _refresh(generations, corpus)
    assert report.unchanged == ("pont.md", "tram.md")
    assert embedder.embedded
    assert all("Houten" in text for text in embedder.embedded)


def test_when_nothing_changed_the_live_generation_stays(generations: Generations, corpus: Path, tmp_path: Path) -> None:
    first = _refresh(generations, corpus)
    moved = tmp_path / "elders"
    corpus.rename(moved)
    again = _refresh(generations, moved)
    assert again.generation == first.generation == generations.live_id()
    assert (again.unchanged, again.passages) == (("pont.md", "tram.md"), first.passages)
    assert (again.added, again.changed, again.removed) == ((), (), ())


def test_a_new_description_is_a_change(generations: Generations, corpus: Path) -> None:
    _refresh(generations, corpus)
    described = '[[source]]\nfile = "pont.md"\ntitle = "Veren over de Lek"\npublisher = "Rijkswaterstaat"\n'
    (corpus / "sources.toml").write_text(described, encoding="utf-8")
    report = _refresh(generations, corpus)
    assert (report.changed, report.unchanged) == (("pont.md",), ("tram.md",))
    assert _best(generations, "veren Lek Rijkswaterstaat") == "pont.md"


def test_documents_may_swap_their_contents_or_move(generations: Generations, corpus: Path) -> None:
    _refresh(generations, corpus)
    (corpus / "tram.md").write_text(FERRY, encoding="utf-8")
    (corpus / "pont.md").write_text(TRAM, encoding="utf-8")
    assert sorted(_refresh(generations, corpus).changed) == ["pont.md", "tram.md"]
    assert _best(generations, "tram Zeist") == "pont.md"
    (corpus / "lijnen").mkdir()
    (corpus / "tram.md").rename(corpus / "lijnen" / "veer.md")
    report = _refresh(generations, corpus)
    assert (report.added, report.removed) == (("lijnen/veer.md",), ("tram.md",))
    assert _best(generations, "pont Culemborg") == "veer.md"


def test_what_cannot_be_read_is_named_and_the_rest_is_published(generations: Generations, corpus: Path) -> None:
    (corpus / "leeg.txt").write_bytes(b"")
    (corpus / "kapot.pdf").write_bytes(b"%PDF-1.7 en dan niets")
    (corpus / "film.mp4").write_bytes(b"\x00\x01")
    (corpus / "dubbel.md").write_text(TRAM, encoding="utf-8")
    report = _refresh(generations, corpus)
    assert sorted(rejection.doc for rejection in report.rejected) == ["film.mp4", "kapot.pdf", "leeg.txt", "tram.md"]
    assert all(8 <= len(rejection.reason) <= 300 and "\n" not in rejection.reason for rejection in report.rejected)
    assert sorted(report.added) == ["dubbel.md", "pont.md"]


def test_a_rejection_is_remembered_until_the_file_changes(generations: Generations, corpus: Path) -> None:
    (corpus / "leeg.txt").write_bytes(b"")
    first = _refresh(generations, corpus)
    again = _refresh(generations, corpus)
    assert again.rejected == first.rejected
    assert again.generation == first.generation
    (corpus / "leeg.txt").write_text(BUS, encoding="utf-8")
    report = _refresh(generations, corpus)
    assert (report.added, report.rejected) == (("leeg.txt",), ())


def test_a_document_whose_new_version_cannot_be_read_does_not_answer_any_more(
    generations: Generations, corpus: Path
) -> None:
    _refresh(generations, corpus)
    (corpus / "tram.md").write_bytes(b"")
    report = _refresh(generations, corpus, wish=Wish(yes=True))
    assert (report.removed, [rejection.doc for rejection in report.rejected]) == (("tram.md",), ["tram.md"])


def test_a_dry_run_says_the_same_and_changes_nothing(generations: Generations, corpus: Path, tmp_path: Path) -> None:
    planned = _refresh(generations, corpus, wish=Wish(dry_run=True))
    assert not (tmp_path / "data").exists()
    done = _refresh(generations, corpus)
    assert replace(planned, generation=done.generation, seconds=done.seconds) == done
    (corpus / "pont.md").unlink()
    assert _refresh(generations, corpus, wish=Wish(dry_run=True)).removed == ("pont.md",)
    assert generations.live_id() == done.generation
    with live_store(generations.archive) as store:
        assert len(store.entries()) == 2


def test_an_empty_collection_needs_a_yes(generations: Generations, corpus: Path, tmp_path: Path) -> None:
    full = _refresh(generations, corpus)
    empty = tmp_path / "leeg"
    empty.mkdir()
    (empty / "leeg.txt").write_bytes(b"")
    with pytest.raises(EmptyCollection, match="--yes") as refused:
        _refresh(generations, empty)
    assert [rejection.doc for rejection in refused.value.report.rejected] == ["leeg.txt"]
    assert generations.live_id() == full.generation
    report = _refresh(generations, empty, wish=Wish(yes=True))
    assert (report.passages, sorted(report.removed)) == (0, ["pont.md", "tram.md"])
    assert generations.live_id() == report.generation != full.generation


def test_a_path_that_is_not_there_changes_nothing(generations: Generations, corpus: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="bestaat niet"):
        _refresh(generations, corpus, tmp_path / "nergens")
    assert generations.live_id() is None


def test_another_model_makes_the_index_anew(generations: Generations, corpus: Path, tmp_path: Path) -> None:
    before = _refresh(generations, corpus)
    other = Generations(tmp_path / "data", LetterEmbedder("letters-2"))
    report = _refresh(other, corpus)
    assert report.generation != before.generation
    assert (sorted(report.unchanged), report.added) == (["pont.md", "tram.md"], ())
    assert other.live().store.count() == report.passages


@pytest.mark.parametrize(
    "harm",
    [
        shutil.rmtree,
        lambda folder: (folder / "store.sqlite").write_bytes(b"x"),
        lambda folder: shutil.rmtree(folder / "dense"),
    ],
)
def test_a_damaged_index_is_made_anew(generations: Generations, corpus: Path, harm: Callable[[Path], object]) -> None:
    before = _refresh(generations, corpus)
    harm(generations.archive.folder(before.generation))
    report = _refresh(generations, corpus)
    assert report.generation != before.generation
    assert _best(generations, "tram Zeist") == "tram.md"


def test_a_rebuild_makes_the_index_anew_though_nothing_changed(
    generations: Generations, corpus: Path, embedder: LetterEmbedder
) -> None:
    before = _refresh(generations, corpus)
    embedder.embedded.clear()
    report = _refresh(generations, corpus, wish=Wish(rebuild=True))
    assert report.generation != before.generation
    assert (report.unchanged, len(embedder.embedded)) == (("pont.md", "tram.md"), report.passages)


# A refresh in a process of its own, which waits in the middle, when the draft is half made.
HALFWAY = """
import sys, time
from pathlib import Path
from ingest.index.generation import Generations
from ingest.refresh import Wish, refresh
from tests.collection import LetterEmbedder, quietly

class Slow(LetterEmbedder):
    def embed_passages(self, texts):
        print("halfway", flush=True)
        time.sleep(60)

refresh([Path(sys.argv[1])], Generations(Path(sys.argv[2]), Slow()), quietly, Wish())
"""


def test_a_killed_refresh_harms_nothing_and_the_next_one_clears_up(
    generations: Generations, corpus: Path, tmp_path: Path
) -> None:
    before = _refresh(generations, corpus)
    (corpus / "bus.md").write_text(BUS, encoding="utf-8")
    command = [sys.executable, "-c", HALFWAY, str(corpus), str(tmp_path / "data")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"halfway\n"
        other.kill()
    assert len(generations.archive.drafts()) == 1
    assert generations.live_id() == before.generation
    assert _best(generations, "tram Zeist") == "tram.md"
    assert _refresh(generations, corpus).added == ("bus.md",)
    assert generations.archive.drafts() == []


def test_a_full_disk_publishes_nothing_and_clears_up(generations: Generations, corpus: Path, tmp_path: Path) -> None:
    before = _refresh(generations, corpus)
    (corpus / "bus.md").write_text(BUS * 3000, encoding="utf-8")
    code = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))\n" + HALFWAY.replace(
        "time.sleep(60)", "return super().embed_passages(texts)"
    )
    command = [sys.executable, "-c", code, str(corpus), str(tmp_path / "data")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "NothingPublished: De nieuwe index kon niet worden geschreven" in done.stderr
    assert generations.archive.drafts() == []
    assert generations.live_id() == before.generation
    assert _best(generations, "tram Zeist") == "tram.md"


# A reader that stays open and says which generation answers.
READER = """
import sys
from pathlib import Path
from ingest.index.generation import Generations
from ingest.index.lexical import Analysis
from tests.collection import LetterEmbedder

generations = Generations(Path(sys.argv[1]), LetterEmbedder())
live = generations.live()
for line in sys.stdin:
    if generations.live_id() != live.id:
        live.close()
        live = generations.live()
    ids = [next(iter(live.lexical.search(Analysis.LEMMA, line, 1)), ""),
           next(iter(live.dense.search(LetterEmbedder().embed_query(line), 1)), "")]
    print(live.id, *sorted({p.source.doc for p in live.store.passages(ids)}), flush=True)
"""


def test_a_reader_in_another_process_answers_throughout_and_sees_the_new_generation(
    generations: Generations, corpus: Path, tmp_path: Path
) -> None:
    def ask(text: str) -> str:
        assert reader.stdin
        assert reader.stdout
        reader.stdin.write(text + "\n")
        reader.stdin.flush()
        return str(reader.stdout.readline()).strip()

    first = _refresh(generations, corpus)
    command = [sys.executable, "-c", READER, str(tmp_path / "data")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert ask("tram naar Zeist") == f"{first.generation} tram.md"
        (corpus / "bus.md").write_text(BUS, encoding="utf-8")
        second = _refresh(generations, corpus)
        assert ask("bus naar Houten") == f"{second.generation} bus.md"
        back = generations.archive.rollback()
        assert back.id == first.generation
        assert ask("tram naar Zeist") == f"{first.generation} tram.md"
