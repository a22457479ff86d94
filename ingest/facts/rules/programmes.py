"""Which programmes a document is about: their names, their short forms, and which one a sentence speaks of."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.dutch import STOPWORDS
from ingest.facts.model import FactKind, flat
from ingest.facts.rules.abbreviations import short_forms
from ingest.facts.rules.finding import Finding
from ingest.facts.rules.programme_names import Mention, cleaned, item, mentions
from ingest.facts.rules.units import Unit
from ingest.facts.rules.wording import CAPITAL, PROGRAMME_WORD
from ingest.model import Document, Kind

_KIND = r"(?:programma|platform|akkoord|samenwerkingsverband|convenant|overeenkomst|netwerk|coalitie|pact|alliantie|programme|agreement|partnership|cooperation|collaboration|alliance)"
_QUOTED = r"[‘'\"“](?P<quoted>[^‘’'\"“”]{3,60})[’'\"”]"
_PHRASE = rf"(?P<phrase>(?!Een |Deze |Dit |Die |Dat |Het |De |A |The |This ){CAPITAL}(?:\s+[\w’'-]+){{0,5}}?)"
# "‘Samen werkt beter’ is een strategisch platform": what is described so has that name, however ordinary its words.
_DEFINED = re.compile(
    rf"^(?:(?:De|Het|The)\s+)?(?:{_QUOTED}|{_PHRASE})(?:\s+\([^)]*\))?\s+(?:is|was|vormt)\s+(?:in \w+ opzichten\s+)?"
    rf"(?:(?:een|a|an)\s+(?:[\w’'-]+\s+){{0,3}}?{_KIND}\b|(?:het|de|the)\s+(?:[\w’'-]+\s+){{0,2}}?{_KIND}\s+(?:van|tussen|waarin|of|between)\b)"
)
_SEVERAL = re.compile(r"\b(?:programma[’']s|deals|agenda[’']s|akkoorden|programmes)\b", re.IGNORECASE)
_KIND_FIRST = re.compile(r"(?:\w+\s)?Programma\s(?P<rest>[^\s]+\s.+)")
_LISTED = re.compile(r"\bprogramma[’']?s\b|\bagenda[’']?s\b|\bdeals\b|\bprogrammes\b|^van \d{4}\b", re.IGNORECASE)
_OFTEN = 3  # times, from which the programme that is named first is what the document is about
_EARLY = 8  # sentences, in which a document says what it is about
_KIND_AND_QUALIFIER = re.compile(
    r"^(?:(?:Nationa(?:al|le)|Interbestuurlijke?|Regiona(?:al|le)|Provinciaal|IBP|NP|RES|[\w-]*(?:[Pp]rogramma|strategie)|voor|een)\s+)+"
)
_TOGETHER = re.compile(r"\b(?:samenwerk\w+|partners?|cooperat\w+|collaborat\w+)\b", re.IGNORECASE)
_REGION = re.compile(r"(?:Metropoolr|R)egio\s")  # named once it may be where somebody works
_MANY = 3  # items with a word for a programme, by which a list is one of programmes
_ARTICLE = re.compile(r"(?:(?:De|Het|The)\s+)?[‘'\"“]?")
_IN_WHICH = re.compile(r"[’'\"”)]?,?\s+waar(?:in|aan|mee|bij|voor)\s")
_OF = re.compile(
    r"\b(?:partners?|deelnemers?|ondertekenaars?|leden|trekker)\s+(?:van|aan|in|bij)\s+(?:de\s+|het\s+)?[‘'\"“]?$"
)
_PAYS = re.compile(r"\W*\s(?:draagt|dragen|betaalt|betalen|legt|stelt|financiert|subsidieert)\b")
_TITLE_END = re.compile(r"\s*(?:[:,(|–]|\s-\s)")


class Programmes:
    """The programmes that a document names."""

    def __init__(self, document: Document, units: Sequence[Unit]) -> None:
        self.findings: list[tuple[Unit, Finding]] = []
        self._names: dict[str, str] = {}  # as it is looked for, and the name that it stands for
        title = document.source.title
        self._read(units, _in_title(title, units))
        self._pattern = _any_of(self._names)
        self._main = self._main_of(document, title, units)
        self._remember_known(units)
        self._before = dict(self._named_before(units))

    def of(self, unit: Unit, at: int = 0) -> str:
        """The programme that a unit is about: one named beside ``at``, or at its opening, or in a heading above it."""
        if name := self._beside(unit.text, at):
            return name
        if (name := self._opening(unit.text)) or (name := self._in_headings(unit)):
            return name
        return self._main or self.named_in(unit.text) or self.named_in(unit.lead) or self._before.get(unit.span.start, "")

    def is_spoken_of(self, text: str) -> bool:
        """Whether a sentence names a programme, or calls it what it is: "de overeenkomst"."""
        return bool(PROGRAMME_WORD.search(text) or self.named_in(text))

    def named_in(self, text: str) -> str:
        """The first programme that a text names, else nothing."""
        if self._pattern is None or not (match := self._pattern.search(text)):
            return ""
        return self._names[_key(match[0])]

    def _beside(self, text: str, at: int) -> str:
        """The programme in "…het Kustpact, waarin 60 partijen…" and "de 15 partners van Samen werkt beter"."""
        for match in self._pattern.finditer(text) if self._pattern else ():
            if match.end() <= at and _IN_WHICH.match(text, match.end()):
                return self._names[_key(match[0])]
            if match.start() > at and _OF.search(text, at, match.start()):
                return self._names[_key(match[0])]
        return ""

    def _opening(self, text: str) -> str:
        """The programme that a sentence begins with, unless that only pays for another one."""
        start = _ARTICLE.match(text)
        match = self._pattern.match(text, start.end() if start else 0) if self._pattern else None
        if not match or _PAYS.match(text, match.end()) or self._is_place(match[0]):
            return ""
        return self._names[_key(match[0])]

    def _in_headings(self, unit: Unit) -> str:
        names = (self.named_in(heading) for heading in reversed(unit.passage.heading_path))
        return next((name for name in names if name and not self._is_place(name)), "")

    def _is_place(self, name: str) -> bool:
        """Whether a name is only the region in the name of the programme of the document."""
        return _key(name) in _key(self._main) and _key(name) != _key(self._main)

    def _read(self, units: Sequence[Unit], titles: Sequence[str]) -> None:
        listed = _listed(units)
        for number, unit in enumerate(units):
            for mention, rule in _found_in(unit, listed=number in listed, titles=titles):
                self._add(unit, mention, rule)
            for short in short_forms(unit.text):
                self._add_short(unit, *short)

    def _add(self, unit: Unit, mention: Mention, rule: str) -> None:
        if short := _KIND_FIRST.match(mention.name):  # "Programma ONS Landschap" is called "ONS Landschap" too
            self._names.setdefault(_key(short["rest"]), mention.name)
        if self._names.get(_key(mention.name)) != mention.name and _key(mention.name) not in self._names:
            self._names[_key(mention.name)] = mention.name
            value = unit.at(mention.start, mention.end)
            self.findings.append((unit, Finding(FactKind.PROGRAMME, value, rule, mention.name)))

    def _add_short(self, unit: Unit, start: int, end: int, long_start: int, long_end: int) -> None:
        short, long = flat(unit.text[start:end]), flat(unit.text[long_start:long_end])
        if not cleaned(unit.text, long_start, long_end):
            return
        value = unit.at(start, end)
        self.findings.append((unit, Finding(FactKind.ABBREVIATION, value, "short form beside the long one", long)))
        if not (mention := item(long) or next(mentions(long), None)):
            return
        self._add(
            unit, Mention(long_start + mention.start, long_start + mention.end, mention.name), "name with short form"
        )
        self._names[_key(short)] = self._names[_key(mention.name)]

    def _named_before(self, units: Sequence[Unit]) -> Iterator[tuple[int, str]]:
        """Where each unit begins, and the programme that was named last under its heading."""
        path, name = (), ""
        for unit in units:
            if unit.passage.heading_path != path:
                path, name = unit.passage.heading_path, ""
            yield unit.span.start, name
            name = self.named_in(unit.text) or name

    def _main_of(self, document: Document, title: str, units: Sequence[Unit]) -> str:
        if given := document.source.programme:
            self._names.setdefault(_key(given), given)
            self._pattern = _any_of(self._names)
            return given
        if _SEVERAL.search(title):
            return ""
        in_title = next((found.name for found in mentions(title)), "") or self.named_in(title)
        if in_title:
            return in_title
        named = [name for unit in units if (name := self.named_in(unit.text))]
        counted = Counter(map(_core, named)).most_common(2)
        if not counted:
            return ""
        core, times = counted[0]
        main = next(name for name in named if _core(name) == core)
        rare = len(counted) > 1 and times < 2 * counted[1][1]
        if rare and (times < _OFTEN or main != named[0]):
            return ""
        early = any(self.named_in(unit.text) for unit in units[:_EARLY]) and not _REGION.match(main)
        return main if times > 1 or early else ""

    def _remember_known(self, units: Sequence[Unit]) -> None:
        """A programme that is known from the description of the document is one where the text names it."""
        if not self._main or any(_key(found.subject) == _key(self._main) for _, found in self.findings):
            return
        pattern = _any_of({_key(self._main): self._main})
        for unit in units:
            if pattern and (match := pattern.search(unit.text)):
                value = unit.at(match.start(), match.end())
                self.findings.append((unit, Finding(FactKind.PROGRAMME, value, "programme of the document", self._main)))
                return


def _found_in(unit: Unit, *, listed: bool, titles: Sequence[str]) -> Iterator[tuple[Mention, str]]:
    if listed:
        if mention := item(unit.text):
            yield mention, "item in a list of programmes"
        return
    for mention in mentions(unit.text):
        yield mention, "name of a programme"
    if (match := _DEFINED.match(unit.text)) and unit.kind is not Kind.HEADING:
        group = "quoted" if match["quoted"] else "phrase"
        mention = cleaned(unit.text, match.start(group), match.end(group))
        if mention and mention.name.casefold() not in STOPWORDS:
            yield mention, "described as a programme"
    for title in titles:
        at = unit.text.casefold().find(title.casefold())
        if at >= 0 and unit.kind is not Kind.HEADING and (mention := cleaned(unit.text, at, at + len(title))):
            yield mention, "title of the document"


def _listed(units: Sequence[Unit]) -> set[int]:
    """The numbers of the units that are items in a list of programmes."""
    lists: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for number, unit in enumerate(units):
        if unit.kind is Kind.LIST:
            lists.setdefault((unit.lead, unit.passage.heading_path), []).append(number)
    found: set[int] = set()
    for (lead, path), numbers in lists.items():
        named = [number for number in numbers if item(units[number].text)]
        announced = _LISTED.search(lead) or (path and _LISTED.search(path[-1]))
        if len(named) >= _MANY and (announced or 2 * len(named) > len(numbers)):
            found.update(numbers)
    return found


def _in_title(title: str, units: Sequence[Unit]) -> list[str]:
    """The title up to its first mark, when the text speaks of a programme of that name."""
    name = title[: end.start()] if (end := _TITLE_END.search(title)) else title
    if not name or len(name.split()) > 6 or next(mentions(name), None):  # noqa: PLR2004
        return []
    quoted = re.escape(name)
    speaks = re.compile(
        rf"\b(?:akkoord|programma|platform|noemer|samenwerking|partners\s+(?:van|in|binnen))\s+[‘'\"“]?{quoted}\b|"
        rf"\b{quoted}[’'\"”]?\s+is\s+(?:een|het|de|a|an|the)\s+(?:\w+\s+){{0,3}}{_KIND}\b",
        re.IGNORECASE,
    )
    if any(speaks.search(unit.text) for unit in units):
        return [name]
    # "Stedendriehoek" is the name of a cooperation when a text on cooperation keeps calling it so.
    called = re.compile(rf"(?<=[a-z] ){quoted}(?![\w-])")
    often = sum(called.search(unit.text) is not None for unit in units) >= _OFTEN
    together = sum(_TOGETHER.search(unit.text) is not None for unit in units) >= _OFTEN
    return [name] if often and together and len(name.split()) <= 2 else []  # noqa: PLR2004


def _any_of(names: dict[str, str]) -> re.Pattern[str] | None:
    """A pattern for every one of the names, the longest first."""
    forms = sorted(names, key=len, reverse=True)
    if not forms:
        return None
    joined = "|".join(r"\s+".join(re.escape(word) for word in form.split()) for form in forms)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w])", re.IGNORECASE)


def _core(name: str) -> str:
    """What is left of a name without its kind, for counting "IBP Vitaal Platteland" with "Programma Vitaal Platteland"."""
    return _key(_KIND_AND_QUALIFIER.sub("", name)) or _key(name)


def _key(name: str) -> str:
    return flat(name).casefold()
