"""Pictures of the web pages for the guides: ``python -m tests.web_pictures`` writes them to docs/beelden.

The site works on the starter collection. People ask, judge and look back as they do in the tests.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from bot.fronts.web.wiring import Site
from bot.log.model import Role
from tests.browser import chromium, chromium_program
from tests.running_bot import CORPUS, index_of_corpus
from tests.web.asking import ask
from tests.web_running import running_site
from tests.web_visitor import ORGANISATION, Visitor, open_collection, web_desk

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TARGET = Path(__file__).parents[1] / "docs" / "beelden"
QUESTIONS = (
    "Wie zijn de partners van Samen werkt beter?",
    "En in 2013?",
    "Hoeveel kost een parkeervergunning in Deventer?",
    "Wat is een BRE?",
)


@dataclass(frozen=True)
class Picture:
    """A page, and what of it is shown."""

    name: str
    path: str
    height: int  # pixels from the top of what is shown, of a window 1000 wide


PICTURES = (
    Picture("web-beoordelen-lijst", "/beoordelen", 560),
    Picture("web-beoordelen-antwoord", "/beoordelen/2", 900),
    Picture("web-vast-antwoord", "/vaste-antwoorden/nieuw?uit=4", 620),
    Picture("web-accounts", "/beheer", 700),
    Picture("web-inzicht", "/inzicht", 900),
    Picture("web-bewaren", "/beheer/bewaren", 860),
)


def main() -> None:
    """Work with the site and photograph it."""
    program = chromium_program()
    assert program, "Chromium is not installed"
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        index_of_corpus(Path(folder) / "index")
        site = Site(organisation=ORGANISATION)
        with web_desk(*open_collection(Path(folder) / "index"), Path(folder) / "web", CORPUS) as desk:
            asker, admin = Visitor(desk, site, Role.ASKER, "anna"), Visitor(desk, site, Role.ADMIN, "ada")
            for name, role in (("rob", Role.REVIEWER), ("sara", Role.SECRETARIAT)):
                Visitor(desk, site, role, name)
            for text in QUESTIONS:
                ask(asker, text)
            turns = list(desk.records.turns.rows())
            asker.post(f"/vraag/{turns[0].id}/oordeel", {"oordeel": "up"})
            asker.post(f"/vraag/{turns[2].id}/oordeel", {"oordeel": "down", "reden": "bron ontbreekt"})
            admin.post("/beoordelen/1", {"oordeel": "right"})
            with running_site(desk, site) as address, chromium(program) as browser:
                for picture in PICTURES:
                    _photograph(browser, admin, address, picture)


def _photograph(browser: "Browser", admin: Visitor, address: str, picture: Picture) -> None:
    tab = browser.new_context(viewport={"width": 1000, "height": picture.height}, locale="nl-NL").new_page()
    cookies = {cookie.name: cookie.value or "" for cookie in admin.client.cookies.jar}
    tab.context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    tab.goto(address + picture.path)
    target = TARGET / f"{picture.name}.png"
    tab.screenshot(path=target)
    tab.context.close()
    with Image.open(target) as image:  # few colours: a third of the size
        image.convert("RGB").quantize(64).save(target, optimize=True)


if __name__ == "__main__":
    main()
