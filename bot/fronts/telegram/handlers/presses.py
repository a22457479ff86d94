"""Which button does what."""

from collections.abc import Awaitable, Callable, Mapping

from telegram import CallbackQuery, Update
from telegram.ext import ContextTypes

from bot.fronts.telegram.buttons import Kind, Pressed, pressed
from bot.fronts.telegram.handlers.browsing import Browsing
from bot.fronts.telegram.handlers.feedback import Feedback
from bot.fronts.telegram.handlers.personal import Personal
from bot.fronts.telegram.handlers.questions import Questions
from bot.fronts.telegram.handlers.reading import Reading
from bot.fronts.telegram.handlers.talk import Talk, answer_press, open_talk
from bot.fronts.telegram.rich import Rich
from bot.fronts.telegram.wiring import Desk

Opens = Callable[[Talk, Pressed], Awaitable[None]]  # shows something; the press itself needs no words
Answers = Callable[[Talk, Pressed, CallbackQuery], Awaitable[None]]  # answers the press itself


class Presses:
    """Leads each press to who handles it; a button of another version gets a kind word."""

    def __init__(  # noqa: PLR0913, PLR0917  # one for each part of the conversation
        self,
        desk: Desk,
        personal: Personal,
        questions: Questions,
        browsing: Browsing,
        reading: Reading,
        feedback: Feedback,
        uploads: Answers | None = None,
    ) -> None:
        self._desk = desk
        self._opens: Mapping[Kind, Opens] = {
            Kind.SOURCE: reading.source,
            Kind.FOUND: reading.found,
            Kind.READ: reading.read,
            Kind.PASSAGE: reading.passage,
            Kind.MORE: reading.more,
            Kind.SUGGESTED: questions.suggested,
            Kind.EVERYWHERE: questions.everywhere,
            Kind.LIBRARY: browsing.turn_page,
            Kind.DOCUMENT: browsing.document,
            Kind.ASK_WITHIN: browsing.ask_within,
            Kind.PROGRAMMES: browsing.turn_programmes,
            Kind.PROGRAMME: browsing.programme,
            Kind.LANGUAGE: personal.speak,
        }
        self._answers: Mapping[Kind, Answers] = {
            Kind.UP: feedback.up,
            Kind.DOWN: feedback.down,
            Kind.REASON: feedback.reason,
            Kind.OWN_WORDS: feedback.own_words,
            Kind.FORGET: personal.forgotten,
            Kind.UPLOAD: uploads or _none_taken,
        }

    async def press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Does what the button says; every press is answered, also one of long ago."""
        query = update.callback_query
        assert query is not None
        what = pressed(query.data or "")
        if what and what.kind in self._answers:
            talk = await open_talk(self._desk, update)
            await self._answers[what.kind](talk, what, query)
            return
        await answer_press(query)
        if update.effective_chat is None:
            return  # a message that was sent from inline mode: none of ours has buttons
        talk = await open_talk(self._desk, update)
        if what is None:
            await talk.say(Rich(talk.words.old_button))
        else:
            await self._opens[what.kind](talk, what)


async def _none_taken(talk: Talk, _: Pressed, query: CallbackQuery) -> None:
    """The button of a file, where files are not taken (any more)."""
    await answer_press(query, talk.words.old_button, alert=True)
