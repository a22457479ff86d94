"""What both sides share of the settings, from environment variables or `.env`."""

from collections.abc import Iterator
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import ValidationError, field_validator
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, SettingsConfigDict

from ingest.errors import UsageError
from ingest.fetch.addresses import Allowed

_PREFIX = "SAMENWIJS_"


class IngestSettings(BaseSettings):
    """Where the index is and what it is made with; an empty value means the default."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, env_file=".env", extra="ignore", env_ignore_empty=True)

    data: Path = Path("data")
    corpus: Path = Path("corpus")
    chroma_url: str = ""
    embedding: str = "builtin"
    cluster: str = ""
    fetch_allow: str = ""

    @field_validator("data")
    @classmethod
    def _is_no_file(cls, data: Path) -> Path:
        if data.exists() and not data.is_dir():
            raise ValueError(f"{data} is een bestand en geen map")
        return data

    @field_validator("chroma_url")
    @classmethod
    def _is_web_address(cls, url: str) -> str:
        if url and not _has_host(url):
            raise ValueError(f"{url} is geen webadres zoals http://127.0.0.1:8000")
        return url

    @field_validator("fetch_allow")
    @classmethod
    def _names_machines(cls, machines: str) -> str:
        Allowed.parse(machines)
        return machines


def misspelt_settings(*kinds: type[BaseSettings]) -> Iterator[str]:
    """A Dutch line for each setting with our prefix that none of these has, because it does nothing."""
    known = sorted(name.upper() for kind in kinds for name in kind.model_fields)
    given = set(EnvSettingsSource(IngestSettings).env_vars)
    with suppress(UnicodeDecodeError):  # whoever reads the settings will say so
        given.update(DotEnvSettingsSource(IngestSettings).env_vars)
    for name in sorted(key.upper().removeprefix(_PREFIX) for key in given if key.upper().startswith(_PREFIX)):
        if name not in known:
            near = get_close_matches(name, known, n=1)
            meant = f"Bedoelt u {_PREFIX}{near[0]}?" if near else "Kijk in .env.example welke er zijn."
            yield f"De instelling {_PREFIX}{name} bestaat niet en doet dus niets. {meant}"


def _has_host(url: str) -> bool:
    try:
        address = urlsplit(url)
        return address.scheme in ("http", "https") and bool(address.hostname) and address.port != 0
    except ValueError:  # brackets that do not match, a port that cannot be
        return False


def read_settings() -> IngestSettings:
    """The settings that hold now; raises UsageError for one that cannot be right."""
    try:
        return IngestSettings()
    except ValidationError as error:
        fault = error.errors()[0]
        name = f"SAMENWIJS_{fault['loc'][0]}".upper()
        reason = fault.get("ctx", {}).get("error", fault["msg"])
        raise UsageError(f"De instelling {name} klopt niet: {reason}. Kijk in .env.example wat er mag staan.") from None
    except UnicodeDecodeError:
        raise UsageError("Het bestand .env is geen gewone tekst (UTF-8). Bewaar het opnieuw als UTF-8.") from None
