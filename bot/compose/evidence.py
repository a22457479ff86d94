"""How well each quotable unit of the evidence answers a question: shared words, meaning, and the kind of answer."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from bot.model import Query
from ingest import dutch
from ingest.embed import Embedder
from ingest.model import Kind, Passage, ScoredPassage, Span

CARRIED = 0.5  # weight of a word that a follow-up took over from an earlier question
SUBJECT = 0.9  # what a match in the title or the headings counts, beside 1 in the words themselves
MOST, LONGEST = 3, 480  # units and characters of a window
LONGEST_LIST = 1500  # characters of a list that is given whole
SIMILAR = 78.0  # rapidfuzz ratio from which two words count as spellings or forms of one
WEIGHTS = {
    "coverage": 1.2,
    "own": -0.33,
    "similarity": 0.2,
    "sharpest": 0.2,
    "rank": 0.27,
    "newest": 0.45,
    "fits": 0.18,
    "precise": 0.2,
    "length": 0.15,
    "asks": -0.25,
    "wanted_list": 0.12,
}
LEANS = re.compile(
    r"(Dat|Dit|Deze|Die|Zij|Ze|Hij|Daar\w*|Hier\w*|Ook|Het (gaat|is|betreft)|It|They|This|These|That|He|She|Such)\b"
)

_NUMBER = (
    r"\d|\b(een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|der?tien|veertien|vijftien|zestien|zeventien|achttien|"
    r"negentien|twintig|dertig|veertig|vijftig|honderd|duizend|miljoen|miljard|helft|ruim|meeste|one|two|three|four|five|six|"
    r"seven|eight|nine|ten)\b"
)
_MONTH = (
    r"(januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|march|may|june|"
    r"july|august|october)"
)
# Question wording -> what an answering unit must hold. A rule holds for the language, not for a document.
if TYPE_CHECKING:
    from ingest.embed import Matrix, Vector

_KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (re.compile(asked, re.IGNORECASE), re.compile(answer))
    for asked, answer in (
        (r"\b(hoeveel (geld|euro|rijksgeld|budget)|wat kost|welk bedrag|how much (money|does|do))\b",
         r"(€|\beuro\b|\bmiljoen\b|\bmiljard\b|\bmillion\b|\bbillion\b)"),
        (r"\b(hoe ?veel|hoevel|how (many|much)|welk (aantal|percentage|maximum))\b", _NUMBER),
        (r"\b(hoe (vaak|lang|groot|hoog|ver))\b|\bhow (often|long|large)\b", _NUMBER + r"|\b(maal|keer|jaar|maand|week)"),
        (r"\b(wanneer|welke (datum|dag)|sinds wanneer|tot wanneer|when)\b", r"\b\d{1,2} " + _MONTH + r"\b|\b(19|20)\d\d\b|\b" + _MONTH),
        (r"\b(welk(e)? ja(ar|ren)|which year)\b", r"\b(19|20)\d\d\b"),
        (r"\b(wie|who|welke (persoon|bestuurder|organisatie|partij|partner)\w*)\b", r"(?<=\s)[A-Z][\w-]+|^[A-Z]\w+ [A-Z]\w+"),
        (r"\b(waar (vindt|vind|was|werd|is|ligt|wordt|staat)|welke plaats|where)\b", r"\b(in|te|op|bij|at|naar) (de |het |den )?[A-Z]\w+"),
        (r"\b(waarom|waardoor|hoe komt|why)\b", r"\b(omdat|doordat|want|daardoor|zodat|immers|reden|anders|daarom|because|waardoor|maar)\b"),
        (r"\b(wat (is|zijn|betekent|betekend)|wat verstaa\w+|what (is|are))\b",
         r"\b(is|zijn|betekent|staat voor|dat wil zeggen|oftewel|wordt verstaan|noemt|gaat om|are) "),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """A quotable stretch of a passage with what speaks for it."""

    scored: ScoredPassage
    index: int  # its place among the passage's sentences
    span: Span
    text: str
    matched: "Vector"  # per word of the question how far it stands here, 0 to 1
    vector: "Vector"  # its embedding
    fits: float  # how far it holds the kind of thing that was asked for

    @property
    def is_row(self) -> bool:
        """Whether it is a list item or a table row."""
        passage = self.scored.passage
        return " | " in self.text or passage.text.startswith("• ", self.span.start - passage.span.start - 2)

    @property
    def is_heading(self) -> bool:
        """Whether it is the heading of its passage."""
        return self.index == 0 and self.scored.passage.has_heading


@dataclass(frozen=True, slots=True)
class Window:
    """A run of units of one passage, as a candidate answer."""

    units: tuple[Unit, ...]
    signals: Mapping[str, float]  # what speaks for it, by the names in WEIGHTS
    score: float

    @property
    def passage(self) -> Passage:
        """The passage around it."""
        return self.units[0].scored.passage


class Judge:
    """Scores stretches of the evidence for one question after another; holds no state between them."""

    def __init__(self, embedder: Embedder, idf: Callable[[str], float]) -> None:
        self._embedder = embedder
        self._idf = idf

    def windows(self, query: Query, evidence: Sequence[ScoredPassage]) -> list[Window]:
        """Every short run of units in ``evidence``, the likeliest answer first."""
        weights = self._weights(query)
        spans = [(scored, i, span) for scored in evidence for i, span in enumerate(scored.passage.sentences)]
        if not weights or not spans:
            return []
        total = np.array(list(weights.values())) / sum(weights.values())
        texts = [scored.passage.quote(span) for scored, _, span in spans]
        about = {s.passage.id: f"{s.passage.source.title} {s.passage.section}" for s in evidence}
        matches = _matches(list(weights), [*texts, *about.values()])
        subject = dict(zip(about, matches[len(texts) :], strict=True))
        vectors = self._embedder.embed_passages(texts)
        asked = self._embedder.embed_query(query.text)
        fits = _fitting(query.focus)
        units = [
            Unit(scored, i, span, texts[n], matches[n], vectors[n], fits(texts[n], list(weights)))
            for n, (scored, i, span) in enumerate(spans)
        ]
        ranks, ages = _ranks(evidence), _newness(evidence) if query.wants_newest else {}
        found = []
        for run in _runs(units):
            pid = run[0].scored.passage.id
            signals = _signals(run, total, subject[pid], asked) | {"rank": ranks[pid], "newest": ages.get(pid, 0.0)}
            signals["wanted_list"] = float(query.wants_list and sum(unit.is_row for unit in run) > 1)
            found.append(Window(run, signals, sum(WEIGHTS[name] * value for name, value in signals.items())))
        return sorted(found, key=lambda w: (-w.score, w.passage.id, w.units[0].index, len(w.units)))

    def _weights(self, query: Query) -> dict[str, float]:
        weights = {lemma: self._idf(lemma) for lemma in dutch.content_lemmas(query.focus)}
        for lemma in dutch.content_lemmas(query.text):
            weights.setdefault(lemma, CARRIED * self._idf(lemma))
        return weights


def _ranks(evidence: Sequence[ScoredPassage]) -> dict[str, float]:
    """1 for the best passage, 0 for the worst."""
    scores = [scored.score for scored in evidence]
    width = max(scores) - min(scores) or 1.0
    return {scored.passage.id: (scored.score - min(scores)) / width for scored in evidence}


def _newness(evidence: Sequence[ScoredPassage]) -> dict[str, float]:
    """1 for passages of the newest document, going down to 0 for the oldest and for those without a date."""
    days = sorted({day for s in evidence if (day := s.passage.source.published_on)})
    place = {day: (n + 1) / len(days) for n, day in enumerate(days)}
    return {s.passage.id: place.get(s.passage.source.published_on, 0.0) for s in evidence}  # type: ignore[arg-type]


def _runs(units: Sequence[Unit]) -> Iterator[tuple[Unit, ...]]:
    """Candidate answers: short runs of units of one passage below its heading, and every list or table as a whole."""
    for _, group in groupby(units, key=lambda unit: unit.scored.passage.id):
        members = list(group)
        heading = tuple(members[:1]) if members[0].is_heading else ()
        body = members[len(heading) :]
        for start in range(len(body)):
            for end in range(start + 1, min(start + MOST, len(body)) + 1):
                run = tuple(body[start:end])
                if len(run) == 1 or sum(len(unit.text) for unit in run) <= LONGEST:
                    yield heading + run
        for block in _blocks(body):
            yield heading + block


def _blocks(body: Sequence[Unit]) -> Iterator[tuple[Unit, ...]]:
    """Each list and each table of a passage, with the unit that leads it in."""
    for is_row, group in groupby(enumerate(body), key=lambda numbered: numbered[1].is_row):
        rows = list(group)
        if is_row and len(rows) > 1 and sum(len(unit.text) for _, unit in rows) <= LONGEST_LIST:
            first = rows[0][0]
            yield tuple(body[max(first - 1, 0) : rows[-1][0] + 1])


def _signals(run: tuple[Unit, ...], weights: "Vector", subject: "Vector", asked: "Vector") -> dict[str, float]:
    matched = np.max([unit.matched for unit in run], axis=0)
    body = [unit for unit in run if not unit.is_heading]
    vector = np.sum([unit.vector * len(unit.text) for unit in run], axis=0)
    return {
        "coverage": float(np.maximum(matched, SUBJECT * subject) @ weights),
        "own": float(matched @ weights),
        "similarity": float(vector @ asked / (np.linalg.norm(vector) or 1.0)),
        "sharpest": max(float(unit.vector @ asked) for unit in run),
        "fits": float(any(unit.fits for unit in run)),
        "precise": float(any(unit.fits > 1 for unit in run)),
        "length": min(sum(len(unit.text) for unit in body) / LONGEST, 1.0),
        "asks": sum(unit.text.endswith("?") for unit in body) / len(body),
    }


def _matches(asked: Sequence[str], texts: Sequence[str]) -> "Matrix":
    """How far each asked word (columns) stands in each text (rows), also in another form or spelling."""
    lemmas = [frozenset(dutch.lemmas(text)) for text in texts]
    vocabulary = sorted(frozenset().union(*lemmas))
    place = {word: n for n, word in enumerate(vocabulary)}
    strengths = _strengths(asked, vocabulary)
    found = np.zeros((len(texts), len(asked)), dtype=np.float32)
    for row, words in enumerate(lemmas):
        if words:
            found[row] = strengths[:, [place[word] for word in words]].max(axis=1)
    return found


def _strengths(asked: Sequence[str], vocabulary: Sequence[str]) -> "Matrix":
    """How far each word of the vocabulary (columns) stands for each asked word (rows), 0 to 1."""
    ratio = process.cdist(asked, vocabulary, scorer=fuzz.ratio, dtype=np.float32, score_cutoff=SIMILAR) / 100
    stems = [dutch.stem(word) for word in vocabulary]
    for row, word in enumerate(asked):
        stem = dutch.stem(word)
        short = len(word) < 4 or word[0].isdigit()  # noqa: PLR2004  # too short, or a figure: only itself will do
        for column, other in enumerate(vocabulary):
            if word == other:
                ratio[row, column] = 1.0
            elif short or len(other) < 4:  # noqa: PLR2004
                ratio[row, column] = 0.0
            elif stem == stems[column]:
                ratio[row, column] = 0.95
            elif word in other or (len(other) > 4 and other in word):  # noqa: PLR2004  # a compound and its part
                ratio[row, column] = max(ratio[row, column], 0.7)
    return ratio  # type: ignore[no-any-return]  # rapidfuzz does not say which array it returns


def _is_scrap(unit: Unit) -> bool:
    """A line that is no sentence: a caption, a byline, half a heading."""
    return unit.scored.passage.kind is Kind.PROSE and unit.text[-1:].isalnum()


def _fitting(asked: str) -> Callable[[str, Sequence[str]], float]:
    """How far a text holds the kind of thing that ``asked`` asks for: 0 not, 1 it does, 2 right beside an asked word."""
    wanted = next((answer for question, answer in _KINDS if question.search(asked)), None)
    precise = _defines if _DEFINITION.search(asked) else _counts if _COUNT.search(asked) else None

    def fits(text: str, terms: Sequence[str]) -> float:
        if wanted is None or wanted.search(text) is None:
            return 0.0
        return 2.0 if precise is not None and precise(text, terms) else 1.0

    return fits


_DEFINITION = re.compile(
    r"\b(wat (is|zijn|betekent|betekend|houdt)|wat verstaa\w+|what (is|are|does))\b", re.IGNORECASE
)
_COUNT = re.compile(r"\b(hoe ?veel|hoevel|how many)\b", re.IGNORECASE)
_COPULA = re.compile(
    r"\b(is|zijn|betekent|betekenen|staat voor|heet|heten|noemen|noemt|oftewel|verstaan|wil zeggen|houdt in|are|means)\b|="
)


def _defines(text: str, terms: Sequence[str]) -> bool:
    """Whether a copula follows soon after one of the asked words, near the start of the text."""
    copula = _COPULA.search(text, 0, 160)
    return copula is not None and bool(set(dutch.lemmas(text[: copula.end()])) & set(terms))


def _counts(text: str, terms: Sequence[str]) -> bool:
    """Whether a figure stands just before one of the asked words."""
    words = dutch.words(text)
    number = re.compile(_NUMBER)
    return any(
        number.match(word) and set(map(dutch.lemma, words[n + 1 : n + 4])) & set(terms) for n, word in enumerate(words)
    )


def idf(frequency: int, total: int) -> float:
    """The weight of a word that ``frequency`` of ``total`` passages hold; an unknown word weighs most."""
    return math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
