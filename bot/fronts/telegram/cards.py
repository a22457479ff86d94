"""The card of a programme as a Telegram message."""

from collections.abc import Mapping

from telegram import InlineKeyboardMarkup, MessageEntity

from bot.counting.card import Card
from bot.counting.headings import subject
from bot.fronts import render
from bot.fronts.telegram.buttons import Kind, button, in_rows, keyboard
from bot.fronts.telegram.messages import Setting, short
from bot.fronts.telegram.rich import Rich, joined, styled
from bot.model import document_key

_NUMBERS = 24  # buttons that open a passage
_IN_A_ROW = 6
_DOCUMENTS = 4  # buttons for the documents, the newest first


def card_message(card: Card, setting: Setting) -> Rich:
    """What the documents say of a programme, by subject, with the source list."""
    words, name = setting.words, card.programme.name
    called = words.also_called.format(names=", ".join(name.aliases)) if name.aliases else ""
    sections = [
        styled(subject(section.kind, setting.language), MessageEntity.BOLD)
        + Rich("".join(f"\n{render.BULLET}{line}" for line in section.lines))
        for section in card.sections
    ]
    sources = [str(entry) for entry in render.source_entries(card.citations, setting.language)]
    return joined(
        "\n\n",
        styled(name.canonical, MessageEntity.BOLD),
        Rich(called),
        styled(words.card_intro, MessageEntity.ITALIC),
        *sections,
        joined("\n", styled(words.sources, MessageEntity.BOLD), *map(Rich, sources)) if sources else Rich(""),
    )


def card_buttons(card: Card, places: Mapping[str, int]) -> InlineKeyboardMarkup | None:
    """A button for each number, which opens the passage in its document, and one for each of the documents.

    ``places`` says where in its document each passage stands, by its id.
    """
    numbers = [
        button(f"[{cited.number}]", Kind.PASSAGE, document_key(cited.passage.document_id), places[cited.passage.id])
        for cited in card.citations[:_NUMBERS]
        if cited.passage.id in places
    ]
    documents = [
        [button(short(render.title(source)), Kind.DOCUMENT, document_key(source.id))]
        for source in card.sources[:_DOCUMENTS]
    ]
    return keyboard([*in_rows(numbers, _IN_A_ROW), *documents])
