"""What the bot is given: where to connect, and what it works with."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from bot.library import Library
from bot.log.records import Records
from bot.model import Answer, Progress, Question, Turn
from bot.suggest import Suggestions
from bot.uploads import Uploads

TELEGRAM_API = "https://api.telegram.org/bot"
DEFAULT_LISTEN = ("127.0.0.1", 8090)  # where a webhook listens, behind a proxy


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram delivers updates of its own accord."""

    address: str  # as the internet sees it
    secret: str = field(default="", repr=False)  # Telegram shows it with each update; empty: a new one at each start


@dataclass(frozen=True, slots=True)
class Connection:
    """The bot's own side of Telegram, as plain values."""

    token: str = field(repr=False)
    lock: Path  # one bot at a time runs on the data beside this file
    base_url: str = TELEGRAM_API  # up to and including "/bot"
    allowed: Collection[str] = ()  # ids and @names of the people who may ask; empty: everybody
    secretariat: Collection[str] = ()  # who keeps the documents up to date
    admins: Collection[str] = ()  # who may do everything and hears of faults
    invite_only: bool | None = None  # None: as soon as there has been an invitation
    per_minute: int = 60  # messages of one person; 0: no limit
    per_day: int = 300
    webhook: Webhook | None = None  # None: the bot asks for updates itself
    listen: tuple[str, int] | None = None  # host and port for the webhook and for the question whether all is well
    patience: float = 6.0  # seconds that a newcomer shares a token with another bot before it gives way

    @property
    def file_url(self) -> str:
        """The base address of files, which Telegram serves under ``/file/bot``."""
        return f"{self.base_url.removesuffix('/bot')}/file/bot"


@dataclass(frozen=True, slots=True)
class Desk:
    """What the bot works with; everything here is used from several threads at once."""

    answer: Callable[[Question, Progress], Turn]  # the same question id gives the same answer
    failed: Callable[[Question], Answer]  # what to say, and log, when answering broke off
    records: Records
    library: Library
    suggestions: Suggestions
    organisation: str = ""  # who runs the bot and is responsible for what it stores
    kept_days: int = 90  # how long the words of questions and answers are kept; 0: until the next night
    uploads: Uploads | None = None  # files that the secretariat sends; None: they are not taken
