"""The bot's settings, from environment variables or `.env`; read by `__main__` and `bootstrap` only."""

from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class BotSettings(BaseSettings):
    """What can be set about answering; ingest.settings holds what both sides share."""

    model_config = SettingsConfigDict(env_prefix="SAMENWIJS_", env_file=".env", extra="ignore")

    data: Path = Path("data")
    database_url: str = ""
    telegram_token: SecretStr = SecretStr("")
    telegram_api: str = ""
    telegram_allowed: str = ""
