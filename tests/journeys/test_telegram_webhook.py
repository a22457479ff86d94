"""Telegram delivers updates to the bot, behind a proxy or not; and others ask the bot whether all is well."""

import socket
from collections.abc import Iterator
from dataclasses import replace

import httpx
import pytest

from bot.errors import ConfigError, LogError
from bot.fronts.telegram.wiring import Webhook
from bot.log.inbox import Inbox
from tests.bot_api import BotApi
from tests.bot_api_webhook import Courier
from tests.chat_answers import QUOTE
from tests.clerk import Clerk
from tests.running_bot import running

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        number: int = door.getsockname()[1]
        return number


@pytest.fixture
def site(telegram: BotApi, clerk: Clerk, port: int) -> Iterator[str]:
    """The address where a bot listens; Telegram knows it under a path."""
    address = f"http://127.0.0.1:{port}"
    with running(telegram, clerk.desk, webhook=Webhook(f"{address}/telegram"), listen=("127.0.0.1", port)):
        telegram.wait_for(lambda: telegram.courier is not None)
        yield address


def _courier(telegram: BotApi) -> Courier:
    assert telegram.courier is not None
    return telegram.courier


def test_a_question_that_is_delivered_gets_its_answer(telegram: BotApi, site: str, clerk: Clerk) -> None:
    telegram.say("Wie betaalt?")
    assert QUOTE in telegram.wait_for_messages(1)[0].text
    assert _courier(telegram).statuses == [200]
    telegram.wait_for(lambda: httpx.get(f"{site}/healthz").json() == {"status": "ok", "waiting": 0})
    assert [question.text for question in clerk.asked] == ["Wie betaalt?"]


def test_what_telegram_did_not_send_is_refused_and_stored_nowhere(telegram: BotApi, site: str, clerk: Clerk) -> None:
    right = {SECRET_HEADER: _courier(telegram).secret}
    update = {
        "update_id": 1,
        "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": "x"},
    }
    with httpx.Client(base_url=site) as client:
        assert client.post("/telegram", json=update).status_code == 403
        assert client.post("/telegram", json=update, headers={SECRET_HEADER: "gok"}).status_code == 403
        assert (
            client.post("/telegram", json=update, headers=[(SECRET_HEADER.encode(), "gök".encode())]).status_code == 403
        )
        for body in (b"", b"geen json", b"[]", b"{}", b'{"update_id": "een"}', b"["):
            assert client.post("/telegram", content=body, headers=right).status_code == 400
        assert client.post("/telegram", content=b"[" * 200_000, headers=right).status_code == 400
        assert client.post("/telegram", content=b" " * 2**21, headers=right).status_code == 413
        assert client.get("/telegram").status_code == 405
        assert client.get("/healthz").json() == {"status": "ok", "waiting": 0}
    assert clerk.asked == []


def test_an_update_that_cannot_be_stored_is_offered_again_until_it_is(
    telegram: BotApi, clerk: Clerk, port: int
) -> None:
    class FullDisk(Inbox):
        full = True

        def keep(self, *update: object) -> str | None:
            if self.full:
                raise LogError("De schijf is vol.")
            return super().keep(*update)  # type: ignore[arg-type]  # passed on untouched

        def size(self) -> int:
            if self.full:
                raise LogError("De schijf is vol.")
            return super().size()

    inbox = FullDisk(clerk.records.turns.engine, str, clerk.records.inbox._seal)  # the same key
    desk = replace(clerk.desk, records=replace(clerk.records, inbox=inbox))
    address = f"http://127.0.0.1:{port}"
    with running(telegram, desk, webhook=Webhook(address, "geheim"), listen=("127.0.0.1", port)):
        telegram.say("Wie betaalt?")
        telegram.wait_for(lambda: telegram.courier is not None and 503 in telegram.courier.statuses)
        assert httpx.get(f"{address}/healthz").status_code == 503
        inbox.full = False
        telegram.wait_for_messages(1)
        assert _courier(telegram).statuses[-1] == 200
    assert len(clerk.asked) == 1


def test_a_bot_that_polls_says_too_whether_all_is_well(telegram: BotApi, clerk: Clerk, port: int) -> None:
    with running(telegram, clerk.desk, listen=("127.0.0.1", port)):
        telegram.say("Wie betaalt?")
        telegram.wait_for_messages(1)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
            assert client.get("/healthz").json()["status"] == "ok"
            assert client.post("/telegram", json={}).status_code == 404


@pytest.mark.usefixtures("site")
def test_polling_takes_over_what_a_webhook_left(telegram: BotApi, clerk: Clerk) -> None:
    telegram.say("Wie betaalt?")
    telegram.wait_for_messages(1)
    with running(telegram, clerk.desk):
        telegram.wait_for(lambda: telegram.courier is None)
        telegram.say("En nu?")
        telegram.wait_for_messages(2)


@pytest.mark.parametrize(
    ("webhook", "words"), [("http://voorbeeld.nl/telegram", "https://"), ("http://127.0.0.1:{port}", "andere poort")]
)
def test_an_address_that_cannot_work_ends_the_bot_with_a_clear_word(
    telegram: BotApi, clerk: Clerk, port: int, webhook: str, words: str
) -> None:
    taken = "{port}" in webhook
    with socket.create_server(("127.0.0.1", 0)) as door:
        listen = ("127.0.0.1", door.getsockname()[1] if taken else port)
        with running(telegram, clerk.desk, webhook=Webhook(webhook.format(port=port)), listen=listen) as bot:
            bot.wait()
    assert isinstance(bot.fault, ConfigError)
    assert words in str(bot.fault)
    telegram.refused.clear()
