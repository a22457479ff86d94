"""The shipped model keeps the promises of the Embedder protocol, and a model that cannot be opened says why."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from ingest.embed import SHIPPED, Embedder, StaticEmbedder, open_embedder
from ingest.errors import EmbeddingError


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return open_embedder()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "model"))


def test_passages_become_rows_of_unit_length(embedder: Embedder) -> None:
    vectors = embedder.embed_passages(["De gemeente werkt samen met de provincie.", "Woningbouw", "fiets " * 3000])
    assert vectors.shape == (3, embedder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_question_has_the_vector_it_would_have_as_a_passage(embedder: Embedder) -> None:
    question = "Wie betaalt de brug?"
    vector = embedder.embed_query(question)
    assert vector.shape == (embedder.dimension,)
    assert vector.dtype == np.float32
    assert np.array_equal(vector, embedder.embed_passages([question])[0])


def test_the_neighbours_in_a_batch_do_not_change_a_vector(embedder: Embedder) -> None:
    texts = [f"Artikel {number} gaat over water." for number in range(150)]
    together = embedder.embed_passages(["", *texts])
    assert np.allclose(together[1:], np.stack([embedder.embed_query(text) for text in texts]), atol=1e-6)


@pytest.mark.parametrize("text", ["", "  \n", "☃", "?!"])
def test_a_text_without_a_known_word_gives_zeros(embedder: Embedder, text: str) -> None:
    assert not embedder.embed_query(text).any()


def test_no_passages_give_no_rows(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, embedder.dimension)


@pytest.mark.parametrize(
    ("text", "related", "unrelated"),
    [
        ("Hoe werken gemeenten samen?", "samenwerking tussen gemeenten", "de heffing van accijns op benzine"),
        ("subsidie aanvragen", "aanvraag van een subsidie", "het schip vaart door de sluis"),
        ("woningen bouwen", "nieuwe woningbouw", "toezicht op banken"),
        ("municipality", "gemeente", "vliegtuig"),
    ],
)
def test_related_words_are_nearer_than_unrelated_ones(
    embedder: Embedder, text: str, related: str, unrelated: str
) -> None:
    near, far = embedder.embed_passages([related, unrelated]) @ embedder.embed_query(text)
    assert near > far + 0.1


def test_case_and_accents_do_not_matter(embedder: Embedder) -> None:
    assert np.array_equal(embedder.embed_query("COÖRDINATIE"), embedder.embed_query("coordinatie"))


def test_no_piece_of_the_shipped_vocabulary_is_cut() -> None:
    tokenizer = Tokenizer.from_file(str(SHIPPED / "0_StaticEmbedding" / "tokenizer.json"))
    pieces = {piece: row for piece, row in tokenizer.get_vocab().items() if row}  # 0 is the unknown
    encodings = tokenizer.encode_batch_fast(list(pieces), add_special_tokens=False)
    assert [encoding.ids for encoding in encodings] == [[row] for row in pieces.values()]


def test_the_fingerprint_stays_while_the_files_stay(embedder: Embedder, copied: Path) -> None:
    assert StaticEmbedder(copied).fingerprint == embedder.fingerprint


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "SHA256SUMS"])
def test_a_damaged_file_is_told_in_one_line(copied: Path, name: str) -> None:
    file = copied / "0_StaticEmbedding" / name
    file.write_bytes(file.read_bytes()[:-20] + b"\xff" * 20)
    with pytest.raises(EmbeddingError, match=r"^Het taalmodel in .* is beschadigd\. Installeer .*\.$|^Er staat geen"):
        StaticEmbedder(copied)


def test_an_empty_folder_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingError, match=r"^Er staat geen bruikbaar taalmodel in .*\.$"):
        StaticEmbedder(tmp_path)


def test_importing_the_module_loads_no_heavy_library() -> None:
    code = (
        "import sys, ingest.embed; print(*sorted({'numpy', 'tokenizers', 'torch', 'safetensors'} & set(sys.modules)))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == ""
