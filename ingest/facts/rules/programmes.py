"""Which programmes a document names: by the shape of the name, by a description, in a list, or with a short form."""

import re
from collections.abc import Iterator, Sequence

from ingest.dutch import STOPWORDS
from ingest.facts.model import FactKind, flat
from ingest.facts.rules.abbreviations import Short, short_forms
from ingest.facts.rules.finding import Finding
from ingest.facts.rules.known_names import KnownNames
from ingest.facts.rules.programme_names import (
    Mention,
    called_by_letters,
    cleaned,
    item,
    mentions,
    named_with_short_form,
)
from ingest.facts.rules.units import Unit
from ingest.facts.rules.wording import CAPITAL
from ingest.model import Kind

_KIND = (
    r"(?:programma|platform|akkoord|samenwerkingsverband|convenant|overeenkomst|netwerk|coalitie|pact|alliantie|"
    r"programme|agreement|partnership|cooperation|collaboration|alliance)"
)
_QUOTED = r"[‘'\"“](?P<quoted>[^‘’'\"“”]{3,60})[’'\"”]"
_PHRASE = rf"(?P<phrase>(?!Een |Deze |Dit |Die |Dat |Het |De |A |The |This ){CAPITAL}(?:\s+[\w’'-]+){{0,5}}?)"
_WORDS = r"(?:[\w’'-]+\s+)"
# "‘Samen werkt beter’ is een strategisch platform": what is described so has that name, however ordinary its words.
_DEFINED = re.compile(
    rf"^(?:(?:De|Het|The)\s+)?(?:{_QUOTED}|{_PHRASE})(?:\s+\([^)]*\))?\s+(?:is|was|vormt)\s+(?:in \w+ opzichten\s+)?"
    rf"(?:(?:een|a|an)\s+{_WORDS}{{0,3}}?{_KIND}\b|"
    rf"(?:het|de|the)\s+{_WORDS}{{0,2}}?{_KIND}\s+(?:van|tussen|waarin|of|between)\b)"
)
_DESCRIBES = (" is ", " was ", " vormt ")
_LISTED = re.compile(r"\b(?:programma[’']?s|agenda[’']?s|deals|programmes)\b|^van \d{4}\b", re.IGNORECASE)
_MANY_OF = re.compile(
    r"(?:programma[’']s|deals|akkoorden|agenda[’']s|convenanten|samenwerkingsverbanden|programmes)$", re.IGNORECASE
)
_ADVERBS = {
    "daarnaast",
    "daarmee",
    "daarom",
    "hiermee",
    "hierbij",
    "vandaag",
    "inmiddels",
    "sinds",
    "zo",
    "vanaf",
    "tijdens",
    "volgens",
    "binnen",
    "naast",
}
_COLUMN = re.compile(
    r"(?:naam\s+(?:van\s+)?(?:het\s+)?)?(?:programma|akkoord|convenant|deal|samenwerking(?:sverband)?|programme|"
    r"agreement|partnership)",
    re.IGNORECASE,
)
_THIS = re.compile(
    r"^(?:dit|het)\s+(?:\w+\s+)?(?:programma|akkoord|convenant|platform)\b|\b(?:dit|this)\s+(?:programma|akkoord|"
    r"convenant|programme)\b|"
    r"\bdeze\s+(?:agenda|deal|strategie|overeenkomst)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:\d+[.)]?\s+)+")
_NEXT = 3  # units of a section, in which it says what it is about
DESCRIBED = "described as a programme"  # the rule
_MANY = 3  # items with a word for a programme, by which a list is one of programmes
_KIND_FIRST = re.compile(r"(?:\w+\s)?Programma\s(?P<rest>[^\s]+\s.+)")
_TITLE_END = re.compile(r"\s*(?:[:,(|–]|\s-\s)")
_LONGEST_TITLE, _SHORT_TITLE = 6, 2  # words
_OFTEN = 3  # sentences
_SPEAKS = r"\b(?:akkoord|programma|platform|noemer|samenwerking|partners\s+(?:van|in|binnen))\s+[‘'\"“]?"
_TOGETHER = ("samenwerk", "partner", "cooperat", "collaborat")


def programmes(title: str, units: Sequence[Unit], names: KnownNames) -> Iterator[tuple[Unit, Finding]]:
    """The first place where each programme and each short form stands; ``names`` learns what they are called."""
    listed, several = _listed(units), _LISTED.search(title) is not None
    titles = [*_in_title(title, units), *called_by_letters([title, *(unit.text for unit in units)])]
    described = set[str]()
    for number, unit in enumerate(units):
        found = list(_found_in(unit, listed=number in listed, titles=titles))
        telling = {mention.name for mention, rule in found if rule == DESCRIBED}
        for mention, rule in found:
            if mention.name in telling - described and mention.name in names:
                # What tells what it is, is of use also when the name is known from elsewhere.
                yield unit, Finding(FactKind.PROGRAMME, unit.at(mention.start, mention.end), DESCRIBED, mention.name)
            yield from _new(unit, mention, DESCRIBED if mention.name in telling else rule, names)
            described |= telling & {mention.name}
        if several and (section := _section_of(units[number : number + _NEXT])):
            yield from _new(unit, section, "heading in a paper on programmes", names)
        for short in short_forms(unit.text):
            yield from _with_short_form(unit, short, names)


