"""What people choose from when an answer was not good, as the log keeps it."""

from typing import Literal

from bot.model import AnswerStatus

Reason = Literal["fout", "onvolledig", "verouderd", "niet mijn vraag", "bron ontbreekt", "staat er wel in"]
_OF_QUOTES: tuple[Reason, ...] = ("fout", "onvolledig", "verouderd", "niet mijn vraag", "bron ontbreekt")
_OF_NOTHING: tuple[Reason, ...] = ("staat er wel in", "niet mijn vraag")


def reasons_for(status: AnswerStatus) -> tuple[Reason, ...]:
    """What can be wrong with an answer of this status: where nothing was found, no quote can be."""
    return _OF_NOTHING if status is AnswerStatus.NO_EVIDENCE else _OF_QUOTES
