"""Opening a chat model of any provider: what each calls its settings, how it is asked for JSON, and what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot.compose.prompts import SCHEMA
from bot.errors import ConfigError

if TYPE_CHECKING:
    from langchain.chat_models import BaseChatModel

Form = Mapping[str, Any]  # how an answer in JSON is asked for, in the words of one provider's client

_EXTRAS = {
    "openai": "openai",
    "azure_openai": "openai",
    "mistralai": "mistralai",
    "ollama": "ollama",
    "anthropic": "anthropic",
}
_KEYED = frozenset({"openai", "azure_openai", "mistralai", "anthropic"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one answer may cost."""

    seconds: float = 30.0  # for everything together
    tokens: int = 1000  # of the model's text


def open_model(name: str, base_url: str, api_key: str, limits: Limits) -> "BaseChatModel":
    """The chat model ``provider:model``; raises ConfigError with what to do when that cannot be right."""
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
    if not (api_key.isascii() and api_key.isprintable()):  # it travels in a header
        raise ConfigError(
            "SAMENWIJS_CHAT_API_KEY is geen sleutel: er staan tekens in die niet kunnen. Kopieer hem opnieuw."
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


def forms_of(provider: str) -> tuple[Form, ...]:
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
