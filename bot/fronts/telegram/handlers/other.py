"""What is no question: photos, stickers, files, and the moment that the bot comes into a group."""

import asyncio

from telegram import Update
from telegram.ext import ContextTypes

from bot.fronts.telegram.access import Access
from bot.fronts.telegram.handlers.talk import open_talk
from bot.fronts.telegram.rich import Rich
from bot.fronts.telegram.wiring import Desk
from bot.log.model import Role

_ALBUMS = 200  # albums of which is remembered that one word was said


class Other:
    """Says kindly what the bot can and cannot do."""

    def __init__(self, desk: Desk, access: Access) -> None:
        self._desk = desk
        self._access = access
        self._albums: dict[str, None] = {}

    async def decline(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Says once per album or message what is not read."""
        message = update.effective_message
        assert message is not None
        album = message.media_group_id
        if album in self._albums:
            return
        if album:
            self._albums[album] = None
            if len(self._albums) > _ALBUMS:
                self._albums.pop(next(iter(self._albums)))
        talk = await open_talk(self._desk, update)
        words = talk.words
        if not message.document:
            await talk.say(Rich(words.not_text))
            return
        role = await asyncio.to_thread(self._access.role, talk.user) if talk.user else None
        await talk.say(Rich(words.file_secretariat if role and role.covers(Role.SECRETARIAT) else words.file))

    async def greet(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Introduces the bot to a group that it was just brought into."""
        message = update.effective_message
        assert message is not None
        if context.bot.id in {member.id for member in message.new_chat_members}:
            talk = await open_talk(self._desk, update)
            await talk.say(Rich(talk.words.group_welcome.format(name=context.bot.username)), quote=False)
