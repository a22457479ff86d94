"""How much of what a person would refuse passes the gate: 40 claims with true quotes, judged by hand.

Half of them are supported by their quote, as a careful model says it. The other half are not: words of the quote,
turned into something else. The figures are quoted in docs/language-model.md; whoever moves them changes that page too.
"""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.compose.generative import Draft
from bot.compose.prompts import prompt
from bot.compose.reader import Claim
from ingest.load import read
from ingest.model import Passage, Source
from ingest.split import split

ROOT = Path(__file__).parents[2]
SAMPLE = [json.loads(line) for line in (Path(__file__).parent / "annotated.jsonl").read_text("utf-8").splitlines()]


@cache
def _passages(doc: str) -> list[Passage]:
    file = ROOT / "corpus" / "documents" / doc
    return list(split(read(Source(id=doc, file=file, title=""), file.read_bytes())))


def _passes(case: dict[str, Any]) -> bool:
    folded = " ".join(case["quote"].split())
    holding = [passage for passage in _passages(case["doc"]) if folded in " ".join(passage.text.split())]
    assert holding, case["quote"]
    draft = Draft(prompt(case["question"], holding), case["question"], str)
    return draft.take(Claim(case["claim"], 1, case["quote"]))


@pytest.fixture(scope="module")
def judged() -> Counter[tuple[bool, bool]]:
    """How many claims are supported or not, and passed or not."""
    return Counter((case["supported"], _passes(case)) for case in SAMPLE)


def test_most_supported_claims_pass(judged: Counter[tuple[bool, bool]]) -> None:
    assert (judged[True, True], judged[True, False]) == (18, 2)


def test_what_passes_without_support_is_as_the_documentation_says(judged: Counter[tuple[bool, bool]]) -> None:
    assert (judged[False, True], judged[False, False]) == (9, 11)
