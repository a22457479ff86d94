"""Files from the secretariat: shown first, approved by a colleague, then in the collection."""

import asyncio
import hashlib
import logging
import mimetypes
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from telegram import CallbackQuery, Document, InlineKeyboardMarkup, Message, PhotoSize, Update, User
from telegram.constants import ChatType, FileSizeLimit
from telegram.error import BadRequest, TelegramError
from telegram.ext import ContextTypes

from bot.fronts.telegram import upload_words as words
from bot.fronts.telegram.access import Access
from bot.fronts.telegram.buttons import Kind, Pressed, button, keyboard
from bot.fronts.telegram.handlers.talk import Talk, answer_press, open_talk, typing
from bot.fronts.telegram.identity import identities_of, number_of, person_of
from bot.fronts.telegram.rich import Rich, joined, split
from bot.fronts.telegram.wiring import Desk
from bot.log.model import Role
from bot.uploads import State, Upload, Uploads, safe_name
from ingest.errors import IngestError
from ingest.model import Look

_log = logging.getLogger(__name__)
_READ_SECONDS = 60.0  # to wait for the next piece of a file


Handler = Callable[[Update, ContextTypes.DEFAULT_TYPE], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Strangers:
    """What happens to what only the secretariat may send, when somebody else sends it."""

    file: Handler
    command: Handler


class Receiving:
    """Takes files from members of the secretariat, and leads them past a colleague."""

    def __init__(self, desk: Desk, uploads: Uploads, access: Access, strangers: Strangers) -> None:
        self._desk = desk
        self._uploads = uploads
        self._access = access
        self._strangers = strangers

    async def receive(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Shows what a file holds and what it would change; who is no member gets a kind word."""
        talk = await open_talk(self._desk, update)
        if talk.user is None or talk.message is None or not await self._is_member(talk.user):
            await self._strangers.file(update, context)
            return
        content = talk.message.document or talk.message.photo[-1]
        if (content.file_size or 0) > FileSizeLimit.FILESIZE_DOWNLOAD:
            await talk.say(Rich(words.TOO_BIG))
            return
        upload = Upload(_upload_id(talk.message), _name(content, talk.message), person_of(talk.user.id))
        known = await asyncio.to_thread(self._uploads.find, upload.id)
        if known and known.state is not State.WAITING:
            return  # Telegram delivered it again
        async with typing(talk):
            if await self._fetched(talk, content, upload):
                await self._show(talk, upload)

    async def waiting(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/bestanden`: the files of colleagues that wait; for who is no member this command is none."""
        talk = await open_talk(self._desk, update)
        if talk.user is None or talk.in_group or not await self._is_member(talk.user):
            await self._strangers.command(update, context)
            return
        uploads = [one for one in await asyncio.to_thread(self._uploads.waiting) if one.sender != talk.person]
        for upload in uploads:
            async with typing(talk):
                await self._show(talk, upload)
        if not uploads:
            await talk.say(Rich(words.NOTHING_WAITS))

    async def meet(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Remembers how to reach a member who says something in private, and forgets who is none any more."""
        user, chat = update.effective_user, update.effective_chat
        if user is None or chat is None or chat.type != ChatType.PRIVATE:
            return
        if await self._is_member(user):
            await asyncio.to_thread(self._uploads.meet, user.id, identities_of(user))
        else:
            await asyncio.to_thread(self._uploads.forget, user.id)

    async def decide(self, talk: Talk, pressed: Pressed, query: CallbackQuery) -> None:
        """Takes a file in, throws it away, or asks a colleague, by who pressed which button."""
        user = query.from_user
        if not await self._is_member(user):
            await answer_press(query, words.NOT_FOR_YOU, alert=True)
            return
        upload = await asyncio.to_thread(self._uploads.find, pressed.part(1))
        if upload is None:
            await answer_press(query, words.GONE, alert=True)
            return
        try:
            upload = await asyncio.to_thread(self._uploads.settled, upload)
        except IngestError as error:
            await answer_press(query)
            await talk.say(words.unsettled(upload.name, str(error)))
            return
        if upload.state is State.TAKEN and not upload.told:
            await answer_press(query)
            await self._tell(talk, upload, words.taken_again(upload.name))
            await asyncio.to_thread(self._uploads.told, upload)
        elif upload.state in _SETTLED:
            await answer_press(query, _SETTLED[upload.state], alert=True)
        elif pressed.part(0) == "no":
            await self._discard(talk, upload, query)
        elif upload.sender == person_of(user.id) and await self._needs_colleague(user):
            await self._ask(talk, upload, query)
        else:
            await self._take_in(talk, upload, query)

    async def _is_member(self, user: User) -> bool:
        role = await asyncio.to_thread(self._access.role, user)
        return role is not None and role.covers(Role.SECRETARIAT)

    async def _needs_colleague(self, user: User) -> bool:
        return bool(await asyncio.to_thread(self._access.colleagues, user, {})) or await self._has_pages()

    async def _has_pages(self) -> bool:
        """Whether somebody may decide on the web pages."""
        accounts = await asyncio.to_thread(self._desk.records.accounts.all)
        return any(one.role.covers(Role.SECRETARIAT) and not one.disabled_at for one in accounts)

    async def _fetched(self, talk: Talk, content: Document | PhotoSize, upload: Upload) -> bool:
        """Fetches a file; False, and it is said, when Telegram does not hand it out."""
        try:
            file = await content.get_file()
        except BadRequest as error:
            if "too big" not in str(error).lower():
                raise
            await talk.say(Rich(words.TOO_BIG))
            return False
        path = await asyncio.to_thread(self._uploads.begin, upload)
        await file.download_to_drive(path, read_timeout=_READ_SECONDS)
        return True

    async def _show(self, talk: Talk, upload: Upload) -> None:
        """The preview with its buttons, or why the file cannot be taken in."""
        try:
            look = await asyncio.to_thread(self._uploads.look, upload)
        except IngestError as error:
            await asyncio.to_thread(self._uploads.discard, upload)
            await talk.say(words.cannot(upload.name, str(error)))
            return
        shown = joined("\n\n", words.preview(upload.name, look), words.question(look))
        await talk.say(shown, _buttons(upload, look))

    async def _discard(self, talk: Talk, upload: Upload, query: CallbackQuery) -> None:
        if not await asyncio.to_thread(self._uploads.discard, upload):
            await answer_press(query, words.GONE, alert=True)
            return
        await answer_press(query, words.DISCARDED)
        await _without_buttons(talk)
        await talk.say(Rich(words.DISCARDED))
        if upload.sender != person_of(query.from_user.id):
            await _write_to(talk, upload.sender, words.thrown_away(upload.name))

    async def _ask(self, talk: Talk, upload: Upload, query: CallbackQuery) -> None:
        """Asks the colleagues of the sender, once."""
        if not await asyncio.to_thread(self._uploads.ask, upload):
            await answer_press(query, words.COLLEAGUE_DECIDES, alert=True)
            return
        await answer_press(query)
        members = await asyncio.to_thread(self._uploads.members)
        colleagues = await asyncio.to_thread(self._access.colleagues, query.from_user, members)
        try:
            look = await asyncio.to_thread(self._uploads.look, upload)
        except IngestError as error:
            await talk.say(words.failed(upload.name, str(error)))
            return
        asks = words.request(query.from_user.full_name, upload.name, look)
        buttons = _buttons(upload, look)
        told = [await _write(talk, chat, asks, buttons) for chat in sorted(colleagues.chats)]
        missed = colleagues.nameless + told.count(False)
        pages = await self._has_pages()
        await talk.say(words.asked(told.count(True), colleagues.names, missed, pages=pages))

    async def _take_in(self, talk: Talk, upload: Upload, query: CallbackQuery) -> None:
        """Takes a file in, once, and tells its sender and who approved it how that ended."""
        await answer_press(query, words.TAKING)
        try:
            async with typing(talk):
                report = await asyncio.to_thread(self._uploads.take_in, upload)
        except IngestError as error:
            await self._tell(talk, upload, words.failed(upload.name, str(error)))
            await self._show(talk, upload)  # as it is now, for another try
            return
        if report is None:
            await talk.say(Rich(words.BUSY))
            return
        await _without_buttons(talk)
        await self._tell(talk, upload, words.taken(upload.name, report))
        await asyncio.to_thread(self._uploads.told, upload)

    async def _tell(self, talk: Talk, upload: Upload, rich: Rich) -> None:
        """Says it to who pressed, and to the sender where that is somebody else."""
        await talk.say(rich)
        if upload.sender != talk.person:
            await _write_to(talk, upload.sender, rich)


_SETTLED = {
    State.TAKING: words.BUSY,
    State.TAKEN: words.TAKEN_BEFORE,
    State.DISCARDED: words.DISCARDED_BEFORE,
}


async def _write_to(talk: Talk, sender: str, rich: Rich) -> None:
    """Sends a message to who sent a file; who did so on the web pages reads it there."""
    if number := number_of(sender):
        await _write(talk, number, rich)


async def _write(talk: Talk, person: int, rich: Rich, buttons: InlineKeyboardMarkup | None = None) -> bool:
    """Sends a message to a member; False when that cannot be done."""
    pieces = split(rich)
    try:
        for number, piece in enumerate(pieces, start=1):
            markup = buttons if number == len(pieces) else None
            bot = talk.update.get_bot()
            await bot.send_message(person, piece.text, entities=piece.entities, reply_markup=markup)
    except TelegramError as error:
        _log.info("Een lid van het secretariaat is niet te bereiken: %s", error)
        return False
    return True


async def _without_buttons(talk: Talk) -> None:
    """The preview stays readable; its buttons go."""
    if talk.message and talk.message.text:
        with suppress(BadRequest):  # a message that Telegram does not let us change any more
            await talk.message.edit_text(talk.message.text, entities=talk.message.entities)


def _buttons(upload: Upload, look: Look) -> InlineKeyboardMarkup | None:
    take = button(words.REPLACE if look.replaces else words.ADD, Kind.UPLOAD, "yes", upload.id)
    return keyboard([[take, button(words.THROW_AWAY, Kind.UPLOAD, "no", upload.id)]])


def _upload_id(message: Message) -> str:
    """The same when Telegram delivers the message again."""
    whole = f"{message.chat_id} {message.message_id} {message.date.timestamp()}"
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _name(content: Document | PhotoSize, message: Message) -> str:
    if isinstance(content, PhotoSize):
        return f"foto-{message.date:%Y-%m-%d-%H%M%S}.jpg"
    given = safe_name(content.file_name or "")
    suffix = mimetypes.guess_extension(content.mime_type or "") or ""
    return given if "." in given else f"{given}{suffix}"
