"""What a refresh changes, in words: sentences old against new, renamed files, near-duplicates, later versions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from difflib import SequenceMatcher
from itertools import takewhile, zip_longest

from ingest.errors import IndexMismatch
from ingest.index.sketch import resembling, sketch
from ingest.index.store import Store
from ingest.model import (
    Diff,
    DocumentChange,
    Passage,
    Redescription,
    RefreshReport,
    Resemblance,
    Rewording,
    Source,
)
from ingest.plan import Plan, Taken
from ingest.versions import renewals

_SHOWN = 20  # sentences of one document
_READABLE = 300  # characters of one sentence
_BEFORE = 80  # characters shown before the first difference in a sentence that is longer
_NEARLY_THE_SAME = 0.65  # of the word triples; two years of one report share about half
_WHERE = {"id", "file"}  # fields of a source that say nothing of what is in it


def find_diff(plan: Plan, report: RefreshReport, live: Store | None) -> Diff:
    """What ``plan`` changes, ``report`` being the plan in names, and ``live`` the documents that are live, if readable.

    Without ``live`` nothing is compared with what was there before.
    """
    read = {taken.given.id: taken for taken in plan.taken}
    fresh = [*report.added, *report.changed]
    return Diff(
        changed=tuple(_change(live, plan.live.entries[name].source, read[name]) for name in report.changed if live),
        renamed=tuple(_renamed(plan, [read[name] for name in report.added])),
        duplicates=tuple(plan.duplicates),
        alike=tuple(_alike(plan, read, fresh, live)) if fresh else (),
        newer=tuple(renewals(fresh, _sources(plan, read.values()))),
    )


def _sources(plan: Plan, read: Iterable[Taken]) -> dict[str, Source]:
    """All that was live and all that will be, by id."""
    before = {name: entry.source for name, entry in plan.live.entries.items()}
    return before | {taken.given.id: taken.document.source for taken in read}


def _renamed(plan: Plan, added: Iterable[Taken]) -> Iterator[tuple[str, str]]:
    removed = {plan.live.entries[name].digest: name for name in plan.removed}
    for taken in added:
        if taken.document.digest in removed:
            yield removed[taken.document.digest], taken.given.id


def _alike(plan: Plan, read: dict[str, Taken], fresh: Iterable[str], live: Store | None) -> Iterator[Resemblance]:
    among = {name: sketch(taken.document.text) for name, taken in read.items()}
    if live and plan.kept:
        before = live.sketches()
        among |= {entry.source.id: before[entry.source.id] for entry in plan.kept}
    seen = set()
    for name, other, likeness in resembling({name: among[name] for name in fresh}, among, _NEARLY_THE_SAME):
        if (other, name) not in seen:
            seen.add((name, other))
            yield Resemblance(name, other, round(likeness, 2))


def _change(live: Store, before: Source, taken: Taken) -> DocumentChange:
    try:
        old = list(_sentences(live.passages_of(taken.given.id)))
    except IndexMismatch:
        old = []
    words = list(_reworded(old, list(_sentences(taken.passages))))
    described = tuple(_redescribed(before, taken.document.source))
    return DocumentChange(taken.given.id, tuple(words[:_SHOWN]), len(words[_SHOWN:]), described)


def _redescribed(old: Source, new: Source) -> Iterator[Redescription]:
    for name in (field.name for field in fields(Source) if field.name not in _WHERE):
        values = tuple("" if value is None else str(value) for value in (getattr(old, name), getattr(new, name)))
        if values[0] != values[1]:
            yield Redescription(name, *values)


def _sentences(passages: Iterable[Passage]) -> Iterator[str]:
    """The headings and sentences of a document in order."""
    path: tuple[str, ...] = ()
    for passage in passages:
        if passage.heading_path != path:
            yield from passage.heading_path[_shared(path, passage.heading_path) :]
            path = passage.heading_path
        yield from (passage.quote(span) for span in passage.sentences[passage.has_heading :])


def _reworded(old: Sequence[str], new: Sequence[str]) -> Iterator[Rewording]:
    """The sentences that differ, side by side; one that only moved is no change."""
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    for what, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if what != "equal":
            was, now = _counted(old[a:b], gone), _counted(new[c:d], come)
            yield from (Rewording(*_readable(*pair)) for pair in zip_longest(was, now, fillvalue=""))


def _counted(sentences: Iterable[str], left: Counter[str]) -> list[str]:
    """Those of the sentences that are still to be told."""
    told = []
    for sentence in sentences:
        if left[sentence]:
            left[sentence] -= 1
            told.append(sentence)
    return told


def _readable(old: str, new: str) -> tuple[str, str]:
    """Both on one line, and of long ones the part around the first difference."""
    old, new = " ".join(old.split()), " ".join(new.split())
    if max(len(old), len(new)) <= _READABLE:
        return old, new
    start = max(0, _shared(old, new) - _BEFORE)
    return _part(old, start), _part(new, start)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many items two sequences begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _part(text: str, start: int) -> str:
    shown = text[start : start + _READABLE]
    return ("…" if start and shown else "") + shown + ("…" if start + _READABLE < len(text) else "")
