"""The bot's command line: `python -m bot ask | batch | telegram | web | user | invite | block | golden | log | …`.

The console script `samenwijs` offers these commands and those of `python -m ingest` together.
"""

import io
import json
import sys
import uuid
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TextIO

import typer

from bot import admission, users
from bot.batch import read_questions, whole_file
from bot.desks import connection_of, open_shelves, practice_of, secrets_of, telegram_desk, web_desk
from bot.errors import BotError, ConfigError, UsageError
from bot.logs import configure as configure_logs
from bot.model import Question, Turn
from bot.register import registration
from bot.serialise import json_line, turn_row
from ingest.console import warn_of_misspelt_settings
from ingest.errors import IngestError

if TYPE_CHECKING:
    from bot.bootstrap import Application
    from bot.desks import Shelves
    from bot.fronts.telegram.wiring import Desk
    from bot.fronts.web.wiring import Desk as WebDesk
    from bot.fronts.web.wiring import Site
    from bot.log.records import Records
    from bot.settings import BotSettings
    from ingest.settings import IngestSettings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Stel vragen over de documenten: elk antwoord bestaat uit zinnen met hun bron.",
)
log_app = typer.Typer(no_args_is_help=True, help="Het logboek van vragen over de documenten en hun antwoorden.")
app.add_typer(log_app, name="log")


@contextmanager
def _database() -> "Iterator[Records]":
    from bot.bootstrap import open_database

    with _clear_errors(), closing(open_database(*_settings())) as records:
        yield records


def _web_address() -> str:
    return _settings()[1].web_address.rstrip("/") or "http://127.0.0.1:8080"


admission.add_commands(app, _database)
users.add_commands(app, _database, _web_address)

DEMO = (
    "Wie zijn de partners van Samen werkt beter?",
    "Wat is een BRE?",
    "Wie is de burgemeester van Parijs?",
)


class Format(StrEnum):
    """How the log is exported."""

    JSONL = "jsonl"
    CSV = "csv"


@app.callback()
def _begin() -> None:
    from bot.settings import BotSettings

    warn_of_misspelt_settings(BotSettings)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="De vraag.", metavar="VRAAG")],
    history: Annotated[list[str] | None, typer.Option(help="Een eerdere vraag; mag vaker, oudste eerst.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Geef het antwoord als één JSON-object.")] = False,
) -> None:
    """Beantwoord één vraag uit de documenten."""
    with _clear_errors(), _application() as application:
        turn = application.assistant.take(_question(question, "cli"), _earlier(history))
        _output().write(f"{json_line(turn_row(turn)) if as_json else _text(turn, application)}\n")


@app.command()
def batch(
    questions: Annotated[Path, typer.Argument(help="Een regel JSON per vraag: id, question, eventueel history.")],
    out: Annotated[Path, typer.Option(help="Het bestand voor de antwoorden.")],
) -> None:
    """Beantwoord een bestand met vragen over de documenten; niets daarvan komt in het logboek."""
    with _clear_errors():
        rows = read_questions(questions)
        with _application() as application, whole_file(out) as stream:
            for row in rows:
                turn = application.assistant.respond(_question(row.question, "batch"), _earlier(row.history))
                stream.write(json_line({**turn_row(turn), "id": row.id}) + "\n")


@app.command()
def telegram() -> None:
    """Start de Telegram-bot, die vragen over de documenten beantwoordt."""
    with _clear_errors():
        shared, settings = _settings()
        _must_have_token(settings)
        configure_logs(secrets_of(settings), settings.log_format, settings.log_level)
        from bot.bootstrap import open_application
        from bot.fronts.telegram.run import run

        with ExitStack() as beside:

            def open_desk() -> "Desk":
                application = open_application(shared, settings)
                beside.enter_context(_tidying(shared, settings, application.records))
                return telegram_desk(settings, application, open_shelves(shared, application))

            run(connection_of(shared, settings), open_desk)


def _tidying(shared: "IngestSettings", settings: "BotSettings", records: "Records") -> AbstractContextManager[None]:
    from bot.bootstrap import open_nightly
    from bot.nightly import every_night

    return every_night(open_nightly(shared, settings, records))


