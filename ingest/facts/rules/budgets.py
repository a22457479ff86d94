"""What a programme costs, gets or spends."""

import re
from collections.abc import Iterator

from ingest.facts.model import FactKind
from ingest.facts.rules.finding import Finding
from ingest.facts.rules.units import Unit, labelled_cells
from ingest.facts.rules.wording import NUMBER
from ingest.model import Kind

_SPACED = r"\d{1,3}(?:\s\d{3})+(?!\d)"  # "€ 50 000"
_FIGURE = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
_LARGE = r"(?:miljoen|miljard|mln|mld|million|billion|(?-i:[Kk])(?![\w’'-]))"
# "22,5 miljoen" is money by itself only where no other thing follows that there are millions of.
_BARE = re.compile(
    rf"(?<![\d.,€]){_FIGURE}\s{_LARGE}(?=\s*(?:[.,;:)]|$)|"
    r"\s(?:bij|in|voor|uit|van|beschikbaar|aan|op|en|per|extra|subsidie|from|for|of)\b)",
    re.IGNORECASE,
)
_MEANS_MONEY = re.compile(
    r"\b(?:budget|geld|financi\w+|\w*bijdragen?|bijgedragen|investe\w+|geïnvesteerd|subsidie|rijksgeld|begroting|"
    r"cofinanciering|kosten|bedrag|middelen|toegekend|"
    r"gefinancierd|uitgetrokken|trekt)\b",
    re.IGNORECASE,
)
AMOUNT = re.compile(
    rf"(?:€|EUR)\s?(?:{_SPACED}|{_FIGURE})(?:\s?{_LARGE})?(?![.,]?[\d%]|\s?(?:/|per\s)\s?(?:[TGMk]Wh|uur|dag|stuk))|(?<![\d.,]){_FIGURE}\s?{_LARGE}?\s?(?:euros?|EUR)\b|"
    rf"\b(?:een\s+half|anderhalf|{NUMBER})\s{_LARGE}\s(?:euro|EUR)\b",
    re.IGNORECASE,
)
_IN_CELL = re.compile(
    rf"(?:(?:ruim|circa|ca\.|ongeveer|maximaal|max\.|minimaal|bijna|tot)\s+)?(?:{AMOUNT.pattern})(?:\s*\([^()]*\))?",
    re.IGNORECASE,
)
_MONEY = ("€", "eur", "miljoen", "miljard", "mln")
_CUE = re.compile(
    r"\b(?:budget\w*|\w*bijdrage\w*|investe\w+|geïnvesteerd|beschikbaar|draagt|dragen|droeg|subsidie\w*|financier\w*|"
    r"begro\w+|"
    r"cofinanciering|impuls|inleg|legt|leggen|kost|kosten|krijgt|krijgen|kreeg|ontvangt|ontving|trekt|middelen|geld|"
    r"bedrag\w*|"
    r"deal|fonds\w*|totaal|budgets?|funding|contribut\w+|invest\w*|grant|costs?|pays?|stelt|stelde|betaalt|betalen|"
    r"aangevraagd|aanvraag|vraagt|begroting|bekostig\w+|uitgetrokken|gereserveerd|reserveert|reserveren|"
    r"vroeg|vroegen|komt|kwam|gaf|trok|trekken|verdeelt|verdeelde|omvang|waarde|rekening|nodig|raming|geraamd|"
    r"verdubbel\w*|bestemd|rijksgeld|dekking|inbreng\w*|toegezegd|zegde|ingezet|besloeg|besteed|besteedt|besteden|"
    r"uitgaven|brengt|brengen|gaat|geeft|geven|toegekend|verdeeld|vrijgemaakt|steekt|steken)\b",
    re.IGNORECASE,
)
# What is sold, earned or lost is no budget.
_EARNED = re.compile(
    r"\b(?:omzet|winst|export|import|(?:regionaal|binnenlands|nationaal)\s+product|huur\w*|\w*prijs|\w*prijzen|salaris\w*|loon|lonen|boetes?|schade|waard|"
    r"toegevoegde|economie|"
    r"schulden?|besparing\w*|bespaart|besparen|turnover|profit|price|damage)\b",
    re.IGNORECASE,
)
_NAMES = re.compile(r"\b(?:programma|akkoord|convenant|overeenkomst|\w*deal)\b", re.IGNORECASE)
_SMALL = re.compile(r"[^.]*(?<!\.)\d{1,3}(?:,\d+)?(?:\s?(?:euro|EUR))?|€\s?\d{1,3}(?:,\d+)?", re.IGNORECASE)
# "145K" is money beside a word for it, and a number of thousands is behind its label: "Kosten: 75.000".
_THOUSANDS = re.compile(r"(?<![\w.,€-])(?<!€ )\d{1,3}(?:,\d)?\s?(?:K|k€)(?![\w’'-])")
_BEHIND_LABEL = re.compile(
    r"(?:[\w-]+\s+){0,2}(?:budget|kosten|begroting|raming|bijdrage|financiering|bedrag|investering|subsidie|middelen)(?:\s*\([^()]*\))?"
    r"(?:\s+(?:19|20)\d\d)?\s*[:|]\s*(?P<value>\d{1,3}(?:[.\s]\d{3})+(?:,\d+)?)\b",
    re.IGNORECASE,
)
_CENTS = re.compile(r"€\s?\d{1,3},\d\d")  # a price
_LABEL = re.compile(
    r"(?:(?:[\w-]+e?\s+)?(?:totaal)?budget|(?:gevraagde|verwachte|begrote|geraamde|benodigde)\s+(?:financiering|middelen|"
    r"kosten|bijdrage)|(?:rijks|regio|eigen\s+|provinciale\s+)?bijdrage(?:\s+\w+){0,3}|kosten|investering(?:en)?|"
    r"totaal|"
    r"bedrag|financiering|middelen|(?:rijks)?budget(?:\s+\w+){0,3}|contribution|total|costs?|amount).*",
    re.IGNORECASE,
)
_ONE_AMOUNT = 12  # words of a cell
_IN_MILLIONS = re.compile(r"\b(?:miljoen|mln)\b|€|\beuro\b", re.IGNORECASE)
_PLAIN = re.compile(_FIGURE)
# Of everybody's money together, or of a person's, a programme gets what is not said here.
_OTHERS = re.compile(
    r"\b(?:landelijke?\s+(?:budget|fonds|pot|bedrag)|in\s+heel\s+Nederland|alle\s+(?:\w+\s+)?(?:provincies|regio[’']s|deals)|"
    r"(?:transitie|stikstof|klimaat)fonds|Regio\s?Envelop\s+(?:van|telt|bevat|is)|"
    r"ronde|kabinetsperiode|inkomens?|gemiddeld|per\s+(?:inwoner|huishouden|persoon|deal|"
    r"project|woning|hectare|bedrijf|aanvraag|deelnemer)|tranches?|rondes)\b",
    re.IGNORECASE,
)
_UNIT_OF_TABLE = re.compile(
    r"\b(?:bedrag\w*|budget\w*|cijfers|kosten|amounts?)?\s*(?:\(?in|x|×)\s+(?:€\s*)?(?:1\s+)?(?:miljoen(?:en)?|mln|"
    r"million)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def budgets(unit: Unit) -> Iterator[Finding]:
    """The amounts of money that a unit states beside a word for giving, getting or costing."""
    if unit.has((":", "|")) and (match := _BEHIND_LABEL.match(unit.text)):
        yield Finding(FactKind.BUDGET, unit.at(*match.span("value")), "labelled amount")
    if unit.kind is Kind.TABLE:
        yield from _in_row(unit)
    elif (
        (unit.has(_MONEY) or ("K" in unit.text and _THOUSANDS.search(unit.text)))
        and not _OTHERS.search(unit.text)
        and not _EARNED.search(about := _said_of(unit))
        and not _goes_on(unit)
    ):
        told = _CUE.search(about) is not None
        bare = (*_BARE.finditer(unit.text), *_THOUSANDS.finditer(unit.text)) if _MEANS_MONEY.search(about) else ()
        written = list(AMOUNT.finditer(unit.text))  # "€ 5 miljoen" holds "5 miljoen"
        more = [m for m in bare if not any(left.start() <= m.start() < left.end() for left in written)]
        for match in (*written, *more):
            if (told and not _CENTS.fullmatch(match[0])) or not _SMALL.fullmatch(match[0]):
                value = unit.at(*match.span())
                yield Finding(
                    FactKind.BUDGET,
                    value,
                    "amount beside a word for money",
                    beside_name=not told and unit.kind is not Kind.LIST,
                )


def _goes_on(unit: Unit) -> bool:
    """Whether a sentence goes on about money of others, which the one before it in the paragraph speaks of."""
    before = unit.passage.text[: unit.span.start - unit.passage.span.start].rsplit("\n", 1)[-1]
    return _OTHERS.search(before) is not None and not _NAMES.search(unit.text)


def _said_of(unit: Unit) -> str:
    """A sentence, or an item with the words above it: "Bijdragen: … Rijk: 15 miljoen"."""
    if unit.kind is Kind.LIST:
        return f"{unit.lead} {unit.heading} {unit.text}"
    return f"{unit.line} {unit.text}" if unit.of_whole else unit.text


def _in_row(unit: Unit) -> Iterator[Finding]:
    for start, cell, subject in labelled_cells(unit, _LABEL):
        if len(cell.split()) > _ONE_AMOUNT:  # a calculation in words, read by the sentence
            continue
        if match := AMOUNT.search(cell) or _BARE.search(cell):
            yield Finding(
                FactKind.BUDGET, unit.at(start + match.start(), start + match.end()), "row of amounts", subject
            )
    if _LABEL.fullmatch(unit.cells()[0][1]) and (AMOUNT.search(unit.text) or _BARE.search(unit.text)):
        return
    whole_table = _UNIT_OF_TABLE.search(unit.passage.text) is not None
    for number, ((start, cell), above) in enumerate(zip(unit.cells(), unit.header, strict=False)):
        in_millions = _IN_MILLIONS.search(above) or (whole_table and number > 0)
        if (
            _IN_CELL.fullmatch(cell)
            or _BARE.fullmatch(cell)
            or (in_millions and _PLAIN.fullmatch(cell) and not _YEAR.fullmatch(cell))
        ):
            yield Finding(FactKind.BUDGET, unit.at(start, start + len(cell)), "column of amounts")
