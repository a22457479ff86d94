"""The bot as one python-telegram-bot application, built from plain values."""

from telegram import LinkPreviewOptions, Update
from telegram.ext import ApplicationBuilder, Defaults, TypeHandler

from bot.fronts.telegram.access import Access
from bot.fronts.telegram.handlers import add_handlers
from bot.fronts.telegram.inbox import DurableApplication, UpdateQueue
from bot.fronts.telegram.network import PatientLimiter, PollWatch, WatchedRequest
from bot.fronts.telegram.wiring import Connection, Desk

# What Telegram is asked to deliver; nothing else reaches the handlers.
UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.INLINE_QUERY)


def build_application(connection: Connection, desk: Desk, watch: PollWatch) -> DurableApplication:
    """The application with its handlers, not yet started; raises ConfigError for a bad list of people."""
    updates = UpdateQueue(desk.records.inbox)
    application = (
        ApplicationBuilder()
        .application_class(DurableApplication, {"updates": updates})
        .update_queue(updates)
        .token(connection.token)
        .base_url(connection.base_url)
        .base_file_url(connection.file_url)
        .get_updates_request(WatchedRequest(watch))
        .rate_limiter(PatientLimiter(max_retries=3))
        .concurrent_updates(True)
        .defaults(Defaults(link_preview_options=LinkPreviewOptions(is_disabled=True), allow_sending_without_reply=True))
        .build()
    )
    assert isinstance(application, DurableApplication)
    access = Access(connection, desk.records)
    application.add_handler(TypeHandler(Update, access.guard), group=-1)
    add_handlers(application, desk, access)
    return application
