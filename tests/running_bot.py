"""The Telegram bot in a thread of the test, and one that knows the starter collection."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.assistant import Assistant
from bot.errors import BotError
from bot.fronts.telegram.run import serve
from bot.fronts.telegram.wiring import Connection, Desk
from bot.library import Library
from bot.live import Collection, LiveCollection
from bot.log.records import open_records
from bot.suggest import Suggestions
from ingest.embed import open_embedder
from ingest.index.generation import Generations
from ingest.refresh import Wish, refresh
from tests.bot_api import BotApi
from tests.collection import quietly

CORPUS = Path(__file__).parents[1] / "corpus"


class RunningBot:
    """A bot in a thread of its own, until ``stop``."""

    def __init__(self, connection: Connection, desk: Desk) -> None:
        self._loop = asyncio.new_event_loop()
        self._stop = asyncio.Event()
        self._thread = threading.Thread(target=self._run, args=(connection, desk))
        self.fault: BotError | None = None
        self._thread.start()

    def _run(self, connection: Connection, desk: Desk) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            try:
                runner.run(serve(connection, desk, self._stop))
            except BotError as fault:
                self.fault = fault

    def stop(self) -> None:
        """As SIGTERM does; returns when what was in hand is finished."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
        self.wait()

    def wait(self) -> None:
        """Returns when the bot has ended."""
        self._thread.join(60)
        assert not self._thread.is_alive()


@contextmanager
def running(telegram: BotApi, desk: Desk, **more: Any) -> Iterator[RunningBot]:
    """A bot that answers from a desk inside the block; ``more`` changes its connection."""
    connection = replace(Connection(telegram.token, Path("unused.lock"), telegram.base_url), **more)
    bot = RunningBot(connection, desk)
    try:
        yield bot
    finally:
        bot.stop()


def index_of_corpus(folder: Path, documents: Path = CORPUS) -> LiveCollection:
    """The starter collection, or other documents, indexed in a folder."""
    embedder = open_embedder()
    generations = Generations(folder, embedder)
    refresh([documents], generations, quietly, Wish())
    return LiveCollection(generations, embedder)


@contextmanager
def real_desk(collection: Collection, folder: Path, organisation: str = "") -> Iterator[Desk]:
    """Everything as the product wires it, with a log in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    records = open_records(f"sqlite:///{folder / 'log.sqlite'}", b"k" * 32)
    assistant, library = Assistant(collection, records.turns), Library(collection)
    suggestions = Suggestions(collection, library)
    try:
        yield Desk(assistant.reply, assistant.failed, records, library, suggestions, organisation)
    finally:
        records.close()
