"""A Telegram server, and a bot in it: one whose answers a test decides, or one that knows the starter collection."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.fronts.telegram.wiring import Desk
from bot.live import Collection, LiveCollection
from tests.bot_api import BotApi
from tests.clerk import Clerk, a_collection
from tests.running_bot import index_of_corpus, real_desk, running


@pytest.fixture
def telegram() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server
    assert server.refused == [], "the bot sent something that Telegram refuses"


@pytest.fixture(scope="session")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return a_collection(tmp_path_factory.mktemp("collection"))


@pytest.fixture
def clerk(tmp_path: Path, collection: Collection) -> Iterator[Clerk]:
    clerk = Clerk(tmp_path, collection)
    yield clerk
    clerk.records.close()


@pytest.fixture
def chat(telegram: BotApi, clerk: Clerk) -> Iterator[BotApi]:
    """Telegram with a bot in it that answers what the clerk says."""
    with running(telegram, clerk.desk):
        yield telegram


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> LiveCollection:
    return index_of_corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture
def desk(corpus: LiveCollection, tmp_path: Path) -> Iterator[Desk]:
    with real_desk(corpus, tmp_path, organisation="Provincie Voorbeeld") as desk:
        yield desk


@pytest.fixture
def library(telegram: BotApi, desk: Desk) -> Iterator[BotApi]:
    """Telegram with a bot in it that answers from the starter collection."""
    with running(telegram, desk, per_minute=0):
        yield telegram
