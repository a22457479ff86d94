"""How well each quotable unit of the evidence answers a question: shared words, meaning, and the kind of answer."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from bot.model import Query
from ingest import dutch
from ingest.embed import Embedder
from ingest.model import Passage, ScoredPassage, Span

CARRIED = 0.5  # weight of a word that a follow-up took over from an earlier question
HEADING, NEIGHBOUR = 0.6, 0.4  # what a match in the heading or in the sentence before counts, beside 1 in the unit itself
SIMILAR = 78.0  # rapidfuzz ratio from which two words count as spellings or forms of one

_NUMBER = r"\d|\b(een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|der?tien|veertien|vijftien|zestien|zeventien|achttien|" \
    r"negentien|twintig|dertig|veertig|vijftig|honderd|duizend|miljoen|miljard|helft|ruim|meeste|one|two|three|four|five|six|" \
    r"seven|eight|nine|ten)\b"
_MONTH = r"(januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|march|may|june|" \
    r"july|august|october)"
# Question wording -> what an answering unit must hold. A rule holds for the language, not for a document.
_KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(answer))
    for asked, answer in (
        (r"\b(hoeveel (geld|euro|rijksgeld|budget)|wat kost|welk bedrag|how much (money|does|do))\b",
         r"(€|\beuro\b|\bmiljoen\b|\bmiljard\b|\bmillion\b|\bbillion\b)"),
        (r"\b(hoe ?veel|hoevel|how (many|much)|welk (aantal|percentage|maximum))\b", _NUMBER),
        (r"\b(hoe (vaak|lang|groot|hoog|ver))\b|\bhow (often|long|large)\b", _NUMBER + r"|\b(maal|keer|jaar|maand|week)"),
        (r"\b(wanneer|welke (datum|dag)|sinds wanneer|tot wanneer|when)\b", r"\b\d{1,2} " + _MONTH + r"\b|\b(19|20)\d\d\b|\b" + _MONTH),
        (r"\b(welk(e)? ja(ar|ren)|which year)\b", r"\b(19|20)\d\d\b"),
        (r"\b(wie|who|welke (persoon|bestuurder|organisatie|partij|partner)\w*)\b", r"(?<=\s)[A-Z][\w-]+|^[A-Z]\w+ [A-Z]\w+"),
        (r"\b(waar (vindt|vind|was|werd|is|ligt|wordt|staat)|welke plaats|where)\b", r"\b(in|te|op|bij|at|naar) (de |het |den )?[A-Z]\w+"),
        (r"\b(waarom|waardoor|hoe komt|why)\b", r"\b(omdat|doordat|want|daardoor|zodat|immers|reden|anders|daarom|because|waardoor|maar)\b"),
        (r"\b(wat (is|zijn|betekent|betekend)|wat verstaa\w+|what (is|are))\b",
         r"\b(is|zijn|betekent|staat voor|dat wil zeggen|oftewel|wordt verstaan|noemt|gaat om|are) "),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A quotable stretch of a passage with what speaks for it."""

    scored: ScoredPassage
    index: int  # its place among the passage's sentences
    span: Span
    text: str
    lemmas: frozenset[str]
    coverage: float  # 0–1: share of the question's weight that it, its heading and its neighbour hold
    own: float  # 0–1: the same, in its own words only
    similarity: float  # cosine of its embedding with the question's
    fits: bool  # it holds the kind of thing that was asked for
    score: float

    @property
    def passage(self) -> Passage:
        """The passage around it."""
        return self.scored.passage


