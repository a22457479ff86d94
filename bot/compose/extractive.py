"""The default composer: choose the few sentences that answer, and quote them as they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.compose.confidence import confidence, knows_subject
from bot.compose.evidence import Judge, Unit, Window
from bot.model import Answer, AnswerStatus, Citation, Evidence, Query, Statement
from bot.wording import not_found, notice
from ingest.model import ScoredPassage

CLOSE = 0.15  # how far below the best score a second window of an answer may be
ROOM = 700  # characters of two windows together
WORTH = 0.5  # share of the best score that the other side of a comparison must reach
ELSEWHERE = 0.2  # what it counts for the other side of a comparison to stand in another document
THRESHOLD = 0.15  # confidence below which nothing is quoted: it refuses one answerable question in twelve at most
BRIEF = 25  # characters; a shorter answer needs its heading
LABEL = 4  # words; a longer heading says something
IDLE = 0.05  # share of the question that the first sentence must hold
OWN = 0.5  # share of what a second question asks itself that must stand in the evidence
HALF = 0.5  # share of the question that such a heading must hold


class ExtractiveComposer:
    """Answers with verbatim sentences, list items and table rows only."""

    name = "extractive-2"

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def compose(self, query: Query, evidence: Sequence[ScoredPassage]) -> Answer:
        """The units of ``evidence`` that answer ``query``, or an abstention when they are not sure enough to.

        Of several questions in one, those that have no answer are named in the notice.
        """
        parts = query.parts or (query,)
        found = [self._find(part, evidence, leans=n > 0) for n, part in enumerate(parts)]
        answered = [finding for finding in found if finding.units]
        if answered:
            missed = [part.original for part, finding in zip(parts, found, strict=True) if not finding.units]
            return _answer(query, answered, missed, evidence)
        known = any(finding.known for finding in found)
        return Answer(
            AnswerStatus.NO_EVIDENCE,
            notice=notice("no_detail" if known else "no_evidence", query.language),
            evidence=tuple(Evidence(scored, used=False) for scored in evidence),
            confidence=max(finding.certain for finding in found),
            composer=self.name,
        )

    def _find(self, query: Query, evidence: Sequence[ScoredPassage], *, leans: bool) -> "_Finding":
        """What answers one question; ``leans`` when the words of the question before it were searched as well."""
        windows = self._judge.windows(query, evidence)
        if leans and windows and self._judge.known(query, windows) < OWN:
            return _Finding((), 0.0, known=False)  # all that was found is the subject of the question before it
        certain = confidence(query, windows[0], evidence) if windows else 0.0
        if certain < THRESHOLD:
            return _Finding((), certain, known=bool(windows) and knows_subject(query, windows[0]))
        return _Finding(tuple(_chosen(query, windows)), certain)


@dataclass(frozen=True, slots=True)
class _Finding:
    """What was found for one question: the units to quote, none when that is not sure enough."""

    units: tuple[Unit, ...]
    certain: float
    known: bool = True  # whether the documents are about its subject


def _chosen(query: Query, windows: Sequence[Window]) -> list[Unit]:
    """The best window, and a second one where the question compares or where it is hardly less good."""
    best = windows[0]
    second = _other_side(best, windows) if query.compares else _close_second(best, windows)
    return [unit for window in _newest_first(best, second) for unit in _quoted(window)]


def _newest_first(best: Window, second: Window | None) -> list[Window]:
    """Both windows; the newer one leads when each tells a figure, a date or a name of its own."""
    if second is None:
        return [best]
    days = best.passage.source.published_on, second.passage.source.published_on
    alike = bool(best.signals["fits"] and second.signals["fits"])
    return [second, best] if alike and days[0] and days[1] and days[0] < days[1] else [best, second]


def _other_side(best: Window, windows: Sequence[Window]) -> Window | None:
    """The window that is good and holds most of what ``best`` lacks of the question."""
    worth = (w for w in windows if w.score >= WORTH * best.score and not w.overlaps(best))
    home = best.passage.document_id
    return max(worth, key=lambda w: w.score + w.adds(best) + ELSEWHERE * (w.passage.document_id != home), default=None)


def _close_second(best: Window, windows: Sequence[Window]) -> Window | None:
    """A window of another passage that may as well be the answer, when both are short enough to read.

    What a newer version says makes the version before it superfluous, and a list that was asked for needs nothing more.
    """
    for window in windows if best.signals["listing"] <= 0 else ():
        if window.score < best.score - CLOSE:
            break
        new = window.passage.id != best.passage.id and window.passage.document_id != best.passage.source.supersedes
        if new and window.length + best.length <= ROOM:
            return window
    return None


def _quoted(window: Window) -> list[Unit]:
    """The units of a window without an idle start; its heading where that tells something, or where they need it."""
    heading = [unit for unit in window.units if unit.is_heading]
    body = list(window.units[len(heading) :])
    while len(body) > 1 and _is_idle(body[0], opens=bool(window.signals["opens"])):
        body.pop(0)
    if sum(len(unit.text) for unit in body) <= BRIEF:
        return heading + body  # *Ja.* says nothing without the question above it
    tells = [u for u in heading if u.weight > HALF and len(u.text.split()) > LABEL and not u.text.endswith("?")]
    return tells + body


def _is_idle(unit: Unit, *, opens: bool) -> bool:
    """Whether a first sentence has nothing of the question; that of a section may stay, unless it is a caption."""
    if unit.weight >= IDLE or unit.fit or unit.is_row:
        return False
    return not opens or unit.text[-1].isalnum()


def _answer(
    query: Query, found: Sequence[_Finding], missed: Sequence[str], evidence: Sequence[ScoredPassage]
) -> Answer:
    chosen = list({unit.place: unit for finding in found for unit in finding.units}.values())
    citations = [Citation(n, unit.scored.passage, unit.text, unit.span) for n, unit in enumerate(chosen, 1)]
    used = {unit.scored.passage.id for unit in chosen}
    return Answer(
        AnswerStatus.PARTIAL if missed else AnswerStatus.ANSWERED,
        statements=tuple(Statement(" ".join(c.quote.split()), (c.number,)) for c in citations),
        citations=tuple(citations),
        notice=not_found(missed, query.language) if missed else "",
        evidence=tuple(Evidence(scored, scored.passage.id in used) for scored in evidence),
        confidence=min(finding.certain for finding in found),
        composer=ExtractiveComposer.name,
    )
