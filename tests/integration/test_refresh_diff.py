"""What a refresh shows before it changes anything, and what holds it back."""

from pathlib import Path

import pytest

from ingest.index.generation import Generations
from ingest.index.lexical import Analysis
from ingest.model import Redescription, RefreshReport, Rewording, Size
from ingest.refresh import Wish, refresh
from ingest.review import Declined, MuchSmaller, Preview
from tests.builders import folder_of
from tests.collection import LetterEmbedder, quietly

TRAM = (
    "# Tram naar Zeist\n\nDe tram naar Zeist rijdt elk kwartier. De provincie betaalt drie miljoen euro.\n\n"
    "## Haltes\n\nDe gemeente beheert de stallingen bij elke halte.\n"
)
FERRY = "# Pont naar Culemborg\n\nDe pont naar Culemborg vaart overdag. De gemeente beheert het pontje.\n"
BUS = "# Bus naar Houten\n\nDe bus naar Houten rijdt ook in de nacht. Vervoerder en regio sloten een akkoord.\n"
DRY = Wish(dry_run=True)
NO_WISH = Wish()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "corpus", {"tram.md": TRAM, "pont.md": FERRY, "bus.md": BUS})


@pytest.fixture
def generations(tmp_path: Path, corpus: Path) -> Generations:
    """The collection is live already."""
    generations = Generations(tmp_path / "data", LetterEmbedder())
    _refresh(generations, corpus)
    return generations


def _refresh(generations: Generations, corpus: Path, wish: Wish = NO_WISH) -> RefreshReport:
    return refresh([corpus], generations, quietly, wish)


def test_a_changed_document_shows_its_old_sentences_against_the_new(generations: Generations, corpus: Path) -> None:
    new = TRAM.replace("drie", "vijf").replace("Haltes", "Haltes en perrons") + "\nEr komt een lift.\n"
    (corpus / "tram.md").write_text(new, encoding="utf-8")
    (change,) = _refresh(generations, corpus, DRY).diff.changed
    assert (change.id, change.more, change.described) == ("tram.md", 0, ())
    assert change.words == (
        Rewording("De provincie betaalt drie miljoen euro.", "De provincie betaalt vijf miljoen euro."),
        Rewording("Haltes", "Haltes en perrons"),
        Rewording("", "Er komt een lift."),
    )


def test_what_only_moved_is_no_change_in_words_and_a_long_list_is_cut(generations: Generations, corpus: Path) -> None:
    first, second = FERRY.splitlines()[2].split(". ")
    (corpus / "pont.md").write_text(f"# Pont naar Culemborg\n\n{second} {first}.\n", encoding="utf-8")
    lines = "\n\n".join(f"Halte {number} ligt aan de {number}e straat." for number in range(50))
    (corpus / "bus.md").write_text(f"{BUS}\n{lines}\n", encoding="utf-8")
    changed = {change.id: change for change in _refresh(generations, corpus, DRY).diff.changed}
    assert changed["pont.md"].words == ()
    assert (len(changed["bus.md"].words), changed["bus.md"].more) == (20, 30)


def test_of_a_long_sentence_the_part_that_differs_is_shown(generations: Generations, corpus: Path) -> None:
    long = f"De gemeente noemt {'en nog een halte ' * 60}, en de prijs is {{}} euro."
    (corpus / "bus.md").write_text(BUS + long.format("drie"), encoding="utf-8")
    _refresh(generations, corpus)
    (corpus / "bus.md").write_text(BUS + long.format("vijf"), encoding="utf-8")
    (words,) = _refresh(generations, corpus, DRY).diff.changed[0].words
    assert words.old.endswith("de prijs is drie euro.")
    assert words.new.endswith("de prijs is vijf euro.")
    assert max(len(words.old), len(words.new)) < 320


