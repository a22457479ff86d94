"""What the ingest commands show: progress, tables for people, objects for scripts."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ingest.clock import here
from ingest.index.archive import Meta
from ingest.index.store import Entry
from ingest.model import RefreshReport, Source
from ingest.report_answers import answers_object, print_answers
from ingest.report_diff import diff_object, print_diff
from ingest.sources.folder import shown
from ingest.terminal import open_console, print_table

_T = TypeVar("_T")
_LISTED = 25  # documents of one sort
_NAMED = 3  # documents of one sort in a line of the history
_CHANGES = {"added": "nieuw", "changed": "gewijzigd", "removed": "vervallen"}


def watch(items: Sequence[_T], phase: str) -> Iterable[_T]:
    """Pass on ``items`` with a bar, rate and time left on standard error, or one line where that is no terminal."""
    if not items:
        return
    console = Console(stderr=True)
    if not console.is_terminal:
        console.print(f"{phase} …", highlight=False)
        yield from items
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, TimeRemainingColumn(compact=True), console=console, transient=True) as progress:
        task = progress.add_task(phase, total=sum(map(_weight, items)), rate="")
        for item in items:
            yield item
            speed = progress.tasks[task].speed
            progress.update(task, advance=_weight(item), rate=f"{speed:.0f}/s" if speed else "")


def _weight(item: object) -> int:
    """How much of the work an item is: a batch counts for what is in it."""
    return len(item) if isinstance(item, list) else 1


def refresh_object(report: RefreshReport) -> dict[str, Any]:
    """What `refresh --json` prints."""
    groups = {name: getattr(report, name) for name in ("added", "changed", "unchanged", "removed")}
    return {
        "generation": report.generation or None,
        "passages": report.passages,
        "seconds": round(report.seconds, 2),
        "documents": {name: len(ids) for name, ids in groups.items()} | {"rejected": len(report.rejected)},
        "rejected": [{"doc": rejection.doc, "reason": rejection.reason} for rejection in report.rejected],
        "remarks": [{"doc": remark.doc, "text": remark.text} for remark in report.remarks],
        "changes": {name: list(groups[name]) for name in ("added", "changed", "removed")},
        **diff_object(report),
        "answers": answers_object(report.answers) if report.answers else None,
    }


def print_refresh(report: RefreshReport, ending: str) -> None:
    """What a refresh did, or would do, for people: what changes, every rejection, the totals and a last line."""
    rows = [
        *_listed("nieuw", report.added),
        *_listed("gewijzigd", report.changed),
        *_listed("vervalt", report.removed),
        *(("geweigerd", f"{shown(rejection.doc)}: {rejection.reason}") for rejection in report.rejected),
        *(("let op", f"{shown(remark.doc)}: {remark.text}") for remark in report.remarks),
    ]
    console = open_console()
    if rows:
        print_table(console, ("wat", "document"), rows)
    print_diff(console, report)
    if report.answers:
        print_answers(console, report.answers)
    console.print(
        f"Documenten: {report.size.documents} ({len(report.unchanged)} ongewijzigd, {len(report.rejected)} geweigerd). "
        f"Passages: {report.passages}."
    )
    console.print(ending)


def _listed(what: str, names: Sequence[str]) -> Iterable[tuple[str, str]]:
    """A row per document; of many documents the first ones, because a screen of names hides the rejections."""
    yield from ((what, shown(name)) for name in names[:_LISTED])
    if len(names) > _LISTED:
        yield what, f"… en nog {len(names) - _LISTED}"


def status_object(live: Meta, earlier: Sequence[str], entries: Iterable[Entry]) -> dict[str, Any]:
    """What `status --json` prints; ``earlier`` are the generations to go back to, newest first."""
    return {
        "generation": live.id,
        "created_at": live.created_at.isoformat(timespec="seconds"),
        "passages": live.passages,
        "made_with": live.made_with,
        "earlier": list(earlier),
        "documents": [
            source_object(entry.source) | {"digest": entry.digest, "passages": entry.passages} for entry in entries
        ],
        "rejected": [{"doc": rejection.doc, "reason": rejection.reason} for rejection in live.rejections],
    }


def print_status(live: Meta, earlier: Sequence[str], entries: Sequence[Entry]) -> None:
    """The live collection for people."""
    rows = [
        (day(entry.source), str(entry.passages), f"{shown(entry.source.id)}\n  {shown(entry.source.title)}")
        for entry in entries
    ]
    console = open_console()
    print_table(console, ("datum", "passages", "document en titel"), rows)
    for rejection in live.rejections:
        console.print(f"Geweigerd: {shown(rejection.doc)}: {rejection.reason}")
    made = here(live.created_at).strftime("%d-%m-%Y %H:%M")
    console.print(
        f"Index {live.id} van {made}. Documenten: {len(entries)}. Passages: {live.passages}. "
        f"Vorige indexen om naar terug te gaan: {len(earlier)}."
    )


def history_object(kept: Sequence[Meta], live: str) -> dict[str, Any]:
    """What `history --json` prints, the newest generation first."""
    return {
        "live": live,
        "generations": [
            {
                "generation": meta.id,
                "live": meta.id == live,
                "created_at": meta.created_at.isoformat(timespec="seconds"),
                "documents": meta.documents,
                "passages": meta.passages,
                "rejected": len(meta.rejections),
                "changes": {name: list(getattr(meta.changes, name)) for name in _CHANGES},
            }
            for meta in kept
        ],
    }


def print_history(kept: Sequence[Meta], live: str) -> None:
    """The generations that one can go to, for people, with what each changed."""
    rows = []
    for meta in kept:
        made = here(meta.created_at).strftime("%d-%m-%Y %H:%M")
        rows.append(
            (
                "→" if meta.id == live else "",
                made,
                str(meta.documents),
                str(meta.passages),
                f"{meta.id}\n  {_changed(meta)}",
            )
        )
    console = open_console()
    print_table(console, ("", "gemaakt", "documenten", "passages", "index en wat er veranderde"), rows)
    console.print("De pijl wijst de index aan die in gebruik is. Een andere kiezen: python -m ingest rollback INDEX")


def _changed(meta: Meta) -> str:
    groups = {what: getattr(meta.changes, name) for name, what in _CHANGES.items()}
    return "; ".join(f"{what}: {_names(names)}" for what, names in groups.items() if names) or "geen document veranderd"


def _names(names: Sequence[str]) -> str:
    more = f" en nog {len(names) - _NAMED}" if len(names) > _NAMED else ""
    return ", ".join(map(shown, names[:_NAMED])) + more


def source_object(source: Source) -> dict[str, Any]:
    """What is known of a document, for scripts."""
    return {
        "doc": source.doc,
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "date": day(source) or None,
        "url": source.url,
        "programme": source.programme,
        "region": source.region,
        "supersedes": source.supersedes,
        "language": source.language,
        "valid_until": source.valid_until.isoformat() if source.valid_until else None,
        "licence": source.licence,
        "contact": source.contact,
    }


def day(source: Source) -> str:
    """The date of a document as 2024-05-01; empty when it has none."""
    return source.published_on.isoformat() if source.published_on else ""
