"""The entries of a list as `sources list` shows them."""

from typing import Any

from ingest.fetch.copies import Copies
from ingest.sources.entries import Entry, Target
from ingest.sources.folder import shown
from ingest.sources.listing import Listing

_TOLD = ("title", "publisher", "programme", "region", "language", "supersedes", "licence", "contact")


def object_of(entry: Entry, copies: Copies) -> dict[str, Any]:
    """An entry for scripts, with when its page was last fetched."""
    about = entry.about
    copy = copies.of(entry.name) if entry.target is Target.PAGE else None
    return {
        "where": entry.where,
        "url": about.url,
        entry.target.value: entry.name,
        "links": "pdf" if entry.takes_pdfs else None,
        **{key: getattr(about, key) or None for key in _TOLD},
        "date": about.published_on.isoformat() if about.published_on else None,
        "valid_until": about.valid_until.isoformat() if about.valid_until else None,
        "fetched_at": copy.fetched_at.isoformat(timespec="seconds") if copy else None,
    }


def line_of(entry: Entry) -> str:
    """An entry for people, on one line."""
    about = entry.about
    day = about.published_on.isoformat() if about.published_on else ""
    what = f"map {entry.name}" if entry.target is Target.FOLDER else entry.name
    return " · ".join(filter(None, (shown(what), about.title, about.publisher, day)))


def unlisted_in(listing: Listing) -> list[str]:
    """The files that no entry of their own describes."""
    listed = {entry.name for entry in listing.entries if entry.target is Target.FILE}
    return [name for name in listing.contents.files if name not in listed]
