"""A Telegram of our own: a Bot API server as strict as the real one, and the people who chat with the bot through it.

with BotApi() as telegram:
    ...                              # start a bot with telegram.token and telegram.base_url
    telegram.say("Wat is een BRE?")
    reply = telegram.wait_for_messages(1)[0]
    telegram.press(reply, reply.buttons[0])
"""

import asyncio
import json
import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.bot_api_rules import (
    Button,
    Entity,
    Json,
    RefusedError,
    check_call,
    check_commands,
    checked_buttons,
    checked_entities,
    checked_results,
    checked_text,
    checked_webhook,
    utf16,
)
from tests.bot_api_webhook import Courier

BOT: Json = {"id": 4242, "is_bot": True, "first_name": "Samenwijs", "username": "samenwijs_test_bot"}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with Telegram; a private chat has the id of its person."""

    id: int = 1001
    name: str = "anna"


@dataclass(frozen=True, slots=True)
class Sent:
    """A message from the bot."""

    chat: int
    id: int
    text: str
    entities: tuple[Entity, ...]
    buttons: tuple[Button, ...]
    previews: bool
    markup: Json = field(default_factory=dict)
    reply_to: int | None = None  # the message that it quotes

    def styled(self, style: str) -> list[str]:
        """The stretches of the text in one style."""
        return [entity.of(self.text) for entity in self.entities if entity.type == style]


ANNA = Person()


class BotApi:
    """The server, the chats in it, and the trouble that it can make. A context manager; it listens on 127.0.0.1."""

    def __init__(self, token: str = "4242:an-invented-token") -> None:
        self.token = token
        self.sent: list[Sent] = []
        self.actions: list[int] = []  # the chats in which the bot was typing
        self.answered: dict[str, str] = {}  # what each press was answered, by its id
        self.refused: list[str] = []  # what the bot did that Telegram does not take
        self.blocked: set[int] = set()
        self.profile: dict[tuple[str, str], str] = {}  # what the bot says of itself, by method and language
        self.offered: dict[str, tuple[Json, ...]] = {}  # the results of each inline question, by its id
        self._updates: list[Json] = []
        self._kinds: list[str] = []  # of update, that a webhook wants
        self._presses: set[str] = set()
        self._asked_inline: set[str] = set()
        self._chats: set[int] = set()
        self._files: dict[str, bytes] = {}
        self._trouble: dict[str, list[RefusedError]] = defaultdict(list)
        self._lasting: dict[str, RefusedError] = {}
        self.courier: Courier | None = None  # who delivers to a webhook, once the bot has asked for that
        self._last_id = 100
        self._poll = self._interrupted = 0
        self._changed = threading.Condition(threading.RLock())
        self._methods: dict[str, Callable[[dict[str, str]], object]] = {
            "getMe": self._get_me,
            "setWebhook": self._set_webhook,
            "deleteWebhook": self._delete_webhook,
            "setMyCommands": self._set_commands,
            "setMyDescription": lambda call: self._describe("setMyDescription", call["description"], 512, call),
            "setMyShortDescription": lambda call: self._describe(
                "setMyShortDescription", call["short_description"], 120, call
            ),
            "answerInlineQuery": self._answer_inline,
            "sendChatAction": self._send_action,
            "sendMessage": self._send_message,
            "editMessageText": self._edit_message,
            "answerCallbackQuery": self._answer_press,
            "getFile": self._get_file,
        }
        routes = [
            Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._download),
        ]
        config = uvicorn.Config(Starlette(routes=routes), port=0, log_level="critical", ws="none", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.base_url = f"http://127.0.0.1:{port}/bot"
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._dismiss_courier()
        self._server.should_exit = self._server.force_exit = True
        self._thread.join()

    # --- what people do

    def say(self, text: str, person: Person = ANNA, chat: int | None = None, **more: object) -> Json:
        """A person types something, in private or in a group; the update that the bot gets."""
        entities = [
            {"type": "mention", "offset": utf16(text[: found.start()]), "length": len(found.group())}
            for found in re.finditer(r"@\w+", text)
        ]
        if text.startswith("/"):
            entities = [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}]
        return self._deliver("message", self._message(person, chat, text=text, entities=entities, **more))

    def show(self, kind: str, content: object, person: Person = ANNA) -> Json:
        """A person sends something that is not text: a photo, a sticker, a voice message."""
        return self._deliver("message", self._message(person, None, **{kind: content}))

    def upload(self, name: str, content: bytes, person: Person = ANNA) -> Json:
        """A person sends a file, which the bot can fetch."""
        self._files[name] = content
        about = {"file_id": name, "file_unique_id": name, "file_name": name, "file_size": len(content)}
        return self.show("document", about, person)

    def edit(self, update: Json, text: str) -> Json:
        """A person changes an earlier message."""
        return self._deliver("edited_message", update["message"] | {"text": text, "edit_date": int(time.time())})

    def press(self, message: Sent, button: Button, person: Person = ANNA, *, forgotten: bool = False) -> str:
        """A person presses a button, of a message that Telegram may have forgotten; the id of the press."""
        with self._changed:
            press = f"press-{self._next_id()}"
            self._presses.add(press)
        chat = {"id": message.chat, "type": "private" if message.chat > 0 else "supergroup", "first_name": "A"}
        about = {"message_id": message.id, "chat": chat, "date": 0 if forgotten else int(time.time())}
        shown = about if forgotten else self._as_json(message) | {"chat": about["chat"]}
        query = {"id": press, "from": self._user(person), "chat_instance": "1", "data": button.data, "message": shown}
        self._deliver("callback_query", query)
        return press

    def ask_inline(self, text: str, person: Person = ANNA) -> str:
        """A person types the name of the bot and a question in some chat; the id of the inline question."""
        with self._changed:
            asked = f"inline-{self._next_id()}"
            self._asked_inline.add(asked)
        self._deliver("inline_query", {"id": asked, "from": self._user(person), "query": text, "offset": ""})
        return asked

    def wait_for_results(self, asked: str, seconds: float = 20.0) -> tuple[Json, ...]:
        """What the bot offers for an inline question."""
        with self._changed:
            assert self._changed.wait_for(lambda: asked in self.offered, seconds), f"{asked} was never answered"
            return self.offered[asked]

    def reply(self, message: Sent, text: str, person: Person = ANNA) -> Json:
        """A person replies to a message of the bot."""
        return self.say(text, person, message.chat, reply_to_message=self._as_json(message))

    def deliver_again(self, update: Json) -> None:
        """Telegram delivers an update once more, as it does when it never heard that it arrived."""
        with self._changed:
            self._updates.append(update)

    def wait_for(self, condition: Callable[[], bool], seconds: float = 20.0) -> None:
        """Returns once something holds that no call of the bot need bring about; fails after a while."""
        until = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < until, f"waited in vain, refused {self.refused}"
            time.sleep(0.02)

    def wait_for_messages(self, count: int, chat: int = ANNA.id, seconds: float = 20.0) -> list[Sent]:
        """The messages of the bot in a chat, once there are ``count``; fails with what there is after a while."""
        with self._changed:
            arrived = self._changed.wait_for(lambda: len(self.messages(chat)) >= count, seconds)
            assert arrived, f"waited for {count} messages, got {self.messages(chat)}, refused {self.refused}"
            return self.messages(chat)

    def wait_for_change(self, message: Sent, seconds: float = 20.0) -> Sent:
        """A message once it holds something else."""

        def now() -> Sent:
            return next(sent for sent in self.sent if (sent.chat, sent.id) == (message.chat, message.id))

        with self._changed:
            assert self._changed.wait_for(lambda: now() != message, seconds), f"never changed: {message.text}"
            return now()

    def wait_for_answer(self, press: str, seconds: float = 20.0) -> str:
        """What a press was answered; empty where the bot only stopped the waiting sign."""
        with self._changed:
            assert self._changed.wait_for(lambda: press in self.answered, seconds), f"{press} was never answered"
            return self.answered[press]

    def wait_for_typing(self, times: int = 1, seconds: float = 60.0) -> None:
        """Returns once the bot has shown so many times, in any chat, that it works on something."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.actions) >= times, seconds), "the bot never typed"

    def messages(self, chat: int = ANNA.id) -> list[Sent]:
        """What the bot has sent to a chat, oldest first."""
        return [message for message in self.sent if message.chat == chat]

    # --- trouble

    def fail_next(self, method: str, status: int, retry_after: int | None = None) -> None:
        """The next call of a method fails once; call it again for more failures in a row."""
        self._trouble[method].append(RefusedError(status, HTTPStatus(status).phrase, retry_after))

    def fail_always(self, method: str, status: int) -> None:
        """Every call of a method fails from now on."""
        self._lasting[method] = RefusedError(status, HTTPStatus(status).phrase)

    def interrupt_polls(self) -> None:
        """A poll that is waiting ends without updates, so that the bot polls anew at once."""
        self._interrupted = self._poll

    # --- the Bot API

    async def _call(self, request: Request) -> Response:
        method = request.path_params["method"]
        call = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        try:
            if request.path_params["token"] != self.token:
                raise RefusedError(401, "Unauthorized")
            self._make_trouble(method)
            check_call(method, call)
            if method == "getUpdates":
                result: object = await self._get_updates(request, call)
            else:
                with self._changed:
                    result = self._methods[method](call)
                    self._changed.notify_all()
        except RefusedError as refusal:
            return self._refuse(method, refusal)
        return JSONResponse({"ok": True, "result": result})

    def _make_trouble(self, method: str) -> None:
        if self._trouble[method]:
            raise self._trouble[method].pop(0)
        if method in self._lasting:
            raise self._lasting[method]

    def _refuse(self, method: str, refusal: RefusedError) -> Response:
        if refusal.status == HTTPStatus.BAD_REQUEST:
            self.refused.append(f"{method}: {refusal}")
        body: Json = {"ok": False, "error_code": refusal.status, "description": str(refusal)}
        if refusal.retry_after is not None:
            body["parameters"] = {"retry_after": refusal.retry_after}
        return JSONResponse(body, refusal.status)

    async def _get_updates(self, request: Request, call: dict[str, str]) -> list[Json]:
        """Waits for updates; a newer poll breaks this one off, and the offset confirms what came before."""
        if self.courier:
            raise RefusedError(409, "Conflict: can't use getUpdates method while webhook is active")
        self._poll = mine = self._poll + 1
        offset, kinds = int(call.get("offset", "0")), json.loads(call.get("allowed_updates", "[]"))
        until = time.monotonic() + float(call.get("timeout", "0"))
        while True:
            if self._poll != mine:
                raise RefusedError(409, "Conflict: terminated by other getUpdates request")
            with self._changed:
                self._updates = [update for update in self._updates if update["update_id"] >= offset]
                waiting = [update for update in self._updates if not kinds or set(kinds) & set(update)]
            over = time.monotonic() >= until or self._interrupted == mine
            if waiting or over or await request.is_disconnected():
                return waiting
            await asyncio.sleep(0.01)

    def _get_me(self, _: dict[str, str]) -> Json:
        return BOT

    def _set_webhook(self, call: dict[str, str]) -> bool:
        self._dismiss_courier()
        address, secret = checked_webhook(call)
        self._kinds = json.loads(call.get("allowed_updates", "[]"))
        self.courier = Courier(address, secret, self._first_waiting, self._delivered)
        return True

    def _first_waiting(self) -> Json | None:
        with self._changed:
            return next((update for update in self._updates if not self._kinds or set(self._kinds) & set(update)), None)

    def _delivered(self, update: Json) -> None:
        with self._changed:
            self._updates.remove(update)

    def _dismiss_courier(self) -> None:
        if self.courier:
            courier, self.courier = self.courier, None
            threading.Thread(target=courier.stop).start()  # it may be waiting for the lock that we hold

    def _delete_webhook(self, call: dict[str, str]) -> bool:
        self._dismiss_courier()
        if call.get("drop_pending_updates") == "true":
            self._updates.clear()
        return True

    def _set_commands(self, call: dict[str, str]) -> bool:
        check_commands(json.loads(call["commands"]))
        return self._describe("setMyCommands", call["commands"], 100_000, call)

    def _describe(self, method: str, text: str, most: int, call: dict[str, str]) -> bool:
        if len(text) > most:
            raise RefusedError(400, "Bad Request: description is too long")
        self.profile[method, call.get("language_code", "")] = text
        return True

    def _answer_inline(self, call: dict[str, str]) -> bool:
        asked = call["inline_query_id"]
        if asked not in self._asked_inline or asked in self.offered:
            raise RefusedError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.offered[asked] = checked_results(call)
        return True

    def _send_action(self, call: dict[str, str]) -> bool:
        self.actions.append(self._known_chat(call))
        return True

    def _send_message(self, call: dict[str, str]) -> Json:
        message = self._checked(call, self._next_id())
        self.sent.append(message)
        return self._as_json(message)

    def _edit_message(self, call: dict[str, str]) -> Json:
        message = self._checked(call, int(call["message_id"]))
        places = [place for place, sent in enumerate(self.sent) if (sent.chat, sent.id) == (message.chat, message.id)]
        if not places:
            raise RefusedError(400, "Bad Request: message to edit not found")
        old = self.sent[places[0]]
        if (old.text, old.entities, old.markup) == (message.text, message.entities, message.markup):
            raise RefusedError(400, "Bad Request: message is not modified")
        self.sent[places[0]] = message
        return self._as_json(message)

    def _answer_press(self, call: dict[str, str]) -> bool:
        press, text = call["callback_query_id"], call.get("text", "")
        if press not in self._presses or press in self.answered:
            raise RefusedError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        if len(text) > 200:
            raise RefusedError(400, "Bad Request: MESSAGE_TOO_LONG")
        self.answered[press] = text
        return True

    def _get_file(self, call: dict[str, str]) -> Json:
        name = call["file_id"]
        if name not in self._files:
            raise RefusedError(400, "Bad Request: invalid file_id")
        if len(self._files[name]) > 20 * 1024 * 1024:
            raise RefusedError(400, "Bad Request: file is too big")
        return {"file_id": name, "file_unique_id": name, "file_path": f"documents/{name}"}

    async def _download(self, request: Request) -> Response:
        content = self._files.get(request.path_params["path"].removeprefix("documents/"))
        if content is None or request.path_params["token"] != self.token:
            return Response(status_code=404)
        return Response(content)

    # --- helpers

    def _checked(self, call: dict[str, str], message_id: int) -> Sent:
        text = checked_text(call)
        previews = not json.loads(call.get("link_preview_options", "{}")).get("is_disabled", False)
        return Sent(
            chat=self._known_chat(call),
            id=message_id,
            text=text,
            entities=checked_entities(call, text),
            buttons=checked_buttons(call),
            previews=previews,
            markup=json.loads(call.get("reply_markup", "{}")),
            reply_to=json.loads(call.get("reply_parameters", "{}")).get("message_id"),
        )

    def _known_chat(self, call: dict[str, str]) -> int:
        chat = int(call["chat_id"])
        if chat not in self._chats:
            raise RefusedError(400, "Bad Request: chat not found")
        if chat in self.blocked:
            raise RefusedError(403, "Forbidden: bot was blocked by the user")
        return chat

    def _as_json(self, message: Sent) -> Json:
        chat = {"id": message.chat, "type": "private" if message.chat > 0 else "supergroup"}
        about = {"message_id": message.id, "date": int(time.time()), "chat": chat, "from": BOT, "text": message.text}
        about["entities"] = [asdict(entity) for entity in message.entities]
        return about | ({"reply_markup": message.markup} if "inline_keyboard" in message.markup else {})

    def _message(self, person: Person, chat: int | None, **content: object) -> Json:
        with self._changed:
            place = chat or person.id
            self._chats.add(place)
            kind = {"type": "private", "first_name": person.name} if place > 0 else {"type": "supergroup", "title": "G"}
            about = {"message_id": self._next_id(), "date": int(time.time()), "chat": {"id": place} | kind}
            return about | {"from": self._user(person)} | content

    def _user(self, person: Person) -> Json:
        return {"id": person.id, "is_bot": False, "first_name": person.name, "username": person.name}

    def _deliver(self, kind: str, content: Json) -> Json:
        with self._changed:
            update = {"update_id": self._next_id(), kind: content}
            self._updates.append(update)
            return update

    def _next_id(self) -> int:
        self._last_id += 1
        return self._last_id


def button(message: Sent, words: str) -> Button:
    """The button of a message with these words in it."""
    return next(button for button in message.buttons if words in button.text)


def last(telegram: BotApi, count: int, chat: int = ANNA.id) -> Sent:
    """The newest message in a chat once there are so many."""
    return telegram.wait_for_messages(count, chat)[count - 1]
