"""A sign of life from a loader that works long on one file, such as text recognition page after page."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


def _nobody_waits() -> None:
    """Where a file is read without a time limit, a sign of life means nothing."""


_told: ContextVar[Callable[[], None]] = ContextVar("told", default=_nobody_waits)


def sign_of_life() -> None:
    """Tell whoever guards the time that a piece of the work is done."""
    _told.get()()


@contextmanager
def signs_go_to(listener: Callable[[], None]) -> Iterator[None]:
    """Let ``listener`` hear each sign of life meanwhile."""
    token = _told.set(listener)
    try:
        yield
    finally:
        _told.reset(token)
