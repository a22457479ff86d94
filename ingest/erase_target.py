"""What an erasure takes away: a document with its parts in all kept versions, and the words to look for it by."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace

from ingest.errors import IndexMismatch, UnknownDocument
from ingest.index.archive import Archive
from ingest.index.store import Entry, Store
from ingest.model import Passage, Source

_SAMPLE = 10  # pieces of text that are looked for
_CANDIDATES = 60  # from which those are chosen that stand in no other document
_LONGEST = 48  # characters of a piece; a database cuts a longer one in two more often
_SHORTEST = (24, 12)  # characters of a piece; the shorter ones only when there is nothing else


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be erased.

    ``names`` are the ids of all that goes, because the same bytes may have had another name in another generation.
    ``holders`` are the generations that hold it. ``pieces`` are parts of its sentences that stand in no other document,
    ``shared`` the ids of the documents that have some of the same sentences.
    """

    ids: frozenset[str]
    digests: frozenset[str]
    names: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    holders: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()

    def covers(self, entry: Entry) -> bool:
        """Whether a stored document is to be erased: by its id, or because its bytes are the same."""
        return entry.source.id in self.ids or entry.digest in self.digests


def find(name: str, archive: Archive) -> Target:
    """The document with this id or file name in any kept generation.

    Raises UnknownDocument, NoIndex, and IndexMismatch when the live documents cannot be read.
    """
    with ExitStack() as opened:
        stores = dict(_stores(archive, opened))
        entries = {generation: store.entries() for generation, store in stores.items()}
        every = [entry for stored in entries.values() for entry in stored]
        ids = _ids(name, every) or {stores[archive.must_live_id()].find(name).id}  # which raises UnknownDocument
        digests = {entry.digest for entry in every if entry.source.id in ids}
        found = Target(frozenset(ids), frozenset(digests))
        theirs = {generation: [e for e in stored if found.covers(e)] for generation, stored in entries.items()}
        candidates = _spread(_pieces(stores, theirs), _CANDIDATES)
        shared, known = set[str](), set[str]()
        for generation, stored in entries.items():
            for entry in stored:
                if found.covers(entry) or entry.digest in known:
                    continue
                known.add(entry.digest)
                text = stores[generation].text(entry.source.id)
                if common := [piece for piece in candidates if piece in text]:
                    shared.add(entry.source.id)
                    candidates = [piece for piece in candidates if piece not in common]
        return replace(
            found,
            names=tuple(sorted({entry.source.id for stored in theirs.values() for entry in stored})),
            sources=tuple({entry.given: None for stored in theirs.values() for entry in stored}),
            holders=tuple(generation for generation, stored in theirs.items() if stored),
            pieces=tuple(_spread(candidates, _SAMPLE)),
            shared=tuple(sorted(shared)),
        )


def _stores(archive: Archive, opened: ExitStack) -> Iterator[tuple[str, Store]]:
    """The documents of each kept generation, without the generations that cannot be read and are not live."""
    live = archive.must_live_id()
    for generation in archive.kept():
        try:
            yield generation, opened.enter_context(closing(Store(archive.store(generation))))
        except IndexMismatch:
            if generation == live:
                raise


def _ids(name: str, entries: Sequence[Entry]) -> set[str]:
    """The ids of the document and of what is in it, as in an archive or a mail; raises UnknownDocument for more."""
    ids = {entry.source.id for entry in entries}
    by_id = {one for one in ids if one == name or one.startswith(f"{name}/")}
    if by_id:
        return by_id
    named = {entry.source.id for entry in entries if entry.source.doc.casefold() == name.casefold()}
    if len(named) > 1:
        raise UnknownDocument(f"Er zijn meer documenten met de naam '{name}'. Kies er een: {', '.join(sorted(named))}.")
    return {one for one in ids for own in named if one == own or one.startswith(f"{own}/")}


def _pieces(stores: Mapping[str, Store], theirs: Mapping[str, Iterable[Entry]]) -> list[str]:
    read: dict[tuple[str, str], list[Passage]] = {}
    for generation, entries in theirs.items():
        for entry in entries:
            if (entry.source.id, entry.digest) not in read:
                read[entry.source.id, entry.digest] = stores[generation].passages_of(entry.source.id)
    sentences = [p.quote(span) for passages in read.values() for p in passages for span in p.sentences]
    for shortest in _SHORTEST:
        if found := list(dict.fromkeys(piece for text in sentences for piece in _ends(text, shortest))):
            return found
    return []


def _ends(sentence: str, shortest: int) -> Iterator[str]:
    """The beginning and the end of a sentence: where a database cuts it, one of the two stays whole."""
    lines = [line for line in sentence.splitlines() if len(line) >= shortest]
    if lines:
        yield lines[0][:_LONGEST]
        yield lines[-1][-_LONGEST:]


def _spread(items: Sequence[str], count: int) -> list[str]:
    """At most so many of the items, evenly spread."""
    return list(items) if len(items) <= count else [items[i * len(items) // count] for i in range(count)]
