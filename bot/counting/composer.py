"""Answers what can be counted: the lines that were gathered, each with the words that prove it."""

from bot.counting.asked import may_count, understand
from bot.counting.found import Count, gather
from bot.counting.proofs import Line, Proofs
from bot.counting.wording import Counted, counted, none_found
from bot.model import Answer, AnswerStatus, Query
from bot.programmes import Facts, Gathered
from ingest.index.store import Store

MOST = 25  # lines of an answer; the pages with lists show the rest
CONFIDENCE = 0.9
NAME = "extractive-facts-1"  # no language model wrote it


def count(query: Query, facts: Facts, store: Store) -> Answer | None:
    """The gathered answer to ``query``; None when it asks for something else or nothing was gathered."""
    if not may_count(query):
        return None
    gathered = facts.gathered()
    wanted = understand(query, gathered)
    found = gather(wanted, gathered) if wanted else None
    if found is None:
        return None
    if not (found.lines or found.stated):
        return _none(found, query, gathered)
    return _answer(found, query, gathered, store)


def _none(found: Count, query: Query, gathered: Gathered) -> Answer | None:
    """That a known organisation takes part in nothing, as far as the documents say; else None."""
    if found.relation != "with":
        return None
    said = none_found(found.about, gathered.documents, query.language)
    return Answer(AnswerStatus.NO_EVIDENCE, notice=said, composer=NAME)


def _answer(found: Count, query: Query, gathered: Gathered, store: Store) -> Answer | None:
    """The lines that their quotes prove, after the totals that documents state."""
    proofs = Proofs([*found.stated, *(told for line in found.lines for told in line.told)], store, query.said)
    stated = [said for told in found.stated if (said := proofs.statement(Line("", (told,))))]
    named = [said for line in found.lines if (said := proofs.statement(line))]
    shown = list(dict.fromkeys([*stated, *named[:MOST]]))
    if not shown:
        return None
    used = {number for statement in shown for number in statement.citations}
    introduced = Counted(
        found.thing, found.relation, len(named), gathered.documents, found.about, len(stated), min(MOST, len(named))
    )
    return Answer(
        AnswerStatus.ANSWERED,
        statements=tuple(shown),
        citations=tuple(citation for citation in proofs.citations if citation.number in used),
        notice=counted(introduced, query.language),
        confidence=CONFIDENCE,
        composer=NAME,
    )
