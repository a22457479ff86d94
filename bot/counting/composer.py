"""Answers what can be counted: the lines that were gathered, each with the words that prove it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from bot.counting.asked import may_count, spoken, understand
from bot.counting.beside import is_told, more, otherwise
from bot.counting.count import Count
from bot.counting.cues import BOTH, YEAR
from bot.counting.found import gather
from bot.counting.missing import is_silent_on, more_than
from bot.counting.proofs import Line, Proofs
from bot.counting.wording import Counted, counted, none_found
from bot.model import Answer, AnswerStatus, Query, Statement
from bot.programmes import Facts, Gathered
from ingest.dutch import fold
from ingest.facts.model import Told
from ingest.index.store import Store

MOST = 25  # lines of an answer; the pages with lists show the rest
FEW = 5  # lines, of which an overview says too little by itself
CONFIDENCE = 0.9
NAME = "extractive-facts-1"  # no language model wrote it


Search = Callable[[], Answer | None]


def count(query: Query, facts: Facts, store: Store, search: Search = lambda: None) -> Answer | None:
    """The gathered answer to ``query``; None when it asks for something else or nothing was gathered.

    ``search`` gives what the search answers: when that states another number than was gathered, both are shown.
    """
    if not may_count(query):
        return None
    gathered = facts.gathered()
    found: list[Count] = []
    for part in _asked_of(query):
        wanted = understand(part, gathered)
        one = gather(wanted, gathered) if wanted else None
        if one is None:
            return None
        found += [one] if one not in found else []
    if not any(one.lines or one.stated for one in found):
        return _none(found[0], query, gathered, store) if len(found) == 1 else None
    search = cache(search)
    if found[0].listed and is_told(found[0], search()):
        return None  # the list itself, as a document gives it, reads better
    return _Composing(query, gathered, store).answer(found, search)


def _asked_of(query: Query) -> Sequence[Query]:
    """The questions in one message; what two programmes have in common is one question, however it is taken apart."""
    if query.parts and BOTH.search(fold(query.text)):
        return (replace(query, parts=()),)
    return query.parts or (query,)


def _none(found: Count, query: Query, gathered: Gathered, store: Store) -> Answer | None:
    """That nothing is gathered, where no document can tell more; else None: the search may find it."""
    if found.year or not is_silent_on(found, gathered, store):
        return None
    said = none_found(found.relation, found.about, gathered.documents, spoken(query))
    return Answer(AnswerStatus.NO_EVIDENCE, notice=said, composer=NAME)


class _Composing:
    """One answer while it is put together."""

    def __init__(self, query: Query, gathered: Gathered, store: Store) -> None:
        self._query = query
        self._gathered = gathered
        self._store = store
        self._shown: dict[Statement, None] = {}
        self._most = MOST

    def answer(self, found: Sequence[Count], search: Search) -> Answer | None:
        """The lines that their quotes prove, after the totals that documents state."""
        self._most = MOST // len(found)
        lines = [line for count in found for line in count.lines[: self._most]]
        told = [*(one for count in found for one in count.stated), *(one for line in lines for one in line.told)]
        proofs = Proofs(told, self._store, self._query.said)
        introduced = [self._introduced(count, proofs) for count in found]
        if not self._shown or not all(introduced):
            return None
        known = [count for count in introduced if count]
        if found[0].relation == "all" and len(self._shown) < FEW:
            self._shown |= dict.fromkeys(more(tuple(self._shown), proofs.citations, search))
        other = otherwise(found[0], tuple(self._shown), proofs.citations, search) if len(found) == 1 else None
        if other:
            self._shown[other] = None
        used = {number for statement in self._shown for number in statement.citations}
        return Answer(
            AnswerStatus.ANSWERED,
            statements=tuple(self._shown),
            citations=tuple(citation for citation in proofs.citations if citation.number in used),
            notice=counted(known, self._gathered.documents, spoken(self._query), differs=other is not None),
            confidence=CONFIDENCE,
            composer=NAME,
        )

    def _introduced(self, count: Count, proofs: Proofs) -> Counted | None:
        """Shows the lines of one count; None when there are none that are proven."""
        stated = [(told, said) for told in count.stated if (said := proofs.statement(Line("", (told,))))]
        if count.relation == "of" and count.year:
            stated = [(told, said) for told, said in stated if _is_of_year(told, said, count.year)]
        named = [said for line in count.lines[: self._most] if (said := proofs.statement(line))]
        if not (stated or named):
            return None
        self._shown |= dict.fromkeys([*(said for _, said in stated), *named])
        return Counted(
            count.relation,
            count.things if named else (),
            count.about,
            count.places,
            count.topics,
            count.year,
            count.when,
            count.per_year,
            tuple(_day(told) for told, _ in stated),
            unnamed=bool(stated) and more_than(len(count.things), [told for told, _ in stated], count.things),
            shown=len(named),
        )


def _day(told: Told) -> date | None:
    return told.source.published_on


def _is_of_year(told: Told, said: Statement, year: str) -> bool:
    """Whether a total is told of a year: by its own sentence, else by the day of its document."""
    years = YEAR.findall(said.text)
    return year in years if years else str(told.day.year) == year
