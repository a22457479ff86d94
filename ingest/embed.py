"""Turns texts into vectors: with the shipped Dutch model, or with any sentence-transformers model."""

import hashlib
import importlib.util
import json
import os
import re
from collections.abc import Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias

from ingest.errors import EmbeddingError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer

    Matrix: TypeAlias = NDArray[np.float32]  # (n, d), a unit-length row per text
    Vector: TypeAlias = NDArray[np.float32]  # (d,), unit length

BUILTIN = "builtin"
SHIPPED = Path(__file__).parent / "embedding" / "model"
_MARKS = ("modules.json", "config.json")  # a model of sentence-transformers has one of these
WEIGHTS, TOKENIZER, CHECKSUMS = "model.safetensors", "tokenizer.json", "SHA256SUMS"
_PART = re.compile(r"[a-z0-9]+")
_REMEMBERED = 100_000  # words whose tokens are kept, some 20 MB


class Embedder(Protocol):
    """Gives texts that mean the same vectors that point the same way, so that a dot product is the cosine.

    A text without one known word gives zeros, equally far from everything; every other vector has unit length.
    """

    @property
    def fingerprint(self) -> str:
        """Names the kind of model and its exact weights and tokenizer; vectors of two fingerprints do not compare."""

    @property
    def dimension(self) -> int:
        """The length of every vector."""

    def embed_passages(self, texts: Sequence[str]) -> "Matrix":
        """One row per text, (n, d), float32."""

    def embed_query(self, text: str) -> "Vector":
        """The vector of a question, (d,), float32."""


def open_embedder(name: str = BUILTIN) -> Embedder:
    """The shipped model, or the sentence-transformers model of that name or in that folder; EmbeddingError if none."""
    return StaticEmbedder(SHIPPED) if name == BUILTIN else SentenceTransformerEmbedder(name)


