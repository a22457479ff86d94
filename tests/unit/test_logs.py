"""What services log: never a secret, however an address writes it."""

import json
import logging

import pytest

from bot.logs import JsonLines, Redacted

TOKEN = "4242:an-invented-token"


@pytest.mark.parametrize("formatter", [Redacted, JsonLines])
@pytest.mark.parametrize("written", [TOKEN, "4242%3Aan-invented-token", "4242%3aan-invented-token"])
def test_a_token_is_left_out_however_an_address_writes_it(formatter: type[Redacted], written: str) -> None:
    message = f"HTTP Request: GET http://127.0.0.1/file/bot{written}/documents/x.txt"
    record = logging.LogRecord("httpx", logging.INFO, "", 0, message, (), None)
    line = formatter([TOKEN]).format(record)
    assert "an-invented-token" not in line
    assert "<token>/documents/x.txt" in line


def test_a_log_without_secrets_is_as_it_was() -> None:
    record = logging.LogRecord("bot", logging.INFO, "", 0, "alles goed", (), None)
    assert json.loads(JsonLines([""]).format(record))["message"] == "alles goed"
