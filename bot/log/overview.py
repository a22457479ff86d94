"""What the log tells about a period: how much was asked, how it went, and how fast."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.log.figures import Figures
from bot.log.reviews import Verdict
from bot.model import AnswerStatus

GOOD = (Verdict.RIGHT, Verdict.RIGHTLY_REFUSED)
_Z = 1.96  # standard deviations on either side, which leaves out one in twenty
_DAYS, _WEEKS = 92, 731  # the longest periods that are shown by day and by week


@dataclass(frozen=True, slots=True)
class Bin:
    """A day, week or month: questions answered, partly answered, not found in the documents, not looked for there."""

    first: date
    answered: int
    partial: int
    not_found: int
    other: int

    @property
    def total(self) -> int:
        """All questions."""
        return self.answered + self.partial + self.not_found + self.other


@dataclass(frozen=True, slots=True)
class Share:
    """So many out of so many, and between which shares the truth lies with a certainty of 95 % (Wilson)."""

    hits: int
    total: int

    @property
    def percentage(self) -> float:
        """The share itself."""
        return 100 * self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The lowest and the highest percentage."""
        n = self.total
        if not n:
            return 0.0, 100.0
        share, extra = self.hits / n, _Z**2 / n
        middle, half = share + extra / 2, _Z * math.sqrt(share * (1 - share) / n + extra / (4 * n))
        return tuple(100 * min(max(edge / (1 + extra), 0), 1) for edge in (middle - half, middle + half))  # type: ignore[return-value]  # two


@dataclass(frozen=True, slots=True)
class Overview:
    """The figures of a period."""

    unit: str  # "day", "week", "month"
    bins: Sequence[Bin]
    statuses: Counter[str]
    thumbs: Counter[str]
    verdicts: Counter[str]
    channels: Counter[str]
    milliseconds: Counter[int]
    documents: Counter[str]  # short names

    @property
    def accuracy(self) -> Share:
        """How many of the judged answers were right."""
        return Share(sum(self.verdicts[verdict] for verdict in GOOD), self.verdicts.total())

    def within(self, bounds: Sequence[int]) -> list[tuple[str, int]]:
        """How many answers took at most so many milliseconds but more than the bound before, each with its name."""
        counted, above = [], -1
        for bound in bounds:
            taken = sum(n for took, n in self.milliseconds.items() if above < took <= bound)
            counted.append((f"≤ {bound / 1000:g} s".replace(".", ","), taken))
            above = bound
        longer = sum(n for took, n in self.milliseconds.items() if took > above)
        return [*counted, (f"> {above / 1000:g} s", longer)]

    def took(self, share: float) -> int | None:
        """Within how many milliseconds this share of the answers was there; None without answers."""
        needed = share * self.milliseconds.total()
        for milliseconds, count in sorted(self.milliseconds.items()):
            needed -= count
            if needed <= 0:
                return milliseconds
        return None


def overview(figures: Figures, since: date, until: date) -> Overview:
    """Everything that is counted of a period, both days included."""
    unit = "day" if (until - since).days < _DAYS else "week" if (until - since).days < _WEEKS else "month"
    bins: dict[date, Counter[str]] = {}
    day = since
    while day <= until:
        bins[_first(day, unit)] = Counter()
        day += timedelta(1)
    for day, statuses in figures.daily("status", since, until).items():
        bins[_first(day, unit)].update(statuses)
    return Overview(
        unit=unit,
        bins=[_bin(first, statuses) for first, statuses in bins.items()],
        statuses=sum(bins.values(), Counter()),
        thumbs=figures.counts("feedback", since, until),
        verdicts=figures.counts("verdict", since, until),
        channels=figures.counts("channel", since, until),
        milliseconds=Counter({int(value): n for value, n in figures.counts("milliseconds", since, until).items()}),
        documents=figures.counts("document", since, until),
    )


def _first(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(day.weekday())
    return day.replace(day=1) if unit == "month" else day


def _bin(first: date, statuses: Counter[str]) -> Bin:
    answered, partial = statuses[AnswerStatus.ANSWERED], statuses[AnswerStatus.PARTIAL]
    not_found = statuses[AnswerStatus.NO_EVIDENCE]
    return Bin(first, answered, partial, not_found, statuses.total() - answered - partial - not_found)
