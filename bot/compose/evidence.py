"""How well each quotable unit of the evidence answers a question: shared words, meaning, and the kind of answer."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bot.abbreviations import Abbreviations
from bot.compose.answer_type import (
    AnswerType,
    answer_type,
    defined_word,
    demanded_items,
    enumerated,
    expected_items,
    offers_a_choice,
    points_at,
)
from bot.compose.figures import cardinal
from bot.compose.matching import highest, is_slip, matches, respelt
from bot.model import Query
from bot.wording import in_full
from ingest import dutch
from ingest.embed import Embedder
from ingest.embedding.words import WordMeanings
from ingest.model import Passage, ScoredPassage, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ingest.embed import Matrix, Vector

    Column = NDArray[np.float64]  # a number for each run

CARRIED = 0.35  # weight of a word that a follow-up took over from an earlier question
CONTEXT = 0.3  # what a match elsewhere in the passage counts
SUBJECT = 0.9  # what a match in the title or the headings counts, beside 1 in the words themselves
MOST, LONGEST = 3, 480  # units and characters of a window
MOST_LISTED, LONGEST_LISTED = 6, 900  # the same when a list is asked for, which running text may also enumerate
LONGEST_LIST = 1500  # characters of a list that is given whole
LONGEST_ASIDE = 700  # the same when no list is asked for
NEWER = 0.03  # how far ahead the newest paper goes where two tell what was asked for equally well
UNDATED = 0.3  # how new a document without a date is taken to be, between the oldest at 0 and the newest at 1
BESIDE = 0.4  # how far a word of the question must stand in a text to stand beside the answer
COMPLETE = 0.8  # share of the items asked for that an answer must have
PRECISE = 2  # the fit of a text that holds what was asked for right beside an asked word
DEFINED = 3  # the fit of a text that says what it is that was asked for
MOSTLY = 0.5  # share of what only one of two sides is asked that must stand in what is quoted for it
MUTE = 25  # characters; so short an answer (*Ja.*) says nothing to a question that is not about yes or no
WEIGHTS = {
    "coverage": 1.6,
    "own": -0.28,
    "sharpest": 0.25,
    "whole": 0.15,
    "heading": 0.2,
    "rank": 0.26,
    "newest": 0.7,
    "opens": 0.11,
    "replies": 0.3,
    "fits": 0.05,
    "missing": -0.3,
    "precise": 0.19,
    "defines": 0.6,
    "length": 0.08,
    "asks": -0.2,
    "leans": -0.1,
    "listing": 0.15,
    "as_many": 0.2,
    "caption": -0.2,
    "reference": -0.4,
}
_SPOKEN_OF_AS = {".pptx": "sheets slides presentatie", ".xlsx": "rekenblad spreadsheet"}
_ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’)\]]*$")
# A footnote that only says where something may be found.
_REFERENCE = re.compile(
    r"\d{1,3}\s.*(https?://|www\.|\w\.(nl|eu|com|org|gov)\b|\bKamerstuk|\bvergaderjaar\b|\bTK \d{4})", re.DOTALL
)
# What stands above minutes and memos: a label and what it says.
_IMPRINT = re.compile(
    r"(titel|auteurs?|klant|datum|versie|status|classificatie|onderwerp|kenmerk|bijlagen?|contactpersoon|telefoon|locatie|notulist|"
    r"aanwezig|afwezig|van|aan|cc|bron(?:nen)?|author|date|version|subject|present)\b[^|:]{0,20}[|:]",
    re.IGNORECASE,
)
# What a paper says of itself: *Dit rapport beschrijft …*, *In hoofdstuk 2 gaan wij in op …*
_OF_THE_PAPER = re.compile(
    r"(?:in\s+)?(?:(?:dit|deze|(?:het|de)\s(?:vorige|volgende)|this|the\s(?:next|previous))\s+)?"
    r"(rapport|hoofdstuk\w*|notitie|document|memo|paragra\w+|bijlagen?|nota|verslag|stuk|report|chapter|section)\b"
    r".{0,80}\b(?:beschr[ei]\w+|verken\w+|gaa[nt]? .{0,40}in op|behandel\w+|besproken|toegelicht|bevat\w*|schets\w*|"
    r"zet .{0,80}op een rij|geef\w*|geven|vind\w*|leest|lezen|describe[sd]?|explores?|discuss\w*|contains?)\b",
    re.IGNORECASE,
)
# What a summary says of itself: *Samenvatting voor …*, *Dit is geen officieel stuk …*
_OF_THE_SUMMARY = re.compile(
    r"(?:(?:deze|dit is een|this)\s)?(samenvatting|bewerking|vertaling|summary|translation)\s"
    r"(?:voor|van|door|is|of|for|by)\b|"
    r"(?:dit|this) is (?:g?een|not an?) offici\w+\s(\w+)",
    re.IGNORECASE,
)
_OF_ITSELF = (_IMPRINT, _OF_THE_PAPER, _OF_THE_SUMMARY)
# The word behind these says what kind of thing is asked for (*op welke dag*, *hoe lang*), and need not stand anywhere.
_KIND = re.compile(r"\b(?:welke?|which|what|hoe|how)\s+\w+", re.IGNORECASE)
_OVER = re.compile(r"\W*(?:\d[\d.]*\s)?(?:over|uitleg|about)\s", re.IGNORECASE)
# These tell one thing of several from the others, and name none.
_RANKS = frozenset({"een", "oud", "nieuw", "vorig", "huidig", "old", "new", "previous", "current"})
# A sentence that opens so is about something in the sentence before it.
_LEANS = re.compile(
    r"(dit|dat is|deze|die|hij|zij|ze|daarom|daarmee|daarnaast|hierbij|hiermee|daarbij|daarvoor|this|these|they|it)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A quotable stretch of a passage with what speaks for it."""

    scored: ScoredPassage
    number: int  # its place among all units of the evidence
    index: int  # its place among the passage's sentences
    span: Span
    text: str
    weight: float  # 0–1: the share of the question's weight that it holds
    fit: int  # 0 to 2: how well it holds the kind of thing that was asked for
    in_table: bool  # whether it is a row of a table
    is_row: bool  # whether it is a list item or a table row
    in_list: bool  # the same, or a further sentence of a long item
    is_heading: bool  # whether it is the heading of its passage

    @property
    def place(self) -> tuple[str, Span]:
        """Where it stands: the id of its document and its span there."""
        return self.scored.passage.document_id, self.span

    def moved_to(self, passage: Passage, index: int) -> "Unit":
        """The sentence at ``index`` of ``passage``, quoted with what speaks for this unit."""
        here = passage.id == self.scored.passage.id
        scored = self.scored if here else ScoredPassage(passage, self.scored.score, {})
        span = passage.sentences[index]
        return replace(self, scored=scored, index=index, span=span, text=passage.quote(span))


