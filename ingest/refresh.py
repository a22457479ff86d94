"""A refresh of the collection, from the given paths to a new live generation, as one transaction."""

import errno
import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol, TypeVar

from ingest.certificate import refused
from ingest.diff import find_diff
from ingest.errors import IndexMismatch, NoIndex, NothingPublished
from ingest.fetch.fetcher import Fetcher
from ingest.index.archive import Changes, Meta
from ingest.index.generation import Draft, Generations, Making, live_store
from ingest.model import RefreshReport, Size
from ingest.plan import Live, Plan, compare
from ingest.review import Declined, EmptyCollection, MuchSmaller, Preview, Review, agree
from ingest.sources import Collection, collect
from ingest.sources.web import fetch_pages

_T = TypeVar("_T")
_BATCH = 2_000  # passages between two steps of the progress bar
_TELLING = 500  # passages from which the time they took says something of the next refresh
_PACE = 500  # passages a second, when nothing was measured yet
_COPIED = 200_000_000  # bytes a second, about


class Watch(Protocol):
    """Shows how far a refresh is."""

    def __call__(self, items: Sequence[_T], phase: str) -> Iterable[_T]:
        """Pass on the items one by one."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: a dry run stops before anything is written, ``rebuild`` builds on nothing that is there."""

    dry_run: bool = False
    yes: bool = False  # also when little or nothing is left of the collection
    rebuild: bool = False
    review: Review = agree  # looks at the new generation before it is published
    asks: bool = False  # the review asks a person, who may confirm that little is left
    web: Fetcher | None = None  # asks for the web pages of the collection; without it they are refused


def refresh(
    paths: Sequence[Path], generations: Generations, watch: Watch, wish: Wish, readers: Executor | None = None
) -> RefreshReport:
    """Make the collection exactly what ``paths`` hold, and publish it; ``readers`` read the files, by default here.

    Raises UsageError for a path that is not there, RefreshBusy, and NothingPublished when the old index stays live.
    """
    started = time.perf_counter()
    found = collect(paths)
    with nullcontext() if wish.dry_run else transaction(generations):
        report = carry_out(found, generations, watch, wish, readers)
    return replace(report, seconds=time.perf_counter() - started)


def carry_out(
    found: Collection, generations: Generations, watch: Watch, wish: Wish, readers: Executor | None = None
) -> RefreshReport:
    """Make the collection exactly what was found; unless it is a dry run, call it inside a ``transaction``.

    Raises as ``refresh`` does.
    """
    plan, base, report = foresee(found, generations, watch, wish, readers)
    if plan.is_empty and not wish.yes:
        raise EmptyCollection(report)
    if wish.dry_run or plan.changes_nothing:
        return report
    if report.shrinks and not (wish.yes or wish.asks):
        raise MuchSmaller(report)
    with generations.draft(base) as draft:
        pace = _fill(draft, plan, generations, watch)
        made = Making(reading_code(), plan.rejected, _changes(report), pace or (base.pace if base else 0.0))
        new = generations.finish(draft, made)
        if not wish.review(Preview(report, new, generations)):
            raise Declined(report)
        generations.publish(draft, new)
    return replace(report, generation=new.id)


def foresee(
    found: Collection, generations: Generations, watch: Watch, wish: Wish, readers: Executor | None = None
) -> tuple[Plan, Meta | None, RefreshReport]:
    """What becomes of everything that was found, the generation to build on, and what carrying that out would do."""
    found = fetch_pages(found, wish.web, watch)
    base = None if wish.rebuild else _base(generations)
    live = _look(generations, base)
    # Of two files with the same bytes the first is taken: a copy must not push out what is live already.
    sources = sorted(found.sources, key=lambda source: source.id not in live.entries)
    plan = compare(live, sources, watch, readers)
    plan.rejected.extend(found.rejected)
    return plan, base, replace(_foretold(plan, base, generations), remarks=found.remarks)


def _base(generations: Generations) -> Meta | None:
    """The live generation when a new one can start as its copy; otherwise all is made anew."""
    try:
        meta = generations.archive.meta(generations.live_id() or "")
    except IndexMismatch:
        return None
    return meta if generations.can_extend(meta) else None


