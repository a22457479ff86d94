"""A message that grows while a language model writes."""

import asyncio
import time
from contextlib import suppress

from telegram import InlineKeyboardMarkup, Message
from telegram.error import TelegramError

from bot.fronts.telegram.handlers.talk import Talk
from bot.fronts.telegram.messages import growing_message
from bot.fronts.telegram.rich import Rich, split
from bot.model import Answer

_PAUSE, _PAUSE_IN_GROUP = 1.2, 5.0  # seconds; Telegram takes about one message a second, and twenty a minute in a group


class Growing:
    """Shows an answer while it is written, by editing one message; without a model nothing is shown before the end."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk
        self._loop = asyncio.get_running_loop()
        self._latest: Answer | None = None
        self._task: asyncio.Task[None] | None = None
        self._sent: Message | None = None
        self._last = -_PAUSE_IN_GROUP

    def show(self, answer: Answer) -> None:
        """Shows a longer answer as soon as Telegram takes another edit; called from the thread that writes."""
        self._loop.call_soon_threadsafe(self._take, answer)

    async def finish(self, rich: Rich, buttons: InlineKeyboardMarkup | None) -> list[Message]:
        """Puts the whole answer in its place; the messages that hold it."""
        if self._task:
            self._latest = None
            await self._task
        if self._sent is None:
            return await self._talk.say(rich, buttons)
        first, *others = split(rich)
        await self._sent.edit_text(first.text, entities=first.entities, reply_markup=None if others else buttons)
        sent = [self._sent]
        for number, piece in enumerate(others, start=1):
            sent += await self._talk.say(piece, buttons if number == len(others) else None)
        return sent

    def _take(self, answer: Answer) -> None:
        self._latest = answer
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._show_latest())

    async def _show_latest(self) -> None:
        pause = _PAUSE_IN_GROUP if self._talk.in_group else _PAUSE
        while self._latest is not None:
            await asyncio.sleep(max(0.0, self._last + pause - time.monotonic()))
            answer, self._latest = self._latest, None
            if answer is None:
                return
            piece = split(growing_message(answer))[0]
            with suppress(TelegramError):  # the whole answer follows anyway
                if self._sent is None:
                    (self._sent,) = await self._talk.say(piece)
                else:
                    await self._sent.edit_text(piece.text, entities=piece.entities)
            self._last = time.monotonic()
