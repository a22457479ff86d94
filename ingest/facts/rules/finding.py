"""What a rule finds in a unit, before it is known which programme it is about."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ingest.facts.model import FactKind
from ingest.facts.rules.units import Unit
from ingest.model import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact whose value stands at ``value`` in the document; without a subject it is about what the unit is about."""

    kind: FactKind
    value: Span
    rule: str
    subject: str = ""
    role: str = ""
    beside_name: bool = False  # it counts only in a sentence that speaks of a programme


Rule = Callable[[Unit], Iterable[Finding]]


def whole(kind: FactKind, unit: Unit, rule: str, *, beside_name: bool = False) -> Finding:
    """A finding whose value is all of a unit."""
    return Finding(kind, unit.span, rule, beside_name=beside_name)
