"""The Telegram bot as an admin runs it: started, stopped, killed, started twice."""

import json
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.fronts.telegram import notices
from bot.fronts.telegram.run import run
from bot.fronts.telegram.wiring import Connection
from bot.log.records import open_records
from tests.bot_api import BotApi, Person
from tests.bot_process import Machine, machine
from tests.clerk import KEY, Clerk, a_collection, the_collection
from tests.telegram_process import SLOW

KILLS = int(os.environ.get("SAMENWIJS_TEST_KILLS", "4"))  # noqa: TID251  # a test's own; more make it surer and slower


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small collection."""
    folder = tmp_path_factory.mktemp("index")
    a_collection(folder)
    return folder


@pytest.fixture
def bots(telegram: BotApi, tmp_path: Path, index: Path) -> Iterator[Machine]:
    with machine(telegram, tmp_path / "data", index) as bots:
        yield bots


def test_one_bot_runs_on_the_data_until_it_is_told_to_stop(telegram: BotApi, bots: Machine) -> None:
    telegram.say("Wie betaalt?")
    first = bots.start()
    telegram.wait_for_messages(1, seconds=60)
    second = bots.start()
    assert second.wait() == 1
    assert second.log.splitlines()[-1] == notices.OTHER_BOT_HERE
    assert first.stop() == 0


def test_no_file_knows_the_token_or_the_people_and_no_log_the_token(telegram: BotApi, bots: Machine) -> None:
    bot = bots.start()
    telegram.say("Wie betaalt de zeldzaamheid van mijnheer jan@voorbeeld.nl?", Person(4815162342, "zeldzameanna"))
    telegram.wait_for_messages(1, 4815162342, seconds=60)
    assert bot.stop() == 0
    stored = b"".join(path.read_bytes() for path in bots.folder.rglob("*") if path.is_file())
    assert b"Wie betaalt de zeldzaamheid" in stored
    for secret in (telegram.token, "4815162342", "zeldzameanna", "jan@voorbeeld.nl"):
        assert secret.encode() not in stored
    assert "<token>/sendMessage" in bot.log  # addresses are logged, without it
    assert telegram.token not in bot.log
    rows = [json.loads(line) for line in bot.log.splitlines()]  # no terminal reads along
    assert {"time", "level", "logger", "message"} <= set(rows[0])
    assert any("luistert" in row["message"] for row in rows)


def test_no_update_is_lost_and_no_question_logged_twice_however_often_the_bot_is_killed(
    telegram: BotApi, bots: Machine
) -> None:
    moments = random.Random(7)
    asked = []
    bots.start()
    telegram.say("Doe je het?")
    telegram.wait_for_messages(1, seconds=60)
    for number in range(KILLS):
        for person in range(3):
            text = f"Vraag {number} van {person}?"
            telegram.say(text, Person(2000 + person, f"persoon{person}"))
            asked.append(text)
        if number % 2:  # while it fetches, answers and sends
            telegram.wait_for_typing(len(telegram.actions) + 1)
            time.sleep(moments.uniform(0, 0.3))
        else:  # while it starts
            time.sleep(moments.uniform(0, 3))
        bots.started[-1].kill()
        bots.start()
    for person in range(3):
        telegram.wait_for_messages(KILLS, 2000 + person, seconds=60)
    assert bots.started[-1].stop() == 0

    with closing(open_records(f"sqlite:///{bots.folder / 'log.sqlite'}", KEY)) as records:
        assert Counter(row.question for row in records.turns.rows()) == Counter([*asked, "Doe je het?"])
        assert records.inbox.waiting() == []


def test_a_stop_does_not_wait_for_a_slow_answer_which_comes_after_the_next_start(
    telegram: BotApi, bots: Machine
) -> None:
    bot = bots.start()
    telegram.say(SLOW)
    telegram.wait_for_typing()
    assert bot.stop(signal.SIGINT) == 0  # long before that answer would have come
    assert telegram.messages() == []
    bots.start()
    telegram.wait_for_messages(1, seconds=90)


def test_a_wrong_token_ends_with_one_line_and_no_traceback(bots: Machine) -> None:
    bot = bots.start("4242:mistyped")
    assert bot.wait() == 1
    assert bot.log.splitlines()[-1] == notices.UNKNOWN_BOT
    assert "Traceback" not in bot.log


def test_a_folder_that_cannot_be_written_is_named(telegram: BotApi, index: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "data"
    with pytest.raises(ConfigError) as caught:
        run(
            Connection(telegram.token, folder / "telegram.lock", telegram.base_url),
            lambda: Clerk(folder, the_collection(index)).desk,
        )
    assert str(caught.value) == notices.unwritable(folder)