Run: TypeAlias = tuple[Unit, ...]  # units of one passage, its heading first where it is among them


@dataclass(frozen=True, slots=True)
class Window:
    """A run of units of one passage, as a candidate answer."""

    units: Run
    signals: Mapping[str, float]  # what speaks for it, by the names in WEIGHTS
    score: float
    covered: "Vector"  # per word of the question the share of the question that stands in it or in what it is about

    @property
    def passage(self) -> Passage:
        """The passage around it."""
        return self.units[0].scored.passage

    @property
    def length(self) -> int:
        """Its characters."""
        return sum(len(unit.text) for unit in self.units)

    def overlaps(self, other: "Window") -> bool:
        """Whether a unit stands in both."""
        return not {unit.place for unit in self.units}.isdisjoint(unit.place for unit in other.units)


class Judge:
    """Scores stretches of the evidence for one question after another; holds no state between them."""

    def __init__(
        self,
        embedder: Embedder,
        meanings: WordMeanings,
        idf: Callable[[str], float],
        abbreviations: Abbreviations,
    ) -> None:
        self._abbreviations = abbreviations
        self._embedder = embedder
        self._meanings = meanings
        self._idf = idf

    def repaired(self, query: Query, evidence: Sequence[ScoredPassage]) -> Query:
        """``query`` with the words that no document holds, and no word list, spelt as the evidence spells them."""
        unheard = self._idf("")
        strange = [word for word in dict.fromkeys(dutch.words(query.text)) if self._idf(dutch.lemma(word)) >= unheard]
        texts = [scored.passage.text for scored in evidence]
        for word in strange:
            if (right := respelt(word, texts)) != word:
                wrong = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
                text, focus, wording = (wrong.sub(right, said) for said in (query.text, query.focus, query.wording))
                query = replace(query, text=text, focus=focus, wording=wording)
        return query

    def windows(self, query: Query, evidence: Sequence[ScoredPassage]) -> list[Window]:
        """Every short run of units in ``evidence``, the likeliest answer first."""
        weights = self._weights(query)
        texts = [scored.passage.quote(span) for scored in evidence for span in scored.passage.sentences]
        if not weights or not texts:
            return []
        shares = np.array(list(weights.values()), dtype=np.float32) / sum(weights.values())
        about = {scored.passage.id: len(texts) + n for n, scored in enumerate(evidence)}
        everything = [*texts, *(_about(scored.passage) for scored in evidence)]
        matched = self._matches(list(weights), everything, query.language)
        wanted = answer_type(query.wording)
        terms = list(weights)
        if wanted and wanted.defines:
            one = [lemma for lemma in dutch.content_lemmas(defined_word(query.wording)) if lemma in weights]
            terms = asked = one or terms
            # what an abbreviation is, its long form is
            terms = [*terms, *(short for short in self._abbreviations.among(terms) if short not in terms)]
        fits = _fits(wanted, query.wording, terms, texts, matched) if wanted else [0] * len(texts)
        if wanted and wanted.defines:
            for n in self._spelling_out(asked, texts):
                fits[n] = DEFINED
        units = _units(evidence, texts, (matched * shares).sum(axis=1).tolist(), fits)
        runs = [run for run in _runs(units, wants_list=query.wants_list) if not _is_mute(run, query, wanted)]
        if not runs:
            return []
        own = highest(matched, _numbers(runs))
        places = [about[run[0].scored.passage.id] for run in runs]
        around = np.maximum(SUBJECT * matched, CONTEXT * _in_passages(matched, units, about))[places]
        covered = np.maximum(own, around) * shares
        vectors = self._embedder.embed_passages(texts)
        near = vectors @ self._embedder.embed_query(query.text)
        signals = {
            "coverage": covered.sum(axis=1, dtype=float),
            "own": (own * shares).sum(axis=1, dtype=float),
            **_together(runs, units, vectors, near, frozenset(weights)),
            **_opening(runs, units, wanted),
            **_standing(runs, evidence, wants_newest=query.wants_newest),
        }
        signals |= _asked(runs, query, wanted, signals)
        scores = sum(weight * signals[name] for name, weight in WEIGHTS.items())
        rows = zip(*(column.tolist() for column in signals.values()), strict=True)
        found = [
            Window(run, dict(zip(signals, row, strict=True)), score, share)
            for run, row, score, share in zip(runs, rows, scores.tolist(), covered, strict=True)
        ]
        new = _newness(evidence)

        def order(window: Window) -> tuple[float, str, int, int]:
            tie = NEWER * new[window.passage.id] if window.signals["precise"] else 0.0
            return -window.score - tie, window.passage.id, window.units[0].index, len(window.units)

        return sorted(found, key=order)

    def known(self, query: Query, windows: Sequence[Window]) -> float:
        """The share, 0 to 1, of what ``query`` asks in its own words that stands anywhere in its ``windows``."""
        weights = self._weights(query)
        words = frozenset(dutch.content_lemmas(_KIND.sub(" ", query.focus)))
        own = np.array([lemma in words for lemma in weights])
        asked = sum(weight for lemma, weight in weights.items() if lemma in words) / sum(weights.values())
        stands = np.max([window.covered for window in windows], axis=0)[own]
        return float(stands.sum()) / asked if asked else 1.0

    def tells_of(self, query: Query, other: Query, windows: Sequence[Window]) -> list[Window]:
        """The ``windows`` that hold most of what ``query`` asks and ``other`` does not: the name of its side."""
        weights = self._weights(query)
        shared = self._weights(other).keys() | _RANKS
        own = np.array([lemma not in shared and not (lemma.isalpha() and cardinal(lemma)) for lemma in weights])
        asked = sum(weight for weight, mine in zip(weights.values(), own, strict=True) if mine) / sum(weights.values())
        return [window for window in windows if window.covered[own].sum() >= MOSTLY * asked]

    def is_heard(self, word: str) -> bool:
        """Whether any document holds ``word`` or a part of it."""
        unheard = self._idf("")
        return any(self._idf(lemma) < unheard for lemma in dutch.lemmas(word))

    def unknown(self, query: Query, passage: Passage) -> float:
        """The share of the question, 0 to 1, of the heaviest word of its own that ``passage`` and its titles lack."""
        weights = self._weights(query)
        own = frozenset(dutch.content_lemmas(_KIND.sub(" ", query.focus)))
        found = self._matches(list(weights), [passage.text, _about(passage)], query.language).max(axis=0)
        lacking = [weights[lemma] * (1 - found[n]) for n, lemma in enumerate(weights) if lemma in own]
        return float(max(lacking, default=0.0) / sum(weights.values()))

    def _spelling_out(self, terms: Sequence[str], texts: Sequence[str]) -> Iterator[int]:
        """The numbers of the texts that give an abbreviation among the asked lemmas together with its long form."""
        for short, long in self._abbreviations.among(terms).items():
            for n, text in enumerate(texts if short in terms else ()):
                if short in dutch.fold(text) and {short, *long}.issubset(dutch.lemmas(text)):
                    yield n

    def _matches(self, asked: Sequence[str], texts: Sequence[str], language: str) -> "Matrix":
        """The same as ``matches``; an abbreviation stands wherever its long form does, and the other way round."""
        known = self._abbreviations.among(asked)
        added = [lemma for short, long in known.items() for lemma in (short, *long) if lemma not in asked]
        words = [*asked, *dict.fromkeys(added)]
        found = matches(words, texts, self._meanings, language)
        for short, long in known.items():
            letters, spelt_out = found[:, words.index(short)].copy(), [words.index(lemma) for lemma in long]
            found[:, words.index(short)] = np.maximum(letters, found[:, spelt_out].min(axis=1))
            found[:, spelt_out] = np.maximum(found[:, spelt_out], letters[:, None])
        return found[:, : len(asked)]

    def _weights(self, query: Query) -> dict[str, float]:
        unheard = self._idf("")
        weights: dict[str, float] = {}
        for text, share in ((query.focus, 1.0), (query.text, CARRIED)):
            for lemma in dutch.content_lemmas(text):
                weight = self._idf(lemma)
                if weight < unheard or not is_slip(lemma):
                    weights.setdefault(lemma, share * weight)
        return weights


