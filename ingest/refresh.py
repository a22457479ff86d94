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

from ingest.errors import IndexMismatch, NothingPublished
from ingest.fetch.fetcher import Fetcher
from ingest.index.archive import Meta
from ingest.index.generation import Generations, live_store
from ingest.model import RefreshReport
from ingest.plan import Live, Plan, compare
from ingest.sources import collect
from ingest.sources.web import fetch_pages

_T = TypeVar("_T")
_BATCH = 2_000  # passages between two steps of the progress bar


class Watch(Protocol):
    """Shows how far a refresh is."""

    def __call__(self, items: Sequence[_T], phase: str) -> Iterable[_T]:
        """Pass on the items one by one."""


class EmptyCollection(NothingPublished):
    """Nothing could be taken in, and nobody confirmed that the collection must become empty."""

    def __init__(self, report: RefreshReport) -> None:
        super().__init__(
            "Er is geen enkel document om op te nemen, dus er is niets veranderd. "
            "Moet de verzameling echt leeg worden? Geef dan --yes mee."
        )
        self.report = report


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: a dry run stops before anything is written, ``rebuild`` builds on nothing that is there."""

    dry_run: bool = False
    yes: bool = False  # also when the collection becomes empty
    rebuild: bool = False
    web: Fetcher | None = None  # asks for the web pages of the collection; without it they are refused


def refresh(
    paths: Sequence[Path], generations: Generations, watch: Watch, wish: Wish, readers: Executor | None = None
) -> RefreshReport:
    """Make the collection exactly what ``paths`` hold, and publish it; ``readers`` read the files, by default here.

    Raises UsageError for a path that is not there, RefreshBusy, and NothingPublished when the old index stays live.
    """
    started = time.perf_counter()
    found = collect(paths)
    with nullcontext() if wish.dry_run else _transaction(generations):
        found = fetch_pages(found, wish.web, watch)
        base = None if wish.rebuild else _base(generations)
        plan = compare(_look(generations, base), found.sources, watch, readers)
        plan.rejected.extend(found.rejected)
        report = replace(plan.report(), remarks=found.remarks)
        if plan.is_empty and not wish.yes:
            raise EmptyCollection(report)
        if not (wish.dry_run or plan.changes_nothing):
            meta = _build(plan, base, generations, watch)
            report = replace(report, generation=meta.id)
    return replace(report, seconds=time.perf_counter() - started)


def _base(generations: Generations) -> Meta | None:
    """The live generation when a new one can start as its copy; otherwise all is made anew."""
    try:
        meta = generations.archive.meta(generations.live_id() or "")
    except IndexMismatch:
        return None
    return meta if generations.can_extend(meta) else None


def _look(generations: Generations, base: Meta | None) -> Live:
    """What is live now; of an index that cannot be read, only its name."""
    live_id = generations.live_id()
    if live_id is None:
        return Live()
    try:
        with live_store(generations.archive) as store:
            entries = {entry.source.id: entry for entry in store.entries()}
    except IndexMismatch:
        return Live(live_id)
    if base is None:
        return Live(live_id, entries)
    return Live(live_id, entries, base.rejections, trusted=base.reading == reading_code())


def _build(plan: Plan, base: Meta | None, generations: Generations, watch: Watch) -> Meta:
    """Make the planned collection beside the live one and switch to it; only passages with a new id are embedded."""
    with generations.draft(base) as draft:
        before = draft.store.passage_ids()
        for name in (*plan.removed, *(taken.given.id for taken in plan.taken)):
            draft.store.remove(name)  # first of all: a passage may move from one document to another
        for taken in plan.taken:
            draft.store.put(taken.given, taken.document, taken.passages)
        gone = sorted(before - draft.store.passage_ids())
        draft.lexical.remove(gone)
        draft.dense.remove(gone)
        new = [passage for taken in plan.taken for passage in taken.passages if passage.id not in before]
        batches = [new[start : start + _BATCH] for start in range(0, len(new), _BATCH)]
        for batch in watch(batches, f"{len(new)} passages doorzoekbaar maken"):
            draft.make_searchable(batch, generations.embedder)
        return generations.publish(draft, reading=reading_code(), rejections=plan.rejected)


def reading_code() -> str:
    """A fingerprint of the code that turns a file into passages: when it changes, every file is read again."""
    package = Path(__file__).parent
    files = [
        *sorted((package / "load").glob("*.py")),
        *(package / f"{name}.py" for name in ("clean", "split", "dutch", "reading_parts", "reading_notes")),
    ]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


@contextmanager
def _transaction(generations: Generations) -> Iterator[None]:
    try:
        with generations.archive.exclusive():
            generations.clear_drafts()
            yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        cause = "De schijf is vol" if full else f"De nieuwe index kon niet worden geschreven ({error})"
        raise NothingPublished(f"{cause}. Er is niets gepubliceerd; de oude index blijft in gebruik.") from error
