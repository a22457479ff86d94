"""From a judged answer to a golden case, which commands and refreshes replay, and whether it is answered right now."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.assistant import NOT_ABOUT_ANYTHING
from bot.compose.names import names
from bot.fronts.web.visit import Visit
from bot.golden import GoldenCase, GoldenFile, read_golden
from bot.log.model import LoggedTurn, PastTurn
from bot.log.reviews import Judgement, Verdict
from bot.model import Question
from ingest import dutch

_FACTS = 3  # that a golden case asks for unless a reviewer wants others
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")


def golden_id(number: int) -> str:
    """The id of the golden case that is made of the turn with this number."""
    return f"beoordeling-{number}"


def golden_cases(visit: Visit) -> GoldenFile:
    """What the file of golden cases holds; nothing when there is none yet. Raises OSError."""
    path = visit.desk.golden
    return read_golden(path) if path.exists() else GoldenFile()


def key_facts(turn: LoggedTurn) -> list[str]:
    """The first figures and names that an answer adds to its question: what it should keep saying."""
    asked = set(dutch.words(f"{turn.question} {turn.searched}"))
    found: dict[str, None] = {}
    for statement in turn.statements:
        named = [name for name, opens in names(statement.text) if not opens]
        for fact in (*_FIGURE.findall(statement.text), *named):
            if not asked.issuperset(dutch.words(fact)):
                found.setdefault(fact)
    return list(found)[:_FACTS]


def golden_case(
    turn: LoggedTurn, before: Sequence[PastTurn], judgement: Judgement, facts: Sequence[str]
) -> GoldenCase | None:
    """What the answer to a judged question must hold from now on; None when the judgement does not say that."""
    verdict, place = judgement.verdict, judgement.place
    case = GoldenCase(golden_id(turn.number), turn.question, _history(turn, before))
    if verdict is Verdict.RIGHTLY_REFUSED or (verdict is Verdict.RIGHT and not turn.status.quotes_sources):
        return replace(case, refuse=True)
    wanted = tuple((fact,) for fact in facts)
    if verdict is Verdict.RIGHT:
        cited = dict.fromkeys(citation.passage.document_id for citation in turn.citations)
        return replace(case, documents=tuple(cited), facts=wanted)
    return replace(case, documents=(place.document_id,), facts=wanted) if verdict and place else None


def tried(visit: Visit, case: GoldenCase) -> str:
    """What is wrong with the answer that a case gets now, in a few Dutch words; empty when it is right."""
    question = Question("golden", "golden", "golden", case.question, datetime.now(UTC))
    return case.fault(visit.desk.rehearse(question, case.history).answer)


def _history(turn: LoggedTurn, before: Sequence[PastTurn]) -> tuple[str, ...]:
    """The questions before it, when it was not searched as it was typed."""
    if dutch.words(turn.question) == dutch.words(turn.searched):
        return ()
    return tuple(earlier.question for earlier in before if earlier.status not in NOT_ABOUT_ANYTHING)
