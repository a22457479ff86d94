"""What several of these tests stand on: a web site on this machine, and the starter documents, indexed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

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


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the starter documents in it."""
    data = tmp_path_factory.mktemp("collection")
    refresh([CORPUS], Generations(data, open_embedder()), quietly, Wish())
    return data
