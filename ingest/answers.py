"""The look at answers before a refresh is published: what the new generation would say, and whether that may be."""

from collections.abc import Callable, Iterator
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingest.index.generation import Generation
from ingest.model import AnswerChange, AnswerFate, RefreshReport, Replay
from ingest.review import Preview, Withheld

Replayer = Callable[[Generation | None, Generation], Replay]  # the live one, if it can be read, and the new one
_LISTED = 20  # answers on a screen
_SHOWN = 300  # characters of an answer on a screen
_FATES = {
    AnswerFate.LOST: "vervalt",
    AnswerFate.CONTRADICTS: "andere getallen",
    AnswerFate.CHANGED: "verandert",
    AnswerFate.POSSIBLE: "nieuw",
}


class LostAnswers(Withheld):
    """A golden answer would be lost, or it could not be seen whether it would, and that was not wanted."""

    def __init__(self, replay: Replay, report: RefreshReport) -> None:
        lost = [change.question for change in replay.lost_golden]
        cause = (
            f"het goede antwoord gaat verloren op: {' '.join(lost)}"
            if lost
            else "niet alle beoordeelde vragen konden worden geprobeerd."
        )
        super().__init__(
            f"Er is niets gepubliceerd: {cause} De oude index blijft in gebruik. "
            "Wilt u toch publiceren? Laat dan --stop-on-lost weg.",
            report,
        )


class AnswersReview:
    """A review that tries questions on both generations; what it saw is in ``replay`` afterwards."""

    def __init__(self, replayer: Replayer, *, stop_on_lost: bool) -> None:
        self._replayer = replayer
        self._stop_on_lost = stop_on_lost
        self.replay = Replay()

    def __call__(self, preview: Preview) -> bool:
        """True; raises LostAnswers where a golden answer would be lost and that was not wanted."""
        if preview.generations.live_id() is None:
            return True  # there were no answers yet
        with preview.live() as live:
            self.replay = self._replayer(live, preview.new)
        if self._stop_on_lost and (self.replay.lost_golden or not self.replay.tried_all_golden):
            raise LostAnswers(self.replay, preview.report)
        return True


def answers_object(replay: Replay) -> dict[str, Any]:
    """What `refresh --json` prints about answers: the changes of each sort, the most serious first."""
    return {
        fate.value: [_object(change) for change in replay.changes if change.fate is fate] for fate in AnswerFate
    } | {"questions": replay.questions, "remarks": list(replay.remarks)}


def print_answers(replay: Replay) -> None:
    """The answers that would change, for people; nothing when no question was tried."""
    console = Console(highlight=False, markup=False)
    for remark in replay.remarks:
        console.print(remark, style="yellow")
    if not replay.questions:
        return
    console.print(f"Vragen geprobeerd op de oude en de nieuwe index: {replay.questions}.", end=" ")
    if not replay.changes:
        console.print("Alle antwoorden blijven gelijk.")
        return
    console.print(f"Antwoorden die veranderen: {len(replay.changes)}.")
    table = Table("antwoord", "vraag, en wat het was en wordt", box=None, pad_edge=False)
    for change in replay.changes[:_LISTED]:
        table.add_row(_FATES[change.fate], Text("\n".join(_lines(change)), overflow="fold"))
    console.print(table)
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
