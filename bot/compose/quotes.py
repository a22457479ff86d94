"""Where quoted words stand in a passage, white space folded and nothing else."""

import re
from collections.abc import Iterator

from ingest.model import Passage, Span

_WIDEST = 1500  # characters of the sentences around quoted words; longer ones are not shown whole


def places(quote: str, passage: Passage) -> Iterator[Span]:
    """Each place where the words of ``quote`` stand in ``passage`` as whole words, as a span of the document."""
    words = quote.split()
    if not words:
        return
    text = passage.text
    for match in re.finditer(r"\s+".join(map(re.escape, words)), text):
        if not (_cuts(text, match.start()) or _cuts(text, match.end())):
            yield Span(passage.span.start + match.start(), passage.span.start + match.end())


def sentences_around(span: Span, passage: Passage) -> Span:
    """The whole sentences, items or rows that hold the words at ``span``; these words alone when that is too much."""
    touched = [s for s in passage.sentences if s.start < span.end and span.start < s.end]
    if not touched:
        return span
    wide = Span(min(span.start, touched[0].start), max(span.end, touched[-1].end))
    return wide if wide.end - wide.start <= _WIDEST else span


def _cuts(text: str, at: int) -> bool:
    """Whether a place in a text lies inside a word or a number, as between *1,* and *5* in *1,5*."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if before.isalnum() and after.isalnum():
        return True
    left, right = text[max(at - 2, 0) : at], text[at : at + 2]
    return (before in ".,:" and left[0].isdigit() and after.isdigit()) or (
        after in ".,:" and right[-1].isdigit() and before.isdigit() and len(right) > 1
    )
