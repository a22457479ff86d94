"""What single words mean: how near two words are, also when one is Dutch and the other English."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from ingest.embed import SHIPPED, Embedder, StaticEmbedder

if TYPE_CHECKING:
    from ingest.embed import Matrix

LEARNT = 256  # numbers that laws taught: what is mentioned together; those behind them are for what a word means
_REMEMBERED = 50_000  # words, some 20 MB


class WordMeanings:
    """The part of the shipped model that word lists taught it; safe to use from several threads.

    Another model would not do: the cosines of whole sentences that it was trained for say little of single words.
    """

    def __init__(self, embedder: Embedder | None = None) -> None:
        """``embedder`` is used when it is the shipped model, so that its weights are read once."""
        self._model = embedder if isinstance(embedder, StaticEmbedder) else _shipped()
        self._known: dict[str, Matrix] = {}

    def nearness(self, words: Sequence[str], others: Sequence[str]) -> "Matrix":
        """The cosine of each word (rows) with each other one (columns); 0 where the model has no meaning for either."""
        nearness: Matrix = self._directions(words) @ self._directions(others).T
        return nearness

    def _directions(self, words: Sequence[str]) -> "Matrix":
        import numpy as np

        known = self._known
        if len(known) > _REMEMBERED:
            known = self._known = {}  # a new one, because another thread may be reading the old
        if new := [word for word in dict.fromkeys(words) if word not in known]:
            meanings = self._model.embed_passages(new)[:, LEARNT:]
            lengths = np.linalg.norm(meanings, axis=1, keepdims=True)
            known.update(zip(new, meanings / np.where(lengths > 0, lengths, 1), strict=True))
        if not words:
            return np.zeros((0, 0), dtype=np.float32)
        return np.concatenate([known[word] for word in words]).reshape(len(words), -1)


@cache
def _shipped() -> StaticEmbedder:
    return StaticEmbedder(SHIPPED)
