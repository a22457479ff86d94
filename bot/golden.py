"""Golden cases: questions whose answer was judged, and what that answer must keep holding; one JSON object per line.

    {"id": "bre", "question": "Wat is een BRE?", "documents": ["bre.pptx"], "page": 2, "facts": [["ecosysteem", "BRE"]]}
    {"id": "parijs", "question": "Wie is de burgemeester van Parijs?", "refuse": true}

Of ``documents`` at least one must be cited, on ``page`` where that is given. Of every fact one of the alternatives must
stand in the answer; a text alone is a fact without alternatives. ``history`` holds earlier questions, oldest first.
"""

import os
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.batch import numbered_rows, row_fault
from bot.model import Answer
from bot.serialise import json_line
from ingest import dutch

GOLDEN_FILE = "golden.jsonl"  # in the data folder


@dataclass(frozen=True, slots=True)
class GoldenCase:
    """A question and what its answer must hold; ``refuse`` when it must not be answered from the documents."""

    id: str | int
    question: str
    history: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    page: int | None = None
    facts: tuple[tuple[str, ...], ...] = ()
    refuse: bool = False

    def fault(self, answer: Answer) -> str:
        """What is wrong with ``answer``, in a few Dutch words; empty when it is right."""
        if self.refuse:
            return "" if answer.abstained else "hoort er niet te zijn"
        if answer.abstained:
            return "ontbreekt"
        said = _folded("\n".join(statement.text for statement in answer.statements))
        if missing := [" of ".join(fact) for fact in self.facts if not any(_holds(said, text) for text in fact)]:
            return f"noemt niet: {', '.join(missing)}"
        return "" if self._cites(answer) else f"verwijst niet naar {' of '.join(self.documents)}{self._on_page}"

    @property
    def _on_page(self) -> str:
        return f", bladzijde {self.page}" if self.page else ""

    def _cites(self, answer: Answer) -> bool:
        passages = [citation.passage for citation in answer.citations]
        return not self.documents or any(
            {p.source.doc, p.source.id}.intersection(self.documents) and self.page in (None, p.page) for p in passages
        )


@dataclass(frozen=True, slots=True)
class GoldenFile:
    """The cases of a file, and a Dutch line for every line of it that is no case."""

    cases: tuple[GoldenCase, ...] = ()
    faults: tuple[str, ...] = ()


def read_golden(path: Path) -> GoldenFile:
    """The cases in a file; a line that is wrong is named and leaves the others as they are. Raises OSError."""
    cases: dict[str | int, GoldenCase] = {}
    faults = []
    for number, row in numbered_rows(path):
        if fault := _fault(row, cases):
            faults.append(f"{path}, regel {number}: {fault}.")
        else:
            cases[row["id"]] = _case(row)
    return GoldenFile(tuple(cases.values()), tuple(faults))


def add_golden(path: Path, case: GoldenCase) -> bool:
    """Write ``case`` below what the file holds, which stays as it is, a wrong line too; False if its id is there.

    Raises OSError.
    """
    row = {name: value for name, value in asdict(case).items() if value not in ((), None, False)}
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(path), path.open("a+b") as file:
        if any(known.id == case.id for known in read_golden(path).cases):
            return False
        file.seek(0)
        whole = file.read()
        start = b"" if not whole or whole.endswith(b"\n") else b"\n"
        file.write(start + json_line(row).encode(errors="backslashreplace") + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return True


def drop_golden(path: Path, case_id: str) -> bool:
    """Take the lines of the case with this id out; every other line stays as it is. False if it was not there.

    Raises OSError.
    """
    with _alone(path):
        if not path.exists():
            return False
        dropped = {number for number, row in numbered_rows(path) if isinstance(row, dict) and _names(row, case_id)}
        lines = path.read_bytes().splitlines(keepends=True)
        if dropped:
            fresh = path.with_name(f"{path.name}.part")
            fresh.write_bytes(b"".join(line for number, line in enumerate(lines, 1) if number not in dropped))
            fresh.replace(path)
        return bool(dropped)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Makes others who change the file wait."""
    from filelock import FileLock

    with FileLock(path.with_name(f".{path.name}.lock")):
        yield


def _names(row: dict[str, Any], case_id: str) -> bool:
    return "id" in row and str(row["id"]) == case_id


def _case(row: dict[str, Any]) -> GoldenCase:
    return GoldenCase(
        id=row["id"],
        question=row["question"],
        history=tuple(row.get("history") or ()),
        documents=tuple(row.get("documents") or ()),
        page=row.get("page"),
        facts=tuple((fact,) if isinstance(fact, str) else tuple(fact) for fact in row.get("facts") or ()),
        refuse=bool(row.get("refuse")),
    )


def _fault(row: Any, before: Collection[str | int]) -> str | None:  # noqa: ANN401  # it is whatever somebody wrote
    if fault := row_fault(row, before):
        return fault
    documents, facts, page, refuse = (row.get(name) for name in ("documents", "facts", "page", "refuse"))
    wrong = {
        '"question" is leeg': not row["question"].strip(),
        '"documents" is geen lijst van bestandsnamen': documents is not None and not _is_texts(documents),
        '"facts" is geen lijst van feiten, elk een tekst of een lijst van teksten': facts is not None
        and not (isinstance(facts, list) and all(map(_is_fact, facts))),
        '"page" is geen heel getal': page is not None and (not isinstance(page, int) or isinstance(page, bool)),
        '"refuse" is geen true of false': not isinstance(refuse, bool | None),
        'geef "documents" of "facts", of anders "refuse": true': bool(refuse) == bool(documents or facts),
    }
    return next((fault for fault, holds in wrong.items() if holds), None)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) and text.strip() for text in value)


def _is_fact(value: object) -> bool:
    return bool(value) and _is_texts(value if isinstance(value, list) else [value])


def _holds(said: str, fact: str) -> bool:
    """Whether the words of a fact stand in what was said; a number as a whole number, so not 15 in 2015."""
    words = _folded(fact)
    before = r"(?<!\d)(?<!\d[.,])" if words[:1].isdigit() else ""
    after = r"(?![.,]?\d)" if words[-1:].isdigit() else ""
    return re.search(f"{before}{re.escape(words)}{after}", said) is not None


def _folded(text: str) -> str:
    return " ".join(dutch.fold(text).split())
