"""Parliamentary questions with their answers, in which each question becomes the heading of its answer.

A member's question carries its own premises, so it may never be quoted as if it were the answer; but it says what the
answer is about, and that is what a heading does.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ingest.clean import squeeze
from ingest.load.dates import find_date
from ingest.model import Block, Extract, Kind

_NUMBERS = r"\d+(?:(?:,| en| t/m)? \d+)*"
_QUESTION = re.compile(rf"Vra(?:ag|gen) {_NUMBERS}\b(?! (?:en|van|tot)\b)[.:]?")
_ANSWER = re.compile(rf"Antwoord(?:en)? (?:op (?:de )?vra(?:ag|gen) |vra(?:ag|gen) )?{_NUMBERS}\b[.:]?")
_ASKED = re.compile(r"(?P<who>Vragen van (?:het lid|de leden) .+?) aan .+? over (?P<subject>.+?)(?: \(ingezonden|\.?$)")
_RECEIVED = re.compile(r"\((?:ontvangen )+(?P<day>\d+ \w+ \d{4})")
_NOTE = re.compile(r"\d{1,2} \D|https?:|www\.|ah-tk-")
_HOUSE = "Tweede Kamer der Staten-Generaal"


def with_questions_as_headings(extract: Extract) -> Extract:
    """``extract`` as it is, or when it is a list of parliamentary questions, with each as a heading."""
    first = next((n for n, block in enumerate(extract.blocks) if _QUESTION.match(block.text)), None)
    if first is None:
        return extract
    # What stands above the first question is the masthead of the house and says nothing of what is below it.
    masthead = [replace(b, kind=Kind.PROSE, level=0) if b.kind is Kind.HEADING else b for b in extract.blocks[:first]]
    title = _title(masthead)
    if title is None and not any(_ANSWER.match(block.text) for block in extract.blocks[first:]):
        return extract
    return replace(
        extract,
        blocks=(*masthead, *_dialogue(extract.blocks[first:])),
        title=title or extract.title,
        published_on=_received(masthead) or extract.published_on,
        publisher=extract.publisher or (_HOUSE if any(b.text.startswith(_HOUSE) for b in masthead) else None),
    )


def _dialogue(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks with every question, or several that are answered together, right above its answer."""
    asked: list[Block] = []
    for block in blocks:
        if answer := _ANSWER.match(block.text):
            yield from _heading(asked)
            asked = []
            if text := squeeze(block.text[answer.end() :]):
                yield replace(block, text=text)
        elif _QUESTION.match(block.text) or (asked and not _NOTE.match(block.text) and block.kind is not Kind.HEADING):
            asked.append(block)
        else:
            if block.kind is Kind.HEADING:  # the questions before it stay without an answer
                yield from _heading(asked)
                asked = []
            yield block  # a note at the foot of the page may stand between a question and its answer
    yield from _heading(asked)


def _heading(asked: Sequence[Block]) -> Iterator[Block]:
    if asked:
        yield Block(Kind.HEADING, " ".join(block.text for block in asked), level=1, page=asked[0].page)


def _title(masthead: Sequence[Block]) -> str | None:
    asked = next((match for block in masthead if (match := _ASKED.match(squeeze(block.text)))), None)
    return f"{asked['who']} over {asked['subject']}" if asked else None


def _received(masthead: Sequence[Block]) -> date | None:
    day = next((match["day"] for block in masthead if (match := _RECEIVED.search(block.text))), None)
    return find_date(day) if day else None
