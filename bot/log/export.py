"""The answer log as a file for scripts (JSON lines) and for a spreadsheet (CSV that opens right in a Dutch Excel)."""

from collections.abc import Iterable, Iterator
from typing import TextIO

from bot.log.model import LoggedTurn
from bot.model import Evidence
from bot.serialise import citation_row, json_line, passage_row
from bot.spreadsheet import table_lines

FIELDS = (
    "id", "asked_at", "channel", "conversation", "question", "searched", "status", "confidence", "answer", "citations",
    "rejected", "composer", "generation", "seconds", "feedback", "feedback_reason", "verdict", "note",
)  # fmt: skip


def write_jsonl(rows: Iterable[LoggedTurn], stream: TextIO) -> None:
    """Write one JSON object per question."""
    for line in jsonl_lines(rows):
        stream.write(line)


def jsonl_lines(rows: Iterable[LoggedTurn]) -> Iterator[str]:
    """One JSON object per question, each on a line."""
    return (json_line(_fields(row)) + "\n" for row in rows)


def csv_lines(rows: Iterable[LoggedTurn]) -> Iterator[str]:
    """A table with a header, line by line, to be sent as UTF-8."""
    return table_lines(FIELDS, (_fields(row).values() for row in rows))


def write_csv(rows: Iterable[LoggedTurn], stream: TextIO) -> None:
    """Write a table with a header; ``stream`` must not translate line ends (``newline=""``) and be UTF-8."""
    for line in csv_lines(rows):
        stream.write(line)


def _fields(turn: LoggedTurn) -> dict[str, object]:
    values = {name: getattr(turn, name) for name in FIELDS if name != "rejected"}
    special = {
        "asked_at": turn.asked_at.isoformat(),
        "status": turn.status.value,
        "citations": [citation_row(citation) for citation in turn.citations],
        "rejected": [_rejected_row(item) for item in turn.evidence if not item.used],
    }
    return {name: special.get(name, values.get(name)) for name in FIELDS}


def _rejected_row(item: Evidence) -> dict[str, object]:
    """A passage that was considered and not cited; its text stays in the log, a spreadsheet cell has no room for it."""
    return {**passage_row(item.scored.passage), "score": item.scored.score, "found_by": dict(item.scored.found_by)}
