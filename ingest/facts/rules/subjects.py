"""Which programme a sentence speaks of."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.facts.model import FactKind
from ingest.facts.rules.finding import Finding
from ingest.facts.rules.known_names import KnownNames, key
from ingest.facts.rules.programme_names import mentions
from ingest.facts.rules.regional import cooperation_in
from ingest.facts.rules.units import Unit
from ingest.model import Kind, Source

# What a sentence about a programme calls it when it does not say its name.
_KINDS = (
    "programma", "akkoord", "overeenkomst", "convenant", "strategie", "samenwerking", "agenda", "platform", "programme",
    "agreement", "partnership", "strategy",
)  # fmt: skip
_KIND_WORD = re.compile(r"\bpact|deals?\b|\bfase\b|\bres\b")
_ARTICLE = re.compile(r"(?:(?:De|Het|The)\s+)?[‘'\"“]?")
_PAYS = re.compile(r"\W*\s(?:draagt|dragen|betaalt|betalen|legt|stelt|financiert|subsidieert)\b")
_IN_WHICH = re.compile(r"[’'\"”)]?,?\s+waar(?:in|aan|mee|bij|voor)\s")
_OF = re.compile(
    r"\b(?:partners?|deelnemers?|ondertekenaars?|leden|trekker)\s+(?:van|aan|in|bij)\s+(?:de\s+|het\s+)?[‘'\"“]?$"
)
_FROM = re.compile(
    r"\b(?:uit|vanuit|door|via|namens|dankzij|volgens|onder|kader\s+van|basis\s+van|voort\s+op|aan\s+op|sinds|na|naast|zoals|opvolger\s+van|"
    r"vervolg\s+op)\s+(?:de\s+|het\s+)?[‘'\"“]?$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\b(?:programma[’']s|deals|agenda[’']s|akkoorden|programmes)\b", re.IGNORECASE)
_REGION = re.compile(r"(?:Metropoolr|R)egio\s")  # named once it may be where somebody works
_DEAL = re.compile(
    r"(?:(?:eerste|tweede|derde|vierde|nieuwe)\s+)?(?:Regio|City|Green|Health|Woon)[ -]?Deal", re.IGNORECASE
)
_LINKED = re.compile(r"\s(?:voor|van|in)\s")
# What a title says was agreed: "Prestatieafspraken Oostveen 2024", "verslag overleg bestuursafspraken water".
_AGREED = re.compile(
    r"\b(?P<kind>(?:programmerings|prestatie|samenwerkings|bestuurs|gebieds|woon|regio|uitvoerings)afspraken)\b"
    r"(?:\s+[a-zà-ÿ][\w-]*)?(?:\s+(?!Verslag)[A-ZÀ-Þ][\w-]*)*(?:\s+(?:19|20)\d\d)?",
    re.IGNORECASE,
)
_FORM = re.compile(
    r"(?:naam|titel)\s+(?:van\s+)?(?:het\s+|de\s+)?(?:project|programma|initiatief|convenant|akkoord|samenwerking\w*|deal)|"
    r"(?:project|programma)(?:naam|titel)|(?:name|title)\s+of\s+(?:the\s+)?(?:project|programme)",
    re.IGNORECASE,
)
_PAIR, _LONGEST = 2, 10  # cells of such a row, and words of a name
_EARLY = 8  # sentences, in which a document says what it is about
_OFTEN = 3  # times, from which the programme that is named first is what the document is about
_PREFIX = re.compile(
    r"^(?:(?:Nationa(?:al|le)|Interbestuurlijke?|Regiona(?:al|le)|Provinciaal|IBP|NP|RES|[\w-]*(?:[Pp]rogramma|"
    r"strategie)|"
    r"voor|een)\s+)+"
)


class Subjects:
    """Says of each unit of a document which programme it is about; asked after all names are known."""

    def __init__(self, source: Source, units: Sequence[Unit], names: KnownNames) -> None:
        self._names = names
        if source.programme:
            names.add(source.programme, source.programme)
        self._form = self._filled_in(units)
        self.main = source.programme or self._form or self._main_of(source.title, units)
        if not self.main and not _SEVERAL.search(source.title) and (area := cooperation_in(source.title, units)):
            names.add(area, area)
            self.main = names.first_in(area) or area
        for name in names.all_names():
            if self.in_full(name) != name:
                names.let_mean(name, self.main)
        self._before = dict(self._named_before(units))

    def of(self, unit: Unit, at: int, *, only: bool = False) -> str:
        """The programme named beside character ``at`` of a unit, at its opening, in a heading above it, or before.

        With ``only``, the only one that a sentence names comes before those.
        """
        return (
            self._beside(unit.text, at)
            or self._opening(unit.text)
            or (self._only(unit.text) if only else "")
            or self._in_headings(unit)
            or self.main
            or self._names.first_in(unit.text)
            or self._names.first_in(unit.lead)
            or self._before[(unit.of_whole or unit.span).start]
        )

    def in_full(self, name: str) -> str:
        """A name; the one of the document where it is only the beginning of that: "de Regio Deal",
        "tweede Regio Deal"."""
        begins = key(self.main).startswith(f"{key(name)} ")
        rest = key(self.main)[len(key(name)) :]
        return self.main if begins and (_DEAL.fullmatch(name) or _LINKED.match(rest)) else name

    def is_named_in(self, unit: Unit) -> bool:
        """Whether a sentence names a programme, or calls it what it is: "de overeenkomst", in a form "het project"."""
        return (
            unit.has(_KINDS)
            or (self._form != "" and "project" in unit.lower)
            or bool(_KIND_WORD.search(unit.lower) or self._names.first_in(unit.text))
        )

    def first_mention(self, units: Sequence[Unit]) -> Iterator[tuple[Unit, Finding]]:
        """Where the text first names the programme that the document is known to be about, whatever shape it has."""
        for unit in units if self.main else ():
            for found in self._names.all_in(unit.text):
                if found.name == self.main:
                    value = unit.at(found.start, found.end)
                    yield unit, Finding(FactKind.PROGRAMME, value, "programme of the document", self.main)
                    return

    def _beside(self, text: str, at: int) -> str:
        """The programme in "…het Kustpact, waarin 60 partijen…" and "de 15 partners van Samen werkt beter"."""
        for found in self._names.all_in(text):
            if found.end <= at and _IN_WHICH.match(text, found.end):
                return found.name
            if found.start > at and _OF.search(text, at, found.start):
                return found.name
        return ""

    def _opening(self, text: str) -> str:
        """The programme that a sentence begins with, unless that only pays for another one."""
        found = next(iter(self._names.all_in(text)), None)
        article = _ARTICLE.match(text)
        if not found or not article or found.start != article.end():
            return ""
        return "" if _PAYS.match(text, found.end) or self._is_place(found.name) else found.name

    def _only(self, text: str) -> str:
        """The programme that a sentence names, when it is one and not where something comes from."""
        found = self._names.all_in(text)
        names = {one.name for one in found if not self._is_place(one.name) and not _REGION.match(one.name)}
        if len(names) != 1 or any(_FROM.search(text, 0, one.start) for one in found):
            return ""
        first = next(one for one in found if one.name in names)
        return "" if _PAYS.match(text, first.end) else first.name

    def _in_headings(self, unit: Unit) -> str:
        names = (self._names.first_in(heading) for heading in reversed(unit.passage.heading_path))
        return next((name for name in names if name and not self._is_place(name)), "")

    def _is_place(self, name: str) -> bool:
        """Whether a name is only the region in the name of the programme of the document."""
        return key(name) in key(self.main) and key(name) != key(self.main)

    def _named_before(self, units: Sequence[Unit]) -> Iterator[tuple[int, str]]:
        """Where each unit begins, and the programme that was named last under its heading."""
        path: tuple[str, ...] = ()
        name = ""
        for unit in units:
            if unit.passage.heading_path != path:
                path, name = unit.passage.heading_path, ""
            yield unit.span.start, name
            name = self._names.first_in(unit.text) or name

    def _filled_in(self, units: Sequence[Unit]) -> str:
        """The programme or project that a form is about: "Naam project | Schone Vaart"; of several none."""
        found = {name for unit in units if (name := _form_name(unit))}
        if len(found) != 1:
            return ""
        name = found.pop()
        self._names.add(name, name)
        return name

    def _main_of(self, title: str, units: Sequence[Unit]) -> str:
        """What the document is about: by its title, or by what it names most and early."""
        if _SEVERAL.search(title):
            return ""
        if agreed := _AGREED.search(title):
            name = agreed[0].rstrip(" .,:;")
            self._names.add(name, name)
            self._names.add(agreed["kind"], name)
            return name
        if in_title := next((found.name for found in mentions(title)), "") or self._names.first_in(title):
            self._names.add(in_title, in_title)
            return in_title
        named = [name for unit in units if (name := self._names.first_in(unit.text))]
        counted = Counter(map(_core, named)).most_common(2)
        if not counted:
            return ""
        core, times = counted[0]
        main = next(name for name in named if _core(name) == core)
        if len(counted) > 1 and times < 2 * counted[1][1] and (times < _OFTEN or main != named[0]):
            return ""
        early = any(self._names.first_in(unit.text) for unit in units[:_EARLY]) and not _REGION.match(main)
        return main if times > 1 or early else ""


def _form_name(unit: Unit) -> str:
    cells = [cell.strip(" :") for _, cell in unit.cells()] if unit.kind is Kind.TABLE else unit.text.split(": ")
    filled = [cell for cell in cells if cell]
    if len(filled) != _PAIR or not _FORM.fullmatch(filled[0]) or len(filled[1].split()) > _LONGEST:
        return ""
    return filled[1] if filled[1][0].isupper() else ""


def _core(name: str) -> str:
    """A name without its kind, so that "IBP Vitaal Platteland" counts with "Programma Vitaal Platteland"."""
    return key(_PREFIX.sub("", name)) or key(name)
