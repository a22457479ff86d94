"""The command line of the collection: `python -m ingest refresh | status | show | rollback`."""

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.errors import IngestError, NothingPublished, RefreshBusy

if TYPE_CHECKING:
    from ingest.index.archive import Archive
    from ingest.index.generation import Generations

PUBLISHED, USAGE, PUBLISHED_WITH_REJECTIONS, NOT_PUBLISHED = 0, 2, 3, 4  # exit codes

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Beheer de documenten waaruit de antwoorden komen.",
)
Json = Annotated[bool, typer.Option("--json", help="Geef de uitkomst als één JSON-object.")]


@app.command()
def refresh(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PAD]...", help="Bestanden en mappen; zonder pad de map corpus.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Laat alleen zien wat er zou veranderen.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Ga ook door als de verzameling leeg wordt.")] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Maak de index helemaal opnieuw.")] = False,
    as_json: Json = False,
) -> None:
    """Maak de verzameling precies gelijk aan de opgegeven documenten."""
    with _clear_errors():
        from ingest.reading import open_readers
        from ingest.refresh import EmptyCollection, Wish
        from ingest.refresh import refresh as run
        from ingest.report import print_refresh, refresh_object, watch
        from ingest.settings import read_settings

        generations = _generations()
        try:
            wish = Wish(dry_run=dry_run, yes=yes, rebuild=rebuild)
            with open_readers(read_settings().cluster) as readers:
                report = run(paths or [Path("corpus")], generations, watch, wish, readers)
        except NothingPublished as error:
            known = refresh_object(error.report) if isinstance(error, EmptyCollection) else {}
            if as_json:
                _print_json({"generation": generations.live_id(), **known, "error": str(error)})
            elif isinstance(error, EmptyCollection):
                print_refresh(error.report, "Er is niets veranderd.")
            raise
        if as_json:
            _print_json(refresh_object(report))
        else:
            used = f"In gebruik: index {report.generation} ({report.seconds:.1f} s)."
            print_refresh(report, "Dit was een proef: er is niets veranderd." if dry_run else used)
        raise typer.Exit(PUBLISHED_WITH_REJECTIONS if report.rejected else PUBLISHED)


@app.command()
def status(as_json: Json = False) -> None:
    """Laat zien welke documenten nu in gebruik zijn."""
    with _clear_errors():
        from ingest.index.generation import live_store
        from ingest.report import print_status, status_object

        archive = _archive()
        live = archive.meta(archive.must_live_id())
        with live_store(archive) as store:
            entries = store.entries()
        earlier = archive.kept()[1:]
        if as_json:
            _print_json(status_object(live, earlier, entries))
        else:
            print_status(live, earlier, entries)


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="DOC", help="De naam van het document.")], as_json: Json = False
) -> None:
    """Laat zien hoe een document is gelezen, met zijn passages."""
    with _clear_errors():
        from ingest.index.generation import live_store
        from ingest.report import document_object, print_document

        with live_store(_archive()) as store:
            document = store.find(name)
            passages = store.passages_of(document.id)
        if as_json:
            _print_json(document_object(document, passages))
        else:
            print_document(document, passages)


@app.command()
def rollback(as_json: Json = False) -> None:
    """Ga terug naar de vorige verzameling documenten."""
    with _clear_errors():
        archive = _archive()
        left = archive.must_live_id()
        with archive.exclusive():
            meta = archive.rollback()
        if as_json:
            _print_json({"generation": meta.id, "left": left, "passages": meta.passages})
        else:
            typer.echo(f"Index {meta.id} is weer in gebruik; {left} niet meer.")


def _generations() -> "Generations":
    from ingest.embed import open_embedder
    from ingest.index.generation import Generations
    from ingest.settings import read_settings

    settings = read_settings()
    return Generations(settings.data, open_embedder(settings.embedding), settings.chroma_url)


def _archive() -> "Archive":
    from ingest.index.archive import Archive
    from ingest.settings import read_settings

    return Archive(read_settings().data)


@contextmanager
def _clear_errors() -> Iterator[None]:
    """An expected fault is one line on standard error, and an exit code by its kind."""
    try:
        yield
    except KeyboardInterrupt:
        typer.secho("Afgebroken. Er is niets gepubliceerd; de oude index blijft in gebruik.", err=True, fg="red")
        raise typer.Exit(NOT_PUBLISHED) from None
    except IngestError as error:
        typer.secho(str(error), err=True, fg="red")
        raise typer.Exit(NOT_PUBLISHED if isinstance(error, NothingPublished | RefreshBusy) else USAGE) from None


def _print_json(content: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    app(prog_name="python -m ingest")
