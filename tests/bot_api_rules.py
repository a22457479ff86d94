"""What Telegram refuses in what a bot sends: each rule raises RefusedError with the words of the real Bot API."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

_STYLES = {"bold", "italic", "underline", "code", "pre", "blockquote", "text_link", "url"}
_FIELDS = {
    "getMe": set(),
    "setWebhook": {"url", "secret_token", "allowed_updates", "drop_pending_updates", "max_connections"},
    "deleteWebhook": {"drop_pending_updates"},
    "setMyCommands": {"commands", "language_code"},
    "setMyDescription": {"description", "language_code"},
    "setMyShortDescription": {"short_description", "language_code"},
    "getUpdates": {"offset", "timeout", "allowed_updates", "limit"},
    "sendChatAction": {"chat_id", "action", "message_thread_id"},
    "sendMessage": {
        "chat_id",
        "text",
        "entities",
        "reply_markup",
        "reply_parameters",
        "link_preview_options",
        "message_thread_id",
    },
    "editMessageText": {"chat_id", "message_id", "text", "entities", "reply_markup", "link_preview_options"},
    "answerCallbackQuery": {"callback_query_id", "text", "show_alert"},
    "answerInlineQuery": {"inline_query_id", "results", "cache_time", "is_personal", "button"},
    "getFile": {"file_id"},
}


class RefusedError(Exception):
    """A call that Telegram answers with an error."""

    def __init__(self, status: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(description)
        self.status = status
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of formatted text; offset and length are UTF-16 units. A link has an address."""

    type: str
    offset: int
    length: int
    url: str = ""

    def of(self, text: str) -> str:
        """The words that are formatted."""
        return text.encode("utf-16-le")[2 * self.offset : 2 * (self.offset + self.length)].decode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button under a message."""

    text: str
    data: str


def check_call(method: str, call: Mapping[str, str]) -> None:
    """Refuses methods and fields this server does not know; parse modes are among them on purpose."""
    if method not in _FIELDS:
        raise RefusedError(404, "Not Found")
    if unknown := set(call) - _FIELDS[method]:
        raise RefusedError(400, f"Bad Request: unexpected fields {sorted(unknown)} in {method}")


def checked_text(call: Mapping[str, str]) -> str:
    """The text of a message, 1 to 4096 UTF-16 units of it."""
    text = call.get("text", "")
    if not text.strip():
        raise RefusedError(400, "Bad Request: message text is empty")
    if text != text.strip():  # Telegram cuts the blanks off and leaves the entities where they were
        raise RefusedError(400, "Bad Request: the text begins or ends with blanks")
    if utf16(text) > 4096:
        raise RefusedError(400, "Bad Request: message is too long")
    return text


def checked_entities(call: Mapping[str, str], text: str) -> tuple[Entity, ...]:
    """The entities, each inside the text, on whole characters, and nested where they overlap."""
    given = json.loads(call.get("entities", "[]"))
    entities = [Entity(e["type"], e["offset"], e["length"], e.get("url", "")) for e in given]
    encoded = text.encode("utf-16-le")
    for entity in entities:
        end = entity.offset + entity.length
        if entity.type not in _STYLES:
            raise RefusedError(400, f"Bad Request: unsupported entity type {entity.type}")
        if (entity.type == "text_link") != bool(entity.url):
            raise RefusedError(400, f"Bad Request: entity {entity} and its address do not fit")
        if entity.offset < 0 or entity.length < 1 or end > utf16(text):
            raise RefusedError(400, f"Bad Request: entity {entity} lies outside the text")
        if any(0xDC <= encoded[2 * edge + 1] <= 0xDF for edge in (entity.offset, end) if edge < utf16(text)):
            raise RefusedError(400, f"Bad Request: entity {entity} cuts a character in half")
    _check_nesting(entities)
    return tuple(entities)


def checked_buttons(call: Mapping[str, str]) -> tuple[Button, ...]:
    """The inline buttons: at most 100, 8 in a row, each with a text and 1 to 64 bytes of data."""
    rows = json.loads(call.get("reply_markup", "{}")).get("inline_keyboard", [])
    buttons = [Button(button["text"], button["callback_data"]) for row in rows for button in row]
    if len(buttons) > 100 or any(len(row) > 8 for row in rows):
        raise RefusedError(400, "Bad Request: reply markup is too long")
    for button in buttons:
        if not button.text.strip():
            raise RefusedError(400, "Bad Request: text buttons must have non-empty text")
        if not 1 <= len(button.data.encode()) <= 64:
            raise RefusedError(400, "Bad Request: BUTTON_DATA_INVALID")
    return tuple(buttons)


def check_commands(commands: Sequence[Json]) -> None:
    """Refuses a menu that Telegram does not take."""
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]) or not 1 <= len(command["description"]) <= 256:
            raise RefusedError(400, "Bad Request: BOT_COMMAND_INVALID")
    if len(commands) > 100:
        raise RefusedError(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")


def checked_webhook(call: Mapping[str, str]) -> tuple[str, str]:
    """The address of a webhook and its secret; unlike Telegram, this server also delivers to this machine."""
    address, secret = call["url"], call.get("secret_token", "")
    if not address.startswith(("https://", "http://127.0.0.1:")):
        raise RefusedError(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise RefusedError(400, "Bad Request: secret token contains unallowed characters")
    return address, secret


def checked_results(call: Mapping[str, str]) -> tuple[Json, ...]:
    """The results of an inline question: at most 50 articles, each with its own id of 64 bytes and a valid message."""
    results: list[Json] = json.loads(call["results"])
    ids = [result["id"] for result in results]
    if len(results) > 50 or len(set(ids)) != len(ids) or any(not 1 <= len(one.encode()) <= 64 for one in ids):
        raise RefusedError(400, "Bad Request: RESULT_ID_INVALID")
    for result in results:
        if result["type"] != "article" or not result["title"].strip():
            raise RefusedError(400, "Bad Request: can't parse inline query result")
        content = result["input_message_content"]
        text = checked_text({"text": content["message_text"]})
        checked_entities({"entities": json.dumps(content.get("entities", []))}, text)
    return tuple(results)


def _check_nesting(entities: Sequence[Entity]) -> None:
    for one in entities:
        for other in entities:
            if one.offset < other.offset < one.offset + one.length < other.offset + other.length:
                raise RefusedError(400, f"Bad Request: entities {one} and {other} overlap without being nested")


def utf16(text: str) -> int:
    """The length of a text as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2
