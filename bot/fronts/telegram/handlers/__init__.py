"""What the bot does with each thing that a person can send: one file per part of the conversation."""

from typing import Any

from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from bot.fronts.telegram.access import Access
from bot.fronts.telegram.handlers.browsing import Browsing
from bot.fronts.telegram.handlers.faults import on_error
from bot.fronts.telegram.handlers.feedback import Feedback
from bot.fronts.telegram.handlers.inline import Inline
from bot.fronts.telegram.handlers.other import Other
from bot.fronts.telegram.handlers.personal import Personal
from bot.fronts.telegram.handlers.presses import Presses
from bot.fronts.telegram.handlers.questions import Questions
from bot.fronts.telegram.handlers.reading import Reading
from bot.fronts.telegram.handlers.uploads import Receiving, Strangers
from bot.fronts.telegram.wiring import Desk


def add_handlers(application: Application[Any, Any, Any, Any, Any, Any], desk: Desk, access: Access) -> None:
    """Everything that a person can send gets its handler; the first that fits takes an update."""
    feedback, browsing, reading = Feedback(desk), Browsing(desk), Reading(desk)
    questions = Questions(desk, feedback)
    personal, other = Personal(desk, questions, browsing), Other(desk, access)
    commands = {
        "start": personal.start,
        "help": personal.help,
        "bronnen": browsing.list_documents,
        "programmas": browsing.list_programmes,
        "feedback": feedback.remark,
        "privacy": personal.privacy,
        "vergeet": personal.forget,
        "taal": personal.language,
    }
    said = filters.UpdateType.MESSAGES  # new or changed
    application.add_error_handler(on_error)
    decide = None
    if desk.uploads:
        receiving = Receiving(desk, desk.uploads, access, Strangers(other.decline, personal.help))
        _receive_files(application, receiving)
        decide = receiving.decide
    presses = Presses(desk, personal, questions, browsing, reading, feedback, decide)
    application.add_handlers(
        [
            *(CommandHandler(name, command, said) for name, command in commands.items()),
            MessageHandler(said & filters.COMMAND, personal.help),
            MessageHandler(said & (filters.TEXT | filters.CAPTION) & ~filters.Document.ALL, questions.ask),
            MessageHandler(filters.UpdateType.MESSAGE & filters.StatusUpdate.NEW_CHAT_MEMBERS, other.greet),
            MessageHandler(filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL, other.decline),
            CallbackQueryHandler(presses.press),
            InlineQueryHandler(Inline(desk).offer),
        ]
    )


def _receive_files(application: Application[Any, Any, Any, Any, Any, Any], receiving: Receiving) -> None:
    """What the secretariat alone may send goes first."""
    private = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
    files = filters.Document.ALL | (filters.PHOTO & ~filters.CAPTION)
    application.add_handler(CommandHandler("bestanden", receiving.waiting, private))
    application.add_handler(MessageHandler(private & files, receiving.receive))
    application.add_handler(MessageHandler(private, receiving.meet), group=1)  # beside what answers the message
