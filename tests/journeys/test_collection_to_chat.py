"""From three files in a folder to a conversation in Telegram, with nothing faked but Telegram's own server."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.bootstrap import open_log
from bot.log.model import LoggedTurn
from bot.settings import BotSettings
from ingest.embed import open_embedder
from ingest.index.generation import Generations
from ingest.model import RefreshReport
from ingest.refresh import Wish, refresh
from ingest.settings import IngestSettings
from tests.bot_api import BotApi, Sent
from tests.builders import folder_of
from tests.collection import quietly

COSTS = "De provincie betaalt acht miljoen euro voor de nieuwe pont."
RISEN = "De provincie betaalt twaalf miljoen euro voor de nieuwe pont."
SAILS = "De nieuwe pont vaart vanaf maart 2027 naar de overkant."
PLAN = f"""# Veerplan Kaagdorp

## Geld

De oude pont is op. {COSTS} De gemeente betaalt de steiger.

## Planning

Er is veel voorbereiding nodig. {SAILS} Tot die tijd rijdt er een bus.
"""
PARTNERS = """Partners van het natuurpad

Wie doen er mee?

De partners van het natuurpad zijn het waterschap Rijnkant en de stichting Rietzoom.
"""
PAGE = """<html lang="nl"><head><title>Rustpunten in de polder</title></head><body><main>
<h1>Rustpunten in de polder</h1><p>Een rustpunt is een bank met een kaart en een kraan met drinkwater. De boeren in de
polder houden de rustpunten schoon.</p><p>De provincie betaalt zeshonderd euro voor de rustpunten.</p></main></body>
</html>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The documents of the secretariat."""
    files = {"veerplan.md": PLAN, "partners.txt": PARTNERS, "rustpunten.html": PAGE}
    return folder_of(tmp_path / "documenten", files)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def _refresh(folder: Path, data: Path) -> RefreshReport:
    return refresh([folder], Generations(data, open_embedder()), quietly, Wish())


def _log(data: Path) -> list[LoggedTurn]:
    log = open_log(IngestSettings(data=data), BotSettings(database_url=f"sqlite:///{data}/log.sqlite"))
    try:
        return list(log.rows())
    finally:
        log.close()


def _cites(message: Sent, sentence: str) -> bool:
    """Whether a message holds this sentence with a citation mark behind it."""
    return re.search(rf"{re.escape(sentence)} \[\d\]", message.text) is not None


@contextmanager
def _running(telegram: BotApi, data: Path) -> Iterator[None]:
    """The bot as an admin starts it, away from the developer's own .env, and stops it."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SAMENWIJS_DATA", str(data))
        environment.setenv("SAMENWIJS_TELEGRAM_API", telegram.base_url)
        environment.setenv("SAMENWIJS_TELEGRAM_TOKEN", telegram.token)
        command = [sys.executable, "-m", "bot", "telegram"]
        bot = subprocess.Popen(command, cwd=data, stderr=subprocess.PIPE, text=True)
    try:
        yield
    finally:
        bot.send_signal(signal.SIGTERM)
        _, log = bot.communicate(timeout=60)
    assert bot.returncode == 0, log


def test_a_person_asks_reads_the_source_asks_on_and_hears_an_honest_no(
    folder: Path, data: Path, telegram: BotApi
) -> None:
    assert _refresh(folder, data).rejected == ()
    with _running(telegram, data):
        telegram.say("/start")
        telegram.say("Wanneer vaart de nieuwe pont?")
        welcome, sails = telegram.wait_for_messages(2)
        assert "documenten" in welcome.text
        assert _cites(sails, SAILS)
        assert "Veerplan Kaagdorp" in sails.text.split("Bronnen")[1]

        telegram.press(sails, sails.buttons[0])
        source = telegram.wait_for_messages(3)[2]
        assert SAILS in source.styled("bold")
        (context,) = source.styled("blockquote")
        assert f"Er is veel voorbereiding nodig. {SAILS} Tot die tijd rijdt er een bus." in context

        telegram.say("En hoeveel betaalt de provincie daarvoor?")
        costs = telegram.wait_for_messages(4)[3]
        assert _cites(costs, COSTS)

        telegram.say("Wie is de burgemeester van Parijs?")
        no = telegram.wait_for_messages(5)[4]
        assert "staat niet in de documenten" in no.text
        assert "[" not in no.text + "".join(button.text for button in no.buttons)

    logged = _log(data)
    assert [turn.question for turn in logged] == [
        "Wanneer vaart de nieuwe pont?",
        "En hoeveel betaalt de provincie daarvoor?",
        "Wie is de burgemeester van Parijs?",
    ]
    for turn, shown in zip(logged, (sails, costs, no), strict=True):
        assert turn.answer in shown.text
    assert costs.text.startswith("Ik begreep uw vraag als: En hoeveel betaalt de provincie daarvoor? (")
    assert "pont" in logged[1].searched
    assert SAILS in [citation.quote for citation in logged[0].citations]


def test_a_refresh_reaches_a_bot_that_runs_while_old_answers_keep_their_source(
    folder: Path, data: Path, telegram: BotApi
) -> None:
    _refresh(folder, data)
    with _running(telegram, data):
        telegram.say("Hoeveel betaalt de provincie voor de nieuwe pont?")
        (old,) = telegram.wait_for_messages(1)
        assert _cites(old, COSTS)

        (folder / "veerplan.md").write_text(PLAN.replace(COSTS, RISEN), encoding="utf-8")
        report = _refresh(folder, data)
        assert (len(report.changed), len(report.unchanged)) == (1, 2)
        question = telegram.say("Hoeveel betaalt de provincie voor de nieuwe pont?")
        new = telegram.wait_for_messages(2)[1]
        assert _cites(new, RISEN)
        assert COSTS not in new.text
        telegram.press(old, old.buttons[0])
        assert COSTS in telegram.wait_for_messages(3)[2].styled("bold")

    telegram.deliver_again(question)
    with _running(telegram, data):
        assert telegram.wait_for_messages(4)[3].text == new.text
        telegram.press(old, old.buttons[0])
        assert COSTS in telegram.wait_for_messages(5)[4].styled("bold")
    first, second = _log(data)  # the question that Telegram delivered again is there once
    assert first.generation != second.generation == report.generation
    assert [COSTS in first.answer, RISEN in second.answer] == [True, True]
