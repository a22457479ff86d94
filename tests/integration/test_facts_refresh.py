"""Facts go with their document: through refreshes, erasures and what `show` prints."""

import json
import shutil
from collections.abc import Set
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ingest.__main__ import app
from ingest.byte_search import files_in, search
from ingest.erase import Redaction, Surroundings, erase
from ingest.facts.model import FactKind
from ingest.index.generation import Generations, live_store
from ingest.refresh import Wish, reading_code, refresh
from tests.builders import folder_of
from tests.collection import LetterEmbedder, quietly

COAST = "# Programma Vitale Kust\n\nDe partners zijn Vitens en Natuurmonumenten.\n\n## Lessen\n\n- Begin klein.\n"
DUNES = "# Programma Duinen\n\nDe partners zijn de gemeente Bergen en Zandbank BV.\n"
PACKAGE = Path(__file__).parents[2] / "ingest"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "corpus", {"kust.md": COAST, "duinen.md": DUNES})


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations(tmp_path / "data", LetterEmbedder())


def _refresh(generations: Generations, corpus: Path) -> None:
    refresh([corpus], generations, quietly, Wish(yes=True))


def _partners(generations: Generations) -> dict[str, list[str]]:
    """Who takes part by document, in the live generation."""
    with live_store(generations.archive) as store:
        facts = store.facts(FactKind.PARTNER)
    return {name: [f.value for f in facts if f.document_id == name] for name in {f.document_id for f in facts}}


def test_a_refresh_keeps_adds_changes_and_removes_facts_with_their_documents(
    generations: Generations, corpus: Path
) -> None:
    _refresh(generations, corpus)
    assert _partners(generations) == {
        "kust.md": ["Vitens", "Natuurmonumenten"],
        "duinen.md": ["gemeente Bergen", "Zandbank BV"],
    }
    (corpus / "duinen.md").write_text(DUNES.replace("gemeente Bergen", "gemeente Texel"), encoding="utf-8")
    _refresh(generations, corpus)
    assert _partners(generations) == {
        "kust.md": ["Vitens", "Natuurmonumenten"],
        "duinen.md": ["gemeente Texel", "Zandbank BV"],
    }
    (corpus / "duinen.md").unlink()
    _refresh(generations, corpus)
    assert _partners(generations) == {"kust.md": ["Vitens", "Natuurmonumenten"]}


def test_every_fact_stands_in_its_passage(generations: Generations, corpus: Path) -> None:
    _refresh(generations, corpus)
    with live_store(generations.archive) as store:
        for fact in store.facts():
            passage = store.passages([fact.passage_id])[0]
            assert fact.value in passage.quote(fact.span)
            assert (passage.document_id, passage.page) == (fact.document_id, fact.page)


def test_an_erased_document_leaves_none_of_its_facts_in_any_generation(generations: Generations, corpus: Path) -> None:
    _refresh(generations, corpus)
    (corpus / "kust.md").write_text(COAST.replace("klein", "groot"), encoding="utf-8")
    _refresh(generations, corpus)

    def redact(ids: Set[str], digests: Set[str]) -> Redaction:
        del ids, digests
        return Redaction()

    assert erase("duinen.md", generations, Surroundings(redact, lambda _: True, quietly, finishing=0))
    assert _partners(generations) == {"kust.md": ["Vitens", "Natuurmonumenten"]}
    assert search(files_in(generations.archive.data), ["Zandbank BV"]).found == ()
    for kept in generations.archive.kept():
        with closing(generations.open(kept)) as generation:
            assert {fact.document_id for fact in generation.store.facts()} == {"kust.md"}


def test_show_prints_the_facts_of_a_document(tmp_path: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMENWIJS_DATA", str(tmp_path / "data"))
    runner = CliRunner()
    assert runner.invoke(app, ["refresh", str(corpus), "--json"]).exit_code == 0
    shown = json.loads(runner.invoke(app, ["show", "kust.md", "--json"]).stdout)
    facts = [(fact["kind"], fact["subject"], fact["value"]) for fact in shown["facts"]]
    assert facts == [
        ("partner", "Programma Vitale Kust", "Vitens"),
        ("partner", "Programma Vitale Kust", "Natuurmonumenten"),
        ("lesson", "Programma Vitale Kust", "Begin klein."),
    ]
    start, end = shown["facts"][0]["span"]
    assert shown["text"][start:end] == "De partners zijn Vitens en Natuurmonumenten."
    assert shown["facts"][0]["rule"] == "partners are"


@pytest.mark.parametrize("name", ["facts/rules/partners.py", "facts/extract.py", "facts/model.py", "split.py"])
def test_another_rule_makes_all_facts_anew(tmp_path: Path, name: str) -> None:
    package = shutil.copytree(PACKAGE, tmp_path / "ingest", ignore=shutil.ignore_patterns("model", "__pycache__"))
    before = reading_code(package)
    assert before == reading_code()
    with (package / name).open("a", encoding="utf-8") as file:
        file.write("# another rule\n")
    assert reading_code(package) != before


def test_what_only_reads_facts_makes_none_anew(tmp_path: Path) -> None:
    package = shutil.copytree(PACKAGE, tmp_path / "ingest", ignore=shutil.ignore_patterns("model", "__pycache__"))
    (package / "facts" / "names.py").write_text("", encoding="utf-8")
    assert reading_code(package) == reading_code()
