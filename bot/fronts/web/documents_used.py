"""Which documents the answers of a period rest on, held against the live collection."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.fronts import render
from bot.fronts.web.visit import Visit
from bot.library import Shelved
from bot.model import document_key

SHOWN = 20
_UNUSED = 50


@dataclass(frozen=True, slots=True)
class Used:
    """A document and how many answers cite it; ``caution`` says what is the matter with it, if anything."""

    key: str
    title: str
    count: int
    is_live: bool
    caution: str = ""


@dataclass(frozen=True, slots=True)
class Documents:
    """The most used documents, those that should be looked at, and those that nobody needed."""

    most: Sequence[Used]
    stale: Sequence[Used]  # old, over or replaced, and used all the same; the most used first
    unused: Sequence[Shelved]  # the first of them
    unused_in_all: int
    live: int


def documents_used(visit: Visit, counts: Counter[str], today: date) -> Documents:
    """What the counted documents (by short name) are; raises IngestError when there is no collection."""
    shelved = visit.desk.library.documents()
    live = {one.key: one.source for one in shelved}
    successors = {source.supersedes: source for source in live.values() if source.supersedes}
    former = {document_key(known): known for known in visit.desk.records.figures.documents()}
    used = []
    for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        source = live.get(key)
        if source:
            caution = render.caution_for(source, successors.get(source.id), today, visit.language)
            used.append(Used(key, render.title(source), count, is_live=True, caution=caution))
        else:
            used.append(Used(key, former.get(key, key).rpartition("/")[2], count, is_live=False))
    unused = [one for one in shelved if one.key not in counts]
    return Documents(
        most=used[:SHOWN],
        stale=[one for one in used if one.caution][:SHOWN],
        unused=unused[:_UNUSED],
        unused_in_all=len(unused),
        live=len(shelved),
    )
