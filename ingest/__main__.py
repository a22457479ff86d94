"""The command line of the collection: `python -m ingest refresh | status | show | history | rollback | erase`."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
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
    warn_of_misspelt_settings,
)
from ingest.erase_cli import erase as erase_command
from ingest.errors import NothingPublished, RefreshBusy, UsageError
from ingest.sources_cli import app as sources_app
from ingest.watch import watch as watch_command

if TYPE_CHECKING:
    from ingest.answers import Replayer
    from ingest.index.generation import Generation, Generations
    from ingest.model import RefreshReport, Replay
    from ingest.review import Preview

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Beheer de documenten waaruit de antwoorden komen.",
)
app.add_typer(sources_app, name="sources")
app.command()(watch_command)
app.command()(erase_command)


@app.callback()
def _begin() -> None:
    from bot.settings import BotSettings

    warn_of_misspelt_settings(BotSettings)


@app.command()
def refresh(  # noqa: PLR0913, PLR0917  # an argument for each option of the command
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PAD]...", help="Bestanden en mappen; zonder pad de map corpus.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Laat alleen zien wat er zou veranderen.")] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="Vraag niets en ga ook door als er weinig of niets overblijft.")
    ] = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Maak de index helemaal opnieuw.")] = False,
    stop_on_lost: Annotated[
        bool,
        typer.Option("--stop-on-lost", help="Publiceer niet als een beoordeelde vraag haar goede antwoord verliest."),
    ] = False,
    keep_pages: Annotated[
        bool, typer.Option("--keep-pages", help="Haal alleen webpagina's op die er nog niet zijn.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Maak de verzameling precies gelijk aan de opgegeven documenten."""
    with clear_errors():
        from ingest.answers import AnswersReview
        from ingest.reading import open_readers
        from ingest.refresh import Wish
        from ingest.refresh import refresh as run
        from ingest.report import print_refresh, refresh_object, watch
        from ingest.report_diff import expected_time
        from ingest.review import Declined, Withheld
        from ingest.settings import read_settings

        generations = open_generations()
        # The first time there is nothing to lose; a script cannot answer.
        live_id = generations.live_id()
        asks = not (yes or dry_run or as_json) and bool(live_id) and _is_terminal()
        answers = AnswersReview(_replayer(generations), stop_on_lost=stop_on_lost)

        def review(preview: "Preview") -> bool:
            return answers(preview) and (not asks or _ask(replace(preview.report, answers=answers.replay)))

        try:
            web = open_fetcher(asks_again=not keep_pages)
            wish = Wish(dry_run=dry_run, yes=yes, rebuild=rebuild, web=web, review=review, asks=asks)
            with open_readers(read_settings().cluster) as readers:
                report = run(paths or [read_settings().corpus], generations, watch, wish, readers)
        except RefreshBusy as error:
            if as_json:
                print_json({"generation": live_id, "busy": True, "error": str(error)})
            raise
        except NothingPublished as error:
            known = refresh_object(error.report) if isinstance(error, Withheld) else {}
            if as_json:
                print_json({"generation": live_id, **known, "error": str(error)})
            elif isinstance(error, Withheld) and not isinstance(error, Declined):
                print_refresh(error.report, "Er is niets veranderd.")
            if isinstance(error, Withheld) and not dry_run:
                _save_page(generations, error.report, str(error), published=False, told=not as_json)
            raise
        report = report if dry_run else replace(report, answers=answers.replay)
        if as_json:
            print_json(refresh_object(report))
        elif asks and report.generation != live_id:  # all the rest was shown with the question
            typer.echo(f"In gebruik: index {report.generation}.")
        else:
            used = f"In gebruik: index {report.generation} ({report.seconds:.1f} s)."
            proof = (
                f"Dit was een proef: er is niets veranderd. Het maken van de index duurt {expected_time(report)}. "
                "Welke antwoorden veranderen, wordt vlak voor het publiceren nagegaan; ook dat kost even tijd."
            )
            print_refresh(report, proof if dry_run else used)
        if not dry_run:
            news = "Er is niets veranderd." if report.generation == live_id else "De nieuwe verzameling is in gebruik."
            _save_page(generations, report, news, published=True, told=not as_json)
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
        from ingest.report_document import document_object, print_document

        with live_store(open_archive()) as store:
            document = store.find(name)
            passages, notes = store.passages_of(document.id), store.notes()[document.id]
            facts = store.facts(document_id=document.id)
        if as_json:
            print_json(document_object(document, passages, notes, facts))
        else:
            print_document(document, passages, notes)


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


def _replayer(generations: "Generations") -> "Replayer":
    """What tries questions on both generations; the bot is only loaded when that happens."""

    def replay(live: "Generation | None", new: "Generation") -> "Replay":
        from bot.bootstrap import open_replayer
        from ingest.settings import read_settings

        return open_replayer(read_settings(), generations.embedder)(live, new)

    return replay


def _save_page(
    generations: "Generations", report: "RefreshReport", ending: str, *, published: bool, told: bool
) -> None:
    """Write the page of a refresh and tell where it is; whatever happens to it, the refresh itself is over."""
    from ingest.page import Outcome, save_page

    try:
        page = save_page(generations.archive, Outcome(report, ending, datetime.now(UTC), published))
    except OSError as error:
        typer.secho(f"Het verslag kon niet worden geschreven ({error.strerror}).", err=True, fg="yellow")
        return
    if told:
        typer.echo(f"Verslag: {page}")


def _ask(report: "RefreshReport") -> bool:
    """Show a person what changes and ask whether to publish it; no answer is no."""
    from ingest.report import print_refresh

    print_refresh(report, "De nieuwe index is klaar en gecontroleerd.")
    try:
        answer = typer.prompt("Wilt u dit publiceren? [j/N]", default="n", show_default=False)
    except typer.Abort:
        return False
    return str(answer).strip().casefold() in ("j", "ja", "y", "yes")


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


if __name__ == "__main__":
    app(prog_name="python -m ingest")
