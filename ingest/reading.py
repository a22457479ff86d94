"""Reading files through an executor: threads on this machine, Dask's workers on a cluster.

The executor only deals out the work. Each of its threads keeps one child process, which reads file after file under
limits (``ingest.reading_guard``): a file that takes too much memory or time, or breaks a parser, costs only itself.
"""

import os
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager

from ingest.errors import UsageError
from ingest.reading_guard import LIMITS, Limits, Reader
from ingest.reading_parts import Job, Outcome

_PATIENCE = 5  # seconds to wait for a cluster
_thread = threading.local()


def read_file(job: Job) -> list[Outcome]:
    """What becomes of each document in a file, read by the child process of this thread; runs on an executor."""
    reader: Reader | None = getattr(_thread, "reader", None)
    if reader is None:
        reader = _thread.reader = Reader()
    return reader.read(job)


@contextmanager
def open_readers(cluster: str = "", limits: Limits = LIMITS) -> Iterator[Executor]:
    """An executor for ``read_file``: on this machine one reader per core, or the workers of the Dask ``cluster``.

    On a cluster the files must be at the same path on every machine. Raises UsageError when it cannot be reached.
    """
    if cluster:
        with _dask(cluster) as executor:
            yield executor
        return
    readers: list[Reader] = []
    executor = ThreadPoolExecutor(len(os.sched_getaffinity(0)), initializer=_enlist_reader, initargs=(readers, limits))
    try:
        yield executor
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        for reader in readers:  # one may be in the middle of a file, as after Ctrl-C
            reader.interrupt()
        executor.shutdown()
        for reader in readers:
            reader.close()


def _enlist_reader(readers: list[Reader], limits: Limits) -> None:
    _thread.reader = Reader(limits)
    readers.append(_thread.reader)


@contextmanager
def _dask(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(
            'Lezen op een cluster vraagt het pakket "cluster". Installeer het met: uv pip install -e ".[cluster]"'
        ) from None
    try:
        client = Client(address, timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        reason = f"Het cluster {address} is niet te bereiken ({error}). Controleer SAMENWIJS_CLUSTER."
        raise UsageError(reason) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError:
            reason = f"Het cluster {address} heeft geen werkers. Start er een met: dask worker {address}"
            raise UsageError(reason) from None
        executor: Executor = client.get_executor(pure=False)
        yield executor
