"""The secretariat's pages: what is live, files that are sent, the way back, corrections."""

import re
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.fronts.web.wiring import Desk, Site
from bot.log.model import Role
from bot.log.trails import Action
from bot.uploads import State, Upload
from tests.running_bot import CORPUS
from tests.web_visitor import Visitor, open_collection, web_desk

PARTNERS = "Partners van het natuurpad\n\nDe partners zijn het waterschap Rijnkant en de stichting Rietzoom.\n"
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def desk(indexed: Path, tmp_path: Path) -> Iterator[Desk]:
    """The starter collection in folders of its own, to be changed at will."""
    shutil.copytree(indexed, tmp_path / "data")
    shutil.copytree(CORPUS, tmp_path / "corpus")
    with web_desk(*open_collection(tmp_path / "data"), tmp_path / "data", tmp_path / "corpus") as desk:
        yield desk


@pytest.fixture
def bea(desk: Desk, site: Site) -> Visitor:
    return Visitor(desk, site, Role.SECRETARIAT, "bea")


def send(visitor: Visitor, name: str = "partners.txt", content: str | bytes = PARTNERS) -> str:
    """Send a file; the address of its page."""
    response = visitor.post("/collectie/upload", files={"bestand": (name, content)})
    assert response.status_code == 303
    return str(response.headers["location"])


def settled(visitor: Visitor, address: str) -> str:
    """The page of an upload once nothing is being done with the file."""
    for _ in range(120):
        response = visitor.get(address)
        if "refresh" not in response.headers:
            return response.text
        time.sleep(0.1)
    raise AssertionError(response.text)


def decide(visitor: Visitor, address: str, what: str) -> int:
    return visitor.post(address, {"doe": what}).status_code


def documents(desk: Desk) -> set[str]:
    return {shelved.source.doc for shelved in desk.library.documents()}


def test_the_collection_says_how_each_document_was_read(bea: Visitor) -> None:
    text = bea.get("/collectie").text
    assert "Er zijn 8 documenten in gebruik" in text
    assert "besturen-in-regionale-ecosystemen.pptx" in text
    assert re.search(r"2 bladzijden · 464 woorden", text)
    found = bea.get("/collectie", params={"zoek": "werkplaats"}).text
    assert "werkplaats-vitaal-platteland.pdf" in found
    assert "besturen-in-regionale-ecosystemen.pptx" not in found
    assert bea.get("/collectie?pagina=99").status_code == 404
    assert bea.get("/collectie?pagina=nul").status_code == 422


def test_a_document_shows_what_was_read_of_it(bea: Visitor) -> None:
    link = re.search(r"/collectie/document/([0-9a-f]{12})", bea.get("/collectie?zoek=werkplaats").text)
    assert link
    text = bea.get(link[0]).text
    assert "9 passages" in text
    assert re.search(r"\bp\. 1\b", text)
    assert bea.get("/collectie/document/ffffffffffff").status_code == 404


def test_without_a_refresh_there_is_no_report_and_with_one_it_names_what_was_refused(bea: Visitor, desk: Desk) -> None:
    shutil.rmtree(desk.generations.archive.data / "report", ignore_errors=True)
    assert "Er is geen verslag" in bea.get("/collectie/rapport").text
    assert bea.get("/collectie/rapport?vorm=volledig").status_code == 404
    address = send(bea)
    settled(bea, address)
    decide(bea, address, "opnemen")
    settled(bea, address)
    text = bea.get("/collectie/rapport").text
    assert "documents/partners.txt" in text
    whole = bea.get("/collectie/rapport?vorm=volledig")
    assert whole.status_code == 200
    assert "'unsafe-inline'" in whole.headers["content-security-policy"]
    assert "script" not in whole.headers["content-security-policy"]
    assert [seen.action for seen in desk.records.audit.latest(2)] == [Action.SAW_REPORT] * 2, "it holds questions"


def test_who_is_alone_takes_a_file_in_alone(bea: Visitor, desk: Desk) -> None:
    address = send(bea)
    text = settled(bea, address)
    assert "Partners van het natuurpad" in text
    assert "Er komt 1 document bij" in text
    assert "partners.txt" not in documents(desk)
    assert decide(bea, address, "opnemen") == 303
    assert "Het document staat in de verzameling" in settled(bea, address)
    assert "partners.txt" in documents(desk)
    assert decide(bea, address, "opnemen") == 409


def test_what_one_sends_another_approves(bea: Visitor, desk: Desk, site: Site) -> None:
    cas = Visitor(desk, site, Role.ADMIN, "cas")
    address = send(bea)
    assert "Een collega moet dit goedkeuren" in settled(bea, address)
    assert decide(bea, address, "opnemen") == 403
    assert "partners.txt" not in documents(desk)
    assert decide(bea, address, "vraag") == 303
    assert "wacht op een collega" in cas.get("/collectie").text
    assert "Bea stuurde dit bestand" in settled(cas, address)
    assert decide(cas, address, "opnemen") == 303
    assert "Het document staat in de verzameling" in settled(cas, address)
    assert "partners.txt" in documents(desk)
    assert bea.account
    (taken,) = desk.records.audit.latest(None, action=Action.TOOK_IN)
    assert taken.detail == f"partners.txt, gestuurd door account {bea.account.id}"
    assert "partners.txt, gestuurd door Bea" in cas.get("/beheer/spoor").text


