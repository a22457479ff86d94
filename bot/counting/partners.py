"""Gathers partners: of one programme with the totals that documents state, of two alike, of more than one."""

from bot.counting.asked import Wanted
from bot.counting.count import Count
from bot.counting.cues import KINDS_OF_BODY
from bot.counting.proofs import Line
from bot.programmes import Gathered, Partner
from ingest import dutch
from ingest.facts.model import Told

_STATED = 4  # totals that are told, the newest first


def partners(wanted: Wanted, gathered: Gathered) -> Count | None:
    """The partners that are ``wanted``; None when they are not counted here."""
    of_kind = [p for p in gathered.partners if wanted.body_kind in (None, p.name.kind)]
    thing = wanted.body_kind or "partner"
    if wanted.several:
        several = sorted((p for p in of_kind if len(p.programmes) > 1), key=lambda partner: -len(partner.programmes))
        lines = [Line(p.name.canonical, tuple(told[0] for told in p.programmes.values())) for p in several]
        return Count("of_several", (thing,) * len(lines), tuple(lines)) if lines else None
    if wanted.overall:
        lines = [Line(p.name.canonical, tuple(told[0] for told in p.programmes.values())) for p in of_kind]
        return Count("found", (thing,) * len(lines), tuple(lines)) if lines else None
    return _in_common(wanted, of_kind, thing) if wanted.both else _of_one(wanted, of_kind, thing)


def _in_common(wanted: Wanted, of_kind: list[Partner], thing: str) -> Count | None:
    lines = _lines(wanted, of_kind)
    if len(wanted.programmes) == 1 or not lines:
        return None
    return Count("of_both", (thing,) * len(lines), lines, tuple(programme.name for programme in wanted.programmes))


def _of_one(wanted: Wanted, of_kind: list[Partner], thing: str) -> Count | None:
    if len(wanted.programmes) > 1:
        return None
    lines = () if wanted.year else _lines(wanted, of_kind)  # no list of names tells who took part in one year
    stated = [told for told in wanted.programmes[0].totals if _is_stated_of(told, wanted)]
    things, about = (thing,) * len(lines), (wanted.programmes[0].name,)
    listed = not (wanted.how_many or wanted.body_kind)
    told = tuple(stated[: 1 if listed else _STATED])
    return Count("of", things, lines, about, year=wanted.year, stated=told, listed=listed)


def _lines(wanted: Wanted, of_kind: list[Partner]) -> tuple[Line, ...]:
    keys = [programme.key for programme in wanted.programmes]
    taking = [partner for partner in of_kind if all(key in partner.programmes for key in keys)]
    return tuple(Line(p.name.canonical, tuple(p.programmes[key][0] for key in keys)) for p in taking)


def _is_stated_of(told: Told, wanted: Wanted) -> bool:
    """Whether a total is about the organisations that are asked for."""
    if not wanted.body_kind:
        return True
    return wanted.how_many and KINDS_OF_BODY[wanted.body_kind].search(dutch.fold(told.fact.value)) is not None
