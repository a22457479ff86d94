"""How a report tells which answers change: an object for scripts, a table for people."""

from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from ingest.model import AnswerChange, AnswerFate, Replay
from ingest.terminal import print_table

_LISTED = 20  # answers on a screen
_SHOWN = 300  # characters of an answer on a screen
_FATES = {
    AnswerFate.LOST: "vervalt",
    AnswerFate.CONTRADICTS: "andere getallen",
    AnswerFate.CHANGED: "verandert",
    AnswerFate.POSSIBLE: "nieuw",
}


def answers_object(replay: Replay) -> dict[str, Any]:
    """What `refresh --json` prints about answers: the changes of each sort, the most serious first."""
    return {
        fate.value: [_object(change) for change in replay.changes if change.fate is fate] for fate in AnswerFate
    } | {"questions": replay.questions, "remarks": list(replay.remarks)}


def print_answers(console: Console, replay: Replay) -> None:
    """The answers that would change, for people; nothing when no question was tried."""
    for remark in replay.remarks:
        console.print(Text(remark, style="yellow"))
    if not replay.questions:
        return
    console.print(f"Vragen geprobeerd op de oude en de nieuwe index: {replay.questions}.", end=" ")
    if not replay.changes:
        console.print("Alle antwoorden blijven gelijk.")
        return
    console.print(f"Antwoorden die veranderen: {len(replay.changes)}.")
    rows = ((_FATES[change.fate], "\n".join(_lines(change))) for change in replay.changes[:_LISTED])
    print_table(console, ("antwoord", "vraag, en wat het was en wordt"), rows)
    if len(replay.changes) > _LISTED:
        console.print(f"… en nog {len(replay.changes) - _LISTED}; alles staat in het verslag.")


def _lines(change: AnswerChange) -> Iterator[str]:
    golden = f" (beoordeeld: het antwoord {change.fault})" if change.fault else " (beoordeeld)"
    yield change.question + (golden if change.golden else "")
    yield f"  was:   {_short(change.old) or 'niet meer te vragen aan de oude index'}"
    yield f"  wordt: {_short(change.new)}"


def _short(answer: str) -> str:
    line = " ".join(answer.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _object(change: AnswerChange) -> dict[str, Any]:
    return {
        "question": change.question,
        "old": change.old,
        "new": change.new,
        "golden": change.golden,
        "times": change.times,
        "fault": change.fault or None,
    }
