"""A chat model of any provider through LangChain: text in, text out bit by bit, and never later than the deadline.

The call runs in an event loop of its own thread, because only there can a stream that trickles on be broken off.
Nothing is traced to anyone, a refusal is not tried again, and no text of a provider's error reaches a log: it may hold
the key.
"""

import asyncio
import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from bot.compose.providers import Form, Limits, forms_of, open_model

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage, BaseMessage

_CHARACTERS = 8  # of text for each token that may be asked for; more than that is a stream without end
_PER_TOKEN = 3  # characters of a token where a server does not count them; Dutch has three to four
_SECRET = 8  # characters from which a key is one; local servers take any word
_SHARE = 0.95  # of the seconds of an answer; the rest is for proving after
_AFTER = 1.0  # seconds that a server gets for its closing words once the answer is complete


class Failure(StrEnum):
    """Why a model gave no answer; part of the composer's name, hence in the log."""

    TIMEOUT = "timeout"
    KEY = "key refused"
    MODEL = "unknown model"
    LIMIT = "rate limit"
    SERVER = "server error"
    CONNECTION = "no connection"
    PROTOCOL = "not understood"
    ENDLESS = "endless text"
    EMPTY = "no text"
    BROKEN = "broken JSON"


_BAD_REQUEST = (400, 422)
_SERVER_ERROR = 500
_REFUSALS = {401: Failure.KEY, 403: Failure.KEY, 404: Failure.MODEL, 408: Failure.TIMEOUT, 429: Failure.LIMIT}


class ChatError(Exception):
    """A model that gave no usable answer."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call, as the server counted them or else as we estimate them."""

    tokens_in: int
    tokens_out: int


class ChatModel:
    """One model of one provider; may be used from several threads."""

    def __init__(self, name: str, base_url: str, api_key: str, limits: Limits) -> None:
        """``name`` is ``provider:model``; raises ConfigError with what to do when that cannot be right."""
        self.name = name
        self._limits = limits
        self._secret = api_key if len(api_key) >= _SECRET else ""
        self._model = open_model(name, base_url, api_key, limits)
        self._forms = forms_of(name.partition(":")[0])

    def ask(self, system: str, user: str, on_text: Callable[[str], bool], spent: float = 0.0) -> Usage:
        """Send both messages and hand each bit of the reply to ``on_text``, which says when it has enough.

        ``on_text`` is called in the caller's thread. Raises ChatError, at the deadline at the latest, which is as many
        seconds nearer as were ``spent`` on the answer before.
        """
        deadline = time.monotonic() + self._limits.seconds * _SHARE - spent
        bits: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        call: Future[Usage | None] = asyncio.run_coroutine_threadsafe(self._talk(system, user, bits.put), _loop())
        length, complete = 0, False
        try:
            while (bit := _next(bits, deadline)) is not None:
                length += len(bit)
                if length > self._limits.tokens * _CHARACTERS and not complete:
                    raise ChatError(Failure.ENDLESS)
                if not complete and on_text(bit):
                    complete, deadline = True, min(deadline, time.monotonic() + _AFTER)
            if error := call.exception():
                raise ChatError(_failure(error))
            counted = call.result()
        except ChatError:
            if not complete:
                raise
            counted = None
        finally:
            call.cancel()
        return counted or Usage((len(system) + len(user)) // _PER_TOKEN, length // _PER_TOKEN)

    def without_key(self, text: str) -> str:
        """``text`` as it may be kept: a server can send the key back."""
        return text.replace(self._secret, "***") if self._secret else text

    async def _talk(self, system: str, user: str, put: Callable[[str | None], None]) -> Usage | None:
        from langchain_core.messages import HumanMessage, SystemMessage
        from langsmith.run_helpers import tracing_context

        try:
            with tracing_context(enabled=False):
                return await self._first_that_works([SystemMessage(system), HumanMessage(user)], put)
        finally:
            put(None)

    async def _first_that_works(self, messages: "list[BaseMessage]", put: Callable[[str], None]) -> Usage | None:
        """Ask in the strictest form that the server takes, and remember which that was."""
        while True:
            forms = self._forms
            [outcome] = await asyncio.gather(self._stream(messages, forms[0], put), return_exceptions=True)
            if not isinstance(outcome, BaseException):
                return outcome
            if _status(outcome) not in _BAD_REQUEST or not forms[1:]:
                raise outcome
            self._forms = forms[1:]

    async def _stream(self, messages: "list[BaseMessage]", form: Form, put: Callable[[str], None]) -> Usage | None:
        model, usage, heard = self._model.bind(**form), None, False
        try:
            async for chunk in model.astream(messages):
                heard = True
                usage = _usage(chunk) or usage
                put(str(chunk.text))
        except ValueError:
            if heard:
                raise
            whole = await model.ainvoke(messages)  # a server that does not stream
            usage = _usage(whole)
            put(str(whole.text))
        return usage


def _usage(message: "AIMessage") -> Usage | None:
    counted = message.usage_metadata
    return Usage(counted["input_tokens"], counted["output_tokens"]) if counted else None


def _status(error: BaseException) -> int | None:
    """The HTTP status that an error of any provider's client carries."""
    for holder in (error, getattr(error, "response", None)):
        status = getattr(holder, "status_code", None)
        if isinstance(status, int):
            return status
    return None


def _failure(error: BaseException) -> Failure:
    """What went wrong, by status or else by the kind of error; clients of different providers share no tree."""
    status = _status(error)
    if status is not None:
        return _REFUSALS.get(status, Failure.SERVER if status >= _SERVER_ERROR else Failure.PROTOCOL)
    kinds = " ".join(kind.__name__ for kind in type(error).__mro__)
    if "Timeout" in kinds:
        return Failure.TIMEOUT
    if isinstance(error, OSError) or any(word in kinds for word in ("Connect", "Transport", "RemoteProtocol")):
        return Failure.CONNECTION
    return Failure.PROTOCOL


def _next(bits: "queue.SimpleQueue[str | None]", deadline: float) -> str | None:
    left = deadline - time.monotonic()
    if left <= 0:  # however much is waiting
        raise ChatError(Failure.TIMEOUT)
    try:
        return bits.get(timeout=left)
    except queue.Empty:
        raise ChatError(Failure.TIMEOUT) from None


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """An event loop for all calls of this process, in a thread that ends with it."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="chat", daemon=True).start()
    return loop
