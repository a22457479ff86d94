"""Find the passages that may hold the answer: word, stem, n-gram and dense search, fused on their scores."""

import math
from collections.abc import Mapping
from statistics import fmean

from bot.model import Query
from bot.rerank import WIDER, Reranker
from ingest import dutch
from ingest.embed import Embedder
from ingest.index.generation import Generation
from ingest.index.lexical import Analysis
from ingest.model import ScoredPassage, Source

DENSE = "dense"
# How much each search says, found by hand on question sets; the words together still outvote the vectors.
WEIGHTS: Mapping[str, float] = {"lemma": 1.0, "stem": 0.6, "gram": 1.0, DENSE: 1.4}
OF_THE_YEAR = 1.5  # what a document gains whose year the question names: *het werkplan 2019*
DEPTH = 50  # passages that each search contributes


class Retriever:
    """Searches one generation in four ways and adds the z-scores, which keeps how far ahead a winner is."""

    def __init__(self, generation: Generation, embedder: Embedder, reranker: Reranker | None = None) -> None:
        """With a ``reranker`` more passages are found, and it decides which of them are best."""
        self._generation = generation
        self._embedder = embedder
        self._reranker = reranker
        self._last: tuple[tuple[str, str | None], dict[str, dict[str, float]]] | None = None

    def retrieve(self, query: Query, limit: int) -> list[ScoredPassage]:
        """At most ``limit`` passages for ``query`` as one question, best first.

        The same query on the same generation gives the same list.
        """
        if self._reranker is None:
            return self._found(query.text, query.document, limit)
        return self._reranker.rerank(query.text, self._found(query.text, query.document, WIDER * limit), limit)

    def _found(self, text: str, document: str | None, limit: int) -> list[ScoredPassage]:
        found = self.search(text, document)
        fused = fuse(found)
        if years := dutch.years(text):
            for passage_id, source in self._generation.store.sources_of(list(fused)).items():
                if not years.isdisjoint(_years_of(source)):
                    fused[passage_id] += OF_THE_YEAR
        best = sorted(fused, key=lambda passage_id: (-fused[passage_id], passage_id))[:limit]
        return [
            ScoredPassage(passage, fused[passage.id], {n: s[passage.id] for n, s in found.items() if passage.id in s})
            for passage in self._generation.store.passages(best)
        ]

    def search(self, text: str, document: str | None = None) -> dict[str, dict[str, float]]:
        """For each kind of search its own scores by passage id; of one document only, when one is named."""
        last = self._last
        if last and last[0] == (text, document):
            return last[1]  # more passages for the same question
        lexical, dense, store = self._generation.lexical, self._generation.dense, self._generation.store
        among = [passage.id for passage in store.passages_of(document)] if document else None
        found = {analysis.value: lexical.search(analysis, text, DEPTH, among) for analysis in Analysis}
        found[DENSE] = dense.search(self._embedder.embed_query(text), DEPTH, among)
        self._last = (text, document), found
        return found


def _years_of(source: Source) -> frozenset[str]:
    """The years by which a question may name a document."""
    published = {str(source.published_on.year)} if source.published_on else set()
    return dutch.years(source.title) | published


def fuse(found: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """The weighted sum of z-scores by passage id; what a search missed gets that search's floor.

    The floor is nothing for words, and for meaning, which ranks every passage but returns only the best, the lowest
    cosine found. It counts once among the scores, so that a word that one passage alone holds still says something.
    """
    fused = dict.fromkeys((passage_id for scores in found.values() for passage_id in scores), 0.0)
    for name, scores in found.items():
        floor = min(scores.values(), default=0.0) if name == DENSE else 0.0
        known = [*scores.values(), floor]
        if min(known) == max(known):
            continue  # all alike: it ranks nothing
        mean = fmean(known)
        spread = math.sqrt(fmean([(score - mean) ** 2 for score in known]))  # pstdev is exact, and slow
        for passage_id in fused:
            fused[passage_id] += WEIGHTS[name] * (scores.get(passage_id, floor) - mean) / spread
    return fused