def test_a_file_from_telegram_is_approved_on_the_page(bea: Visitor, desk: Desk) -> None:
    upload = Upload("a" * 16, "partners.txt", "telegram:1001")
    known = desk.records.people.meet(upload.sender, "telegram:1001", datetime.now(UTC))
    desk.uploads.begin(upload).write_text(PARTNERS, encoding="utf-8")
    desk.uploads.ask(upload)
    address = f"/collectie/upload/{upload.id}"
    assert address in bea.get("/collectie").text
    settled(bea, address)
    assert decide(bea, address, "opnemen") == 303
    settled(bea, address)
    assert "partners.txt" in documents(desk)
    (taken,) = desk.records.audit.latest(None, action=Action.TOOK_IN)
    assert taken.detail == f"partners.txt, gestuurd door Telegram {known.pseudonym}"


def test_a_file_that_is_thrown_away_changes_nothing(bea: Visitor, desk: Desk) -> None:
    address = send(bea)
    settled(bea, address)
    before = documents(desk)
    assert decide(bea, address, "weg") == 303
    assert "Weggegooid" in bea.get(address).text
    assert documents(desk) == before
    assert decide(bea, address, "weg") == 409


def test_a_file_that_cannot_be_read_says_why(bea: Visitor) -> None:
    text = settled(bea, send(bea, "leeg.pdf", b"%PDF-1.4 niets"))
    assert "kan niet worden opgenomen" in text
    assert "Neem op" not in text


@pytest.mark.parametrize("name", ["../../etc/passwd", f"{SCRIPT}.txt", "..\\..\\boot.ini", ".env", "nota\x00.txt"])
def test_a_wicked_name_stays_text_and_leads_nowhere(bea: Visitor, desk: Desk, name: str) -> None:
    address = send(bea, name)
    (upload,) = desk.uploads.all()
    path = desk.uploads.file(upload)
    assert path.is_relative_to(desk.generations.archive.data / "uploads" / upload.id)
    assert not path.name.startswith(".")
    assert SCRIPT not in settled(bea, address)


def test_no_file_is_a_message(bea: Visitor, desk: Desk) -> None:
    for files in ({}, {"bestand": ("", b"")}, {"bestand": ("leeg.txt", b"")}):
        response = bea.post("/collectie/upload", files=files or None)
        assert response.status_code == 422
        assert "Kies eerst een bestand" in response.text
    assert desk.uploads.all() == []


def test_a_form_that_is_too_large_is_refused_while_it_comes_in(bea: Visitor) -> None:
    response = bea.post("/collectie/verbeteringen", {"namen": "x" * 2_000_000})
    assert response.status_code == 413
    assert "te groot" in response.text


def test_an_unknown_upload_is_not_there(bea: Visitor) -> None:
    for wrong in ("0" * 16, "nergens", "A" * 16):
        assert bea.get(f"/collectie/upload/{wrong}").status_code == 404
        assert bea.post(f"/collectie/upload/{wrong}", {"doe": "weg"}).status_code == 404


def test_an_unknown_decision_changes_nothing(bea: Visitor, desk: Desk) -> None:
    address = send(bea)
    assert decide(bea, address, "verbranden") == 422
    assert [upload.state for upload in desk.uploads.all()] == [State.WAITING]


def test_going_back_asks_for_a_tick_and_then_goes_back(bea: Visitor, desk: Desk) -> None:
    first = desk.generations.archive.must_live_id()
    address = send(bea)
    settled(bea, address)
    decide(bea, address, "opnemen")
    settled(bea, address)
    assert desk.generations.archive.live_id() != first
    assert bea.post("/collectie/terug", {"generatie": first}).status_code == 422
    assert bea.post("/collectie/terug", {"generatie": "../..", "zeker": "ja"}).status_code == 422
    assert desk.generations.archive.live_id() != first
    assert bea.post("/collectie/terug", {"generatie": first, "zeker": "ja"}).status_code == 303
    assert desk.generations.archive.live_id() == first
    assert "partners.txt" not in documents(desk)


def test_a_correction_is_made_shown_and_taken_away(bea: Visitor, desk: Desk) -> None:
    path = "/collectie/verbeteringen"
    names = f"Vereniging Rietzoom\nRietzoom {SCRIPT}"
    assert bea.post(path, {"doe": "erbij", "oordeel": "same", "namen": names}).status_code == 303
    text = bea.get(path).text
    assert "Vereniging Rietzoom" in text
    assert SCRIPT not in text
    assert "Rietzoom" in desk.corrections.read_text(encoding="utf-8")
    again = bea.post(path, {"doe": "erbij", "oordeel": "same", "namen": names})
    assert again.status_code == 422
    assert "staat er al" in again.text
    key = re.search(r'name="welke" value="([0-9a-f]{16})"', text)
    assert key
    assert bea.post(path, {"doe": "weg", "welke": key[1]}).status_code == 303
    assert bea.post(path, {"doe": "weg", "welke": key[1]}).status_code == 422
    assert "Rietzoom" not in bea.get(path).text


@pytest.mark.parametrize(
    "form",
    [
        {"doe": "erbij", "oordeel": "same", "namen": "Alleen een"},
        {"doe": "erbij", "oordeel": "not_a_fact", "waarde": ""},
        {"doe": "erbij", "oordeel": "onzin"},
        {"doe": "erbij", "oordeel": "not_a_fact", "waarde": "x", "soort": "onzin"},
        {"doe": "erbij", "oordeel": "same", "namen": "x" * 3000},
        {},
    ],
)
def test_a_correction_that_cannot_be_right_is_refused(bea: Visitor, desk: Desk, form: dict[str, str]) -> None:
    before = desk.corrections.read_bytes() if desk.corrections.exists() else b""
    assert bea.post("/collectie/verbeteringen", form).status_code == 422
    assert (desk.corrections.read_bytes() if desk.corrections.exists() else b"") == before