def _about(passage: Passage) -> str:
    """What a question may call a passage by that does not stand in its text: its document, date and headings."""
    source = passage.source
    dated = in_full(source.published_on) if source.published_on else ""
    return f"{source.title} {passage.section} {dated} {_SPOKEN_OF_AS.get(source.file.suffix.lower(), '')}"


def is_row(passage: Passage, span: Span) -> bool:
    """Whether a list item or a table row stands there."""
    return " | " in passage.quote(span) or passage.text.startswith("• ", span.start - passage.span.start - 2)


def in_lists(passage: Passage) -> list[bool]:
    """For each sentence whether it is an item of a list or a row of a table, or a further sentence of one."""
    listed: list[bool] = []
    before = passage.span.start
    for span in passage.sentences:
        runs_on = bool(listed) and listed[-1] and "\n" not in passage.quote(Span(before, span.start))
        listed.append(runs_on or is_row(passage, span))
        before = span.end
    return listed


def _units(
    evidence: Sequence[ScoredPassage], texts: Sequence[str], weights: Sequence[float], fits: Sequence[int]
) -> list[Unit]:
    """Every unit of the evidence, given its text, its weight and its fit."""
    units: list[Unit] = []
    for scored in evidence:
        passage, has_heading = scored.passage, scored.passage.has_heading
        listed = in_lists(passage)
        for index, span in enumerate(passage.sentences):
            n = len(units)
            in_table = " | " in texts[n]
            is_heading = has_heading and index == 0
            row = listed[index] and is_row(passage, span)
            told = texts[n], weights[n], fits[n]
            units.append(Unit(scored, n, index, span, *told, in_table, row, listed[index], is_heading))
    return units


