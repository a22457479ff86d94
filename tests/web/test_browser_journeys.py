"""What people in each role come to do, in a real browser from the first page to the last."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from bot.fronts.web.wiring import Desk, Site
from bot.log.model import Role
from tests.running_bot import CORPUS
from tests.web_running import running_site
from tests.web_story import KNOWN, UNKNOWN
from tests.web_visitor import ORGANISATION, open_collection, web_desk

expect.set_options(timeout=20_000)  # milliseconds; machines are busy
PASSWORD = "appel peer banaan kers"
REPORT = "# Werkplaats Deventer\n\nIn 2025 deden {} gemeenten mee aan de werkplaats in Deventer.\n"
DEVENTER = "Hoeveel gemeenten deden mee aan de werkplaats in Deventer?"


class Office:
    """The running site, and people who come in at their own browsers."""

    def __init__(self, desk: Desk, address: str, browser: Browser) -> None:
        self.desk, self.address, self._browser = desk, address, browser

    def enter(self, role: Role, name: str, *, javascript: bool = True) -> Page:
        """Somebody with an account signs in and sees the front page."""
        account = self.desk.records.accounts.add(name, name.title(), role, datetime.now(UTC))
        assert account
        self.desk.records.credentials.change(account.id, PASSWORD)
        tab = self.visit("/inloggen", javascript=javascript)
        tab.get_by_label("Naam").fill(name)
        tab.get_by_label("Wachtwoord").fill(PASSWORD)
        tab.get_by_role("main").get_by_role("button", name="Inloggen").click()
        expect(tab.get_by_role("heading", level=1)).to_have_text("Stel een vraag over de documenten")
        return tab

    def visit(self, path: str, *, javascript: bool = True) -> Page:
        """Somebody unknown opens a page."""
        tab = self._browser.new_context(java_script_enabled=javascript, accept_downloads=True).new_page()
        tab.set_default_timeout(20_000)
        tab.on("dialog", lambda dialog: dialog.accept())
        tab.goto(self.address + path)
        return tab


@pytest.fixture
def office(indexed: Path, tmp_path: Path, browser: Browser) -> Iterator[Office]:
    shutil.copytree(indexed, tmp_path / "index")
    shutil.copytree(CORPUS, tmp_path / "corpus")
    with (
        web_desk(*open_collection(tmp_path / "index"), tmp_path / "web", tmp_path / "corpus") as desk,
        running_site(desk, Site(organisation=ORGANISATION)) as address,
    ):
        yield Office(desk, address, browser)
        for context in browser.contexts:
            context.close()


def ask(tab: Page, text: str) -> Locator:
    """Asks on the front page; the last answer."""
    tab.get_by_label("Uw vraag").fill(text)
    tab.get_by_role("button", name="Stel de vraag").click()
    turn = tab.get_by_role("article").filter(has=tab.get_by_role("heading", level=2, name=text, exact=True)).last
    expect(turn).to_be_visible()
    return turn


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
def test_an_asker_asks_on_opens_a_source_judges_and_shares(office: Office, javascript: bool) -> None:
    tab = office.enter(Role.ASKER, "anna", javascript=javascript)
    turn = ask(tab, KNOWN)
    turn.get_by_role("link", name=re.compile("^bron 1:")).click()
    expect(tab.locator("blockquote mark").first).to_contain_text("vijftien partners")
    if not javascript:
        tab.get_by_role("link", name="Terug naar het antwoord").click()
        tab.get_by_role("link", name="Terug naar het gesprek").click()
    turn = ask(tab, "En in 2013?")
    expect(turn).to_contain_text("veertien")
    turn.get_by_role("button", name="Niet goed").click()
    tab.get_by_label("Er ontbreekt iets").check()
    tab.get_by_role("button", name="Verstuur").click()
    expect(tab.get_by_text("Dank u wel. De beheerder kijkt naar uw opmerking.")).to_be_visible()
    tab.get_by_role("button", name="Deel dit antwoord").last.click()
    link = tab.get_by_label("Link naar dit antwoord").input_value()
    colleague = office.enter(Role.ASKER, "bram", javascript=javascript)
    colleague.goto(link)
    expect(colleague.get_by_role("heading", level=2, name="En in 2013?")).to_be_visible()
    tab.get_by_role("button", name="English").click()
    tab.goto(office.address)
    expect(tab.get_by_role("button", name="Ask")).to_be_visible()
    assert tab.locator("html").get_attribute("lang") == "en"
    judged = [(row.feedback, row.feedback_reason) for row in office.desk.records.turns.rows()]
    assert judged == [(None, None), ("down", "onvolledig")]


def test_asking_reading_and_judging_need_no_mouse(office: Office) -> None:
    tab = office.enter(Role.REVIEWER, "rob")
    _press_until(tab, "Tab", "#vraag")
    tab.keyboard.type(KNOWN)
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("article")).to_be_visible()
    _press_until(tab, "Tab", "a.citation")
    tab.keyboard.press("Enter")
    expect(tab.locator("blockquote mark").first).to_be_visible()
    expect(tab.locator("[id^=stuk-]")).to_be_focused()
    _press_until(tab, "Tab", "button[value=up]")
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("Dank u wel. Dat helpt.")).to_be_visible()
    tab.goto(f"{office.address}/beoordelen/1")
    tab.keyboard.press("2")
    expect(tab.get_by_label("onvolledig")).to_be_checked()
    tab.keyboard.press("t")
    tab.keyboard.type("de 15e partner ontbreekt")  # letters and digits in a field are no shortcuts
    _press_until(tab, "Tab", "button[value=hier]")
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("Uw oordeel is opgeslagen.")).to_be_visible()
    (review,) = office.desk.records.reviews.of(1).standing
    assert (review.opinion.verdict, review.opinion.note) == ("incomplete", "de 15e partner ontbreekt")


def _press_until(tab: Page, key: str, wanted: str) -> None:
    """Presses a key until what is wanted has the focus, and shows it."""
    for _ in range(80):
        tab.keyboard.press(key)
        if tab.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
            return
    raise AssertionError(f"{wanted} cannot be reached with the keyboard")


def test_a_file_goes_from_the_secretariat_by_a_colleague_into_answers_and_back(office: Office) -> None:
    sender, colleague = office.enter(Role.SECRETARIAT, "sara"), office.enter(Role.SECRETARIAT, "simon")
    sender.get_by_role("link", name="Collectie").click()
    file = FilePayload(name="deventer.md", mimeType="text/markdown", buffer=REPORT.format(21).encode())
    sender.get_by_label("Bestand", exact=True).set_input_files(file)
    sender.get_by_role("button", name="Stuur het bestand").click()
    expect(sender.get_by_text("Er komt 1 document bij.")).to_be_visible()
    expect(sender.get_by_role("button", name="Neem op in de verzameling")).to_have_count(0)
    sender.get_by_role("button", name="Vraag een collega").click()
    expect(sender.get_by_text("Een collega is gevraagd om dit goed te keuren.")).to_be_visible()
    colleague.goto(f"{office.address}/collectie")
    colleague.get_by_role("link", name="deventer.md").click()
    expect(colleague.get_by_text("Sara stuurde dit bestand.")).to_be_visible()
    colleague.get_by_role("button", name="Neem op in de verzameling").click()
    expect(colleague.get_by_text("Opgenomen. Het document staat in de verzameling")).to_be_visible(timeout=60_000)
    asker = office.enter(Role.ASKER, "anna")
    expect(ask(asker, DEVENTER)).to_contain_text("21 gemeenten")
    colleague.goto(f"{office.address}/collectie")
    colleague.get_by_label(re.compile("8 documenten")).check()
    colleague.get_by_label("Ja, ik weet het zeker").check()
    colleague.get_by_role("button", name="Gebruik deze verzameling").click()
    expect(colleague.get_by_text("De gekozen verzameling is nu in gebruik.")).to_be_visible()
    asker.get_by_role("button", name="Nieuw gesprek").click()
    expect(ask(asker, DEVENTER)).not_to_contain_text("21 gemeenten")


def test_a_reviewer_judges_keeps_a_golden_case_and_writes_an_answer_that_is_given(office: Office) -> None:
    asker = office.enter(Role.ASKER, "anna")
    ask(asker, KNOWN).get_by_role("button", name="Niet goed").click()
    expect(asker.get_by_text("Jammer. Wat klopte er niet?")).to_be_visible()
    tab = office.enter(Role.REVIEWER, "rob")
    tab.get_by_role("link", name="Beoordelen").click()
    expect(tab.get_by_role("row").nth(1)).to_contain_text("duim omlaag")
    tab.get_by_role("link", name="Begin bij de eerste").click()
    tab.get_by_label("goed (1)").check()
    tab.get_by_role("button", name="Opslaan en hier blijven").click()
    tab.get_by_role("button", name="Maak er een gouden vraag van").click()
    expect(tab.get_by_text("Dit is nu een gouden vraag.")).to_be_visible()
    assert KNOWN in office.desk.golden.read_text(encoding="utf-8")
    tab.get_by_role("link", name="Schrijf een vast antwoord").click()
    tab.get_by_label("Vraag", exact=True).fill("Wie doen er mee?")
    tab.get_by_label("Zoek in de documenten").fill("partners van Samen werkt beter")
    tab.get_by_role("button", name="Zoeken").click()
    expect(tab.get_by_role("button", name="Neem over").first).to_be_visible()
    for proof in tab.get_by_role("checkbox").all()[1:]:
        proof.uncheck()
    for sentence in tab.locator("textarea[name=zin]").all()[1:]:
        sentence.fill("")
    tab.get_by_label("Geldt tot en met").fill((datetime.now(UTC) + timedelta(days=30)).date().isoformat())
    tab.get_by_role("button", name="Bewaren en geven").click()
    expect(tab.get_by_text("Het vaste antwoord is bewaard.")).to_be_visible()
    asker.get_by_role("button", name="Nieuw gesprek").click()
    expect(ask(asker, "Wie doen er mee?")).to_contain_text(ORGANISATION)


def test_an_admin_starts_the_site_lets_people_in_looks_back_holds_and_erases(office: Office) -> None:
    asker = office.enter(Role.ASKER, "anna")
    ask(asker, KNOWN)
    ask(asker, UNKNOWN)
    tab = office.enter(Role.ADMIN, "ada")
    tab.get_by_role("link", name="Beheer").click()
    tab.get_by_label("Naam om mee in te loggen").fill("nieuw")
    tab.get_by_role("button", name="Maak het account").click()
    newcomer = office.visit(urlsplit(tab.get_by_label("Link").input_value()).path)
    newcomer.get_by_label("Nieuw wachtwoord", exact=True).fill(PASSWORD)
    newcomer.get_by_label("Nog een keer het nieuwe wachtwoord").fill(PASSWORD)
    newcomer.get_by_role("button", name="Bewaar en log in").click()
    expect(newcomer.get_by_role("link", name="nieuw")).to_be_visible()
    tab.get_by_role("link", name="Logboek").click()
    tab.get_by_label("Woorden in vraag of antwoord").fill("burgemeester")
    tab.get_by_role("button", name="Zoek", exact=True).click()
    expect(tab.get_by_role("row")).to_have_count(2)
    with tab.expect_download() as download:
        tab.get_by_role("link", name="tabel voor Excel (csv)").click()
    assert UNKNOWN in Path(download.value.path()).read_text(encoding="utf-8-sig")
    tab.get_by_role("link", name="Langer bewaren wat hier is gevonden").click()
    tab.get_by_label(re.compile("Waarom|Reden")).fill("Verzoek om informatie 12")
    tab.get_by_role("button", name=re.compile("Bewaar")).click()
    expect(tab.get_by_text("1 antwoord blijft bewaard.")).to_be_visible()
    tab.get_by_role("link", name="Inzicht").click()
    expect(tab.get_by_role("img", name="Vragen per dag")).to_be_visible()
    tab.get_by_role("link", name="Kennisgaten").click()
    expect(tab.get_by_role("row").nth(1)).to_contain_text("burgemeester")
    tab.goto(f"{office.address}/beheer/bewaren")
    tab.get_by_label("Account", exact=True).select_option(label="Anna (anna)")
    tab.get_by_label("Ja, wis dit").check()
    tab.get_by_role("button", name="Wis voorgoed").click()
    expect(tab.get_by_text("1 vraag met antwoord is gewist.")).to_be_visible()  # the other one is held
    tab.get_by_role("link", name="Spoor").click()
    for done in ("gegevens gewist", "bewaren gevraagd", "logboek gedownload", "kennisgaten bekeken"):
        expect(tab.get_by_role("cell", name=done).first).to_be_visible()
    assert [row.question for row in office.desk.records.turns.rows()] == [UNKNOWN]
