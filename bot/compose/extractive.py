"""The default composer: choose the few sentences that answer, and quote them as they stand."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.compose.confidence import confidence, knows_subject
from bot.compose.continued import whole_list, whole_row
from bot.compose.evidence import Judge, Unit, Window
from bot.compose.matching import says_the_same
from bot.compose.outline import as_headings
from bot.compose.remarks import LONG_AGO
from bot.model import Answer, AnswerStatus, Citation, Evidence, Query, Statement
from bot.wording import not_found, notice
from ingest.model import Passage, ScoredPassage

THRESHOLD = 0.19  # confidence below which nothing is quoted: it refuses one answerable question in twelve at most
SURE = 0.9  # confidence from which the best window stands alone
UNSURE = 0.5  # confidence below which an answer may be as long as a reader on a phone will bear
DOUBTFUL = 0.4  # confidence below which a Dutch question is answered beside the point more often than not
ROOM, LONG_ROOM = 650, 850  # characters of an answer, and of one that is not sure
MOST = 3  # windows of an answer
TWO = 2  # windows, or questions, that are weighed against each other
CLOSE = 0.6  # how far below the best score another window may be, times the doubt
WORTH = 0.7  # share of its own best score at which one of two questions takes another window than the other took
RIVAL = 0.3  # how far below the best score a newer document may be that tells the same kind of thing
BRIEF = 25  # characters; a shorter answer needs its heading
LABEL = 4  # words; a longer heading says something
IDLE = 0.05  # share of the question that the first sentence must hold
OWN = 0.5  # share of what a second question asks itself that must stand in the evidence
HALF = 0.5  # share of the question that such a heading must hold
_NUMBER_ALONE = re.compile(
    r"\W*(?:(?:artikel|hoofdstuk|paragraaf|lid|bijlage|article|chapter|section)\s)?[\d.]+\W*", re.IGNORECASE
)


class Documents(Protocol):
    """The stored documents as a composer reads them."""

    def text(self, document_id: str) -> str:
        """The text of a document."""

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        """Its passages in order."""


class ExtractiveComposer:
    """Answers with verbatim sentences, list items and table rows only."""

    name = "extractive-3"

    def __init__(self, judge: Judge, documents: Documents) -> None:
        self._judge = judge
        self._documents = documents

    def compose(self, query: Query, found_for: Sequence[Sequence[ScoredPassage]]) -> Answer:
        """The units that answer ``query``, or an abstention when they are not sure enough to.

        ``found_for`` holds the evidence for each question in it, the best first. Of several questions in one, those
        that have no answer are named in the notice.
        """
        parts = query.asked
        room = 1 / len(parts)
        weighed = [self._weigh(*one) for one in zip(parts, found_for, strict=True)]
        if query.compares and len(weighed) == TWO:
            (one, its), (other, others) = weighed
            weighed = [
                (one, self._judge.tells_of(one, other, its) or its),
                (other, self._judge.tells_of(other, one, others) or others),
            ]
        evidence = list({scored.passage.id: scored for found in found_for for scored in found}.values())
        found = [self._find(*one, room, leans=_leans(query, n)) for n, one in enumerate(weighed)]
        if query.parts:
            self._part(query, found, weighed)
        answered = [finding for finding in found if finding]
        if answered:
            missed = [part.original for part, finding in zip(parts, found, strict=True) if not finding]
            return _answer(query, answered, missed, evidence)
        known = any(finding.known for finding in found)
        return Answer(
            AnswerStatus.NO_EVIDENCE,
            notice=notice("no_detail" if known else "no_evidence", query.language),
            evidence=tuple(Evidence(scored, used=False) for scored in evidence),
            confidence=max(finding.certain for finding in found),
            composer=self.name,
        )

    def _weigh(self, query: Query, evidence: Sequence[ScoredPassage]) -> tuple[Query, list[Window]]:
        """One question as the documents spell it, and every window for it, the likeliest answer first."""
        query = self._judge.repaired(query, evidence)
        return query, self._judge.windows(query, evidence)

    def _find(self, query: Query, windows: Sequence[Window], room: float, *, leans: bool) -> "_Finding":
        """What answers one question in a share of the ``room``.

        ``leans`` when the words of the question before it were searched as well.
        """
        if not windows or (leans and self._judge.known(query, windows) < OWN):
            return _Finding()  # all that was found is the subject of the question before it
        best = windows[0]
        unknown = self._judge.unknown(query, best.passage)
        text = self._documents.text(best.passage.document_id)
        certain = confidence(query, best, unknown, text, self._judge.is_heard)
        if certain < THRESHOLD:
            return _Finding(certain=certain, known=knows_subject(query, best))
        chosen = _chosen(windows, certain, room)
        if query.wants_list:
            passages = self._documents.passages_of(best.passage.document_id)
            if best.signals["listing"] > 0:
                chosen = (whole_list(best, passages),)
            elif (headings := as_headings(query.focus, best, passages)) is not best:
                chosen = (headings,)
        return _Finding(tuple(map(whole_row, chosen)), certain, known=True)

    def _part(self, query: Query, found: list["_Finding"], weighed: Sequence[tuple[Query, Sequence[Window]]]) -> None:
        """Let two questions that are answered with the same words each have their own, where there are such.

        The one that those words fit less takes others: of another document first when two things are compared.
        """
        if len(found) > TWO or not all(found) or not found[0].best.overlaps(found[1].best):
            return
        less = min((0, 1), key=lambda n: found[n].best.score)
        other = found[1 - less].best
        rules: list[Callable[[Window], bool]] = [other.overlaps]
        if query.compares:
            rules.insert(0, lambda window: window.passage.document_id == other.passage.document_id)
        for taken in rules:
            part, windows = weighed[less]
            free = [window for window in windows if not taken(window)]
            again = self._find(part, free, 1 / 2, leans=_leans(query, less))
            if again and again.best.score >= WORTH * found[less].best.score:
                found[less] = again
                return


@dataclass(frozen=True, slots=True)
class _Finding:
    """What was found for one question: the windows to quote, none when that is not sure enough."""

    windows: tuple[Window, ...] = ()
    certain: float = 0.0
    known: bool = False  # whether the documents are about its subject

    def __bool__(self) -> bool:
        return bool(self.windows)

    @property
    def best(self) -> Window:
        """The window with the highest score."""
        return max(self.windows, key=lambda window: window.score)

    @property
    def units(self) -> list[Unit]:
        """What is quoted."""
        return [unit for window in self.windows for unit in _quoted(window)]


def _leans(query: Query, place: int) -> bool:
    """Whether the part of a question at that place leans on the one before it; two sides of a comparison do not."""
    return place > 0 and not query.compares


def _chosen(windows: Sequence[Window], certain: float, share: float) -> tuple[Window, ...]:
    """The best window, and others that may as well be the answer: the more of them, the less sure the best one is.

    What a newer version says makes the version before it superfluous, and a list that was asked for needs nothing more.
    """
    best = windows[0]
    chosen = [best]
    if best.signals["listing"] > 0:
        return (best,)
    if certain >= SURE:
        rival = next((window for window in windows[1:] if _tells_otherwise(window, best)), None)
        return _newest_first(best, rival) if rival else (best,)
    room = share * (LONG_ROOM if certain < UNSURE else ROOM) - best.length
    said = [_said(best)]
    again: list[Window] = []  # what another document says in the same words takes no room: it is said once
    for window in windows[1:]:
        if len(chosen) == MOST or window.score < best.score - CLOSE * (1 - certain):
            break
        if any(window.overlaps(c) or window.passage.document_id == c.passage.source.supersedes for c in chosen):
            continue
        words = _said(window)
        if words in said:
            again.append(window)
        elif window.length <= room and not any(says_the_same(words, others) for others in said):
            chosen.append(window)
            said.append(words)
            room -= window.length
    return (*(_newest_first(*chosen) if len(chosen) == TWO else chosen), *again)


def _said(window: Window) -> str:
    """What is quoted of a window, on one line."""
    return " ".join(" ".join(unit.text for unit in _quoted(window)).split())


def _tells_otherwise(window: Window, best: Window) -> bool:
    """Whether a newer document may tell another figure, date or name than the best window does."""
    days = best.passage.source.published_on, window.passage.source.published_on
    alike = window.signals["fits"] and best.signals["precise"] and window.score >= best.score - RIVAL
    return bool(alike and days[0] and days[1] and (days[1] - days[0]).days >= LONG_AGO)


def _newest_first(best: Window, second: Window) -> tuple[Window, Window]:
    """Both windows; the newer one leads when each tells a figure, a date or a name of its own."""
    days = best.passage.source.published_on, second.passage.source.published_on
    alike = bool(best.signals["fits"] and second.signals["fits"])
    return (second, best) if alike and days[0] and days[1] and days[0] < days[1] else (best, second)


def _may_differ(finding: _Finding) -> bool:
    """Whether documents of different dates each tell a figure, a date or a name."""
    sources = [window.passage.source for window in finding.windows if window.signals["precise"]]
    return len({source.published_on for source in sources if source.published_on}) > 1


def _quoted(window: Window) -> list[Unit]:
    """The units of a window without an idle start; its heading where that tells something, or where they need it."""
    heading = [unit for unit in window.units if unit.is_heading]
    body = list(window.units[len(heading) :])
    while len(body) > 1 and _is_idle(body[0], opens=bool(window.signals["opens"])):
        body.pop(0)
    body = [unit for unit in body if not _NUMBER_ALONE.fullmatch(unit.text)] or body
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
    said: dict[str, tuple[int, ...]] = {}  # what two documents say in the same words is said once, with both numbers
    for citation in citations:
        words = " ".join(citation.quote.split())
        said[words] = (*said.get(words, ()), citation.number)
    used = {unit.scored.passage.id: unit.scored for unit in chosen}
    weighed = {scored.passage.id for scored in evidence}
    certain = min(finding.certain for finding in found)
    joined = [scored for passage_id, scored in used.items() if passage_id not in weighed]  # the rest of a list
    return Answer(
        AnswerStatus.PARTIAL if missed else AnswerStatus.ANSWERED,
        statements=tuple(Statement(words, numbers) for words, numbers in said.items()),
        citations=tuple(citations),
        notice=not_found(missed, query.language) if missed else "",
        may_differ=len(said) > 1 and not query.compares and any(_may_differ(finding) for finding in found),
        evidence=tuple(Evidence(scored, scored.passage.id in used) for scored in [*evidence, *joined]),
        # The words of an English question are strange to Dutch documents: its confidence is low and its answer right.
        unsure=certain < DOUBTFUL and query.language == "nl",
        confidence=certain,
        composer=ExtractiveComposer.name,
    )
