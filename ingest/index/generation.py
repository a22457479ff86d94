"""Generations of the index: made beside the live one, switched to in one step, opened only by what matches them."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from ingest import dutch
from ingest.embed import Embedder
from ingest.errors import IndexMismatch, IngestError, NothingPublished
from ingest.index.archive import STORE, Archive, Changes, Meta
from ingest.index.dense import DenseIndex, blank_spare_room, copy_embedded
from ingest.index.disk import REBUILD
from ingest.index.lexical import LexicalIndex
from ingest.index.store import Store
from ingest.model import Passage, Rejection

FORMAT = "5"  # raise it when the rows, the fields of the lexical index or what is embedded of a passage change
_LEXICAL, _DENSE = "lexical", "dense"
_NAMES = {
    "format": "een andere versie van Samenwijs",
    "analysis": "een andere woordanalyse",
    "embedder": "een ander taalmodel",
    "dimension": "een ander taalmodel",
    "chroma": "een andere plaats voor de vectoren",
}


@dataclass(frozen=True, slots=True)
class Making:
    """How a generation was made: a fingerprint of the code that read the files, see Meta for the rest."""

    reading: str
    rejections: Sequence[Rejection] = ()
    changes: Changes = field(default_factory=Changes)
    pace: float = 0.0


@dataclass(frozen=True, slots=True)
class Generation:
    """A published generation, open for reading."""

    meta: Meta
    store: Store
    lexical: LexicalIndex
    dense: DenseIndex

    @property
    def id(self) -> str:
        """The name of the generation; later ones sort behind earlier ones."""
        return self.meta.id

    def close(self) -> None:
        """Release files and connections."""
        for part in (self.store, self.lexical, self.dense):
            part.close()


@dataclass(frozen=True, slots=True)
class Draft:
    """A generation in the making, open for writing; nobody else reads it."""

    id: str
    folder: Path
    store: Store
    lexical: LexicalIndex
    dense: DenseIndex

    @property
    def parts(self) -> tuple[Store, LexicalIndex, DenseIndex]:
        """The three things a generation consists of."""
        return self.store, self.lexical, self.dense

    def make_searchable(self, passages: Sequence[Passage], embedder: Embedder) -> None:
        """Add stored passages to both indexes; raises OSError when that fails."""
        self.lexical.add(passages)
        # With its title and headings a passage that says "we" is found under the name of who says it.
        texts = ["\n".join((passage.source.title, passage.section, passage.text)) for passage in passages]
        self.dense.add([passage.id for passage in passages], embedder.embed_passages(texts))


class Generations:
    """Opens, makes and publishes generations for one embedding model."""

    def __init__(self, data: Path, embedder: Embedder, chroma_url: str = "") -> None:
        self.archive = Archive(data)
        self.embedder = embedder
        self._url = chroma_url
        self._made_with = {
            "format": FORMAT,
            "analysis": dutch.VERSION,
            "embedder": embedder.fingerprint,
            "dimension": str(embedder.dimension),
            "chroma": "server" if chroma_url else "embedded",
        }

    def live_id(self) -> str | None:
        """The id of the live generation, if any; one small read, cheap enough for every question."""
        return self.archive.live_id()

    def live(self) -> Generation:
        """The live generation; raises NoIndex, or IndexMismatch as ``open`` does."""
        live = self.archive.must_live_id()
        try:
            return self.open(live)
        except IndexMismatch:
            if self.live_id() == live:
                raise
        return self.live()  # while it was being opened, another one came in its place and it was deleted

    def open(self, generation_id: str) -> Generation:
        """Open a published generation; raises IndexMismatch when it is damaged or was made with something else."""
        meta = self.archive.meta(generation_id)
        for key, mine in self._made_with.items():
            if meta.made_with.get(key) != mine:
                raise IndexMismatch(
                    f"De index is gemaakt met {_NAMES[key]} dan nu is ingesteld. "
                    "Maak hem opnieuw met: python -m ingest refresh"
                )
        with ExitStack() as opened:
            parts = self._open_parts(opened, self.archive.folder(meta.id), meta.id, writable=False)
            if {part.count() for part in parts} != {meta.passages}:
                raise IndexMismatch(f"De index {meta.id} is niet volledig. Maak hem opnieuw met: {REBUILD}")
            opened.pop_all()
        return Generation(meta, *parts)

    def can_extend(self, meta: Meta) -> bool:
        """Whether a new generation can start as a copy of this one."""
        return meta.made_with == self._made_with

    def clear_leftovers(self) -> None:
        """Delete what is not kept, as a killed refresh left it; to be used under ``archive.exclusive()``."""
        self._clear([*self.archive.drafts(), *self.archive.retired()])

    @contextmanager
    def draft(self, base: Meta | None) -> Iterator[Draft]:
        """A new generation to fill, empty or a copy of ``base``; what is not published by the end is deleted.

        To be used under ``archive.exclusive()``; raises OSError when the disk is full.
        """
        draft_id = f"{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        folder = self.archive.new_draft(draft_id)
        try:
            with ExitStack() as opened:
                if base:
                    self._copy_files(self.archive.folder(base.id), folder)
                draft = Draft(draft_id, folder, *self._open_parts(opened, folder, draft_id, writable=True))
                if base and self._url:
                    with closing(self._open_dense(folder, base.id, writable=False)) as vectors:
                        draft.dense.add_all_of(vectors)
                yield draft
        finally:
            if folder.exists():  # publishing renames it
                self._clear([folder])

    def finish(self, draft: Draft, made: Making) -> Generation:
        """Check a draft, from which can be read from now on; raises NothingPublished when it is not sound, OSError."""
        draft.lexical.commit()
        counts = [part.count() for part in draft.parts]
        if len(set(counts)) > 1:
            raise NothingPublished(f"De nieuwe index klopt niet ({counts} passages); de oude blijft in gebruik.")
        meta = Meta(
            id=draft.id,
            created_at=datetime.now(UTC),
            made_with=self._made_with,
            reading=made.reading,
            passages=counts[0],
            rejections=tuple(made.rejections),
            files={},
            documents=draft.store.count_documents(),
            changes=made.changes,
            pace=made.pace,
        )
        return Generation(meta, *draft.parts)

    def publish(self, draft: Draft, finished: Generation) -> None:
        """Make a finished draft the live generation; raises OSError."""
        _seal(draft, finished)
        self.archive.publish(draft.folder, finished.meta)
        self._clear(self.archive.retired())

    def put_in_place_of(self, former: Meta, draft: Draft, finished: Generation) -> Meta:
        """Let a finished draft take the place of a kept generation, with its date, and delete that; raises OSError.

        Only one that was live stays until ``clear_leftovers``: questions may still be answered from it.
        """
        _seal(draft, finished)
        was_live = self.live_id() == former.id
        meta = replace(finished.meta, created_at=former.created_at)
        self.archive.put_in_place_of(former.id, draft.folder, meta)
        if not was_live:
            self._clear([self.archive.folder(former.id)])
        return meta

    def forget(self, generation_id: str) -> None:
        """Delete a kept generation that is not live; raises OSError."""
        self.archive.forget(generation_id)
        self._clear(self.archive.retired())

    def _open_parts(
        self, opened: ExitStack, folder: Path, generation_id: str, *, writable: bool
    ) -> tuple[Store, LexicalIndex, DenseIndex]:
        store = opened.enter_context(closing(Store(folder / STORE, writable=writable)))
        lexical = opened.enter_context(closing(LexicalIndex(folder / _LEXICAL, writable=writable)))
        dense = opened.enter_context(closing(self._open_dense(folder, generation_id, writable=writable)))
        return store, lexical, dense

    def _open_dense(self, folder: Path, generation_id: str, *, writable: bool) -> DenseIndex:
        # A server holds all generations side by side; an embedded collection keeps its name when its folder is copied.
        name = f"samenwijs-{generation_id}" if self._url else "passages"
        return DenseIndex(folder / _DENSE, name, url=self._url, writable=writable)

    def _copy_files(self, base: Path, folder: Path) -> None:
        shutil.copyfile(base / STORE, folder / STORE)
        shutil.copytree(base / _LEXICAL, folder / _LEXICAL, ignore=shutil.ignore_patterns("*.lock"))
        if not self._url:
            copy_embedded(base / _DENSE, folder / _DENSE)

    def _clear(self, folders: Iterable[Path]) -> None:
        for folder in folders:
            if self._url:
                with (
                    suppress(IngestError, OSError),
                    closing(self._open_dense(folder, folder.stem, writable=True)) as dense,
                ):
                    dense.drop()
            shutil.rmtree(folder, ignore_errors=True)


def _seal(draft: Draft, finished: Generation) -> None:
    """Close a draft for good; nothing is in its files from now on but what was put there."""
    finished.close()
    blank_spare_room(draft.folder / _DENSE)


@contextmanager
def live_store(archive: Archive) -> Iterator[Store]:
    """The live documents, for which no model and no search index is needed; raises NoIndex, IndexMismatch."""
    with closing(Store(archive.store(archive.must_live_id()))) as store:
        yield store
