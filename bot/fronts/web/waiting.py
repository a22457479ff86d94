"""What waits for reviewers, why, and what becomes of the curated answers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.curated import State, state
from bot.fronts.web.visit import Visit
from bot.log.curated import Curated
from bot.log.queue import LiveSources, Reason
from ingest import clock
from ingest.errors import IngestError, NoIndex


@dataclass(frozen=True, slots=True)
class Waiting:
    """A line of the queue."""

    address: str
    question: str
    moment: datetime
    reasons: tuple[Reason, ...]
    status: str = ""
    confidence: float | None = None
    state: State | None = None  # of a curated answer


def waiting(visit: Visit) -> list[Waiting]:
    """What waits for reviewers, the most urgent first."""
    records = visit.desk.records
    turns = [
        Waiting(f"/beoordelen/{e.number}", e.question, e.asked_at, e.reasons, e.status, e.confidence)
        for e in records.queue.entries(visit.desk.sample, _live(visit))
    ]
    back = [
        Waiting(f"/vaste-antwoorden/{c.number}", c.question, c.made_at, (Reason.CURATED,), state=now)
        for c, now in states(visit, records.curated.standing())
        if now.is_returned
    ]
    urgency = list(Reason)
    return sorted([*turns, *back], key=lambda line: urgency.index(line.reasons[0]))


def for_reason(lines: Iterable[Waiting], reason: str) -> list[Waiting]:
    """The lines that wait for one reason, each leading to a page that goes on with it; all of them when it is empty."""
    wanted = [line for line in lines if not reason or reason in line.reasons]
    return [replace(line, address=f"{line.address}?reden={reason}") for line in wanted] if reason else wanted


def counted(lines: Iterable[Waiting]) -> list[tuple[Reason, int]]:
    """How many lines there are for each reason, the most urgent reason first."""
    counts = Counter(reason for line in lines for reason in line.reasons)
    return [(reason, counts[reason]) for reason in Reason if counts[reason]]


def states(visit: Visit, answers: Iterable[Curated]) -> list[tuple[Curated, State]]:
    """Curated answers, each with what becomes of it; without an index none is given."""
    try:
        store, today = visit.desk.library.store(), clock.today()
        return [(curated, state(curated, store, today)) for curated in answers]
    except NoIndex:
        return [(curated, State.WITHDRAWN if curated.withdrawn_at else State.LOST) for curated in answers]


def _live(visit: Visit) -> LiveSources | None:
    archive = visit.desk.generations.archive
    try:
        digests = {shelved.source.id: shelved.digest for shelved in visit.desk.library.documents()}
        meta = archive.meta(archive.must_live_id())
    except IngestError:
        return None
    return LiveSources(meta.id, meta.created_at, digests)
