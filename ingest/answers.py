"""The look at answers before a refresh is published: what the new generation would say, and whether that may be."""

from collections.abc import Callable
from dataclasses import replace

from ingest.index.generation import Generation
from ingest.model import RefreshReport, Replay
from ingest.review import Preview, Withheld

Replayer = Callable[[Generation | None, Generation], Replay]  # the live one, if it can be read, and the new one


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
            replace(report, answers=replay),
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
