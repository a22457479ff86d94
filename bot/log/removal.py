"""How what was kept long enough leaves the log: the words of a turn, the turn, who asked it, the passages."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, delete, null, select, update

from bot.log.database import insert_new
from bot.log.review_tables import ShareEntry
from bot.log.tables import (
    CitationEntry,
    ConversationEntry,
    EvidenceEntry,
    MessageEntry,
    PassageCopy,
    PersonEntry,
    TurnEntry,
)  # fmt: skip

_REMOVED: dict[str, Any] = {
    "conversation": "",
    "question": "",
    "searched": "",
    "answer": "",
    "notice": None,
    "statements": null(),
    "dropped": null(),
    "feedback_reason": None,
    "note": None,
}


@dataclass(frozen=True, slots=True)
class Cleared:
    """How much went, or would go; ``held`` is what a hold kept."""

    words: int = 0  # turns that lost their words
    rows: int = 0  # turns that went altogether
    people: int = 0  # of whom nothing was left
    passages: int = 0  # copies that no turn needs
    held: int = 0

    def __add__(self, other: "Cleared") -> "Cleared":
        return Cleared(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))


def take_words(connection: Connection, numbers: Sequence[int], *, now: datetime) -> Cleared:
    """Let turns keep what they count for, and no word of them."""
    mine = TurnEntry.number.in_(numbers)
    connection.execute(update(TurnEntry).where(mine).values(_REMOVED | {"text_removed_at": now}))
    _leave_documents_only(connection, numbers)
    connection.execute(delete(EvidenceEntry).where(EvidenceEntry.turn.in_(numbers)))
    connection.execute(delete(ShareEntry).where(ShareEntry.turn.in_(numbers)))
    ids = select(TurnEntry.id).where(mine)
    connection.execute(delete(MessageEntry).where(MessageEntry.question_id.in_(ids)))
    return Cleared(words=len(numbers))


def take_turns(connection: Connection, numbers: Sequence[int]) -> Cleared:
    """Let turns go altogether."""
    connection.execute(delete(TurnEntry).where(TurnEntry.number.in_(numbers)))
    return Cleared(rows=len(numbers))


def take_people(connection: Connection, pseudonyms: Sequence[str]) -> Cleared:
    """Let people go, with whose conversations were theirs."""
    connection.execute(delete(ConversationEntry).where(ConversationEntry.person.in_(pseudonyms)))
    connection.execute(delete(PersonEntry).where(PersonEntry.pseudonym.in_(pseudonyms)))
    return Cleared(people=len(pseudonyms))


def take_passages(connection: Connection, keys: Sequence[str]) -> Cleared:
    """Let copies of passages go."""
    connection.execute(delete(PassageCopy).where(PassageCopy.key.in_(keys)))
    return Cleared(passages=len(keys))


def _leave_documents_only(connection: Connection, numbers: Sequence[int]) -> None:
    """Let the citations of some turns say which document they are from, and nothing of what it says."""
    mine = CitationEntry.turn.in_(numbers)
    cited = select(PassageCopy).where(PassageCopy.key.in_(select(CitationEntry.passage_key).where(mine)))
    for copy in connection.execute(cited).mappings().all():
        wordless = _without_words(copy)
        connection.execute(insert_new(connection.engine, PassageCopy).values(wordless))
        theirs = mine & (CitationEntry.passage_key == copy["key"])
        values = {"passage_key": wordless["key"], "quote": "", "start": 0, "end": 0}
        connection.execute(update(CitationEntry).where(theirs).values(values))


def _without_words(copy: Mapping[Any, Any]) -> dict[str, Any]:
    """A copy of a passage that only says which document it was in."""
    nothing: dict[str, Any] = {
        "passage_id": "",
        "heading_path": [],
        "page": None,
        "start": 0,
        "end": 0,
        "text": "",
        "sentences": [],
    }
    row = {str(name): value for name, value in copy.items() if name != "key"} | nothing
    return {"key": sha256(json.dumps(row, default=str, sort_keys=True).encode()).hexdigest(), **row}
