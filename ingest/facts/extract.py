"""The facts of a document, from its structure and cue words; nothing is said that one place in it does not say."""

from collections.abc import Iterable, Iterator, Sequence

from ingest.facts.model import Fact, FactKind, flat
from ingest.facts.rules.budgets import budgets
from ingest.facts.rules.figures import figures
from ingest.facts.rules.finding import Finding, Rule
from ingest.facts.rules.learned import learned
from ingest.facts.rules.offices import offices
from ingest.facts.rules.partner_totals import partner_totals
from ingest.facts.rules.partners import partners
from ingest.facts.rules.periods import periods
from ingest.facts.rules.programmes import Programmes
from ingest.facts.rules.regions import regions
from ingest.facts.rules.statuses import statuses
from ingest.facts.rules.succession import succession
from ingest.facts.rules.units import Unit, units
from ingest.model import Document, Passage, Span

RULES: tuple[Rule, ...] = (
    partners,
    partner_totals,
    periods,
    budgets,
    regions,
    statuses,
    succession,
    offices,
    figures,
)
_OF_A_PROGRAMME = frozenset(
    {
        FactKind.PERIOD,
        FactKind.REGION,
        FactKind.BUDGET,
        FactKind.PREDECESSOR,
        FactKind.SUCCESSOR,
        FactKind.PARTNER,
        FactKind.PARTNER_TOTAL,
    }
)


def extract(document: Document, passages: Sequence[Passage]) -> list[Fact]:
    """The facts in a document in the order of its text, each of them once per place."""
    read = list(units(document, passages))
    programmes = Programmes(document, read)
    found: dict[tuple[FactKind, Span], Fact] = {}
    for unit, finding in (*_by_unit(read), *learned(read)):
        key = finding.kind, finding.value  # of two rules that find the same the first counts
        if key not in found and (not finding.beside_name or programmes.is_spoken_of(unit.text)):
            subject = finding.subject or programmes.of(unit, finding.value.start - unit.span.start)
            found[key] = _fact(document, unit, finding, subject)
    facts = [fact for fact in found.values() if not (_is_itself(fact) or _is_of_nothing(fact))]
    facts.extend(_fact(document, unit, finding, finding.subject) for unit, finding in programmes.findings)
    return sorted(facts, key=lambda fact: (fact.span, fact.kind))


def _by_unit(read: Iterable[Unit]) -> Iterator[tuple[Unit, Finding]]:
    for unit in read:
        for rule in RULES:
            for finding in rule(unit):
                yield unit, finding


def _is_of_nothing(fact: Fact) -> bool:
    """Whether it would belong on the card of a programme, and it is not known of which."""
    return not fact.subject and fact.kind in _OF_A_PROGRAMME


def _is_itself(fact: Fact) -> bool:
    """Whether a programme is said to take part in itself, or to work in what it is called after."""
    return fact.kind in (FactKind.PARTNER, FactKind.REGION) and fact.value.casefold() == fact.subject.casefold()


def _fact(document: Document, unit: Unit, finding: Finding, subject: str) -> Fact:
    return Fact(
        kind=finding.kind,
        subject=subject,
        value=flat(finding.value.of(document.text)),
        document_id=document.id,
        passage_id=unit.passage.id,
        page=unit.passage.page,
        span=unit.span,
        rule=finding.rule,
        role=finding.role,
    )
