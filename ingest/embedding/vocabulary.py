"""Trains the model's own tokenizer: lower case, no diacritics, pieces that follow the joints of Dutch compounds."""

import json
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

UNKNOWN = "[UNK]"  # has id 0
MAX_TOKENS = 160  # per text while training; the rest of a longer text teaches nothing more
NEVER = -99.0  # the score of a piece that is not used unless there is nothing else
_TRIES = 12
_PART = 10_000  # texts tokenized at a time; encodings take much more memory than ids


def train_tokenizer(texts: Iterable[str], size: int) -> Tokenizer:
    """A unigram tokenizer of ``size`` pieces.

    No piece says whether it begins a word, so that the second half of a compound shares its vector with the free word.
    """
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.BertNormalizer(strip_accents=True, lowercase=True, handle_chinese_chars=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Punctuation(behavior="removed")]
    )
    trainer = trainers.UnigramTrainer(
        vocab_size=size, unk_token=UNKNOWN, special_tokens=[UNKNOWN], max_piece_length=18, show_progress=False
    )
    tokenizer.train_from_iterator(texts, trainer)
    # the trainer adds up in another order each time, so that the last digits and the order of the pieces vary
    unknown, *pieces = json.loads(tokenizer.to_str())["model"]["vocab"]
    ranked = sorted(((piece, round(score, 6)) for piece, score in pieces), key=lambda row: (-row[1], row[0]))
    tokenizer.model = models.Unigram([tuple(unknown), *ranked], unk_id=0)
    return tokenizer


def add_words(tokenizer: Tokenizer, words: Iterable[str]) -> Tokenizer:
    """The tokenizer with those words as pieces, behind its own; each piece by itself is one token, itself."""
    content = json.loads(tokenizer.to_str())
    vocabulary = content["model"]["vocab"]
    known = {piece for piece, _ in vocabulary}
    vocabulary += [[word, NEVER] for word in words if word not in known]
    for _ in range(_TRIES):
        larger = Tokenizer.from_str(json.dumps(content))
        encodings = larger.encode_batch_fast([piece for piece, _ in vocabulary], add_special_tokens=False)
        cut = [(row, e.ids) for row, e in enumerate(encodings) if row and e.ids != [row]]
        if not cut:
            break
        scores = [score for _, score in vocabulary]
        for row, ids in cut:
            vocabulary[row][1] = round(sum(scores[i] for i in ids) + 0.01, 6)  # just better than its parts
    return larger


class Bags:
    """Texts as token ids in one flat array, so that a batch is cut out without a loop over tokens."""

    def __init__(self, tokenizer: Tokenizer, texts: Iterable[str]) -> None:
        different = list(dict.fromkeys(texts))
        self._rows = {text: row for row, text in enumerate(different)}
        bags: list[NDArray[np.int32]] = []
        for start in range(0, len(different), _PART):
            encodings = tokenizer.encode_batch_fast(different[start : start + _PART], add_special_tokens=False)
            bags += [np.array(encoding.ids[:MAX_TOKENS], dtype=np.int32) for encoding in encodings]
        self._ids = np.concatenate(bags)
        self._bounds = np.cumsum([0, *map(len, bags)])

    def rows(self, texts: Iterable[str]) -> NDArray[np.int64]:
        """The row of each text, by which ``take`` finds it."""
        return np.array([self._rows[text] for text in texts], dtype=np.int64)

    def take(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The ids of the texts in those rows one after another, and where each text begins."""
        starts, lengths = self._bounds[rows], self._bounds[rows + 1] - self._bounds[rows]
        offsets = np.cumsum([0, *lengths])
        return self._ids[np.repeat(starts - offsets[:-1], lengths) + np.arange(offsets[-1])], offsets[:-1]

    def rarity(self, size: int) -> NDArray[np.float32]:
        """A weight for each of ``size`` tokens: the logarithm of how rare it is, on average 1; 0 for the unknown."""
        counts = np.bincount(self._ids, minlength=size) + 1
        rarity: NDArray[np.float32] = np.log(counts.sum() / counts).astype(np.float32)
        rarity /= rarity.mean()
        rarity[0] = 0
        return rarity
