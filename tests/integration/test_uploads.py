"""A file that is offered to the collection: what a look shows, and that taking it in changes all of it or nothing."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.privacy import Seal
from bot.uploads import Secretariat as SecretariatDoor
from bot.uploads import Upload, Uploads, safe_name
from ingest.erase import Redaction, Surroundings, erase
from ingest.errors import NothingPublished, RefreshBusy, Rejected, UsageError
from ingest.index.generation import Generations, live_store
from ingest.intake import Desk, Intake
from ingest.refresh import Wish, refresh
from ingest.review import agree
from tests.collection import LetterEmbedder, quietly
from tests.files import zip_bytes

PLAN = "Veerplan Kaagdorp\n\nDe provincie betaalt acht miljoen euro voor de nieuwe pont over de plas.\n"
RISEN = PLAN.replace("acht", "twaalf")
PARTNERS = "Partners van het natuurpad\n\nDe partners zijn het waterschap Rijnkant en de stichting Rietzoom.\n"


class Secretariat:
    """A folder of documents that was refreshed once, and files that are offered to it."""

    def __init__(self, folder: Path) -> None:
        self.corpus = folder / "corpus"
        self.documents = self.corpus / "documents"
        self.documents.mkdir(parents=True)
        (self.documents / "veerplan.txt").write_text(PLAN, encoding="utf-8")
        self.generations = Generations(folder / "data", LetterEmbedder())
        self.desk = Desk(self.corpus, self.generations, lambda: None, agree)
        self.intake = Intake(self.desk)
        self.offers = folder / "data" / "uploads"
        self.offers.mkdir(parents=True)
        self.keep = self.offers / "oud"
        self.refresh()

    def refresh(self) -> None:
        refresh([self.corpus], self.generations, quietly, Wish())

    def offer(self, name: str, content: str | bytes) -> Path:
        file = self.offers / name
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.corpus).as_posix(): path.read_bytes()
            for path in self.corpus.rglob("*")
            if path.is_file()
        }

    def live(self) -> dict[str, str]:
        with live_store(self.generations.archive) as store:
            return {entry.source.id: store.text(entry.source.id) for entry in store.entries()}


@pytest.fixture
def secretariat(tmp_path: Path) -> Secretariat:
    return Secretariat(tmp_path)


def test_a_look_shows_how_a_file_is_read_and_changes_nothing(secretariat: Secretariat) -> None:
    before = secretariat.files(), secretariat.generations.live_id()
    look = secretariat.intake.look(secretariat.offer("partners.txt", PARTNERS))
    assert (look.name, look.replaces, look.others, look.warnings) == ("documents/partners.txt", False, (), ())
    (document,) = look.documents
    assert document.source.title == "Partners van het natuurpad"
    assert document.notes.words > 10
    assert "Rietzoom" in document.beginning[0].text
    assert (secretariat.files(), secretariat.generations.live_id()) == before


def test_a_file_that_is_taken_in_is_in_the_folder_and_in_the_collection(secretariat: Secretariat) -> None:
    file = secretariat.offer("partners.txt", PARTNERS)
    report = secretariat.intake.take_in(file, secretariat.keep, ())
    assert report.added == ("documents/partners.txt",)
    assert "Rietzoom" in secretariat.live()["documents/partners.txt"]
    assert secretariat.files()["documents/partners.txt"] == PARTNERS.encode()
    with live_store(secretariat.generations.archive) as store:
        assert store.find("partners.txt").source.file == secretariat.documents / "partners.txt"
    live = secretariat.generations.live_id()
    secretariat.refresh()
    assert secretariat.generations.live_id() == live  # the folder and the collection agree


def test_a_file_of_the_same_name_replaces_what_is_there_wherever_it_is(secretariat: Secretariat) -> None:
    (secretariat.corpus / "beleid").mkdir()
    (secretariat.documents / "veerplan.txt").rename(secretariat.corpus / "beleid" / "veerplan.txt")
    secretariat.refresh()
    file = secretariat.offer("veerplan.txt", RISEN)
    look = secretariat.intake.look(file)
    assert (look.name, look.replaces) == ("beleid/veerplan.txt", True)
    assert [("acht" in words.old, "twaalf" in words.new) for words in look.words] == [(True, True)]
    assert secretariat.intake.take_in(file, secretariat.keep, look.others).changed == ("beleid/veerplan.txt",)
    assert secretariat.files() == {"beleid/veerplan.txt": RISEN.encode()}
    assert not secretariat.keep.exists()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("kopie.txt", PLAN, "precies gelijk aan documents/veerplan.txt"),
        ("veerplan.txt", PLAN, "staat al precies zo"),
        ("leeg.txt", "", "leeg"),
        ("beeld.exe", "MZ" * 50, "kan Samenwijs niet lezen"),
        ("kapot.pdf", "%PDF-1.4 en dan niets", "PDF"),
        ("sources.toml", "[[source]]\nurl = 'https://example.nl'\n", "kan Samenwijs niet lezen"),
        ("map.zip", zip_bytes({"beeld.exe": "MZ" * 50}), "kan Samenwijs niet lezen"),
    ],
)
def test_what_cannot_or_need_not_be_taken_in_is_refused_with_the_reason(
    secretariat: Secretariat, name: str, content: str | bytes, reason: str
) -> None:
    with pytest.raises(Rejected, match=reason):
        secretariat.intake.look(secretariat.offer(name, content))


def test_a_nearly_equal_and_a_newer_document_are_pointed_out(secretariat: Secretariat) -> None:
    look = secretariat.intake.look(secretariat.offer("veerplan-2027.txt", PLAN + "Tot die tijd rijdt er een bus.\n"))
    assert any("bijna gelijk" in warning for warning in look.warnings)
    assert any("nieuwer dan documents/veerplan.txt" in warning for warning in look.warnings)


def test_the_files_in_an_archive_are_taken_in_with_it(secretariat: Secretariat) -> None:
    file = secretariat.offer("map.zip", zip_bytes({"partners.txt": PARTNERS, "beeld.exe": "MZ" * 50}))
    look = secretariat.intake.look(file)
    assert [document.source.id for document in look.documents] == ["documents/map.zip/partners.txt"]
    assert [rejection.doc for rejection in look.rejected] == ["documents/map.zip/beeld.exe"]
    secretariat.intake.take_in(file, secretariat.keep, look.others)
    assert "documents/map.zip/partners.txt" in secretariat.live()


def test_a_file_that_came_in_another_way_meanwhile_is_not_kept_twice(secretariat: Secretariat) -> None:
    file = secretariat.offer("partners.txt", PARTNERS)
    look = secretariat.intake.look(file)
    secretariat.intake.take_in(secretariat.offer("kopie.txt", PARTNERS), secretariat.keep, ())
    with pytest.raises(NothingPublished, match="intussen veranderd"):
        secretariat.intake.take_in(file, secretariat.keep, look.others)
    assert set(secretariat.files()) == {"documents/veerplan.txt", "documents/kopie.txt"}
    assert secretariat.intake.take_in(secretariat.offer("veerplan.txt", RISEN), secretariat.keep, ()).rejected == ()


def _busy(secretariat: Secretariat, file: Path) -> None:
    with secretariat.generations.archive.exclusive():
        secretariat.intake.take_in(file, secretariat.keep, ())


def _declined(secretariat: Secretariat, file: Path) -> None:
    Intake(replace(secretariat.desk, review=lambda _: False)).take_in(file, secretariat.keep, ())


def _meanwhile(secretariat: Secretariat, file: Path) -> None:
    (secretariat.documents / "ander.txt").write_text(PARTNERS.replace("Rietzoom", "Veenrand"), encoding="utf-8")
    try:
        secretariat.intake.take_in(file, secretariat.keep, ())
    finally:
        (secretariat.documents / "ander.txt").unlink()


def _bad_list(secretariat: Secretariat, file: Path) -> None:
    (secretariat.corpus / "sources.toml").write_text("[[source]]\nfile = 'weg.txt'\n", encoding="utf-8")
    try:
        secretariat.intake.take_in(file, secretariat.keep, ())
    finally:
        (secretariat.corpus / "sources.toml").unlink()


@pytest.mark.parametrize(
    ("fails", "fault"),
    [(_busy, RefreshBusy), (_declined, NothingPublished), (_meanwhile, NothingPublished), (_bad_list, UsageError)],
)
@pytest.mark.parametrize("name", ["veerplan.txt", "nieuw.txt"])
def test_when_taking_in_fails_the_folder_and_the_collection_are_as_they_were(
    secretariat: Secretariat, fails: Callable[[Secretariat, Path], None], fault: type[Exception], name: str
) -> None:
    before = secretariat.files(), secretariat.live()
    with pytest.raises(fault):
        fails(secretariat, secretariat.offer(name, RISEN))
    assert (secretariat.files(), secretariat.live()) == before
    assert not secretariat.keep.exists()


@pytest.mark.parametrize("name", ["veerplan.txt", "nieuw.txt"])
def test_after_a_crash_before_publishing_the_folder_is_as_it_was(secretariat: Secretariat, name: str) -> None:
    before, file = secretariat.files(), secretariat.offer(name, RISEN)
    if name in {path.name for path in secretariat.documents.iterdir()}:
        secretariat.keep.write_bytes(before[f"documents/{name}"])
    (secretariat.documents / name).write_text(RISEN, encoding="utf-8")
    assert not secretariat.intake.recover(file, secretariat.keep)
    assert secretariat.files() == before
    assert not secretariat.keep.exists()


def test_after_a_crash_behind_publishing_the_file_stays(secretariat: Secretariat) -> None:
    file = secretariat.offer("veerplan.txt", RISEN)
    secretariat.intake.take_in(file, secretariat.keep, ())
    secretariat.keep.write_text(PLAN, encoding="utf-8")
    assert secretariat.intake.recover(file, secretariat.keep)
    assert secretariat.files() == {"documents/veerplan.txt": RISEN.encode()}
    assert not secretariat.keep.exists()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("nota.pdf", "nota.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\map\\nota.pdf", "nota.pdf"),
        (".verborgen.txt", "verborgen.txt"),
        ("~$nota.docx", "nota.docx"),
        ("een\nregel \u202e fdp.txt", "eenregel fdp.txt"),
        ("../", "document"),
        ("", "document"),
        ("..", "document"),
        ("\ud800.txt", "txt"),
    ],
)
def test_a_name_is_safe_in_any_folder(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_long_name_keeps_its_kind() -> None:
    short = safe_name("é" * 300 + ".docx")
    assert short.endswith("é.docx")
    assert len(short.encode()) <= 120


def test_erasing_a_document_takes_its_waiting_versions_along(secretariat: Secretariat) -> None:
    uploads = Uploads(secretariat.offers, Seal(b"k" * 32), _as_secretariat(secretariat.intake))
    waiting = [Upload("0" * 16, "veerplan.txt", "telegram:1"), Upload("1" * 16, "partners.txt", "telegram:1")]
    for upload in waiting:
        uploads.begin(upload).write_text(RISEN, encoding="utf-8")
    (secretariat.documents / "veerplan.txt").unlink()
    around = Surroundings(lambda *_: Redaction(), lambda _: True, quietly, finishing=0)
    uploads.file(waiting[1]).write_text(PARTNERS, encoding="utf-8")
    erased = erase("veerplan.txt", secretariat.generations, around)
    assert erased is not None
    assert erased.proven
    assert [uploads.file(upload).exists() for upload in waiting] == [False, True]
    with pytest.raises(Rejected, match="niet meer"):
        uploads.look(waiting[0])


def test_a_file_waits_two_weeks(secretariat: Secretariat) -> None:
    uploads = Uploads(secretariat.offers, Seal(b"k" * 32), _as_secretariat(secretariat.intake))
    old, young, new = (Upload(digit * 16, "partners.txt", "telegram:1") for digit in "012")
    for upload, days in ((old, 15), (young, 13)):
        uploads.begin(upload)
        moment = time.time() - days * 24 * 3600
        os.utime(secretariat.offers / upload.id, (moment, moment))
    uploads.begin(new)
    assert [upload.id for upload in uploads.all()] == [young.id, new.id]


def _as_secretariat(intake: Intake) -> SecretariatDoor:
    return SecretariatDoor(intake.look, intake.take_in, intake.recover)
