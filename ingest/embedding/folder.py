"""Writes the finished model as a folder that sentence-transformers opens as well as ``ingest.embed``."""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save
from tokenizers import Tokenizer

from ingest.embed import CHECKSUMS, TOKENIZER, WEIGHTS, checksums

_MODULES = [
    {"idx": 0, "name": "0", "path": "0_StaticEmbedding", "type": "sentence_transformers.models.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
]
_CONFIG = {"model_type": "SentenceTransformer", "prompts": {}, "similarity_fn_name": "cosine"}


def write_model(folder: Path, tokenizer: Tokenizer, vectors: NDArray[np.float32]) -> None:
    """Stores one vector per token in 8 bits a number and a scale per vector, which is a quarter of float32."""
    static = folder / "0_StaticEmbedding"
    static.mkdir(parents=True, exist_ok=True)
    (folder / "1_Normalize").mkdir(exist_ok=True)
    scales = np.maximum(np.abs(vectors).max(axis=1), np.finfo(np.float32).tiny) / 127
    # sentence-transformers multiplies "embeddings" by "weights" when it opens the file
    weights = save({"embeddings": np.rint(vectors / scales[:, None]).astype(np.int8), "weights": scales})
    pieces = tokenizer.to_str(pretty=False).encode()
    (static / WEIGHTS).write_bytes(weights)
    (static / TOKENIZER).write_bytes(pieces)
    (static / CHECKSUMS).write_text(checksums(weights, pieces), encoding="utf-8")
    for name, content in {
        "modules.json": _MODULES, "config_sentence_transformers.json": _CONFIG, "1_Normalize/config.json": {}
    }.items():  # fmt: skip
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