def test_a_new_description_is_shown_field_by_field(generations: Generations, corpus: Path) -> None:
    described = '[[source]]\nfile = "pont.md"\npublisher = "Rijkswaterstaat"\ndate = 2024-05-01\n'
    (corpus / "sources.toml").write_text(described, encoding="utf-8")
    (change,) = _refresh(generations, corpus, DRY).diff.changed
    assert change.words == ()
    assert change.described == (
        Redescription("publisher", "", "Rijkswaterstaat"),
        Redescription("published_on", "", "2024-05-01"),
    )


def test_duplicates_near_duplicates_and_new_names_are_told_apart(generations: Generations, corpus: Path) -> None:
    (corpus / "z tweede tram.md").write_text(TRAM, encoding="utf-8")
    (corpus / "andere tram.md").write_text(TRAM.replace("drie", "vijf"), encoding="utf-8")
    (corpus / "pont.md").rename(corpus / "veer.md")
    diff = _refresh(generations, corpus, DRY).diff
    assert diff.duplicates == (("z tweede tram.md", "tram.md"),)
    assert [(alike.id, alike.other) for alike in diff.alike] == [("andere tram.md", "tram.md")]
    assert diff.renamed == (("pont.md", "veer.md"),)


def test_a_copy_does_not_push_out_what_is_live(generations: Generations, corpus: Path) -> None:
    (corpus / "a kopie van de tram.md").write_text(TRAM, encoding="utf-8")
    report = _refresh(generations, corpus)
    assert (report.added, report.removed) == ((), ())
    assert report.diff.duplicates == (("a kopie van de tram.md", "tram.md"),)


def test_a_newer_version_of_what_is_there_is_named_though_the_old_one_is_removed(
    generations: Generations, corpus: Path
) -> None:
    (corpus / "tram.md").unlink()
    (corpus / "tram v2.md").write_text(TRAM.replace("drie", "vijf"), encoding="utf-8")
    report = _refresh(generations, corpus, DRY)
    assert [(pair.newer, pair.older) for pair in report.diff.newer] == [("tram v2.md", "tram.md")]
    assert report.removed == ("tram.md",)


def test_nothing_changed_gives_an_empty_diff_and_takes_no_time(generations: Generations, corpus: Path) -> None:
    (corpus / "kopie.md").write_text(BUS, encoding="utf-8")  # a duplicate comes back every time
    _refresh(generations, corpus)
    report = _refresh(generations, corpus)
    assert (report.diff.changed, report.diff.alike, report.diff.newer, report.expected) == ((), (), (), 0.0)
    assert report.live == report.size == Size(3, 4)


def test_a_collection_that_shrinks_below_70_percent_needs_a_yes(generations: Generations, corpus: Path) -> None:
    live = generations.live_id()
    (corpus / "tram.md").unlink()
    with pytest.raises(MuchSmaller, match=r"2 van de 3 documenten.* 2 van de 4 passages.*--yes") as held:
        _refresh(generations, corpus)
    assert held.value.report.removed == ("tram.md",)
    assert generations.live_id() == live
    assert generations.archive.drafts() == []
    assert _refresh(generations, corpus, DRY).shrinks
    assert _refresh(generations, corpus, Wish(yes=True)).removed == ("tram.md",)


def test_a_document_that_loses_its_text_counts_as_shrinking(generations: Generations, corpus: Path) -> None:
    text = "".join(f"## Kop {number}\n\nHier staat regel {number} van het plan.\n\n" for number in range(20))
    (corpus / "plan.md").write_text(text, encoding="utf-8")
    _refresh(generations, corpus)
    (corpus / "plan.md").write_text("# Plan\n\nHier komt later het plan te staan.\n", encoding="utf-8")
    with pytest.raises(MuchSmaller, match=r"4 van de 4 documenten.* 5 van de 24 passages"):
        _refresh(generations, corpus)


