"""What the search finds beside what was counted: when both state another number, both are shown."""

from collections.abc import Callable, Sequence

from bot.compose.figures import Figure, figures
from bot.counting.count import Count
from bot.counting.cues import KINDS_OF_BODY, PARTNERS
from bot.model import Answer, Citation, Statement
from ingest import dutch
from ingest.facts.organisations import BodyKind

_MOST = 0.6  # of what was gathered


def otherwise(
    found: Count, shown: Sequence[Statement], citations: list[Citation], search: Callable[[], Answer | None]
) -> Statement | None:
    """The first sentence of the search that states another number of partners than all that is ``shown``.

    Its proof is added to ``citations``. None when it states none, or one that is shown, or is about something else.
    """
    if found.relation != "of" or found.year:
        return None
    answer = search()
    if answer is None or answer.abstained:
        return None
    first = answer.statements[0]
    proofs = [citation for citation in answer.citations if citation.number in first.citations]
    stated = _totals(first.text, found)
    known = {number.value for statement in shown for number in figures(statement.text).numbers} | {len(found.lines)}
    if not stated or {number.value for number in stated} & known or not _is_about(found, first, proofs):
        return None
    return Statement(first.text, _numbered(proofs, citations))


def is_told(found: Count, answer: Answer | None) -> bool:
    """Whether the search names most of what was gathered, so that a document gives the list itself."""
    if answer is None or answer.abstained or not found.lines:
        return False
    said = dutch.fold(answer.text)
    named = [
        any(dutch.fold(name) in said for name in (line.shown, *(one.fact.value for one in line.told)))
        for line in found.lines
    ]
    return sum(named) >= _MOST * len(named)


def more(shown: Sequence[Statement], citations: list[Citation], search: Callable[[], Answer | None]) -> list[Statement]:
    """What the search says beside a few lines that are ``shown``; the proofs are added to ``citations``."""
    answer = search()
    if answer is None or answer.abstained:
        return []
    known = dutch.fold(" ".join(statement.text for statement in shown))
    added = []
    for statement in answer.statements:
        if dutch.fold(statement.text) not in known:
            proofs = [citation for citation in answer.citations if citation.number in statement.citations]
            added.append(Statement(statement.text, _numbered(proofs, citations)))
    return added


def _numbered(proofs: Sequence[Citation], citations: list[Citation]) -> tuple[int, ...]:
    """The numbers of proofs that are added to others."""
    numbers = range(len(citations) + 1, len(citations) + 1 + len(proofs))
    citations += [
        Citation(number, proof.passage, proof.quote, proof.span) for number, proof in zip(numbers, proofs, strict=True)
    ]
    return tuple(numbers)


def _totals(text: str, found: Count) -> list[Figure]:
    """The numbers of such organisations that a sentence states."""
    kinds = [BodyKind(thing) for thing in found.things[:1] if thing != "partner"]
    words = KINDS_OF_BODY[kinds[0]] if kinds else PARTNERS
    return [number for number in figures(text).numbers if words.fullmatch(number.after)]


def _is_about(found: Count, first: Statement, proofs: Sequence[Citation]) -> bool:
    """Whether the sentence or its document names the programme."""
    said = dutch.fold(" ".join([first.text, *(f"{proof.passage.source.title} {proof.quote}" for proof in proofs)]))
    return any(dutch.fold(form) in said for name in found.about for form in (name.canonical, *name.aliases))
