"""Which documents are nearly the same text: each is summed up in the least hashes of its word triples (a MinHash)."""

import re
import zlib
from collections.abc import Iterator, Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_LENGTH = 128  # hashes of a sketch; the likeness of two long texts is then right to about 0.05
_FEWEST = 8  # of a text with fewer triples, one word decides too much
_COMMON = 200  # documents; a triple that more of them share is boilerplate and finds no pair
_ODD, _ODDER = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_WORD = re.compile(r"\w+")
_HASHES = np.dtype("<u8")

Hashes = NDArray[np.uint64]


def sketch(text: str) -> bytes:
    """The sketch of a text, the same on every machine; of a very short one it is empty."""
    words = np.fromiter(map(_code, _WORD.findall(text.casefold())), dtype=_HASHES)
    triples = ((words[:-2] * _ODD + words[1:-1]) * _ODD + words[2:]) * _ODDER
    hashes = np.unique(triples ^ (triples >> np.uint64(32)))
    return hashes[:_LENGTH].tobytes() if len(hashes) >= _FEWEST else b""


def resembling(
    chosen: Mapping[str, bytes], among: Mapping[str, bytes], at_least: float
) -> Iterator[tuple[str, str, float]]:
    """For each chosen sketch the most similar other one ``among`` all, and the share of their triples both have."""
    names = sorted(among)
    sketches = [_hashes(among[name]) for name in names]
    owners = np.repeat(np.arange(len(names)), [len(one) for one in sketches])
    every = np.concatenate([*sketches, np.empty(0, _HASHES)])
    order = np.argsort(every, kind="stable")
    every, owners = every[order], owners[order]
    for name, bits in chosen.items():
        mine = _hashes(bits)
        starts, ends = np.searchsorted(every, mine, "left"), np.searchsorted(every, mine, "right")
        met = [owners[start:end] for start, end in zip(starts, ends, strict=True) if end - start <= _COMMON]
        others, shared = np.unique(np.concatenate([*met, np.empty(0, owners.dtype)]), return_counts=True)
        likely = (names[other] for other in others[shared * 4 >= len(mine)])
        found = [(_likeness(mine, _hashes(among[other])), other) for other in likely if other != name]
        best = max(found, default=(0.0, ""))
        if best[0] >= at_least:
            yield name, best[1], best[0]


def _likeness(one: Hashes, other: Hashes) -> float:
    """How much of two texts both have, 0 to 1: the least hashes of the two together are a fair sample of them."""
    sample = np.union1d(one, other)[:_LENGTH]
    both = np.isin(sample, one, assume_unique=True) & np.isin(sample, other, assume_unique=True)
    jaccard = float(both.mean())
    return 2 * jaccard / (1 + jaccard)


def _hashes(bits: bytes) -> Hashes:
    return np.frombuffer(bits, dtype=_HASHES)


@lru_cache(maxsize=100_000)
def _code(word: str) -> int:
    return zlib.crc32(word.encode(errors="replace"))
