"""The Telegram bot as a process of its own, with an assistant that always gives one answer: BASE_URL TOKEN DATA INDEX.

It logs all that it can.
"""

import sys
import time
from pathlib import Path

from bot.errors import BotError
from bot.fronts.telegram.run import run
from bot.fronts.telegram.wiring import Connection, Desk
from bot.logs import configure
from bot.model import Answer, Question
from tests.chat_answers import an_answer
from tests.clerk import Clerk, the_collection

SLOW = "Waarom duurt dit zo lang?"


def main(base_url: str, token: str, data: Path, index: Path) -> None:
    """Runs until it is told to stop. The first answer to the slow question takes five minutes."""
    configure([token], level="debug")
    begun = data / "begun"

    def answer(question: Question) -> Answer:
        if question.text == SLOW and not begun.exists():
            begun.touch()
            time.sleep(300)
        time.sleep(0.05)  # so that a test can end the bot in the middle
        return an_answer()

    def open_desk() -> Desk:
        clerk = Clerk(data, the_collection(index))
        clerk.reply = answer
        return clerk.desk

    try:
        run(Connection(token, data / "telegram.lock", base_url), open_desk)
    except BotError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), Path(sys.argv[4]))