def _in_passages(matched: "Matrix", units: Sequence[Unit], about: Mapping[str, int]) -> "Matrix":
    """How far each asked word stands anywhere in a passage, in the row of what the passage is about."""
    found = np.zeros_like(matched)
    np.maximum.at(found, [about[unit.scored.passage.id] for unit in units], matched[: len(units)])
    return found


def _ends(unit: Unit) -> bool:
    """Whether it ends as a sentence does, or need not."""
    return unit.is_row or _ENDS_SENTENCE.search(unit.text) is not None


def _tells_nothing(unit: Unit, terms: frozenset[str]) -> bool:
    """Whether it only names a source, or a thing of the paper itself that is not asked for."""
    if _REFERENCE.match(unit.text):
        return True
    told = next((said for kind in _OF_ITSELF if (said := kind.match(unit.text))), None)
    return told is not None and dutch.lemma(told[told.lastindex or 0].lower()) not in terms


def _is_mute(run: Run, query: Query, wanted: AnswerType | None) -> bool:
    """Whether a run says too little below its heading, and holds nothing of the kind that was asked for."""
    body = _body(run)
    if sum(len(unit.text) for unit in body) > MUTE:
        return False
    if wanted is None and (query.wants_list or _ENDS_SENTENCE.search(body[-1].text)):
        return False
    return not any(unit.fit for unit in body)


