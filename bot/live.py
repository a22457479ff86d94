"""The live generation as the bot reads it, opened anew when a refresh has switched the pointer."""

import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from bot.abbreviations import Abbreviations
from bot.compose.answer_type import defined_word
from bot.compose.evidence import Judge
from bot.compose.extractive import ExtractiveComposer
from bot.counting.composer import count
from bot.model import Answer, Query
from bot.programmes import Facts
from bot.rerank import Reranker
from bot.retrieve import Retriever
from ingest import dutch
from ingest.embed import Embedder
from ingest.embedding.words import WordMeanings
from ingest.facts.model import FactKind
from ingest.index.generation import Generation, Generations
from ingest.index.lexical import rarity
from ingest.model import ScoredPassage

EVIDENCE = 10  # passages that are weighed for one question
WIDE_EVIDENCE = 30  # the same for a question about one word, which all the best passages hold
MORE_EVIDENCE = 25  # the same before it is said that there is no answer
HOPELESS = 0.05  # confidence below which there is nothing in more passages either


@dataclass(frozen=True, slots=True)
class Shelf:
    """One open generation and what answers from it."""

    generation: Generation
    retriever: Retriever
    composer: ExtractiveComposer
    facts: Facts

    def count(self, query: Query) -> Answer | None:
        """What was gathered over all documents, where that is asked for; else None."""
        return count(query, self.facts, self.generation.store, lambda: self.search(query))

    def search(self, query: Query) -> Answer:
        """What the passages say that a search finds; before it is nothing, more of them are looked at."""
        answer = self.composer.compose(query, self._find(query, EVIDENCE))
        if answer.abstained and answer.confidence >= HOPELESS and not all(map(_is_of_one_word, query.asked)):
            return self.composer.compose(query, self._find(query, MORE_EVIDENCE))
        return answer

    def _find(self, query: Query, limit: int) -> list[list[ScoredPassage]]:
        """For each question in ``query`` the passages that may hold its answer, the best first."""
        asked = [replace(part, document=query.document) for part in query.asked]
        return [self.retriever.retrieve(part, WIDE_EVIDENCE if _is_of_one_word(part) else limit) for part in asked]


def _is_of_one_word(query: Query) -> bool:
    """Whether a question is about one word, which all the best passages hold, or asks what one is."""
    return len(dutch.content_lemmas(query.text)) == 1 or defined_word(query.wording) != ""


def open_shelf(
    generation: Generation, embedder: Embedder, reranker: Reranker | None = None, corrections: Path | None = None
) -> Shelf:
    """What answers from ``generation``, which was made with ``embedder``; a ``reranker`` is asked where one is set.

    ``corrections`` is the file in which the secretariat corrects what was gathered.
    """
    lexical = generation.lexical
    defined = ((fact.value, fact.subject) for fact in generation.store.facts(FactKind.ABBREVIATION))
    judge = Judge(
        embedder,
        WordMeanings(embedder),
        lambda lemma: rarity(lexical.frequency(lemma), lexical.count()),
        Abbreviations(defined),
    )
    facts = Facts(generation.store, embedder, corrections)
    return Shelf(
        generation, Retriever(generation, embedder, reranker), ExtractiveComposer(judge, generation.store), facts
    )


class Collection(Protocol):
    """Where answers come from: the live generation, or one that a refresh looks at before it goes live."""

    def current(self) -> Shelf:
        """The generation to answer from; raises IngestError when there is none that can be read."""

    def live_id(self) -> str:
        """The name of that generation without opening it; empty when there is none."""


class LiveCollection:
    """Hands out the live generation; safe to ask from several threads."""

    def __init__(
        self,
        generations: Generations,
        embedder: Embedder,
        reranker: Reranker | None = None,
        corrections: Path | None = None,
    ) -> None:
        self._generations = generations
        self._corrections = corrections
        self._embedder = embedder
        self._reranker = reranker
        self._lock = threading.Lock()
        self._shelf: Shelf | None = None

    def current(self) -> Shelf:
        """The live generation; raises what ``Generations.live`` raises when there is none that can be read."""
        with self._lock:
            if self._shelf is None or self._shelf.generation.id != self._generations.live_id():
                # The former one is not closed here: another thread may still be answering from it.
                self._shelf = self._open()
            return self._shelf

    def live_id(self) -> str:
        """The name of the live generation without opening it; empty when there is none."""
        return self._generations.live_id() or ""

    def _open(self) -> Shelf:
        return open_shelf(self._generations.live(), self._embedder, self._reranker, self._corrections)
