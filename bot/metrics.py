"""Figures for whoever watches over the service, in the format of Prometheus; none of them is about a person."""

import logging
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from bot.compose.budget import Budget
from bot.errors import LogError
from bot.log.records import Records
from bot.log.tally import Tally
from bot.uploads import Uploads
from ingest.errors import IngestError
from ingest.index.archive import Archive

KIND = "text/plain; version=0.0.4; charset=utf-8"
_BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)  # seconds
_EVER = (date(1970, 1, 1), date(9999, 12, 31))
_RUNS = 10


@dataclass(frozen=True, slots=True)
class Watched:
    """What is watched over."""

    records: Records
    archive: Archive
    uploads: Uploads
    budget: Budget | None = None  # None: no language model writes


class Metrics:
    """Counts from the moment that it is made; safe to ask from several threads."""

    def __init__(self, watched: Watched) -> None:
        self._registry = CollectorRegistry()
        self._lock = threading.Lock()
        self._tally = Tally(watched.records.turns.engine)
        labels = ("status", "channel")
        self._questions = Counter("samenwijs_questions", "Questions by outcome", labels, registry=self._registry)
        self._seconds = Histogram(
            "samenwijs_answer_seconds", "How long answers took", ("channel",), buckets=_BUCKETS, registry=self._registry
        )
        self.errors = _Errors(Counter("samenwijs_errors", "Errors in the log", ("logger",), registry=self._registry))
        self._registry.register(_State(watched))
        ProcessCollector(registry=self._registry)

    def page(self) -> bytes:
        """All figures as they are now; without those of a database that does not answer."""
        with self._lock:
            try:
                for turn in self._tally.new():
                    self._questions.labels(turn.status, turn.channel).inc()
                    self._seconds.labels(turn.channel).observe(turn.seconds)
            except LogError:  # the state says so
                pass
            return generate_latest(self._registry)


class _Errors(logging.Handler):
    """Counts what is logged as an error, by the part of the program that says so."""

    def __init__(self, counter: Counter) -> None:
        super().__init__(logging.ERROR)
        self._counter = counter

    def emit(self, record: logging.LogRecord) -> None:
        """Counts one."""
        self._counter.labels(".".join(record.name.split(".")[:3])).inc()


class _State(Collector):
    """What is so at the moment of asking."""

    def __init__(self, watched: Watched) -> None:
        self._watched = watched

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing yet: registering must not read anything."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges."""
        try:
            yield from self._log()
            yield _gauge("samenwijs_database_up", "Whether the database of the log answers", 1)
        except LogError:
            yield _gauge("samenwijs_database_up", "Whether the database of the log answers", 0)
        with suppress(IngestError):  # there is none yet; /readyz says so
            yield from self._collection()
        yield from self._model()

    def _log(self) -> Iterator[GaugeMetricFamily]:
        records = self._watched.records
        rated = records.figures.counts("feedback", *_EVER)
        feedback = GaugeMetricFamily("samenwijs_feedback", "Answers in the log by thumb", labels=["thumb"])
        for thumb in ("up", "down"):
            feedback.add_metric([thumb], rated[thumb])
        waiting = records.inbox.size()
        done = [run.ended_at for run in records.nights.latest(_RUNS) if run.ended_at]
        yield feedback
        yield _gauge("samenwijs_inbox_waiting", "Messages that are not answered yet", waiting)
        if done:
            moment = max(done).timestamp()
            yield _gauge("samenwijs_retention_timestamp_seconds", "When the log was last tidied", moment)

    def _collection(self) -> Iterator[GaugeMetricFamily]:
        archive = self._watched.archive
        live = archive.meta(archive.must_live_id())
        age = (datetime.now(UTC) - live.created_at).total_seconds()
        yield _gauge("samenwijs_collection_age_seconds", "How old the live generation is", age)
        yield _gauge("samenwijs_collection_documents", "Documents in the live generation", live.documents)
        yield _gauge("samenwijs_collection_passages", "Passages in the live generation", live.passages)
        yield _gauge("samenwijs_collection_rejected", "Files that could not be taken in", len(live.rejections))
        yield _gauge(
            "samenwijs_uploads_waiting", "Files that wait for a colleague", len(self._watched.uploads.waiting())
        )

    def _model(self) -> Iterator[GaugeMetricFamily]:
        if budget := self._watched.budget:
            spent = budget.today()
            for name, value in (("calls", spent.calls), ("failed", spent.failed), ("tokens", spent.tokens)):
                yield _gauge(f"samenwijs_model_{name}_today", "Use of the language model today, UTC", value)
            yield _gauge("samenwijs_model_euros_today", "Cost of the language model today, UTC", spent.euros)
            yield _gauge("samenwijs_model_budget_used_ratio", "Share of the limit of a day that is used", budget.used)


def _gauge(name: str, meaning: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, meaning, value=value)
