"""What a refresh changes beyond names, as people and scripts see it: words old against new, and what to look at."""

from collections.abc import Iterator, Set
from typing import Any

from rich.console import Console
from rich.text import Text

from ingest.model import DocumentChange, RefreshReport
from ingest.review import how_much_smaller
from ingest.sources.folder import shown

_DOCUMENTS, _SENTENCES, _WARNINGS = 10, 5, 25  # shown on a screen; the JSON holds more
_MINUTE = 90  # seconds from which a time is told in minutes
_FIELDS = {
    "title": "titel",
    "publisher": "uitgever",
    "url": "webadres",
    "published_on": "datum",
    "programme": "programma",
    "region": "regio",
    "supersedes": "vervangt",
    "language": "taal",
    "valid_until": "geldig tot en met",
    "licence": "licentie",
    "contact": "contact",
    "part_of": "archief",
}


def diff_object(report: RefreshReport) -> dict[str, Any]:
    """The keys that the differences add to what `refresh --json` prints."""
    diff, old, new = report.diff, report.live, report.size
    return {
        "diff": {
            "changed": [_change_object(change) for change in diff.changed],
            "renamed": [{"old": old_name, "new": new_name} for old_name, new_name in diff.renamed],
            "duplicates": [{"doc": doc, "same_as": other} for doc, other in diff.duplicates],
            "near_duplicates": [{"doc": a.id, "like": a.other, "likeness": a.likeness} for a in diff.alike],
            "newer_versions": [{"doc": n.newer, "older": n.older, "reason": n.reason} for n in diff.newer],
        },
        "size": {
            "documents": {"live": old.documents, "new": new.documents},
            "passages": {"live": old.passages, "new": new.passages},
            "much_smaller": report.shrinks,
        },
        "expected_seconds": round(report.expected, 1),
    }


def print_diff(console: Console, report: RefreshReport) -> None:
    """The changed words of the first documents, and below them what may be a mistake."""
    changed = [change for change in report.diff.changed if change.words or change.described]
    if changed:
        console.print("\nWat er in de documenten verandert", style="bold")
    for change in changed[:_DOCUMENTS]:
        _print_change(console, change)
    if len(changed) > _DOCUMENTS:
        console.print(f"… en nog {len(changed) - _DOCUMENTS} gewijzigde documenten")
    warnings = list(warnings_of(report))
    if warnings:
        console.print("\nLet op", style="bold")
    for warning in warnings[:_WARNINGS]:
        console.print(Text(f"  {shown(warning)}"))
    if len(warnings) > _WARNINGS:
        console.print(f"  … en nog {len(warnings) - _WARNINGS}")
    if report.shrinks:
        console.print(Text(f"\nDe verzameling wordt veel kleiner: {how_much_smaller(report)}", style="yellow"))
    if changed or warnings:
        console.print()


def expected_time(report: RefreshReport) -> str:
    """How long making the new index takes, about; trying questions on it is not counted."""
    seconds = report.expected
    if seconds < 1:
        return "minder dan een seconde"
    return f"ongeveer {seconds:.0f} seconden" if seconds < _MINUTE else f"ongeveer {seconds / 60:.0f} minuten"


def _change_object(change: DocumentChange) -> dict[str, Any]:
    return {
        "doc": change.id,
        "words": [{"old": words.old, "new": words.new} for words in change.words],
        "more": change.more,
        "described": [{"what": d.what, "old": d.old, "new": d.new} for d in change.described],
    }


def _print_change(console: Console, change: DocumentChange) -> None:
    console.print(Text(f"  {shown(change.id)}", style="cyan"))
    for described in change.described:
        what = _FIELDS.get(described.what, described.what)
        console.print(Text(f"    {what}: {described.old or 'leeg'} → {described.new or 'leeg'}"))
    for words in change.words[:_SENTENCES]:
        if words.old:
            console.print(Text(f"    - {words.old}", style="red"))
        if words.new:
            console.print(Text(f"    + {words.new}", style="green"))
    left = len(change.words[_SENTENCES:]) + change.more
    if left:
        console.print(f"    … en nog {left} {'zin' if left == 1 else 'zinnen'}")


def warnings_of(report: RefreshReport, about: Set[str] | None = None) -> Iterator[str]:
    """What may be a mistake, a line each; of some documents only where ``about`` names them."""
    diff = report.diff

    def tells(*names: str) -> bool:
        return about is None or not about.isdisjoint(names)

    for old, new in diff.renamed:
        if tells(old, new):
            yield f"hernoemd: {old} heet nu {new}"
    for doc, other in diff.duplicates:
        if tells(doc, other):
            yield f"dubbel: {doc} is precies gelijk aan {other} en wordt niet opgenomen"
    for alike in diff.alike:
        if tells(alike.id, alike.other):
            yield f"bijna gelijk: {alike.id} lijkt voor {alike.likeness:.0%} op {alike.other}".replace("%", " %")
    for pair in diff.newer:
        if tells(pair.newer, pair.older):
            left = "die vervalt" if pair.older in report.removed else "die ook in de verzameling blijft"
            yield f"nieuwere versie: {pair.newer} is nieuwer dan {pair.older}, {left} ({pair.reason})"
