"""The command line of the list of sources: `python -m ingest sources add | check | list`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.console import USAGE, Json, clear_errors, open_fetcher, print_json
from ingest.errors import Rejected, UsageError

if TYPE_CHECKING:
    from ingest.model import Remark, Source
    from ingest.sources.listing import Listing

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Beheer de lijst van bronnen: wat doet er mee, en wat weten wij ervan?",
)
Corpus = Annotated[Path | None, typer.Option("--corpus", metavar="MAP", help="De map waarin de lijst staat.")]
Offline = Annotated[bool, typer.Option("--no-fetch", help="Haal niets op van internet.")]
Text = Annotated[str, typer.Option(metavar="TEKST")]
Day = Annotated[str, typer.Option(metavar="JJJJ-MM-DD")]


@app.command()
def add(  # noqa: PLR0913  # an option for each thing that can be known of a source
    what: Annotated[str, typer.Argument(metavar="ADRES_OF_BESTAND", help="Een webadres, een bestand of een map.")],
    *,
    title: Text = "",
    publisher: Text = "",
    date: Day = "",
    programme: Text = "",
    region: Text = "",
    language: Text = "",
    supersedes: Text = "",
    valid_until: Day = "",
    licence: Text = "",
    contact: Text = "",
    links: Annotated[str, typer.Option(metavar="pdf", help="Neem ook de PDF's waar de pagina naar verwijst.")] = "",
    corpus: Corpus = None,
    no_fetch: Offline = False,
) -> None:
    """Zet een bron in de lijst. Een webpagina wordt één keer opgehaald om te zien of hij te lezen is."""
    known = {
        "title": title,
        "publisher": publisher,
        "date": date,
        "programme": programme,
        "region": region,
        "language": language,
        "supersedes": supersedes,
        "valid_until": valid_until,
        "licence": licence,
        "contact": contact,
        "links": links,
    }
    with clear_errors():
        from ingest.sources import edit

        corpus = _folder(corpus)
        key, name = _target(what, corpus)
        stated = None if no_fetch or key != "url" else _as_read(name)
        if stated:
            known["title"] = title or stated.title
        said = [(key, name), *((key, value) for key, value in known.items() if value)]
        block = edit.block(said, stated.published_on if stated and not date else None)
        file = edit.add(corpus, block)
        typer.echo(f"Toegevoegd aan {file}:\n\n{block}")
        if not date and not (stated and stated.published_on) and key != "folder":
            typer.echo('Weet u de datum? Zet hem er dan bij, als date = "2024-05-01".')
        typer.echo("Kijk wat er verandert met: python -m ingest refresh --dry-run")


@app.command()
def check(corpus: Corpus = None, no_fetch: Offline = False, as_json: Json = False) -> None:
    """Controleer de lijst: fouten, verlopen en vervangen documenten, webadressen die niet antwoorden."""
    with clear_errors():
        corpus = _folder(corpus)
        listing = _listing(corpus)
        remarks = _remarks(corpus, listing, asks=not no_fetch)
        if as_json:
            told = [{"doc": remark.doc, "text": remark.text} for remark in remarks]
            print_json({"sources": len(listing.entries), "mistakes": list(listing.mistakes), "remarks": told})
        for remark in [] if as_json else remarks:
            typer.echo(f"Let op: {remark.doc}: {remark.text}")
        if listing.mistakes:
            raise UsageError("\n".join(listing.mistakes))
        if not as_json:
            typer.echo(f"De lijst is goed. Bronnen: {len(listing.entries)}. Opmerkingen: {len(remarks)}.")


@app.command("list")
def list_sources(corpus: Corpus = None, as_json: Json = False) -> None:
    """Laat zien wat er in de lijst staat."""
    with clear_errors():
        from ingest.fetch.copies import Copies
        from ingest.settings import read_settings
        from ingest.sources.told import line_of, object_of, unlisted_in

        listing = _listing(_folder(corpus))
        unlisted = unlisted_in(listing)
        copies = Copies(read_settings().data)
        if as_json:
            print_json({"sources": [object_of(entry, copies) for entry in listing.entries], "unlisted": unlisted})
        else:
            for entry in listing.entries:
                typer.echo(line_of(entry))
            typer.echo(f"Bronnen in de lijst: {len(listing.entries)}. Bestanden die er niet in staan: {len(unlisted)}.")
        if listing.mistakes:
            typer.secho("\n".join(listing.mistakes), err=True, fg="red")
            raise typer.Exit(USAGE)


def _target(what: str, corpus: Path) -> tuple[str, str]:
    """The key and the value by which the list knows an address, a file or a folder."""
    if "://" in what or what.startswith("www."):
        from ingest.fetch.addresses import canonical

        return "url", canonical(what)
    path = next((path for path in (Path(what), corpus / what) if path.exists()), None)
    if path is None:
        raise UsageError(f"'{what}' is er niet, ook niet in de map {corpus}. Een webadres begint met https://.")
    if not path.resolve().is_relative_to(corpus.resolve()) or path.resolve() == corpus.resolve():
        raise UsageError(f"'{what}' staat niet in de map {corpus}. Zet het daar eerst in, en noem het dan.")
    name = path.resolve().relative_to(corpus.resolve()).as_posix()
    return ("folder" if path.is_dir() else "file"), name


def _as_read(address: str) -> "Source":
    """What a page says of itself; raises UsageError when it cannot be fetched or read."""
    from ingest.fetch.copies import forget
    from ingest.model import Rejection, Source
    from ingest.reading_guard import Reader
    from ingest.reading_parts import Job, Taken

    fetcher = open_fetcher()
    try:
        fetched = fetcher.fetch(address)
        if fetched.fault:
            raise Rejected(fetched.fault)
    except Rejected as reason:
        surely = "Klopt het adres toch? Geef dan --no-fetch mee."
        raise UsageError(f"{address}: {reason} Er is niets toegevoegd. {surely}") from None
    reader = Reader()
    try:
        source = Source(id=address, file=fetched.path, url=address)
        outcomes = reader.read(Job(source, fetched.path.absolute(), fetched.copy.digest))
    finally:
        reader.close()
    for outcome in outcomes:
        if isinstance(outcome, Taken):
            return outcome.document.source
    forget(fetcher.data, source)
    why = next((outcome.reason for outcome in outcomes if isinstance(outcome, Rejection)), "Er staat geen tekst in.")
    raise UsageError(f"{address}: {why} Er is niets toegevoegd.")


def _folder(given: Path | None) -> Path:
    from ingest.settings import read_settings

    return given or read_settings().corpus


def _listing(corpus: Path) -> "Listing":
    from ingest.sources.listing import listing_of

    if not corpus.is_dir():
        raise UsageError(f"De map '{corpus}' bestaat niet. Noem een andere met --corpus.")
    return listing_of(corpus)


def _remarks(corpus: Path, listing: "Listing", *, asks: bool) -> list["Remark"]:
    """What is to be said of a collection, as far as its lists are right."""
    from ingest.model import Remark
    from ingest.report import watch
    from ingest.sources import collected
    from ingest.sources.doubts import replaced
    from ingest.sources.web import fetch_pages

    found = collected([corpus], {corpus: listing})
    old = replaced([*found.sources, *(page.source for page in found.pages)])
    if asks:
        found = fetch_pages(found, open_fetcher(), watch)
    return [*found.remarks, *old, *(Remark(rejection.doc, rejection.reason) for rejection in found.rejected)]