def _body(run: Run) -> Run:
    """A run without its heading."""
    return run[1:] if run[0].is_heading else run


def _asks_for(wanted: AnswerType | None, heading: str) -> bool:
    """Whether a heading is a question for the same kind of thing; *Over de deals* is one for what they are."""
    if wanted and wanted.defines and _OVER.match(heading):
        return True
    return heading.endswith("?") and answer_type(heading) is wanted


def _fits(
    wanted: AnswerType, question: str, terms: Sequence[str], texts: Sequence[str], matches: "Matrix"
) -> list[int]:
    """How well each text holds the kind of thing that is asked for, see ``AnswerType.fit``."""
    subject = wanted.subject(question)
    own = matches[:, terms.index(subject)] if subject in terms else np.ones(len(texts))
    beside = own.copy()
    for n in range(1, len(texts)):
        if " | " in texts[n] and " | " in texts[n - 1]:
            beside[n] = max(beside[n], beside[n - 1])  # what stands in the header of a table stands beside each row
    if wanted.names and all(text.islower() for text in texts):
        return [1] * len(texts)  # texts without capitals do not tell where a name stands
    choice = offers_a_choice(question)
    fits = [wanted.fit(text, terms, choice=choice) if beside[n] >= BESIDE else 0 for n, text in enumerate(texts)]
    for n in range(1, len(texts)):
        if wanted.defines and points_at(texts[n], texts[n - 1], terms):
            fits[n] = DEFINED
        if wanted.counts and fits[n] and own[n] < BESIDE:
            fits[n] = PRECISE  # the header of the table says what the figure counts
    return fits


def _items(run: Run) -> int:
    """How many things a run enumerates, below each other or in one sentence."""
    return max(_rows(run), *(enumerated(unit.text) for unit in run))


def _rows(run: Run) -> int:
    """The list items or table rows of a run, without the header of the table."""
    return sum(unit.is_row for unit in run) - any(unit.in_table for unit in run)


