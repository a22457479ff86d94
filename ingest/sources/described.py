"""The sources of a folder, each with what its lists say of it."""

from dataclasses import dataclass, fields, replace
from pathlib import Path, PurePosixPath

from ingest.errors import Rejected
from ingest.fetch.addresses import canonical, same_page
from ingest.model import Source
from ingest.sources.entries import Target
from ingest.sources.listing import Listing, key_of


@dataclass(frozen=True, slots=True)
class Page:
    """A web address of the collection; its source has no file until it is fetched."""

    source: Source
    takes_pdfs: bool = False

    @property
    def address(self) -> str:
        """The canonical address, which is the id of the source as well."""
        return self.source.id


def files_of(listing: Listing) -> list[Source]:
    """The files of a folder with what is known of them; what is said of a file goes before what is said of a folder."""
    said = {(entry.target, entry.name): entry.about for entry in listing.entries}
    sources = []
    for name, file in listing.contents.files.items():
        source = Source(id=name, file=file)
        for parent in reversed(PurePosixPath(name).parents):
            source = _with(source, said.get((Target.FOLDER, str(parent))))
        source = _with(source, said.get((Target.FILE, name)))
        sources.append(replace(source, supersedes=_replaced(source, listing)))
    return sources


def described_in(listing: Listing) -> set[Path]:
    """The files of a folder with an entry of their own."""
    return {listing.contents.files[entry.name] for entry in listing.entries if entry.target is Target.FILE}


def _with(source: Source, about: Source | None) -> Source:
    """A source with what is said about it, where anything is said."""
    if about is None:
        return source
    known = {field.name: getattr(about, field.name) for field in fields(about) if field.name not in ("id", "file")}
    return replace(source, **{name: value for name, value in known.items() if value})


def pages_of(listing: Listing) -> list[Page]:
    """The web pages that the lists of a folder name, not fetched yet."""
    pages = [entry for entry in listing.entries if entry.target is Target.PAGE]
    return [
        Page(replace(entry.about, id=entry.name, supersedes=_replaced(entry.about, listing)), entry.takes_pdfs)
        for entry in pages
    ]


def _replaced(source: Source, listing: Listing) -> str | None:
    """What a source replaces, said so that it is known in other folders too: the path of a file, or an address."""
    if not source.supersedes:
        return None
    names = {key_of(name): file for name, file in listing.contents.files.items()}
    if file := names.get(key_of(source.supersedes)):
        return str(file)
    try:
        address = canonical(source.supersedes)
    except Rejected:
        return source.supersedes
    known = {same_page(e.name): e.name for e in listing.entries if e.target is Target.PAGE}
    return known.get(same_page(address), address)
