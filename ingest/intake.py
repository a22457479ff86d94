"""A file that is offered to the collection: what it would change, and taking it in as one transaction with a refresh.

The folder of documents is touched only while the file is taken in, and is as it was when that fails.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TypeVar

from ingest.errors import IndexMismatch, NothingPublished, Rejected
from ingest.fetch.fetcher import Fetcher
from ingest.index.generation import Generations, live_store
from ingest.model import Look, OfferedDocument, RefreshReport
from ingest.plan import Plan, Taken
from ingest.reading import open_readers
from ingest.refresh import Wish, carry_out, foresee, transaction
from ingest.report_diff import warnings_of
from ingest.review import Preview, Review, how_much_smaller
from ingest.sources import collect
from ingest.sources.folder import contents_of
from ingest.sources.listing import key_of

FOLDER = "documents"  # below the folder of the collection: where a file comes of which there was none by that name
_BEGINNING = 3  # passages that show how a document was read
_OTHERS = {"added": "nieuw", "changed": "gewijzigd", "removed": "vervallen"}
_MEANWHILE = "De documenten zijn intussen veranderd, dus er zou iets anders gebeuren dan u hebt gezien."
Others = tuple[tuple[str, str], ...]  # what else a refresh changes: a Dutch word, and the document
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Desk:
    """What files are taken in with: the folder of the collection, and what a refresh of it needs."""

    corpus: Path
    generations: Generations
    web: Callable[[], Fetcher | None]
    review: Review
    cluster: str = ""


class Intake:
    """Looks at files and takes them in; may be used from several threads."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._corpus = desk.corpus

    def look(self, file: Path) -> Look:
        """What taking in a file would do, under its own name; nothing is changed.

        Raises Rejected when it cannot or need not be taken in, and UsageError when the collection itself has a fault.
        """
        place = self._place(file.name)
        found = collect([self._corpus], {place: file})
        name = next(source.id for source in found.sources if source.file == file)
        wish = Wish(dry_run=True, web=self._desk.web())
        with open_readers(self._desk.cluster) as readers:
            plan, _, report = foresee(found, self._desk.generations, _quietly, wish, readers)
        if not (own := [taken for taken in plan.taken if _is_in(taken.given.id, name)]):
            raise Rejected(_why_not(plan, name, file))
        return _seen(name, own, report, replaces=place.exists())

    def take_in(self, file: Path, keep: Path, others: Others) -> RefreshReport:
        """Put a file in the folder and refresh; what it replaces is kept in ``keep`` until that is published.

        Raises RefreshBusy, UsageError, and NothingPublished, also when something else would change than ``others``, as
        a look showed it; the folder is then as it was.
        """
        place = self._place(file.name)
        with transaction(self._desk.generations), _placed(file, place, keep):
            found = collect([self._corpus])
            name = next(source.id for source in found.sources if source.file == place)

            def review(preview: Preview) -> bool:
                if _others(name, preview.report) != others or not _takes(name, preview.report):
                    raise NothingPublished(_MEANWHILE)
                return self._desk.review(preview)

            wish = Wish(web=self._desk.web(), review=review)
            with open_readers(self._desk.cluster) as readers:
                report = carry_out(found, self._desk.generations, _quietly, wish, readers)
            if not _takes(name, report):  # there was nothing to review
                raise NothingPublished(_MEANWHILE)
            return report

    def recover(self, file: Path, keep: Path) -> bool:
        """After a crash while a file was taken in: whether it was published; if not, the folder is as it was."""
        digest = _digest(file)
        place = self._place(file.name)
        with transaction(self._desk.generations):
            if published := self._holds(digest):
                keep.unlink(missing_ok=True)
            else:
                _put_back(place, keep, digest)
            _unfinished(place).unlink(missing_ok=True)
        return published

    def _place(self, name: str) -> Path:
        """Where a file of this name belongs: in the place of the only one of that name, if there is one."""
        same = [path for path in self._files() if key_of(path.name) == key_of(name)]
        return same[0] if len(same) == 1 else self._corpus / FOLDER / name

    def _files(self) -> Iterable[Path]:
        return contents_of(self._corpus).files.values()

    def _holds(self, digest: str) -> bool:
        try:
            with live_store(self._desk.generations.archive) as live:
                return any(digest in (entry.digest, entry.given.part_of) for entry in live.entries())
        except IndexMismatch:
            return False


def _quietly(items: Sequence[_T], phase: str) -> Iterable[_T]:
    del phase
    return items


def _is_in(document: str, name: str) -> bool:
    """Whether a document is the file of this name, or was found in it."""
    return document == name or document.startswith(f"{name}/")


def _takes(name: str, report: RefreshReport) -> bool:
    return any(_is_in(document, name) for document in (*report.added, *report.changed))


def _why_not(plan: Plan, name: str, file: Path) -> str:
    """Why nothing of a file is new."""
    doc = PurePosixPath(name).name
    if twin := dict(plan.duplicates).get(name):
        return f"Dit bestand is precies gelijk aan {twin}. Dat staat al in de verzameling."
    digest = _digest(file)
    for rejection in plan.rejected:
        if (rejection.doc == doc and rejection.digest in ("", digest)) or _is_in(rejection.doc, name):
            return rejection.reason
    return "Dit bestand staat al precies zo in de verzameling."


def _seen(name: str, own: Sequence[Taken], report: RefreshReport, *, replaces: bool) -> Look:
    mine = {taken.given.id for taken in own}
    changed = [change for change in report.diff.changed if change.id in mine]
    return Look(
        name=name,
        replaces=replaces,
        documents=tuple(
            OfferedDocument(taken.document.source, taken.notes, taken.passages[:_BEGINNING], len(taken.passages))
            for taken in own
        ),
        rejected=tuple(rejection for rejection in report.rejected if rejection.doc.startswith(f"{name}/")),
        warnings=tuple(warnings_of(report, mine)),
        words=tuple(words for change in changed for words in change.words),
        more=sum(change.more for change in changed),
        others=_others(name, report),
        shrinks=how_much_smaller(report) if report.shrinks else "",
        seconds=report.expected,
    )


def _others(name: str, report: RefreshReport) -> Others:
    """What else a refresh changes, because the folder changed since the last one."""
    return tuple(
        (word, document)
        for group, word in _OTHERS.items()
        for document in sorted(getattr(report, group))
        if not _is_in(document, name)
    )


@contextmanager
def _placed(file: Path, place: Path, keep: Path) -> Iterator[None]:
    """A file in its place; when the block fails, what stood there is back."""
    digest = _digest(file)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            _copy(place, keep)
        _copy(file, place)
        yield
    except BaseException:
        _put_back(place, keep, digest)
        raise
    keep.unlink(missing_ok=True)


def _put_back(place: Path, keep: Path, digest: str) -> None:
    if keep.exists():
        _copy(keep, place)
        keep.unlink()
    elif place.exists() and _digest(place) == digest:
        place.unlink()


def _copy(file: Path, to: Path) -> None:
    """A whole copy or none, on the disk before it is seen."""
    unfinished = _unfinished(to)
    try:
        shutil.copy2(file, unfinished)
        with unfinished.open("rb+") as copied:
            os.fsync(copied.fileno())
        unfinished.replace(to)
    finally:
        unfinished.unlink(missing_ok=True)


def _unfinished(place: Path) -> Path:
    return place.with_name(
        f".{hashlib.sha256(place.name.encode()).hexdigest()[:16]}.upload"
    )  # a refresh passes it over


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
