"""A child process that reads files, and the guard that ends it when a file is too much for it."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import weakref
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import IO

from ingest.model import Rejection
from ingest.reading_parts import Begun, Finished, Job, Message, Outcome, Taken, name_of

_ERROR = re.compile(rb"^(?:\w+\.)*(\w+(?:Error|Exception))\b", re.MULTILINE)
_NO_MEMORY = (b"MemoryError", b"bad_alloc", b"ut of memory", b"annot allocate memory")
_TAIL = 4_000  # bytes of what a child said at its end


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use for one file before it is ended."""

    memory: int = 2 * 1024**3  # bytes of address space
    silence: float = 120.0  # seconds without a sign of life, which text recognition gives after each page
    total: float = 3_600.0  # seconds


LIMITS = Limits()


class _Ended(Exception):
    """The child process is gone, and why; ``lasting`` when the same file would end it again."""

    def __init__(self, reason: str, *, lasting: bool = True) -> None:
        super().__init__(reason)
        self.lasting = lasting


class Reader:
    """Reads one file after another in a child process, started when the first one comes."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._child: _Child | None = None
        self._closed = False

    def read(self, job: Job) -> list[Outcome]:
        """What becomes of each document in a file; one that ended the child is a rejection like any other."""
        outcomes: list[Outcome] = []
        done: set[str] = set()
        deadly: set[str] = set()
        while not self._closed:
            busy = job.source
            try:
                for message in self._talk(replace(job, done=frozenset(done), deadly=frozenset(deadly))):
                    if isinstance(message, Begun):
                        busy = message.source
                    elif isinstance(message, Taken | Rejection):
                        outcomes.append(message)
                        done.add(busy.id)
                        busy = job.source
                break
            except _Ended as end:
                self._end_child()
                outcomes.append(Rejection(name_of(busy), str(end), job.digest if end.lasting else ""))
                deadly.add(busy.id)
                if busy.id == job.source.id:
                    break
        return outcomes

    def interrupt(self) -> None:
        """Stop whatever another thread is reading; nothing is read afterwards."""
        self._closed = True
        if child := self._child:
            child.kill()

    def close(self) -> None:
        """Release the child, once no thread uses this reader any more."""
        self._end_child()

    def _talk(self, job: Job) -> Iterator[Message]:
        """What the child says while it reads a file; raises ``_Ended``."""
        if self._child is None:
            self._child = _Child(self._limits.memory)
        child = self._child
        if self._closed:  # interrupted while the child was starting
            child.kill()
        child.ask(job)
        latest = time.monotonic() + self._limits.total
        while not isinstance(message := child.hear(min(self._limits.silence, latest - time.monotonic())), Finished):
            yield message
        if message.worn:
            self._end_child()

    def _end_child(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.end()


class _Child:
    """The process and the line to it; it ends with this object at the latest."""

    def __init__(self, memory: int) -> None:
        self._line, other = Pipe()
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # it lives as long as the process
        command = [sys.executable, "-m", "ingest.reading_child", str(other.fileno()), str(memory)]
        self._process = subprocess.Popen(  # noqa: S603  # our own module
            command,
            stdin=subprocess.DEVNULL,
            stdout=self._said,
            stderr=self._said,
            pass_fds=(other.fileno(),),
            start_new_session=True,  # it and the programs that it runs are ended together, and Ctrl-C is for us alone
        )
        other.close()
        self.end = weakref.finalize(self, _end, self._process, self._line, self._said)

    def kill(self) -> None:
        _kill(self._process)

    def ask(self, job: Job) -> None:
        try:
            self._line.send(job)
        except OSError:
            raise self._why() from None

    def hear(self, patience: float) -> Message:
        """The next thing the child says; raises ``_Ended`` when it says nothing for so many seconds, or no more."""
        try:
            if not self._line.poll(max(patience, 0.0)):
                raise _Ended(
                    "Het lezen duurde te lang en is afgebroken. Splits het bestand of sla het opnieuw op.",
                    lasting=False,  # the machine may only have been busy
                )
            message: Message = self._line.recv()
        except (EOFError, OSError):
            raise self._why() from None
        return message

    def _why(self) -> _Ended:
        code = self._process.wait()
        self._said.seek(max(0, self._said.seek(0, os.SEEK_END) - _TAIL))
        said = self._said.read()
        if code == -signal.SIGKILL or any(sign in said for sign in _NO_MEMORY):
            return _Ended("Het bestand vraagt te veel geheugen om te lezen. Splits het in kleinere bestanden.")
        errors = _ERROR.findall(said)
        cause = errors[-1].decode() if errors else f"code {code}"
        return _Ended(f"Het lezen liep vast ({cause}). Het bestand is waarschijnlijk beschadigd; sla het opnieuw op.")


def _kill(process: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def _end(process: "subprocess.Popen[bytes]", line: Connection, said: IO[bytes]) -> None:
    _kill(process)
    process.wait()
    line.close()
    said.close()
