"""What can be set about answering, from environment variables or `.env`; both sides share ingest.settings."""

import re
from typing import Literal

from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import ConfigError


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
    return frozenset(name.strip() for name in listed.split(",") if name.strip())


def read_bot_settings() -> BotSettings:
    """The settings that hold now; raises ConfigError for one that cannot be right."""
    try:
        return BotSettings()
    except ValidationError as error:
        names = ", ".join(f"SAMENWIJS_{str(detail['loc'][0]).upper()}" for detail in error.errors())
        raise ConfigError(f"Deze instelling klopt niet: {names}. Kijk in .env.example wat er mag staan.") from None
