"""What can be set about answering, from environment variables or `.env`; both sides share ingest.settings."""

import re
from collections.abc import Mapping
from ipaddress import ip_network
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import ConfigError
from bot.log.model import Role


class BotSettings(BaseSettings):
    """The bot's own settings; read by `bot.__main__` and `bot.bootstrap` only."""

    model_config = SettingsConfigDict(env_prefix="SAMENWIJS_", env_file=".env", extra="ignore", env_ignore_empty=True)

    database_url: str = ""
    reranker: str = ""
    organisation: str = ""  # who is responsible for what is stored
    privacy_contact: str = ""  # whom people ask about that
    retention_days: int = Field(default=90, ge=0, le=36500)
    retention_count_days: int = Field(default=1095, ge=0, le=36500)
    metrics_token: SecretStr = SecretStr("")
    telegram_token: SecretStr = SecretStr("")
    telegram_api: str = ""
    telegram_allowed: str = ""
    telegram_secretariat: str = ""
    telegram_admin: str = ""
    telegram_invite_only: bool | None = None
    telegram_per_minute: int = Field(default=60, ge=0)
    telegram_per_day: int = Field(default=300, ge=0)
    telegram_webhook: str = Field(default="", pattern=r"^(https?://[^\s/]+\S*)?$")
    telegram_secret: SecretStr = SecretStr("")
    telegram_listen: str = Field(default="", pattern=r"^((\[[0-9A-Fa-f:.]+\]|[\w.-]+):\d{1,5})?$")
    web_address: str = Field(default="", pattern=r"^(https?://[^\s/]+)?/?$")
    web_open: bool = False
    web_per_minute: int = Field(default=120, ge=0)
    web_per_day: int = Field(default=1000, ge=0)
    web_proxy: str = ""
    web_oidc_client_id: str = ""
    web_oidc_client_secret: SecretStr = SecretStr("")
    web_oidc_name: str = ""
    web_oidc_role_claim: str = ""
    web_oidc_roles: str = ""
    # after the others, because it needs them
    web_oidc_issuer: str = Field(
        default="", pattern=r"^(https://[^\s/]+\S*|http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(/\S*)?)?$"
    )
    review_sample: float = Field(default=5.0, ge=0, le=100)  # per cent
    log_format: Literal["", "text", "json"] = ""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    chat_model: str = ""
    chat_base_url: str = ""
    chat_api_key: SecretStr = SecretStr("")
    chat_seconds: float = Field(default=30.0, gt=0, le=600)
    chat_tokens: int = Field(default=1000, gt=0)
    chat_tokens_per_day: int = Field(default=0, ge=0)
    # euro per million tokens in, and out
    chat_prices: str = Field(default="", pattern=r"^(\d+(\.\d+)?\s+\d+(\.\d+)?)?$")
    chat_euros_per_day: float = Field(default=0.0, ge=0)

    @field_validator("telegram_secret")
    @classmethod
    def _fits_in_a_header(cls, secret: SecretStr) -> SecretStr:
        if not re.fullmatch(r"[\w-]{0,256}", secret.get_secret_value(), re.ASCII):
            raise ValueError("Telegram takes letters, digits, _ and - only")
        return secret

    @field_validator("retention_count_days")
    @classmethod
    def _outlasts_the_words(cls, days: int, info: ValidationInfo) -> int:
        if days < info.data.get("retention_days", 0):
            raise ValueError("a row holds the words, so it cannot go before them")
        return days

    @field_validator("web_proxy")
    @classmethod
    def _names_networks(cls, listed: str) -> str:
        for proxy in _listed(listed):
            ip_network(proxy, strict=False)  # raises ValueError
        return listed

    @field_validator("web_oidc_roles")
    @classmethod
    def _names_roles(cls, listed: str, info: ValidationInfo) -> str:
        if _roles(listed) and not info.data.get("web_oidc_role_claim"):
            raise ValueError("SAMENWIJS_WEB_OIDC_ROLE_CLAIM must say where the groups are")
        return listed

    @field_validator("web_oidc_issuer")
    @classmethod
    def _knows_us(cls, issuer: str, info: ValidationInfo) -> str:
        if issuer and not info.data.get("web_oidc_client_id"):
            raise ValueError("SAMENWIJS_WEB_OIDC_CLIENT_ID must say who we are")
        return issuer

    @property
    def web_proxies(self) -> tuple[str, ...]:
        """Addresses and networks whose word is taken for where a visitor comes from."""
        return tuple(_listed(self.web_proxy))

    @property
    def web_roles(self) -> Mapping[str, Role]:
        """The role that goes with a group of the provider."""
        return _roles(self.web_oidc_roles)

    @property
    def allowed(self) -> frozenset[str]:
        """Who may ask: ids and @names; nobody named means everybody."""
        return _people(self.telegram_allowed)

    @property
    def secretariat(self) -> frozenset[str]:
        """Who keeps the documents up to date: ids and @names."""
        return _people(self.telegram_secretariat)

    @property
    def admins(self) -> frozenset[str]:
        """Who may do everything: ids and @names; those given by id, chats among them, hear of faults."""
        return _people(self.telegram_admin)

    @property
    def listen(self) -> tuple[str, int] | None:
        """Host and port to listen on."""
        host, _, port = self.telegram_listen.rpartition(":")
        return (host.strip("[]"), int(port)) if port else None


def _people(listed: str) -> frozenset[str]:
    return frozenset(_listed(listed))


def _listed(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",") if name.strip()]


def _roles(listed: str) -> dict[str, Role]:
    """By group; raises ValueError for what is no role."""
    pairs = (pair.rpartition("=") for pair in _listed(listed))
    return {group.strip(): Role(role.strip()) for group, _, role in pairs}


def read_bot_settings() -> BotSettings:
    """The settings that hold now; raises ConfigError for one that cannot be right."""
    try:
        return BotSettings()
    except ValidationError as error:
        names = ", ".join(f"SAMENWIJS_{str(detail['loc'][0]).upper()}" for detail in error.errors())
        raise ConfigError(f"Deze instelling klopt niet: {names}. Kijk in .env.example wat er mag staan.") from None
