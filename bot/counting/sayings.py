"""Gathers lessons and the like: of a programme, in a region, from a year; or those that several documents have."""

import re

from bot.counting.asked import Wanted
from bot.counting.count import Count, by_year
from bot.counting.proofs import Line
from bot.programmes import Gathered, Lesson
from ingest import dutch
from ingest.facts.model import Told


def sayings(wanted: Wanted, gathered: Gathered) -> Count | None:
    """The success factors, lessons, obstacles or recommendations that are ``wanted``; None when there are none."""
    if not (wanted.overall or wanted.several or wanted.names_something or wanted.how_many or wanted.per_year):
        return None
    about = gathered.grouped(_told(wanted, gathered)) if wanted.names_something else _of_kinds(wanted, gathered)
    chosen = [lesson for lesson in about if _is_shared(lesson, wanted, gathered)]
    if not chosen:
        return None
    years = [str(lesson.told[0].day.year) for lesson in chosen if lesson.told[0].source.published_on]
    return Count(
        "in_several" if wanted.several else "of_both" if _shares(wanted) else "on",
        tuple(lesson.kind.value for lesson in chosen),
        tuple(Line(lesson.told[0].fact.value, tuple(lesson.told)) for lesson in chosen),
        tuple(programme.name for programme in wanted.programmes),
        places=wanted.bodies,
        topics=wanted.topics,
        year=wanted.year,
        per_year=by_year(years) if wanted.per_year else (),
    )


def _told(wanted: Wanted, gathered: Gathered) -> list[Told]:
    """What is about all that the question names; grouping so few is quick."""
    return [one for one in gathered.sayings if one.fact.kind in wanted.kinds and _is_about(one, wanted, gathered)]


def _of_kinds(wanted: Wanted, gathered: Gathered) -> list[Lesson]:
    return [lesson for lesson in gathered.lessons if lesson.kind in wanted.kinds]


def _shares(wanted: Wanted) -> bool:
    return wanted.both and len(wanted.programmes) > 1


def _is_shared(lesson: Lesson, wanted: Wanted, gathered: Gathered) -> bool:
    """Whether as many documents say so as the question wants, or each programme that it names."""
    if _shares(wanted):
        return all(any(gathered.belongs(told, programme) for told in lesson.told) for programme in wanted.programmes)
    return lesson.documents > 1 or not wanted.several


def _is_about(told: Told, wanted: Wanted, gathered: Gathered) -> bool:
    """Whether a saying belongs to what the question names."""
    of_programme = not wanted.programmes or any(gathered.belongs(told, programme) for programme in wanted.programmes)
    of_region = all(gathered.is_of(told, place) for place in wanted.bodies)
    of_year = not wanted.year or str(told.day.year) == wanted.year
    return of_programme and of_region and of_year and _holds_topics(told, wanted)


def _holds_topics(told: Told, wanted: Wanted) -> bool:
    words = dutch.words(f"{told.fact.value} {told.source.title}")  # "de lessen van de lerende evaluatie"
    stems = {dutch.stem(part) for word in words for part in (word, *re.split(r"[-']", word))}
    held = [dutch.stem(topic) in stems for topic in wanted.topics]
    return not held or (any(held) if wanted.any_topic else all(held))
