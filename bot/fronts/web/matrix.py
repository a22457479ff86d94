"""Which partners meet in which programmes, as a picture of dots that the server draws."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.programmes import Gathered, Partner, Programme

_PARTNERS, _PROGRAMMES = 15, 12  # the most connected ones; the table behind the picture shows the same
_CELL, _LEFT, _TOP = 28, 260, 230  # units of the drawing
_CUT = 34  # characters of a name


@dataclass(frozen=True, slots=True)
class Dot:
    """A partner in a programme."""

    x: int
    y: int
    title: str


@dataclass(frozen=True, slots=True)
class Label:
    """A name beside a row or above a column."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The picture, and the table behind it."""

    width: int
    height: int
    columns: Sequence[Label]
    rows: Sequence[Label]
    dots: Sequence[Dot]
    programmes: Sequence[Programme]
    table: Sequence[tuple[Partner, Sequence[bool]]]


def meeting(gathered: Gathered) -> Matrix | None:
    """The partners that take part in more than one programme; None when there are none."""
    meeting = sorted((p for p in gathered.partners if len(p.programmes) > 1), key=lambda p: -len(p.programmes))
    partners = meeting[:_PARTNERS]
    taking = {key for partner in partners for key in partner.programmes}
    most = sorted(
        (programme for programme in gathered.programmes if programme.key in taking),
        key=lambda programme: -sum(programme.key in partner.programmes for partner in partners),
    )
    programmes = most[:_PROGRAMMES]
    if not partners:
        return None
    middle = _CELL // 2
    return Matrix(
        width=_LEFT + len(programmes) * _CELL + _TOP // 2,
        height=_TOP + len(partners) * _CELL,
        columns=[
            Label(_LEFT + n * _CELL + middle, _TOP - 8, _short(p.name.canonical)) for n, p in enumerate(programmes)
        ],
        rows=[
            Label(_LEFT - 10, _TOP + n * _CELL + middle + 4, _short(p.name.canonical)) for n, p in enumerate(partners)
        ],
        dots=[
            Dot(
                _LEFT + column * _CELL + middle,
                _TOP + row * _CELL + middle,
                f"{partner.name.canonical}: {programme.name.canonical}",
            )
            for row, partner in enumerate(partners)
            for column, programme in enumerate(programmes)
            if programme.key in partner.programmes
        ],
        programmes=programmes,
        table=[(partner, [programme.key in partner.programmes for programme in programmes]) for partner in partners],
    )


def _short(name: str) -> str:
    return name if len(name) <= _CUT else f"{name[: _CUT - 1].rstrip()}…"
