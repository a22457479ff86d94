"""An answer and a source as Telegram messages, and the buttons between the two."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity

from bot.fronts import render
from bot.fronts.telegram.rich import Rich, quoted, styled
from bot.model import Answer, Citation
from ingest.model import Passage, Span

_TITLE_LENGTH = 30  # what a phone shows of a button beside the number and the page
_TITLED_BUTTONS = 6  # with more, buttons show numbers only; the source list above them has the titles
_NUMBERS_IN_A_ROW = 6
_MAX_BUTTONS = 100  # Telegram's limit


def answer_message(answer: Answer) -> Rich:
    """The statements with their numbers and the source list."""
    statements = "\n".join(map(str, answer.statements))
    body = Rich("\n\n".join(part for part in (answer.notice, statements) if part))
    if not answer.citations:
        return body
    entries = "\n".join(map(str, render.source_entries(answer.citations)))
    return body + Rich("\n\n") + styled(render.SOURCES_HEADING, MessageEntity.BOLD) + Rich(f"\n{entries}")


def source_buttons(question_id: str, citations: Sequence[Citation]) -> InlineKeyboardMarkup | None:
    """A button for each passage that was quoted, which opens it; a list of nine items is one passage, not nine."""
    passages: dict[str, list[Citation]] = {}
    for citation in citations:
        passages.setdefault(citation.passage.id, []).append(citation)
    titled = len(passages) <= _TITLED_BUTTONS
    buttons = [
        InlineKeyboardButton(
            _label(cited) if titled else _marks(cited), callback_data=f"s:{question_id}:{cited[0].number}"
        )
        for cited in list(passages.values())[:_MAX_BUTTONS]
    ]
    width = 1 if titled else _NUMBERS_IN_A_ROW
    rows = [buttons[start : start + width] for start in range(0, len(buttons), width)]
    return InlineKeyboardMarkup(rows) if rows else None


def pressed_source(data: str) -> tuple[str, int] | None:
    """The question id and the citation number that a button stands for, if it is one of these buttons."""
    kind, _, rest = data.partition(":")
    question_id, _, number = rest.rpartition(":")
    if kind != "s" or not question_id or not (number.isascii() and number.isdecimal()):
        return None
    return question_id, int(number)


def passage_message(citations: Sequence[Citation]) -> Rich:
    """The passage around the quotes of one button as it stands in the source, with what is known of the document.

    The quotes, which are all from that passage, are in bold.
    """
    passage = citations[0].passage
    where = " · ".join(part for part in (render.origin(passage.source), render.page(passage)) if part)
    title = styled(f"{_marks(citations)} {render.title(passage.source)}", MessageEntity.BOLD)
    above = passage.heading_path[:-1] if passage.has_heading else passage.heading_path  # its own heading is in its text
    head = "\n".join(part for part in (where, " › ".join(above)) if part)
    link = f"\n\n{passage.source.url}" if passage.source.url else ""
    return title + Rich(f"\n{head}\n\n") + quoted(_highlighted(passage, citations)) + Rich(link)


def _highlighted(passage: Passage, citations: Sequence[Citation]) -> Rich:
    shown, at = Rich(""), passage.span.start
    for span in sorted(citation.span for citation in citations):
        shown += Rich(passage.quote(Span(at, span.start))) + styled(passage.quote(span), MessageEntity.BOLD)
        at = span.end
    return shown + Rich(passage.quote(Span(at, passage.span.end)))


def _marks(citations: Sequence[Citation]) -> str:
    return render.marks([citation.number for citation in citations])


def _label(citations: Sequence[Citation]) -> str:
    passage = citations[0].passage
    name = render.title(passage.source)
    if len(name) > _TITLE_LENGTH:
        name = f"{name[: _TITLE_LENGTH - 1].rstrip()}…"
    return ", ".join(part for part in (f"{_marks(citations)} {name}", render.page(passage)) if part)