def test_what_stays_is_told_apart_from_what_comes_in_its_place(generations: Generations, corpus: Path) -> None:
    text = "".join(f"## Kop {number}\n\nHier staat regel {number} van het plan.\n\n" for number in range(20))
    (corpus / "plan.md").write_text(text, encoding="utf-8")
    _refresh(generations, corpus)
    for number, file in enumerate(sorted(corpus.glob("*.md"))):
        file.unlink()
        (corpus / f"ander {number}.md").write_text(f"# Trein {number}\n\nDe trein stopt hier {number} keer.\n", "utf-8")
    with pytest.raises(
        MuchSmaller, match=r"0 van de 4 documenten over en er komen 4 nieuwe bij: .* 4 pas.*, nu 4 met 24"
    ):
        _refresh(generations, corpus)


def test_small_documents_count_too(generations: Generations, corpus: Path) -> None:
    text = "".join(f"## Kop {number}\n\nHier staat regel {number} van het plan.\n\n" for number in range(20))
    (corpus / "plan.md").write_text(text, encoding="utf-8")
    _refresh(generations, corpus)
    for name in ("bus.md", "pont.md"):
        (corpus / name).unlink()
    with pytest.raises(MuchSmaller, match=r"2 van de 4 documenten.* 22 van de 24 passages"):
        _refresh(generations, corpus)


def test_70_percent_is_enough(generations: Generations, corpus: Path) -> None:
    for number in range(7):
        (corpus / f"{number}.md").write_text(
            f"# Lijn {number}\n\nLijn {number} rijdt elk uur naar het station.\n", encoding="utf-8"
        )
    _refresh(generations, corpus)
    for number in range(3):
        (corpus / f"{number}.md").unlink()
    assert len(_refresh(generations, corpus).removed) == 3


def test_a_damaged_live_index_does_not_release_the_brake(generations: Generations, corpus: Path) -> None:
    live = generations.live_id()
    assert live
    (generations.archive.folder(live) / "store.sqlite").write_bytes(b"x" * 1_000_000)
    for name in ("tram.md", "bus.md"):
        (corpus / name).unlink()
    with pytest.raises(MuchSmaller, match="1 van de 3 documenten"):
        _refresh(generations, corpus)


def test_a_review_sees_both_generations_and_its_no_leaves_the_old_one_live(
    generations: Generations, corpus: Path
) -> None:
    seen: list[object] = []

    def review(preview: Preview) -> bool:
        new = preview.new
        ids = new.lexical.search(Analysis.LEMMA, "veerboot", 1)
        seen.append([passage.source.doc for passage in new.store.passages(list(ids))])
        seen.append(new.dense.count())
        with preview.live() as live:
            assert live
            seen.append(live.lexical.search(Analysis.LEMMA, "veerboot", 1))
        seen.append(preview.report.added)
        return False

    live_id = generations.live_id()
    (corpus / "veer.md").write_text("# Veer\n\nDe veerboot naar Texel vaart elk uur.\n", encoding="utf-8")
    with pytest.raises(Declined):
        _refresh(generations, corpus, Wish(review=review))
    assert seen == [["veer.md"], 5, {}, ("veer.md",)]
    assert generations.live_id() == live_id
    assert generations.archive.drafts() == []
    assert _refresh(generations, corpus, Wish(review=lambda preview: True)).generation == generations.live_id()  # noqa: ARG005  # says yes to anything


def test_history_knows_what_each_generation_changed(generations: Generations, corpus: Path) -> None:
    (corpus / "tram.md").write_text(TRAM.replace("drie", "vijf"), encoding="utf-8")
    (corpus / "veer.md").write_text("# Veer\n\nDe veerboot naar Texel vaart elk uur.\n", encoding="utf-8")
    _refresh(generations, corpus)
    (corpus / "veer.md").unlink()
    _refresh(generations, corpus)
    changes = [meta.changes for meta in generations.archive.metas()]
    assert [(c.added, c.changed, c.removed) for c in changes] == [
        ((), (), ("veer.md",)),
        (("veer.md",), ("tram.md",), ()),
        (("bus.md", "pont.md", "tram.md"), (), ()),
    ]
    assert [(meta.documents, meta.passages) for meta in generations.archive.metas()] == [(3, 4), (4, 5), (3, 4)]
