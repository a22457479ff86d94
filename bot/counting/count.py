"""What was gathered for a question, before any of it is proven."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.counting.proofs import Line
from ingest.facts.model import Told
from ingest.facts.names import Name


@dataclass(frozen=True, slots=True)
class Count:
    """What was gathered: its lines, and how they stand to what the question names, in the terms of wording."""

    relation: str
    things: tuple[str, ...]  # what is counted, one for each line
    lines: tuple[Line, ...] = ()
    about: tuple[Name, ...] = ()  # programmes and organisations
    places: tuple[Name, ...] = ()
    topics: tuple[str, ...] = ()
    year: str = ""
    when: str = "told"
    stated: tuple[Told, ...] = ()  # totals as documents state them, the newest first
    per_year: tuple[tuple[str, int], ...] = ()
    listed: bool = False  # whether a list is asked for, which a document may give itself


def by_year(years: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """How often each year is there, the oldest first."""
    return tuple(sorted(Counter(years).items()))
