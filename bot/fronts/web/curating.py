"""The form in which somebody writes an answer, and what must be right before it is given."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from bot.alike import same_question
from bot.curated import LONGEST_QUESTION, composed, find_quote, today_here, unproven
from bot.log.curated import Curated, CuratedAnswers, Proof
from bot.log.model import LoggedTurn
from bot.model import Citation, Fault, Statement
from bot.privacy import mask
from bot.screen import screen
from ingest.index.store import Store
from ingest.model import Passage, Span

MOST = 8  # sentences of an answer, and proofs of a sentence
LONGEST = 400  # characters of a sentence
_HALF_A_YEAR, _LONGEST_TERM = timedelta(days=182), timedelta(days=731)
_KEY = re.compile(r"([^:]{1,64}):(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A sentence of the live collection that proves something."""

    passage: Passage
    span: Span

    @property
    def key(self) -> str:
        """What stands for it in a form."""
        return f"{self.passage.id}:{self.span.start}-{self.span.end}"

    @property
    def quote(self) -> str:
        """Its words."""
        return self.passage.quote(self.span)


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence in the making."""

    text: str
    proofs: tuple[Chosen, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer in the making, as it stands in the form."""

    question: str = ""
    until: str = ""
    rows: tuple[Row, ...] = ()
    turn: int | None = None  # the number of the turn that it is made from
    lost: int = 0  # proofs that were chosen and are not in the documents any more


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft that was looked over: an answer, or what keeps it from being one."""

    answer: Curated | None = None
    question: str = ""  # the name of what is wrong with it
    until: str = ""
    rows: dict[int, str] = field(default_factory=dict)  # what is wrong with a sentence, by its place
    same: int = 0  # the number of an answer to the same question

    @property
    def faults(self) -> bool:
        """Whether anything is wrong."""
        return self.answer is None


def choose(key: str, store: Store) -> Chosen | None:
    """The sentence that a key stands for, if the live collection has it."""
    if not (match := _KEY.fullmatch(key)) or not (found := store.passages([match[1]])):
        return None
    span = Span(int(match[2]), int(match[3]))
    return Chosen(found[0], span) if span in found[0].sentences else None


def from_turn(turn: LoggedTurn, store: Store) -> Draft:
    """A draft that says what an answer said, as far as the live collection still proves it."""
    quoted = {citation.number: tuple(_sentences(citation, store)) for citation in turn.citations}
    rows = [Row(s.text, tuple(c for n in s.citations for c in quoted.get(n, ()))[:MOST]) for s in turn.statements]
    return Draft(turn.question, _default_date(), tuple(rows[:MOST]), turn.number)


def from_curated(curated: Curated, store: Store) -> Draft:
    """A draft of an answer that was given before."""
    chosen = {proof.number: _found(proof, store) for proof in curated.proofs}
    rows = [Row(s.text, tuple(c for n in s.citations if (c := chosen[n]))) for s in curated.statements]
    lost = sum(found is None for found in chosen.values())
    return Draft(curated.question, curated.valid_until.isoformat(), tuple(rows), curated.turn, lost)


def from_form(question: str, until: str, texts: Sequence[str], keys: Iterable[str], store: Store) -> Draft:
    """A draft as somebody sent it; each of ``keys`` is the place of a sentence, a colon, and the key of a proof."""
    proofs: dict[int, dict[str, Chosen]] = {}
    lost = 0
    for placed in keys:
        place, _, key = placed.partition(":")
        found = choose(key, store)
        lost += found is None
        if found and place.isdecimal():
            proofs.setdefault(int(place), {})[key] = found
    rows = [Row(_tidy(text), tuple(proofs.get(n, {}).values())[:MOST]) for n, text in enumerate(texts[:MOST])]
    return Draft(_tidy(question), until.strip(), tuple(row for row in rows if row.text or row.proofs), lost=lost)


def blank() -> Draft:
    """A draft of which nothing is known yet."""
    return Draft(until=_default_date())


def take(draft: Draft, chosen: Chosen, place: str) -> Draft:
    """The draft with a sentence of the documents: as a new one, or as one more proof of the one at ``place``."""
    rows = list(draft.rows)
    if place.isdecimal() and int(place) < len(rows):
        row = rows[int(place)]
        if chosen.key not in {proof.key for proof in row.proofs}:
            rows[int(place)] = replace(row, proofs=(*row.proofs, chosen)[:MOST])
    elif len(rows) < MOST:
        rows.append(Row(_tidy(chosen.quote), (chosen,)))
    return replace(draft, rows=tuple(rows))


def check(draft: Draft, owner: str, known: CuratedAnswers, store: Store, replaces: int | None) -> Checked:
    """The answer that a draft is, proven from ``store``, or all that is wrong with it."""
    today, until = today_here(), _date(draft.until)
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
        elif len(row.text) > LONGEST and row.text not in {" ".join(proof.quote.split()) for proof in row.proofs}:
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


def _sentences(citation: Citation, store: Store) -> Iterator[Chosen]:
    """The sentences that a logged citation quotes, as the live collection has them."""
    passage = citation.passage
    for span in passage.sentences:
        if citation.span.start < span.end and span.start < citation.span.end:
            proof = Proof(citation.number, passage.document_id, passage.digest, passage.quote(span))
            if found := _found(proof, store):
                yield found


def _found(proof: Proof, store: Store) -> Chosen | None:
    citation = find_quote(proof, store)
    return Chosen(citation.passage, citation.span) if citation else None


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _date(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _default_date() -> str:
    return (today_here() + _HALF_A_YEAR).isoformat()


FAULTS = {fault.name.lower(): fault.value for fault in Fault}
