"""Files that the secretariat sends on the web pages: read and taken in beside the requests, one after another."""

import logging
import secrets
import shutil
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from bot.errors import LogError
from bot.fronts.web.visit import Visit
from bot.log.model import Role
from bot.uploads import State, Upload, Uploads, safe_name
from ingest.model import Look, RefreshReport

_log = logging.getLogger(__name__)
_REMEMBERED = 200  # outcomes


class Collecting:
    """Reads files and takes them in, in a thread of its own; may be asked from several threads."""

    def __init__(self, uploads: Uploads) -> None:
        self._uploads = uploads
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="collecting")
        self._looks: dict[str, Future[Look]] = {}
        self._taken: dict[str, Future[RefreshReport | None]] = {}

    def look(self, upload: Upload) -> Future[Look]:
        """How a file was read and what it would change, once that is known."""
        if upload.id not in self._looks:
            _forget_oldest(self._looks)
            self._looks[upload.id] = self._pool.submit(self._uploads.look, upload)
        return self._looks[upload.id]

    def look_again(self, upload: Upload) -> None:
        """Forget a look that failed, so that the next one may succeed."""
        self._looks.pop(upload.id, None)

    def take_in(self, upload: Upload, then: Callable[[], None]) -> None:
        """Take a file in as soon as it is its turn, and do something else once it is in."""
        underway = self._taken.get(upload.id)
        if underway is None or underway.done():
            _forget_oldest(self._taken)
            self._taken[upload.id] = self._pool.submit(self._take_in, upload, then)
            self._looks.pop(upload.id, None)  # another one is made when this does not succeed

    def _take_in(self, upload: Upload, then: Callable[[], None]) -> RefreshReport | None:
        report = self._uploads.take_in(upload)
        try:
            if report:
                then()
        except LogError as error:
            _log.error("Een bestand is opgenomen, maar het spoor is niet bijgewerkt: %s", error)
        return report

    def taken(self, upload: Upload) -> "Future[RefreshReport | None] | None":
        """How taking a file in went or goes; None when nobody asked for that here."""
        return self._taken.get(upload.id)

    def close(self) -> None:
        """Begin nothing new."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _forget_oldest(outcomes: "dict[str, Future[Look]] | dict[str, Future[RefreshReport | None]]") -> None:
    if len(outcomes) >= _REMEMBERED:
        outcomes.pop(next(iter(outcomes)))


def collecting(visit: Visit) -> Collecting:
    """What reads and takes in files on this site."""
    found: Collecting = visit.request.app.state.collecting
    return found


@dataclass(frozen=True, slots=True)
class Decision:
    """What a visitor may decide about an upload."""

    is_own: bool
    needs_colleague: bool  # because somebody else may approve what this visitor sent

    @property
    def may_take_in(self) -> bool:
        """Whether this visitor may approve it."""
        return not (self.is_own and self.needs_colleague)


def decision(visit: Visit, upload: Upload) -> Decision:
    """What a visitor may decide; four eyes wherever there are four."""
    own = upload.sender == visit.person
    return Decision(own, own and _has_colleague(visit))


def _has_colleague(visit: Visit) -> bool:
    records = visit.desk.records
    others = (one for one in records.accounts.all() if one.id != visit.signed_in.id and not one.disabled_at)
    if any(one.role.covers(Role.SECRETARIAT) for one in others):
        return True
    return visit.site.telegram_members or (visit.site.practice.telegram and bool(_invited(visit)))


def _invited(visit: Visit) -> list[str]:
    return visit.desk.records.people.invited_as(Role.SECRETARIAT)


def sender_of(visit: Visit, upload: Upload) -> str:
    """The name of who sent a file; empty when that is only known in Telegram, or the account is gone."""
    front, _, account_id = upload.sender.partition(":")
    account = visit.desk.records.accounts.get(account_id) if front == "web" else None
    return account.shown if account else ""


def sender_in_trail(visit: Visit, upload: Upload) -> str:
    """Who sent a file, for the trail, which cannot be changed: an account by its id, a person by a pseudonym."""
    front, _, account_id = upload.sender.partition(":")
    if front == "web":
        return f"account {account_id}"
    known = visit.desk.records.people.find(upload.sender)
    return f"Telegram {known.pseudonym}" if known else "Telegram"


def keep_file(uploads: Uploads, person: str, name: str, content: IO[bytes]) -> Upload:
    """Put what a browser sent where uploads wait."""
    upload = Upload(secrets.token_hex(8), safe_name(PurePath(name).name), person)
    with uploads.begin(upload).open("wb") as file:
        shutil.copyfileobj(content, file)
    return upload


def is_open(upload: Upload) -> bool:
    """Whether somebody has to decide about it yet."""
    return upload.state in (State.WAITING, State.ASKED)
