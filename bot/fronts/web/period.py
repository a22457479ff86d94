"""The period that a page of figures is about, as it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.clock import today

USUAL = 30  # days
CHOICES = (7, 30, 90, 365)
_LONGEST = 20 * 366  # days


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included; ``fault`` names the field that cannot be right."""

    since: date
    until: date
    fault: str = ""
    typed: Mapping[str, str] | None = None

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.until - self.since).days + 1


def read_period(given: Mapping[str, str]) -> Period:
    """The period in an address: ``van`` and ``tot``, or else the last days."""
    now = today()
    usual = Period(now - timedelta(USUAL - 1), now)
    typed = {name: given.get(name, "").strip()[:20] for name in ("van", "tot")}
    days: dict[str, date] = {}
    for name, value in typed.items():
        try:
            days |= {name: date.fromisoformat(value)} if value else {}
        except ValueError:
            return Period(usual.since, usual.until, name, typed)
    until = days.get("tot", now)
    try:
        since = days.get("van", until - timedelta(USUAL - 1))
    except OverflowError:
        since = until
    if since > until or (until - since).days > _LONGEST:
        return Period(usual.since, usual.until, "tot", typed)
    return Period(since, until, typed=typed)
