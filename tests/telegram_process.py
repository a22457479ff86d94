"""The Telegram bot as a process of its own, with an assistant that always gives one answer: ``BASE_URL TOKEN LOCK``."""

import logging
import sys
from pathlib import Path

from bot.errors import BotError
from bot.fronts.telegram.run import run
from bot.fronts.telegram.wiring import Connection
from tests.clerk import Clerk, a_collection

if __name__ == "__main__":
    base_url, token, lock = sys.argv[1:]
    logging.getLogger("httpx").setLevel(logging.INFO)  # so that every address, with the token in it, is logged
    data = Path(lock).parent
    try:
        run(Connection(token, Path(lock), base_url), Clerk(data, a_collection(data / "index")).desk)
    except BotError as error:
        sys.exit(str(error))