def _look(generations: Generations, base: Meta | None) -> Live:
    """What is live now; of an index that cannot be read, only its name."""
    erased = refused(generations.archive.data)
    live_id = generations.live_id()
    if live_id is None:
        return Live(erased=erased)
    try:
        with live_store(generations.archive) as store:
            entries = {entry.source.id: entry for entry in store.entries()}
    except IndexMismatch:
        return Live(live_id, erased=erased)
    if base is None:
        return Live(live_id, entries, erased=erased)
    return Live(live_id, entries, base.rejections, trusted=base.reading == reading_code(), erased=erased)


def _foretold(plan: Plan, base: Meta | None, generations: Generations) -> RefreshReport:
    """What carrying out the plan would do and how long it would take."""
    report = plan.report()
    try:
        with live_store(generations.archive) as live:
            entries = plan.live.entries.values()
            before, size = live.passage_ids(), Size(len(entries), sum(entry.passages for entry in entries))
            diff = find_diff(plan, report, live)
    except (NoIndex, IndexMismatch):
        before, size, diff = set(), _stated_size(generations), find_diff(plan, report, None)
    new = sum(not base or passage.id not in before for taken in plan.taken for passage in taken.passages)
    pace, copied = (base.pace or _PACE, sum(base.files.values())) if base else (_PACE, 0)
    seconds = 0.0 if plan.changes_nothing else new / pace + copied / _COPIED
    return replace(report, live=size, diff=diff, expected=seconds)


def _stated_size(generations: Generations) -> Size:
    """How large a live generation says it is whose documents cannot be read."""
    try:
        meta = generations.archive.meta(generations.live_id() or "")
    except IndexMismatch:
        return Size(0, 0)
    return Size(meta.documents, meta.passages)


def _changes(report: RefreshReport) -> Changes:
    return Changes(report.added, report.changed, report.removed)


def _fill(draft: Draft, plan: Plan, generations: Generations, watch: Watch) -> float:
    """Make a draft the planned collection; only passages with a new id are embedded.

    Gives how many of those a second could be made searchable, 0 when there were too few to tell.
    """
    before = draft.store.passage_ids()
    for name in (*plan.removed, *(taken.given.id for taken in plan.taken)):
        draft.store.remove(name)  # first of all: a passage may move from one document to another
    for taken in plan.taken:
        draft.store.put(taken.given, taken.document, taken.passages, taken.notes, taken.facts)
    gone = sorted(before - draft.store.passage_ids())
    draft.lexical.remove(gone)
    draft.dense.remove(gone)
    new = [passage for taken in plan.taken for passage in taken.passages if passage.id not in before]
    batches = [new[start : start + _BATCH] for start in range(0, len(new), _BATCH)]
    started = time.perf_counter()
    for batch in watch(batches, f"{len(new)} passages doorzoekbaar maken"):
        draft.make_searchable(batch, generations.embedder)
    return len(new) / (time.perf_counter() - started) if len(new) >= _TELLING else 0.0


def reading_code(package: Path = Path(__file__).parent) -> str:
    """A fingerprint of the code that makes passages and facts of a file: when it changes, every file is read again."""
    files = [
        *sorted((package / "load").glob("*.py")),
        *sorted((package / "facts" / "rules").glob("*.py")),
        *(package / "facts" / f"{name}.py" for name in ("extract", "model")),
        *(package / f"{name}.py" for name in ("clean", "split", "dutch", "reading_parts", "reading_notes")),
    ]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


@contextmanager
def transaction(generations: Generations) -> Iterator[None]:
    """Keep every other change out meanwhile; raises RefreshBusy, and NothingPublished for a fault of the disk."""
    try:
        with generations.archive.exclusive():
            generations.clear_leftovers()
            yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        cause = "De schijf is vol" if full else f"De nieuwe index kon niet worden geschreven ({error})"
        raise NothingPublished(f"{cause}. Er is niets gepubliceerd; de oude index blijft in gebruik.") from error
