"""The tables of what the log counts by day. The database itself fills them, see migration 0006."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from bot.log.tables import Base


class DayCountEntry(Base):
    """How many turns of a day have a value of some kind: a status, a channel, a document that is cited, …"""

    __tablename__ = "day_counts"

    kind: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]


class DayBoundsEntry(Base):
    """Between which numbers the turns of a day lie."""

    __tablename__ = "day_bounds"

    day: Mapped[date] = mapped_column(primary_key=True)
    first: Mapped[int]
    last: Mapped[int]
