"""The form in which somebody writes an answer, from the documents or from what was answered before."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.curated import find_quote
from bot.log.curated import Curated, Proof
from bot.log.model import LoggedTurn
from bot.model import Citation
from ingest import clock
from ingest.index.store import Store
from ingest.model import Passage, Span

MOST = 8  # sentences of an answer, and proofs of a sentence
_HALF_A_YEAR = timedelta(days=182)
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


def _default_date() -> str:
    return (clock.today() + _HALF_A_YEAR).isoformat()