def _ranks(evidence: Sequence[ScoredPassage]) -> dict[str, float]:
    """1 for the best passage, 0 for the worst."""
    scores = [scored.score for scored in evidence]
    width = max(scores) - min(scores) or 1.0
    return {scored.passage.id: (scored.score - min(scores)) / width for scored in evidence}


def _newness(evidence: Sequence[ScoredPassage]) -> dict[str, float]:
    """1 for passages of the newest document, going down to 0 for the oldest."""
    days = sorted({day for s in evidence if (day := s.passage.source.published_on)})
    place = {day: n / (len(days) - 1) if len(days) > 1 else 0.0 for n, day in enumerate(days)}
    return {s.passage.id: place[day] if (day := s.passage.source.published_on) else UNDATED for s in evidence}


def _runs(units: Sequence[Unit], *, wants_list: bool) -> Iterator[Run]:
    """Candidate answers: short runs of units of one passage below its heading, and every list or table as a whole."""
    most, longest = (MOST_LISTED, LONGEST_LISTED) if wants_list else (MOST, LONGEST)
    for _, group in groupby(units, key=lambda unit: unit.scored.passage.id):
        members = list(group)
        heading = tuple(members[:1]) if members[0].is_heading else ()
        body = members[len(heading) :]
        for start in range(len(body)):
            header = _table_header(body, start)
            for end in range(start + 1, min(start + most, len(body)) + 1):
                run = tuple(body[start:end])
                if header != run and _stands_alone(run, longest):
                    yield heading + header + run
        for block in _blocks(body, LONGEST_LIST if wants_list else LONGEST_ASIDE):
            yield heading + block
        if wants_list and sum(unit.is_row for unit in body) > 1 and sum(len(unit.text) for unit in body) <= LONGEST:
            yield tuple(members)  # slides: points and remarks by turns


def _stands_alone(run: Run, longest: int) -> bool:
    """Whether a run says something by itself: a lead-in needs its list, and part of a list says less than one item."""
    if len(run) == 1:
        return not run[0].text.endswith(":")
    short = sum(len(unit.text) for unit in run) <= longest
    return short and not any(unit.is_row for unit in run) and not run[-1].text.endswith(":")


def _table_header(body: Sequence[Unit], at: int) -> Run:
    """The header of the table that holds the unit at that place: without it a row is a riddle, and so is it alone."""
    first = at
    while first > 0 and body[at].in_table and body[first - 1].in_table:
        first -= 1
    return (body[first],) if body[at].in_table else ()


