"""Gathers what a question wants: its lines, each with what tells it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.counting.asked import Ask, Wanted
from bot.counting.card import ORDER, told_of
from bot.counting.proofs import Line
from bot.programmes import Gathered, Lesson, Programme, Told
from ingest import dutch
from ingest.facts.model import FactKind
from ingest.facts.names import Name
from ingest.facts.organisations import BodyKind

_PLACES = (BodyKind.PROVINCE, BodyKind.MUNICIPALITY, BodyKind.REGIONAL)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_STATED = 4  # totals that are told, the newest first
_OF_EACH = {FactKind.PARTNER: 8}  # sentences of a kind when everything is asked for
_OTHERS = 3


@dataclass(frozen=True, slots=True)
class Count:
    """What was gathered: which sentence introduces it and what that names, and its lines."""

    thing: str  # what is counted, and how it stands to what the question names: see wording
    relation: str
    about: str = ""
    lines: tuple[Line, ...] = ()
    stated: tuple[Told, ...] = ()  # totals as documents state them, the newest first


def gather(wanted: Wanted, gathered: Gathered) -> Count | None:
    """What is ``wanted``; None when it is not counted here."""
    if wanted.ask is Ask.EVERYTHING:
        return _everything(wanted.programmes)
    if wanted.ask is Ask.SAYINGS:
        return _sayings(wanted, gathered)
    if wanted.ask is Ask.PROGRAMMES:
        return _programmes(wanted, gathered)
    return _partners(wanted, gathered)


def _programmes(wanted: Wanted, gathered: Gathered) -> Count | None:
    """Programmes of a partner, in a region or year, or all of them."""
    if wanted.bodies and (wanted.takes_part or wanted.bodies[0].kind not in _PLACES):
        body = wanted.bodies[0]
        partner = gathered.partner_named(body)
        if partner is None:
            return Count("programme", "with", body.canonical) if wanted.takes_part else None
        taking = [(gathered.programme(key), told) for key, told in partner.programmes.items()]
        lines = [
            Line(p.name.canonical, tuple(told), labels=True) for p, told in taking if p and _in_year(p, wanted.year)
        ]
        return Count("programme", "with", body.canonical, tuple(lines))
    chosen = [p for p in gathered.programmes if _in_year(p, wanted.year)]
    if wanted.bodies:
        region = wanted.bodies[0]
        there = [(p, _in_region(p, region, gathered)) for p in chosen]
        lines = [Line(p.name.canonical, told, labels=True) for p, told in there if told]
        return Count("programme", "in", region.canonical, tuple(lines))
    if wanted.several:
        return None
    lines = [Line(p.name.canonical, tuple(p.of(FactKind.PROGRAMME)[:1])) for p in chosen if p.of(FactKind.PROGRAMME)]
    return Count("programme", "found", "", tuple(lines))


def _in_year(programme: Programme, year: str) -> bool:
    """Whether a programme runs in a year, as far as its period is told."""
    return not year or any(_covers(told.fact.value, year) for told in programme.of(FactKind.PERIOD))


def _covers(period: str, year: str) -> bool:
    years = sorted(_YEAR.findall(period))
    return bool(years) and years[0] <= year <= years[-1]


def _in_region(programme: Programme, region: Name, gathered: Gathered) -> tuple[Told, ...]:
    """What says that a programme works in a region."""
    named = (told for told in programme.of(FactKind.REGION) if gathered.is_in(told.fact.value, region))
    return tuple(named)[:1]


def _partners(wanted: Wanted, gathered: Gathered) -> Count | None:
    """Partners of one programme, of two of them alike, or those of more than one."""
    if not wanted.programmes:
        several = [partner for partner in gathered.partners if len(partner.programmes) > 1]
        ordered = sorted(several, key=lambda partner: -len(partner.programmes))
        lines = [Line(p.name.canonical, tuple(told[0] for told in p.programmes.values())) for p in ordered]
        return Count("partner", "of_several", lines=tuple(lines))
    keys = [programme.key for programme in wanted.programmes]
    taking = [partner for partner in gathered.partners if all(key in partner.programmes for key in keys)]
    if wanted.body_kind:
        taking = [partner for partner in taking if partner.name.kind is wanted.body_kind]
    lines = [Line(p.name.canonical, tuple(p.programmes[key][0] for key in keys)) for p in taking]
    about = " en ".join(programme.name.canonical for programme in wanted.programmes)
    if len(keys) > 1:
        return Count("partner", "of_both", about, tuple(lines))
    if not (wanted.how_many or wanted.body_kind):
        return None  # the list itself, as a document gives it, reads better
    stated = () if wanted.body_kind else tuple(wanted.programmes[0].totals[:_STATED])
    return Count(wanted.body_kind or "partner", "of", about, tuple(lines), stated)


def _sayings(wanted: Wanted, gathered: Gathered) -> Count | None:
    """Lessons and the like: of a programme, in a region, from a year; or those that several documents have."""
    chosen = [lesson for lesson in gathered.lessons if lesson.kind in wanted.kinds]
    if wanted.several:
        chosen = [lesson for lesson in chosen if lesson.documents > 1]
    else:
        if not (wanted.programmes or wanted.bodies or wanted.year or wanted.topics or wanted.how_many):
            return None
        chosen = [
            Lesson(lesson.kind, told)
            for lesson in chosen
            if (told := [one for one in lesson.told if _is_about(one, wanted, gathered)])
        ]
    lines = [Line(lesson.told[0].fact.value, tuple(lesson.told)) for lesson in chosen]
    names = [name.canonical for name in (*(p.name for p in wanted.programmes), *wanted.bodies)]
    about = ", ".join([*names, *wanted.topics, *filter(None, [wanted.year])])
    relation = "in_several" if wanted.several else "on" if about else "found"
    return Count(wanted.kinds[0].value, relation, about, tuple(lines))


def _is_about(told: Told, wanted: Wanted, gathered: Gathered) -> bool:
    """Whether a saying belongs to what the question names."""
    of_programme = not wanted.programmes or any(gathered.belongs(told, programme) for programme in wanted.programmes)
    of_region = not wanted.bodies or any(gathered.is_in(told.source.region or "", body) for body in wanted.bodies)
    of_year = not wanted.year or str(told.day.year) == wanted.year
    return of_programme and of_region and of_year and _holds_topics(told, wanted)


def _holds_topics(told: Told, wanted: Wanted) -> bool:
    words = set(map(dutch.stem, dutch.words(f"{told.fact.value} {told.source.title}")))
    held = [dutch.stem(topic) in words for topic in wanted.topics]
    return not held or (any(held) if wanted.any_topic else all(held))


def _everything(programmes: Sequence[Programme]) -> Count:
    """The most of all that is told of a programme, or of several that the question names; each sentence once."""
    told = [
        one
        for kind in ORDER
        for programme in programmes
        for one in told_of(kind, programme)[: _OF_EACH.get(kind, _OTHERS)]
    ]
    places = {(one.source.id, one.fact.span): one for one in reversed(told)}
    lines = [Line("", (one,)) for one in sorted(places.values(), key=told.index)]
    return Count("programme", "all", programmes[0].name.canonical, tuple(lines))