@app.command()
def web(
    host: Annotated[str, typer.Option(help="Het adres waarop de webpagina's luisteren.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="De poort.")] = 8080,
    with_telegram: Annotated[bool, typer.Option("--telegram", help="Start ook de Telegram-bot.")] = False,
) -> None:
    """Start de webpagina's: vragen stellen over de documenten, en antwoorden beoordelen."""
    with _clear_errors(), ExitStack() as beside:
        shared, settings = _settings()
        if with_telegram:
            _must_have_token(settings)
        configure_logs(secrets_of(settings), settings.log_format, settings.log_level)
        from bot.bootstrap import open_application
        from bot.fronts.web.run import run

        def open_all() -> "tuple[Application, Shelves, WebDesk, Site]":
            application = open_application(shared, settings)
            shelves = open_shelves(shared, application)
            desk, site = web_desk(shared, settings, application, shelves)
            _tell_of_first_account(desk, site.address or f"http://{host}:{port}")
            beside.enter_context(_tidying(shared, settings, application.records))
            typer.echo(f"Samenwijs luistert op http://{host}:{port}. Stoppen kan met Ctrl+C.", err=True)
            return application, shelves, desk, site

        if not with_telegram:
            _, _, desk, site = open_all()
            run(desk, site, host, port)
            return
        from bot.fronts import together

        def open_desks() -> together.Desks:
            application, shelves, desk, site = open_all()
            return together.Desks(desk, site, telegram_desk(settings, application, shelves))

        together.run(connection_of(shared, settings), open_desks, host, port)


def _must_have_token(settings: "BotSettings") -> None:
    if not settings.telegram_token.get_secret_value():
        raise ConfigError("Er is geen token: zet SAMENWIJS_TELEGRAM_TOKEN in .env. U krijgt een token van @BotFather.")


def _tell_of_first_account(desk: "WebDesk", address: str) -> None:
    if not desk.records.accounts.any():
        link = users.link_of(address, desk.records.credentials.first_code)
        typer.echo(f"Er zijn nog geen accounts. Maak het account van de eerste beheerder met deze link: {link}")


@app.command()
def golden(
    file: Annotated[
        Path | None, typer.Argument(metavar="[BESTAND]", help="Zonder bestand: golden.jsonl in de map met gegevens.")
    ] = None,
) -> None:
    """Kijk of beoordeelde vragen over de documenten nog een goed antwoord krijgen; zo niet, dan is de code 1."""
    from bot.golden import GOLDEN_FILE, read_golden

    with _clear_errors():
        path = file or _settings()[0].data / GOLDEN_FILE
        if not (file or path.exists()):
            typer.echo(f"Er zijn nog geen beoordeelde vragen: {path} bestaat niet.")
            return
        known = read_golden(path)
        wrong = 0
        with _application() as application:
            for case in known.cases:
                turn = application.assistant.respond(_question(case.question, "golden"), case.history)
                if fault := case.fault(turn.answer):
                    wrong += 1
                    typer.echo(f"{case.id}: {case.question}\n  Het antwoord {fault}.")
        typer.echo(f"{len(known.cases) - wrong} van {len(known.cases)} beoordeelde vragen krijgen een goed antwoord.")
        if known.faults:
            raise UsageError("\n".join(known.faults))
        raise typer.Exit(1 if wrong else 0)


@app.command()
def retention(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Zeg alleen wat er weg zou gaan.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Geef de uitkomst als één JSON-object.")] = False,
) -> None:
    """Wis uit het logboek van vragen over de documenten wat lang genoeg is bewaard; dat gebeurt ook elke nacht."""
    from bot.bootstrap import open_nightly

    with _clear_errors(), _database() as records:
        nightly = open_nightly(*_settings(), records)
        now = datetime.now(UTC)
        cleared = nightly.foresee(now) if dry_run else nightly.now(now)
        if as_json:
            _output().write(json_line({"dry_run": dry_run, **asdict(cleared)}) + "\n")
        else:
            typer.echo(_CLEARED.format(done="zou gaan" if dry_run else "is gegaan", **asdict(cleared)))


_CLEARED = """\
Dit {done}:
  vragen en antwoorden waarvan de woorden weg zijn  {words}
  rijen die helemaal weg zijn                       {rows}
  mensen van wie niets meer over is                 {people}
Blijft staan omdat iemand het vasthoudt: {held}"""


@app.command()
def register() -> None:
    """Geef de gegevens voor het Algoritmeregister: hoe deze opstelling vragen over de documenten beantwoordt."""
    with _clear_errors():
        _output().write(json.dumps(registration(practice_of(_settings()[1])), ensure_ascii=False, indent=2) + "\n")


@log_app.command()
def export(
    form: Annotated[Format, typer.Option("--format", help="jsonl, of csv voor Excel.")] = Format.JSONL,
    since: Annotated[str, typer.Option(metavar="JJJJ-MM-DD", help="Alleen vanaf deze dag.")] = "",
) -> None:
    """Schrijf het logboek naar de standaarduitvoer, oudste vraag eerst."""
    from bot.bootstrap import open_log
    from bot.log.export import write_csv, write_jsonl

    with _clear_errors():
        first = _day(since) if since else None
        log = open_log(*_settings())
        write = write_csv if form is Format.CSV else write_jsonl
        write(log.rows(first), _output())


@app.command()
def demo() -> None:
    """Stel drie voorbeeldvragen over de documenten en laat zien hoe u verder gaat."""
    with _clear_errors(), _application() as application:
        for text in DEMO:
            turn = application.assistant.respond(_question(text, "demo"))
            typer.secho(f"\nVraag: {text}", bold=True)
            typer.echo(_text(turn, application))
    typer.secho(
        "\nVerbinden met Telegram: vraag een token aan @BotFather en zet het in .env (SAMENWIJS_TELEGRAM_TOKEN=…)."
    )
    typer.secho("Start de bot met: .venv/bin/python -m bot telegram")


def samenwijs() -> None:
    """The console script: the commands of the bot and of the refresh together."""
    from ingest.__main__ import app as ingest_app

    app.add_typer(ingest_app)
    app(prog_name="samenwijs")


def _settings() -> "tuple[IngestSettings, BotSettings]":
    from bot.settings import read_bot_settings
    from ingest.settings import read_settings

    return read_settings(), read_bot_settings()


@contextmanager
def _application() -> "Iterator[Application]":
    from bot.bootstrap import open_application

    yield open_application(*_settings())


@contextmanager
def _clear_errors() -> Iterator[None]:
    """An expected fault is one line on standard error: exit code 2, or 1 when a service refused us."""
    try:
        yield
    except (BotError, IngestError) as error:
        _end(str(error), error.exit_code if isinstance(error, BotError) else BotError.exit_code)
    except BrokenPipeError:
        raise  # whoever read our output has seen enough; typer then ends without a word
    except OSError as error:
        _end(
            f"Ik kan {error.filename or 'een bestand'} niet lezen of schrijven ({error.strerror}). "
            "Kijk na of het pad klopt, of u er rechten voor hebt en of de schijf vol is.",
            BotError.exit_code,
        )


def _end(message: str, exit_code: int) -> NoReturn:
    typer.secho(message, err=True, fg="red")
    raise typer.Exit(exit_code) from None


def _output() -> TextIO:
    """Standard output as scripts and Excel expect it on every system: UTF-8, line ends as they are written."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # By line, so that a reader who has gone is noticed here and not by the interpreter when it ends.
        sys.stdout.reconfigure(encoding="utf-8", newline="", line_buffering=True)
    return sys.stdout


def _question(text: str, channel: str) -> Question:
    unique = uuid.uuid4().hex
    return Question(f"{channel}-{unique}", f"{channel}:{unique}", channel, _readable(text), datetime.now(UTC))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"'{_readable(text)}' is geen datum. Schrijf de dag als 2026-05-31.") from None


def _earlier(history: Sequence[str] | None) -> list[str]:
    return [_readable(text) for text in history or ()]


def _readable(text: str) -> str:
    """``text`` with a question mark for what is no character: bytes that are not UTF-8, half an emoji in JSON."""
    return text.encode(errors="replace").decode()


def _text(turn: Turn, application: "Application") -> str:
    from bot.fronts.render import caution_for, plain_text, reading
    from bot.library import Library
    from ingest.clock import today

    library, day = Library(application.collection), today()
    understood = reading(turn.question.text, turn.query.text)
    return plain_text(turn.answer, understood, lambda source: caution_for(source, library.successor(source), day))


if __name__ == "__main__":
    app(prog_name="python -m bot")
