"""From settings to a working assistant: the only place that chooses implementations."""

from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bot.assistant import Assistant
from bot.compose.budget import Budget, Prices
from bot.compose.chat import ChatModel
from bot.compose.generative import GenerativeComposer
from bot.compose.providers import Limits
from bot.curated import CuratedFirst
from bot.errors import BotError
from bot.golden import GOLDEN_FILE
from bot.live import LiveCollection
from bot.log.answer_log import AnswerLog
from bot.log.erasure import Redaction, erase_documents
from bot.log.records import Records, open_records
from bot.log.retention import Periods, Retention
from bot.nightly import Nightly
from bot.privacy import load_key
from bot.replay import NoMemory, Replayer
from bot.rerank import Reranker
from bot.settings import BotSettings, read_bot_settings
from ingest.embed import Embedder, open_embedder
from ingest.errors import UsageError
from ingest.facts.corrections import CORRECTIONS
from ingest.index.generation import Generations
from ingest.page import FOLDER as REPORT
from ingest.settings import IngestSettings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Application:
    """What the fronts and commands work with."""

    assistant: Assistant
    rehearsing: Assistant  # answers as that one does, without a language model and without a trace
    collection: LiveCollection
    log: AnswerLog
    records: Records  # the log, and what messengers remember
    generations: Generations


def open_application(shared: IngestSettings, settings: BotSettings) -> Application:
    """Everything opened; raises IngestError or BotError, each with one line that says what to do."""
    writer = open_writer(shared, settings)
    records = open_database(shared, settings)
    embedder = open_embedder(shared.embedding)
    reranker = Reranker(settings.reranker) if settings.reranker else None
    generations = Generations(shared.data, embedder, shared.chroma_url)
    collection = LiveCollection(generations, embedder, reranker, shared.corpus / CORRECTIONS)
    curated = CuratedFirst(records.curated.standing, settings.organisation)
    assistant = Assistant(collection, records.turns, writer, curated)
    rehearsing = Assistant(collection, NoMemory(), curated=curated)
    return Application(assistant, rehearsing, collection, records.turns, records, generations)


def open_writer(shared: IngestSettings, settings: BotSettings) -> GenerativeComposer | None:
    """The language model that is set, if any; raises ConfigError when it cannot be opened."""
    if not settings.chat_model:
        return None
    limits = Limits(settings.chat_seconds, settings.chat_tokens)
    key = settings.chat_api_key.get_secret_value()
    chat = ChatModel(settings.chat_model, settings.chat_base_url, key, limits)
    return GenerativeComposer(chat, open_budget(shared, settings))


def open_budget(shared: IngestSettings, settings: BotSettings) -> Budget:
    """What language models may use in a day on this data, and what they used."""
    prices = Prices(*map(float, settings.chat_prices.split()))
    return Budget(shared.data / "chat-usage.json", settings.chat_tokens_per_day, settings.chat_euros_per_day, prices)


def open_retention(records: Records, settings: BotSettings) -> Retention:
    """What removes from the log what was kept long enough."""
    return Retention(records.turns.engine, Periods(settings.retention_days, settings.retention_count_days))


def open_nightly(shared: IngestSettings, settings: BotSettings, records: Records) -> Nightly:
    """The work of the night."""
    return Nightly(open_retention(records, settings), records.nights, shared.data / REPORT)


def open_replayer(shared: IngestSettings, embedder: Embedder) -> Replayer:
    """What tries questions on a generation before it is published; it opens nothing until then, and makes no log."""

    def from_log(read: Callable[[Records], list[T]]) -> list[T]:
        settings = read_bot_settings()
        if not (settings.database_url or log_file(shared).exists()):
            return []
        with closing(open_database(shared, settings)) as records:
            return read(records)

    return Replayer(
        shared.data / GOLDEN_FILE,
        lambda limit: from_log(lambda records: records.turns.most_asked(limit)),
        embedder,
        lambda: from_log(lambda records: records.curated.standing()),
    )


def erase_from_log(shared: IngestSettings, ids: Collection[str], digests: Collection[str]) -> Redaction:
    """Take the words of documents out of the log, if there is one; a fault of the log is a UsageError."""
    try:
        settings = read_bot_settings()
        if not (settings.database_url or log_file(shared).exists()):
            return Redaction(0, 0, overwritten=True)
        return erase_documents(settings.database_url or f"sqlite:///{log_file(shared)}", ids, digests)
    except BotError as error:
        raise UsageError(f"Er is niets gewist. {error}") from error


def log_is_on_server() -> bool:
    """Whether the log is in a database whose files cannot be searched from here."""
    return read_bot_settings().database_url.startswith("postgres")


def log_file(shared: IngestSettings) -> Path:
    """Where the answer log is when no database is set."""
    return shared.data / "log.sqlite"


def open_log(shared: IngestSettings, settings: BotSettings) -> AnswerLog:
    """The answer log on its own."""
    return open_database(shared, settings).turns


def open_database(shared: IngestSettings, settings: BotSettings) -> Records:
    """What lives in the database on its own: SQLite in the data folder unless a database is set."""
    shared.data.mkdir(parents=True, exist_ok=True)
    url = settings.database_url or f"sqlite:///{log_file(shared)}"
    return open_records(url, load_key(shared.data / "pseudonym.key"))
