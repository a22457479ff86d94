"""The time in the Netherlands, as the collection tells it too."""

from ingest.clock import HERE, day_of, today

__all__ = ["HERE", "day_of", "today"]
