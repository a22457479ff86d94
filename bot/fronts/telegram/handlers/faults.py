"""What happens when handling an update broke off."""

import logging

from telegram import Update
from telegram.error import Forbidden, TelegramError
from telegram.ext import ContextTypes

from bot.fronts.telegram.phrases import phrases

_log = logging.getLogger(__name__)


async def on_error(update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Logs what went wrong and tells the person so, in plain words."""
    if isinstance(context.error, Forbidden):
        _log.info("Een bericht is niet verstuurd: deze persoon heeft de bot geblokkeerd.")
        return
    _log.error("Een bericht is niet goed afgehandeld.", exc_info=context.error)
    if isinstance(update, Update) and update.effective_chat:
        try:
            await update.effective_chat.send_message(phrases("nl").failed)
        except TelegramError as error:
            _log.warning("De melding daarvan kwam ook niet aan: %s", error)
