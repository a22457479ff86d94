"""What people think of an answer: a thumb, a reason, their own words."""

import asyncio

from telegram import CallbackQuery, ForceReply, Update
from telegram.ext import ContextTypes

from bot.fronts.complaints import reasons_for
from bot.fronts.telegram.buttons import Kind, Pressed, button, in_rows, keyboard
from bot.fronts.telegram.handlers.talk import Talk, answer_press, open_talk
from bot.fronts.telegram.rich import Rich
from bot.fronts.telegram.wiring import Desk
from bot.log.model import MessageKind, Shown

_UP, _DOWN = "up", "down"
_LONGEST = 1000  # characters of a remark
_PROMPTS = {MessageKind.REASON, MessageKind.REMARK}


class Feedback:
    """Stores it with the answer, for the admin who reviews."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def up(self, talk: Talk, pressed: Pressed, query: CallbackQuery) -> None:
        """A thumb up."""
        if await self._rate(talk, pressed.part(0), query, _UP):
            await answer_press(query, talk.words.thanks)

    async def down(self, talk: Talk, pressed: Pressed, query: CallbackQuery) -> None:
        """A thumb down; asks why."""
        question_id, words = pressed.part(0), talk.words
        if not await self._rate(talk, question_id, query, _DOWN):
            return
        await answer_press(query)
        turn = await asyncio.to_thread(self._desk.records.turns.find, question_id)
        fitting = reasons_for(turn.status) if turn else ()
        buttons = [
            button(label, Kind.REASON, question_id, number)
            for number, (label, stored) in enumerate(words.reasons)
            if stored in fitting
        ]
        buttons.append(button(words.own_words, Kind.OWN_WORDS, question_id))
        await talk.say(Rich(words.what_was_wrong), keyboard(in_rows(buttons, 2)))

    async def reason(self, talk: Talk, pressed: Pressed, query: CallbackQuery) -> None:
        """One of the usual reasons."""
        place, words = pressed.number(1), talk.words
        if place is None or not 0 <= place < len(words.reasons):
            await answer_press(query, words.old_button, alert=True)
            return
        label, stored = words.reasons[place]
        if await self._rate(talk, pressed.part(0), query, _DOWN, stored):
            await answer_press(query)
            await talk.change(Rich(words.noted.format(reason=label)))

    async def own_words(self, talk: Talk, pressed: Pressed, query: CallbackQuery) -> None:
        """Asks for a reason in somebody's own words."""
        if await self._is_theirs(talk, pressed.part(0), query):
            await answer_press(query)
            await self._prompt(talk, talk.words.own_words_prompt, Shown(pressed.part(0), MessageKind.REASON))

    async def remark(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/feedback`: a remark to the admins, kept with the last answer."""
        talk = await open_talk(self._desk, update)
        question_id = await asyncio.to_thread(self._desk.records.turns.latest_id, talk.conversation)
        said = " ".join(context.args or ())
        if question_id is None:
            await talk.say(Rich(talk.words.feedback_first_ask))
        elif said:
            await self._keep(talk, Shown(question_id, MessageKind.REMARK), said)
        else:
            await self._prompt(talk, talk.words.feedback_prompt, Shown(question_id, MessageKind.REMARK))

    async def takes(self, talk: Talk, replied: Shown, said: str) -> bool:
        """Keeps what was said when it replies to our question for feedback; False when it does not."""
        if replied.kind not in _PROMPTS or not said.strip():
            return False
        if await talk.is_own(replied.question_id):
            await self._keep(talk, replied, said)
        else:
            await talk.say(Rich(talk.words.not_yours))
        return True

    async def _keep(self, talk: Talk, about: Shown, said: str) -> None:
        turns = self._desk.records.turns
        turn = await asyncio.to_thread(turns.find, about.question_id)
        before = turn.feedback if turn else None
        feedback = _DOWN if about.kind is MessageKind.REASON else before
        await asyncio.to_thread(turns.rate, about.question_id, feedback, said.strip()[:_LONGEST])
        await talk.say(Rich(talk.words.feedback_kept))

    async def _prompt(self, talk: Talk, words: str, about: Shown) -> None:
        sent = await talk.say(Rich(words), ForceReply(selective=True))
        await talk.remember(sent, about)

    async def _rate(
        self, talk: Talk, question_id: str, query: CallbackQuery, feedback: str, reason: str | None = None
    ) -> bool:
        """Stores a rating; False, and the press is answered, when it is not this person's to give."""
        if not await self._is_theirs(talk, question_id, query):
            return False
        return await asyncio.to_thread(self._desk.records.turns.rate, question_id, feedback, reason)

    async def _is_theirs(self, talk: Talk, question_id: str, query: CallbackQuery) -> bool:
        if await talk.is_own(question_id):
            return True
        logged = await asyncio.to_thread(self._desk.records.turns.find, question_id)
        await answer_press(query, talk.words.not_yours if logged else talk.words.old_button, alert=True)
        return False
