"""A document is erased: from every kept generation, from copies and from the log; then its words are looked for."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from ingest import certificate
from ingest.byte_search import FORMS, Search, files_in, search
from ingest.erase_target import Target, find
from ingest.errors import IndexMismatch, NothingPublished
from ingest.fetch.copies import forget
from ingest.index.generation import Generations
from ingest.index.rebuild import rebuild_without
from ingest.page import FOLDER as REPORT

_T = TypeVar("_T")
OFFERED = "uploads"  # in the data folder: files that were sent to the bot and wait to be taken in


class Watch(Protocol):
    """Shows how far an erasure is."""

    def __call__(self, items: Sequence[_T], phase: str) -> Iterable[_T]:
        """Pass on the items one by one."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """What was taken out of the log; ``overwritten`` when the old words are gone from its files too."""

    passages: int = 0
    answers: int = 0
    overwritten: bool = True


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an erasure needs beside the generations."""

    redact: Callable[[Set[str], Set[str]], Redaction]  # takes the words of documents, by id and digest, out of the log
    confirm: Callable[[Target], bool]
    watch: Watch
    log_server: bool = False
    chroma_server: bool = False
    finishing: float = 2.0  # seconds for questions that are searching in the generation that was live


@dataclass(frozen=True, slots=True)
class Erasure:
    """A finished erasure and its certificate."""

    path: Path
    content: dict[str, Any]

    @property
    def proven(self) -> bool:
        """Whether nothing was found and everything could be searched."""
        return bool(self.content["outcome"] == certificate.ERASED)


def erase(name: str, generations: Generations, around: Surroundings) -> Erasure | None:
    """Erase a document by its id or file name; None when that was not confirmed.

    The live generation answers all along. Raises UnknownDocument, NoIndex, IndexMismatch when the live generation
    cannot be opened, RefreshBusy, and NothingPublished when the disk does not let it finish: then do it again.
    """
    archive = generations.archive
    with _one_at_a_time(generations):
        target = find(name, archive)
        if not around.confirm(target):
            return None
        content = _begun(target)
        folder = archive.data / certificate.FOLDER
        around.redact(target.ids, target.digests)  # first of all: it fails when the log is not there
        certificate.write(folder, content)  # from now on a refresh does not take the document in again
        content |= _rebuilt(target, generations, around.watch)
        time.sleep(around.finishing)
        generations.clear_leftovers()  # the one that was live
        copies = _delete_copies(archive.data, target)
        again = around.redact(target.ids, target.digests)  # an answer may have been logged meanwhile
        copies += _delete_reports(archive.data)
        seen = search(around.watch(files_in(archive.data), "bestanden doorzoeken"), target.pieces)
        content |= {
            "deleted": _below(archive.data, copies),
            "log": {
                "answers": again.answers,
                "passages": again.passages,
                "overwritten": again.overwritten,
            },
            "shared": list(target.shared),
            "sources_left": sorted({str(s.file.absolute()) for s in target.sources if _holds(s.file, target.digests)}),
            "sample": [hashlib.sha256(piece.encode()).hexdigest() for piece in target.pieces],
            "forms": list(FORMS),
            **_seen(archive.data, seen),
            "limits": certificate.limits(chroma_server=around.chroma_server, log_server=around.log_server),
        }
        return Erasure(certificate.write(folder, content), content)


def _begun(target: Target) -> dict[str, Any]:
    now = datetime.now(UTC)
    return {
        "id": f"{now:%Y%m%d-%H%M%S-%f}",
        "documents": list(target.names),
        "digests": sorted(target.digests),
        "erased_at": now.isoformat(timespec="seconds"),
        "outcome": certificate.BEGUN,
    }


def _rebuilt(target: Target, generations: Generations, watch: Watch) -> dict[str, Any]:
    """Make every kept generation anew, the live one first; one that cannot be opened any more is deleted."""
    archive = generations.archive
    live = archive.must_live_id()
    replaced, dropped = {}, []
    others = [one for one in archive.kept() if one != live]
    for generation in watch([live, *others], "bewaarde indexen opnieuw maken"):
        try:
            replaced[generation] = rebuild_without(generations, archive.meta(generation), target.covers).id
        except IndexMismatch:
            if generation == live:
                raise
            generations.forget(generation)
            dropped.append(generation)
    return {"generations": replaced, "dropped": dropped}


def _delete_copies(data: Path, target: Target) -> list[Path]:
    """Delete what was fetched for the document, every other file with the same bytes, and versions that wait."""
    gone = [path for source in target.sources for path in forget(data, source)]
    offered, names = data / OFFERED, {source.doc for source in target.sources}
    own = (data / "index", data / certificate.FOLDER)
    for path in files_in(data):
        waits = path.is_relative_to(offered) and path.name in names  # another version of it, by its name
        if not any(path.is_relative_to(folder) for folder in own) and (waits or _holds(path, target.digests)):
            path.unlink()
            gone.append(path)
    return gone


def _delete_reports(data: Path) -> list[Path]:
    """Delete the report of the last refresh, which shows how documents begin; the next one makes it anew."""
    gone = files_in(data / REPORT)
    for path in gone:
        path.unlink()
    return gone


def _holds(path: Path, digests: Set[str]) -> bool:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() in digests
    except OSError:
        return False


def _seen(data: Path, seen: Search) -> dict[str, Any]:
    clean = not (seen.found or seen.unreadable)
    return {
        "outcome": certificate.ERASED if clean else certificate.LEFTOVERS,
        "found": _below(data, seen.found),
        "searched": {
            "files": [
                {"file": name, "bytes": size}
                for name, (_, size) in zip(_below(data, [path for path, _ in seen.files]), seen.files, strict=True)
            ],
            "bytes": sum(size for _, size in seen.files),
            "unreadable": _below(data, seen.unreadable),
        },
    }


def _below(data: Path, paths: Iterable[Path]) -> list[str]:
    """The names of files in the data folder, short."""
    return [path.relative_to(data).as_posix() for path in paths]


@contextmanager
def _one_at_a_time(generations: Generations) -> Iterator[None]:
    try:
        with generations.archive.exclusive():
            generations.clear_leftovers()
            yield
    except OSError as error:
        raise NothingPublished(
            f"Het wissen is niet af: er kon niet worden geschreven ({error.strerror or error}). De vragen worden "
            "gewoon beantwoord. Maak ruimte op de schijf en wis het document opnieuw."
        ) from error
