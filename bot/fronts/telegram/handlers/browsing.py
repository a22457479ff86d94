"""The collection itself: its documents, its programmes."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity, Update
from telegram.ext import ContextTypes

from bot.counting.card import Card
from bot.fronts import render
from bot.fronts.telegram.buttons import Kind, Pressed, button, in_rows, keyboard
from bot.fronts.telegram.cards import card_buttons, card_message
from bot.fronts.telegram.handlers.talk import Talk, open_talk
from bot.fronts.telegram.links import document_link
from bot.fronts.telegram.messages import document_message
from bot.fronts.telegram.phrases import Phrases
from bot.fronts.telegram.rich import Rich, joined, linked, styled
from bot.fronts.telegram.wiring import Desk
from bot.library import Shelved
from bot.programmes import Programme
from ingest.facts.model import FactKind

_PAGE = 8  # documents or programmes in one message
_ROW = 4
_WORDS = 40  # bytes of what was looked for that fit a button


class Browsing:
    """Shows what there is to ask about."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def list_documents(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/bronnen`, with or without words to look for."""
        talk = await open_talk(self._desk, update)
        words = " ".join(context.args or ()).encode()[:_WORDS].decode(errors="ignore").replace(":", " ")
        await talk.say(*await asyncio.to_thread(self._documents, talk, 0, words.strip()))

    async def turn_page(self, talk: Talk, pressed: Pressed) -> None:
        """Another page of the documents."""
        page = pressed.number(0) or 0
        await talk.change(*await asyncio.to_thread(self._documents, talk, page, pressed.part(1)))

    async def list_programmes(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """`/programmas`."""
        talk = await open_talk(self._desk, update)
        await talk.say(*await asyncio.to_thread(self._programmes, talk, 0))

    async def turn_programmes(self, talk: Talk, pressed: Pressed) -> None:
        """Another page of the programmes."""
        await talk.change(*await asyncio.to_thread(self._programmes, talk, pressed.number(0) or 0))

    async def programme(self, talk: Talk, pressed: Pressed) -> None:
        """The card of one programme."""
        card = await asyncio.to_thread(self._desk.library.card, pressed.part(0))
        if card is None:
            await talk.say(Rich(talk.words.programme_gone))
            return
        places = await asyncio.to_thread(self._places, card)
        await talk.say(card_message(card, talk.setting), card_buttons(card, places))

    async def document(self, talk: Talk, pressed: Pressed) -> None:
        """What is known of one document."""
        await self.show_document(talk, pressed.part(0))

    async def show_document(self, talk: Talk, key: str) -> None:
        """The same, for a document whose short name came in a link."""
        shelved = await asyncio.to_thread(self._desk.library.document, key)
        if shelved is None:
            await talk.say(Rich(talk.words.document_gone))
            return
        words = talk.words
        row = [button(words.read_document, Kind.READ, key, 0), button(words.ask_within, Kind.ASK_WITHIN, key)]
        message = await asyncio.to_thread(document_message, shelved.source, talk.setting)
        await talk.say(message, keyboard([row]))

    async def ask_within(self, talk: Talk, pressed: Pressed) -> None:
        """Asks for a question about one document; the link in our message says which, when it is replied to."""
        shelved = await asyncio.to_thread(self._desk.library.document, pressed.part(0))
        if shelved is None:
            await talk.say(Rich(talk.words.document_gone))
            return
        before, _, after = talk.words.ask_within_prompt.partition("{title}")
        link = document_link(talk.chat.get_bot().username, shelved.key)
        prompt = Rich(before) + linked(_title(shelved), link) + Rich(after)
        await talk.say(prompt, ForceReply(selective=True))

    def _documents(self, talk: Talk, page: int, looked_for: str) -> tuple[Rich, InlineKeyboardMarkup | None]:
        words, library = talk.words, self._desk.library
        shelved = library.find(looked_for) if looked_for else library.documents()
        if not shelved:
            return Rich(words.library_nothing.format(words=looked_for)), None
        count = counted(words.documents, len(shelved))
        head = (words.library_found if looked_for else words.library).format(documents=count, words=looked_for)
        entries = [_entry(one, talk, number) for number, one in enumerate(shelved, 1)]
        buttons = [button(str(number), Kind.DOCUMENT, one.key) for number, one in enumerate(shelved, 1)]
        hint = "" if looked_for or len(shelved) <= _PAGE else words.library_hint
        turn = _Turn(Kind.LIBRARY, _within(page, len(shelved)), len(shelved), looked_for)
        return _page(head, hint, entries, buttons, turn, words)

    def _places(self, card: Card) -> dict[str, int]:
        """Where in its document each passage of a card stands, by its id."""
        documents = {citation.passage.document_id for citation in card.citations}
        passages = (self._desk.library.passages(document) for document in documents)
        return {passage.id: place for several in passages for place, passage in enumerate(several)}

    def _programmes(self, talk: Talk, page: int) -> tuple[Rich, InlineKeyboardMarkup | None]:
        words, programmes = talk.words, self._desk.library.gathered().programmes
        if not programmes:
            return Rich(words.no_programmes), None
        entries = [_programme(programme, number, words) for number, programme in enumerate(programmes, 1)]
        buttons = [button(str(number), Kind.PROGRAMME, one.key) for number, one in enumerate(programmes, 1)]
        turn = _Turn(Kind.PROGRAMMES, _within(page, len(programmes)), len(programmes))
        return _page(words.programmes, "", entries, buttons, turn, words)


def counted(one_or_more: tuple[str, str], count: int) -> str:
    """A number of things in words."""
    return one_or_more[count != 1].format(count=count)


@dataclass(frozen=True, slots=True)
class _Turn:
    """Which page of how much is shown, and how the others are reached."""

    kind: Kind
    page: int
    total: int
    looked_for: str = ""

    @property
    def shown(self) -> slice:
        """What is on the page."""
        return slice(self.page * _PAGE, (self.page + 1) * _PAGE)

    def buttons(self, words: Phrases) -> list[InlineKeyboardButton]:
        """The ways to the pages beside it."""
        row = []
        if self.page > 0:
            row.append(button(words.previous, self.kind, self.page - 1, self.looked_for))
        if (self.page + 1) * _PAGE < self.total:
            row.append(button(words.next, self.kind, self.page + 1, self.looked_for))
        return row


def _page(  # noqa: PLR0913, PLR0917  # the parts of one message
    head: str,
    hint: str,
    entries: Sequence[Rich],
    buttons: Sequence[InlineKeyboardButton],
    turn: _Turn,
    words: Phrases,
) -> tuple[Rich, InlineKeyboardMarkup | None]:
    text = joined("\n\n", Rich(head), *entries[turn.shown], Rich(hint))
    return text, keyboard([*in_rows(buttons[turn.shown], _ROW), turn.buttons(words)])


def _within(page: int, total: int) -> int:
    """The nearest page that there is; an old button may lead past the end."""
    return min(max(page, 0), (total - 1) // _PAGE)


def _entry(shelved: Shelved, talk: Talk, number: int | None = None) -> Rich:
    count = "" if number is None else f"{number}. "
    title = styled(_title(shelved), MessageEntity.BOLD)
    return Rich(count) + title + Rich(f"\n{render.origin(shelved.source, talk.language)}")


def _title(shelved: Shelved) -> str:
    return render.title(shelved.source)


def _programme(programme: Programme, number: int, words: Phrases) -> Rich:
    known = [counted(words.documents, len(programme.sources))]
    if partners := {told.fact.name for told in programme.of(FactKind.PARTNER)}:
        known.append(counted(words.partners, len(partners)))
    name = styled(programme.name.canonical, MessageEntity.BOLD)
    return Rich(f"{number}. ") + name + Rich(f"\n{' · '.join(known)}")
