"""From settings to a working assistant: the only place that chooses implementations."""

from dataclasses import dataclass

from bot.assistant import Assistant
from bot.library import Library
from bot.log.answer_log import AnswerLog
from bot.privacy import Pseudonyms, load_key
from bot.settings import BotSettings
from ingest.embed import open_embedder
from ingest.index.generation import Generations
from ingest.settings import IngestSettings
