"""sentence-transformers and our own reader agree, and any model of that library can stand in for the shipped one."""

from pathlib import Path

import numpy as np
import pytest

from ingest.embed import SHIPPED, open_embedder
from ingest.errors import EmbeddingError

sentence_transformers = pytest.importorskip("sentence_transformers", reason="the neural extra is not installed")

TEXTS = (
    "Welke gemeenten tekenden het convenant over de energietransitie?",
    "De coördinatie ligt bij de provincie; het Rijk betaalt mee (€ 12.500.000).",
    "What are the success factors of this programme?",
    "",
    "woord " * 2000,
)


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A sentence-transformers model of four words, which marks questions and passages with a prompt."""
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({"[UNK]": 0, "vraag": 1, "tekst": 2, "dijk": 3}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    module = StaticEmbedding(tokenizer, embedding_weights=np.eye(4, dtype=np.float32))
    model = sentence_transformers.SentenceTransformer(
        modules=[module], prompts={"query": "vraag ", "document": "tekst "}, device="cpu"
    )
    model.save(str(tmp_path / "foreign"), create_model_card=False)
    return tmp_path / "foreign"


def test_the_shipped_folder_gives_the_same_vectors_in_sentence_transformers() -> None:
    ours = open_embedder().embed_passages(TEXTS)
    theirs = sentence_transformers.SentenceTransformer(str(SHIPPED), device="cpu").encode(list(TEXTS))
    same = (ours * theirs).sum(axis=1)
    assert np.all(same[[0, 1, 2, 4]] >= 0.9999)
    assert not ours[3].any()
    assert not theirs[3].any()


def test_a_foreign_model_gets_its_own_prompts(foreign: Path) -> None:
    embedder = open_embedder(str(foreign))
    half = 2**-0.5
    assert embedder.dimension == 4
    assert np.allclose(embedder.embed_query("dijk"), [0, half, 0, half])
    assert np.allclose(embedder.embed_passages(["dijk", "dijk"]), [[0, 0, half, half]] * 2)
    assert embedder.embed_passages([]).shape == (0, 4)
    assert embedder.embed_query("dijk").dtype == np.float32


def test_the_fingerprint_changes_with_the_weights(foreign: Path) -> None:
    from safetensors.numpy import load_file, save_file

    before = open_embedder(str(foreign)).fingerprint
    assert open_embedder(str(foreign)).fingerprint == before
    weights = foreign / "model.safetensors"
    save_file({name: tensor * 2 for name, tensor in load_file(weights).items()}, weights)
    assert open_embedder(str(foreign)).fingerprint != before


@pytest.mark.parametrize("name", ["modules.json", "tokenizer.json", "model.safetensors"])
def test_a_damaged_foreign_folder_is_told_in_one_line(foreign: Path, name: str) -> None:
    (foreign / name).write_bytes(b'{"half": ')
    with pytest.raises(EmbeddingError, match=r"^Het taalmodel in .* is beschadigd of van een soort die niet past\.$"):
        open_embedder(str(foreign))


def test_a_folder_without_a_model_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError, match=r"^Het taalmodel in .*\.$"):
        open_embedder(str(tmp_path))


@pytest.mark.parametrize("name", ["geen/../model", "dit is geen model"])
def test_a_name_that_no_hub_can_know_is_told_in_one_line(name: str) -> None:
    with pytest.raises(EmbeddingError, match=r"^Het taalmodel '.*' is geen map en niet op te halen\. .*\.$"):
        open_embedder(name)
