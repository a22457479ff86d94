"""Gathers what a question wants: its lines, each with what tells it."""

from collections.abc import Sequence

from bot.counting.asked import Ask, Wanted, When
from bot.counting.card import ORDER, told_of
from bot.counting.count import Count, by_year
from bot.counting.cues import YEAR
from bot.counting.named import is_place
from bot.counting.partners import partners
from bot.counting.proofs import Line
from bot.counting.sayings import sayings
from bot.programmes import Gathered, Programme
from ingest.facts.model import FactKind, Told
from ingest.facts.names import Name

_OF_EACH = {FactKind.PARTNER: 12, FactKind.BUDGET: 6}  # sentences of a kind when everything is asked for
_OTHERS = 3
_PROOFS = 2  # sentences that say that somebody takes part


def gather(wanted: Wanted, gathered: Gathered) -> Count | None:
    """What is ``wanted``; None when it is not counted here."""
    found: Count | None
    match wanted.ask:
        case Ask.EVERYTHING:
            found = _everything(wanted.programmes)
        case Ask.SAYINGS:
            found = sayings(wanted, gathered)
        case Ask.AREAS:
            found = _areas(wanted.programmes[0], gathered)
        case Ask.AMOUNTS:
            found = _amounts(wanted.programmes[0])
        case Ask.PARTNERS:
            found = partners(wanted, gathered)
        case Ask.MEMBER:
            found = _member(wanted.bodies[0], wanted.programmes[0], gathered)
        case Ask.PROGRAMMES:
            by_partner = wanted.bodies and (wanted.takes_part or not is_place(wanted.bodies[0], gathered))
            found = _programmes_of(wanted, gathered) if by_partner else _programmes(wanted, gathered)
    return found


def _areas(programme: Programme, gathered: Gathered) -> Count | None:
    """Where a programme works."""
    named: dict[str, list[Told]] = {}
    for told in programme.of(FactKind.REGION):
        named.setdefault(gathered.names.canonical(told.fact.value).canonical, []).append(told)
    lines = tuple(Line(name, tuple(told)) for name, told in named.items())
    return Count("areas", ("region",) * len(lines), lines, (programme.name,)) if lines else None


def _member(body: Name, programme: Programme, gathered: Gathered) -> Count:
    """What says that an organisation takes part in a programme, the fullest sentences first."""
    partner = gathered.partner_named(body)
    told = partner.programmes.get(programme.key, ()) if partner else ()
    fullest = sorted(_different(told), key=lambda one: one.fact.span.start - one.fact.span.end)
    lines = tuple(Line("", (one,)) for one in fullest[:_PROOFS])
    return Count("member", ("partner",) * len(lines), lines, (body, programme.name))


def _amounts(programme: Programme) -> Count | None:
    """What it costs, gets or spends, each sentence once."""
    lines = tuple(Line("", (one,)) for one in _different(programme.of(FactKind.BUDGET)))
    return Count("on", ("amount",) * len(lines), lines, (programme.name,)) if lines else None


def _programmes_of(wanted: Wanted, gathered: Gathered) -> Count | None:
    """Programmes in which an organisation takes part, or several do together."""
    known = [gathered.partner_named(body) for body in wanted.bodies]
    if known == [None] and wanted.takes_part and not wanted.year:
        return Count("with", (), about=wanted.bodies)
    found = [partner for partner in known if partner]
    if len(found) < len(known):
        return None
    lines = [
        Line(programme.name.canonical, tuple(one for partner in found for one in partner.programmes[key]), labels=True)
        for key in found[0].programmes
        if (programme := gathered.programme(key))
        and all(key in partner.programmes for partner in found)
        and (not wanted.year or _running(programme, wanted))
    ]
    if not lines:
        return None
    relation, when = "with_all" if len(found) > 1 else "with", wanted.when.value
    things = ("programme",) * len(lines)
    return Count(relation, things, tuple(lines), wanted.bodies, year=wanted.year, when=when)


def _programmes(wanted: Wanted, gathered: Gathered) -> Count | None:
    """Programmes in a region or a year, or all of them; what proves one is what says so."""
    lines: list[Line] = []
    years: list[str] = []
    ends: list[str] = []
    timed = wanted.timed and not wanted.year
    by_time = bool(wanted.year) or wanted.per_year or timed
    for programme in gathered.programmes:
        there = [gathered.works_in(programme, place)[:1] for place in wanted.bodies]
        running = _running(programme, wanted)[:1] if by_time else ()
        if not all(there) or (by_time and not running):
            continue
        told = (*running, *(one for told in there for one in told))
        if told or programme.of(FactKind.PROGRAMME):
            lines.append(
                Line(programme.name.canonical, told or tuple(programme.of(FactKind.PROGRAMME)[:1]), labels=bool(told))
            )
            years += [_years(one)[0] for one in running]
            ends += [_years(one)[-1] for one in running]
    if not lines:
        return None
    if timed:  # the last to end first
        lines = [line for _, line in sorted(zip(ends, lines, strict=True), key=lambda ended: ended[0], reverse=True)]
    return Count(
        "timed" if timed else "found",
        ("programme",) * len(lines),
        tuple(lines),
        places=wanted.bodies,
        year=wanted.year,
        when=wanted.when.value,
        per_year=by_year(years) if wanted.per_year else (),
    )


def _running(programme: Programme, wanted: Wanted) -> tuple[Told, ...]:
    """What says that a programme runs in a year, or begins or ends in it; without a year, when it does."""
    return tuple(told for told in programme.of(FactKind.PERIOD) if _runs(_years(told), wanted))


def _runs(years: Sequence[str], wanted: Wanted) -> bool:
    if not years or not wanted.year:
        return bool(years)
    if wanted.when is When.DURING:
        return years[0] <= wanted.year <= years[-1]
    return wanted.year == years[0 if wanted.when is When.STARTS else -1]


def _years(period: Told) -> list[str]:
    return sorted(YEAR.findall(period.fact.value))


def _everything(programmes: Sequence[Programme]) -> Count:
    """The most of all that is told of a programme, or of several that the question names; each sentence once."""
    told = [
        one
        for kind in ORDER
        for programme in programmes
        for one in _different(told_of(kind, programme))[: _OF_EACH.get(kind, _OTHERS)]
    ]
    lines = [Line("", (one,)) for one in _different(told)]
    return Count("all", ("programme",) * len(lines), tuple(lines), tuple(p.name for p in programmes))


def _different(told: Sequence[Told]) -> list[Told]:
    """One of each sentence, the first that is told with it."""
    places: dict[object, Told] = {}
    for one in told:
        places.setdefault((one.source.id, one.fact.span), one)
    return list(places.values())
