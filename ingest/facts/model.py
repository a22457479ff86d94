"""What a document says of a programme in one sentence, list item or table row: plain, frozen data."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ingest.model import Source, Span


class FactKind(StrEnum):
    """What a fact tells, and what its value then is."""

    PROGRAMME = "programme"  # that there is one: its name
    ABBREVIATION = "abbreviation"  # of the subject: the letters
    PERIOD = "period"  # when it runs: "2019-2022"
    REGION = "region"  # where it works: a name
    BUDGET = "budget"  # what it may cost: an amount with its unit
    STATUS = "status"  # how far it is: the words for that
    PREDECESSOR = "predecessor"  # what it follows: a name
    SUCCESSOR = "successor"  # what follows it: a name
    PARTNER = "partner"  # who takes part: the name of an organisation
    PARTNER_TOTAL = "partner_total"  # how many take part, as stated: a number and the word for them
    SUCCESS_FACTOR = "success_factor"  # what made it work: the sentence
    LESSON = "lesson"  # what was learned: the sentence
    OBSTACLE = "obstacle"  # what stood in the way: the sentence
    RECOMMENDATION = "recommendation"  # what should be done: the sentence
    OFFICE = "office"  # a person in a public office, which is the role: the name
    FIGURE = "figure"  # a number that it reached or aims at, with its unit


# The words that stand once before a list of names ("de gemeenten Ermelo en Putten") and belong to each of them.
BODIES = frozenset({"gemeente", "provincie", "waterschap", "hoogheemraadschap", "ministerie"})


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that one place in one document says.

    ``value`` is cut from the text at ``span`` and differs from it in whitespace only. ``span`` is the whole sentence,
    list item or table row that proves it, as a range of the document's text, so that an answer can quote it. Its date
    is the date of the document's source.
    """

    kind: FactKind
    subject: str  # the programme it is about, as the document calls it; empty when it does not say
    value: str
    document_id: str
    passage_id: str
    page: int | None  # where the passage begins
    span: Span
    rule: str  # the name of the rule that found it
    role: str = ""  # of an office its title, of a partner what it does in the programme or one of BODIES

    @property
    def name(self) -> str:
        """The value with what kind of body it is, where that stood before the whole list: "gemeente Ermelo"."""
        return f"{self.role} {self.value}" if self.role in BODIES else self.value

    def is_proven_by(self, text: str) -> bool:
        """Whether the span lies in the text of the document and holds the value."""
        inside = 0 <= self.span.start < self.span.end <= len(text)
        return inside and bool(self.value) and self.value in flat(self.span.of(text))


@dataclass(frozen=True, slots=True)
class Told:
    """A fact, with the document that tells it."""

    fact: Fact
    source: Source

    @property
    def day(self) -> date:
        """When the document was published; a document without a date is as old as can be."""
        return self.source.published_on or date.min


def flat(text: str) -> str:
    """The text on one line, with single blanks."""
    return " ".join(text.split())
