"""What the bot does with each thing that a person can send."""

import asyncio
import logging
from collections.abc import Awaitable
from contextlib import suppress
from typing import TypeVar

from telegram import InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot.fronts.telegram import texts
from bot.fronts.telegram.access import Access
from bot.fronts.telegram.messages import answer_message, passage_message, pressed_source, source_buttons
from bot.fronts.telegram.rich import Rich, split
from bot.fronts.telegram.wiring import Desk
from bot.model import Answer, Question

Context = ContextTypes.DEFAULT_TYPE
T = TypeVar("T")

_log = logging.getLogger(__name__)
_TYPING_SECONDS = 4.0  # a chat shows "typing" for five seconds


class Handlers:
    """The conversation: each method answers one kind of update."""

    def __init__(self, desk: Desk, access: Access) -> None:
        self._desk = desk
        self._access = access

    async def guard(self, update: Update, _: Context) -> None:
        """Stops whoever may not ask, before anything of the collection is touched."""
        user = update.effective_user
        if self._access.admits(user):
            return
        refusal = texts.refused(user.id) if user else texts.FAILED
        if query := update.callback_query:
            with suppress(BadRequest):  # Telegram takes no answer to an old press
                await query.answer(refusal, show_alert=True)
        else:
            await _say(update, Rich(refusal))
        raise ApplicationHandlerStop

    async def start(self, update: Update, _: Context) -> None:
        """Says what the bot is."""
        await _say(update, Rich(texts.START))

    async def explain(self, update: Update, _: Context) -> None:
        """Says how to ask; also the reply to a command that does not exist."""
        await _say(update, Rich(texts.HELP))

    async def ask(self, update: Update, _: Context) -> None:
        """Answers a question."""
        message = update.message
        assert message is not None
        question = _question(update, message)
        answer = await _while_typing(message, asyncio.to_thread(self._answer, question))
        await _say(update, answer_message(answer), source_buttons(question.id, answer.citations))

    def _answer(self, question: Question) -> Answer:
        try:
            return self._desk.answer(question, lambda _: None).answer
        except Exception:  # noqa: BLE001  # at this edge no fault may leave a person without an answer
            _log.exception("Een vraag is niet beantwoord.")
            return self._desk.failed(question)

    async def show_source(self, update: Update, _: Context) -> None:
        """Shows the passage behind a button; a button of long ago, or of another version, gets an answer too."""
        query = update.callback_query
        assert query is not None
        with suppress(BadRequest):  # Telegram takes no answer to an old press
            await query.answer()
        pressed = pressed_source(query.data or "")
        quotes = await asyncio.to_thread(self._desk.records.turns.quotes, *pressed) if pressed else ()
        await _say(update, passage_message(quotes) if quotes else Rich(texts.SOURCE_GONE))

    async def decline_edit(self, update: Update, _: Context) -> None:
        """Says that an edited question is not read."""
        await _say(update, Rich(texts.EDITED))

    async def decline_other(self, update: Update, _: Context) -> None:
        """Says that photos, stickers, voice messages and the like are not read."""
        await _say(update, Rich(texts.NOT_TEXT))


async def on_error(update: object, context: Context) -> None:
    """Logs what went wrong and tells the person so, in plain words."""
    if isinstance(context.error, Forbidden):
        _log.info("Een bericht is niet verstuurd: deze persoon heeft de bot geblokkeerd.")
        return
    _log.error("Een bericht is niet goed afgehandeld.", exc_info=context.error)
    if isinstance(update, Update):
        try:
            await _say(update, Rich(texts.FAILED))
        except TelegramError as error:
            _log.warning("De melding daarvan kwam ook niet aan: %s", error)


def _question(update: Update, message: Message) -> Question:
    # An update's number is unique for a bot, but may start again after a quiet week: the date keeps the id unique. Both
    # come again when Telegram delivers the update again. Neither tells who asked.
    question_id = f"tg-{message.get_bot().id}-{update.update_id}-{int(message.date.timestamp())}"
    asker = message.from_user.id if message.from_user else message.chat_id
    thread = f":{message.message_thread_id}" if message.is_topic_message else ""
    return Question(
        id=question_id,
        conversation_id=f"telegram:{message.chat_id}:{asker}{thread}",
        channel="telegram",
        text=message.text or "",
        asked_at=message.date,
    )


async def _say(update: Update, rich: Rich, buttons: InlineKeyboardMarkup | None = None) -> None:
    """Replies in as many messages as the text needs, the buttons under the last."""
    message, chat = update.effective_message, update.effective_chat
    pieces = split(rich)
    for number, piece in enumerate(pieces, start=1):
        markup = buttons if number == len(pieces) else None
        if isinstance(message, Message):
            await message.reply_text(piece.text, entities=piece.entities, reply_markup=markup)
        elif chat is not None:  # the message with the button is too old for Telegram to give
            await chat.send_message(piece.text, entities=piece.entities, reply_markup=markup)


async def _while_typing(message: Message, work: Awaitable[T]) -> T:
    """Shows "typing" until the work is done."""
    done = asyncio.Event()
    typing = asyncio.create_task(_keep_typing(message, done))
    try:
        return await work
    finally:
        done.set()
        await typing


async def _keep_typing(message: Message, done: asyncio.Event) -> None:
    with suppress(TelegramError):  # a chat without the little dots is no reason to lose an answer
        while not done.is_set():
            await message.reply_chat_action(ChatAction.TYPING)
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), _TYPING_SECONDS)
