"""Which documents look like a later version of another one: by what is said of them, their titles or file names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from ingest import dutch
from ingest.model import Renewal, Source

_YEAR, _MONTH, _DAY = r"(?P<y>(?:19|20)\d\d)", r"(?P<m>0?[1-9]|1[0-2])", r"(?P<d>0?[1-9]|[12]\d|3[01])"
_DATES = [
    re.compile(rf"(?<!\d)(?:{form})(?!\d)")
    for form in (
        rf"{_YEAR}[-. ]?(?P<m>0[1-9]|1[0-2])[-. ]?(?P<d>0[1-9]|[12]\d|3[01])",
        rf"{_DAY}[-. ]{_MONTH}[-. ]{_YEAR}",
        rf"(?:{_DAY} )?(?P<name>{'|'.join(dutch.MONTHS)})[- ]{_YEAR}",
        rf"{_YEAR}[-. ]{_MONTH}",
        _YEAR,
    )
]
_VERSION = re.compile(r"(?<!\w)(?:versie|version|v|rev)[. ]?(\d+(?:\.\d+)*)(?!\w)|\((\d+)\)")
_STAGES = {
    re.compile(r"(?<!\w)(?:concept|draft|voorlopige?|klad)(?!\w)"): -1,
    re.compile(r"(?<!\w)(?:definitie(?:f|ve)|def|final|vastgesteld)(?!\w)"): 1,
}
_LETTERS_AT_LEAST = 3  # in what is left of a name, or the names have nothing in common


@dataclass(frozen=True, slots=True, order=True)
class _Edition:
    """What a name says of which version it is; a later one is greater."""

    date: tuple[int, ...] = ()
    version: tuple[int, ...] = ()
    stage: int = 0


def renewals(fresh: Iterable[str], sources: Mapping[str, Source]) -> Iterator[Renewal]:
    """For each fresh source, by id, the nearest earlier and later versions of it among all ``sources``."""
    by_title, by_name = defaultdict(list), defaultdict(list)
    for source in sources.values():
        by_title[_title(source)].append(source)
        by_name[_edition(PurePath(source.doc).stem)[0]].append(source)
    seen = set()
    for name in fresh:
        source = sources[name]
        for pair in (*_stated(source, sources), *_dated(source, by_title[_title(source)]), *_named(source, by_name)):
            if (pair.newer, pair.older) not in seen and (pair.older, pair.newer) not in seen:
                seen.add((pair.newer, pair.older))
                yield pair


def _stated(source: Source, sources: Mapping[str, Source]) -> Iterator[Renewal]:
    for other in sources.values():
        if source.supersedes and source.supersedes in (other.id, other.doc):
            yield Renewal(source.id, other.id, "zo staat het in de beschrijving")


def _dated(source: Source, same: Iterable[Source]) -> Iterator[Renewal]:
    """Pairs of the same title, programme and publisher whose dates differ."""
    mine = source.published_on
    if mine is None or len(_title(source)[0]) < _LETTERS_AT_LEAST:
        return
    dates = {other: other.published_on for other in same if other.published_on and other.published_on != mine}
    reason = "zelfde titel, latere datum"
    if earlier := [(date, other.id) for other, date in dates.items() if date < mine]:
        yield Renewal(source.id, max(earlier)[1], reason)
    if later := [(date, other.id) for other, date in dates.items() if date > mine]:
        yield Renewal(min(later)[1], source.id, reason)


def _named(source: Source, by_name: Mapping[str, Iterable[Source]]) -> Iterator[Renewal]:
    """Pairs whose file names differ in a date or a version only."""
    key, mine = _edition(PurePath(source.doc).stem)
    if sum(c.isalpha() for c in key) < _LETTERS_AT_LEAST:
        return
    editions = [(_edition(PurePath(other.doc).stem)[1], other.id) for other in by_name[key]]
    reason = "zelfde bestandsnaam met een latere datum of versie"
    if earlier := [found for found in editions if found[0] < mine]:
        yield Renewal(source.id, max(earlier)[1], reason)
    if later := [found for found in editions if found[0] > mine]:
        yield Renewal(min(later)[1], source.id, reason)


def _title(source: Source) -> tuple[str, str | None, str | None]:
    return _edition(source.title)[0], source.programme, source.publisher


def _edition(name: str) -> tuple[str, _Edition]:
    """A name without what tells versions apart, and that."""
    rest = " ".join(name.casefold().replace("_", " ").split())
    date: tuple[int, ...] = ()
    for form in _DATES:
        if found := form.search(rest):
            date = _parts(found.groupdict())
            rest = rest[: found.start()] + " " + rest[found.end() :]
            break
    version: tuple[int, ...] = ()
    if number := _VERSION.search(rest):
        version = tuple(int(part) for part in (number[1] or number[2]).split("."))
        rest = rest[: number.start()] + " " + rest[number.end() :]
    stage = sum(rank for form, rank in _STAGES.items() if form.search(rest))
    for form in _STAGES:
        rest = form.sub(" ", rest)
    return " ".join(re.findall(r"\w+", rest)), _Edition(date, version, stage)


def _parts(found: Mapping[str, str | None]) -> tuple[int, ...]:
    """Year, month and day, as far as they are there."""
    name = found.get("name")
    month = dutch.MONTHS.index(name) + 1 if name else found.get("m")
    return tuple(int(part) for part in (found["y"], month, found.get("d")) if part)
