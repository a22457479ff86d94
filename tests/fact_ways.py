"""Documents written for the tests, with below each line the facts that a reader would take from it.

`> partner: Vitens; gemeente Ede` stands below the line that says so, `> status: *` where the whole line is meant, and
`> region?: Ede` where finding it is right and missing it is too. Of a line without these nothing may be found.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ingest.facts.extract import extract
from ingest.facts.model import Fact, FactKind, flat
from ingest.load import read
from ingest.model import Source
from ingest.split import split

FOLDER = Path(__file__).parent / "bench" / "facts" / "ways"
_MARKS = re.compile(r"^(?:#+|[-*])\s+")
# What is named in passing is of no concern here.
_LEFT_OUT = frozenset({FactKind.PROGRAMME, FactKind.ABBREVIATION, FactKind.FIGURE, FactKind.OFFICE})


@dataclass(slots=True)
class Line:
    """A line of a document, and what it tells: kinds with their values, "*" for the line itself."""

    text: str
    wanted: list[tuple[str, str]] = field(default_factory=list)
    allowed: list[tuple[str, str]] = field(default_factory=list)

    def tells(self, fact: Fact) -> bool:
        """Whether the line tells this, or allows it."""
        said = {(fact.kind.value, value) for value in (fact.name, fact.value, "*")}
        return not said.isdisjoint([*self.wanted, *self.allowed])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found that no line tells, and what lines tell that was not found, each in readable words."""

    wrong: list[str]
    missed: list[str]


def outcome(file: Path) -> Outcome:
    """The facts of a document beside what its lines tell."""
    title, lines = _lines(file.read_text(encoding="utf-8"))
    text = "\n".join(line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("> "))
    document = read(Source(file.name, file, title), text.encode())
    facts = [fact for fact in extract(document, split(document)) if fact.kind not in _LEFT_OUT]
    found = [(_line_of(flat(fact.span.of(document.text)), lines), fact) for fact in facts]
    wrong = [f"{fact.kind}: {fact.name} <- {line.text}" for line, fact in found if not line.tells(fact)]
    told = {(id(line), fact.kind.value, value) for line, fact in found for value in (fact.name, fact.value, "*")}
    missed = [
        f"{kind}: {value} <- {line.text}"
        for line in lines
        for kind, value in line.wanted
        if FactKind(kind) not in _LEFT_OUT and (id(line), kind, value) not in told
    ]
    return Outcome(wrong, missed)


def _lines(text: str) -> tuple[str, list[Line]]:
    """The title of a document, and its lines with what stands below them."""
    first, *rest = text.splitlines()
    lines = [Line("")]
    for line in rest:
        if line.startswith("> "):
            kind, values = line.removeprefix("> ").split(":", 1)
            told = lines[-1].allowed if kind.endswith("?") else lines[-1].wanted
            told += [(kind.rstrip("?"), value.strip()) for value in values.split(";")]
        elif line.strip():
            lines.append(Line(_bare(line)))
    return first.removeprefix("# "), lines


def _bare(line: str) -> str:
    return flat(_MARKS.sub("", line.strip())).strip("| ")


def _line_of(span: str, lines: Iterable[Line]) -> Line:
    """The line that a fact is proven by: the one that is it, else the one that holds it."""
    known = list(lines)
    same = [line for line in known if line.text == span]
    return (same or [line for line in known if span in line.text] or known[:1])[0]
