"""Answers, passages and documents as Telegram messages with their buttons."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bot.fronts import render
from bot.fronts.telegram.buttons import Kind, button, in_rows, keyboard
from bot.fronts.telegram.phrases import Phrases
from bot.fronts.telegram.rich import Rich, joined, quoted, styled
from bot.library import Library
from bot.log.model import LoggedTurn
from bot.model import Answer, AnswerStatus, Citation, Turn
from bot.privacy import mask
from bot.suggest import Suggestion
from ingest.model import Passage, Source

_TITLE_LENGTH = 30  # what a phone shows of a button beside the number and the page
_TITLED_BUTTONS = 6  # with more, buttons show numbers only; the source list above them has the titles
_NUMBERS_IN_A_ROW = 6
_MAX_SOURCES = 90  # Telegram takes 100 buttons


@dataclass(frozen=True, slots=True)
class Setting:
    """In what language, on which day and beside which collection something is shown."""

    words: Phrases
    language: str
    today: date
    library: Library

    def caution(self, source: Source) -> str:
        """What to know before relying on a source, as a line of its own; empty when all is well."""
        said = render.caution_for(source, self.library.successor(source), self.today, self.language)
        return f"⚠ {said}" if said else ""


def answer_message(turn: Turn, setting: Setting, *, repeat: bool = False) -> Rich:
    """The answer as it is sent: how the question was read, the statements with their numbers, and the source list.

    ``repeat`` names the question above it, for one that was not typed. A notice about all documents says nothing of a
    search in one: there the reader is told so beside it.
    """
    answer, typed = turn.answer, mask(turn.question.text)
    in_one = turn.question.document and answer.status is AnswerStatus.NO_EVIDENCE
    understood = render.reading(typed, mask(turn.query.text), setting.language)
    return joined(
        "\n\n",
        Rich(personal_data(turn.question.text, setting)),
        styled(turn.question.text if repeat else "", MessageEntity.BOLD),
        styled(understood, MessageEntity.ITALIC),
        Rich("" if in_one else answer.notice),
        Rich(render.said(answer)),
        _source_list(answer, setting),
    )


def growing_message(answer: Answer) -> Rich:
    """What can be shown of an answer that is still being written."""
    return Rich(f"{render.said(answer)}\n…")


def personal_data(text: str, setting: Setting) -> str:
    """One line that says what personal data was kept out of the log; empty when there was none."""
    masked = mask(text)
    found = [name for label, name in setting.words.masked_kinds if masked.count(label) > text.count(label)]
    return setting.words.masked.format(kinds=", ".join(found)) if found else ""


def answer_buttons(turn: Turn, setting: Setting, suggestions: Sequence[Suggestion] = ()) -> InlineKeyboardMarkup | None:
    """The sources, what to ask next, further passages and the thumbs; nothing under what needed no search."""
    question_id, answer, words = turn.question.id, turn.answer, setting.words
    if answer.abstained and answer.status is not AnswerStatus.NO_EVIDENCE:
        return None
    rows = source_rows(question_id, answer.citations, setting.language)
    rows += [[button(f"💬 {suggestion.text}", Kind.SUGGESTED, suggestion.key)] for suggestion in suggestions]
    if turn.question.document and answer.abstained:
        rows.append([button(words.everywhere, Kind.EVERYWHERE, question_id)])
    if render.further(answer.evidence, answer.citations):
        rows.append([button(words.close if answer.abstained else words.more, Kind.MORE, question_id)])
    rows.append([button(words.good, Kind.UP, question_id), button(words.bad, Kind.DOWN, question_id)])
    return keyboard(rows)


def source_rows(
    question_id: str, citations: Sequence[Citation], language: str = "nl"
) -> list[list[InlineKeyboardButton]]:
    """A button for each passage that was quoted, which opens it; a list of nine items is one passage, not nine."""
    passages: dict[str, list[Citation]] = {}
    for citation in citations:
        passages.setdefault(citation.passage.id, []).append(citation)
    titled = len(passages) <= _TITLED_BUTTONS
    documents = Counter(cited[0].passage.document_id for cited in passages.values())
    buttons = [
        button(
            _label(cited, language, by_heading=documents[cited[0].passage.document_id] > 1)
            if titled
            else _marks(cited),
            Kind.SOURCE,
            question_id,
            cited[0].number,
            0,
        )
        for cited in list(passages.values())[:_MAX_SOURCES]
    ]
    return in_rows(buttons, 1 if titled else _NUMBERS_IN_A_ROW)


def further_message(turn: LoggedTurn, setting: Setting) -> tuple[Rich, InlineKeyboardMarkup | None]:
    """The beginnings of further passages, with a button to open each."""
    words, found = setting.words, render.further(turn.evidence, turn.citations)
    if not found:
        return Rich(words.nothing_further), None
    parts = [Rich(words.further if turn.status.quotes_sources else words.closest)]
    for number, (_, passage) in enumerate(found, 1):
        where = ", ".join(
            filter(None, (render.origin(passage.source, setting.language), render.place(passage, setting.language)))
        )
        title = styled(f"{number}. {render.title(passage.source)}", MessageEntity.BOLD)
        parts.append(title + Rich(f"\n{where}\n{render.taste(passage)}"))
    buttons = [button(str(number), Kind.FOUND, turn.id, place, 0) for number, (place, _) in enumerate(found, 1)]
    return joined("\n\n", *parts), keyboard([buttons])


def passage_message(passage: Passage, quotes: Sequence[Citation], setting: Setting, *, note: str = "") -> Rich:
    """A passage as it stands in the source, its quotes in bold, with what is known of the document."""
    source, language = passage.source, setting.language
    marked = f"{_marks(quotes)} " if quotes else ""
    title = styled(f"{marked}{render.title(source)}", MessageEntity.BOLD)
    where = " · ".join(part for part in (render.origin(source, language), render.page(passage, language)) if part)
    above = passage.heading_path[:-1] if passage.has_heading else passage.heading_path  # its own heading is in its text
    head = "\n".join(part for part in (where, " › ".join(above), setting.caution(source)) if part)
    return joined(
        "\n\n",
        title + Rich(f"\n{head}"),
        styled(note, MessageEntity.ITALIC),
        quoted(_highlighted(passage, quotes)),
        Rich(source.url or ""),
    )


def document_message(source: Source, setting: Setting) -> Rich:
    """What is known of a document."""
    words = setting.words
    day = render.long_date(source.published_on, setting.language) if source.published_on else words.unknown_date
    known = (
        (words.publisher, source.publisher),
        (words.date, day),
        (words.programme, source.programme),
        (words.region, source.region),
    )
    lines = [form.format(value) for form, value in known if value]
    return joined(
        "\n\n",
        styled(render.title(source), MessageEntity.BOLD),
        Rich("\n".join((*lines, setting.caution(source))).strip()),
        Rich(source.url or ""),
    )


def _source_list(answer: Answer, setting: Setting) -> Rich:
    if not answer.citations:
        return Rich("")
    lines = []
    for entry in render.source_entries(answer.citations, setting.language, setting.caution):
        lines += [str(entry), entry.caution] if entry.caution else [str(entry)]
    return styled(setting.words.sources, MessageEntity.BOLD) + Rich("\n" + "\n".join(lines))


def _highlighted(passage: Passage, citations: Sequence[Citation]) -> Rich:
    shown = Rich("")
    for words, is_quote in render.pieces(passage, citations):
        shown += styled(words, MessageEntity.BOLD) if is_quote else Rich(words)
    return shown


def _marks(citations: Sequence[Citation]) -> str:
    return render.marks([citation.number for citation in citations])


def _label(citations: Sequence[Citation], language: str, *, by_heading: bool) -> str:
    """What a button says of a passage; beside another one of its document its heading says more than the title."""
    passage = citations[0].passage
    heading = passage.heading_path[-1] if by_heading and passage.heading_path else ""
    name = short(heading or render.title(passage.source))
    return ", ".join(part for part in (f"{_marks(citations)} {name}", render.page(passage, language)) if part)


def short(title: str) -> str:
    """A title that fits a button."""
    return title if len(title) <= _TITLE_LENGTH else f"{title[: _TITLE_LENGTH - 1].rstrip()}…"
