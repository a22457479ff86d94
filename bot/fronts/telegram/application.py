"""The bot as one python-telegram-bot application, built from plain values."""

from typing import Any

from telegram import LinkPreviewOptions, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    Defaults,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.fronts.telegram.access import Access
from bot.fronts.telegram.handlers import Handlers, on_error
from bot.fronts.telegram.network import PatientLimiter, PollWatch, WatchedRequest
from bot.fronts.telegram.wiring import Connection, Desk

App = Application[Any, Any, Any, Any, Any, Any]

# What Telegram is asked to deliver; nothing else reaches the handlers.
UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY)


def build_application(connection: Connection, desk: Desk, watch: PollWatch) -> App:
    """The application with its handlers, not yet started; raises ConfigError for a bad list of people."""
    application: App = (
        Application.builder()
        .token(connection.token)
        .base_url(connection.base_url)
        .base_file_url(connection.file_url)
        .get_updates_request(WatchedRequest(watch))
        .rate_limiter(PatientLimiter(max_retries=3))
        .concurrent_updates(True)
        .defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True), allow_sending_without_reply=True))
        .build()
    )
    _add_handlers(application, Handlers(desk, Access(connection.allowed)))
    return application


def _add_handlers(application: App, handlers: Handlers) -> None:
    new, edited = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE
    application.add_handler(TypeHandler(Update, handlers.guard), group=-1)
    application.add_handlers(
        [
            CommandHandler("start", handlers.start, new),
            MessageHandler(new & filters.COMMAND, handlers.explain),
            MessageHandler(new & filters.TEXT, handlers.ask),
            MessageHandler(new & ~filters.StatusUpdate.ALL, handlers.decline_other),
            MessageHandler(edited & filters.TEXT, handlers.decline_edit),
            CallbackQueryHandler(handlers.show_source),
        ]
    )
    application.add_error_handler(on_error)
