"""Which files and web pages make up the collection, and what the lists beside them say of each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from ingest.clock import today
from ingest.errors import UsageError
from ingest.fetch.addresses import same_page
from ingest.model import Rejection, Remark, Source
from ingest.sources.described import Page, described_in, files_of, pages_of
from ingest.sources.doubts import doubts
from ingest.sources.listing import Listing, listing_of


@dataclass(frozen=True, slots=True)
class Collection:
    """Everything that is to be indexed, what was refused before it was read, and what a secretary should know."""

    sources: tuple[Source, ...]
    pages: tuple[Page, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    remarks: tuple[Remark, ...] = ()


def collect(paths: Sequence[Path], instead: Mapping[Path, Path] = MappingProxyType({})) -> Collection:
    """The files in ``paths``, folders searched all the way down, and the pages in their lists, not fetched yet.

    Where ``instead`` names a place in one of the folders, its file counts as if it lay there. Hidden files are passed
    over. Raises ``UsageError`` with a line for every path that does not exist and for every
    mistake in a list.
    """
    mistakes = [_missing(path) for path in paths if not path.exists()]
    listings = {path: listing_of(path, instead) for path in paths if path.is_dir()}
    mistakes += [mistake for listing in listings.values() for mistake in listing.mistakes]
    if mistakes:
        more = [f"Verbeter deze {len(mistakes)} fouten en probeer het opnieuw."] if len(mistakes) > 1 else []
        raise UsageError("\n".join([*mistakes, *more]))
    return collected(paths, listings, instead)


def collected(
    paths: Sequence[Path], listings: Mapping[Path, Listing], instead: Mapping[Path, Path] = MappingProxyType({})
) -> Collection:
    """The same of folders whose lists were read, whatever is wrong in those: what is right in them counts."""
    found: dict[Path, Source] = {}
    for path in paths:
        for source in files_of(listings[path]) if path in listings else [Source(id=path.name, file=path)]:
            real = source.file.resolve()
            if real not in found or found[real].file.is_symlink():  # a link within the folder gives way to its file
                found[real] = source
    pages = {same_page(page.address): page for listing in listings.values() for page in pages_of(listing)}
    # Of two files with the same bytes the first is taken: the described one is to stay, whatever folder it is in.
    described = set[Path]().union(*map(described_in, listings.values()))
    files = sorted(found.values(), key=lambda source: source.file not in described)
    sources, named = _with_unique_ids(files, list(pages.values()))
    return Collection(
        sources=tuple(replace(source, file=instead.get(source.file, source.file)) for source in sources),
        pages=tuple(named),
        rejected=tuple(rejection for listing in listings.values() for rejection in listing.contents.rejected),
        remarks=(
            *(remark for listing in listings.values() for remark in listing.contents.remarks),
            *doubts(
                [*sources, *(page.source for page in named)],
                today(),
                all_known=not any(listing.mistakes for listing in listings.values()),
            ),
        ),
    )


def _missing(path: Path) -> str:
    if path.parts and path.parts[0] in ("http:", "https:"):
        return f"'{path}' is een webadres. Zet het eerst in de lijst, met: python -m ingest sources add ADRES"
    return f"'{path}' bestaat niet. Controleer de naam van het bestand of de map."


def _with_unique_ids(sources: Sequence[Source], pages: Sequence[Page]) -> tuple[list[Source], list[Page]]:
    """Everything with ids that are told apart by the folders above them, also where one names another."""
    above = [0] * len(sources)
    while True:
        ids = [_below(source, levels) for source, levels in zip(sources, above, strict=True)]
        twice = {name for name, count in Counter(ids).items() if count > 1}
        if not twice:
            break
        above = [levels + (name in twice) for levels, name in zip(above, ids, strict=True)]
    by_path = {str(source.file): name for source, name in zip(sources, ids, strict=True)}

    def named(source: Source, name: str) -> Source:
        return replace(source, id=name, supersedes=by_path.get(source.supersedes or "", source.supersedes))

    return (
        [named(source, name) for source, name in zip(sources, ids, strict=True)],
        [replace(page, source=named(page.source, page.address)) for page in pages],
    )


def _below(source: Source, levels: int) -> str:
    """The id of ``source`` with so many of the folders above it in front."""
    parts = source.file.absolute().parts[1:]
    return "/".join(parts[-levels - len(PurePosixPath(source.id).parts) :])
