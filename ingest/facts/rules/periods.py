"""When a programme runs: ranges of years beside a word for that, in a table, or in its name."""

import re
from collections.abc import Iterator

from ingest.facts.model import FactKind
from ingest.facts.rules.finding import Finding
from ingest.facts.rules.units import Unit, labelled_cells
from ingest.facts.rules.wording import CAPITAL, MOMENT, NUMBER
from ingest.model import Kind

_TO = r"(?:\s*[-–]\s*|\s+(?:tot\s+en\s+met|t/m|tot|until|to|through|en)\s+)"
_RANGE = rf"{MOMENT}{_TO}{MOMENT}"
_RUNS = (
    r"(?:loopt|lopen|liep|liepen|looptijd|duurt|duurde|duur|periode|geldt|gold|actief|fase|termijn|runs|ran|period|"
    r"term|"
    r"programmaperiode|convenantperiode)"
)
_STATED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_RUNS}\b[^.;]{{0,60}}?(?<![\w-])(?P<value>{_RANGE})(?![\w-])",
        rf"(?<![\w-])(?P<value>{_RANGE})(?![\w-])[^.;]{{0,40}}\b(?:loopt|liep|looptijd)\b",
        rf"\b(?:loopt|lopen|duurt|geldt|verlengd|verlengt|eindigt|eindigde|afloopt|runs|ends|"
        rf"extended)\s+(?:\w+\s+){{0,3}}?"
        rf"(?P<value>(?:tot\s+en\s+met|tot|t/m|door\s+tot|op|in|until|on)\s+{MOMENT})",
        rf"\b(?:looptijd|duur|duurt|periode|loopt)\s+(?:(?:is|van|bedraagt|:|"
        rf"voor)\s+)*(?:\w+\s+)?(?P<value>{NUMBER}\s+(?:jaar|maanden|years))\b",
        rf"\bis\s+(?P<value>{NUMBER}\s+jaar)\s+geldig\b",
        rf"\bvoor\s+(?:(?:de|een)\s+(?:duur|periode)\s+van\s+)?(?P<value>{NUMBER}\s+jaar)\b",
    )
)
_BARE = re.compile(
    rf"(?:looptijd|periode|duur|period|term)\s*:?\s*(?:van\s+)?(?P<value>{_RANGE}|{NUMBER}\s+jaar)\.?", re.IGNORECASE
)
_LABEL = re.compile(r"(?:looptijd|periode|duur|jaren|programmaperiode|period|term|duration|years)", re.IGNORECASE)
_CELL = re.compile(
    rf"(?:van\s+)?(?P<value>{_RANGE}|(?:tot\s+(?:en\s+met\s+)?|t/m\s+){MOMENT}|{NUMBER}\s+(?:jaar|years))",
    re.IGNORECASE,
)
_IN_NAME = re.compile(
    rf"\b\w*(?:[Pp]rogramma|[Aa]genda|[Pp]lan|[Dd]eal|[Ss]trategie|[Aa]kkoord)(?:\s+(?:en\s+|van\s+|voor\s+|de\s+|"
    rf"het\s+)*{CAPITAL})*"
    r"\s+(?P<value>(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d)\b"
)
_YEAR_OR_LENGTH = re.compile(r"(?:19|20)\d\d|jaar|maanden|years")
_OTHER = re.compile(
    r"\b(?:onderzoek|studie|evaluatie|inzage|kabinetsperiode|collegeperiode|zittingsperiode|subsidieronde)\b",
    re.IGNORECASE,
)


def periods(unit: Unit) -> Iterator[Finding]:
    """The periods that a unit states for a programme; not that of a study, or of what lies open for inspection."""
    if unit.kind is Kind.TABLE:
        for start, cell, subject in labelled_cells(unit, _LABEL):
            if match := _CELL.match(cell):
                value = unit.at(start + match.start("value"), start + match.end("value"))
                yield Finding(FactKind.PERIOD, value, "row or column of periods", subject)
        return
    if not _YEAR_OR_LENGTH.search(unit.lower):
        return
    if match := _BARE.fullmatch(unit.text):
        yield Finding(FactKind.PERIOD, unit.at(*match.span("value")), "labelled period")
    elif not _OTHER.search(unit.text):
        yield from _in_sentence(unit)


def _in_sentence(unit: Unit) -> Iterator[Finding]:
    for named in _IN_NAME.finditer(unit.text):
        yield Finding(FactKind.PERIOD, unit.at(*named.span("value")), "years in a name")
    for pattern in _STATED:
        if match := pattern.search(unit.text):
            yield Finding(FactKind.PERIOD, unit.at(*match.span("value")), "stated period", beside_name=True)
            return
