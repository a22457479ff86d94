"""The time in the Netherlands, by which days begin and end."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/Amsterdam")


def today() -> date:
    """The day that it is here."""
    return datetime.now(HERE).date()


def here(moment: datetime) -> datetime:
    """A moment by the clock here."""
    return moment.astimezone(HERE)


def day_of(moment: datetime) -> date:
    """The day on which something happened, by the clock here."""
    return here(moment).date()
