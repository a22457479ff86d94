"""Sources: the passage behind a number, what stands before and after it, and what was found beside it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton

from bot.fronts.telegram.buttons import Kind, Pressed, button, keyboard
from bot.fronts.telegram.handlers.talk import Talk
from bot.fronts.telegram.messages import further_message, passage_message
from bot.fronts.telegram.rich import Rich
from bot.fronts.telegram.wiring import Desk
from bot.log.model import MessageKind, Shown
from bot.model import Citation, document_key
from ingest.model import Passage


@dataclass(frozen=True, slots=True)
class _Place:
    """A passage of an answer, and how many passages further somebody reads."""

    kind: Kind
    question_id: str
    number: int  # of the citation, or the place in the evidence
    step: int

    def button(self, text: str, further: int) -> InlineKeyboardButton:
        """The button that leads so many passages on from here."""
        return button(text, self.kind, self.question_id, self.number, self.step + further)


class Reading:
    """Opens passages; those of an answer from its own copy, so that they stay as they were."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def source(self, talk: Talk, pressed: Pressed) -> None:
        """The passage around a quote, or one beside it."""
        place, turns = _place(pressed), self._desk.records.turns
        quotes = await asyncio.to_thread(turns.quotes, place.question_id, place.number) if place else []
        if place and quotes:
            await self._show(talk, place, quotes[0].passage, quotes)
        else:
            await talk.say(Rich(talk.words.gone))

    async def found(self, talk: Talk, pressed: Pressed) -> None:
        """A passage that was found but not quoted, or one beside it."""
        place = _place(pressed)
        turn = await asyncio.to_thread(self._desk.records.turns.find, place.question_id) if place else None
        if place and turn and 0 <= place.number < len(turn.evidence):
            await self._show(talk, place, turn.evidence[place.number].scored.passage, ())
        else:
            await talk.say(Rich(talk.words.gone))

    async def more(self, talk: Talk, pressed: Pressed) -> None:
        """What was found but not quoted."""
        turn = await asyncio.to_thread(self._desk.records.turns.find, pressed.part(0))
        if turn is None:
            await talk.say(Rich(talk.words.gone))
            return
        message, buttons = await asyncio.to_thread(further_message, turn, talk.setting)
        await talk.say(message, buttons)

    async def read(self, talk: Talk, pressed: Pressed) -> None:
        """A document from its beginning, passage by passage."""
        await self._page(talk, pressed, talk.change)

    async def passage(self, talk: Talk, pressed: Pressed) -> None:
        """A passage that a card leads to, from which the document can be read on."""
        await self._page(talk, pressed, talk.say)

    async def _page(self, talk: Talk, pressed: Pressed, show: Callable[..., Awaitable[object]]) -> None:
        key, place = pressed.part(0), pressed.number(1) or 0
        shelved = await asyncio.to_thread(self._desk.library.document, key)
        passages = await asyncio.to_thread(self._desk.library.passages, shelved.source.id) if shelved else []
        if not 0 <= place < len(passages):
            await talk.say(Rich(talk.words.document_gone))
            return
        row = []
        if place > 0:
            row.append(button(talk.words.previous, Kind.READ, key, place - 1))
        if place + 1 < len(passages):
            row.append(button(talk.words.next, Kind.READ, key, place + 1))
        message = await asyncio.to_thread(passage_message, passages[place], (), talk.setting)
        await show(message, keyboard([row, self._below(talk, key)]))

    async def _show(self, talk: Talk, place: _Place, origin: Passage, quotes: Sequence[Citation]) -> None:
        """The passage at a place, with the way to those beside it."""
        passage = await asyncio.to_thread(self._desk.library.beside, origin, place.step) if place.step else origin
        if passage is None:
            await talk.say(Rich(talk.words.no_further_passage))
            return
        before, after, note = await asyncio.to_thread(self._around, talk, passage)
        marked = () if place.step else quotes
        message = await asyncio.to_thread(passage_message, passage, marked, talk.setting, note=note)
        row = [place.button(talk.words.previous, -1)] if before else []
        row += [place.button(talk.words.next, 1)] if after else []
        buttons = keyboard([row, [] if note else self._below(talk, document_key(passage.document_id))])
        held = await talk.shown_in(talk.message)
        turning = place.step or (held is not None and held.kind is MessageKind.SOURCE)
        sent = await (talk.change(message, buttons) if turning else talk.say(message, buttons))
        number = place.number if place.kind is Kind.SOURCE else None
        await talk.remember(sent, Shown(place.question_id, MessageKind.SOURCE, number, passage.document_id))

    def _around(self, talk: Talk, passage: Passage) -> tuple[bool, bool, str]:
        """Whether something stands before and after a passage, and a word when its document is not what it was."""
        library = self._desk.library
        if library.beside(passage, 0) is None:
            return False, False, talk.words.changed_since
        return library.beside(passage, -1) is not None, library.beside(passage, 1) is not None, ""

    def _below(self, talk: Talk, key: str) -> list[InlineKeyboardButton]:
        return [
            button(talk.words.about_document, Kind.DOCUMENT, key),
            button(talk.words.ask_within, Kind.ASK_WITHIN, key),
        ]


def _place(pressed: Pressed) -> _Place | None:
    number = pressed.number(1)
    return None if number is None else _Place(pressed.kind, pressed.part(0), number, pressed.number(2) or 0)
