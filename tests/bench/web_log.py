"""`make bench-web`: how fast the log and the insight open when the log holds a million questions.

    python -m tests.bench.web_log [TURNS]

Fills SQLite and PostgreSQL with made-up questions and answers, opens every kind of page as a reviewer does, and prints
the median and the p95 of the milliseconds that takes, rendering and audit trail included.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table
from sqlalchemy import create_engine, text

from bot.fronts.web.wiring import Site
from bot.log.model import Role
from bot.log.records import Records, open_records
from bot.model import document_key
from tests.bench.million import MEDIUM, RARE, fill
from tests.postgresql import initdb, postgresql_server
from tests.running_bot import CORPUS, index_of_corpus
from tests.web_visitor import Visitor, open_collection, web_desk

TIMES = 20
_MOST_USED, _LITTLE_USED = (document_key(f"map/document-{number}.pdf") for number in (0, 300))
_ALL = "van=2024-05-01&tot=2025-05-31&status=answered&kanaal=web&duim=up&maker=extractive&zeker_van=50"
PAGES = {
    "newest": "/logboek",
    "half way": "/logboek?ouder=500000",
    "oldest": "/logboek?ouder=51",
    "back": "/logboek?nieuwer=400000",
    "common word": "/logboek?zoek=gemeente",
    "common word, half way": "/logboek?zoek=gemeente&ouder=500000",
    "two common words": "/logboek?zoek=gemeente+provincie",
    "1 in 100": f"/logboek?zoek={MEDIUM}",
    "rare word": f"/logboek?zoek={RARE}",
    "unknown word": "/logboek?zoek=bestaatniet",
    "beginning, common": "/logboek?zoek=gemeent*",
    "beginning, rare": "/logboek?zoek=zeldz*",
    "status": "/logboek?status=no_evidence",
    "verdict": "/logboek?oordeel=wrong",
    "much used document": f"/logboek?document={_MOST_USED}",
    "little used document": f"/logboek?document={_LITTLE_USED}",
    "old generation": "/logboek?generatie=g-0002",
    "confidence": "/logboek?zeker_van=99",
    "month": "/logboek?van=2024-03-01&tot=2024-03-31",
    "year and rare word": f"/logboek?van=2024-03-01&tot=2025-02-28&zoek={RARE}",
    "all filters": f"/logboek?zoek=gemeente&{_ALL}",
    "all filters, nothing": f"/logboek?zoek=gemeente+provincie&oordeel=wrong&{_ALL}",
    "two that exclude each other": f"/logboek?status=no_evidence&document={_MOST_USED}",
    "insight, 30 days": "/inzicht?van=2026-08-01&tot=2026-08-30",
    "insight, everything": "/inzicht?van=2024-01-01&tot=2026-12-31",
    "gaps, 30 days": "/inzicht/gaten?van=2026-08-01&tot=2026-08-30",
}


def main(turns: int) -> None:
    """Fill, measure and print; nothing is kept."""
    program = initdb()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        index_of_corpus(folder / "index")
        _measure("SQLite", f"sqlite:///{folder / 'million.sqlite'}", folder, turns)
        if program is None:
            return
        with postgresql_server(program, "shared_buffers=1GB", "maintenance_work_mem=1GB") as server:
            engine = create_engine(server.format(database="postgres"), isolation_level="AUTOCOMMIT")
            with closing(engine.connect()) as connection:
                connection.execute(text("CREATE DATABASE million"))
            engine.dispose()
            _measure("PostgreSQL", server.format(database="million"), folder, turns)


def _measure(database: str, url: str, folder: Path, turns: int) -> None:
    with closing(open_records(url, b"k" * 32)) as records, _browser(records, folder) as browser:
        began = time.perf_counter()
        fill(records.turns.engine, turns)
        table = Table(title=f"{database}, {turns:,} turns (filled in {time.perf_counter() - began:.0f} s)")
        for heading in ("page", "p50 ms", "p95 ms", "kB"):
            table.add_column(heading)
        for name, path in PAGES.items():
            taken, size = _opened(browser, path)
            p95 = statistics.quantiles(taken, n=20)[-1]
            table.add_row(name, f"{statistics.median(taken):.0f}", f"{p95:.0f}", f"{size / 1000:.0f}")
        Console(width=100).print(table)


@contextmanager
def _browser(records: Records, folder: Path) -> Iterator[Visitor]:
    with web_desk(*open_collection(folder / "index"), folder / "desk", CORPUS) as desk:
        yield Visitor(replace(desk, records=records), Site(), Role.REVIEWER)


def _opened(browser: Visitor, path: str) -> tuple[list[float], int]:
    """The milliseconds of some openings of a page after the first, and its size in bytes."""
    taken = []
    for _ in range(TIMES + 1):
        began = time.perf_counter()
        response = browser.get(path)
        taken.append((time.perf_counter() - began) * 1000)
        assert response.status_code == 200, (path, response.status_code)
    return taken[1:], len(response.content)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
