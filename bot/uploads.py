"""Files that the secretariat sends: kept apart until they are taken in or thrown away.

Each has a folder of its own, with the file and a sealed record of who sent it and how far it is. What stands in the
file is in no record, so that an erasure finds every copy of it.
"""

import json
import logging
import re
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from filelock import FileLock

from bot.privacy import Seal
from ingest.errors import IngestError, Rejected
from ingest.model import Look, RefreshReport

_log = logging.getLogger(__name__)
_ID = re.compile(r"[0-9a-f]{16}")
_KEPT = 14 * 24 * 3600.0  # seconds that a file waits, and that is remembered what became of it
_RECORD, _FILE, _OLD = "gegevens", "bestand", "oud"
_MEMBERS = "leden"
_LONGEST = 120  # bytes of a name


class State(StrEnum):
    """How far an upload is."""

    WAITING = "waiting"  # for the sender
    ASKED = "asked"  # a colleague
    TAKING = "taking"  # the refresh runs
    TAKEN = "taken"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent."""

    id: str
    name: str  # of the file
    sender: str  # the identity of a person: "telegram:1001", "web:…"
    state: State = State.WAITING
    others: tuple[tuple[str, str], ...] = ()  # what else the refresh would change, as people have seen it
    told: bool = False  # that it was taken in


@dataclass(frozen=True, slots=True)
class Secretariat:
    """What is done with files; ``ingest.intake`` says what each raises."""

    look: Callable[[Path], Look]
    take_in: Callable[[Path, Path, tuple[tuple[str, str], ...]], RefreshReport]
    recover: Callable[[Path, Path], bool]


class Uploads:
    """The uploads in a folder; may be used from several threads, and from the processes of several fronts."""

    def __init__(self, folder: Path, seal: Seal, secretariat: Secretariat) -> None:
        self._folder = folder
        self._seal = seal
        self._secretariat = secretariat
        self._threads = threading.Lock()
        self._processes = FileLock(folder / "slot", thread_local=False)
        self._looking = threading.Lock()  # one file at a time is read: a scan takes all cores
        self._looks: dict[str, Look] = {}
        self._taking: set[str] = set()

    def recover(self) -> None:
        """After a start: what was being taken in when the bot ended is either in or waits again."""
        for upload in self.all():
            try:
                self.settled(upload)
            except IngestError as error:
                _log.warning("Een bestand dat werd opgenomen, is nog niet nagekeken: %s", error)

    def settled(self, upload: Upload) -> Upload:
        """An upload as it is now, also when the bot ended while it was taken in; raises IngestError."""
        with self._alone():
            upload = self.find(upload.id) or upload
            if upload.state is not State.TAKING or upload.id in self._taking:
                return upload
            if not self.file(upload).exists():
                return self._finish(upload, State.DISCARDED)
            published = self._secretariat.recover(self.file(upload), self._old(upload))
            return self._finish(upload, State.TAKEN if published else State.WAITING)

    def begin(self, upload: Upload) -> Path:
        """Where to put the file of a new upload; what has waited too long goes."""
        self._clear()
        folder = self._folder / upload.id
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / _FILE).mkdir(parents=True, exist_ok=True)
        self._write(upload)
        return self.file(upload)

    def look(self, upload: Upload) -> Look:
        """How the file was read and what it would change; raises IngestError."""
        with self._looking:
            self._must_exist(upload)  # also when it was looked at before: it may be erased since
            if not (look := self._looks.get(upload.id)):
                look = self._looks[upload.id] = self._secretariat.look(self.file(upload))
        with self._alone():
            if current := self.find(upload.id):
                self._write(replace(current, others=look.others))
        return look

    def find(self, upload_id: str) -> Upload | None:
        """An upload by its id, whoever asks; None when it is not there any more."""
        if not _ID.fullmatch(upload_id):
            return None
        try:
            content = self._seal.open((self._folder / upload_id / _RECORD).read_text(encoding="ascii"))
        except FileNotFoundError:
            return None
        return _upload(content) if content else None

    def all(self) -> list[Upload]:
        """Every upload, the oldest first."""
        folders = sorted(self._folders(), key=lambda folder: folder.stat().st_mtime)
        return [upload for folder in folders if (upload := self.find(folder.name))]

    def waiting(self) -> list[Upload]:
        """The uploads that a colleague is asked about, the oldest first."""
        return [upload for upload in self.all() if upload.state is State.ASKED]

    def ask(self, upload: Upload) -> bool:
        """From now on a colleague decides; False when that was so, or somebody decided."""
        with self._alone():
            current = self.find(upload.id)
            if current is None or current.state is not State.WAITING:
                return False
            self._write(replace(current, state=State.ASKED))
            return True

    def discard(self, upload: Upload) -> bool:
        """Throw the file away; False when somebody else decided first."""
        with self._alone():
            current = self._open(upload)
            if current:
                self._finish(current, State.DISCARDED)
            return current is not None

    def take_in(self, upload: Upload) -> RefreshReport | None:
        """Take the file in; None when somebody else decided first. Raises IngestError; the file then waits again."""
        with self._alone():
            if not (current := self._open(upload)):
                return None
            self._write(replace(current, state=State.TAKING))
            self._taking.add(current.id)
        report = None
        try:
            self._must_exist(current)
            report = self._secretariat.take_in(self.file(current), self._old(current), current.others)
        finally:
            with self._alone():
                self._taking.discard(current.id)
                self._looks.pop(current.id, None)  # another one would be made by now
                if report is None:
                    self._write(current)
                else:
                    self._finish(current, State.TAKEN)
        return report

    def told(self, upload: Upload) -> None:
        """Remember that people heard that a file was taken in."""
        with self._alone():
            if current := self.find(upload.id):
                self._write(replace(current, told=True))

    def file(self, upload: Upload) -> Path:
        """The file itself."""
        return self._folder / upload.id / _FILE / upload.name

    def meet(self, person: int, identities: list[str]) -> None:
        """Remember how to reach a member of the secretariat; nobody else's number is kept."""
        members = self.members()
        if members.get(person) != identities:
            self._write_members(members | {person: identities})

    def forget(self, person: int) -> None:
        """Forget somebody who is no member any more."""
        members = self.members()
        if members.pop(person, None):
            self._write_members(members)

    def members(self) -> dict[int, list[str]]:
        """The members who ever wrote, with their identities."""
        try:
            content = self._seal.open((self._folder / _MEMBERS).read_text(encoding="ascii"))
        except FileNotFoundError:
            return {}
        return {int(person): identities for person, identities in json.loads(content or "{}").items()}

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else decides about an upload meanwhile, here or in another process."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._threads, self._processes:
            yield

    def _write_members(self, members: dict[int, list[str]]) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._replace(self._folder / _MEMBERS, json.dumps(members))

    def _open(self, upload: Upload) -> Upload | None:
        current = self.find(upload.id)
        return current if current and current.state in (State.WAITING, State.ASKED) else None

    def _must_exist(self, upload: Upload) -> None:
        if not self.file(upload).exists():
            raise Rejected("Het bestand is er niet meer. Stuur het opnieuw.")

    def _finish(self, upload: Upload, state: State) -> Upload:
        finished = replace(upload, state=state)
        self._write(finished)
        if state in (State.TAKEN, State.DISCARDED):
            self._looks.pop(upload.id, None)
            shutil.rmtree(self._folder / upload.id / _FILE, ignore_errors=True)
        return finished

    def _old(self, upload: Upload) -> Path:
        return self._folder / upload.id / _OLD

    def _folders(self) -> Iterator[Path]:
        if self._folder.is_dir():
            yield from (folder for folder in self._folder.iterdir() if _ID.fullmatch(folder.name))

    def _clear(self) -> None:
        for folder in self._folders():
            if folder.stat().st_mtime < time.time() - _KEPT:
                self._looks.pop(folder.name, None)
                shutil.rmtree(folder, ignore_errors=True)

    def _write(self, upload: Upload) -> None:
        self._replace(self._folder / upload.id / _RECORD, json.dumps(asdict(upload)))

    def _replace(self, path: Path, content: str) -> None:
        fresh = path.with_name(f"{path.name}.{threading.get_ident()}")
        fresh.write_text(self._seal.close(content), encoding="ascii")
        fresh.replace(path)


def _upload(content: str) -> Upload:
    row = json.loads(content)
    others = tuple((word, document) for word, document in row.pop("others"))
    sender = row["sender"] if isinstance(row["sender"], str) else f"telegram:{row['sender']}"  # as it was before
    return Upload(**row | {"state": State(row["state"]), "others": others, "sender": sender})


def safe_name(name: str) -> str:
    """A name for a file that is safe in any folder: without folders, control characters and leading dots."""
    plain = "".join(c for c in re.split(r"[/\\]", name)[-1] if c.isprintable() and c not in '<>:"|?*')
    plain = " ".join(plain.encode(errors="ignore").decode().split()).lstrip(".~$ ").rstrip(". ")
    stem, dot, suffix = plain.rpartition(".")
    while len(plain.encode()) > _LONGEST:
        stem = stem[:-1]
        plain = f"{stem}{dot}{suffix[-10:]}"
    return plain or "document"
