"""What an answer says of itself: that it may be beside the question, and which of its quotes is the older one."""

from dataclasses import replace

from bot.model import Answer
from bot.wording import UNSURE, older

LONG_AGO = 300  # days between two documents from which a figure or a name may well have changed


def with_remarks(answer: Answer, language: str) -> Answer:
    """``answer`` with those remarks in its notice.

    They go over the quotes that it has in the end, so they come after the gate.
    """
    doubt = UNSURE if answer.unsure and not answer.abstained else ""
    said = " ".join(part for part in (answer.notice, doubt, _ages(answer, language)) if part)
    return replace(answer, notice=said)


def _ages(answer: Answer, language: str) -> str:
    """That its oldest quote is older than its newest, where that may make a difference."""
    if not answer.may_differ:
        return ""
    dated = [(day, -c.number) for c in answer.citations if (day := c.passage.source.published_on)]
    if not dated:
        return ""
    then, now = min(dated)[0], max(dated)[0]
    if (now - then).days < LONG_AGO:
        return ""
    first = {day: min(-number for other, number in dated if other == day) for day in (then, now)}
    return older((first[then], then), (first[now], now), language)
