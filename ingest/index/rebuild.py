"""A kept generation made anew from what it holds, without some documents: nothing of those is ever written in it."""

from collections.abc import Callable, Set
from contextlib import closing

from ingest.index.archive import Changes, Meta
from ingest.index.generation import Generation, Generations, Making
from ingest.index.store import Entry


def rebuild_without(generations: Generations, former: Meta, is_gone: Callable[[Entry], bool]) -> Meta:
    """Replace a kept generation by one without some documents, made in empty files.

    The vectors of the other passages are taken over: they say nothing of what is gone. To be used under
    ``archive.exclusive()``; raises IndexMismatch when the generation cannot be read, and OSError.
    """
    with closing(generations.open(former.id)) as old, generations.draft(None) as draft:
        notes, gone, without = old.store.notes(), set[str](), set[str]()
        for entry in old.store.entries():
            name = entry.source.id
            passages = old.store.passages_of(name)
            if is_gone(entry):
                gone.add(name)
                without.update(passage.id for passage in passages)
                continue
            draft.store.put(
                entry.given, old.store.document(name), passages, notes[name], old.store.facts(document_id=name)
            )
            draft.lexical.add(passages)
        draft.dense.add_all_of(old.dense, without)
        new = generations.finish(draft, _making(old, gone))
        return generations.put_in_place_of(former, draft, new)


def _making(old: Generation, gone: Set[str]) -> Making:
    """How the former generation was made, as if the documents had never been there."""
    changes = old.meta.changes
    added, changed, removed = (
        tuple(name for name in names if name not in gone) for names in (changes.added, changes.changed, changes.removed)
    )
    return Making(old.meta.reading, old.meta.rejections, Changes(added, changed, removed), old.meta.pace)
