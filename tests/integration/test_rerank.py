"""A cross-encoder of sentence-transformers, small enough to make here."""

from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.rerank import RERANKER, Reranker
from ingest.model import Kind, Passage, ScoredPassage, Source, Span


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import torch
    from sentence_transformers import CrossEncoder
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("cross-encoder")
    words = {word: n for n, word in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "dijk", "polder", "boot", "brug"])}
    plain = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    plain.pre_tokenizer = pre_tokenizers.Whitespace()
    plain.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    tokenizer = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # transformers gives it no types
        tokenizer_object=plain, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    )
    torch.manual_seed(7)
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    config.num_labels, config.initializer_range = 1, 1.0
    BertForSequenceClassification(config).save_pretrained(folder / "plain")
    tokenizer.save_pretrained(folder / "plain")
    CrossEncoder(str(folder / "plain"), device="cpu").save(str(folder / "saved"))
    return folder / "saved"


def _found(*texts: str) -> list[ScoredPassage]:
    source = Source("a.txt", Path("a.txt"), title="T")
    return [
        ScoredPassage(
            Passage(str(n), source, "d", (), None, Span(0, len(text)), Kind.PROSE, text, (Span(0, len(text)),)),
            score=float(n),
            found_by={"lemma": 1.0},
        )
        for n, text in enumerate(texts)
    ]


def test_the_passages_come_in_the_order_of_the_model_and_keep_what_found_them(model: Path) -> None:
    reranked = Reranker(str(model)).rerank("dijk", _found("dijk polder", "boot", "brug dijk", "polder"), 3)

    assert len(reranked) == 3
    assert [s.score for s in reranked] == sorted((s.score for s in reranked), reverse=True)
    assert len({s.score for s in reranked}) == 3
    assert all(s.found_by[RERANKER] == s.score and s.found_by["lemma"] == 1.0 for s in reranked)


def test_without_passages_there_is_nothing_to_reorder(model: Path) -> None:
    assert Reranker(str(model)).rerank("dijk", [], 3) == []


def test_a_folder_without_a_model_is_named_with_its_setting(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="SAMENWIJS_RERANKER"):
        Reranker(str(tmp_path))
