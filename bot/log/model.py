"""What the log gives back: plain, frozen data without third-party imports."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model import AnswerStatus, Citation, Dropped, Evidence, Statement


@dataclass(frozen=True, slots=True)
class PastTurn:
    """An earlier turn of a conversation, as much of it as the next question may refer to."""

    question: str  # masked
    searched: str  # masked
    status: AnswerStatus
    answer: str
    asked_at: datetime
    id: str = ""


@dataclass(frozen=True, slots=True)
class LoggedTurn:
    """A question and its answer as stored, with copies of the passages, so that it can be viewed after any refresh.

    Of the source of a passage the log knows the name of the file, not where it lay on the server.
    """

    id: str
    asked_at: datetime  # UTC
    channel: str
    conversation: str  # pseudonym
    question: str  # masked
    searched: str  # masked
    status: AnswerStatus
    confidence: float
    answer: str
    citations: tuple[Citation, ...]
    evidence: tuple[Evidence, ...]
    composer: str
    generation: str
    seconds: float  # of all steps together
    timings: Mapping[str, float]  # seconds by step
    feedback: str | None  # "up", "down"
    feedback_reason: str | None
    verdict: str | None
    note: str | None
    dropped: tuple[Dropped, ...] = ()  # what a language model said without proof
    number: int = 0  # in the order of storing; pages of the log go by it
    notice: str = ""  # `answer` in its parts; empty in turns from before these were stored
    statements: tuple[Statement, ...] = ()
    document: str | None = None  # the id of the only document that was searched
    text_removed_at: datetime | None = None  # since when its words are gone, because their period was over


class Role(StrEnum):
    """What somebody may do: everybody asks, an admin does everything."""

    ASKER = "asker"
    SECRETARIAT = "secretariat"  # keeps the documents up to date
    REVIEWER = "reviewer"  # judges answers
    ADMIN = "admin"

    def covers(self, other: "Role") -> bool:
        """Whether this role may do all that the other one may."""
        return self in (other, Role.ADMIN) or other is Role.ASKER

    @property
    def in_words(self) -> str:
        """What the commands call it."""
        return _IN_WORDS[self]


_IN_WORDS = {
    Role.ASKER: "vragen stellen",
    Role.SECRETARIAT: "secretariaat",
    Role.REVIEWER: "beoordelaar",
    Role.ADMIN: "beheerder",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses a messenger, as far as the log knows."""

    pseudonym: str
    role: Role
    language: str | None  # "nl", "en"; None: not chosen
    first_seen: datetime
    notice_shown: datetime | None  # when this person was told what is stored
    invitation: str | None  # the number of the invitation that let this person in


@dataclass(frozen=True, slots=True)
class Invitation:
    """A code that lets people in; the code itself is known only to who has it."""

    number: str
    role: Role
    made_at: datetime
    expires_at: datetime
    uses_left: int
    revoked_at: datetime | None

    def admits(self, now: datetime) -> bool:
        """Whether the code still lets somebody in."""
        return self.revoked_at is None and self.uses_left > 0 and now < self.expires_at


class MessageKind(StrEnum):
    """What a message in a chat is to the question it belongs to."""

    QUESTION = "question"
    ANSWER = "answer"
    SOURCE = "source"
    REASON = "reason"  # asks what was wrong with the answer
    REMARK = "remark"  # asks what somebody wants to say


@dataclass(frozen=True, slots=True)
class Shown:
    """What a message in a chat shows, so that a reply to it, or a change of it, can be understood."""

    question_id: str
    kind: MessageKind
    number: int | None = None  # of the citation
    document_id: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that was stored and is not answered yet."""

    key: str
    payload: str


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who signs in on the web pages."""

    id: str
    name: str  # what is typed to sign in
    shown: str  # the name that colleagues see
    role: Role
    made_at: datetime
    seen_at: datetime | None
    disabled_at: datetime | None
    has_password: bool
    is_elsewhere: bool = False  # whether a provider vouches for this person