class Judge:
    """Scores units for one question after another; holds no state between them."""

    def __init__(self, embedder: Embedder, idf: Callable[[str], float]) -> None:
        self._embedder = embedder
        self._idf = idf

    def judge(self, query: Query, evidence: Sequence[ScoredPassage]) -> list[Unit]:
        """Every quotable unit of ``evidence`` that shares anything with the question, best first."""
        weights = self._weights(query)
        spans = [(s, i, span) for s in evidence for i, span in enumerate(s.passage.sentences)]
        if not weights or not spans:
            return []
        texts = [s.passage.quote(span) for s, _, span in spans]
        matches = _Matches(weights, texts, evidence)
        similarities = self._embedder.embed_passages(texts) @ self._embedder.embed_query(query.text)
        best = max(s.score for s in evidence)
        span_of_scores = max(best - min(s.score for s in evidence), 1e-6)
        wanted = next((answer for asked, answer in _KINDS if asked.search(query.focus)), None)
        units = []
        for n, (scored, i, span) in enumerate(spans):
            own, coverage = matches.coverage(n, n - 1 if i else None, scored.passage)
            fits = wanted is not None and wanted.search(texts[n]) is not None
            rank = 1 - (best - scored.score) / span_of_scores
            score = coverage + 0.6 * own + 0.8 * float(similarities[n]) + 0.5 * rank + 0.25 * fits - _penalty(texts[n])
            units.append(
                Unit(scored, i, span, texts[n], matches.lemmas[n], coverage, own, float(similarities[n]), fits, score)
            )
        return sorted(units, key=lambda u: (-u.score, u.passage.id, u.index))

    def _weights(self, query: Query) -> dict[str, float]:
        asked = dutch.content_lemmas(query.focus)
        weights = {lemma: self._idf(lemma) for lemma in asked}
        for lemma in dutch.content_lemmas(query.text):
            weights.setdefault(lemma, CARRIED * self._idf(lemma))
        return weights


class _Matches:
    """Which words of the question stand in which unit, also in another form or spelling."""

    def __init__(self, weights: Mapping[str, float], texts: Sequence[str], evidence: Sequence[ScoredPassage]) -> None:
        self._weights = np.array(list(weights.values()))
        self.lemmas = [frozenset(dutch.lemmas(text)) for text in texts]
        headings = {
            s.passage.id: frozenset(dutch.lemmas(f"{s.passage.source.title} {s.passage.section}")) for s in evidence
        }
        vocabulary = sorted(frozenset().union(*self.lemmas, *headings.values()))
        place = {word: n for n, word in enumerate(vocabulary)}
        strengths = _strengths(list(weights), vocabulary)
        self._units = [_strongest(strengths, [place[w] for w in lemmas]) for lemmas in self.lemmas]
        self._headings = {
            passage_id: _strongest(strengths, [place[w] for w in words]) for passage_id, words in headings.items()
        }

    def coverage(self, unit: int, before: int | None, passage: Passage) -> tuple[float, float]:
        """The share of the question's weight in the unit itself, and with its headings and the unit before it."""
        own = self._units[unit]
        around = np.maximum(own, HEADING * self._headings[passage.id])
        if before is not None:
            around = np.maximum(around, NEIGHBOUR * self._units[before])
        total = self._weights.sum()
        return float(own @ self._weights / total), float(around @ self._weights / total)


def _strengths(asked: Sequence[str], vocabulary: Sequence[str]) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    """How far each word of the vocabulary (columns) stands for each asked word (rows), 0 to 1."""
    ratio = process.cdist(asked, vocabulary, scorer=fuzz.ratio, dtype=np.float32, score_cutoff=SIMILAR) / 100
    stems = [dutch.stem(word) for word in vocabulary]
    for row, word in enumerate(asked):
        stem = dutch.stem(word)
        short = len(word) < 4 or word[0].isdigit()  # noqa: PLR2004  # too short, or a figure: only itself will do
        for column, other in enumerate(vocabulary):
            if word == other:
                ratio[row, column] = 1.0
            elif short or len(other) < 4:  # noqa: PLR2004
                ratio[row, column] = 0.0
            elif stem == stems[column]:
                ratio[row, column] = 0.95
            elif word in other or (len(other) > 4 and other in word):  # noqa: PLR2004  # a compound and its part
                ratio[row, column] = max(ratio[row, column], 0.7)
    return ratio  # type: ignore[no-any-return]  # rapidfuzz does not say which array it returns


def _strongest(strengths: "np.ndarray[tuple[int, int], np.dtype[np.float32]]", columns: Sequence[int]) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    if not columns:
        return np.zeros(len(strengths), dtype=np.float32)
    return strengths[:, columns].max(axis=1)  # type: ignore[no-any-return]


def _penalty(text: str) -> float:
    """What speaks against quoting a unit: it asks instead of tells, or it is a scrap."""
    asks = 0.4 if text.rstrip().endswith("?") else 0.0
    scrap = 0.3 if len(text.split()) < 3 else 0.0  # noqa: PLR2004
    return asks + scrap


def idf(frequency: int, total: int) -> float:
    """The weight of a word that ``frequency`` of ``total`` passages hold; an unknown word weighs most."""
    return math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
