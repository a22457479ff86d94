"""The default composer: choose the few sentences that answer, and quote them as they stand."""

import math
import re
from collections.abc import Sequence

from bot.compose.evidence import Judge, Unit
from bot.model import Answer, AnswerStatus, Citation, Evidence, Query, Statement
from ingest.model import Passage, ScoredPassage, Span

MOST = 3  # sentences of an answer
LONGEST = 480  # characters that further sentences may fill
WORTH = 0.72  # share of the best sentence's score that a further one must reach
LONGEST_LIST = 1500
THRESHOLD = 0.5  # confidence below which the answer is "not in the documents"

_LEANS = re.compile(
    r"(Dat|Dit|Deze|Die|Zij|Ze|Hij|Daar\w*|Hier\w*|Ook|Het (gaat|is|betreft)|It|They|This|These|That|He|She|Such)\b"
)


class ExtractiveComposer:
    """Answers with verbatim sentences, list items and table rows only."""

    name = "extractive-1"

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def compose(self, query: Query, evidence: Sequence[ScoredPassage]) -> Answer:
        """The units of ``evidence`` that answer ``query``, or an abstention when they are not sure enough to."""
        units = self._judge.judge(query, evidence)
        certain = confidence(units)
        if certain < THRESHOLD:
            considered = tuple(Evidence(scored, used=False) for scored in evidence)
            return Answer(AnswerStatus.NO_EVIDENCE, evidence=considered, confidence=certain, composer=self.name)
        chosen = (_whole_list(query, units) if query.wants_list else None) or _best_sentences(units)
        return _answer(chosen, evidence, certain)


def confidence(units: Sequence[Unit]) -> float:
    """How surely the best of ``units`` answers, 0 to 1; weights set by hand on open question sets."""
    if not units:
        return 0.0
    best = units[0]
    signal = -4.0 + 5.0 * best.coverage + 3.0 * max(best.similarity, 0) + 0.8 * best.fits
    return round(1 / (1 + math.exp(-signal)), 4)


def _best_sentences(units: Sequence[Unit]) -> list[tuple[Passage, Span]]:
    """The best unit, the one that it leans on, and those that add something and score nearly as well."""
    best = units[0]
    chosen = [*_leaned_on(best, units), best]
    for unit in units[1:]:
        length = sum(len(u.text) for u in chosen) + len(unit.text)
        if len(chosen) >= MOST or unit.score < WORTH * best.score:
            break
        if length <= LONGEST and unit not in chosen and not any(_repeats(unit, other) for other in chosen):
            chosen.append(unit)
    order = {unit.passage.id: n for n, unit in reversed(list(enumerate(chosen)))}
    return [(u.passage, u.span) for u in sorted(chosen, key=lambda u: (order[u.passage.id], u.index))]


def _leaned_on(unit: Unit, units: Sequence[Unit]) -> list[Unit]:
    """The sentence before ``unit``, when ``unit`` opens with a word that points back to it."""
    if not unit.index or not _LEANS.match(unit.text):
        return []
    return [u for u in units if u.passage.id == unit.passage.id and u.index == unit.index - 1]


def _repeats(unit: Unit, other: Unit) -> bool:
    shared = len(unit.lemmas & other.lemmas)
    return shared > 0.6 * min(len(unit.lemmas), len(other.lemmas)) or unit.text in other.text or other.text in unit.text


def _whole_list(query: Query, units: Sequence[Unit]) -> list[tuple[Passage, Span]] | None:
    """The list around the best list item, with its lead-in, when the list as a whole is what answers."""
    del query
    best = units[0]
    for unit in units[:3]:
        if unit.passage.id == best.passage.id and (block := _list_around(unit)):
            return [(unit.passage, span) for span in block]
    return None


def _list_around(unit: Unit) -> list[Span]:
    sentences = unit.passage.sentences
    at = unit.index
    if not _is_item(unit.passage, sentences[at]):
        at += 1  # perhaps its lead-in
        if at >= len(sentences) or not _is_item(unit.passage, sentences[at]):
            return []
    first = last = at
    while first > 0 and _is_item(unit.passage, sentences[first - 1]):
        first -= 1
    while last + 1 < len(sentences) and _is_item(unit.passage, sentences[last + 1]):
        last += 1
    if first > 0 and unit.passage.quote(sentences[first - 1]).endswith(":"):
        first -= 1
    block = list(sentences[first : last + 1])
    return block if block[-1].end - block[0].start <= LONGEST_LIST else []


def _is_item(passage: Passage, span: Span) -> bool:
    return passage.text[: span.start - passage.span.start].endswith("• ")


def _answer(chosen: Sequence[tuple[Passage, Span]], evidence: Sequence[ScoredPassage], certain: float) -> Answer:
    citations = [Citation(n, p, p.quote(span), span) for n, (p, span) in enumerate(chosen, 1)]
    used = {passage.id for passage, _ in chosen}
    return Answer(
        AnswerStatus.ANSWERED,
        statements=tuple(Statement(" ".join(c.quote.split()), (c.number,)) for c in citations),
        citations=tuple(citations),
        evidence=tuple(Evidence(scored, scored.passage.id in used) for scored in evidence),
        confidence=certain,
        composer=ExtractiveComposer.name,
    )
