"""One exchange with a person: in whose language, in which conversation, and how to answer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from telegram import CallbackQuery, Chat, ForceReply, InlineKeyboardMarkup, Message, Update, User
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from bot.fronts.telegram.addressed import in_group
from bot.fronts.telegram.identity import chat_of, conversation_of, person_of
from bot.fronts.telegram.messages import Setting
from bot.fronts.telegram.phrases import Phrases, phrases
from bot.fronts.telegram.rich import Rich, split
from bot.fronts.telegram.wiring import Desk
from bot.log.model import Person, Shown
from ingest.clock import today

_TYPING_SECONDS = 4.0  # a chat shows "typing" for five seconds


@dataclass(frozen=True, slots=True)
class Talk:
    """What a person sent or pressed, and the means to answer it."""

    desk: Desk
    update: Update
    chat: Chat
    user: User | None
    message: Message | None  # what was sent, or what holds the button unless Telegram forgot it
    known: Person | None
    language: str

    @property
    def words(self) -> Phrases:
        """What the bot says of its own accord, in the language of this person."""
        return phrases(self.language)

    @property
    def setting(self) -> Setting:
        """In what surroundings answers and sources are shown."""
        return Setting(self.words, self.language, today(), self.desk.library)

    @property
    def person(self) -> str:
        """The identity of the person; of the chat where Telegram does not say who it is."""
        return person_of(self.user.id if self.user else self.chat.id)

    @property
    def conversation(self) -> str:
        """The conversation this is part of."""
        if self.message:
            return conversation_of(self.message, self.user)
        return f"telegram:{self.chat.id}:{self.user.id if self.user else self.chat.id}"

    @property
    def in_group(self) -> bool:
        """Whether others read along."""
        return self.chat.id < 0 if self.message is None else in_group(self.message)

    async def say(
        self, rich: Rich, buttons: InlineKeyboardMarkup | ForceReply | None = None, *, quote: bool | None = None
    ) -> list[Message]:
        """Replies in as many messages as the text needs, the buttons under the last; what was sent."""
        pieces, sent = split(rich), []
        for number, piece in enumerate(pieces, start=1):
            markup = buttons if number == len(pieces) else None
            if self.message:
                about = self.message.reply_text(
                    piece.text, entities=piece.entities, reply_markup=markup, do_quote=quote
                )
            else:
                about = self.chat.send_message(piece.text, entities=piece.entities, reply_markup=markup)
            sent.append(await about)
        return sent

    async def change(self, rich: Rich, buttons: InlineKeyboardMarkup | None = None) -> list[Message]:
        """Puts something else in the message with the button; sends it anew where that cannot be done."""
        pieces = split(rich)
        if self.message is None or len(pieces) > 1:
            return await self.say(rich, buttons)
        if (self.message.text, self.message.reply_markup) == (pieces[0].text, buttons):
            return [self.message]
        try:
            changed = await self.message.edit_text(pieces[0].text, entities=pieces[0].entities, reply_markup=buttons)
        except BadRequest as error:
            if "not modified" in str(error):
                return [self.message]
            return await self.say(rich, buttons)
        return [changed] if isinstance(changed, Message) else [self.message]

    async def remember(self, sent: list[Message], shown: Shown) -> None:
        """Notes what the messages show, so that a reply to one of them is understood."""
        remember = self.desk.records.messages.remember
        for message in sent:
            await asyncio.to_thread(remember, chat_of(self.chat.id), message.message_id, shown)

    async def shown_in(self, message: Message | None) -> Shown | None:
        """What an earlier message in this chat shows, if that is remembered."""
        if message is None:
            return None
        return await asyncio.to_thread(self.desk.records.messages.find, chat_of(self.chat.id), message.message_id)

    async def is_own(self, question_id: str) -> bool:
        """Whether it was this person, in this conversation, who asked that question."""
        return await asyncio.to_thread(self.desk.records.turns.is_from, question_id, self.conversation)


async def open_talk(desk: Desk, update: Update) -> Talk:
    """The exchange that an update begins."""
    user, chat, message = update.effective_user, update.effective_chat, update.effective_message
    assert chat is not None  # every update that reaches a handler of messages or presses is in a chat
    known = await asyncio.to_thread(desk.records.people.find, person_of(user.id)) if user else None
    language = (known.language if known else None) or "nl"
    reachable = message if isinstance(message, Message) and message.is_accessible else None
    return Talk(desk, update, chat, user, reachable, known, language)


@asynccontextmanager
async def typing(talk: Talk) -> AsyncIterator[None]:
    """Shows "typing" until the block ends."""
    done = asyncio.Event()
    task = asyncio.create_task(_keep_typing(talk, done))
    try:
        yield
    finally:
        done.set()
        await task


async def _keep_typing(talk: Talk, done: asyncio.Event) -> None:
    thread = talk.message.message_thread_id if talk.message and talk.message.is_topic_message else None
    with suppress(TelegramError):  # a chat without the little dots is no reason to lose an answer
        while not done.is_set():
            await talk.chat.send_action(ChatAction.TYPING, message_thread_id=thread)
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), _TYPING_SECONDS)


async def answer_press(query: CallbackQuery, words: str = "", *, alert: bool = False) -> None:
    """Ends the waiting sign of a button, with a word where there is one."""
    with suppress(BadRequest):  # Telegram takes no answer to an old press
        await query.answer(words or None, show_alert=alert)
