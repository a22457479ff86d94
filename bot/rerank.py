"""A cross-encoder that reads question and passage together: slower and surer than searching, for who sets one."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import ConfigError
from ingest.model import ScoredPassage

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

WIDER = 3  # times the passages that are asked for are read
RERANKER = "reranker"


class Reranker:
    """Puts passages in the order of a cross-encoder of sentence-transformers (extra `neural`)."""

    def __init__(self, name: str) -> None:
        """``name`` is a folder or a name at the hub; raises ConfigError when there is no such model here or there."""
        self._model = _open(name)

    def rerank(self, question: str, found: Sequence[ScoredPassage], limit: int) -> list[ScoredPassage]:
        """The best ``limit`` of ``found``, each with the model's score, best first."""
        if not found:
            return []
        texts = ["\n".join((s.passage.source.title, s.passage.section, s.passage.text)) for s in found]
        scores = [float(score) for score in self._model.predict([(question, text) for text in texts])]
        judged = [
            replace(scored, score=score, found_by={**scored.found_by, RERANKER: score})
            for scored, score in zip(found, scores, strict=True)
        ]
        return sorted(judged, key=lambda scored: (-scored.score, scored.passage.id))[:limit]


def _open(name: str) -> "CrossEncoder":
    try:
        from safetensors import SafetensorError
        from sentence_transformers import CrossEncoder
    except ImportError:
        raise ConfigError(
            'SAMENWIJS_RERANKER vraagt het pakket "neural". Installeer het met: uv pip install -e ".[neural]"'
        ) from None
    try:
        model: CrossEncoder = CrossEncoder(name, device="cpu", local_files_only=Path(name).exists(), num_labels=1)
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RuntimeError, SafetensorError) as error:
        raise ConfigError(
            f"Het model '{name}' in SAMENWIJS_RERANKER is niet te openen. Controleer de naam of de map, en het netwerk."
        ) from error
    return model
