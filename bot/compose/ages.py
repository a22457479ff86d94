"""Old and new side by side: an answer says which of its quotes is the older one."""

from dataclasses import replace

from bot.model import Answer
from bot.wording import older

LONG_AGO = 300  # days between two documents from which a figure or a name may well have changed


def with_ages(answer: Answer, language: str) -> Answer:
    """``answer``, naming its oldest quote as older than its newest where that may make a difference.

    It goes over the numbers that the answer has in the end, so it comes after the gate.
    """
    if not answer.may_differ:
        return answer
    dated = [(day, -c.number) for c in answer.citations if (day := c.passage.source.published_on)]
    if not dated:
        return answer
    then, now = min(dated)[0], max(dated)[0]
    if (now - then).days < LONG_AGO:
        return answer
    first = {day: min(-number for other, number in dated if other == day) for day in (then, now)}
    said = older((first[then], then), (first[now], now), language)
    return replace(answer, notice=f"{answer.notice} {said}".strip())
