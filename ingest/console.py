"""What the command lines of the collection share: settings made into parts, output, and faults as exit codes."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.errors import IngestError, NothingPublished, RefreshBusy

if TYPE_CHECKING:
    from pydantic_settings import BaseSettings

    from ingest.fetch.fetcher import Fetcher
    from ingest.index.archive import Archive
    from ingest.index.generation import Generations

PUBLISHED, USAGE, PUBLISHED_WITH_REJECTIONS, NOT_PUBLISHED = 0, 2, 3, 4  # exit codes

Json = Annotated[bool, typer.Option("--json", help="Geef de uitkomst als één JSON-object.")]


def open_generations() -> "Generations":
    """The generations of the data folder, with the embedding model of the settings."""
    from ingest.embed import open_embedder
    from ingest.index.generation import Generations
    from ingest.settings import read_settings

    settings = read_settings()
    return Generations(settings.data, open_embedder(settings.embedding), settings.chroma_url)


def open_archive() -> "Archive":
    """The same without a model, for what does not search."""
    from ingest.index.archive import Archive
    from ingest.settings import read_settings

    return Archive(read_settings().data)


def open_fetcher(*, asks_again: bool = True) -> "Fetcher":
    """What fetches web pages into the data folder, by default also those that were fetched before."""
    from ingest.certificate import refused
    from ingest.fetch.addresses import Allowed
    from ingest.fetch.fetcher import Fetcher
    from ingest.settings import read_settings

    settings = read_settings()
    allowed, erased = Allowed.parse(settings.fetch_allow), refused(settings.data).keys()
    return Fetcher(settings.data, allowed, asks_again=asks_again, erased=erased)


def warn_of_misspelt_settings(also: "type[BaseSettings]") -> None:
    """Say on standard error which settings are neither of the collection nor among ``also``; a command goes on."""
    from ingest.settings import IngestSettings, misspelt_settings

    for line in misspelt_settings(IngestSettings, also):
        typer.secho(f"Let op: {line}", err=True, fg="yellow")


@contextmanager
def clear_errors() -> Iterator[None]:
    """An expected fault is one line on standard error, and an exit code by its kind."""
    try:
        yield
    except KeyboardInterrupt:
        typer.secho("Afgebroken. Er is niets gepubliceerd; de oude index blijft in gebruik.", err=True, fg="red")
        raise typer.Exit(NOT_PUBLISHED) from None
    except IngestError as error:
        typer.secho(str(error), err=True, fg="red")
        raise typer.Exit(NOT_PUBLISHED if isinstance(error, NothingPublished | RefreshBusy) else USAGE) from None


def print_json(content: Mapping[str, Any]) -> None:
    """Print one object on a line of standard output."""
    sys.stdout.write(json.dumps(content, ensure_ascii=False) + "\n")
