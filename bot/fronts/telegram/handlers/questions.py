"""A question and its answer."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, datetime

from telegram import Message, MessageEntity, Update
from telegram.ext import ContextTypes

from bot.fronts.telegram.buttons import Pressed
from bot.fronts.telegram.handlers.feedback import Feedback
from bot.fronts.telegram.handlers.growing import Growing
from bot.fronts.telegram.handlers.talk import Talk, open_talk, typing
from bot.fronts.telegram.links import linked_document
from bot.fronts.telegram.messages import answer_buttons, answer_message
from bot.fronts.telegram.rich import Rich, joined, styled
from bot.fronts.telegram.wiring import Desk
from bot.log.model import MessageKind, Shown
from bot.model import Answer, AnswerStatus, Progress, Query, Question, Turn
from bot.privacy import mask
from bot.suggest import Suggestion
from ingest.errors import IngestError

_log = logging.getLogger(__name__)


class Questions:
    """Asks the assistant, and sends what it answers."""

    def __init__(self, desk: Desk, feedback: Feedback) -> None:
        self._desk = desk
        self._feedback = feedback

    async def ask(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Answers what somebody typed, or typed anew; a reply to our own question about feedback is feedback."""
        talk = await open_talk(self._desk, update)
        message = talk.message
        assert message is not None
        replied = await talk.shown_in(message.reply_to_message)
        if replied and await self._feedback.takes(talk, replied, _text(message)):
            return
        if update.edited_message and await self._is_unchanged(talk, message):
            return
        await self.answer(talk, _text(message), document=await self._document(talk, replied))

    async def answer(self, talk: Talk, text: str, *, document: str | None = None, pressed: bool = False) -> None:
        """Answers one question; ``document`` is the id of the only one to search, ``pressed`` that it was not typed."""
        question = Question(
            id=_question_id(talk.update),
            conversation_id=talk.conversation,
            channel="telegram",
            text=text,
            asked_at=datetime.now(UTC) if pressed or talk.message is None else talk.message.date,
            document=document,
        )
        growing = Growing(talk)
        async with typing(talk):
            turn = await asyncio.to_thread(self._turn, question, growing.show)
            suggestions = await asyncio.to_thread(self._suggestions, turn)
        caption = Rich(talk.words.caption_only if talk.message and talk.message.caption else "")
        answer = answer_message(turn, talk.setting, repeat=pressed)
        shown = joined("\n\n", caption, answer, await self._first_words(talk, turn.answer))
        if document:
            shown = joined("\n\n", self._scope(talk, document, turn.answer), shown)
        sent = await growing.finish(shown, answer_buttons(turn, talk.setting, suggestions))
        await talk.remember(sent, Shown(question.id, MessageKind.ANSWER))
        if talk.message and not pressed:
            await talk.remember([talk.message], Shown(question.id, MessageKind.QUESTION))

    async def suggested(self, talk: Talk, pressed: Pressed) -> None:
        """Asks the question in a button."""
        text = await asyncio.to_thread(self._desk.suggestions.find, pressed.part(0))
        if text is None:
            await talk.say(Rich(talk.words.example_gone))
            return
        await self.answer(talk, text, pressed=True)

    async def everywhere(self, talk: Talk, pressed: Pressed) -> None:
        """Asks again what was not found in one document."""
        turn = await asyncio.to_thread(self._desk.records.turns.find, pressed.part(0))
        if turn is None:
            await talk.say(Rich(talk.words.gone))
            return
        await self.answer(talk, turn.question, pressed=True)

    def _turn(self, question: Question, progress: Progress) -> Turn:
        try:
            return self._desk.answer(question, progress)
        except Exception:  # noqa: BLE001  # at this edge no fault may leave a person without an answer
            _log.exception("Een vraag is niet beantwoord.")
            return Turn(question, Query(question.text, question.text), self._desk.failed(question))

    def _suggestions(self, turn: Turn) -> Sequence[Suggestion]:
        try:
            return () if turn.answer.abstained else self._desk.suggestions.after(turn.answer, turn.query.text)
        except IngestError:  # the index cannot be read at the moment; the answer is there all the same
            return ()

    async def _document(self, talk: Talk, replied: Shown | None) -> str | None:
        """The document that the message replied to shows; a reply to an answer is a question like any other."""
        if replied:
            return replied.document_id if replied.kind is MessageKind.SOURCE else None
        assert talk.message is not None
        key = linked_document(talk.message.reply_to_message)
        shelved = await asyncio.to_thread(self._desk.library.document, key) if key else None
        return shelved.source.id if shelved else None

    async def _is_unchanged(self, talk: Talk, message: Message) -> bool:
        """Whether Telegram calls a question changed that still asks the same, as it does when a preview comes in."""
        shown = await talk.shown_in(message)
        turn = await asyncio.to_thread(self._desk.records.turns.find, shown.question_id) if shown else None
        return turn is not None and turn.question == mask(_text(message))

    async def _first_words(self, talk: Talk, answer: Answer) -> Rich:
        """What somebody must hear once who asks before greeting."""
        if talk.known is None or talk.known.notice_shown or answer.status is AnswerStatus.FAILED:
            return Rich("")
        await asyncio.to_thread(self._desk.records.people.show_notice, talk.person, datetime.now(UTC))
        return styled(talk.words.first_words, MessageEntity.ITALIC)

    def _scope(self, talk: Talk, document: str, answer: Answer) -> Rich:
        named = next((d.source for d in self._desk.library.documents() if d.source.id == document), None)
        title = (named.title or named.doc) if named else document
        words = talk.words.not_within if answer.abstained else talk.words.within
        return styled(words.format(title=title), MessageEntity.ITALIC)


def _question_id(update: Update) -> str:
    # An update's number is unique for a bot, but may start again after a quiet week: the date keeps the id unique. Both
    # come again when Telegram delivers the update again. Neither tells who asked.
    message = update.effective_message
    moment = int(message.date.timestamp()) if isinstance(message, Message) and message.is_accessible else 0
    return f"tg-{update.get_bot().id}-{update.update_id}-{moment}"


def _text(message: Message) -> str:
    """What was typed, without the name by which the bot is called in a group."""
    typed, name = message.text or message.caption or "", f"@{message.get_bot().username}"
    entities = message.parse_entities([MessageEntity.MENTION]) | message.parse_caption_entities([MessageEntity.MENTION])
    for words in entities.values():
        if words.lower() == name.lower():
            typed = typed.replace(words, "", 1)
    return typed if typed == (message.text or message.caption) else typed.strip()
