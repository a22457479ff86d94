"""An erasure: gone from every generation, every copy and the log, proven in the bytes, and not coming back."""

import json
import sqlite3
from collections.abc import Set
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.bootstrap import open_application
from bot.model import Question
from bot.settings import BotSettings
from ingest.__main__ import app
from ingest.byte_search import files_in, search
from ingest.erase import Erasure, Redaction, Surroundings, erase
from ingest.errors import UnknownDocument
from ingest.index.generation import Generations
from ingest.index.lexical import Analysis
from ingest.model import RefreshReport
from ingest.refresh import Wish, refresh
from ingest.settings import read_settings
from tests.builders import folder_of
from tests.collection import LetterEmbedder, quietly

SECRET = "Mevrouw Jansen uit Zeist ontvangt een vergoeding van 1200 euro voor de coördinatie van het project."
FILE = f'# Dossier\n\n{SECRET}\n\n## Afspraken\n\nDe afspraken met haar lopen tot "eind december" van dat jaar.\n'
TRAM = "# Tram naar Zeist\n\nDe tram naar Zeist rijdt elk kwartier. De provincie betaalt drie miljoen euro.\n"
FERRY = "# Pont naar Culemborg\n\nDe pont naar Culemborg vaart overdag. De gemeente beheert het pontje.\n"
WORDS = ("Mevrouw Jansen uit Zeist", "vergoeding van 1200 euro", "lopen tot", "coördinatie van het", "eind december")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "corpus", {"dossier.md": FILE, "tram.md": TRAM, "pont.md": FERRY})


@pytest.fixture
def generations(tmp_path: Path, corpus: Path) -> Generations:
    """Three of them: the document was renamed in the second, and there is an addition to it in the third."""
    generations = Generations(tmp_path / "data", LetterEmbedder())
    _refresh(generations, corpus)
    (corpus / "dossier.md").rename(corpus / "a.md")
    _refresh(generations, corpus)
    (corpus / "a.md").write_text(FILE.replace("1200", "1500") + "\nEr is een bijlage.\n", encoding="utf-8")
    (corpus / "dossier.md").write_text(FILE, encoding="utf-8")
    _refresh(generations, corpus)
    return generations


def _refresh(generations: Generations, corpus: Path) -> RefreshReport:
    return refresh([corpus], generations, quietly, Wish(yes=True))


def _erase(generations: Generations, name: str, *, confirmed: bool = True) -> Erasure | None:
    def redact(ids: Set[str], digests: Set[str]) -> Redaction:
        del ids, digests
        return Redaction()

    return erase(name, generations, Surroundings(redact, lambda _: confirmed, quietly, finishing=0))


def _must_erase(generations: Generations, name: str) -> Erasure:
    erasure = _erase(generations, name)
    assert erasure
    return erasure


def _hits(generations: Generations) -> list[Path]:
    return list(search(files_in(generations.archive.data), WORDS).found)


def test_no_byte_of_its_sentences_is_left_in_any_generation(generations: Generations) -> None:
    assert len(_hits(generations)) == 3
    erasure = _must_erase(generations, "a.md")
    assert _hits(generations) == []
    assert erasure.proven
    assert len(erasure.content["generations"]) == 3


def test_the_same_bytes_under_another_name_go_too(generations: Generations) -> None:
    erasure = _must_erase(generations, "dossier.md")
    assert erasure.content["documents"] == ["a.md", "dossier.md"]
    found = {}
    for number, generation_id in enumerate(generations.archive.kept()):
        with closing(generations.open(generation_id)) as kept:
            found[number] = [entry.source.id for entry in kept.store.entries()]
    # What the newest generation has as a.md is another version, with other bytes.
    assert found == {0: ["a.md", "pont.md", "tram.md"], 1: ["pont.md", "tram.md"], 2: ["pont.md", "tram.md"]}
    assert erasure.content["shared"] == ["a.md"]


def test_the_rest_is_found_as_before_in_every_generation(generations: Generations) -> None:
    before = [meta.created_at for meta in generations.archive.metas()]
    _must_erase(generations, "a.md")
    for meta in generations.archive.metas():
        with closing(generations.open(meta.id)) as kept:
            for text, name in (("tram naar Zeist", "tram.md"), ("pont Culemborg", "pont.md")):
                words = next(iter(kept.lexical.search(Analysis.LEMMA, text, 1)))
                vector = next(iter(kept.dense.search(LetterEmbedder().embed_query(text), 1)))
                assert {p.source.id for p in kept.store.passages([words, vector])} == {name}
    assert [meta.created_at for meta in generations.archive.metas()] == before
    live = generations.live_id()
    assert generations.archive.rollback().documents == 2
    assert live not in (None, generations.live_id())


def test_a_reader_of_the_old_generation_finishes_and_the_next_question_meets_the_new_one(
    generations: Generations,
) -> None:
    with closing(generations.live()) as reader:
        _must_erase(generations, "dossier.md")
        assert generations.live_id() != reader.id
        words = next(iter(reader.lexical.search(Analysis.LEMMA, "tram", 1)))
        assert [passage.source.id for passage in reader.store.passages([words])] == ["tram.md"]


