"""What was erased and how that was proven, kept in DATA/erased/ without a word of the document itself."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from ingest.clock import day_of

FOLDER = "erased"
BEGUN, ERASED, LEFTOVERS = "begonnen", "gewist", "resten gevonden"  # outcomes
_LIMITS = (
    "Gezocht is naar stukken van zinnen die in geen ander document staan, niet naar losse woorden.",
    "Gezocht is in alle bestanden van de gegevensmap, in UTF-8, UTF-16, Windows-1252, JSON en HTML. Ingepakte "
    "bestanden (pdf, docx, zip) laten hun tekst zo niet zien; precieze kopieën van het document zijn aan hun digest "
    "herkend.",
    "De woordindex en de vectoren van elke bewaarde index zijn nieuw gemaakt zonder het document.",
    "Niet gezien zijn reservekopieën, de map waar het bestand vandaan kwam, het geheugen van een bot die draait "
    "(tot zijn volgende vraag), en wat de schijf zelf nog bewaart van gewiste bestanden.",
)
_SERVER_LIMITS = {
    "chroma": "De vectoren stonden op een Chroma-server. Ze zijn daar verwijderd; de schijf van die "
    "server is niet doorzocht.",
    "log": "Het logboek staat in een databaseserver. De woorden zijn daar vervangen; de schijf van die server is niet "
    "doorzocht.",
}


def limits(*, chroma_server: bool, log_server: bool) -> list[str]:
    """What the proof does not show, in Dutch sentences."""
    servers = {"chroma": chroma_server, "log": log_server}
    return [*_LIMITS, *(_SERVER_LIMITS[name] for name, used in servers.items() if used)]


def write(folder: Path, content: Mapping[str, Any]) -> Path:
    """Store a certificate as JSON and as text; the same ``id`` replaces an earlier one. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{content['id']}.json"
    for file, text in (
        (path.with_suffix(".txt"), "\n".join(_lines(content)) + "\n"),
        (path, json.dumps(content, ensure_ascii=False, indent=2) + "\n"),
    ):
        new = file.with_name(file.name + ".new")
        new.write_text(text, encoding="utf-8")
        new.replace(file)
    return path


def refused(data: Path) -> dict[str, str]:
    """Why the files with these digests may not come back: they were erased from the collection in ``data``."""
    reasons = {}
    for path in sorted((data / FOLDER).glob("*.json")):
        with suppress(OSError, ValueError, KeyError, TypeError):
            content = json.loads(path.read_bytes())
            day = day_of(datetime.fromisoformat(content["erased_at"])).strftime("%d-%m-%Y")
            reason = (
                f"Dit document is op {day} gewist en komt niet terug. Haal het bestand uit de map. "
                "Een aangepaste versie kan wel worden opgenomen."
            )
            reasons.update(dict.fromkeys(content["digests"], reason))
    return reasons


def _lines(content: Mapping[str, Any]) -> Iterator[str]:
    yield f"Bewijs van wissen {content['id']}"
    yield f"Document: {', '.join(content['documents'])}"
    yield from (f"Digest (sha256): {digest}" for digest in content["digests"])
    yield f"Gewist op: {content['erased_at']}"
    yield f"Uitkomst: {content['outcome']}"
    if content["outcome"] == BEGUN:
        return
    yield ""
    yield from (f"Index {old} is vervangen door {new}." for old, new in content["generations"].items())
    yield from (f"Index {name} was niet te lezen en is verwijderd." for name in content["dropped"])
    yield from (f"Verwijderd bestand: {name}" for name in content["deleted"])
    log = content["log"]
    yield f"Logboek: in {log['answers']} antwoorden en {log['passages']} passages staat nu [verwijderd]."
    if not log["overwritten"]:
        yield "Het logboek was te druk om de oude woorden meteen te overschrijven. Herhaal dit als de bot stilstaat."
    searched = content["searched"]
    yield f"Doorzocht: {len(searched['files'])} bestanden, {searched['bytes']} bytes."
    yield f"Gezocht naar {len(content['sample'])} stukken van zinnen (als {', '.join(content['forms'])})."
    yield from (f"Hier staat nog tekst van het document: {name}" for name in content["found"])
    yield from (f"Niet te lezen, dus niet doorzocht: {name}" for name in searched["unreadable"])
    yield from (
        f"Een deel van de zinnen staat ook in: {name}. Dat document is niet gewist." for name in content["shared"]
    )
    yield from (f"Het bestand zelf staat nog op {name}. Verwijder het daar ook." for name in content["sources_left"])
    yield ""
    yield "Wat dit bewijs niet laat zien"
    yield from (f"- {limit}" for limit in content["limits"])
