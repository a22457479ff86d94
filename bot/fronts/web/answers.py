"""An answer as the pages show it: what is said, which words prove it, and what to know of the sources."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from bot.counting.composer import NAME as COUNTED
from bot.fronts import render
from bot.fronts.web.tongue import tongue, tongue_said
from bot.fronts.web.visit import Visit
from bot.library import Library
from bot.log.model import LoggedTurn
from bot.model import CURATED, Answer, AnswerStatus, Citation, Statement
from bot.suggest import Suggestion
from ingest.clock import day_of, today
from ingest.errors import IngestError
from ingest.model import Passage, Source

# Who says above the lines where they come from, and seldom that something is amiss.
_INTRODUCED = (COUNTED, CURATED)
_LABEL = re.compile(r"\[(?:BSN|e-mailadres|telefoonnummer|IBAN)\]")


@dataclass(frozen=True, slots=True)
class Setting:
    """In what language, on which day and beside which collection something is shown."""

    language: str
    today: date
    library: Library

    def caution(self, source: Source) -> str:
        """What to know before relying on a source; empty when all is well."""
        return render.caution_for(source, self.library.successor(source), self.today, self.language)


def setting_of(visit: Visit) -> Setting:
    """The surroundings of a visit."""
    return Setting(visit.language, today(), visit.desk.library)


@dataclass(frozen=True, slots=True)
class Proof:
    """A citation as a link: its number, and the title and place of what it opens."""

    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an answer and its proofs."""

    text: str
    language: str  # two letters; empty when that is not clear
    citations: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that was found and not quoted, with its place in the evidence from 1."""

    place: int
    title: str
    where: str
    taste: str
    language: str  # of the taste


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """What stands on a page of one question and its answer."""

    turn: LoggedTurn
    understood: str  # how the question was read, where that is not as it was typed
    labels: tuple[str, ...]  # what was kept out of the log, by the label that stands there instead
    document: str  # the title of the only document that was searched
    notice: str
    groups: tuple[tuple[bool, tuple[Said, ...]], ...]  # sentences in order; with True the items of a list
    sources: tuple[render.SourceEntry, ...]
    further: tuple[Found, ...]
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def asked_on(self) -> date:
        """The day of the question."""
        return day_of(self.turn.asked_at)

    @property
    def rests_on_search(self) -> bool:
        """Whether documents were looked through for it, so that there is something to judge and to share."""
        return self.turn.status.quotes_sources or self.turn.status is AnswerStatus.NO_EVIDENCE

    @property
    def not_within(self) -> bool:
        """Whether it was not found in the one document that was asked about."""
        return bool(self.document) and self.turn.status is AnswerStatus.NO_EVIDENCE


def shown(turn: LoggedTurn, setting: Setting, suggestions: Sequence[Suggestion] = ()) -> ShownAnswer:
    """A logged turn as it is shown; what the log never knew in parts is shown whole."""
    in_one = turn.document and turn.status is AnswerStatus.NO_EVIDENCE
    notice = turn.notice if turn.notice or turn.statements else turn.answer
    return ShownAnswer(
        turn=turn,
        understood=render.reading(turn.question, turn.searched, setting.language),
        labels=tuple(dict.fromkeys(_LABEL.findall(turn.question))),
        document=_title(turn.document, setting.library) if turn.document else "",
        notice="" if in_one else notice,
        groups=grouped(turn.statements, turn.citations, setting.language, is_list=turn.composer == COUNTED),
        sources=tuple(render.source_entries(turn.citations, setting.language, setting.caution)),
        further=tuple(_found(n, passage, setting) for n, passage in render.further(turn.evidence, turn.citations)),
        suggestions=tuple(suggestions),
    )


def grouped(
    statements: Iterable[Statement], citations: Sequence[Citation], language: str, *, is_list: bool = False
) -> tuple[tuple[bool, tuple[Said, ...]], ...]:
    """Sentences in order, those together that are items of a list in their source; all with ``is_list``."""
    statements, proofs = tuple(statements), {citation.number: _proof(citation, language) for citation in citations}
    items = statements if is_list and len(statements) > 1 else render.listed(statements, citations)
    return tuple(
        (listed, tuple(_said(statement, citations, proofs) for statement in together))
        for listed, together in groupby(statements, lambda statement: statement in items)
    )


def tone(turn: LoggedTurn) -> Literal["plain", "info", "warning"]:
    """How our own words with an answer stand out: most when they say what to watch for in the quotes below them."""
    if not turn.statements:
        return "plain"
    return "info" if turn.composer in _INTRODUCED else "warning"


def suggested(turn: LoggedTurn, visit: Visit) -> Sequence[Suggestion]:
    """What to ask after an answer; nothing while the index cannot be read."""
    try:
        return visit.desk.suggestions.after(_answer(turn), turn.searched) if turn.statements else ()
    except IngestError:
        return ()


def written_out(turn: LoggedTurn, setting: Setting) -> str:
    """A question with its answer and sources, to be pasted elsewhere."""
    lines = [turn.question, "", turn.notice or ("" if turn.statements else turn.answer), render.said(_answer(turn)), ""]
    for entry in render.source_entries(turn.citations, setting.language, setting.caution):
        lines += [str(entry), *filter(None, (entry.caution, entry.url))]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _answer(turn: LoggedTurn) -> Answer:
    status = turn.status if turn.statements else AnswerStatus.NO_EVIDENCE
    return Answer(status, turn.statements, turn.citations)


def _proof(citation: Citation, language: str) -> Proof:
    where = render.place(citation.passage, language)
    return Proof(citation.number, ", ".join(filter(None, (render.title(citation.passage.source), where))))


def _said(statement: Statement, citations: Sequence[Citation], proofs: Mapping[int, Proof]) -> Said:
    known = tuple(proofs[number] for number in statement.citations if number in proofs)
    return Said(statement.text, tongue_said(statement, citations), known)


def _found(place: int, passage: Passage, setting: Setting) -> Found:
    where = (render.origin(passage.source, setting.language), render.place(passage, setting.language))
    title, taste = render.title(passage.source), render.taste(passage)
    return Found(place + 1, title, ", ".join(filter(None, where)), taste, tongue(passage.text, passage.source))


def _title(document_id: str, library: Library) -> str:
    try:
        named = next((d.source for d in library.documents() if d.source.id == document_id), None)
    except IngestError:
        named = None
    return render.title(named) if named else document_id