def test_the_certificate_tells_what_when_and_where_without_a_word_of_the_document(generations: Generations) -> None:
    erasure = _must_erase(generations, "dossier.md")
    content = json.loads(erasure.path.read_text(encoding="utf-8"))
    text = erasure.path.with_suffix(".txt").read_text(encoding="utf-8")
    assert (content["found"], content["searched"]["unreadable"], content["outcome"]) == ([], [], "gewist")
    assert datetime.fromisoformat(content["erased_at"]).tzinfo
    assert content["digests"][0] in text
    assert any(file["file"].endswith("store.sqlite") for file in content["searched"]["files"])
    assert content["searched"]["bytes"] == sum(file["bytes"] for file in content["searched"]["files"])
    assert all(len(digest) == 64 for digest in content["sample"])
    assert content["sample"]
    assert not any(word in both for word in WORDS for both in (text, json.dumps(content, ensure_ascii=False)))


def test_a_refresh_refuses_what_was_erased_and_takes_a_changed_version(generations: Generations, corpus: Path) -> None:
    erasure = _must_erase(generations, "dossier.md")
    assert str(corpus / "dossier.md") in erasure.content["sources_left"]
    for _ in range(2):
        report = _refresh(generations, corpus)
        assert [(r.doc, "gewist" in r.reason) for r in report.rejected] == [("dossier.md", True)]
    (corpus / "dossier.md").write_text("# Dossier\n\nDit dossier is niet openbaar gemaakt.\n", encoding="utf-8")
    assert _refresh(generations, corpus).added == ("dossier.md",)


def test_what_cannot_be_taken_away_is_named(generations: Generations) -> None:
    data = generations.archive.data
    (data / "golden.jsonl").write_bytes(json.dumps({"answer": SECRET}).encode("utf-16"))
    (data / "kopie").write_bytes(b"\0" * (1 << 24) + FILE.encode())
    (data / "zelfde.md").write_text(FILE, encoding="utf-8")
    (data / "report").mkdir(exist_ok=True)
    (data / "report" / "refresh.html").write_text(SECRET, encoding="utf-8")
    erasure = _must_erase(generations, "dossier.md")
    assert not erasure.proven
    assert erasure.content["found"] == ["golden.jsonl", "kopie"]
    assert erasure.content["deleted"] == ["zelfde.md", "report/refresh.html"]


@pytest.mark.parametrize("form", ["utf-8", "utf-16-le", "utf-16-be", "cp1252", "json"])
def test_the_search_sees_text_however_it_was_written_and_wherever_it_was_cut(tmp_path: Path, form: str) -> None:
    piece = "de coördinatie van “het” project"
    written = json.dumps(piece).encode() if form == "json" else piece.encode(form)
    (tmp_path / "verborgen").write_bytes(b"x" * ((1 << 24) - 9) + written)
    assert search(files_in(tmp_path), [piece]).found == (tmp_path / "verborgen",)
    assert search(files_in(tmp_path), ["iets anders"]).found == ()


def test_a_generation_that_cannot_be_opened_is_deleted_and_named(generations: Generations) -> None:
    oldest = generations.archive.kept()[-1]
    with sqlite3.connect(generations.archive.store(oldest)) as store:
        store.execute("DROP TABLE passages")
    erasure = _must_erase(generations, "dossier.md")
    assert erasure.content["dropped"] == [oldest]
    assert not generations.archive.folder(oldest).exists()
    assert len(generations.archive.kept()) == 2


def test_without_confirmation_and_for_an_unknown_document_nothing_changes(generations: Generations) -> None:
    kept = generations.archive.kept()
    assert _erase(generations, "a.md", confirmed=False) is None
    with pytest.raises(UnknownDocument, match=r"dossier\.md"):
        _erase(generations, "dosier.md")
    assert generations.archive.kept() == kept


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_command_needs_a_yes_and_also_empties_the_log(corpus: Path) -> None:
    _run("refresh", corpus)
    application = open_application(read_settings(), BotSettings())
    question = Question("v1", "gesprek", "cli", "Welke vergoeding ontvangt mevrouw Jansen?", datetime.now(UTC))
    assert "1200 euro" in application.assistant.answer(question).text
    assert _run("erase", "dossier.md").exit_code == 4
    assert _run("erase", "nergens.md", "--yes").exit_code == 2
    done = _run("erase", "dossier.md", "--yes", "--json")
    assert done.exit_code == 0
    content = json.loads(done.stdout)
    assert (content["outcome"], content["log"]["answers"]) == ("gewist", 1)
    assert Path(content["certificate"]).is_file()
    logged = application.log.find("v1")
    assert logged
    assert "1200" not in logged.answer
    assert {citation.quote for citation in logged.citations} == {"[verwijderd]"}
    assert all("Jansen" not in item.scored.passage.text for item in logged.evidence)
    again = application.assistant.answer(Question("v2", "g", "cli", question.text, datetime.now(UTC)))
    assert "1200" not in again.text
    application.log.close()
    assert search(files_in(read_settings().data), WORDS).found == ()
