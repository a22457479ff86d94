"""What somebody fills in above the log, read and written: the words behind the ? of the address."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar
from urllib.parse import urlencode

from bot.fronts.web.visit import Visit
from bot.log.filters import NOT_JUDGED, LogFilter
from bot.log.reviews import Verdict
from bot.model import AnswerStatus, document_key
from ingest import dutch
from ingest.errors import IngestError

FIELDS = ("zoek", "van", "tot", "status", "oordeel", "duim", "kanaal", "document", "zeker_van", "zeker_tot", "maker",
          "generatie")  # fmt: skip
LONGEST = 300  # characters in a field
_SURE = 100  # percent
_DOCUMENTS = 50  # that one field may mean
_T = TypeVar("_T")
_KEY = re.compile(r"[0-9a-f]{12}")
STATUSES = [status.value for status in AnswerStatus]
VERDICTS = [NOT_JUDGED, *(verdict.value for verdict in Verdict)]
_ONE_OF = {"status": STATUSES, "oordeel": VERDICTS, "duim": ["up", "down"]}


@dataclass(frozen=True, slots=True)
class LogForm:
    """A filled in form; ``faults`` names the fields that cannot be right, each with what is wrong."""

    values: Mapping[str, str]
    chosen: LogFilter = field(default_factory=LogFilter)
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def query(self) -> str:
        """The form as it stands behind the ? of an address."""
        return urlencode({name: value for name, value in self.values.items() if value})

    @property
    def is_narrowed(self) -> bool:
        """Whether there is more in it than words."""
        return any(value for name, value in self.values.items() if name != "zoek")

    @property
    def in_words(self) -> str:
        """The form for the audit trail, without the words that were looked for: they may be those of a question."""
        known = [f"{name} {value}" for name, value in self.values.items() if value and name != "zoek"]
        terms = self.chosen.terms
        return "; ".join(
            [*([f"{len(terms)} zoekwoorden" if len(terms) > 1 else "1 zoekwoord"] if terms else []), *known]
        )


def read_form(visit: Visit, given: Mapping[str, str]) -> LogForm:
    """The form in an address."""
    values = {name: given.get(name, "").strip() for name in FIELDS}
    faults = {name: "long" for name, value in values.items() if len(value) > LONGEST}
    faults |= {name: "unknown" for name, known in _ONE_OF.items() if values[name] and values[name] not in known}
    since, until = (_read(values, name, date.fromisoformat, "date", faults) for name in ("van", "tot"))
    least, most = (_read(values, name, _percentage, "percentage", faults) for name in ("zeker_van", "zeker_tot"))
    if since and until and since > until:
        faults["tot"] = "before"
    if least is not None and most is not None and least > most:
        faults["zeker_tot"] = "less"
    if faults:
        return LogForm(values, faults=faults)
    chosen = LogFilter(
        words=values["zoek"],
        since=since,
        until=until,
        status=values["status"],
        verdict=values["oordeel"],
        feedback=values["duim"],
        channel=values["kanaal"],
        composer=values["maker"],
        generation=values["generatie"],
        documents=_documents(visit, values["document"]) if values["document"] else None,
        least=0.0 if least is None else least,
        most=1.0 if most is None else most,
    )
    return LogForm(values, chosen)


def _read(
    values: Mapping[str, str], name: str, read: Callable[[str], _T], fault: str, faults: dict[str, str]
) -> _T | None:
    try:
        return read(values[name]) if values[name] else None
    except ValueError:
        faults[name] = fault
        return None


def _percentage(typed: str) -> float:
    percentage = int(typed.removesuffix("%")) if typed.isascii() else -1
    if not 0 <= percentage <= _SURE:
        raise ValueError(typed)
    return percentage / _SURE


def _documents(visit: Visit, typed: str) -> tuple[str, ...]:
    """The short names of the documents that are meant: by that name, or by words of their title or file name."""
    if _KEY.fullmatch(typed):
        return (typed,)
    words = dutch.fold(typed).split()
    known = [document_key(name) for name in visit.desk.records.figures.documents() if _holds(name, words)]
    with suppress(IngestError):  # the log can be read without an index
        known += [shelved.key for shelved in visit.desk.library.find(typed)]
    return tuple(dict.fromkeys(known))[:_DOCUMENTS]


def _holds(name: str, words: list[str]) -> bool:
    folded = dutch.fold(name)
    return all(word in folded for word in words)
