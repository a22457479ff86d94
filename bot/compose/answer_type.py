"""The kind of thing that a question asks for, and whether a text holds it. The rules are about Dutch and English, not
about any document.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bot.compose.figures import cardinal, ordinal
from ingest import dutch

_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*|\b(twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w+tien|twintig|dertig|veertig|vijftig|"
    r"zestig|zeventig|tachtig|negentig|honderd|duizend|miljoen|miljard|tientallen|honderden|duizenden|helft|two|three|four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|\w+teen|twenty|thirty|forty|fifty|hundred|thousand|million)\b",
    re.IGNORECASE,
)
_MONTH = rf"\b({dutch.MONTH_IN_FULL})\b"
_YEAR = r"\b(19|20)\d\d\b"
# A date, a year, the time of day, the number of a chapter, a point or a footnote: it says how many of nothing.
_NO_COUNT = re.compile(
    rf"\b\d{{1,2}}(?= ?{_MONTH})|{_YEAR}(?![.,]\d)|\b\d{{1,2}}[.:]\d\d(?= (?:uur|tot))|"
    r"^\d{1,3}(?:\. |(?= [A-ZÀ-Þ«‘“]))|"
    r"\b(?i:nr\.|nummer|artikel|lid|hoofdstuk|paragraaf|bijlage|figuur|tabel|vraag|vragen|pagina|blz\.|stap|fase|deel|"
    r"week|versie|chapter|table|figure|page|phase|version) \d+(?:[.,]\d+)*"
)
_WAS = r"(?:is|zijn|was|waren|werd|werden|heeft|hebben)"
_DONE = r"\b(?:\w*ge\w+(?:d|t|en)|begonnen|verschenen|ontstaan|vastgesteld|verlengd|ondertekend|opgericht)"
_COPULA = re.compile(
    r"\b(is|zijn|betekent|betekenen|staat voor|heet|heten|noemen|noemt|oftewel|wil zeggen|houdt in|are|means)"
    r"\b|=| \| "
)
_DURATION = re.compile(
    rf"(?:{_NUMBER.pattern})(?:\s|-|à|tot|\d)*(?:seconden?|minuut|minuten|uur|uren|dag(?:en)?|weken|week|maand(?:en)?|jaar|jaren|"
    r"kwartaal|seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_PREFIX = r"(?:van|de|der|den|ten|ter|’t|'t|[A-ZÀ-Þ](?:[\w-]+|\.))"  # of a surname, or one name more
_PERSON = rf"[A-ZÀ-Þ](?:[a-zß-ÿ]+|\.)(?:[\s.-]{{1,2}}{_PREFIX})*[\s.-]{{1,2}}[A-ZÀ-Þ][\w-]+"
_INTRODUCED = (
    re.compile(rf"(?P<who>{_PERSON})\s?(?:\([^()]{{1,60}}\)\s?)?\((?P<by>[^()]{{2,60}})\)"),
    re.compile(rf"\b(?P<by>[\w-]+)(?::| is| was)?\s(?P<who>{_PERSON})"),
)
_ROLES = {"vz": "voorzitter", "vzt": "voorzitter", "secr": "secretaris"}  # as minutes write them
_ATTENDANCE = re.compile(
    r"\W*(?:aanwezig(?:en)?|deelnemers|presentielijst|present|attendees|participants)\b", re.IGNORECASE
)
_CALLED = re.compile(r"\b(definitie|begrip|verstaan|bedoeld|bedoelen)\b")  # before or behind what is defined
_DECIDED = r"\b(?:aangenomen|verworpen|goedgekeurd|afgewezen|ingetrokken|aangehouden)\b"
_NOTE = r"\W*(?:\d{1,3}\s)?"  # what may stand before a text: signs, the number of a footnote
_SAYS_WHAT_IT_IS = re.compile(
    rf"{_NOTE}((?:[\w‘’'\"“”/-]+\s){{0,6}}?[\w‘’'\"“”/-]+)(?:\s\(([^()]{{1,60}})\))?,?\s"
    r"(?:is|zijn|betekent|wil zeggen|staat voor|houdt in|are|means)\s(?:een|de|het|geen|dat|an?|the)\b"
    # that it is a next step, a good example or a challenge, does not say what it is
    r"(?!\s(?:\w+e?\s)?(?:stap|uitdaging|succes|voorbeeld|aandachtspunt|vraag|feit|must|voorwaarde|kans|probleem|gevolg|"
    r"step|challenge|success|example|question|fact|condition|problem)\b)",
    re.IGNORECASE,
)
# *X (Y), een platform dat …*: what stands beside a name says what it is.
_GOES_ON = re.compile(
    r",\s(?:de|het|een|an?|the)\s(?:[\w-]+\s){1,5}?(?:die|dat|waar\w*|om|voor|van|which|that|for|of|to)\b",
)
_NAMED_BEFORE = re.compile(r"((?:[\w‘’'\"“”-]+\s){0,3}[\w‘’'\"“”-]+)(?:\s\(([^()]{1,60})\))?$")
_FAR = 140  # characters of a name and its short form
_IN_BRACKETS = re.compile(r"[a-zß-ÿ]\s\(([^()]{2,60})\)")
_THAT_IS = re.compile(
    r"\W*(?:dat|dit|het|that|this|it)\s(?:is|zijn|betekent|are|means)\s(?:een|de|het|an?|the)\b"
    r"(?!\s(?:\w+e\s)?(?:reden|vraag|bedoeling|kern|doel|gevolg|oorzaak|manier|reason|question|aim|result|cause|way)\b)",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"\b[A-ZÀ-Þ][\w-]*")
_KINDS = frozenset(
    ("programma", "project", "platform", "samenwerking", "netwerk", "term", "begrip", "afkorting", "woord", "programme")
)
_WRITTEN_AS_SIGNS = frozenset(
    {"procent", "percent", "euro", "geld", "kilo", "kilogram", "meter", "kilometer", "hectare"}
)
_ALL_OF = re.compile(r"\b(?:alle|all) ([\w-]+)", re.IGNORECASE)
_SO_MANY = re.compile(
    r"\b(?:welke|wat zijn de|wie zijn de|noem de|alle|which|what are the|name the|all) ([\w-]+)", re.IGNORECASE
)
# What stands behind *hoeveel* and *wie is de*; an adjective before a plural says less than the plural.
_NAMED_NEXT = re.compile(
    r"\s+(?:(?:van|of|the|de|het|deze|die|this|these|extra|andere|other|daarvan|hiervan|er|is|zijn|\d+)\s+)*(?:\w+e\s(?=\w+(?:en|s)\b))?([^\W\d][\w-]*)\b"
    r"(?!\s(?:er|de|het|een|dat|dit|deze|we|wij|ze|zij|u|men|hij|ik|je|the|we|they|it)\b)",  # then it is a verb
    re.IGNORECASE,
)
_DEFINED_WORD = re.compile(
    r"\b(?i:wat|what)\s(?i:is|zijn|betekent|are)\s(?:(?i:een|an?)\s(?P<one>[\w-]+)|(?:(?i:de|het|the)\s)?(?P<short>(?=\w*[A-Z]\w*[A-Z])[\w-]++))"
    r"(?=\s(?:bij|in|binnen|volgens|voor|op|at|for|according)\s|\W*$)"
)
_CHOICE = re.compile(r"\w (?:of|or) \w", re.IGNORECASE)
_NTH = re.compile(  # of a list; *de derde fase* is a name
    r"\b(?:de|het|the) (\w+) (?:van de|of the|les|lesson|stap|step|punt|inzicht|insight|aanbeveling|recommendation|"
    r"conclusie|conclusion|doel|goal|opgave|principe|principle)\b",
    re.IGNORECASE,
)
_BETWEEN_ITEMS = re.compile(r",\s|;\s|\s(?:en|and)\s")
_BEGINNING = 3  # letters that a word and its lemma share
_LAST = 3  # words at the end of a sentence that the next one may point at
_GIVES_A_REASON = re.compile(
    r"\b(omdat|doordat|vanwege|wegens|want|immers|namelijk|redenen?|oorzaken?|komt door|because|due to|reasons?)\b",
    re.IGNORECASE,
)
_DEFINED_WITHIN = 160  # characters from the start of a text


@dataclass(frozen=True, slots=True)
class AnswerType:
    """What an answer must hold, and for some types a sharper test that also looks at the words of the question."""

    asked: re.Pattern[str]
    holds: re.Pattern[str]
    precisely: Callable[[str, Sequence[str]], bool] | None = None
    unlike: re.Pattern[str] | None = None  # what looks like the answer and is none
    figure: bool = False  # a number, a date, an end: without one there is no answer
    beside: bool = False  # what the question names next must stand in the same text: *hoeveel X*, *wie is de X*
    fresh: bool = False  # what the question itself says is no answer: *wie tekende namens LTO* is not answered by *LTO*
    names: bool = False  # it asks for a name
    defines: bool = False  # it asks what something is

    @property
    def decisive(self) -> bool:
        """Whether a text that does not hold it cannot be the answer, however well it matches otherwise."""
        return self.figure or self.beside

    @property
    def counts(self) -> bool:
        """Whether it asks how many there are of something."""
        return self.figure and self.beside

    def fit(self, text: str, terms: Sequence[str], *, choice: bool = False) -> int:
        """How well ``text`` fits: 0 not, 1 it holds the kind of thing, 2 right beside one of the asked lemmas.

        For a definition 3: what the sentence is about is what was asked, and nothing else. ``choice`` when the question
        names the answers that there are.
        """
        if (self.decisive or self.fresh) and text.endswith("?"):
            return 0  # the question of somebody else
        bare = self.unlike.sub(" ", text) if self.unlike else text
        said = frozenset(terms if self.fresh and not choice else ())
        if all(not said.isdisjoint(dutch.lemmas(match[0])) for match in self.holds.finditer(bare)):
            return 0
        if self.defines:
            return _fit_as_definition(text, terms)
        return 2 if self.precisely and self.precisely(bare, terms) else 1

    def subject(self, question: str) -> str | None:
        """The lemma that must stand beside the answer, if there is one."""
        match = self.asked.search(question) if self.beside else None
        named = _NAMED_NEXT.match(question, match.end()) if match else None
        # *hoeveel zijn er*, *hoeveel in 2020*, *hoeveel kostte het*: nothing
        words = [lemma for lemma in dutch.content_lemmas(named[1]) if lemma not in dutch.STOPWORDS] if named else []
        return words[0] if words and words[0] not in _WRITTEN_AS_SIGNS else None


def answer_type(question: str) -> AnswerType | None:
    """The kind of thing that ``question`` asks for, for a bare name what it is; None when its wording does not tell."""
    if _BARE_NAME.fullmatch(question):
        return _DEFINITION
    return next((kind for kind in _TYPES if kind.asked.search(question)), None)


def defined_word(question: str) -> str:
    """The one word that a question asks to define, whatever it says of where: *Wat is een PPE in Utrecht?*."""
    match = _DEFINED_WORD.search(question)
    return match["one"] or match["short"] if match else ""


def offers_a_choice(question: str) -> bool:
    """Whether it names the answers that there are: *X of Y?*"""
    return _CHOICE.search(question) is not None


def demanded_items(question: str) -> int:
    """How many items an answer must have: all of a stated number (*alle 15 partners*), up to one (*de derde les*)."""
    return _number_in(_ALL_OF.search(question)) or _place_in(_NTH.search(question))


def expected_items(question: str) -> int:
    """How many items the question says that there are (*welke tien regio's*), else 0."""
    return _number_in(_SO_MANY.search(question))


def _place_in(match: re.Match[str] | None) -> int:
    return ordinal(dutch.fold(match.group(1))) if match else 0


def _number_in(match: re.Match[str] | None) -> int:
    return cardinal(dutch.fold(match.group(1))) if match else 0


def enumerated(text: str) -> int:
    """How many items a sentence enumerates: *A, B en C* has three."""
    return 1 + len(_BETWEEN_ITEMS.findall(text))


def _fit_as_definition(text: str, terms: Sequence[str]) -> int:
    if not _may_hold(text, terms):
        return 1
    return 3 if _is_about(text, terms) else 2 if _defines(text, terms) else 1


def _defines(text: str, terms: Sequence[str]) -> bool:
    """Whether an asked word stands before a copula near the start (*Een X is …*), or is given as an abbreviation."""
    if any(_abbreviates(text, term) for term in terms) or any(
        set(terms) == set(dutch.content_lemmas(match[1])) for match in _IN_BRACKETS.finditer(text)
    ):
        return True
    if _CALLED.search(text, 0, _DEFINED_WITHIN):
        return not set(dutch.lemmas(text[:_DEFINED_WITHIN])).isdisjoint(terms)
    if any(not set(dutch.lemmas(" ".join(names))).isdisjoint(terms) for names in _explained(text)):
        return True
    copula = _COPULA.search(text, 0, _DEFINED_WITHIN)
    return copula is not None and not set(dutch.lemmas(text[: copula.end()])).isdisjoint(terms)


def _is_about(text: str, terms: Sequence[str]) -> bool:
    """Whether a text opens with nothing but the asked words, and says what that is: *Het X is een …*"""
    said = _SAYS_WHAT_IT_IS.match(text)
    names = [dutch.content_lemmas(name) for name in said.groups("")] if said else []  # the long form, and the short one
    subjects = [{lemma for lemma in name if lemma not in _KINDS} for name in names]
    if said and len(terms) == 1 and subjects[0].issuperset(terms):  # *de Werkplaats* may be called more in full
        subjects[0] -= set(dutch.content_lemmas(" ".join(_CAPITALISED.findall(said[1])))) - set(terms)
    if any(subject and subject.issubset(terms) for subject in subjects):
        return True
    beside = ([dutch.lemmas(name) for name in names] for names in _explained(text))
    return any(long[-1] in terms and set(terms).issubset(long + short) for long, short in beside)


def _explained(text: str) -> Iterator[tuple[str, str]]:
    """The names in a text beside which it says what they are, each with its short form."""
    for match in _GOES_ON.finditer(text):
        if named := _NAMED_BEFORE.search(text[max(0, match.start() - _FAR) : match.start()]):
            yield named[1], named[2] or ""


def _may_hold(text: str, terms: Sequence[str]) -> bool:
    """Whether the beginning of an asked word stands in a text at all; a quick look before slow expressions."""
    folded = dutch.fold(text)
    return any(term[:_BEGINNING] in folded for term in terms)


def points_at(text: str, before: str, terms: Sequence[str]) -> bool:
    """Whether ``text`` says what that is which the text ``before`` it ends with: *… een CT. Dat is een …*"""
    return _THAT_IS.match(text) is not None and not set(dutch.lemmas(before)[-_LAST:]).isdisjoint(terms)


def _abbreviates(text: str, term: str) -> bool:
    """Whether a text gives ``term`` as the short form of something: *kortweg X*, *X: …*, *… (X)*."""
    short = re.escape(term)
    form = rf"\b(kortweg|afgekort|ofwel|genoemd|voluit)\W+{short}\b|^{_NOTE}{short}: |[a-z]\s\({short}\)"
    return re.search(form, dutch.fold(text)) is not None


def _counts(text: str, terms: Sequence[str]) -> bool:
    """Whether a figure stands just before an asked word: *de 15 partners*."""
    words = dutch.words(text)
    return any(
        _NUMBER.match(word) and not set(map(dutch.lemma, words[n + 1 : n + 4])).isdisjoint(terms)
        for n, word in enumerate(words)
    )


def _introduces(text: str, terms: Sequence[str]) -> bool:
    """Whether a text tells a person by what was asked: *Ada Bos (BZK)*, *voorzitter: Ada Bos*, *voorzitter Ada Bos*."""
    if not _may_hold(text, [*terms, *(short for short, role in _ROLES.items() if role in terms)]):
        return False
    found = (match for pattern in _INTRODUCED for match in pattern.finditer(text))
    told = ((set(_roles(match["by"])), set(dutch.lemmas(match["who"]))) for match in found)
    return any(not by.isdisjoint(terms) and who.isdisjoint(terms) for by, who in told)


def _roles(text: str) -> Iterator[str]:
    """The lemmas of a text, with roles as they are asked for."""
    return (_ROLES.get(lemma, lemma) for lemma in dutch.lemmas(text))


def _lasts(text: str, terms: Sequence[str]) -> bool:
    """Whether a text tells how long something takes: *twee jaar*."""
    del terms
    return _DURATION.search(text) is not None


def _type(
    asked: str,
    holds: str | re.Pattern[str],
    precisely: Callable[[str, Sequence[str]], bool] | None = None,
    unlike: re.Pattern[str] | None = None,
    **flags: bool,
) -> AnswerType:
    return AnswerType(re.compile(asked, re.IGNORECASE), re.compile(holds), precisely, unlike, **flags)


_BARE_NAME = re.compile(r"\W*[A-Z][\w-]*(\s+[A-Z][\w-]*){0,3}\W*|\W*[\w-]+\W*")
_DEFINITION = _type(
    r"\b(wat (is|betekent|betekend|verstaa\w+|houdt|wordt (bedoeld|verstaan)|bedoel\w+)|"
    r"wat zijn (?!de\b|het\b)|waar staat .* voor|afkorting\w*|"
    r"what (is|does)|stands? for)\b",
    r"\b(is|zijn|betekent|staat voor|wil zeggen|oftewel|verstaan|bedoel\w*|noemt|gaat om|definitie|begrip|are|means)\b|"
    rf"=| \| |\(|^{_NOTE}[A-Z][\w-]*: ",
    defines=True,
)
_NAME = r"(?<=[\s(/])[A-Z][\w-]+|^[A-Z]\w+ [A-Z]\w+|^(?!(?:Ja|Nee|Neen|Yes|No)\b)[A-Z][\w-]+\W*$"
# The first that matches counts, so the narrower wording stands first.
_TYPES = (
    _type(
        r"\b(hoe ?veel (geld|euro|rijksgeld|budget|miljoen|miljard|betaal\w*|kost\w*|investeer\w*|bedra\w+|"
        r"draagt\b.* bij\b|financiering|subsidie|middelen)|"
        r"hoevel geld|welke (rijksbijdrage|subsidie)|welk bedrag|wat kost\w*|"
        r"wat (gaat|gaan|zal|zullen|zou\w*) .* kosten|"
        r"hoe (hoog|groot) (is|was|zijn|wordt) (het|de) (\w+ )?(boete|subsidie|bijdrage|budget|begroting|vergoeding)|"
        r"wat (is|was|zijn) (het|de) (\w+ )*\w*(budget|bedrag|kosten|begroting)|wat (heeft|hebben|had) .* gekost|"
        r"how much (money|does|do|did)|"
        r"what (is|was) the (\w+ )?(budget|cost|amount(?! of (?!money))))\b",
        r"[€$£]\W{0,4}\d|\b(euro|dollar|miljoen|miljard|mln|mld|million|billion)\b|\b\d+(?:[.,]\d+)? ?[KM]\b|"
        # a cell of a table, below or beside what it is
        r"\b(?i:\w*(?:bijdrage|bedrag|budget|kosten|subsidie|begroting|amount|costs?|grant)\w*)[^|\d]{0,20}: ?\d",
        figure=True,
    ),
    _type(
        r"\b(hoe ?veel procent|welk (deel|percentage)|(what|which) (percentage|share))\b",
        r"\d ?%|\b(procent|percent|per cent|helft|kwart|derde|half|quarter|third)\b",
        figure=True,
    ),
    _type(
        r"\b(hoe ?veel tijd|hoe ?lang (duur\w*|loopt|lopen|blij\w+|geld\w*|mag|mogen|moet\w*|heeft|hebben)|"
        r"how much time|how long (does|do|did|will))\b",
        _DURATION,
        figure=True,
    ),
    _type(
        r"\b(hoe ?veel|hoevel|how (many|much))\b",
        _NUMBER,
        _counts,
        figure=True,
        beside=True,
        fresh=True,
        unlike=_NO_COUNT,
    ),
    _type(r"\bwelk (aantal|maximum|minimum|(rapport)?cijfer)\b", _NUMBER, figure=True, fresh=True, unlike=_NO_COUNT),
    _type(
        r"\b(hoe vaak|how often)\b",
        r"\b(keer|maal|eens|per (\w+ )?(jaar|maand(en)?|week|weken|dag(en)?|kwartaal)|elke? \w+|jaarlijks|maandelijks|"
        r"wekelijks|dagelijks|times|once|twice|every|yearly|monthly|weekly|annual\w*)\b",
        figure=True,
    ),
    _type(r"\b(hoe ?(lang|oud)|how (long|old))\b", _NUMBER, _lasts, figure=True),
    _type(r"\b(hoe (groot|hoog|ver)|how (large|high|far))\b", _NUMBER, figure=True),
    _type(r"\b(hoe laat|what time)\b", r"\b\d{1,2}[.:]\d\d\b|\b\d{1,2} uur\b", figure=True),
    _type(
        r"\b(welke (datum|dag)|wat is de \w*datum|(which|what) (date|day))\b", rf"\d ?(ste |e )?{_MONTH}", figure=True
    ),
    _type(r"\b((welke|which|what) (periode|looptijd|period)|wat is de looptijd)\b", rf"{_YEAR}|{_MONTH}", figure=True),
    _type(
        r"\bwanneer (begint|start|verschijnt|opent|treedt|gaa(t|n) .* (live|open|van start|in werking|in(?=\W*$)))\b",
        rf"{_YEAR}|{_MONTH}",
        figure=True,
    ),
    _type(
        r"\b(wat is het doel|wat was het doel|waarvoor (dient|is)|waartoe|what (is|was) the (aim|goal|purpose))\b",
        r"\b(doel\w*|om\b.* te \w+|zodat|opdat|beoog\w*|gericht op|bedoeld|aims?|goals?|purpose|in order to)\b",
    ),
    _type(rf"\bwanneer {_WAS} (de|het) .*{_DONE}\W*$", rf"{_YEAR}|{_MONTH}", figure=True),
    _type(
        r"\b((per|vanaf|sinds|tot) wanneer|since when|wanneer (beg(on|int)|start(te)?|was|werd|eindig(de|t)|stopte|"
        r"kwam|verscheen|ging)|when (did|was|were))\b",
        rf"{_YEAR}|{_MONTH}",
        figure=True,
    ),
    _type(r"\b(wanneer|when)\b", rf"{_YEAR}|{_MONTH}"),
    _type(r"\b(welke? ja(ar|ren)|which year)\b", _YEAR, figure=True),
    _type(
        r"\b(welke|which|wat is (de|het)( \w+)?|what is the( \w+)?) (\w*site|web ?(adres|address|page|pagina)|url)\b",
        r"\bwww\.|https?://|\b[\w-]+\.(nl|eu|com|org|net)\b",
    ),
    _type(r"\b(welk|which|wat is het|what is the) e-?mail ?(adres|address)\b", r"[\w.]+@\w+\.\w", figure=True),
    _type(r"\b(telefoonnummer|(tele)?phone number)\b", r"\b\+?\d[\d -]{6,}\d\b", figure=True),
    _type(
        r"\bwie (?:zat|zaten|was|waren|kwam|kwamen)(?: er)?(?: allemaal)? (?:bij|op|naar) (?:de|het) "
        r"(?:\w+ )?\w*(?:overleg|vergadering|bijeenkomst|sessie|stuurgroep|werkgroep|gesprek)\b|"
        r"\bwie .*\baanwezig\b|"
        r"\bwho (?:was|were|attended)\b.*\b(?:present|meeting|attend\w*)\b",
        r"\b[Aa]anwezig\w*\b|\b[Dd]eelnemers\b|\b[Pp]resent\b|\b[Aa]ttend\w+",
        lambda text, _: _ATTENDANCE.match(text) is not None,
        figure=True,
    ),
    _type(r"\b(wie (is|was) (de|het)|who (is|was) the)\b", _NAME, _introduces, beside=True, fresh=True, names=True),
    _type(r"\bhoe (heet|heette) (de|het|die|dat)\b", _NAME, _introduces, beside=True, fresh=True, names=True),
    _type(r"\b(hoe (heet|heette|heten)|what is the name)\b", _NAME, _introduces, fresh=True, names=True),
    _type(
        rf"\b(is|zijn|werd|werden|heeft|hebben)\b.*{_DECIDED}\W*$",
        rf"{_DECIDED}",
        figure=True,
    ),
    _type(
        r"\b(bestaa\w+ .* nog|lo(opt|pen) .* nog|is .* (gestopt|afgelopen|klaar|afgerond|doorgegaan)|"
        r"still (exist|run\w*))\b",
        r"\b(gestopt|stopt|stoppen|stopgezet|geschrapt|beëindigd|eindigt|eindigde|afgelopen|afgerond|opgeheven|vervallen|"
        r"ingetrokken|verlengd|voortgezet|loopt|lopen|liep|overgegaan|ended|stopped|cancelled|extended|continues)\b",
        figure=True,
    ),
    _type(
        r"\b(wie|who|welke? (persoon|bestuurder|organisatie|partij|partner|bedrijf|ministerie|bureau|adviesbureau|"
        r"universiteit|stichting|instantie)\w*)\b",
        _NAME,
        _introduces,
        fresh=True,
        names=True,
    ),
    _type(
        r"\b(waar (vindt|vind|was|werd|is|ligt|wordt|staat(?! .* voor\b))|welke plaats|where)\b",
        r"\b([Ii]n|te|op|bij|at|naar) (de |het |den )?[A-Z]\w+",
    ),
    _type(
        r"\b(waarom|waardoor|hoe komt|why)\b",
        r"\b(omdat|doordat|want|daardoor|zodat|immers|reden|anders|daarom|because|waardoor|maar)\b",
        lambda text, _: _GIVES_A_REASON.search(text) is not None,
    ),
    _DEFINITION,
)
