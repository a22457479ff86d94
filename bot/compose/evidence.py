"""How well each quotable unit of the evidence answers a question: shared words, meaning, and the kind of answer."""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from bot.abbreviations import Abbreviations
from bot.compose.answer_type import (
    AnswerType,
    answer_type,
    demanded_items,
    enumerated,
    expected_items,
    offers_a_choice,
)
from bot.compose.matching import is_slip, matches, respelt
from bot.model import Query
from bot.wording import in_full
from ingest import dutch
from ingest.embed import Embedder
from ingest.embedding.words import WordMeanings
from ingest.model import Passage, ScoredPassage, Span

if TYPE_CHECKING:
    from ingest.embed import Matrix, Vector

CARRIED = 0.35  # weight of a word that a follow-up took over from an earlier question
CONTEXT = 0.3  # what a match elsewhere in the passage counts
SUBJECT = 0.9  # what a match in the title or the headings counts, beside 1 in the words themselves
MOST, LONGEST = 3, 480  # units and characters of a window
MOST_LISTED, LONGEST_LISTED = 6, 900  # the same when a list is asked for, which running text may also enumerate
LONGEST_LIST = 1500  # characters of a list that is given whole
LONGEST_ASIDE = 700  # the same when no list is asked for
UNDATED = 0.3  # how new a document without a date is taken to be, between the oldest at 0 and the newest at 1
BESIDE = 0.5  # how far a word of the question must stand in a text to stand beside the answer
COMPLETE = 0.8  # share of the items asked for that an answer must have
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
# The word behind these says what kind of thing is asked for (*op welke dag*, *hoe lang*), and need not stand anywhere.
_KIND = re.compile(r"\b(?:welke?|which|what|hoe|how)\s+\w+", re.IGNORECASE)
# A sentence that opens so is about something in the sentence before it.
_LEANS = re.compile(
    r"(dit|deze|die|hij|zij|ze|daarom|daarmee|daarnaast|hierbij|hiermee|daarbij|daarvoor|this|these|they|it)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A quotable stretch of a passage with what speaks for it."""

    scored: ScoredPassage
    index: int  # its place among the passage's sentences
    span: Span
    text: str
    matched: "Vector"  # per word of the question how far it stands here, 0 to 1
    weight: float  # 0–1: the share of the question's weight that it holds
    vector: "Vector"  # its embedding
    near: float  # the cosine of that with the question's
    fit: int  # 0 to 2: how well it holds the kind of thing that was asked for

    @property
    def place(self) -> tuple[str, Span]:
        """Where it stands: the id of its document and its span there."""
        return self.scored.passage.document_id, self.span

    @property
    def in_table(self) -> bool:
        """Whether it is a row of a table."""
        return " | " in self.text

    @property
    def is_row(self) -> bool:
        """Whether it is a list item or a table row."""
        passage = self.scored.passage
        return self.in_table or passage.text.startswith("• ", self.span.start - passage.span.start - 2)

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
                query = replace(query, text=wrong.sub(right, query.text), focus=wrong.sub(right, query.focus))
        return query

    def windows(self, query: Query, evidence: Sequence[ScoredPassage]) -> list[Window]:
        """Every short run of units in ``evidence``, the likeliest answer first."""
        weights = self._weights(query)
        spans = [(scored, i, span) for scored in evidence for i, span in enumerate(scored.passage.sentences)]
        if not weights or not spans:
            return []
        total = np.array(list(weights.values()), dtype=np.float32) / sum(weights.values())
        texts = [scored.passage.quote(span) for scored, _, span in spans]
        about = {s.passage.id: _about(s.passage) for s in evidence}
        matched = self._matches(list(weights), [*texts, *about.values()], query.language)
        subject = dict(zip(about, matched[len(texts) :], strict=True))
        vectors = self._embedder.embed_passages(texts)
        near = vectors @ self._embedder.embed_query(query.text)
        wanted = answer_type(query.focus)
        fits = _fits(wanted, query.focus, list(weights), texts, matched) if wanted else [0] * len(texts)
        units = [
            Unit(*spans[n], texts[n], matched[n], float(matched[n] @ total), vectors[n], float(near[n]), fits[n])
            for n in range(len(spans))
        ]
        context: dict[str, Vector] = {}
        for u in units:
            pid = u.scored.passage.id
            context[pid] = np.maximum(context[pid], u.matched) if pid in context else u.matched
        demanded, expected = demanded_items(query.focus), expected_items(query.focus)
        replying = {u.scored.passage.id for u in units if u.is_heading and _asks_for(wanted, u.text)}
        ranks, ages = _ranks(evidence), _newness(evidence) if query.wants_newest else {}
        found = []
        for run in _runs(units, wants_list=query.wants_list):
            if wanted and _is_mute(run):
                continue
            pid = run[0].scored.passage.id
            covered = _covered(run, np.maximum(subject[pid], CONTEXT / SUBJECT * context[pid]))
            signals = _signals(run, total, covered) | {
                "rank": ranks[pid],
                "newest": ages.get(pid, 0.0),
            }
            signals["listing"] = (1.0 if query.wants_list else -1.0) * (sum(unit.is_row for unit in run) > 1)
            signals["replies"] *= pid in replying
            signals["misfit"] = float(wanted is not None and not signals["fits"])
            signals["missing"] = signals["misfit"] * (wanted is not None and wanted.decisive)
            signals["loose"] = signals["fits"] * (wanted is not None and wanted.counts) * (1 - signals["precise"])
            items = _items(run) if demanded or expected else 0  # few questions ask for a number of items
            signals["incomplete"] = float(items < COMPLETE * demanded)
            signals["as_many"] = float(expected > 1 and items == expected)
            value = sum(weight * signals[name] for name, weight in WEIGHTS.items())
            found.append(Window(run, signals, value, covered * total))
        return sorted(found, key=lambda w: (-w.score, w.passage.id, w.units[0].index, len(w.units)))

    def known(self, query: Query, windows: Sequence[Window]) -> float:
        """The share, 0 to 1, of what ``query`` asks in its own words that stands anywhere in its ``windows``."""
        weights = self._weights(query)
        words = frozenset(dutch.content_lemmas(_KIND.sub(" ", query.focus)))
        own = np.array([lemma in words for lemma in weights])
        asked = sum(weight for lemma, weight in weights.items() if lemma in words) / sum(weights.values())
        stands = np.max([window.covered for window in windows], axis=0)[own]
        return float(stands.sum()) / asked if asked else 1.0

    def unknown(self, query: Query, passage: Passage) -> float:
        """The share of the question, 0 to 1, of the heaviest word of its own that ``passage`` and its titles lack."""
        weights = self._weights(query)
        own = frozenset(dutch.content_lemmas(_KIND.sub(" ", query.focus)))
        found = self._matches(list(weights), [passage.text, _about(passage)], query.language).max(axis=0)
        lacking = [weights[lemma] * (1 - found[n]) for n, lemma in enumerate(weights) if lemma in own]
        return float(max(lacking, default=0.0) / sum(weights.values()))

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


def _is_mute(run: Sequence[Unit]) -> bool:
    """Whether a run says too little below its heading and holds nothing of the kind that was asked for."""
    body = [unit for unit in run if not unit.is_heading]
    return not any(unit.fit for unit in body) and sum(len(unit.text) for unit in body) <= MUTE


def _asks_for(wanted: AnswerType | None, heading: str) -> bool:
    """Whether a heading is a question for the same kind of thing."""
    return heading.endswith("?") and answer_type(heading) is wanted


def _fits(
    wanted: AnswerType, question: str, terms: Sequence[str], texts: Sequence[str], matches: "Matrix"
) -> list[int]:
    """How well each text holds the kind of thing that is asked for, see ``AnswerType.fit``."""
    subject = wanted.subject(question)
    beside = matches[:, terms.index(subject)].copy() if subject in terms else np.ones(len(texts))
    for n in range(1, len(texts)):
        if " | " in texts[n] and " | " in texts[n - 1]:
            beside[n] = max(beside[n], beside[n - 1])  # what stands in the header of a table stands beside each row
    choice = offers_a_choice(question)
    return [wanted.fit(text, terms, choice=choice) if beside[n] >= BESIDE else 0 for n, text in enumerate(texts)]


def _items(run: Sequence[Unit]) -> int:
    """How many things a run enumerates, below each other or in one sentence; the header of a table is none."""
    rows = sum(unit.is_row for unit in run)
    header = any(unit.in_table for unit in run)
    return max(rows - header, *(enumerated(unit.text) for unit in run))


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


def _runs(units: Sequence[Unit], *, wants_list: bool) -> Iterator[tuple[Unit, ...]]:
    """Candidate answers: short runs of units of one passage below its heading, and every list or table as a whole."""
    most, longest = (MOST_LISTED, LONGEST_LISTED) if wants_list else (MOST, LONGEST)
    for _, group in groupby(units, key=lambda unit: unit.scored.passage.id):
        members = list(group)
        heading = tuple(members[:1]) if members[0].is_heading else ()
        body = members[len(heading) :]
        for start in range(len(body)):
            for end in range(start + 1, min(start + most, len(body)) + 1):
                run = tuple(body[start:end])
                header = _table_header(body, start)
                if header != run and _stands_alone(run, longest):
                    yield heading + header + run
        for block in _blocks(body, LONGEST_LIST if wants_list else LONGEST_ASIDE):
            yield heading + block
        if wants_list and sum(unit.is_row for unit in body) > 1 and sum(len(unit.text) for unit in body) <= LONGEST:
            yield tuple(members)  # slides: points and remarks by turns


def _stands_alone(run: tuple[Unit, ...], longest: int) -> bool:
    """Whether a run says something by itself: a lead-in needs its list, and part of a list says less than one item."""
    if len(run) == 1:
        return not run[0].text.endswith(":")
    short = sum(len(unit.text) for unit in run) <= longest
    return short and not any(unit.is_row for unit in run) and not run[-1].text.endswith(":")


def _table_header(body: Sequence[Unit], at: int) -> tuple[Unit, ...]:
    """The header of the table that holds the unit at that place: without it a row is a riddle, and so is it alone."""
    first = at
    while first > 0 and body[at].in_table and body[first - 1].in_table:
        first -= 1
    return (body[first],) if body[at].in_table else ()


def _blocks(body: Sequence[Unit], longest: int) -> Iterator[tuple[Unit, ...]]:
    """Each list and each table of a passage below the one or two units that lead it in."""
    for is_row, group in groupby(enumerate(body), key=lambda numbered: numbered[1].is_row):
        rows = list(group)
        if is_row and len(rows) > 1 and sum(len(unit.text) for _, unit in rows) <= longest:
            first, end = rows[0][0], rows[-1][0] + 1
            for led_in in {max(first - 1, 0), max(first - 2, 0)}:
                yield tuple(body[led_in:end])


def _signals(run: tuple[Unit, ...], weights: "Vector", covered: "Vector") -> dict[str, float]:
    matched = np.max([unit.matched for unit in run], axis=0)
    body = [unit for unit in run if not unit.is_heading]
    opens = body[0].index <= run[0].is_heading
    return {
        "coverage": float(covered @ weights),
        "own": float(matched @ weights),
        "sharpest": max(unit.near for unit in run),
        "whole": _together(body),
        "heading": run[0].weight * (run[0].is_heading and not run[0].text.endswith("?")),
        "caption": float(not any(unit.is_row or _ENDS_SENTENCE.search(unit.text) for unit in body)),
        "opens": float(opens),
        "replies": opens * run[0].is_heading * run[0].weight,
        "fits": float(any(unit.fit for unit in run)),
        "precise": float(any(unit.fit > 1 for unit in run)),
        "length": min(sum(len(unit.text) for unit in body) / LONGEST, 1.0),
        "leans": float(_LEANS.match(body[0].text) is not None),
        "reference": float(any(_REFERENCE.match(unit.text) for unit in body)),
        "asks": sum(unit.text.endswith("?") for unit in body) / len(body),
    }


def _together(body: Sequence[Unit]) -> float:
    """The cosine of all units together with the question."""
    if len(body) == 1:
        return body[0].near
    direction = np.sum([unit.vector for unit in body], axis=0)
    return sum(unit.near for unit in body) / (math.sqrt(direction @ direction) or 1.0)


def _covered(run: tuple[Unit, ...], subject: "Vector") -> "Vector":
    """How far each asked word stands in a run or in what its passage is about."""
    matched: Vector = np.maximum(np.max([unit.matched for unit in run], axis=0), SUBJECT * subject)
    return matched
