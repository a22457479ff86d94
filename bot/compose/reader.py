"""A language model's text read as claims, one by one while it arrives.

What counts is a JSON object with a list ``claims``, or that list alone, also behind a thought or inside a code fence.
Nothing is repaired: a claim without a number and without quoted words is handed on as what it is, no claim.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_THOUGHT = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
_OPENS_LIST = re.compile(r'"claims"\s*:\s*\[|\A[^{\[]*\[(?=\s*[{\]])')
_GAP = re.compile(r"[\s,]*")
# What models call the three parts of a claim when they do not follow the schema to the letter.
_TEXT = ("text", "claim", "statement", "sentence", "zin", "bewering", "tekst")
_PASSAGE = ("passage", "passage_number", "number", "source", "passage_id", "id", "bron", "nummer")
_QUOTE = ("quote", "words", "evidence", "proof", "citaat", "citation", "bewijs")
_LONGEST_NUMBER = 4  # digits


@dataclass(frozen=True, slots=True)
class Claim:
    """What a model claims, the number of the passage that should prove it, and the words that it quotes."""

    text: str
    passage: int
    quote: str


@dataclass
class ClaimReader:
    """Takes the text of a model bit by bit and gives each claim as soon as it is complete."""

    text: str = ""
    finished: bool = False  # whether the list was closed, so that the model said all it wanted to
    _at: int | None = field(default=None, repr=False)

    def feed(self, more: str) -> list[Claim | None]:
        """The claims that ``more`` completes; None for each item that is no claim."""
        self.text += more
        if self._at is None:
            self._at = self._start()
        found: list[Claim | None] = []
        while self._at is not None and not self.finished:
            item = self._next()
            if item is None:
                break
            found.append(_claim(item[0]))
        return found

    def _start(self) -> int | None:
        """Where the first item of the list of claims would stand."""
        thought = _THOUGHT.match(self.text)
        if thought is None and self.text.lstrip().startswith("<think"):
            return None
        begin = thought.end() if thought else 0
        match = _OPENS_LIST.search(self.text[begin:])
        return begin + match.end() if match else None

    def _next(self) -> tuple[Any] | None:
        """The next item of the list, wrapped; None when it is not complete, or the list has ended."""
        start = _end(_GAP, self.text, self._at or 0)
        if self.text.startswith("]", start):
            self.finished = True
            return None
        try:
            item, self._at = json.JSONDecoder().raw_decode(self.text, start)
        except (ValueError, RecursionError):
            return None
        return (item,)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _claim(item: Any) -> Claim | None:  # noqa: ANN401  # it is whatever a model wrote
    """``item`` as a claim, if it has the three parts."""
    if not isinstance(item, Mapping):
        return None
    text, number, quote = (_first(item, names) for names in (_TEXT, _PASSAGE, _QUOTE))
    if isinstance(number, str) and re.fullmatch(rf"\[?[0-9]{{1,{_LONGEST_NUMBER}}}\]?", number.strip()):
        number = int(number.strip().strip("[]"))
    if not (isinstance(text, str) and isinstance(number, int) and isinstance(quote, str)) or isinstance(number, bool):
        return None
    return Claim(text, number, quote)


def _first(item: Mapping[Any, Any], names: tuple[str, ...]) -> object:
    return next((item[name] for name in names if name in item), None)
