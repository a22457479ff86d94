"""What must be right with an answer that somebody wrote before it is given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from bot.alike import same_question
from bot.curated import LONGEST_QUESTION, composed, unproven
from bot.fronts.web.curating import Draft, Row
from bot.log.curated import Curated, CuratedAnswers, Proof
from bot.model import Fault, Statement
from bot.privacy import mask
from bot.screen import screen
from ingest import clock
from ingest.index.store import Store

FAULTS = {fault.name.lower(): fault.value for fault in Fault}
_LONGEST = 400  # characters of a sentence
_LONGEST_TERM = timedelta(days=731)


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft that was looked over: an answer, or what keeps it from being one."""

    answer: Curated | None = None
    question: str = ""  # the name of what is wrong with it
    until: str = ""
    rows: dict[int, str] = field(default_factory=dict)  # what is wrong with a sentence, by its place
    same: int = 0  # the number of an answer to the same question


def check(draft: Draft, owner: str, known: CuratedAnswers, store: Store, replaces: int | None) -> Checked:
    """The answer that a draft is, proven from ``store``, or all that is wrong with it."""
    today, until = clock.today(), _date(draft.until)
    same = next((c.number for c in _others(known, replaces) if same_question(c.question, draft.question)), 0)
    rows = dict(_row_faults(draft.rows))
    wrong = Checked(
        question=_question_fault(draft.question) or ("same" if same else ""),
        until=_date_fault(until, today),
        rows=rows if draft.rows else {-1: "none"},
        same=same,
    )
    if until is None or wrong.question or wrong.until or wrong.rows:
        return wrong
    answer = _answer(draft, owner, until)
    proven = composed(answer, store)
    if proven is None:
        return replace(wrong, rows={-1: "gone"})
    unsound = dict(unproven(proven, store, answer.question))
    found = {n: unsound[row.text].name.lower() for n, row in enumerate(draft.rows) if row.text in unsound}
    return replace(wrong, rows=found) if found else Checked(answer)


def _others(known: CuratedAnswers, replaces: int | None) -> Iterator[Curated]:
    return (curated for curated in known.standing() if curated.number != replaces)


def _question_fault(question: str) -> str:
    if not question:
        return "empty"
    if len(question) > LONGEST_QUESTION:
        return "long"
    return "unsearchable" if screen(question) else ""


def _date_fault(until: date | None, today: date) -> str:
    if until is None:
        return "none"
    if until < today:
        return "past"
    return "far" if until > today + _LONGEST_TERM else ""


def _row_faults(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    for number, row in enumerate(rows):
        if not row.text:
            yield number, "empty"
        elif len(row.text) > _LONGEST and row.text not in {" ".join(proof.quote.split()) for proof in row.proofs}:
            yield number, "long"
        elif not row.proofs:
            yield number, "unproven"
        elif row.text in {other.text for other in rows[:number]}:
            yield number, "twice"


def _answer(draft: Draft, owner: str, until: date) -> Curated:
    chosen = {proof.key: proof for row in draft.rows for proof in row.proofs}
    numbers = {key: number for number, key in enumerate(chosen, 1)}
    return Curated(
        question=mask(draft.question),
        statements=tuple(Statement(row.text, tuple(numbers[p.key] for p in row.proofs)) for row in draft.rows),
        proofs=tuple(
            Proof(numbers[key], p.passage.document_id, p.passage.digest, p.quote) for key, p in chosen.items()
        ),
        owner=owner,
        valid_until=until,
        made_at=datetime.now(UTC),
        turn=draft.turn,
    )


def _date(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
