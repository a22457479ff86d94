"""A chat model of any provider through LangChain: text in, text out bit by bit, and never later than the deadline.

The call runs in an event loop of its own thread, because only there can a stream that trickles on be broken off.
Nothing is traced to anyone, a refusal is not tried again, and no text of a provider's error reaches a log: it may hold
the key.
"""

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.compose.prompts import SCHEMA
from bot.errors import ConfigError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, BaseMessage

Form = Mapping[str, Any]  # how an answer in JSON is asked for, in the words of one provider's client

_CHARACTERS = 8  # of text for each token that may be asked for; more than that is a stream without end
_PER_TOKEN = 3  # characters of a token where a server does not count them; Dutch has three to four
_SECRET = 8  # characters from which a key is one; local servers take any word
_AFTER = 1.0  # seconds that a server gets for its closing words once the answer is complete
_EXTRAS = {
    "openai": "openai",
    "azure_openai": "openai",
    "mistralai": "mistralai",
    "ollama": "ollama",
    "anthropic": "anthropic",
}
_KEYED = frozenset({"openai", "azure_openai", "mistralai", "anthropic"})


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
class Limits:
    """What one answer may cost."""

    seconds: float = 30.0  # for everything together
    tokens: int = 1000  # of the model's text


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
        self._model = _open(name, base_url, api_key, limits)
        self._forms = _forms_of(name.partition(":")[0])

    def ask(self, system: str, user: str, on_text: Callable[[str], bool]) -> Usage:
        """Send both messages and hand each bit of the reply to ``on_text``, which says when it has enough.

        ``on_text`` is called in the caller's thread. Raises ChatError, at the deadline at the latest.
        """
        deadline = time.monotonic() + self._limits.seconds
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


def _open(name: str, base_url: str, api_key: str, limits: Limits) -> "BaseChatModel":
    provider, _, model = name.partition(":")
    if not (provider and model):
        raise ConfigError(
            f"SAMENWIJS_CHAT_MODEL is {name}, maar moet zijn: aanbieder:model, bijvoorbeeld ollama:mistral-small."
        )
    if base_url and not _is_web_address(base_url):
        raise ConfigError(
            "SAMENWIJS_CHAT_BASE_URL is geen webadres zoals http://127.0.0.1:11434/v1. Leeg is de aanbieder zelf."
        )
    if provider in _KEYED and not api_key:
        raise ConfigError(
            f"Voor {name} is een sleutel nodig: zet SAMENWIJS_CHAT_API_KEY in .env. "
            "Vraagt uw eigen server geen sleutel, vul dan een willekeurig woord in."
        )
    try:
        from langchain.chat_models import init_chat_model

        opened: BaseChatModel = init_chat_model(
            model, model_provider=provider, **_options(provider, base_url, api_key, limits)
        )
    except ImportError:
        raise ConfigError(f"Voor {name} ontbreekt een pakket. Installeer het met: {_install(provider)}") from None
    except ValueError as error:
        known = "Unsupported" not in str(error)
        wrong = "De instellingen SAMENWIJS_CHAT_… passen niet bij" if known else "Ik ken de aanbieder niet van"
        raise ConfigError(
            f"{wrong} {name}. Kies openai, azure_openai, mistralai, ollama of anthropic; zie docs/language-model.md."
        ) from None
    return opened


def _options(provider: str, base_url: str, api_key: str, limits: Limits) -> dict[str, Any]:
    """What each provider's client calls the address, the key, the time and the length of an answer."""
    key = {"api_key": api_key} if api_key else {}
    if provider == "ollama":
        address = {"base_url": base_url} if base_url else {}
        return address | {"client_kwargs": {"timeout": limits.seconds}, "num_predict": limits.tokens, "temperature": 0}
    address_name = {"mistralai": "endpoint", "azure_openai": "azure_endpoint"}.get(provider, "base_url")
    address = {address_name: base_url} if base_url else {}
    common = {**address, **key, "timeout": limits.seconds, "max_tokens": limits.tokens}
    if provider in ("openai", "azure_openai"):
        return {**common, "max_retries": 0, "use_responses_api": False, **_azure(provider)}
    if provider == "mistralai":
        return {**common, "timeout": max(1, int(limits.seconds)), "max_retries": 1, "temperature": 0}
    return {**common, "max_retries": 0}


def _azure(provider: str) -> dict[str, str]:
    return {"api_version": "2024-10-21"} if provider == "azure_openai" else {}


def _forms_of(provider: str) -> tuple[Form, ...]:
    """The ways to ask for JSON, strictest first; the last one asks in words only, as the prompt does anyway."""
    schema = {"type": "json_schema", "json_schema": {"name": "claims", "schema": dict(SCHEMA), "strict": True}}
    if provider == "ollama":
        return {"format": dict(SCHEMA)}, {}
    if provider == "mistralai":
        return {"response_format": schema}, {"response_format": {"type": "json_object"}}, {}
    if provider in ("openai", "azure_openai"):
        # In extra_body, because LangChain would otherwise parse the answer itself and lose what it cannot parse.
        modes = ({"response_format": schema}, {"response_format": {"type": "json_object"}})
        return *({"extra_body": mode, "temperature": 0} for mode in modes), {}
    return ({},)


def _install(provider: str) -> str:
    what = (
        f'-e ".[{_EXTRAS[provider]}]"' if provider in _EXTRAS else f"langchain langchain-{provider.replace('_', '-')}"
    )
    return f".venv/bin/uv pip install --python .venv {what}"


def _is_web_address(url: str) -> bool:
    try:
        address = urlsplit(url)
        return address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
    except ValueError:  # brackets that do not match, a port that cannot be
        return False


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
