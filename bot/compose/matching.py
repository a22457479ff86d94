"""Which words of a question stand in a text: as they are, in another form or spelling, or in words of like meaning."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from bot.compose.figures import figures
from ingest import dutch
from ingest.embedding.words import WordMeanings

if TYPE_CHECKING:
    from ingest.embed import Matrix

SHORTEST = 4  # letters of a word that may stand for another form or spelling
SIMILAR = 78.0  # rapidfuzz ratio from which two words count as spellings or forms of one
MISSPELT = 85.0  # the same for a word that nobody knows, and that would be taken for the other one altogether
NEARLY = 90.0  # the same from which two texts may be versions of one sentence
ALIKE = 0.7  # cosine from which two words count as of like meaning
SYNONYM = 0.5  # what such a match counts
TRANSLATION = 0.95  # the same out of English, where it is all there is

_NAME = re.compile(r"\b[A-ZÀ-Þ][\w-]+")


def matches(asked: Sequence[str], texts: Sequence[str], meanings: WordMeanings, language: str) -> "Matrix":
    """How far each asked lemma (columns) stands in each text (rows), 0 to 1; ``language`` is that of the question."""
    lemmas = [_lemmas(text) for text in texts]
    vocabulary = sorted(frozenset().union(*lemmas))
    place = {word: n for n, word in enumerate(vocabulary)}
    trust = TRANSLATION if language == "en" else SYNONYM
    meant = [dutch.english_lemma(word) for word in asked] if language == "en" else asked
    strengths = np.maximum(_spelt_alike(asked, vocabulary), trust * _of_like_meaning(meant, vocabulary, meanings))
    return highest(strengths.T, [[place[word] for word in words] for words in lemmas])


def highest(values: "Matrix", groups: Sequence[Sequence[int]]) -> "Matrix":
    """The highest value of each column among the rows of each group; 0 for a group without rows."""
    found = np.zeros((len(groups), values.shape[1]), dtype=values.dtype)
    filled = [n for n, group in enumerate(groups) if group]
    if filled:
        rows = list(chain.from_iterable(groups))
        starts = np.cumsum([0, *(len(groups[n]) for n in filled[:-1])])
        found[filled] = np.maximum.reduceat(values[rows], starts, axis=0)
    return found


@lru_cache(maxsize=2_000)  # texts, some 6 MB; the parts of one question, and often the next one, are about the same
def _lemmas(text: str) -> frozenset[str]:
    return frozenset(dutch.lemmas(text))


def is_slip(lemma: str) -> bool:
    """Whether a word that no document holds is a misspelt function word (*eigelijk*, *volgns*), and so asks nothing."""
    if len(lemma) < SHORTEST or lemma[0].isdigit() or dutch.is_word(lemma):
        return False
    return process.extractOne(lemma, dutch.STOPWORDS, scorer=fuzz.ratio, score_cutoff=MISSPELT) is not None


def says_the_same(text: str, other: str) -> bool:
    """Whether two texts differ, but in a word or two only, and in none that is a figure or a name."""
    if text.split() == other.split() or fuzz.ratio(text, other) < NEARLY:
        return False
    return figures(text) == figures(other) and set(_NAME.findall(text)) == set(_NAME.findall(other))


def respelt(word: str, texts: Sequence[str]) -> str:
    """The word of the texts that ``word``, which nobody knows, must be with an error in it; itself if there is none."""
    if len(word) <= SHORTEST or word[0].isdigit() or dutch.is_word(word):
        return word
    vocabulary = {other for text in texts for other in dutch.words(text)}
    nearest = process.extractOne(word, sorted(vocabulary), scorer=fuzz.ratio, score_cutoff=MISSPELT)
    return str(nearest[0]) if nearest else word


def _spelt_alike(asked: Sequence[str], vocabulary: Sequence[str]) -> "Matrix":
    """How far each word of the vocabulary (columns) is a form or a spelling of each asked word (rows), 0 to 1."""
    ratio: Matrix = process.cdist(asked, vocabulary, scorer=fuzz.ratio, dtype=np.float32, score_cutoff=SIMILAR)
    ratio /= np.float32(100)
    words = np.array(vocabulary, dtype=str)
    letters = np.strings.str_len(words)
    stems = np.array([dutch.stem(word) for word in vocabulary], dtype=str)
    for row, word in zip(ratio, asked, strict=True):
        if len(word) < SHORTEST or word[0].isdigit():  # too short, or a figure: only itself will do
            row[:] = 0
        else:
            holds, held = np.strings.find(words, word) >= 0, np.strings.find(word, words) >= 0
            compound = holds | (held & (letters > SHORTEST))  # and its part
            row[compound] = np.maximum(row[compound], 0.7)
            row[stems == dutch.stem(word)] = 0.95
            row[letters < SHORTEST] = 0
        row[words == word] = 1
    return ratio


def _of_like_meaning(asked: Sequence[str], vocabulary: Sequence[str], meanings: WordMeanings) -> "Matrix":
    """The cosines of asked words (rows) with words of the vocabulary (columns), 0 where too low to tell anything."""
    near = meanings.nearness(asked, vocabulary) if vocabulary else np.zeros((len(asked), 0), dtype=np.float32)
    near[near < ALIKE] = 0
    near[[word[0].isdigit() for word in asked]] = 0
    near[:, [len(word) < SHORTEST - 1 or word[0].isdigit() for word in vocabulary]] = 0
    return near
