"""The dense index: one vector per passage in Chroma, embedded in the generation's folder or on a server.

Only ids and vectors are given to Chroma, because it keeps deleted text on disk. Embedded Chroma is not safe across
processes, so nothing is ever written to an index that others can open.
"""

import os
import shutil
import sqlite3
import struct
import weakref
from collections.abc import Iterator, Sequence, Set
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest.errors import IndexMismatch, UsageError
from ingest.index.disk import REBUILD, disk_fault, readable

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration

    from ingest.embed import Matrix, Vector

_BATCH = 5_000  # vectors; Chroma takes at most 5,461 at a time
_DATABASE = "chroma.sqlite3"
# The files of a graph: what ``header.bin`` begins with, and the bytes that each vector takes in the two others.
_HEADER, _LAYOUT = struct.Struct("=iQQQQ"), 1  # layout, offset, vectors it has room for, vectors in it, bytes of each
_GRAPH, _LENGTHS, _LENGTH = "data_level0.bin", "length.bin", 4


class DenseIndex:
    """The vectors of every passage; several threads may search at once."""

    def __init__(self, folder: Path, collection: str, *, url: str = "", writable: bool = False) -> None:
        """Open the collection in ``folder`` or on the server at ``url``; ``writable`` makes it where it is absent.

        Raises IndexMismatch when it is absent or damaged, UsageError when the server does not answer.
        """
        if not (url or writable or (folder / _DATABASE).is_file()):
            raise _damaged(f"{folder} ontbreekt")
        import httpx
        from chromadb.errors import ChromaError

        self._folder = folder
        self._faults = (ChromaError, httpx.HTTPError)
        place = folder if url or writable else readable(folder, self, copied={_DATABASE})
        self._client = _closable(_server(url) if url else _embedded(place))
        # A bot drops a generation while other threads may still answer from it: it is closed when the last one is done.
        self._release = weakref.finalize(self, _close, self._client)
        self._release.atexit = False
        with self._reading(), ExitStack() as opened:
            opened.callback(self.close)
            self._collection = (
                self._client.get_or_create_collection(
                    collection, configuration=_configuration(), embedding_function=None
                )
                if writable
                else self._client.get_collection(collection, embedding_function=None)
            )
            opened.pop_all()

    def count(self) -> int:
        """The number of vectors."""
        with self._reading():
            return self._collection.count()

    def search(self, vector: "Vector", limit: int, among: Sequence[str] | None = None) -> dict[str, float]:
        """The ``limit`` passages nearest to a vector of unit length by their cosine similarity, nearest first.

        ``among`` holds the ids of the only passages to look at.
        """
        if among is not None and not among:
            return {}
        ids = list(among) if among else None
        with self._reading():
            found = self._collection.query(
                query_embeddings=vector.reshape(1, -1), ids=ids, n_results=limit, include=["distances"]
            )
        distances = found["distances"] or [[]]
        return {passage_id: 1 - float(gap) for passage_id, gap in zip(found["ids"][0], distances[0], strict=True)}

    def add(self, ids: Sequence[str], vectors: "Matrix") -> None:
        """Store the vectors of passages that are not in the index yet, row by row; raises OSError when that fails."""
        with self._writing():
            for start in range(0, len(ids), _BATCH):
                part = slice(start, start + _BATCH)
                self._collection.add(ids=list(ids[part]), embeddings=vectors[part])

    def remove(self, ids: Sequence[str]) -> None:
        """Take passages out; raises OSError when that fails."""
        with self._writing():
            for start in range(0, len(ids), _BATCH):
                self._collection.delete(ids=list(ids[start : start + _BATCH]))

    def add_all_of(self, other: "DenseIndex", without: Set[str] = frozenset()) -> None:
        """Store every vector of another index but those of some passages; raises OSError when that fails."""
        import numpy as np

        with self._writing():
            for start in range(0, other.count(), _BATCH):
                part = other._collection.get(limit=_BATCH, offset=start, include=["embeddings"])
                chosen = [row for row, passage_id in enumerate(part["ids"]) if passage_id not in without]
                if chosen:
                    vectors = np.asarray(part["embeddings"], dtype=np.float32)[chosen]
                    self._collection.add(ids=[part["ids"][row] for row in chosen], embeddings=vectors)

    def drop(self) -> None:
        """Delete the collection; for a server, where deleting the generation's folder is not enough."""
        with self._writing():
            self._client.delete_collection(self._collection.name)

    def close(self) -> None:
        """Release the files or the connection."""
        self._release()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except self._faults as error:
            raise _damaged(str(error)) from error

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except self._faults as error:
            raise disk_fault(error, self._folder.parent) from error


def copy_embedded(source: Path, target: Path) -> None:
    """Copy the folder of an embedded index that others may have open; raises OSError when that fails."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns(f"{_DATABASE}*"))
    # Readers note in the database that they opened it, so its bytes can change under a plain copy.
    try:
        with closing(sqlite3.connect(source / _DATABASE)) as live, closing(sqlite3.connect(target / _DATABASE)) as copy:
            live.backup(copy)
    except sqlite3.Error as error:
        raise disk_fault(error, target) from error


def blank_spare_room(folder: Path) -> None:
    """Put zeros where a closed embedded index has room for more vectors; raises OSError.

    Chroma saves that room as it finds it in memory, so that sentences of a document that this process read may stand in
    it, also of one that was erased: https://github.com/chroma-core/chroma/issues/7688
    A layout that is not known is left as it is.
    """
    for header in folder.glob("*/header.bin"):
        layout, _, _, vectors, size = _HEADER.unpack(header.read_bytes()[: _HEADER.size])
        if layout == _LAYOUT:
            for name, each in ((_GRAPH, size), (_LENGTHS, _LENGTH)):
                path = header.with_name(name)
                whole = path.stat().st_size
                os.truncate(path, min(whole, vectors * each))
                os.truncate(path, whole)  # what a file grows by is zeros


def _configuration() -> "CreateCollectionConfiguration":
    # A sync threshold of 2, the least there is, writes the graph to disk with every batch. With Chroma's own 1,000 the
    # last batch waits in a queue, and each reader that opens the index writes it into files that others have open.
    return {
        "hnsw": {
            "space": "cosine",
            "ef_construction": 200,
            "ef_search": 200,
            "max_neighbors": 32,
            "sync_threshold": 2,
        }
    }


def _embedded(folder: Path) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings
    from chromadb.errors import ChromaError

    try:
        return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    except ChromaError as error:
        raise _damaged(str(error)) from error


def _server(url: str) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    address = urlsplit(url)
    ssl = address.scheme == "https"
    port = address.port or (443 if ssl else 8000)
    try:
        return chromadb.HttpClient(address.hostname or "", port, ssl=ssl, settings=Settings(anonymized_telemetry=False))
    except ValueError as error:  # what Chroma makes of a refused connection
        raise UsageError(
            f"De Chroma-server op {url} antwoordt niet. Start hem, of maak SAMENWIJS_CHROMA_URL leeg of goed."
        ) from error


def _closable(client: "ClientAPI") -> "Client":
    from chromadb.api.client import Client

    assert isinstance(client, Client)  # the factories promise less than they give
    return client


def _close(client: "Client") -> None:
    from chromadb.api.fastapi import FastAPI

    for user in (client, client._admin_client):
        server = getattr(user, "_server", None)
        if isinstance(server, FastAPI):
            server._session.close()  # Chroma's own close leaves its connections open
    client.close()


def _damaged(what: str) -> IndexMismatch:
    return IndexMismatch(f"De vectorindex is niet te lezen ({what}). Maak hem opnieuw met: {REBUILD}")
