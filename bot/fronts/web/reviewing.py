"""All that is known of one answer, as a reviewer sees it."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import HTTPException

from bot.assistant import REMEMBERED
from bot.fronts import render
from bot.fronts.web.goldens import golden_cases, golden_id, key_facts
from bot.fronts.web.visit import Visit
from bot.fronts.web.waiting import for_reason, waiting
from bot.log.model import LoggedTurn, PastTurn
from bot.log.reviews import Judgement, Review
from bot.model import Citation, Evidence
from ingest.model import Passage, ScoredPassage


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage that was considered for an answer."""

    passage: Passage
    score: float | None  # None when it is cited without having been searched for
    found_by: Sequence[tuple[str, float]]
    numbers: tuple[int, ...]  # of the citations from it
    pieces: Sequence[tuple[str, bool]]  # its words in order, with whether they are quoted


@dataclass(frozen=True, slots=True)
class Judged:
    """A reviewer's opinion with the name that colleagues know."""

    review: Review
    name: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An answer with all that is known of it."""

    turn: LoggedTurn
    before: Sequence[PastTurn]
    used: Sequence[Weighed]
    rejected: Sequence[Weighed]
    judgement: Judgement
    opinions: Sequence[Judged]
    own: Review | None
    may_settle: bool
    previous: str  # addresses of the lines beside it in the queue; empty where there is none
    following: str
    facts: Sequence[str]  # what a golden case would ask for
    is_golden: bool


def reviewed(visit: Visit, number: int, reason: str = "") -> Reviewed:
    """All that is known of the answer with this number; HTTPException 404 when there is none."""
    records, me = visit.desk.records, visit.signed_in.id
    turn, judgement = records.turns.at(number), records.reviews.of(number)
    if turn is None:
        raise HTTPException(404)
    shown = {account.id: account.shown for account in records.accounts.all()}
    lines = [line.address for line in for_reason(waiting(visit), reason)]
    here = next((n for n, line in enumerate(lines) if line.split("?")[0] == f"/beoordelen/{number}"), -1)
    return Reviewed(
        turn=turn,
        before=records.turns.before(turn, REMEMBERED) if turn.conversation else (),
        used=_used(turn),
        rejected=[_weighed(item, ()) for item in turn.evidence if not item.used],
        judgement=judgement,
        opinions=[Judged(r, shown.get(r.opinion.account, "")) for r in judgement.standing],
        own=judgement.of(me),
        may_settle=judgement.may_settle(me),
        previous=lines[here - 1] if here > 0 else "",
        following=lines[here + 1] if here + 1 < len(lines) else "",
        facts=key_facts(turn),
        is_golden=any(case.id == golden_id(number) for case in golden_cases(visit).cases),
    )


def _used(turn: LoggedTurn) -> list[Weighed]:
    """The passages that were used, also those that no search found."""
    searched = [item for item in turn.evidence if item.used]
    known = {(item.scored.passage.document_id, item.scored.passage.span) for item in searched}
    found = [_weighed(item, turn.citations) for item in searched]
    for citation in turn.citations:
        place = (citation.passage.document_id, citation.passage.span)
        if place not in known:
            known.add(place)
            scored = ScoredPassage(citation.passage, 0.0)
            found.append(_weighed(Evidence(scored, used=True), turn.citations, searched=False))
    return found


def _weighed(item: Evidence, citations: Sequence[Citation], *, searched: bool = True) -> Weighed:
    passage = item.scored.passage
    theirs = [c for c in citations if c.passage.document_id == passage.document_id and passage.span.covers(c.span)]
    return Weighed(
        passage=passage,
        score=item.scored.score if searched else None,
        found_by=sorted(item.scored.found_by.items(), key=lambda pair: -pair[1]),
        numbers=tuple(citation.number for citation in theirs),
        pieces=render.pieces(passage, theirs),
    )
