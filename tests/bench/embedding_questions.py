"""The questions of a benchmark folder, and which passages prove the answer to one."""

import json
import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import UnknownDocument
from ingest.index.store import Store

_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"})
_ENOUGH = 60  # characters of evidence that stand in one passage, where all of it stands in none


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the words that prove its answer, as pairs of a document's file name and a quote."""

    text: str
    kind: str
    history: tuple[str, ...]
    gold: tuple[tuple[str, str], ...]

    @property
    def documents(self) -> frozenset[str]:
        """The file names of the documents that prove the answer."""
        return frozenset(doc for doc, _ in self.gold)


def read_questions(folder: Path) -> list[Question]:
    """The answerable questions of ``questions.jsonl``."""
    rows = map(json.loads, (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        Question(
            text=row["question"],
            kind=row["type"],
            history=tuple(row["history"]),
            gold=tuple((gold["doc"], gold["evidence"]) for gold in row["gold"]),
        )
        for row in rows
        if row["answerable"]
    ]


def proofs(question: Question, store: Store, *, whole: bool) -> frozenset[str]:
    """The ids of the passages that hold evidence, or with ``whole`` the names of the documents that do."""
    return question.documents if whole else frozenset().union(*(_holding(*gold, store) for gold in question.gold))


def proof_names(store: Store, *, whole: bool) -> dict[str, str]:
    """For each passage what it counts as: itself, or with ``whole`` its document."""
    passages = (passage for entry in store.entries() for passage in store.passages_of(entry.source.id))
    return {passage.id: passage.source.doc if whole else passage.id for passage in passages}


def first_proof(ranking: Sequence[str], proving: frozenset[str]) -> float:
    """The rank of the first proof among names best first, infinite when there is none; a name has one rank."""
    return next((rank for rank, name in enumerate(dict.fromkeys(ranking), start=1) if name in proving), math.inf)


def _holding(doc: str, evidence: str, store: Store) -> frozenset[str]:
    try:
        texts = {passage.id: _fold(passage.text) for passage in store.passages_of(store.find(doc).id)}
    except UnknownDocument:
        return frozenset()
    wanted = _fold(evidence)
    for part in (wanted, wanted[:_ENOUGH]):
        if holding := frozenset(passage_id for passage_id, text in texts.items() if part in text):
            return holding
    return frozenset()


def _fold(text: str) -> str:
    """One form for comparing: case, quotes and dashes alike; white space, bars of tables and bullets one space."""
    return re.sub(r"[\s|•]+", " ", unicodedata.normalize("NFC", text)).strip().casefold().translate(_TYPOGRAPHY)
