"""Lines with their proofs: each place in a document gets one number, however many lines rest on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.compose.claims import Proof, fault
from bot.compose.grounding import stands_above
from bot.model import Citation, Statement
from ingest.facts.model import Told
from ingest.index.store import Store
from ingest.model import Passage, Span


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer: what it shows, and what proves it."""

    shown: str  # the name that people know; empty: the quote itself
    told: tuple[Told, ...]
    labels: bool = False  # whether what is shown stands before the quote where that does not hold it


class Proofs:
    """Makes statements with numbered citations, each place of a document once."""

    def __init__(self, told: Iterable[Told], store: Store, asked: str = "") -> None:
        """``told`` is all that will be proven; ``asked`` is the question, of which a line may repeat words."""
        ids = dict.fromkeys(one.fact.passage_id for one in told)
        self._passages = {passage.id: passage for passage in store.passages(list(ids))}
        self._asked = asked
        self._numbers: dict[tuple[str, Span], int] = {}
        self.citations: list[Citation] = []

    def statement(self, line: Line) -> Statement | None:
        """What a line shows, where its quotes prove that; else as a document writes it, else the first quote itself."""
        known = self._passages
        there = [(told, known[told.fact.passage_id]) for told in line.told if told.fact.passage_id in known]
        if not there:
            return None
        for shown in dict.fromkeys((line.shown, *(told.fact.name for told, _ in there))) if line.shown else ():
            if proving := [one for one in there if self._proves(shown, *one)]:
                return Statement(shown, tuple(dict.fromkeys(self._number(*one) for one in proving)))
            if line.labels:
                break
        told, passage = there[0]
        quote = " ".join(passage.quote(told.fact.span).split())
        if line.labels and stands_above(line.shown, passage):
            quote = f"{line.shown}: {quote}"
        return Statement(quote, (self._number(told, passage),))

    def _proves(self, shown: str, told: Told, passage: Passage) -> bool:
        quote = passage.quote(told.fact.span)
        if " ".join(quote.split()) == shown:
            return True
        return fault(shown, Proof(quote, quote, f"{passage.source.title} {passage.section}"), self._asked) is None

    def _number(self, told: Told, passage: Passage) -> int:
        place = (passage.id, told.fact.span)
        if place not in self._numbers:
            self._numbers[place] = len(self.citations) + 1
            quote = passage.quote(told.fact.span)
            self.citations.append(Citation(self._numbers[place], passage, quote, told.fact.span))
        return self._numbers[place]
