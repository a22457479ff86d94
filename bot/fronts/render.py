"""An answer as people read it: the statements with their numbers, then the sources. Pure functions, plain text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.model import Answer, Citation, Evidence, Statement
from bot.wording import caution, in_full, understood
from ingest import dutch
from ingest.model import Passage, Source, Span

SOURCES_HEADING = "Bronnen"
OLD = 3  # years after which a source may have been overtaken
BULLET = "• "  # as it stands before each item in the stored text of a document
_FURTHER = 5  # passages that were found but not quoted
_TASTE = 160  # characters of such a passage
_PAIR = 2  # two numbers are as short side by side as in a run
_UNDATED = {"nl": "datum onbekend", "en": "date unknown"}


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One document in the source list, with the numbers of the citations that come from it."""

    numbers: tuple[int, ...]
    title: str
    details: str
    caution: str = ""  # what to know before relying on it
    url: str = ""  # where it stands on the internet

    @property
    def marks(self) -> str:
        """Its numbers as they stand before it."""
        return marks(self.numbers)

    def __str__(self) -> str:
        return f"{self.marks} {self.title}, {self.details}"


def marks(numbers: Sequence[int]) -> str:
    """Citation numbers as they stand before a source: ``[1][2]``, and ``[1]–[5]`` for a run of three or more."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "".join(f"[{run[0]}]–[{run[-1]}]" if len(run) > _PAIR else "".join(f"[{n}]" for n in run) for run in runs)


def long_date(day: date | None, language: str = "nl") -> str:
    """A date with its month in full, or that there is none."""
    return in_full(day, language) if day else _UNDATED[language]


def title(source: Source) -> str:
    """The name by which people know a document."""
    return source.title or source.doc


def origin(source: Source, language: str = "nl") -> str:
    """Who published a document and when."""
    return ", ".join(part for part in (source.publisher, long_date(source.published_on, language)) if part)


def caution_for(source: Source, successor: Source | None, today: date, language: str = "nl") -> str:
    """What to know before relying on a source: that it was replaced, has expired or is old; empty when all is well."""
    if successor:
        day = long_date(successor.published_on, language)
        return caution("replaced", language, title=title(successor), date=day)
    if source.valid_until and source.valid_until < today:
        return caution("expired", language, date=long_date(source.valid_until, language))
    years = _full_years(source.published_on, today) if source.published_on else 0
    return caution("old", language, years=years) if years >= OLD else ""


def reading(asked: str, searched: str, language: str = "nl") -> str:
    """A line that says how a question was read; empty when it was searched as it was typed, or not searched at all."""
    same = dutch.words(asked) == dutch.words(searched)
    return "" if same or not searched else understood(" ".join(searched.split()), language)


def page(passage: Passage, language: str = "nl") -> str:
    """The page or slide of a passage, or nothing where its document has none."""
    return page_of(passage.source.doc, passage.page, passage.last_page, language)


def page_of(doc: str, first: int | None, last: int | None = None, language: str = "nl") -> str:
    """A page or slide of the document with this file name, or those from ``first`` to ``last``; nothing without one."""
    if first is None:
        return ""
    slide = "slide" if language == "en" else "dia"
    return f"{slide if doc.lower().endswith('.pptx') else 'p.'} {first}{f'–{last}' if last else ''}"


def place(passage: Passage, language: str = "nl") -> str:
    """Where in its document a passage stands: its page, else the headings above it."""
    under = "under" if language == "en" else "onder"
    return page(passage, language) or (f"{under} “{passage.section}”" if passage.section else "")


def said(answer: Answer) -> str:
    """The statements with their numbers, one to a line; items of a list in its source are shown as a list again."""
    items = listed(answer.statements, answer.citations)
    return "\n".join(f"{BULLET if statement in items else ''}{statement}" for statement in answer.statements)


def listed(statements: Sequence[Statement], citations: Sequence[Citation]) -> list[Statement]:
    """The statements that are items of a list in their source; none when there is only one."""
    items = {(c.number, " ".join(c.quote.split())) for c in citations if _is_item(c)}
    found = [statement for statement in statements if (statement.citations[0], statement.text) in items]
    return found if len(found) > 1 else []


def further(evidence: Sequence[Evidence], citations: Sequence[Citation]) -> list[tuple[int, Passage]]:
    """The best passages that were considered and not quoted, each with its place in the evidence."""
    quoted = {citation.passage.id for citation in citations}
    left = [
        (place, item.scored.passage)
        for place, item in enumerate(evidence)
        if not item.used and item.scored.passage.id not in quoted
    ]
    return left[:_FURTHER]


def taste(passage: Passage) -> str:
    """The beginning of a passage, on one line."""
    words = " ".join(passage.text.split())
    return words if len(words) <= _TASTE else f"{words[:_TASTE].rsplit(' ', 1)[0]}…"


def pieces(passage: Passage, citations: Sequence[Citation]) -> list[tuple[str, bool]]:
    """The words of a passage in order, each piece with whether it is quoted."""
    found, at = list[tuple[str, bool]](), passage.span.start
    for span in sorted(citation.span for citation in citations):
        start = max(span.start, at)  # two quotes of a passage may overlap
        if start < span.end:
            found += [(passage.quote(Span(at, start)), False), (passage.quote(Span(start, span.end)), True)]
            at = span.end
    found.append((passage.quote(Span(at, passage.span.end)), False))
    return [(words, is_quote) for words, is_quote in found if words]


def source_entries(
    citations: Sequence[Citation], language: str = "nl", cautions: Callable[[Source], str] = lambda _: ""
) -> list[SourceEntry]:
    """The source list: one entry a document, in the order of the first number."""
    documents: dict[tuple[str, str], list[Citation]] = {}
    for citation in citations:
        passage = citation.passage
        documents.setdefault((passage.source.id, passage.digest), []).append(citation)
    return [_entry(cited, language, cautions) for cited in documents.values()]


def plain_text(answer: Answer, understood: str = "", cautions: Callable[[Source], str] = lambda _: "") -> str:
    """The whole answer for a terminal, with how its question was read above it."""
    entries = source_entries(answer.citations, cautions=cautions)
    lines = (f"{entry}\n    {entry.caution}" if entry.caution else str(entry) for entry in entries)
    sources = "\n".join((SOURCES_HEADING, *lines)) if entries else ""
    return "\n\n".join(part for part in (understood, answer.notice, said(answer), sources) if part)


def _entry(cited: Sequence[Citation], language: str, cautions: Callable[[Source], str]) -> SourceEntry:
    source = cited[0].passage.source
    details = ", ".join(part for part in (origin(source, language), _places(cited, language)) if part)
    return SourceEntry(
        tuple(citation.number for citation in cited), title(source), details, cautions(source), source.url or ""
    )


def _full_years(day: date, today: date) -> int:
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day))


def _is_item(citation: Citation) -> bool:
    """Whether a quote is an item of a list, all of it."""
    passage = citation.passage
    at = citation.span.start - passage.span.start
    return passage.text.startswith(BULLET, max(at - len(BULLET), 0)) and citation.span in passage.sentences


def _places(cited: Sequence[Citation], language: str) -> str:
    numbers: dict[str, list[int]] = {}
    for citation in cited:
        if where := place(citation.passage, language):
            numbers.setdefault(where, []).append(citation.number)
    if sum(map(len, numbers.values())) == len(cited) and len(numbers) == 1:
        return next(iter(numbers))
    return "; ".join(f"{marks(which)} {where}" for where, which in numbers.items())
