"""The commands about who may ask: `python -m bot invite | block | unblock`."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import UsageError
from bot.log.codes import CODE_PREFIX, number_of
from bot.log.model import Invitation, Role
from ingest.clock import day_of

if TYPE_CHECKING:
    from bot.log.records import Records

Database = Callable[[], AbstractContextManager["Records"]]

Who = Annotated[str, typer.Argument(help="Telegram-nummer, @naam, of de code uit het logboek.", metavar="WIE")]

_TOLD = """\
Laat de ander dit bericht naar de bot sturen:

/start {code}

Of stuur deze link, met de naam van uw bot erin: https://t.me/NAAM_VAN_UW_BOT?start={code}

Uitnodiging {number} geldt tot en met {day}, voor {people}. Rol: {role}.
Bewaar de code zelf als u die later nog nodig hebt: hier is die niet meer op te vragen.
Er is nu een uitnodiging. Daarom antwoordt de bot alleen nog mensen die zijn uitgenodigd of in de instellingen staan.
Wilt u dat iedereen mag blijven vragen? Zet dan SAMENWIJS_TELEGRAM_INVITE_ONLY=false in .env."""


def add_commands(app: typer.Typer, database: Database) -> None:
    """Add the commands to a command line; ``database`` opens the records and words their faults."""
    app.add_typer(_invitations(database), name="invite")

    @app.command()
    def block(who: Who) -> None:
        """Laat iemand geen vragen meer stellen over de documenten."""
        with database() as records:
            records.blocks.add(_identity(who), datetime.now(UTC))
        typer.echo(f"{who} kan de bot niet meer gebruiken. Terugdraaien kan met: python -m bot unblock {who}")

    @app.command()
    def unblock(who: Who) -> None:
        """Laat iemand weer vragen stellen over de documenten."""
        with database() as records:
            if not records.blocks.remove(_identity(who)):
                raise UsageError(f"{who} was niet geblokkeerd. Misschien wel op naam of nummer?")
        typer.echo(f"{who} kan de bot weer gebruiken.")


def _invitations(database: Database) -> typer.Typer:
    app = typer.Typer(help="Nodig iemand uit om vragen te stellen over de documenten.", invoke_without_command=True)

    @app.callback()
    def invite(
        context: typer.Context,
        role: Annotated[Role, typer.Option(help="Wat iemand mag.")] = Role.ASKER,
        uses: Annotated[int, typer.Option(min=1, max=10_000, help="Voor hoeveel mensen de code geldt.")] = 1,
        days: Annotated[int, typer.Option(min=1, max=3650, help="Hoeveel dagen de code geldt.")] = 7,
    ) -> None:
        """Maak een code waarmee iemand de bot mag gebruiken."""
        if context.invoked_subcommand:
            return
        if role is Role.REVIEWER:
            raise typer.BadParameter("Wie beoordeelt, doet dat op de webpagina's. Maak een account met: bot user add")
        now = datetime.now(UTC)
        with database() as records:
            code, invitation = records.invitations.make(role, uses, now + timedelta(days=days), now)
        people = "1 persoon" if uses == 1 else f"{uses} personen"
        day = f"{day_of(invitation.expires_at):%d-%m-%Y}"
        typer.echo(_TOLD.format(code=code, number=invitation.number, day=day, people=people, role=role.in_words))

    @app.command("list")
    def show() -> None:
        """Toon alle uitnodigingen, de oudste eerst; nooit hun codes."""
        with database() as records:
            invitations = records.invitations.all()
        for invitation in invitations:
            typer.echo(_line(invitation))
        if not invitations:
            typer.echo("Er zijn nog geen uitnodigingen.")

    @app.command()
    def revoke(
        invitation: Annotated[str, typer.Argument(help="Het nummer uit de lijst, of de code zelf.", metavar="NUMMER")],
    ) -> None:
        """Trek een uitnodiging in. Wie al binnen is, blijft binnen; gebruik daarvoor `block`."""
        number = number_of(invitation) if invitation.startswith(CODE_PREFIX) else invitation
        with database() as records:
            if not records.invitations.revoke(number, datetime.now(UTC)):
                raise UsageError(f"Uitnodiging {invitation} bestaat niet. Kijk met: python -m bot invite list")
        typer.echo(f"Uitnodiging {number} laat niemand meer binnen.")

    return app


def _line(invitation: Invitation) -> str:
    state = "geldt" if invitation.admits(datetime.now(UTC)) else "geldt niet meer"
    if invitation.revoked_at:
        state = "ingetrokken"
    until = f"{day_of(invitation.expires_at):%d-%m-%Y}"
    return f"{invitation.number}  {invitation.role.in_words:14}  nog {invitation.uses_left} keer, tot {until}  {state}"


def _identity(who: str) -> str:
    """Somebody in Telegram, or a pseudonym as the log shows it."""
    if re.fullmatch(r"\d{1,15}", who):
        return f"telegram:{who}"
    if re.fullmatch(r"[0-9a-f]{16}", who):
        return who
    if re.fullmatch(r"@?[A-Za-z]\w*", who, re.ASCII):
        return f"telegram:@{who.removeprefix('@').lower()}"
    raise UsageError(f"“{who}” is geen Telegram-nummer, geen @naam en geen code uit het logboek.")
