"""The secretariat sends a file to the bot: shown, approved by a colleague, and then answers come from it."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.fronts.telegram import upload_words as words
from bot.fronts.telegram.phrases_nl import DUTCH
from bot.fronts.telegram.wiring import Desk
from bot.live import LiveCollection
from bot.log.model import Role
from bot.privacy import Seal
from bot.uploads import Secretariat, Uploads
from ingest.errors import NothingPublished
from ingest.index.generation import Generations, live_store
from ingest.intake import Desk as IntakeDesk
from ingest.intake import Intake
from ingest.model import RefreshReport
from ingest.refresh import Wish, refresh
from ingest.review import agree
from tests.bot_api import ANNA, BotApi, Person, Sent
from tests.bot_api_rules import Button
from tests.collection import LetterEmbedder, quietly
from tests.running_bot import real_desk, running

NAME = "@samenwijs_test_bot"
BEA, CAS = Person(2002, "bea"), Person(3003, "cas")
PLAN = "Veerplan Kaagdorp\n\nDe provincie betaalt acht miljoen euro voor de nieuwe pont over de plas.\n"
RISEN = PLAN.replace("acht", "twaalf")
PARTNERS = "Partners van het natuurpad\n\nDe partners zijn het waterschap Rijnkant en de stichting Rietzoom.\n"
FOUR_EYES: dict[str, Any] = {"secretariat": ["2002", "3003"]}


class Office:
    """A folder of documents, its collection, and a bot beside it that may be started again."""

    def __init__(self, folder: Path, telegram: BotApi) -> None:
        self.corpus = folder / "corpus"
        self.data = folder / "data"
        self.telegram = telegram
        (self.corpus / "documents").mkdir(parents=True)
        (self.corpus / "documents" / "veerplan.txt").write_text(PLAN, encoding="utf-8")
        self.embedder = LetterEmbedder()
        self.generations = Generations(self.data, self.embedder)
        refresh([self.corpus], self.generations, quietly, Wish())
        intake = Intake(IntakeDesk(self.corpus, self.generations, lambda: None, agree))
        self.secretariat = Secretariat(intake.look, intake.take_in, intake.recover)

    @contextmanager
    def bot(self, **more: Any) -> Iterator[Desk]:
        collection = LiveCollection(self.generations, self.embedder)
        uploads = Uploads(self.data / "uploads", Seal(b"k" * 32), self.secretariat)
        uploads.recover()
        with real_desk(collection, self.data) as desk:
            wired = replace(desk, uploads=uploads)
            with running(self.telegram, wired, per_minute=0, **more):
                yield wired

    def upload(self, name: str, content: str | bytes, person: Person = BEA) -> Sent:
        """Somebody sends a file; what the bot says of it."""
        before = len(self.telegram.messages(person.id))
        self.telegram.upload(name, content.encode() if isinstance(content, str) else content, person)
        return self.telegram.wait_for_messages(before + 1, person.id)[-1]

    def press(self, message: Sent, text: str, person: Person) -> tuple[str, Sent]:
        """Somebody presses a button; what the press and the next message say."""
        before = len(self.telegram.messages(person.id))
        press = self.telegram.press(message, button(message, text), person)
        told = self.telegram.wait_for_answer(press)
        return told, self.telegram.wait_for_messages(before + 1, person.id)[before]

    def alert(self, message: Sent, text: str, person: Person) -> str:
        """Somebody presses a button that only says something."""
        return self.telegram.wait_for_answer(self.telegram.press(message, button(message, text), person))

    def files(self) -> set[str]:
        return {path.relative_to(self.corpus).as_posix() for path in self.corpus.rglob("*") if path.is_file()}

    def live(self) -> dict[str, str]:
        with live_store(self.generations.archive) as store:
            return {entry.source.doc: store.text(entry.source.id) for entry in store.entries()}

    def pending(self) -> list[Path]:
        return [path for path in (self.data / "uploads").glob("*/bestand/*") if path.is_file()]


def button(message: Sent, text: str) -> Button:
    return next(one for one in message.buttons if one.text == text)


@pytest.fixture
def telegram() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server
    assert [one for one in server.refused if "chat not found" not in one and "too big" not in one] == []


@pytest.fixture
def office(tmp_path: Path, telegram: BotApi) -> Office:
    return Office(tmp_path, telegram)


def test_a_file_is_in_the_collection_once_a_colleague_approved(office: Office, telegram: BotApi) -> None:
    telegram.say("/start", CAS)
    with office.bot(**FOUR_EYES):
        telegram.wait_for_messages(1, CAS.id)
        preview = office.upload("partners.txt", PARTNERS)
        for part in ("partners.txt", "Partners van het natuurpad", "zonder datum", "woorden", "1 nieuw document"):
            assert part in preview.text
        assert "waterschap Rijnkant" in preview.styled("blockquote")[0]
        assert [one.text for one in preview.buttons] == ["Opnemen", "Weggooien"]
        assert office.files() == {"documents/veerplan.txt"}

        _, asked = office.press(preview, "Opnemen", BEA)
        assert "1 collega gevraagd" in asked.text
        request = telegram.wait_for_messages(2, CAS.id)[1]
        assert request.text.startswith("bea van het secretariaat")
        assert "Rietzoom" in request.text
        assert office.alert(preview, "Opnemen", BEA) == words.COLLEAGUE_DECIDES
        assert office.files() == {"documents/veerplan.txt"}

        told, done = office.press(request, "Opnemen", CAS)
        assert told == words.TAKING
        assert "Opgenomen" in done.text
        assert "Opgenomen" in telegram.wait_for_messages(3, BEA.id)[2].text
        assert telegram.wait_for_change(request).buttons == ()
        assert office.alert(preview, "Opnemen", BEA) == words.TAKEN_BEFORE
        telegram.say("Wie zijn de partners van het natuurpad?", BEA)
        assert "Rietzoom" in telegram.wait_for_messages(4, BEA.id)[3].text
    assert office.files() == {"documents/veerplan.txt", "documents/partners.txt"}
    assert "Rietzoom" in office.live()["partners.txt"]
    assert office.pending() == []
    assert telegram.messages() == []


def test_where_there_is_one_member_their_own_approval_is_enough(office: Office, telegram: BotApi) -> None:
    with office.bot(secretariat=["2002", "@bea"], admins=["9009"]):
        preview = office.upload("partners.txt", PARTNERS)
        assert "Opgenomen" in office.press(preview, "Opnemen", BEA)[1].text
        assert len(telegram.messages(BEA.id)) == 2
    assert "partners.txt" in office.live()


def test_files_of_everybody_else_are_refused_kindly_and_kept_nowhere(office: Office, telegram: BotApi) -> None:
    with office.bot(**FOUR_EYES):
        assert office.upload("partners.txt", PARTNERS, ANNA).text == DUTCH.file
        telegram.say("/bestanden")
        assert telegram.wait_for_messages(2)[1].text.startswith("Zo werkt het")
        preview = office.upload("partners.txt", PARTNERS)
        assert office.alert(preview, "Opnemen", ANNA) == words.NOT_FOR_YOU
    assert office.files() == {"documents/veerplan.txt"}
    assert len(office.pending()) == 1


def test_a_file_that_telegram_does_not_hand_out_is_refused_kindly(office: Office, telegram: BotApi) -> None:
    with office.bot(**FOUR_EYES):
        assert office.upload("groot.pdf", b"x" * (21 * 1024 * 1024)).text == words.TOO_BIG
        telegram.show("document", {"file_id": "groot.pdf", "file_unique_id": "g", "file_name": "groot.pdf"}, BEA)
        assert telegram.wait_for_messages(2, BEA.id)[1].text == words.TOO_BIG
    assert "20 MB" in words.TOO_BIG
    assert office.pending() == []


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("kapot.pdf", "%PDF-1.4 en dan niets", "PDF"),
        ("beeld.exe", "MZ" * 50, "kan Samenwijs niet lezen"),
        ("kopie.txt", PLAN, "precies gelijk aan documents/veerplan.txt"),
        ("veerplan.txt", PLAN, "staat al precies zo"),
    ],
)
def test_what_cannot_or_need_not_be_taken_in_gets_its_reason_and_no_buttons(
    office: Office, name: str, content: str, reason: str
) -> None:
    with office.bot(**FOUR_EYES):
        said = office.upload(name, content)
    assert reason in said.text
    assert said.buttons == ()
    assert office.pending() == []


def test_a_newer_version_replaces_the_old_and_shows_what_changes(office: Office) -> None:
    with office.bot(secretariat=["2002"]):
        preview = office.upload("veerplan.txt", RISEN)
        assert "wordt vervangen" in preview.text
        assert "– De provincie betaalt acht" in preview.text
        assert "+ De provincie betaalt twaalf" in preview.text
        assert "Opgenomen" in office.press(preview, "Vervang de oude", BEA)[1].text
    assert office.files() == {"documents/veerplan.txt"}
    assert (office.corpus / "documents" / "veerplan.txt").read_text(encoding="utf-8") == RISEN
    assert "twaalf" in office.live()["veerplan.txt"]


def test_a_document_that_looks_newer_or_nearly_the_same_is_pointed_out(office: Office) -> None:
    with office.bot(secretariat=["2002"]):
        preview = office.upload("veerplan-2027.txt", PLAN + "Tot die tijd rijdt er een bus.\n")
    assert "bijna gelijk" in preview.text
    assert "nieuwer dan documents/veerplan.txt" in preview.text


@pytest.mark.parametrize("person", [BEA, CAS])
def test_a_file_can_be_thrown_away(office: Office, telegram: BotApi, person: Person) -> None:
    telegram.say("/start", CAS)
    with office.bot(**FOUR_EYES):
        telegram.wait_for_messages(1, CAS.id)
        preview = office.upload("partners.txt", PARTNERS)
        office.press(preview, "Opnemen", BEA)
        request = telegram.wait_for_messages(2, CAS.id)[1]
        told, _ = office.press(request if person is CAS else preview, "Weggooien", person)
        assert told == words.DISCARDED
        if person is CAS:
            assert "weggegooid" in telegram.wait_for_messages(3, BEA.id)[2].text
        assert office.alert(request, "Opnemen", CAS) == words.DISCARDED_BEFORE
    assert office.files() == {"documents/veerplan.txt"}
    assert office.pending() == []


def test_what_waits_is_still_there_after_a_restart(office: Office, telegram: BotApi) -> None:
    with office.bot(**FOUR_EYES):
        preview = office.upload("partners.txt", PARTNERS)
        _, asked = office.press(preview, "Opnemen", BEA)
        assert "Niet bereikt: 1 collega" in asked.text
    with office.bot(**FOUR_EYES):
        telegram.say("/bestanden", CAS)
        (request,) = telegram.wait_for_messages(1, CAS.id)
        assert "Rietzoom" in request.text
        assert "Opgenomen" in office.press(request, "Opnemen", CAS)[1].text
        telegram.say("/bestanden", CAS)
        assert telegram.wait_for_messages(3, CAS.id)[2].text == words.NOTHING_WAITS
    assert "partners.txt" in office.live()


def test_a_colleague_who_was_invited_or_goes_by_name_is_reached_once_they_wrote(
    office: Office, telegram: BotApi
) -> None:
    with office.bot(secretariat=["@bea"]) as desk:
        now = datetime.now(UTC)
        code, _ = desk.records.invitations.make(Role.SECRETARIAT, 1, now + timedelta(days=1), now)
        telegram.say(f"/start {code}", CAS)
        telegram.wait_for_messages(2, CAS.id)
        assert desk.uploads is not None
        uploads = desk.uploads
        telegram.wait_for(lambda: CAS.id in uploads.members())
        preview = office.upload("partners.txt", PARTNERS)
        assert "1 collega gevraagd" in office.press(preview, "Opnemen", BEA)[1].text
        assert "Rietzoom" in telegram.wait_for_messages(3, CAS.id)[2].text
    stored = b"".join(path.read_bytes() for path in (office.data / "uploads").rglob("*") if path.is_file())
    assert str(CAS.id).encode() not in stored


def test_two_presses_at_once_take_a_file_in_once(office: Office, telegram: BotApi) -> None:
    begun, go, times = threading.Event(), threading.Event(), list[Path]()
    take_in = office.secretariat.take_in

    def slowly(file: Path, keep: Path, others: tuple[tuple[str, str], ...]) -> RefreshReport:
        times.append(file)
        begun.set()
        assert go.wait(20)
        return take_in(file, keep, others)

    office.secretariat = replace(office.secretariat, take_in=slowly)
    with office.bot(secretariat=["2002"], admins=["3003"]):
        preview = office.upload("partners.txt", PARTNERS)
        first = telegram.press(preview, preview.buttons[0], BEA)
        assert begun.wait(20)
        second = telegram.press(preview, preview.buttons[0], BEA)
        away = telegram.press(preview, preview.buttons[1], BEA)
        assert telegram.wait_for_answer(second) == telegram.wait_for_answer(away) == words.BUSY
        go.set()
        assert telegram.wait_for_answer(first) == words.TAKING
        assert "Opgenomen" in telegram.wait_for_messages(2, BEA.id)[1].text
    assert len(times) == 1
    assert "partners.txt" in office.live()


def test_when_taking_in_fails_the_reason_is_told_and_the_file_can_be_tried_again(
    office: Office, telegram: BotApi
) -> None:
    with office.bot(secretariat=["2002"]):
        preview = office.upload("partners.txt", PARTNERS)
        (office.corpus / "documents" / "ander.txt").write_text(RISEN.replace("pont", "brug"), encoding="utf-8")
        _, failed = office.press(preview, "Opnemen", BEA)
        assert "Niet opgenomen" in failed.text
        assert "intussen veranderd" in failed.text
        again = telegram.wait_for_messages(3, BEA.id)[2]
        assert "documents/ander.txt" in again.text
        assert set(office.live()) == {"veerplan.txt"}
        assert "Opgenomen" in office.press(again, "Opnemen", BEA)[1].text
    assert set(office.live()) == {"veerplan.txt", "ander.txt", "partners.txt"}


@pytest.mark.parametrize("published", [False, True])
def test_a_bot_that_ended_while_it_took_a_file_in_knows_afterwards_how_that_went(
    office: Office, telegram: BotApi, published: bool
) -> None:
    uploads, copy, real = office.data / "uploads", office.data / "kopie", office.secretariat

    def noted(file: Path, keep: Path, others: tuple[tuple[str, str], ...]) -> RefreshReport:
        shutil.copytree(uploads, copy)
        if not published:
            raise NothingPublished("De stroom valt uit.")
        return real.take_in(file, keep, others)

    office.secretariat = replace(real, take_in=noted)
    with office.bot(secretariat=["2002"]):
        preview = office.upload("partners.txt", PARTNERS)
        office.press(preview, "Opnemen", BEA)
        telegram.wait_for_messages(2 if published else 3, BEA.id)
    shutil.rmtree(uploads)
    copy.rename(uploads)  # the bot never got further than this
    if not published:
        (office.corpus / "documents" / "partners.txt").write_text(PARTNERS, encoding="utf-8")
    office.secretariat = real
    with office.bot(secretariat=["2002"]):
        assert ("documents/partners.txt" in office.files()) == published
        assert "Opgenomen" in office.press(preview, "Opnemen", BEA)[1].text
        assert office.alert(preview, "Opnemen", BEA) == words.TAKEN_BEFORE
    assert set(office.live()) == {"veerplan.txt", "partners.txt"}
    assert office.pending() == []


def test_a_photo_of_the_secretariat_is_a_file_and_with_words_a_question(office: Office, telegram: BotApi) -> None:
    telegram.upload("beeld.jpg", b"geen beeld")
    photo = [{"file_id": "beeld.jpg", "file_unique_id": "b", "width": 9, "height": 9}]
    with office.bot(secretariat=["2002"]):
        telegram.show("photo", photo, BEA)
        assert telegram.wait_for_messages(1, BEA.id)[0].text.startswith("foto-")
        telegram.say("", BEA, photo=photo, caption="Wat betaalt de provincie?")
        assert "acht miljoen" in telegram.wait_for_messages(2, BEA.id)[1].text
        telegram.show("photo", photo)
        assert telegram.wait_for_messages(2)[1].text == DUTCH.not_text
    assert office.pending() == []


def test_a_file_in_a_group_is_not_taken(office: Office, telegram: BotApi) -> None:
    about = {"file_id": "nota.txt", "file_unique_id": "n", "file_name": "nota.txt"}
    named = {"caption": NAME, "caption_entities": [{"type": "mention", "offset": 0, "length": len(NAME)}]}
    with office.bot(secretariat=["2002"]):
        telegram.say("", BEA, -100500, document=about, **named)
        assert telegram.wait_for_messages(1, -100500)[0].text == DUTCH.file_secretariat


def test_a_button_of_a_file_that_is_gone_is_answered_kindly(office: Office, telegram: BotApi) -> None:
    with office.bot(secretariat=["2002"]):
        preview = office.upload("partners.txt", PARTNERS)
        for known in ("0" * 16, "../../x", ""):
            assert telegram.wait_for_answer(telegram.press(preview, Button("x", f"1:x:yes:{known}"), BEA)) == words.GONE
        for file in office.pending():
            file.unlink()  # as an erasure does
        failed = office.press(preview, "Opnemen", BEA)[1]
        assert "niet meer" in failed.text
    assert office.files() == {"documents/veerplan.txt"}
