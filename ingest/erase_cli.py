"""The command `python -m ingest erase`: a document goes for good, and it is proven that it is gone."""

import sys
from collections.abc import Set
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.console import PUBLISHED, PUBLISHED_WITH_REJECTIONS, Json, clear_errors, print_json
from ingest.errors import NothingPublished

if TYPE_CHECKING:
    from ingest.erase import Erasure, Redaction
    from ingest.erase_target import Target


def erase(
    name: Annotated[str, typer.Argument(metavar="DOC", help="De naam van het document.")],
    yes: Annotated[bool, typer.Option("--yes", help="Vraag niet om bevestiging.")] = False,
    as_json: Json = False,
) -> None:
    """Wis een document uit alle bewaarde verzamelingen documenten en bewijs dat het weg is."""
    with clear_errors():
        from bot.bootstrap import log_is_on_server
        from ingest.console import open_generations
        from ingest.erase import Surroundings
        from ingest.erase import erase as run
        from ingest.report import watch
        from ingest.settings import read_settings

        asks = not (yes or as_json) and sys.stdin.isatty() and sys.stdout.isatty()
        if not (yes or asks):
            raise NothingPublished("Er is niets gewist. Wissen kan niet ongedaan worden gemaakt: geef --yes mee.")
        around = Surroundings(
            redact=_redact,
            confirm=_ask if asks else _agree,
            watch=watch,
            log_server=log_is_on_server(),
            chroma_server=bool(read_settings().chroma_url),
        )
        erasure = run(name, open_generations(), around)
        if erasure is None:
            raise NothingPublished("Er is niets gewist.")
        if as_json:
            print_json({**erasure.content, "certificate": str(erasure.path)})
        else:
            _tell(erasure)
        raise typer.Exit(PUBLISHED if erasure.proven else PUBLISHED_WITH_REJECTIONS)


def _redact(ids: Set[str], digests: Set[str]) -> "Redaction":
    from bot.bootstrap import erase_from_log
    from ingest.erase import Redaction
    from ingest.settings import read_settings

    done = erase_from_log(read_settings(), ids, digests)
    return Redaction(done.passages, done.answers, done.overwritten)


def _agree(target: "Target") -> bool:
    del target
    return True


def _ask(target: "Target") -> bool:
    typer.echo(f"Dit wordt gewist: {', '.join(target.names)}")
    typer.echo(
        f"Het staat in {len(target.holders)} bewaarde indexen. Ook de kopieën, en de citaten in het logboek, gaan weg. "
        "Wissen kan niet ongedaan worden gemaakt."
    )
    try:
        answer = typer.prompt("Wilt u dit wissen? [j/N]", default="n", show_default=False)
    except typer.Abort:
        return False
    return str(answer).strip().casefold() in ("j", "ja", "y", "yes")


def _tell(erasure: "Erasure") -> None:
    content, searched = erasure.content, erasure.content["searched"]
    typer.echo(f"Gewist: {', '.join(content['documents'])}.")
    typer.echo(
        f"Opnieuw gemaakte indexen: {len(content['generations'])}. Verwijderde bestanden: {len(content['deleted'])}. "
        f"Antwoorden in het logboek waar de tekst uit is gehaald: {content['log']['answers']}."
    )
    typer.echo(
        f"Daarna gezocht naar {len(content['sample'])} stukken tekst in {len(searched['files'])} bestanden "
        f"({searched['bytes'] / 1e6:.1f} MB): {'niets gevonden' if erasure.proven else 'niet alles is weg'}."
    )
    for name in content["found"]:
        typer.secho(f"Hier staat nog tekst van het document: {name}. Kijk of u dat zelf kunt weghalen.", fg="yellow")
    for name in searched["unreadable"]:
        typer.secho(f"Dit bestand was niet te lezen: {name}.", fg="yellow")
    for name in content["shared"]:
        typer.secho(f"Een deel van de zinnen staat ook in {name}; dat document is er nog.", fg="yellow")
    for name in content["sources_left"]:
        typer.secho(f"Het bestand zelf staat nog op {name}. Verwijder het daar ook.", fg="yellow")
    typer.echo("Een volgende verversing neemt precies dit bestand niet meer op.")
    typer.echo(f"Het bewijs: {erasure.path}, en leesbaar in {erasure.path.with_suffix('.txt').name}.")