class StaticEmbedder:
    """A vector per token, averaged; the folder is a sentence-transformers ``StaticEmbedding`` with 8-bit weights."""

    def __init__(self, folder: Path) -> None:
        import numpy as np
        from safetensors.numpy import load
        from tokenizers import Tokenizer

        sums, weights, tokenizer = _checked_files(folder / "0_StaticEmbedding")
        tensors = load(weights)
        self._vectors: Matrix = tensors["embeddings"].astype(np.float32) * tensors["weights"][:, None]
        self._tokenizer = Tokenizer.from_buffer(tokenizer)
        self._pieces = self._tokenizer.get_vocab()
        self._known: dict[str, Sequence[int]] = {}
        self.dimension = int(self._vectors.shape[1])
        self.fingerprint = f"static-{hashlib.sha256(sums.encode()).hexdigest()}"

    def embed_passages(self, texts: Sequence[str]) -> "Matrix":
        """One row per text, (n, d), float32."""
        import numpy as np

        matrix = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, tokens in enumerate(self._tokens(texts)):
            # text by text: the vectors of one text fit in the processor's cache, those of a batch do not
            self._vectors.take(tokens, axis=0).sum(axis=0, out=matrix[row])
        lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
        matrix /= np.where(lengths > 0, lengths, 1)
        return matrix

    def embed_query(self, text: str) -> "Vector":
        """The vector of a question, (d,), float32."""
        vector: Vector = self.embed_passages([text])[0]
        return vector

    def _tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """The tokens of each text. The tokenizer never joins across white space and texts repeat their words, so each
        stretch between white space is tokenized once and remembered."""
        stretches = [text.split() for text in texts]
        known = self._known
        if len(known) > _REMEMBERED:
            known = self._known = {}  # a new one, because another thread may be reading the old
        if new := [word for word in dict.fromkeys(chain.from_iterable(stretches)) if word not in known]:
            known.update(self._tokens_by_word(new))
        return [[token for word in words for token in known[word]] for words in stretches]

    def _tokens_by_word(self, words: Sequence[str]) -> dict[str, list[int]]:
        """The tokens of stretches without white space. Those in ASCII go straight to the model inside the tokenizer,
        which is several times as fast: before it, the tokenizer only folds case and takes punctuation out."""
        simple = {word: _PART.findall(word.lower()) for word in words if word.isascii() and word.isprintable()}
        cut = self._tokenizer.model.tokenize
        pieces = self._pieces  # training sees to it that none of them is cut
        ids = {
            part: [pieces[part]] if part in pieces else [token.id for token in cut(part)]
            for part in set(chain.from_iterable(simple.values()))
        }
        tokens = {word: [i for part in parts for i in ids[part]] for word, parts in simple.items()}
        others = [word for word in words if word not in simple]
        encodings = self._tokenizer.encode_batch_fast(others, add_special_tokens=False)
        return tokens | {word: encoding.ids for word, encoding in zip(others, encodings, strict=True)}


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by name or folder, with the query and passage prompts that come with it."""

    def __init__(self, name: str) -> None:
        local = _names_a_path(name)
        if local:
            _check_folder(name)  # before the libraries are loaded, which takes seconds
        if importlib.util.find_spec("sentence_transformers") is None:
            raise EmbeddingError(
                f"Voor het taalmodel '{name}' is sentence-transformers nodig. Kies 'builtin', of installeer het "
                "in de map van Samenwijs met: pip install '.[neural]'"
            )
        # threads that spin while they wait make one question take half a second on a busy machine
        os.putenv("OMP_WAIT_POLICY", "PASSIVE")
        self._model = _load_folder(Path(name)) if local else _load_from_hub(name)
        # The library looks for "document" only, which every model has, though most have written "passage".
        prompts = self._model.prompts
        self._prompt = next((prompts[key] for key in ("document", "passage", "corpus") if prompts.get(key)), "")
        try:
            self.dimension = len(self.embed_query("nul"))
            self.fingerprint = _state_of(self._model)
        except (LookupError, RuntimeError, TypeError, ValueError, AttributeError) as error:
            raise _unfit(name) from error

    def embed_passages(self, texts: Sequence[str]) -> "Matrix":
        """One row per text, (n, d), float32."""
        import numpy as np

        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode_document(
            list(texts), prompt=self._prompt, normalize_embeddings=True, show_progress_bar=False
        )
        return np.asarray(vectors, dtype=np.float32)

    def embed_query(self, text: str) -> "Vector":
        """The vector of a question, (d,), float32."""
        import numpy as np

        vector = self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vector, dtype=np.float32)


def checksums(weights: bytes, tokenizer: bytes) -> str:
    """What stands in the checksum file beside these two files, in the format of ``sha256sum``."""
    files = {WEIGHTS: weights, TOKENIZER: tokenizer}
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())


def _checked_files(folder: Path) -> tuple[str, bytes, bytes]:
    """The checksums, weights and tokenizer of a model folder, unless they contradict each other."""
    try:
        sums = (folder / CHECKSUMS).read_text(encoding="utf-8")
        weights, tokenizer = (folder / WEIGHTS).read_bytes(), (folder / TOKENIZER).read_bytes()
    except (OSError, UnicodeDecodeError) as error:
        raise EmbeddingError(f"Er staat geen bruikbaar taalmodel in {folder}. Installeer Samenwijs opnieuw.") from error
    if sums != checksums(weights, tokenizer):
        raise EmbeddingError(f"Het taalmodel in {folder} is beschadigd. Installeer Samenwijs opnieuw.")
    return sums, weights, tokenizer


def _names_a_path(name: str) -> bool:
    """Whether ``name`` is a place on this machine; what may be either, like ``models/e5``, is when it is there."""
    return name.startswith(("/", ".", "~")) or "\\" in name or name.count("/") > 1 or os.path.lexists(name)


def _check_folder(name: str) -> None:
    """Raise EmbeddingError for what is clearly no model."""
    folder = Path(name)
    try:
        if not any((folder / file).is_file() for file in _MARKS):
            raise EmbeddingError(
                f"Er staat geen taalmodel in '{name}'. "
                "Zet in SAMENWIJS_EMBEDDING het hele pad van de map, of kies 'builtin'."
            )
        for file in folder.rglob("*.json"):
            content = json.loads(file.read_bytes())  # the library has no error by name for a damaged tokenizer
            if file.name == TOKENIZER and not (isinstance(content, dict) and "model" in content):
                raise ValueError(f"{file} is no tokenizer")
    except (OSError, ValueError) as error:
        raise _unfit(name) from error


def _unfit(name: str) -> EmbeddingError:
    return EmbeddingError(
        f"Het taalmodel '{name}' is beschadigd of van een soort die niet past. Haal het opnieuw op, of kies 'builtin'."
    )


def _load_folder(folder: Path) -> "SentenceTransformer":
    return _load(str(folder), local_files_only=True)


def _load_from_hub(name: str) -> "SentenceTransformer":
    """The model from this machine's cache, else from the hub, which is asked once: the library tries for a minute."""
    import httpx
    from huggingface_hub import HfApi, try_to_load_from_cache

    repository = name if "/" in name else f"sentence-transformers/{name}"  # what the library makes of a bare name
    try:
        cached = [try_to_load_from_cache(repository, file) for file in _MARKS]
        if any(isinstance(path, str) for path in cached):
            with suppress(EmbeddingError):  # a download that broke off is finished below
                return _load(repository, local_files_only=True)
        HfApi().model_info(repository, timeout=10)
        return _load(repository, local_files_only=False)
    except (httpx.HTTPError, OSError, ValueError) as error:
        raise EmbeddingError(
            f"Het taalmodel '{name}' is geen map en niet op te halen. Controleer naam en netwerk, of kies 'builtin'."
        ) from error


def _load(name: str, *, local_files_only: bool) -> "SentenceTransformer":
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    # reading takes no time worth a bar, a download does
    show = logging.disable_progress_bar if local_files_only else logging.enable_progress_bar
    show()  # type: ignore[no-untyped-call]  # transformers gives these two no types
    try:
        return SentenceTransformer(name, device="cpu", local_files_only=local_files_only)
    except (LookupError, TypeError, AttributeError, RuntimeError, ImportError, SafetensorError) as error:
        raise _unfit(name) from error
    except (OSError, ValueError) as error:
        if not local_files_only:
            raise  # the network failed
        raise _unfit(name) from error


def _state_of(model: "SentenceTransformer") -> str:
    """A digest of everything that decides the vectors: modules, prompts, vocabulary and weights."""
    import torch

    digest = hashlib.sha256(f"{model!r}{sorted(model.prompts.items())}".encode())
    digest.update(json.dumps(sorted(model.tokenizer.get_vocab().items())).encode())
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.contiguous().flatten().view(torch.uint8).numpy().data)
    return f"neural-{digest.hexdigest()}"
