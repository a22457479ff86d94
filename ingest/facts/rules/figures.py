"""Numbers that measure what a programme aims at, reached, or works for."""

import re
from collections.abc import Iterator

from ingest.facts.model import FactKind
from ingest.facts.rules.finding import Finding
from ingest.facts.rules.units import Unit
from ingest.facts.rules.wording import NUMBER
from ingest.model import Kind

_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_SCALE = r"(?:\s(?:miljoen|miljard))?"
_UNIT = (
    r"(?:[TGMk]Wh?|terawattuur|gigawattuur|megawatt(?:uur)?|hectaren?|ha|km2?|kilometers?|ton|megaton|kton|procent|"
    r"(?:[\w-]*(?:inwoners|woningen|huizen|banen|arbeidsplaatsen|werkplekken|laadpunten|laadpalen|windmolens|"
    r"zonnepanelen|"
    r"natuurgebieden|auto['’]s|projecten|bedrijven|ondernemers|huishoudens|bezoekers|studenten|leerlingen|locaties|"
    r"kavels|"
    r"boerderijen|bedrijventerreinen|zoekgebieden|inhabitants|residents|homes|houses|jobs|projects|hectares|"
    r"companies)))"
)
_BEFORE_UNIT = r"(?:(?!van\b|uit\b|en\b|of\b|per\b)[\w’'-]+e\s+){0,2}"
_MEASURED = re.compile(
    rf"(?<![\w.,-])(?:(?:{_DIGITS}){_SCALE}|{NUMBER})\s?(?:%|{_BEFORE_UNIT}{_UNIT}\b)", re.IGNORECASE
)
_LARGE = re.compile(r"(?<![\w.,€-])(?<!€ )\d{1,3}(?:\.\d{3})+(?![\d.,]*\s?(?:euro|miljoen|miljard|EUR))")
_RANGE = re.compile(rf"(?<![\w.,-])(?:{_DIGITS})\s+(?:tot|en|à)\s+(?=(?:{_DIGITS})\s?{_UNIT}\b)", re.IGNORECASE)
_CELL = re.compile(
    rf"(?:{_DIGITS}){_SCALE}(?:\s?(?:%|{_UNIT}))|\d{{1,3}}(?:\.\d{{3}})+|(?:{_DIGITS})\s+tot\s+(?:{_DIGITS})\s?{_UNIT}",
    re.IGNORECASE,
)
_IN_YEAR = re.compile(r"(?:19|20)\d\d\s+[a-zà-ÿ]")  # "voor 1 juli 2023 zoekgebieden aanwijzen"
_ANY_NUMBER = re.compile(
    r"\d|twintig|dertig|veertig|vijftig|tig\b|tien\b|elf\b|twaalf|twee|drie|vier|vijf|zes|zeven|acht|negen"
)
_MONEY = re.compile(r"€|\beuro|\bbudget|\bbijdrage|\bmln\b", re.IGNORECASE)


def figures(unit: Unit) -> Iterator[Finding]:
    """The numbers with a unit in a sentence or a row; money, dates and how many take part are facts of another kind."""
    if unit.kind is Kind.TABLE:
        yield from _in_row(unit)
        return
    if not _ANY_NUMBER.search(unit.lower):
        return
    found = [*_MEASURED.finditer(unit.text), *_RANGE.finditer(unit.text)]
    taken = [match.span() for match in found]
    found.extend(m for m in _LARGE.finditer(unit.text) if not any(left <= m.start() < right for left, right in taken))
    for match in found:
        if not (_one(match[0]) or _IN_YEAR.match(match[0])):
            yield Finding(
                FactKind.FIGURE, unit.at(match.start(), match.start() + len(match[0].rstrip())), "number with a unit"
            )


def _in_row(unit: Unit) -> Iterator[Finding]:
    if not unit.header:
        return
    for (start, cell), above in zip(unit.cells(), unit.header, strict=False):
        if not _MONEY.search(f"{above} {cell}") and (match := _CELL.fullmatch(cell)):
            yield Finding(FactKind.FIGURE, unit.at(start, start + len(match[0])), "number in a row")


def _one(text: str) -> bool:
    return text.split(maxsplit=1)[0].casefold() in ("een", "één", "1")
