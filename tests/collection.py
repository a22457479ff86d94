"""Sources, documents and passages for the tests of the index, a model small enough to see through, and Chroma."""

import hashlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from ingest import dutch
from ingest.index.archive import Meta
from ingest.index.generation import Generations, Making
from ingest.model import Document, Kind, Passage, Section, Source, Span

if TYPE_CHECKING:
    from ingest.embed import Matrix, Vector

T = TypeVar("T")


class LetterEmbedder:
    """Counts words by hash: texts that share words point the same way."""

    dimension = 64

    def __init__(self, fingerprint: str = "letters-1") -> None:
        self.fingerprint = fingerprint
        self.embedded: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> "Matrix":
        self.embedded.extend(texts)
        return np.stack([self.embed_query(text) for text in texts])

    def embed_query(self, text: str) -> "Vector":
        vector = np.zeros(self.dimension, dtype=np.float32)
        for word in dutch.words(text):
            vector[int(hashlib.sha256(word.encode()).hexdigest(), 16) % self.dimension] += 1
        length = float(np.linalg.norm(vector))
        return vector / length if length else vector


def quietly(items: Sequence[T], phase: str) -> Iterable[T]:
    """A refresh that shows nobody how far it is."""
    del phase
    return items


def source(name: str = "nota.txt", title: str = "Nota") -> Source:
    return Source(id=name, file=Path("map") / name, title=title, publisher="Provincie Utrecht", programme="Groen Hart")


def passages(of: Source, *texts: str) -> tuple[Document, list[Passage]]:
    """A document of one paragraph per text, each a passage under its own heading."""
    whole = "\n\n".join(texts)
    digest = hashlib.sha256(whole.encode()).hexdigest()
    made, start = [], 0
    for number, text in enumerate(texts, start=1):
        span = Span(start, start + len(text))
        sentences = tuple(Span(start + s.start, start + s.end) for s in dutch.sentences(text))
        name = hashlib.sha256(f"{of.id}{text}".encode()).hexdigest()[:16]
        made.append(Passage(name, of, digest, (f"Kop {number}",), number, span, Kind.PROSE, text, sentences))
        start = span.end + 2
    sections = tuple(Section(passage.heading_path, passage.page, passage.span, passage.kind) for passage in made)
    return Document(of, digest, whole, sections), made


def publish(
    generations: Generations, *texts: str, name: str = "nota.txt", title: str = "Nota", rebuild: bool = False
) -> Meta:
    """A new live generation with one more document of these texts."""
    live = generations.live_id()
    with generations.archive.exclusive():
        base = generations.archive.meta(live) if live and not rebuild else None
        with generations.draft(base) as draft:
            document, parts = passages(source(name, title), *texts)
            draft.store.put(document.source, document, parts)
            draft.make_searchable(parts, generations.embedder)
            finished = generations.finish(draft, Making("test"))
            generations.publish(draft, finished)
            return finished.meta


@contextmanager
def chroma_server(folder: Path) -> Iterator[str]:
    """The address of a Chroma server of our own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chroma = str(Path(sys.executable).with_name("chroma"))
    command = [chroma, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)]
    with (folder / "server.log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as server:
        try:
            _wait_until_it_listens(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _wait_until_it_listens(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the Chroma server did not start")