def _blocks(body: Sequence[Unit], longest: int) -> Iterator[Run]:
    """Each list and each table of a passage below the one or two units that lead it in."""
    for listed, group in groupby(enumerate(body), key=lambda numbered: numbered[1].in_list):
        rows = list(group)
        while listed and not rows[-1][1].is_row:
            rows.pop()  # what follows the last item may be the text below the list
        items = sum(unit.is_row for _, unit in rows)
        if listed and items > max(1, len(rows) // 2) and sum(len(unit.text) for _, unit in rows) <= longest:
            first, end = rows[0][0], rows[-1][0] + 1
            for led_in in {max(first - 1, 0), max(first - 2, 0)}:
                yield tuple(body[led_in:end])


def _together(
    runs: Sequence[Run], units: Sequence[Unit], vectors: "Matrix", near: "Vector", terms: frozenset[str]
) -> dict[str, "Column"]:
    """What the units of each run say for it together, given their vectors and how near each is to the question's."""
    members, bodies = _numbers(runs), _numbers(_body(run) for run in runs)
    best = highest(np.array([(near[unit.number], unit.fit) for unit in units]), members)
    counts = [(len(u.text), u.text.endswith("?"), _ends(u), _tells_nothing(u, terms)) for u in units]
    length, asking, ended, referring = _sums(np.array(counts, dtype=float), bodies).T
    norms = np.linalg.norm(_sums(vectors, bodies), axis=1)
    return {
        "sharpest": best[:, 0],
        "whole": _sums(near.astype(float), bodies) / np.where(norms > 0, norms, 1),
        "fits": (best[:, 1] > 0).astype(float),
        "precise": (best[:, 1] >= PRECISE).astype(float),
        "length": np.minimum(length / LONGEST, 1),
        "asks": asking / [len(body) for body in bodies],
        "caption": (ended == 0).astype(float),
        "reference": ((referring > 0) & (best[:, 1] < PRECISE)).astype(float),
    }


def _sums(values: "Matrix", groups: Sequence[Sequence[int]]) -> "Matrix":
    """The sum of the rows of each group, of which none is empty; by place in the group, because most are short."""
    sums = values[[group[0] for group in groups]]
    for place in range(1, max(map(len, groups))):
        longer = [n for n, group in enumerate(groups) if len(group) > place]
        sums[longer] += values[[groups[n][place] for n in longer]]
    return sums


def _opening(runs: Sequence[Run], units: Sequence[Unit], wanted: AnswerType | None) -> dict[str, "Column"]:
    """What the heading of each run and the first unit below that say for it."""
    first = [_body(run)[0] for run in runs]
    headed = np.array([run[0].is_heading for run in runs])
    weight = headed * [run[0].weight for run in runs]
    opens = np.array([unit.index for unit in first]) <= headed
    replying = {unit.number for unit in units if unit.is_heading and _asks_for(wanted, unit.text)}
    return {
        "heading": weight * [not run[0].text.endswith("?") for run in runs],
        "opens": opens.astype(float),
        "replies": weight * opens * [run[0].number in replying for run in runs],
        "defines": np.array([_defines(run) for run in runs], dtype=float),
        "leans": np.array([_LEANS.match(unit.text) is not None for unit in first], dtype=float),
    }


def _defines(run: Run) -> bool:
    """Whether it begins with what the thing is that was asked for; a sentence that points back needs the one before."""
    body = _body(run)
    points_back = len(body) > 1 and body[1].fit >= DEFINED and _LEANS.match(body[1].text) is not None
    return max(run[0].fit, body[0].fit) >= DEFINED or points_back


def _standing(runs: Sequence[Run], evidence: Sequence[ScoredPassage], *, wants_newest: bool) -> dict[str, "Column"]:
    """What the passage of each run says for it."""
    ranks, ages = _ranks(evidence), _newness(evidence) if wants_newest else {}
    passages = [run[0].scored.passage.id for run in runs]
    return {
        "rank": np.array([ranks[passage] for passage in passages]),
        "newest": np.array([ages.get(passage, 0.0) for passage in passages]),
    }


def _asked(
    runs: Sequence[Run], query: Query, wanted: AnswerType | None, signals: Mapping[str, "Column"]
) -> dict[str, "Column"]:
    """Whether each run is what was asked for: a list, the kind of thing that is wanted, a number of items."""
    # One row below its header tells a figure; who takes part may need all of them.
    names = wanted is not None and wanted.names
    several = np.array([(sum(u.is_row for u in run) if names else _rows(run)) > 1 for run in runs], dtype=float)
    fits, precise = signals["fits"], signals["precise"]
    misfit = 1 - fits if wanted else 0 * fits
    demanded, expected = demanded_items(query.focus), expected_items(query.focus)
    listed = np.where(fits > 0, several, -several) if names else several  # a list without names tells nobody who
    items = np.array([_items(run) if demanded or expected else 0 for run in runs])  # few questions ask for a number
    return {
        "listing": listed if query.wants_list else -several,
        "misfit": misfit,
        "missing": misfit if wanted and wanted.decisive else 0 * fits,
        "loose": fits * (1 - precise) if wanted and wanted.counts else 0 * fits,
        "incomplete": (items < COMPLETE * demanded).astype(float),
        "as_many": (expected > 1) * np.where(items == expected, 1.0, np.where(items < expected, -several, 0.0)),
    }


def _numbers(runs: Iterable[Run]) -> list[list[int]]:
    """The numbers of the units of each run."""
    return [[unit.number for unit in run] for run in runs]
