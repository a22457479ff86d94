"""The answer log as a file for scripts (JSON lines) and for a spreadsheet (CSV that opens right in a Dutch Excel)."""

import csv
import json
from collections.abc import Iterable
from typing import TextIO

from bot.log.model import LoggedTurn
from bot.model import Evidence
from bot.serialise import citation_row, json_line, passage_row

FIELDS = (
    "id", "asked_at", "channel", "conversation", "question", "searched", "status", "confidence", "answer", "citations",
    "rejected", "composer", "generation", "seconds", "feedback", "feedback_reason", "verdict", "note",
)  # fmt: skip

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_jsonl(rows: Iterable[LoggedTurn], stream: TextIO) -> None:
    """Write one JSON object per question."""
    for row in rows:
        stream.write(json_line(_fields(row)) + "\n")


def write_csv(rows: Iterable[LoggedTurn], stream: TextIO) -> None:
    """Write a table with a header; ``stream`` must not translate line ends (``newline=""``) and be UTF-8."""
    stream.write("\ufeff")  # without it Excel reads UTF-8 as something else
    table = csv.writer(stream, delimiter=";")
    table.writerow(FIELDS)
    for row in rows:
        table.writerow(map(_cell, _fields(row).values()))


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


def _cell(value: object) -> str:
    """``value`` as a Dutch Excel reads it: a decimal comma, and never as a formula."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}".replace(".", ",")
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
