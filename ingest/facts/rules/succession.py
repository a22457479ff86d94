"""Which programme came before or after another one."""

import re
from collections.abc import Iterator

from ingest.facts.model import FactKind
from ingest.facts.rules.finding import Finding
from ingest.facts.rules.programme_names import mentions
from ingest.facts.rules.units import Unit
from ingest.model import Kind

_BEFORE = re.compile(
    r"\b(?:opvolger\s+van|vervolg\s+op|bouwt\s+voort\s+op|vervangt|voortgekomen\s+uit|komt\s+voort\s+uit|volgt\s+op|"
    r"voorganger(?:\s+was|:|\s+is)|in\s+de\s+plaats\s+van|successor\s+(?:of|to)|replaces|builds\s+on)\s+(?:de|het|"
    r"the)?\s*$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:opgevolgd\s+door|vervangen\s+door|voorganger\s+van|opgegaan\s+in|gaat\s+(?:over|op)\s+in|voortgezet\s+in|"
    r"opvolger(?:\s+is|:)|succeeded\s+by|replaced\s+by)\s+(?:de|het|the)?\s*$",
    re.IGNORECASE,
)
_CUES = (
    "opvolg", "vervolg op", "voort", "vervangt", "vervangen", "volgt op", "voorganger", "plaats van", "opgegaan",
    "gaat over", "gaat op",
    "success", "succeed", "replace", "builds on",
)  # fmt: skip


def succession(unit: Unit) -> Iterator[Finding]:
    """The programmes that a unit names right after words for what came before or after."""
    if unit.kind is Kind.TABLE or not unit.has(_CUES):
        return
    for mention in mentions(unit.text):
        for kind, cue in ((FactKind.PREDECESSOR, _BEFORE), (FactKind.SUCCESSOR, _AFTER)):
            if cue.search(unit.text, 0, mention.start):
                yield Finding(kind, unit.at(mention.start, mention.end), "named after a word for its order")
