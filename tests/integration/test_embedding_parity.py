"""sentence-transformers and our own reader agree, and any model of that library can stand in for the shipped one."""

from pathlib import Path

import numpy as np
import pytest

from ingest.embed import SHIPPED, open_embedder
from tests.foreign_model import save_foreign_model

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
    return save_foreign_model(tmp_path / "foreign")


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


@pytest.mark.parametrize("name", ["document", "passage", "corpus"])
def test_a_prompt_for_passages_is_used_whatever_the_model_calls_it(tmp_path: Path, name: str) -> None:
    embedder = open_embedder(str(save_foreign_model(tmp_path / "foreign", passage_prompt=name)))
    assert np.allclose(embedder.embed_passages(["dijk"]), [[0, 0, 2**-0.5, 2**-0.5]])


def test_the_fingerprint_changes_with_the_weights(foreign: Path) -> None:
    from safetensors.numpy import load_file, save_file

    before = open_embedder(str(foreign)).fingerprint
    assert open_embedder(str(foreign)).fingerprint == before
    weights = foreign / "model.safetensors"
    save_file({name: tensor * 2 for name, tensor in load_file(weights).items()}, weights)
    assert open_embedder(str(foreign)).fingerprint != before
