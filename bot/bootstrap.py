"""From settings to a working assistant: the only place that chooses implementations."""

from dataclasses import dataclass

from bot.assistant import Assistant
from bot.live import LiveCollection
from bot.log.answer_log import AnswerLog
from bot.log.records import Records, open_records
from bot.privacy import load_key
from bot.settings import BotSettings
from ingest.embed import open_embedder
from ingest.index.generation import Generations
from ingest.settings import IngestSettings


@dataclass(frozen=True, slots=True)
class Application:
    """What the fronts and commands work with."""

    assistant: Assistant
    collection: LiveCollection
    log: AnswerLog
    records: Records  # the log, and what messengers remember


def open_application(shared: IngestSettings, settings: BotSettings) -> Application:
    """Everything opened; raises IngestError or BotError, each with one line that says what to do."""
    records = open_database(shared, settings)
    embedder = open_embedder(shared.embedding)
    collection = LiveCollection(Generations(shared.data, embedder, shared.chroma_url), embedder)
    return Application(Assistant(collection, records.turns), collection, records.turns, records)


def open_log(shared: IngestSettings, settings: BotSettings) -> AnswerLog:
    """The answer log on its own."""
    return open_database(shared, settings).turns


def open_database(shared: IngestSettings, settings: BotSettings) -> Records:
    """What lives in the database on its own: SQLite in the data folder unless a database is set."""
    shared.data.mkdir(parents=True, exist_ok=True)
    url = settings.database_url or f"sqlite:///{shared.data / 'log.sqlite'}"
    return open_records(url, load_key(shared.data / "pseudonym.key"))
