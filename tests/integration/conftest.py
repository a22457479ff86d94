"""What several of these tests stand on: a web site on this machine, and the starter documents, indexed."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.log.records import Records, open_records
from bot.privacy import load_key
from ingest.embed import open_embedder
from ingest.index.generation import Generations
from ingest.refresh import Wish, refresh
from tests.collection import quietly
from tests.web_server import Site, web_site

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def server() -> Iterator[Site]:
    with web_site() as site:
        yield site


@pytest.fixture
def site(server: Site) -> Site:
    """The web site, empty and not yet asked for anything."""
    server.pages.clear()
    server.asked.clear()
    return server


@pytest.fixture
def records(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Records]:
    """The database of the commands, which run in a folder of their own: what the bot and the pages see of it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAMENWIJS_DATA", str(tmp_path))
    with closing(open_records(f"sqlite:///{tmp_path / 'log.sqlite'}", load_key(tmp_path / "pseudonym.key"))) as records:
        yield records


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the starter documents in it."""
    data = tmp_path_factory.mktemp("collection")
    refresh([CORPUS], Generations(data, open_embedder()), quietly, Wish())
    return data
