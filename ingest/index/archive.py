"""The folders of the generations and the pointer to the live one; needs no model and opens no index.

DATA/refresh.lock                 held by whoever changes anything below
DATA/index/live                   the ids of the kept generations, the live one first
DATA/index/<id>/generation.json   what it was made of and with, see Meta
DATA/index/<id>/store.sqlite, lexical/, dense/
DATA/index/<id>.draft/            one that a refresh is making, or left behind when it was killed
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from ingest.errors import IndexMismatch, NoIndex, NothingPublished, RefreshBusy
from ingest.index.disk import REBUILD
from ingest.model import Rejection

KEPT = 3  # generations, the live one among them
DRAFT = ".draft"
_PATIENCE = 3.0  # seconds to wait for another refresh


@dataclass(frozen=True, slots=True)
class Meta:
    """What a generation was made of and with; a reader must have the same ``made_with``."""

    id: str
    created_at: datetime
    made_with: dict[str, str]
    reading: str  # fingerprint of the code that read the documents; other code may read them otherwise
    passages: int
    rejections: tuple[Rejection, ...]
    files: dict[str, int]  # bytes by path; Chroma's database may grow when it is opened, nothing shrinks


_META = TypeAdapter(Meta)


class Archive:
    """The generations on disk: which is live, which are kept, and the way back."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._folder = data / "index"
        self._pointer = self._folder / "live"

    def kept(self) -> list[str]:
        """The ids of the live generation and of those before it, newest first."""
        try:
            return self._pointer.read_text(encoding="ascii", errors="replace").split()
        except FileNotFoundError:
            return []

    def live_id(self) -> str | None:
        """The id of the live generation, if any; one small read, cheap enough for every question."""
        return next(iter(self.kept()), None)

    def must_live_id(self) -> str:
        """The id of the live generation; raises NoIndex when nothing was published yet."""
        live = self.live_id()
        if live is None:
            raise NoIndex(f"Er is nog geen index in {self._data}. Maak er een met: python -m ingest refresh")
        return live

    def folder(self, generation_id: str) -> Path:
        """Where the files of a published generation are."""
        return self._folder / generation_id

    def meta(self, generation_id: str) -> Meta:
        """What a generation was made of; raises IndexMismatch when it is not there or not whole."""
        folder = self.folder(generation_id)
        try:
            meta = _META.validate_json((folder / "generation.json").read_bytes())
            short = [name for name, size in meta.files.items() if (folder / name).stat().st_size < size]
        except (OSError, ValidationError) as error:
            raise _damaged(generation_id) from error
        if short:
            raise _damaged(generation_id)
        return meta

    @contextmanager
    def exclusive(self, patience: float = _PATIENCE) -> Iterator[None]:
        """Keep every other change out meanwhile; raises RefreshBusy."""
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self._data / "refresh.lock", timeout=patience):
                yield
        except Timeout as error:
            raise RefreshBusy("Er loopt al een verversing. Probeer het opnieuw als die klaar is.") from error

    def new_draft(self, generation_id: str) -> Path:
        """An empty folder in which to make a generation."""
        folder = self._folder / (generation_id + DRAFT)
        folder.mkdir()
        return folder

    def drafts(self) -> list[Path]:
        """The folders of drafts, by age."""
        return sorted(self._folder.glob(f"*{DRAFT}"))

    def retired(self) -> list[Path]:
        """The folders of finished generations that are not kept."""
        kept = self.kept()
        return [f for f in self._folder.iterdir() if f.is_dir() and f.suffix != DRAFT and f.name not in kept]

    def publish(self, draft: Path, meta: Meta) -> None:
        """Make a finished draft the live generation, in one step that survives a power cut; raises OSError."""
        files = {str(path.relative_to(draft)): path.stat().st_size for path in draft.rglob("*") if path.is_file()}
        (draft / "generation.json").write_bytes(_META.dump_json(replace(meta, files=files), indent=2))
        for path in (*draft.rglob("*"), draft):
            _sync(path)
        draft.rename(self.folder(meta.id))
        self._point_to([meta.id, *self.kept()][:KEPT])

    def rollback(self) -> Meta:
        """Make the previous generation live again; raises NoIndex, or NothingPublished when none is kept."""
        self.must_live_id()
        earlier = self.kept()[1:]
        if not earlier:
            raise NothingPublished("Er is geen vorige index bewaard om naar terug te gaan.")
        meta = self.meta(earlier[0])
        self._point_to(earlier)
        return meta

    def _point_to(self, kept: Sequence[str]) -> None:
        new = self._pointer.with_suffix(".new")
        new.write_text("\n".join(kept), encoding="ascii")
        _sync(new)
        new.replace(self._pointer)
        _sync(self._folder)


def _damaged(generation_id: str) -> IndexMismatch:
    return IndexMismatch(
        f"De index {generation_id} is beschadigd of van een andere versie. Maak hem opnieuw met: {REBUILD}"
    )


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
