"""The default composer: choose the few sentences that answer, and quote them as they stand."""

from collections.abc import Sequence

from bot.compose.confidence import confidence, knows_subject
from bot.compose.evidence import Judge, Unit, Window
from bot.model import Answer, AnswerStatus, Citation, Evidence, Query, Statement
from bot.wording import notice
from ingest.model import ScoredPassage

WORTH = 0.5  # share of the best score that the other side of a comparison must reach
THRESHOLD = 0.15  # confidence below which the answer is "not in the documents"
LABEL = 4  # words; a longer heading says something
IDLE = 0.05  # share of the question that the first sentence must hold
HALF = 0.5  # share of the question that such a heading must hold


class ExtractiveComposer:
    """Answers with verbatim sentences, list items and table rows only."""

    name = "extractive-1"

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def compose(self, query: Query, evidence: Sequence[ScoredPassage]) -> Answer:
        """The units of ``evidence`` that answer ``query``, or an abstention when they are not sure enough to."""
        windows = self._judge.windows(query, evidence)
        certain = confidence(query, windows[0], evidence) if windows else 0.0
        if certain < THRESHOLD:
            known = bool(windows) and knows_subject(query, windows[0])
            return Answer(
                AnswerStatus.NO_EVIDENCE,
                notice=notice("no_detail" if known else "no_evidence", query.language),
                evidence=tuple(Evidence(scored, used=False) for scored in evidence),
                confidence=certain,
                composer=self.name,
            )
        return _answer(_chosen(query, windows), evidence, certain)


def _chosen(query: Query, windows: Sequence[Window]) -> list[Unit]:
    """The best window; for a comparison also the best one of another document."""
    chosen = _quoted(windows[0])
    if query.compares:
        other = next((w for w in windows if w.passage.document_id != windows[0].passage.document_id), None)
        if other and other.score >= WORTH * windows[0].score:
            chosen += _quoted(other)
    return chosen


def _quoted(window: Window) -> list[Unit]:
    """The units of a window without an idle start; its heading only where that tells something of what was asked."""
    heading = [unit for unit in window.units if unit.is_heading]
    body = list(window.units[len(heading) :])
    while len(body) > 1 and _is_idle(body[0], opens=bool(window.signals["opens"])):
        body.pop(0)
    tells = [u for u in heading if u.weight > HALF and len(u.text.split()) > LABEL and not u.text.endswith("?")]
    return tells + body


def _is_idle(unit: Unit, *, opens: bool) -> bool:
    """Whether a first sentence has nothing of the question; that of a section may stay, unless it is a caption."""
    if unit.weight >= IDLE or unit.fit or unit.is_row:
        return False
    return not opens or unit.text[-1].isalnum()


def _answer(chosen: Sequence[Unit], evidence: Sequence[ScoredPassage], certain: float) -> Answer:
    citations = [Citation(n, unit.scored.passage, unit.text, unit.span) for n, unit in enumerate(chosen, 1)]
    used = {unit.scored.passage.id for unit in chosen}
    return Answer(
        AnswerStatus.ANSWERED,
        statements=tuple(Statement(" ".join(c.quote.split()), (c.number,)) for c in citations),
        citations=tuple(citations),
        evidence=tuple(Evidence(scored, scored.passage.id in used) for scored in evidence),
        confidence=certain,
        composer=ExtractiveComposer.name,
    )
