"""What the bot is given: where to connect, and the three things it asks of the assistant."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.model import Answer, Citation, Question

TELEGRAM_API = "https://api.telegram.org/bot"


@dataclass(frozen=True, slots=True)
class Connection:
    """The bot's own side of Telegram, as plain values."""

    token: str = field(repr=False)
    lock: Path  # one bot at a time runs on the data beside this file
    base_url: str = TELEGRAM_API  # up to and including "/bot"
    allowed: Collection[str] = ()  # ids and @names of the people who may ask; empty: everybody
    patience: float = 10.0  # seconds that a newcomer shares a token with another bot before it gives way

    @property
    def file_url(self) -> str:
        """The base address of files, which Telegram serves under ``/file/bot``."""
        return f"{self.base_url.removesuffix('/bot')}/file/bot"


@dataclass(frozen=True, slots=True)
class Desk:
    """What the bot asks of the assistant; each is called from several threads at once."""

    answer: Callable[[Question], Answer]  # the same question id gives the same answer
    failed: Callable[[Question], Answer]  # what to say, and log, when answering broke off
    quotes: Callable[[str, int], Sequence[Citation]]  # all from the passage of one citation in an earlier answer
