"""How much one person may ask, over time."""

from bot.fronts.limits import Limits, Pace


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_after_a_minute_one_may_ask_again_and_refusals_do_not_count() -> None:
    clock = Clock()
    limits = Limits(2, 0, clock)
    assert [limits.take(1) for _ in range(3)] == [Pace.FINE, Pace.FINE, Pace.TOO_FAST]
    assert limits.take(2) is Pace.FINE
    clock.now += 59
    assert limits.take(1) is Pace.TOO_FAST
    clock.now += 2
    assert limits.take(1) is Pace.FINE


def test_a_day_is_the_last_twenty_four_hours() -> None:
    clock = Clock()
    limits = Limits(0, 3, clock)
    for _ in range(3):
        assert limits.take(1) is Pace.FINE
        clock.now += 3600
    assert limits.take(1) is Pace.TOO_MUCH
    clock.now += 22 * 3600
    assert limits.take(1) is Pace.FINE
    assert limits.take(1) is Pace.FINE
    assert limits.take(1) is Pace.TOO_MUCH


def test_zero_is_no_limit() -> None:
    limits = Limits(0, 0, Clock())
    assert {limits.take(1) for _ in range(1000)} == {Pace.FINE}


def test_a_word_about_the_limit_is_said_a_few_times_and_then_no_more_until_it_is_calm() -> None:
    clock = Clock()
    limits = Limits(2, 0, clock)
    assert [limits.take(1) for _ in range(6)][2:] == [Pace.TOO_FAST, Pace.TOO_FAST, Pace.FLOOD, Pace.FLOOD]
    clock.now += 61
    assert limits.take(1) is Pace.FINE
