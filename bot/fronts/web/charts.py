"""Charts as plain geometry; a template draws them, and puts the same figures in a table behind each."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 240
_LEFT, _BOTTOM, _TOP = 48, 24, 8  # room for the labels
_GAP = 0.2  # of the room for a column
_LINES = 4  # across, at most
_LABELS = 8  # below, at most
_STEPS = (1, 2, 5, 10)


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle; ``series`` is the place of its figure in the column."""

    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place; where they end or have their middle is the template's."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns of stacked bars above a line, with marks at the left and names below."""

    bars: Sequence[Bar]
    marks: Sequence[Label]
    names: Sequence[Label]
    left: int = _LEFT
    width: int = WIDTH
    height: int = HEIGHT


def columns(figures: Sequence[tuple[str, Sequence[int]]]) -> Chart:
    """A chart of named columns, each of figures that are put on top of each other."""
    step = _step(max((sum(stack) for _, stack in figures), default=0))
    most = step * _LINES
    floor = HEIGHT - _BOTTOM
    room = (WIDTH - _LEFT) / max(len(figures), 1)
    bars = []
    for place, (_, stack) in enumerate(figures):
        below = 0
        for series, figure in enumerate(stack):
            height = (floor - _TOP) * figure / most
            if figure:
                top = floor - (floor - _TOP) * below / most - height
                x, width = _LEFT + room * (place + _GAP / 2), room * (1 - _GAP)
                bars.append(Bar(_round(x), _round(top), _round(width), _round(height), series))
            below += figure
    marks = [
        Label(_LEFT - 6, _round(floor - (floor - _TOP) * n / _LINES), _number(step * n)) for n in range(_LINES + 1)
    ]
    every = -(-len(figures) // _LABELS) or 1
    names = [
        Label(_round(_LEFT + room * (place + 0.5)), HEIGHT - 6, name)
        for place, (name, _) in enumerate(figures)
        if place % every == 0
    ]
    return Chart(bars, marks, names)


def _step(most: int) -> int:
    """The distance between two lines, a round number, so that the highest line is at or above ``most``."""
    power = 1
    while True:
        for step in _STEPS:
            if step * power * _LINES >= most:
                return step * power
        power *= 10


def _number(figure: int) -> str:
    return f"{figure:,}".replace(",", ".")


def _round(place: float) -> float:
    return round(place, 1)
