"""A programme on one page: what documents say of it, by subject, the newest first, every line with its number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.counting.proofs import Line, Proofs
from bot.model import Citation, Statement
from bot.programmes import Gathered, Programme
from ingest.facts.model import FactKind, Told
from ingest.facts.organisations import BodyKind
from ingest.index.store import Store
from ingest.model import Source

ORDER = (
    FactKind.PROGRAMME,
    FactKind.ABBREVIATION,
    FactKind.PERIOD,
    FactKind.REGION,
    FactKind.BUDGET,
    FactKind.STATUS,
    FactKind.PREDECESSOR,
    FactKind.SUCCESSOR,
    FactKind.PARTNER_TOTAL,
    FactKind.PARTNER,
    FactKind.OFFICE,
    FactKind.FIGURE,
    FactKind.SUCCESS_FACTOR,
    FactKind.OBSTACLE,
    FactKind.LESSON,
    FactKind.RECOMMENDATION,
)
# Of these the name is enough; of the others the whole sentence is shown.
_NAMED = (FactKind.PARTNER, FactKind.ABBREVIATION, FactKind.REGION, FactKind.PREDECESSOR, FactKind.SUCCESSOR)


@dataclass(frozen=True, slots=True)
class Section:
    """What is told of one kind."""

    kind: FactKind
    lines: Sequence[Statement]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything on one page."""

    programme: Programme
    sections: Sequence[Section]
    citations: Sequence[Citation]
    sources: Sequence[Source]  # the documents about it, the newest first

    def days(self, line: Statement) -> Sequence[date | None]:
        """The dates of the documents that say a line, each once and the newest first; None for one without a date."""
        said = {c.passage.source.published_on for c in self.citations if c.number in line.citations}
        return sorted(said, key=lambda day: day or date.min, reverse=True)


def card(programme: Programme, gathered: Gathered, store: Store) -> Card:
    """The card of a programme; raises IngestError when the index cannot be read."""
    lines = {kind: list(_lines(kind, programme, gathered)) for kind in ORDER}
    proofs = Proofs([told for several in lines.values() for line in several for told in line.told], store)
    sections = []
    for kind, several in lines.items():
        said = dict.fromkeys(statement for line in several if (statement := proofs.statement(line)))
        if said:
            sections.append(Section(kind, list(said)))
    return Card(programme, sections, proofs.citations, programme.sources)


def told_of(kind: FactKind, programme: Programme) -> Sequence[Told]:
    """What is told of one kind, as far as it is worth reading: one sentence says what a programme is."""
    if kind is FactKind.PROGRAMME:
        return (programme.described,) if programme.described else ()
    return programme.totals if kind is FactKind.PARTNER_TOTAL else programme.of(kind)


def _lines(kind: FactKind, programme: Programme, gathered: Gathered) -> Sequence[Line]:
    told = told_of(kind, programme)
    if kind not in _NAMED:
        return [Line("", (one,)) for one in told]
    named: dict[str, list[Told]] = {}
    for one in told:
        name = gathered.names.canonical(one.fact.name, partner=kind is FactKind.PARTNER)
        as_told = name.kind is BodyKind.GENERIC or kind is FactKind.ABBREVIATION
        shown = one.fact.name if as_told else name.canonical
        named.setdefault(shown, []).append(one)
    return [Line(shown, tuple(ones)) for shown, ones in named.items()]
