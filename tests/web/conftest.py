"""The site over the starter collection, and visitors in each role."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bot.fronts.web.wiring import Desk, Site
from bot.live import LiveCollection
from bot.log.model import Role
from ingest.index.generation import Generations
from tests.browser import chromium, chromium_program
from tests.running_bot import CORPUS, index_of_corpus
from tests.web_story import Story
from tests.web_visitor import ORGANISATION, Visitor, open_collection, web_desk

Visit = Callable[..., Visitor]


@pytest.fixture(scope="session")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web-index")
    index_of_corpus(folder)
    return folder


@pytest.fixture(scope="session")
def opened(indexed: Path) -> tuple[LiveCollection, Generations]:
    """The starter collection, opened once for all the tests that only read it."""
    return open_collection(indexed)


@pytest.fixture
def site() -> Site:
    return Site(organisation=ORGANISATION)


@pytest.fixture
def desk(opened: tuple[LiveCollection, Generations], tmp_path: Path) -> Iterator[Desk]:
    """What the pages work with: the starter collection (not to be changed) and an empty log."""
    with web_desk(*opened, tmp_path / "web", CORPUS) as desk:
        yield desk


@pytest.fixture
def visitor(desk: Desk, site: Site) -> Visit:
    """Makes visitors: ``visitor(Role.REVIEWER)``; ``visitor()`` is not signed in."""

    def make(role: Role | None = None, name: str = "") -> Visitor:
        return Visitor(desk, site, role, name)

    return make


@pytest.fixture(scope="session")
def story(indexed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """A site on which people have worked; to be looked at, not changed."""
    folder = tmp_path_factory.mktemp("story")
    shutil.copytree(indexed, folder, dirs_exist_ok=True)
    with web_desk(*open_collection(folder), folder / "web", CORPUS) as desk:
        yield Story(desk, Site(organisation=ORGANISATION))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for a module: while it runs, no other test in this thread can have an event loop."""
    program = chromium_program()
    if program is None:
        pytest.skip("Chromium is not installed")
    with chromium(program) as running:
        yield running
