"""The commands about who signs in on the web pages: `python -m bot user`."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import UsageError
from bot.log.model import Account, Role
from ingest.clock import day_of

if TYPE_CHECKING:
    from bot.log.records import Records
    from bot.roster import Roster

Database = Callable[[], AbstractContextManager["Records"]]
Name = Annotated[str, typer.Argument(help="De naam om mee in te loggen.", metavar="NAAM")]

_LINK = """\
Stuur deze link aan {shown}. Daarmee kiest {shown} een wachtwoord:

{link}

De link werkt één keer, tot en met {day}. Daarna maakt u een nieuwe met: python -m bot user link {name}"""

_LAST = "Dit is de laatste beheerder die kan inloggen. Maak eerst iemand anders beheerder."


def add_commands(app: typer.Typer, database: Database, address: Callable[[], str]) -> None:
    """Add the commands to a command line; ``address`` is that of the web pages."""
    app.add_typer(_users(database, address), name="user")


def link_of(address: str, code: str) -> str:
    """The link with which somebody chooses a password."""
    return f"{address}/welkom/{code}"


def _users(database: Database, address: Callable[[], str]) -> typer.Typer:
    app = typer.Typer(no_args_is_help=True, help="Wie op de webpagina's mag inloggen, en wat die mag.")

    @app.command()
    def add(
        name: Name,
        role: Annotated[Role, typer.Option(help="Wat iemand mag.")] = Role.ASKER,
        shown: Annotated[str, typer.Option(help="De naam die collega's zien.")] = "",
    ) -> None:
        """Maak een account, en een link waarmee iemand daarvoor een wachtwoord kiest."""
        from bot.log.accounts import is_name

        if not is_name(name):
            raise typer.BadParameter("Een naam bestaat uit letters, cijfers en . @ + - _, zonder spaties.")
        now = datetime.now(UTC)
        with database() as records:
            added = _roster(records).add(name, shown, role, now)
            if added is None:
                raise UsageError(
                    f"Er is al een account {name}. Een nieuwe link maakt u met: python -m bot user link {name}"
                )
        account, code = added
        typer.echo(f"Het account {account.name} ({role.in_words}) is gemaakt.")
        _tell(account, link_of(address(), code), now)

    @app.command("list")
    def show() -> None:
        """Toon alle accounts, op naam."""
        with database() as records:
            accounts = records.accounts.all()
        for account in accounts:
            typer.echo(_line(account))
        if not accounts:
            typer.echo("Er zijn nog geen accounts. Maak er een met: python -m bot user add NAAM --role admin")

    @app.command()
    def link(name: Name) -> None:
        """Maak een nieuwe link, waarmee iemand een ander wachtwoord kiest."""
        now = datetime.now(UTC)
        with database() as records:
            account = _known(records, name)
            if account.disabled_at:
                raise UsageError(
                    f"{account.name} mag niet inloggen. Eerst nodig: python -m bot user enable {account.name}"
                )
            code = _roster(records).link(account, now)
        _tell(account, link_of(address(), code), now)

    @app.command("role")
    def change_role(name: Name, role: Annotated[Role, typer.Argument(help="Wat iemand voortaan mag.")]) -> None:
        """Geef iemand een andere rol."""
        with database() as records:
            if not _roster(records).change_role(_known(records, name), role, datetime.now(UTC)):
                raise UsageError(_LAST)
        typer.echo(f"{name} is nu: {role.in_words}.")

    @app.command()
    def disable(name: Name) -> None:
        """Laat iemand niet meer inloggen; wie binnen is, gaat eruit."""
        with database() as records:
            if not _roster(records).disable(_known(records, name), datetime.now(UTC)):
                raise UsageError(_LAST)
        typer.echo(f"{name} mag niet meer inloggen. Terugdraaien kan met: python -m bot user enable {name}")

    @app.command()
    def enable(name: Name) -> None:
        """Laat iemand weer inloggen."""
        with database() as records:
            _roster(records).enable(_known(records, name), datetime.now(UTC))
        typer.echo(f"{name} mag weer inloggen.")

    return app


def _roster(records: "Records") -> "Roster":
    from bot.roster import Roster

    return Roster(records, manager=None, address="")


def _known(records: "Records", name: str) -> Account:
    account = records.accounts.find(name)
    if account is None:
        raise UsageError(f"Er is geen account {name}. Kijk met: python -m bot user list")
    return account


def _tell(account: Account, link: str, now: datetime) -> None:
    from bot.log.credentials import LINK_LASTS

    day = f"{day_of(now + LINK_LASTS):%d-%m-%Y}"
    typer.echo(_LINK.format(shown=account.shown, link=link, day=day, name=account.name))


def _line(account: Account) -> str:
    seen = f"laatst ingelogd {day_of(account.seen_at):%d-%m-%Y}" if account.seen_at else "nog nooit ingelogd"
    state = "  mag niet meer inloggen" if account.disabled_at else ""
    return f"{account.name:24}  {account.shown:24}  {account.role.in_words:14}  {seen}{state}"