def _new(unit: Unit, mention: Mention, rule: str, names: KnownNames) -> Iterator[tuple[Unit, Finding]]:
    if mention.name not in names:
        names.add(mention.name, mention.name)
        if short := _KIND_FIRST.match(mention.name):  # "Programma ONS Landschap" is called "ONS Landschap" too
            names.add(short["rest"], mention.name)
        value = unit.at(mention.start, mention.end)
        yield unit, Finding(FactKind.PROGRAMME, value, rule, mention.name)


def _with_short_form(unit: Unit, short: Short, names: KnownNames) -> Iterator[tuple[Unit, Finding]]:
    long = flat(unit.text[short.long_start : short.long_end])
    known = named_with_short_form(unit.text, short.long_start, short.long_end)
    if not (known or cleaned(unit.text, short.long_start, short.long_end)):
        return
    value = unit.at(short.start, short.end)
    yield unit, Finding(FactKind.ABBREVIATION, value, "short form beside the long one", long)
    if mention := item(long) or next(mentions(long), None):
        start = short.long_start
        known = Mention(start + mention.start, start + mention.end, mention.name)
    if known:
        yield from _new(unit, known, "name with a short form", names)
        names.let_mean(unit.text[short.start : short.end], known.name)


def _found_in(unit: Unit, *, listed: bool, titles: Sequence[str]) -> Iterator[tuple[Mention, str]]:
    if listed:
        if mention := item(unit.text):
            yield mention, "item in a list of programmes"
        return
    for mention in mentions(unit.text):
        if not any(mention.name.lower().startswith(f"{title.lower()} ") for title in titles):  # and what is said of it
            yield mention, "name of a programme"
    if unit.kind is Kind.HEADING:
        return
    if unit.header and _COLUMN.fullmatch(unit.header[0]):
        start, cell = unit.cells()[0]
        mention = cleaned(unit.text, start, start + len(cell)) if len(cell.split()) <= _LONGEST_TITLE else None
        if mention and mention.name[0].isupper():
            yield mention, "column of programmes"
    if unit.has(_DESCRIBES) and (match := _DEFINED.match(unit.text)):
        mention = cleaned(unit.text, *match.span("quoted" if match["quoted"] else "phrase"))
        # "In de afgelopen jaren is het netwerk …" and "Daarnaast is het een programma …" name nothing.
        if mention and (match["quoted"] or _first(mention.name) not in STOPWORDS | _ADVERBS):
            yield mention, DESCRIBED
    for title in titles:
        at = unit.lower.find(title.lower())
        # In small letters it is what the words say: "regionale samenwerking".
        if at >= 0 and unit.text[at].isupper() and (mention := cleaned(unit.text, at, at + len(title))):
            yield mention, "title of the document"


def _section_of(units: Sequence[Unit]) -> Mention | None:
    """The programme that a heading names in a paper on several, when what stands below it speaks of "dit programma"."""
    heading, *below = units
    if heading.kind is not Kind.HEADING or len(heading.text.split()) > _LONGEST_TITLE or _MANY_OF.search(heading.text):
        return None
    path = [*heading.passage.heading_path]
    told = [
        unit
        for unit in below
        if unit.passage.heading_path == heading.passage.heading_path and unit.kind is not Kind.HEADING
    ]
    if not path or not any(_THIS.search(unit.text) for unit in told):
        return None
    number = _NUMBER.match(heading.text)
    start = number.end() if number else 0
    several = re.search(r"\s[A-ZÀ-Þ]", heading.text[start:])  # "Doel" is no name
    return cleaned(heading.text, start, len(heading.text)) if several else None


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
    texts = [unit.text for unit in units if name.lower() in unit.lower]
    if (
        not name
        or not texts
        or len(name.split()) > _LONGEST_TITLE
        or next(mentions(name), None)
        or _MANY_OF.search(name)
    ):
        return []
    quoted = re.escape(name)
    described = rf"\b{quoted}[’'\"”]?\s+is\s+(?:een|het|de|a|an|the)\s+{_WORDS}{{0,3}}{_KIND}\b"
    if any(re.search(rf"{_SPEAKS}{quoted}\b|{described}", text, re.IGNORECASE) for text in texts):
        return [name]
    # "Stedendriehoek" is the name of a cooperation when a text on cooperation keeps calling it so.
    called = sum(re.search(rf"(?<=[a-z] ){quoted}(?![\w-])", text) is not None for text in texts)
    together = sum(unit.has(_TOGETHER) for unit in units)
    return [name] if min(called, together) >= _OFTEN and len(name.split()) <= _SHORT_TITLE else []


def _first(name: str) -> str:
    return name.split(maxsplit=1)[0].casefold()
