"""What the web pages are given: how the site is set up, and what it works with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bot.compose.budget import Budget
from bot.library import Library
from bot.log.model import Role
from bot.log.records import Records
from bot.log.retention import Retention
from bot.model import Answer, Progress, Question, Turn
from bot.register import Practice
from bot.suggest import Suggestions
from bot.uploads import Uploads
from ingest.index.generation import Generations


@dataclass(frozen=True, slots=True)
class Provider:
    """Who vouches for people, by OpenID Connect."""

    issuer: str  # its address, as it names itself
    client_id: str
    client_secret: str = field(repr=False)
    name: str = ""  # as people know it
    role_claim: str = ""  # what holds somebody's groups; a dot goes a level deeper
    roles: Mapping[str, Role] = field(default_factory=dict)  # by group, "*" for everybody else; empty: all may ask


@dataclass(frozen=True, slots=True)
class Site:
    """How the site is set up, as plain values."""

    address: str = ""  # as browsers see it, such as https://samenwijs.voorbeeld.nl; empty: not known
    open_to_all: bool = False  # whether people may ask without signing in
    organisation: str = ""  # who runs the site and is responsible for what it stores
    proxies: tuple[str, ...] = ()  # addresses and networks whose word is taken for where a visitor comes from
    provider: Provider | None = None  # through which people sign in, beside names and passwords
    per_minute: int = 120  # questions of one visitor; 0: no limit
    per_day: int = 1000
    practice: Practice = field(default_factory=Practice)  # what happens with questions here, as people are told
    metrics_token: str = field(default="", repr=False)  # who shows it may read the figures; empty: this machine
    telegram_members: bool = False  # whether people of the secretariat are listed who use Telegram

    @property
    def host(self) -> str:
        """The name of the site, without its port."""
        return urlsplit(self.address).hostname or ""

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach the site over TLS, so that cookies never travel without it."""
        return self.address.startswith("https://")


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pages work with; everything here is used from several threads at once."""

    answer: Callable[[Question, Progress | None], Turn]  # the same question id gives the same answer
    failed: Callable[[Question], Answer]  # what to say, and log, when answering broke off
    records: Records
    library: Library
    suggestions: Suggestions
    generations: Generations
    uploads: Uploads
    rehearse: Callable[[Question, Sequence[str]], Turn]  # after earlier questions; no model writes, nothing is logged
    golden: Path  # the file of golden cases
    sample: float  # the percentage of all answers that reviewers look at
    writes: bool  # whether a language model writes, so that answers grow
    corrections: Path  # the file of what the secretariat says of the facts
    retention: Retention
    budget: Budget | None = None  # of the language model
