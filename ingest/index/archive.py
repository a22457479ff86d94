"""The folders of the generations and the pointer to the live one; needs no model and opens no index.

DATA/refresh.lock                 held by whoever changes anything below
DATA/index/live                   the id of the live generation, then those of all that are kept, newest first
DATA/index/<id>/generation.json   what it was made of and with, see Meta
DATA/index/<id>/store.sqlite, lexical/, dense/
DATA/index/<id>.draft/            one that a refresh is making, or left behind when it was killed
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from ingest.errors import IndexMismatch, NoIndex, NothingPublished, RefreshBusy, UsageError
from ingest.index.disk import REBUILD
from ingest.model import Rejection

KEPT = 5  # generations, the live one among them
DRAFT = ".draft"
STORE = "store.sqlite"
PROGRAM = ("format", "analysis")  # what the version of the program decides of ``Meta.made_with``
_PATIENCE = 3.0  # seconds to wait for another refresh


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids of the documents in which a generation differs from the one it followed."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


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
    documents: int = 0
    changes: Changes = Changes()
    pace: float = 0.0  # passages that were made searchable in a second; 0 when there were too few to tell


_META = TypeAdapter(Meta)


class Archive:
    """The generations on disk: which is live, which are kept, and the way back."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self._folder = data / "index"
        self._pointer = self._folder / "live"

    def kept(self) -> list[str]:
        """The ids of the generations that can be gone to, newest first; after a rollback the live one is not first."""
        return self._pointed()[1]

    def earlier(self) -> list[str]:
        """The ids of the generations from before the live one, newest first."""
        live, kept = self._pointed()
        return kept[kept.index(live) + 1 :] if live else []

    def live_id(self) -> str | None:
        """The id of the live generation, if any; one small read, cheap enough for every question."""
        return self._pointed()[0]

    def must_live_id(self) -> str:
        """The id of the live generation; raises NoIndex when nothing was published yet."""
        live = self.live_id()
        if live is None:
            raise NoIndex(f"Er is nog geen index in {self.data}. Maak er een met: python -m ingest refresh")
        return live

    def store(self, generation_id: str) -> Path:
        """The file with the documents of a published generation."""
        return self.folder(generation_id) / STORE

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

    def metas(self) -> list[Meta]:
        """What the kept generations were made of, newest first, without those that are damaged."""
        found = []
        for generation_id in self.kept():
            with suppress(IndexMismatch):
                found.append(self.meta(generation_id))
        return found

    @contextmanager
    def exclusive(self, patience: float = _PATIENCE) -> Iterator[None]:
        """Keep every other change out meanwhile; raises RefreshBusy."""
        self._folder.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.data / "refresh.lock", timeout=patience):
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
        """Make a finished draft the live generation, in one step that survives a power cut; raises OSError.

        Generations that were rolled back are not kept any longer.
        """
        self._finish(draft, meta)
        live = self.live_id()
        self._point_to(meta.id, [meta.id, *([live] if live else []), *self.earlier()][:KEPT])

    def put_in_place_of(self, former: str, draft: Path, meta: Meta) -> None:
        """Let a finished draft take the place of a kept generation, live or not, in one step; raises OSError."""
        self._finish(draft, meta)
        live, kept = self._pointed()
        self._point_to(meta.id if live == former else str(live), [meta.id if k == former else k for k in kept])

    def forget(self, generation_id: str) -> None:
        """Keep a generation that is not live no longer; raises OSError."""
        live, kept = self._pointed()
        self._point_to(str(live), [k for k in kept if k != generation_id])

    def rollback(self, steps: int = 1) -> Meta:
        """Make the generation so many steps before the live one live again.

        Raises NoIndex, IndexMismatch when it is damaged, and NothingPublished when so many are not kept.
        """
        self.must_live_id()
        earlier = self.earlier()
        if steps > len(earlier):
            kept = "is 1 vorige index" if len(earlier) == 1 else f"zijn {len(earlier)} vorige indexen"
            raise NothingPublished(
                f"U kunt geen {steps} stappen terug: er {kept} bewaard."
                if earlier
                else "Er is geen vorige index bewaard om naar terug te gaan."
            )
        return self.go_to(earlier[steps - 1])

    def go_to(self, generation_id: str) -> Meta:
        """Make a kept generation live, an earlier or a later one; raises UsageError, and IndexMismatch.

        One that the version of the program in use cannot read is refused with NothingPublished: every question would
        fail on it. Another embedding model is a setting, which may be set back.
        """
        kept = self.kept()
        if generation_id not in kept:
            raise UsageError(f"De index {generation_id} is niet bewaard. Kijk welke er zijn: python -m ingest history")
        meta = self.meta(generation_id)
        with suppress(IndexMismatch):  # from a damaged one any way out is better
            live = self.meta(self.must_live_id())
            if any(meta.made_with.get(key) != live.made_with.get(key) for key in PROGRAM):
                raise NothingPublished(
                    f"De index {generation_id} is gemaakt met een andere versie van Samenwijs en is nu niet te lezen. "
                    f"De index {live.id} blijft in gebruik."
                )
        self._point_to(generation_id, kept)
        return meta

    def _pointed(self) -> tuple[str | None, list[str]]:
        """The live id and the kept ones."""
        try:
            live, *kept = self._pointer.read_text(encoding="ascii", errors="replace").split()
        except (FileNotFoundError, ValueError):  # ValueError: the file is empty
            return None, []
        return live, kept if live in kept else [live, *kept]

    def _finish(self, draft: Path, meta: Meta) -> None:
        """Give a draft its description and its name, all of it safely on the disk."""
        files = {str(path.relative_to(draft)): path.stat().st_size for path in draft.rglob("*") if path.is_file()}
        (draft / "generation.json").write_bytes(_META.dump_json(replace(meta, files=files), indent=2))
        for path in (*draft.rglob("*"), draft):
            _sync(path)
        draft.rename(self.folder(meta.id))

    def _point_to(self, live: str, kept: Sequence[str]) -> None:
        new = self._pointer.with_suffix(".new")
        new.write_text("\n".join([live, *kept]), encoding="ascii")
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
