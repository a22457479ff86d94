"""The Telegram bot as a process of its own, with an assistant that always gives one answer: ``BASE_URL TOKEN LOCK``."""

import logging
import sys
from pathlib import Path

from bot.errors import BotError
from bot.fronts.telegram.run import run
from bot.fronts.telegram.wiring import Connection, Desk
from tests.chat_answers import an_answer

if __name__ == "__main__":
    base_url, token, lock = sys.argv[1:]
    logging.getLogger("httpx").setLevel(logging.INFO)  # so that every address, with the token in it, is logged
    answer = an_answer()
    try:
        run(
            Connection(token, Path(lock), base_url),
            Desk(lambda _: answer, lambda _: answer, lambda _, __: answer.citations),
        )
    except BotError as error:
        sys.exit(str(error))
