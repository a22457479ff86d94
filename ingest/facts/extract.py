"""The facts of a document, from its structure and cue words; nothing is said that one place in it does not say."""

from collections.abc import Iterable, Iterator, Sequence

from ingest.facts.model import Fact, FactKind, flat
from ingest.facts.rules.budgets import budgets
from ingest.facts.rules.figures import figures
from ingest.facts.rules.finding import Finding, Rule
from ingest.facts.rules.known_names import KnownNames
from ingest.facts.rules.learned import SAYS_ITSELF, learned
from ingest.facts.rules.offices import offices
from ingest.facts.rules.partner_totals import partner_totals
from ingest.facts.rules.partners import partners
from ingest.facts.rules.periods import periods
from ingest.facts.rules.programmes import programmes
from ingest.facts.rules.regions import regions
from ingest.facts.rules.statuses import statuses
from ingest.facts.rules.subjects import Subjects
from ingest.facts.rules.succession import succession
from ingest.facts.rules.units import Unit, parts_of, units
from ingest.model import Document, Kind, Passage, Span

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
_WITHOUT_PROGRAMME: tuple[Rule, ...] = (offices, figures)
_OF_A_PROGRAMME = frozenset(
    {
        FactKind.PERIOD,
        FactKind.REGION,
        FactKind.BUDGET,
        FactKind.PREDECESSOR,
        FactKind.SUCCESSOR,
        FactKind.PARTNER,
        FactKind.PARTNER_TOTAL,
        FactKind.STATUS,
    }
)
# Of these, the programme that the same sentence names is the one, whatever the document is about.
_OF_WHAT_IT_NAMES = frozenset({FactKind.PERIOD, FactKind.BUDGET, FactKind.STATUS, FactKind.REGION})
_TOGETHER = ("samenwerk", "programma", "regio", "partner", "cooperat", "programmes", "programme ", "region")
# Where no programme is known, a sentence alone must say that it is about doing something together.
_WITH_OTHERS = (
    "samen", "partij", "partner", "overleg", "gemeente", "provincie", "waterschap", "overhe", "ministerie", "bestuur",
    "afspra", "programma", "organisatie", "betrokken", "draagvlak", "vertrouwen", "raad", "regio", "bewoners",
    "inwoners", "together", "cooperat", "municipal", "province", "trust",
)  # fmt: skip
_OFTEN = 3  # units, in which a document on working together says so


def extract(document: Document, passages: Sequence[Passage]) -> list[Fact]:
    """The facts in a document in the order of its text, each of them once per place."""
    read = list(units(document, passages))
    names = KnownNames()
    found = [(unit, finding, finding.subject) for unit, finding in programmes(document.source.title, read, names)]
    named = {subject for unit, _, subject in found if not _asks(unit)}
    found = [one for one in found if not _asks(one[0]) or one[2] not in named]
    subjects = Subjects(document.source, read, names)
    found = [(unit, finding, subjects.in_full(subject)) for unit, finding, subject in found]
    if all(subject != subjects.main for *_, subject in found):
        found.extend((unit, finding, subjects.main) for unit, finding in subjects.first_mention(read))
    # What goes well or badly in other documents is of no use here, however it is put.
    together = bool(subjects.main) or sum(unit.has(_TOGETHER) for unit in read) >= _OFTEN
    parts = {unit.span.start: tuple(parts_of(unit)) for unit in read}
    # What a sentence of an item says is quoted by the sentence; what an item teaches is all of it.
    by_sentence = (part for unit in read for part in (*parts[unit.span.start], unit))
    by_item = [part for unit in read for part in (unit, *parts[unit.span.start])]
    known = bool(names.all_names())
    taught = learned(by_item) if known or together else ()
    others = _with_subjects((*_by_unit(by_sentence, known=known), *taught), subjects)
    found.extend(one for one in others if one[2] or together)
    found.sort(key=lambda one: (one[0].span, one[1].value, one[1].kind))
    return [_fact(document, *one) for one in found]


def _with_subjects(found: Iterable[tuple[Unit, Finding]], subjects: Subjects) -> Iterator[tuple[Unit, Finding, str]]:
    """What was found, and the programme that it is about; of two rules that find the same the first counts."""
    seen = set[tuple[FactKind, Span]]()
    told = set[tuple[FactKind, str, tuple[str, ...]]]()
    for unit, finding in found:
        if (finding.kind, finding.value) in seen or (finding.beside_name and not subjects.is_named_in(unit)):
            continue
        if unit.of_whole and (finding.kind, unit.of_whole) in seen:
            continue  # an item is one lesson, however many sentences it has
        seen.add((finding.kind, finding.value))
        if finding.value == unit.span:
            sentence = (finding.kind, unit.text, unit.passage.heading_path[:1])
            if sentence in told:
                continue  # a text that is printed twice says it once
            told.add(sentence)
        at = finding.value.start - unit.span.start
        subject = finding.subject or subjects.of(unit, at, only=finding.kind in _OF_WHAT_IT_NAMES)
        if not subject and finding.rule == SAYS_ITSELF and not unit.has(_WITH_OTHERS):
            continue
        if _is_kept(finding.kind, unit.quote(finding.value), subject):
            yield unit, finding, subject


def _by_unit(read: Iterable[Unit], *, known: bool) -> Iterator[tuple[Unit, Finding]]:
    """What the rules find; where no programme is ``known``, only a table may name what its numbers belong to."""
    for unit in read:
        if _asks(unit):
            continue
        for rule in RULES if known or unit.kind is Kind.TABLE else _WITHOUT_PROGRAMME:
            for finding in rule(unit):
                yield unit, finding


def _asks(unit: Unit) -> bool:
    """Whether a unit is a question, which tells nothing but the names in it."""
    return unit.text.rstrip().endswith("?")


def _is_kept(kind: FactKind, value: str, subject: str) -> bool:
    """Not of a programme that is not known, and not of one that takes part in itself."""
    if kind in (FactKind.PARTNER, FactKind.REGION) and value.casefold() == subject.casefold():
        return False
    return bool(subject) or kind not in _OF_A_PROGRAMME


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
