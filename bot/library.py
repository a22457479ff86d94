"""What people look up in the live collection without a question: its documents, and what stands beside a passage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.counting.card import Card, card
from bot.live import Collection
from bot.model import document_key
from bot.programmes import Gathered
from bot.query import understand
from ingest import dutch
from ingest.index.store import Store
from ingest.model import Passage, ScoredPassage, Source


@dataclass(frozen=True, slots=True)
class Shelved:
    """A document of the live collection as people browse it."""

    source: Source
    passages: int
    digest: str = ""  # of the bytes that were indexed

    @property
    def key(self) -> str:
        """A short name that fits in a button and a link; the same for as long as the document's id is."""
        return document_key(self.source.id)


class Library:
    """The documents of a collection; safe to ask from several threads. Every method raises IngestError as it does."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._read: tuple[str, tuple[Shelved, ...]] = ("", ())

    def documents(self) -> Sequence[Shelved]:
        """All documents, the newest first and those without a date last."""
        generation = self._collection.current().generation
        if self._read[0] != generation.id:
            shelved = (Shelved(entry.source, entry.passages, entry.digest) for entry in generation.store.entries())
            self._read = generation.id, tuple(sorted(shelved, key=_newest_first))
        return self._read[1]

    def find(self, words: str) -> list[Shelved]:
        """The documents whose title, publisher, programme, region or file name holds each of the words."""
        wanted = dutch.fold(words).split()
        return [shelved for shelved in self.documents() if all(word in _described(shelved.source) for word in wanted)]

    def document(self, key: str) -> Shelved | None:
        """The document with this short name."""
        return next((shelved for shelved in self.documents() if shelved.key == key), None)

    def gathered(self) -> Gathered:
        """What all documents together say of programmes, partners and lessons."""
        return self._collection.current().facts.gathered()

    def card(self, key: str) -> Card | None:
        """Everything on the programme with this short name, on one page."""
        shelf = self._collection.current()
        programme = shelf.facts.gathered().programme(key)
        return card(programme, shelf.facts.gathered(), shelf.generation.store) if programme else None

    def newest(self) -> date | None:
        """The date of the newest document."""
        return max((d.source.published_on for d in self.documents() if d.source.published_on), default=None)

    def successor(self, source: Source) -> Source | None:
        """The document that replaces this one, if the collection has it."""
        return next((d.source for d in self.documents() if d.source.supersedes == source.id), None)

    def store(self) -> Store:
        """The documents as they are stored."""
        return self._collection.current().generation.store

    def search(self, words: str, limit: int) -> list[ScoredPassage]:
        """The passages that words find, best first, as a question would find them."""
        return self._collection.current().retriever.retrieve(understand(words), limit)

    def holds(self, word: str) -> bool:
        """Whether a passage has a folded word, in any form."""
        return self._collection.current().generation.lexical.frequency(dutch.lemma(word)) > 0

    def passages(self, document_id: str) -> list[Passage]:
        """The passages of a document from its beginning to its end; none when it is not in the collection."""
        return self._collection.current().generation.store.passages_of(document_id)

    def beside(self, passage: Passage, step: int) -> Passage | None:
        """The passage so many places further, or back when negative; None past the ends.

        None too when the document has changed since: what stands beside these words is then not what stood there.
        """
        passages = self.passages(passage.document_id)
        here = [n for n, other in enumerate(passages) if (other.digest, other.span) == (passage.digest, passage.span)]
        place = here[0] + step if here else -1
        return passages[place] if 0 <= place < len(passages) else None


def _newest_first(shelved: Shelved) -> tuple[int, str, str]:
    day = shelved.source.published_on
    return (-day.toordinal() if day else 0, dutch.fold(shelved.source.title), shelved.source.id)


def _described(source: Source) -> str:
    return dutch.fold(
        " ".join(filter(None, (source.title, source.publisher, source.programme, source.region, source.doc)))
    )
