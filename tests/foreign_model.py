"""A sentence-transformers model small enough to see through."""

from pathlib import Path

import numpy as np


def save_foreign_model(folder: Path, *, passage_prompt: str = "document") -> Path:
    """A model of four words in ``folder``, which marks questions and passages with a prompt."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "vraag": 1, "tekst": 2, "dijk": 3}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    module = StaticEmbedding(tokenizer, embedding_weights=np.eye(4, dtype=np.float32))
    prompts = {"query": "vraag ", passage_prompt: "tekst "}
    SentenceTransformer(modules=[module], prompts=prompts, device="cpu").save(str(folder), create_model_card=False)
    return folder
