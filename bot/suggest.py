"""Questions that the collection surely answers: examples for a newcomer, and what to ask next.

A candidate comes from the documents themselves, a heading that asks something or a programme's name in a fixed
question. It is offered only when it was answered silently, with the words that it was made for.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bot.compose.grounding import ground
from bot.library import Library, Shelved
from bot.live import Collection
from bot.model import Answer, Citation
from bot.query import understand
from bot.screen import screen
from ingest import dutch
from ingest.model import Passage

SURE = 0.6  # confidence from which a question may be promised an answer
TRIED = 6  # candidates that are tried for one answer
BROWSED = 12  # documents in which an example is looked for
_TEMPLATES = ("Wat is {}?", "Wie zijn de partners van {}?", "Wat zijn de succesfactoren van {}?")
_SHORTEST, _LONGEST = 3, 12  # words of a question that fits a button
# Words that only mean something where they stand.
_BOUND = re.compile(
    r"\b(ik|wij|we|ons|onze|mijn|u|uw|je|jouw|deze|dit|die|dat|hier|daar\w*|hun|zij|ze)\b", re.IGNORECASE
)
_KEY = re.compile(r"h([0-9a-f]{16})|t(\d)-([0-9a-f]{12})")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question, and a short key by which it is found again for as long as its document has it."""

    text: str
    key: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    suggestion: Suggestion
    document_id: str
    heading: str = ""  # under which the answer must stand; empty where any part of the document will do
    start: int = 0  # where it stands in the document


class Suggestions:
    """Offers questions from a collection; safe to ask from several threads."""

    def __init__(self, collection: Collection, library: Library) -> None:
        self._collection = collection
        self._library = library
        self._sure = lru_cache(maxsize=5_000)(self._try)
        self._headings = lru_cache(maxsize=500)(self._read_headings)

    def examples(self, count: int = 2) -> list[Suggestion]:
        """Questions for somebody who knows nothing yet, each about another document, the newest first."""
        found: list[Suggestion] = []
        for shelved in islice(self._library.documents(), BROWSED):
            if len(found) == count:
                break
            candidates = (c for c in self._about(shelved) if c.suggestion.text not in {s.text for s in found})
            found += islice(self._surely_answered(candidates), 1)
        return found

    def after(self, answer: Answer, asked: str, count: int = 2) -> list[Suggestion]:
        """What to ask next, from the documents that an answer cites and about what it did not say yet."""
        cited = {citation.passage.id for citation in answer.citations}
        candidates = (
            candidate
            for document_id, start in _documents(answer.citations)
            for candidate in sorted(
                self._headings(self._collection.live_id(), document_id), key=lambda c: (c.start < start, c.start)
            )
            if candidate.suggestion.key[1:] not in cited and dutch.fold(candidate.suggestion.text) != dutch.fold(asked)
        )
        return list(islice(self._surely_answered(islice(candidates, TRIED)), count))

    def find(self, key: str) -> str | None:
        """The question with this key; None when its document is gone or says something else now."""
        match = _KEY.fullmatch(key)
        if not match:
            return None
        passage_id, number, document_key = match.groups()
        if passage_id:
            passages = self._collection.current().generation.store.passages([passage_id])
            return passages[0].heading_path[-1] if passages and passages[0].heading_path else None
        shelved = self._library.document(document_key)
        named = shelved.source.programme if shelved else None
        return _TEMPLATES[int(number)].format(named) if named and int(number) < len(_TEMPLATES) else None

    def _about(self, shelved: Shelved) -> Iterator[_Candidate]:
        """A few questions about one document."""
        yield from islice(self._headings(self._collection.live_id(), shelved.source.id), TRIED)
        if named := shelved.source.programme:
            for number, template in enumerate(_TEMPLATES):
                yield _Candidate(Suggestion(template.format(named), f"t{number}-{shelved.key}"), shelved.source.id)

    def _surely_answered(self, candidates: Iterable[_Candidate]) -> Iterator[Suggestion]:
        live = self._collection.live_id()
        return (candidate.suggestion for candidate in candidates if self._sure(live, candidate))

    def _read_headings(self, generation: str, document_id: str) -> tuple[_Candidate, ...]:
        del generation  # only for the cache
        return tuple(_asking(self._library.passages(document_id)))

    def _try(self, generation: str, candidate: _Candidate) -> bool:
        """Whether the candidate is answered, with certainty and from where it was taken."""
        del generation  # only for the cache
        answer = self.preview(candidate.suggestion.text)
        return (
            answer.confidence >= SURE
            and bool(answer.citations)
            and all(
                citation.passage.document_id == candidate.document_id
                and (not candidate.heading or candidate.heading in citation.passage.heading_path)
                for citation in answer.citations
            )
        )

    def preview(self, text: str) -> Answer:
        """The answer to a question on its own, in the words of the documents only and without a trace in the log."""
        shelf = self._collection.current()
        query = understand(text)
        return ground(shelf.search(query), shelf.generation.store)


def _documents(citations: Sequence[Citation]) -> list[tuple[str, int]]:
    """The documents cited, each with where its first quote begins."""
    places: dict[str, int] = {}
    for citation in citations:
        places.setdefault(citation.passage.document_id, citation.span.start)
    return list(places.items())


def _asking(passages: Iterable[Passage]) -> Iterator[_Candidate]:
    """The headings that ask something on their own, from the beginning of the document to its end."""
    seen: set[str] = set()
    for passage in passages:
        heading = passage.heading_path[-1] if passage.heading_path else ""
        words = len(heading.split())
        if (
            passage.has_heading
            and heading not in seen
            and heading.endswith("?")
            and _SHORTEST <= words <= _LONGEST
            and not _BOUND.search(heading)
            and screen(heading) is None
        ):
            seen.add(heading)
            suggestion = Suggestion(heading, f"h{passage.id}")
            yield _Candidate(suggestion, passage.document_id, heading, passage.span.start)
