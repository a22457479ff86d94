"""Curated answers: what a person wrote is given first, for as long as the documents still hold its quotes."""

from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum

from bot.alike import same_question
from bot.compose.grounding import ground
from bot.log.curated import Curated, Proof
from bot.model import CURATED, Answer, AnswerStatus, Citation, Evidence, Fault, Query
from bot.wording import curated as by_whom
from ingest import clock
from ingest.index.store import Store
from ingest.model import ScoredPassage

LONGEST_QUESTION = 300  # characters


class State(StrEnum):
    """What becomes of a curated answer; all but the first want somebody's attention, the last excepted."""

    GIVEN = "given"
    CHANGED = "changed"  # given, but a document that it quotes is not the one that somebody read
    LOST = "lost"  # not given: its quotes are not in the documents any more
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"

    @property
    def is_returned(self) -> bool:
        """Whether it is back in the queue."""
        return self in (State.CHANGED, State.LOST, State.EXPIRED)


class CuratedFirst:
    """Gives what somebody wrote in answer to the same question; safe to call from several threads."""

    def __init__(
        self, standing: Callable[[], Sequence[Curated]], organisation: str = "", today: Callable[[], date] = clock.today
    ) -> None:
        """``standing`` gives the answers that were not withdrawn, the newest first; raises what that raises."""
        self._standing = standing
        self._today = today
        self._organisation = organisation

    def __call__(self, query: Query, store: Store) -> Answer | None:
        """The answer to ``query``; None when nobody wrote one, its last day passed or ``store`` proves it no more."""
        if query.document:
            return None
        today = self._today()
        for curated in self._standing():
            if curated.valid_until >= today and same_question(curated.question, query.text):
                notice = by_whom(self._organisation, curated.valid_until, query.language)
                answer = composed(curated, store, notice)
                if answer and not unproven(answer, store, query.said):
                    return answer
        return None


def composed(curated: Curated, store: Store, notice: str = "") -> Answer | None:
    """A curated answer with its quotes as the documents have them now; None when one of them is gone."""
    citations = [found for proof in curated.proofs if (found := find_quote(proof, store))]
    if len(citations) < len(curated.proofs):
        return None
    return Answer(
        AnswerStatus.ANSWERED,
        curated.statements,
        tuple(citations),
        notice,
        evidence=tuple(Evidence(ScoredPassage(c.passage, 1.0, {"curated": 1.0}), used=True) for c in citations),
        confidence=1.0,
        composer=CURATED,
    )


def unproven(answer: Answer, store: Store, asked: str) -> list[tuple[str, Fault]]:
    """The statements of a curated answer that its quotes do not prove, each with what is wrong."""
    return [(dropped.text, dropped.fault) for dropped in ground(answer, store, asked).dropped]


def find_quote(proof: Proof, store: Store) -> Citation | None:
    """Where the words of a proof stand in its document now, as a sentence, list item or row of their own."""
    wanted = proof.quote.split()
    for passage in store.passages_of(proof.document_id):
        for span in passage.sentences:
            if passage.quote(span).split() == wanted:
                return Citation(proof.number, passage, passage.quote(span), span)
    return None


def state(curated: Curated, store: Store, today: date) -> State:
    """What becomes of a curated answer on a day, given the documents."""
    if curated.withdrawn_at:
        return State.WITHDRAWN
    answer = composed(curated, store)
    if answer is None or unproven(answer, store, curated.question):
        return State.LOST
    if curated.valid_until < today:
        return State.EXPIRED
    digests = {citation.number: citation.passage.digest for citation in answer.citations}
    same = all(digests[proof.number] == proof.digest for proof in curated.proofs)
    return State.GIVEN if same else State.CHANGED
