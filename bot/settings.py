"""What can be set about answering, from environment variables or `.env`; both sides share ingest.settings."""

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class BotSettings(BaseSettings):
    """The bot's own settings; read by `bot.__main__` and `bot.bootstrap` only."""

    model_config = SettingsConfigDict(env_prefix="SAMENWIJS_", env_file=".env", extra="ignore", env_ignore_empty=True)

    database_url: str = ""
    telegram_token: SecretStr = SecretStr("")
    telegram_api: str = ""
    telegram_allowed: str = ""

    @property
    def allowed(self) -> frozenset[str]:
        """Who may ask: ids and @names; nobody named means everybody."""
        return frozenset(name.strip() for name in self.telegram_allowed.split(",") if name.strip())
