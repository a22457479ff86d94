"""Between Telegram and the handlers: an update is stored before it counts as received, and kept until answered."""

import asyncio
import json
import logging
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from weakref import WeakValueDictionary

from telegram import Bot, Update
from telegram.error import BadRequest, NetworkError, RetryAfter
from telegram.ext import Application

from bot.errors import LogError
from bot.log.inbox import Inbox

_log = logging.getLogger(__name__)
_STORE_AGAIN = 1.0  # seconds; until an update is stored, Telegram is not told that it arrived
_SEND_AGAIN = (1.0, 5.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0)  # seconds; what is left waits for a restart


class UpdateQueue(asyncio.Queue[object]):
    """The queue that the application works off. What is put in, is in the database first."""

    def __init__(self, inbox: Inbox) -> None:
        super().__init__()
        self._inbox = inbox
        self._keys: dict[int, str] = {}

    async def put(self, item: object) -> None:
        """Store and queue; where storing fails it is tried until it works, and meanwhile nothing more is fetched."""
        while True:
            try:
                return await self.deliver(item)
            except LogError:
                _log.exception("Een bericht is niet te bewaren. Ik probeer het opnieuw.")
                await asyncio.sleep(_STORE_AGAIN)

    async def deliver(self, item: object) -> None:
        """Store and queue; raises LogError when it is not stored. What waits already is not queued again."""
        if isinstance(item, Update):
            key = await asyncio.to_thread(self._inbox.keep, item.update_id, item.to_json(), datetime.now(UTC))
            if key is None:
                return
            self._keys[item.update_id] = key
        await super().put(item)

    async def restore(self, bot: Bot) -> None:
        """Queue what an earlier run of the bot left unanswered."""
        for waiting in await asyncio.to_thread(self._inbox.waiting):
            update = Update.de_json(json.loads(waiting.payload), bot)
            self._keys[update.update_id] = waiting.key
            await super().put(update)

    def leave(self) -> None:
        """Take everything from the queue; the database still has it."""
        while not self.empty():
            self.get_nowait()
            self.task_done()

    async def size(self) -> int:
        """How many updates are not answered yet; raises LogError when the database does not say."""
        return await asyncio.to_thread(self._inbox.size)

    async def done(self, update: Update) -> None:
        """Forget an update that was answered."""
        if key := self._keys.pop(update.update_id, None):
            try:
                await asyncio.to_thread(self._inbox.done, key)
            except LogError:
                _log.exception("Een beantwoord bericht is niet te wissen. Na een herstart antwoord ik nog eens.")


class DurableApplication(Application[Any, Any, Any, Any, Any, Any]):
    """An application that keeps an update until its answer was sent, and one person's questions in their order."""

    def __init__(self, *, updates: UpdateQueue, **more: Any) -> None:  # noqa: ANN401  # passed on untouched
        super().__init__(**more)
        self.updates = updates
        self._stopping = asyncio.Event()
        self._unsent: set[int] = set()
        self._turns: WeakValueDictionary[tuple[int, int], asyncio.Lock] = WeakValueDictionary()

    def begin_nothing_new(self) -> None:
        """Leave what has not been begun for the next start."""
        self._stopping.set()
        self.updates.leave()

    async def process_update(self, update: object) -> None:
        """Answer an update when it is its turn."""
        if isinstance(update, Update):
            async with self._turn(update):
                if await self._answered(update):
                    await self.updates.done(update)
        else:
            await super().process_update(update)

    def _turn(self, update: Update) -> asyncio.Lock:
        """Messages of one person in one chat wait for each other; presses of buttons wait for nobody."""
        message, user = update.message or update.edited_message, update.effective_user
        if message is None or user is None:
            return asyncio.Lock()
        return self._turns.setdefault((message.chat_id, user.id), asyncio.Lock())

    async def _answered(self, update: Update) -> bool:
        """Whether an update was dealt with; while Telegram is out of reach it is tried again and again."""
        for pause in (*_SEND_AGAIN, 0.0):
            if self._stopping.is_set():
                return False
            self._unsent.discard(update.update_id)
            await super().process_update(update)
            if update.update_id not in self._unsent:
                return True
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)
        return False

    async def process_error(
        self,
        update: object | None,
        error: Exception,
        job: Any = None,  # noqa: ANN401  # passed on untouched
        coroutine: Any = None,  # noqa: ANN401  # passed on untouched
    ) -> bool:
        """Takes note of an answer that did not reach Telegram; any other fault goes to the error handler."""
        if isinstance(update, Update) and _passes(error):
            _log.warning("Een antwoord is niet aangekomen: %s. Ik probeer het opnieuw.", error)
            self._unsent.add(update.update_id)
            return True
        return await super().process_error(update, error, job, coroutine)


def _passes(error: Exception) -> bool:
    """Whether a later attempt may succeed."""
    return isinstance(error, (NetworkError, RetryAfter)) and not isinstance(error, BadRequest)
