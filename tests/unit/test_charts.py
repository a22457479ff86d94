"""Charts: every figure is as high as it should be and stays inside the picture."""

from hypothesis import given
from hypothesis import strategies as st

from bot.fronts.web.charts import HEIGHT, WIDTH, columns


def test_heights_are_in_proportion_and_bars_stand_on_each_other() -> None:
    chart = columns([("1-3", (20, 10, 0)), ("2-3", (0, 0, 40))])
    low, high, other = chart.bars
    assert (low.series, high.series, other.series) == (0, 1, 2)
    assert low.height == 2 * high.height
    assert high.y + high.height == low.y
    assert abs(other.height - 2 * low.height) < 0.2
    assert low.y + low.height == other.y + other.height
    assert other.x > low.x + low.width
    assert [mark.text for mark in chart.marks] == ["0", "10", "20", "30", "40"]
    assert [name.text for name in chart.names] == ["1-3", "2-3"]


def test_large_figures_are_readable_and_many_columns_do_not_have_a_name_each() -> None:
    chart = columns([(str(day), (1_000_000,)) for day in range(90)])
    assert chart.marks[-1].text == "2.000.000" or chart.marks[-1].text == "1.000.000"
    assert len(chart.names) <= 8


def test_nothing_to_show_gives_an_empty_picture() -> None:
    assert columns([]).bars == []
    assert columns([("1-3", (0, 0))]).bars == []


@given(st.lists(st.lists(st.integers(0, 10**7), min_size=1, max_size=3), max_size=120))
def test_no_bar_leaves_the_picture(stacks: list[list[int]]) -> None:
    for bar in columns([("x", stack) for stack in stacks]).bars:
        assert 0 <= bar.x <= bar.x + bar.width <= WIDTH + 1
        assert 0 <= bar.y <= bar.y + bar.height <= HEIGHT
