"""The command line of the collection: `python -m ingest refresh | status | show | history | rollback`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.console import (
    PUBLISHED,
    PUBLISHED_WITH_REJECTIONS,
    Json,
    clear_errors,
    open_archive,
    open_fetcher,
    open_generations,
    print_json,
)
from ingest.errors import NothingPublished, UsageError
from ingest.sources_cli import app as sources_app

if TYPE_CHECKING:
    from ingest.review import Preview

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Beheer de documenten waaruit de antwoorden komen.",
)
app.add_typer(sources_app, name="sources")


@app.command()
def refresh(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PAD]...", help="Bestanden en mappen; zonder pad de map corpus.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Laat alleen zien wat er zou veranderen.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Vraag niets en ga ook door als er weinig of niets overblijft.")
    ] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Maak de index helemaal opnieuw.")] = False,
    as_json: Json = False,
) -> None:
    """Maak de verzameling precies gelijk aan de opgegeven documenten."""
    with clear_errors():
        from ingest.reading import open_readers
        from ingest.refresh import Wish
        from ingest.refresh import refresh as run
        from ingest.report import print_refresh, refresh_object, watch
        from ingest.report_diff import expected_time
        from ingest.review import Declined, Withheld, agree
        from ingest.settings import read_settings

        generations = open_generations()
        # The first time there is nothing to lose; a script cannot answer.
        live_id = generations.live_id()
        asks = not (yes or dry_run or as_json) and bool(live_id) and _is_terminal()
        try:
            web, review = open_fetcher(), _ask if asks else agree
            wish = Wish(dry_run=dry_run, yes=yes, rebuild=rebuild, web=web, review=review, asks=asks)
            with open_readers(read_settings().cluster) as readers:
                report = run(paths or [Path("corpus")], generations, watch, wish, readers)
        except NothingPublished as error:
            known = refresh_object(error.report) if isinstance(error, Withheld) else {}
            if as_json:
                print_json({"generation": live_id, **known, "error": str(error)})
            elif isinstance(error, Withheld) and not isinstance(error, Declined):
                print_refresh(error.report, "Er is niets veranderd.")
            raise
        if as_json:
            print_json(refresh_object(report))
        elif asks and report.generation != live_id:  # all the rest was shown with the question
            typer.echo(f"In gebruik: index {report.generation}.")
        else:
            used = f"In gebruik: index {report.generation} ({report.seconds:.1f} s)."
            proof = f"Dit was een proef: er is niets veranderd. Publiceren duurt {expected_time(report)}."
            print_refresh(report, proof if dry_run else used)
        raise typer.Exit(PUBLISHED_WITH_REJECTIONS if report.rejected else PUBLISHED)


@app.command()
def status(as_json: Json = False) -> None:
    """Laat zien welke documenten nu in gebruik zijn."""
    with clear_errors():
        from ingest.index.generation import live_store
        from ingest.report import print_status, status_object

        archive = open_archive()
        live = archive.meta(archive.must_live_id())
        with live_store(archive) as store:
            entries = store.entries()
        earlier = archive.earlier()
        if as_json:
            print_json(status_object(live, earlier, entries))
        else:
            print_status(live, earlier, entries)


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="DOC", help="De naam van het document.")], as_json: Json = False
) -> None:
    """Laat zien hoe een document is gelezen, met zijn passages."""
    with clear_errors():
        from ingest.index.generation import live_store
        from ingest.report import document_object, print_document

        with live_store(open_archive()) as store:
            document = store.find(name)
            passages = store.passages_of(document.id)
        if as_json:
            print_json(document_object(document, passages))
        else:
            print_document(document, passages)


@app.command()
def history(as_json: Json = False) -> None:
    """Laat zien welke verzamelingen documenten bewaard zijn, de nieuwste eerst."""
    with clear_errors():
        from ingest.report import history_object, print_history

        archive = open_archive()
        live = archive.must_live_id()
        kept = archive.metas()
        if as_json:
            print_json(history_object(kept, live))
        else:
            print_history(kept, live)


@app.command()
def rollback(
    to: Annotated[
        str, typer.Argument(metavar="[N]", help="Hoeveel stappen terug, of de naam van een index uit history.")
    ] = "1",
    as_json: Json = False,
) -> None:
    """Ga terug naar de vorige verzameling documenten, of naar een andere die bewaard is."""
    with clear_errors():
        archive = open_archive()
        left = archive.must_live_id()
        with archive.exclusive():
            meta = archive.go_to(to) if "-" in to[1:] else archive.rollback(_steps(to))
        if as_json:
            print_json({"generation": meta.id, "left": left, "passages": meta.passages, "documents": meta.documents})
        else:
            typer.echo(f"Index {meta.id} is weer in gebruik; {left} niet meer. Documenten: {meta.documents}.")
            typer.echo(f"Toch weer naar {left}? python -m ingest rollback {left}")


def _steps(text: str) -> int:
    if not (text.isdecimal() and int(text) > 0):
        raise UsageError(
            f"'{text}' is geen aantal stappen. Schrijf 1 of hoger, of de naam van een index uit: "
            "python -m ingest history"
        )
    return int(text)


def _ask(preview: "Preview") -> bool:
    """Show a person what changes and ask whether to publish it; no answer is no."""
    from ingest.report import print_refresh

    print_refresh(preview.report, "De nieuwe index is klaar en gecontroleerd.")
    try:
        answer = typer.prompt("Wilt u dit publiceren? [j/N]", default="n", show_default=False)
    except typer.Abort:
        return False
    return str(answer).strip().casefold() in ("j", "ja", "y", "yes")


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


if __name__ == "__main__":
    app(prog_name="python -m ingest")
