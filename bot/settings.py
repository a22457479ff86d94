"""What can be set about answering, from environment variables or `.env`; both sides share ingest.settings."""

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import ConfigError


class BotSettings(BaseSettings):
    """The bot's own settings; read by `bot.__main__` and `bot.bootstrap` only."""

    model_config = SettingsConfigDict(env_prefix="SAMENWIJS_", env_file=".env", extra="ignore", env_ignore_empty=True)

    database_url: str = ""
    telegram_token: SecretStr = SecretStr("")
    telegram_api: str = ""
    telegram_allowed: str = ""
    chat_model: str = ""
    chat_base_url: str = ""
    chat_api_key: SecretStr = SecretStr("")
    chat_seconds: float = Field(default=30.0, gt=0, le=600)
    chat_tokens: int = Field(default=1000, gt=0)
    chat_tokens_per_day: int = Field(default=0, ge=0)
    # euro per million tokens in, and out
    chat_prices: str = Field(default="", pattern=r"^(\d+(\.\d+)?\s+\d+(\.\d+)?)?$")
    chat_euros_per_day: float = Field(default=0.0, ge=0)

    @property
    def allowed(self) -> frozenset[str]:
        """Who may ask: ids and @names; nobody named means everybody."""
        return frozenset(name.strip() for name in self.telegram_allowed.split(",") if name.strip())


def read_bot_settings() -> BotSettings:
    """The settings that hold now; raises ConfigError for one that cannot be right."""
    try:
        return BotSettings()
    except ValidationError as error:
        names = ", ".join(f"SAMENWIJS_{str(detail['loc'][0]).upper()}" for detail in error.errors())
        raise ConfigError(f"Deze instelling klopt niet: {names}. Kijk in .env.example wat er mag staan.") from None
