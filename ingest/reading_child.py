"""The child process that reads files: it lives under limits, so that a file which breaks it breaks nothing else.

Run as `python -m ingest.reading_child SOCKET MEMORY`. It answers each ``Job`` with what becomes of the documents in it,
and ends when its parent does. It catches nothing: whatever goes wrong ends it, and the parent says so of the file.
"""

import os
import resource
import signal
import sys
import threading
import time
from contextlib import suppress
from multiprocessing.connection import Connection

from ingest.load.alive import signs_go_to
from ingest.reading_parts import Alive, Finished, Job, documents_in

_WORN = 512 * 1024**2  # bytes of memory at the peak, after which a fresh process goes on
_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in which the system tells the peak
_LOOK_EVERY = 1.0  # seconds


def main() -> None:
    """Read what the parent asks for, until it asks no more."""
    connection = Connection(int(sys.argv[1]))
    inherited = _peak()  # Linux counts the memory of the process that started this one
    _limit_memory(int(sys.argv[2]))
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    with suppress(EOFError, ConnectionError):
        while True:
            _serve(connection, connection.recv(), max(_WORN, inherited))


def _serve(connection: Connection, job: Job, worn: int) -> None:
    with signs_go_to(lambda: connection.send(Alive())):
        for message in documents_in(job):
            connection.send(message)
    connection.send(Finished(worn=_peak() > worn))


def _peak() -> int:
    """The most memory that this process had, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _UNIT


def _limit_memory(limit: int) -> None:
    with suppress(ValueError, OSError):  # macOS knows no such limit
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _end_with_parent(parent: int) -> None:
    """A parent that was killed cannot stop a long parse or the programs that it runs."""
    while os.getppid() == parent:
        time.sleep(_LOOK_EVERY)
    os.killpg(os.getpgid(0), signal.SIGKILL)


if __name__ == "__main__":
    main()
