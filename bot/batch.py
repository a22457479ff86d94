"""Files with many questions in, and a file with their answers out."""

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from bot.errors import UsageError


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One question of a file, with the earlier questions of the same user, oldest first."""

    id: str | int
    question: str
    history: tuple[str, ...]


def read_questions(path: Path) -> list[BatchRow]:
    """The rows of a file with questions, every one of them right; UsageError names the first line that is not."""
    rows: dict[str | int, BatchRow] = {}
    for number, row in numbered_rows(path):
        if fault := row_fault(row, rows):
            raise UsageError(f"{path}, regel {number}: {fault}.")
        rows[row["id"]] = BatchRow(row["id"], row["question"], tuple(row.get("history") or ()))
    return list(rows.values())


def numbered_rows(path: Path) -> Iterator[tuple[int, Any]]:
    """What each line of a file holds and its number from 1: None for one that is no JSON; empty lines are skipped."""
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except (ValueError, RecursionError):
            yield number, None


def row_fault(row: Any, before: Collection[str | int]) -> str | None:  # noqa: ANN401  # it is whatever somebody wrote
    """What is wrong with one row of a file with questions, after rows with the ids ``before``."""
    if not isinstance(row, dict):
        return "dit is geen JSON-object in UTF-8"
    if not isinstance(row.get("question"), str):
        return '"question" ontbreekt of is geen tekst'
    if not isinstance(row.get("id"), str | int) or isinstance(row["id"], bool):
        return '"id" ontbreekt of is geen tekst of heel getal'
    if row["id"] in before:
        return f'het "id" {json.dumps(row["id"])} komt twee keer voor'
    history = row.get("history")
    if history is not None and not (isinstance(history, list) and all(isinstance(text, str) for text in history)):
        return '"history" is geen lijst van eerdere vragen'
    return None


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A file that gets its name, and replaces a former one, only once it has been written to the end."""
    aside = path.is_file() or not path.exists()  # a pipe or a terminal has no name to win
    if aside:
        path = path.resolve()  # what a link leads to is replaced, not the link
    target = path.with_name(f"{path.name}.part") if aside else path
    try:
        # half an emoji, which an id may hold, becomes \ud83d as JSON has it
        with target.open("w", encoding="utf-8", errors="backslashreplace") as stream:
            yield stream
        if aside:
            target.replace(path)
    finally:
        if aside:
            target.unlink(missing_ok=True)
