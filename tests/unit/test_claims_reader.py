"""Claims are read while they arrive, in every shape that leaves no doubt, and in no other."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.compose.reader import Claim, ClaimReader

FIRST = {"text": "Er zijn 15 partners.", "passage": 1, "quote": 'vijftien "partners" [en] {meer}'}
SECOND = {"text": "Het duurt tot 2022.", "passage": 12, "quote": "tot 2022"}
CLAIMS = [
    Claim("Er zijn 15 partners.", 1, 'vijftien "partners" [en] {meer}'),
    Claim("Het duurt tot 2022.", 12, "tot 2022"),
]
BOTH = (FIRST, SECOND)
TEXT = json.dumps({"claims": BOTH}, indent=1)


def _read(text: str) -> tuple[list[Claim | None], bool]:
    reader = ClaimReader()
    return reader.feed(text), reader.finished


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"```json\n{TEXT}\n```",
        f"Hier is het antwoord:\n{TEXT}\nMet vriendelijke groet",
        f'<think>Misschien {{"claims": [{{"text": "x"}}]}}?</think>\n{TEXT}',
        json.dumps([FIRST, SECOND]),
        f"```\n{json.dumps([FIRST, SECOND])}```",
        json.dumps({"reasoning": "kort", "claims": [FIRST, SECOND]}),
        json.dumps({"claims": [{"zin": c["text"], "bron": f"[{c['passage']}]", "citaat": c["quote"]} for c in BOTH]}),
    ],
)  # fmt: skip
def test_claims_are_found_in_what_models_put_around_them(text: str) -> None:
    assert _read(text) == (CLAIMS, True)


@given(st.lists(st.integers(1, 30), max_size=40))
def test_however_a_text_is_cut_the_claims_are_the_same_and_none_comes_early(sizes: list[int]) -> None:
    reader, found, at = ClaimReader(), [], 0
    for size in [*sizes, len(TEXT)]:
        found += reader.feed(TEXT[at : at + size])
        at += size
        for claim in found:
            assert claim in CLAIMS
    assert (found, reader.finished) == (CLAIMS, True)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", 0),
        ("Sorry, daar kan ik niet bij helpen.", 0),
        ('{"antwoord": "ja"}', 0),
        (TEXT[:-6], 1),
        (TEXT[:60], 0),
        ('{"claims": "geen"}', 0),
        ('{"claims": [' + "[" * 5_000, 0),
        ("<think>nooit klaar " + TEXT, 0),
    ],
)
def test_what_breaks_off_or_is_something_else_is_never_finished(text: str, read: int) -> None:
    claims, finished = _read(text)
    assert (len(claims), finished) == (read, False)


@pytest.mark.parametrize(
    "item",
    [None, 7, "x", [], {}, {"text": "x", "passage": 1}, {"text": "x", "passage": True, "quote": "y"},
     {"text": "x", "passage": "1 of 2", "quote": "y"}, {"text": "x", "passage": 1.5, "quote": "y"},
     {"text": ["x"], "passage": 1, "quote": "y"}, {"text": "x", "passage": "99999999999", "quote": "y"}],
)  # fmt: skip
def test_an_item_without_a_number_and_words_is_no_claim(item: object) -> None:
    assert _read(json.dumps({"claims": [item, SECOND]})) == ([None, CLAIMS[1]], True)
