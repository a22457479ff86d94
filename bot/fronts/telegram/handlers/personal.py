"""First contact, help, and what is between the bot and one person: privacy, being forgotten, the language."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from telegram import CallbackQuery, InlineKeyboardMarkup, Update
from telegram.ext import ContextTypes

from bot.fronts import render
from bot.fronts.telegram.buttons import Kind, Pressed, button, keyboard
from bot.fronts.telegram.handlers.browsing import Browsing, counted
from bot.fronts.telegram.handlers.questions import Questions
from bot.fronts.telegram.handlers.talk import Talk, answer_press, open_talk
from bot.fronts.telegram.links import decoded, document_key
from bot.fronts.telegram.phrases import NAMES, Phrases, phrases
from bot.fronts.telegram.rich import Rich
from bot.fronts.telegram.wiring import Desk
from bot.log.codes import CODE_PREFIX
from bot.suggest import Suggestion
from ingest.errors import IngestError


class Personal:
    """Says what the bot is and does, and does what a person wants done about their own data."""

    def __init__(self, desk: Desk, questions: Questions, browsing: Browsing) -> None:
        self._desk = desk
        self._questions = questions
        self._browsing = browsing

    async def start(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/start`, from a link perhaps with a document or a question."""
        talk = await open_talk(self._desk, update)
        payload = " ".join(context.args or ())
        if payload and not payload.startswith(CODE_PREFIX) and await self._opens(talk, payload):
            return
        text, examples = await asyncio.to_thread(self._welcome, talk.words, talk.language)
        if talk.in_group:
            text, examples = talk.words.group_welcome.format(name=talk.chat.get_bot().username), ()
        await talk.say(Rich(text), _example_buttons(examples))
        await asyncio.to_thread(self._desk.records.people.show_notice, talk.person, datetime.now(UTC))

    async def help(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """`/help`; also the reply to a command that does not exist."""
        talk = await open_talk(self._desk, update)
        commands = "\n".join(f"/{name} – {what}" for name, what in talk.words.commands)
        await talk.say(Rich(talk.words.help.format(commands=commands)))

    async def privacy(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """`/privacy`."""
        talk = await open_talk(self._desk, update)
        told = talk.words.privacy.format(keeper=self._keeper(talk.words), kept=self._kept(talk.words))
        await talk.say(Rich(told))

    async def forget(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """`/vergeet`: asks whether it is meant."""
        talk = await open_talk(self._desk, update)
        whose = talk.user.id if talk.user else 0
        rows = [[button(talk.words.forget_yes, Kind.FORGET, "yes", whose)]]
        rows.append([button(talk.words.forget_no, Kind.FORGET, "no", whose)])
        await talk.say(Rich(talk.words.forget_ask), keyboard(rows))

    async def forgotten(self, talk: Talk, pressed: Pressed, query: CallbackQuery) -> None:
        """Forgets, when it was meant and by the same person."""
        if pressed.number(1) != query.from_user.id:
            await answer_press(query, talk.words.not_yours, alert=True)
            return
        await answer_press(query)
        if pressed.part(0) != "yes":
            await talk.change(Rich(talk.words.not_forgotten))
            return
        gone = await asyncio.to_thread(self._desk.records.people.forget, talk.person)
        told = talk.words.forgotten.format(count=counted(talk.words.questions, gone.questions))
        if gone.held:
            told += talk.words.still_held.format(count=counted(talk.words.questions, gone.held))
        await talk.change(Rich(told))

    async def language(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """`/taal`: asks which language."""
        talk = await open_talk(self._desk, update)
        row = [button(name, Kind.LANGUAGE, code) for code, name in NAMES]
        await talk.say(Rich(talk.words.choose_language), keyboard([row]))

    async def speak(self, talk: Talk, pressed: Pressed) -> None:
        """Speaks the chosen language from now on."""
        chosen = pressed.part(0)
        if chosen not in dict(NAMES):
            await talk.say(Rich(talk.words.old_button))
            return
        people = self._desk.records.people
        if talk.known is None:
            await asyncio.to_thread(people.meet, talk.person, talk.conversation, datetime.now(UTC))
        await asyncio.to_thread(people.choose_language, talk.person, chosen)
        await talk.change(Rich(phrases(chosen).language_chosen))

    async def _opens(self, talk: Talk, payload: str) -> bool:
        """Shows the document or answers the question in a link; False when it holds neither."""
        text = decoded(payload) or payload
        key = document_key(payload) or await asyncio.to_thread(self._named, text)
        if key:
            await self._browsing.show_document(talk, key)
        elif text != payload or " " in text:
            await self._questions.answer(talk, text, pressed=True)
        else:
            return False
        return True

    def _named(self, text: str) -> str | None:
        """The document that is meant by an id, a file name or a title."""
        wanted = text.strip().casefold()
        return next(
            (
                shelved.key
                for shelved in self._desk.library.documents()
                if wanted in {name.casefold() for name in (shelved.source.id, shelved.source.doc, shelved.source.title)}
            ),
            None,
        )

    def _welcome(self, words: Phrases, language: str) -> tuple[str, Sequence[Suggestion]]:
        try:
            documents, newest = self._desk.library.documents(), self._desk.library.newest()
            examples = self._desk.suggestions.examples()
        except IngestError:  # no index at the moment is no reason not to say who one is
            documents, newest, examples = (), None, []
        text = words.welcome.format(
            documents=counted(words.documents, len(documents)),
            newest=words.newest.format(date=render.long_date(newest, language)) if newest else "",
            kept=self._kept(words),
            or_an_example=words.or_an_example if examples else ".",
        )
        return text, examples

    def _kept(self, words: Phrases) -> str:
        days = self._desk.kept_days
        return words.kept[days > 0].format(days=days)

    def _keeper(self, words: Phrases) -> str:
        return f"{self._desk.organisation}." if self._desk.organisation else words.nameless_keeper


def _example_buttons(examples: Sequence[Suggestion]) -> InlineKeyboardMarkup | None:
    return keyboard([[button(example.text, Kind.SUGGESTED, example.key)] for example in examples])
