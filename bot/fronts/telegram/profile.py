"""What Telegram shows of the bot before anybody speaks to it: its commands and what it is, in each language."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Bot
from telegram.error import TelegramError

from bot.fronts.telegram.phrases import NAMES, phrases

_log = logging.getLogger(__name__)


@asynccontextmanager
async def introducing(bot: Bot) -> AsyncIterator[None]:
    """Tells Telegram while the block runs; questions do not wait for it."""
    task = asyncio.create_task(introduce(bot))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def introduce(bot: Bot) -> None:
    """Tells Telegram; a bot without a description answers as well as one with it."""
    try:
        for code in (None, *(code for code, _ in NAMES)):  # without a code: for every other language
            words = phrases(code)
            await bot.set_my_commands(words.commands, language_code=code)
            await bot.set_my_description(words.description, language_code=code)
            await bot.set_my_short_description(words.short_description, language_code=code)
    except TelegramError as error:
        _log.warning("De beschrijving van de bot is niet bijgewerkt: %s", error)
