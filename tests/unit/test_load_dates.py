from datetime import date

import pytest

from ingest.load.dates import date_near_top, date_of_line, find_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("21 juni 2019", date(2019, 6, 21)),
        ("juni 2024", date(2024, 6, 1)),
        ("2024-05-01", date(2024, 5, 1)),
        ("01-05-2024", date(2024, 5, 1)),
        ("Verslag en lessen, 15 april 2021", date(2021, 4, 15)),
        ("Van: bureau. Datum: 16 december 2024. Onderwerp: geld", date(2024, 12, 16)),
        ("Maart 2024. Periode 2024-2028", date(2024, 3, 1)),
        ("Vastgesteld door de raad op 1 februari 2023", date(2023, 2, 1)),
    ],
)
def test_a_line_that_states_its_date_gives_it(text: str, day: date) -> None:
    assert find_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "Op 4 mei 2020 tekenden de partners het akkoord.",
        "In juli 2020 bereikten zij overeenstemming.",
        "Reageren kan tot 3 mei 2024",
        "31 februari 2024",
        "Programma 2022-2027",
        "",
    ],
)
def test_a_date_in_a_sentence_or_a_deadline_is_not_the_date_of_the_document(text: str) -> None:
    assert find_date(text) is None


def test_a_date_line_may_hold_a_place_only_beside_a_time() -> None:
    assert date_of_line("Den Haag , 21 juni 2019 | 13:40 Europe/Amsterdam") == date(2019, 6, 21)
    assert date_of_line("Datum 1 december 2020") == date(2020, 12, 1)
    assert date_of_line("Provincie Overijssel, 2022-07-25") is None


def test_a_full_date_near_the_top_goes_before_a_month() -> None:
    assert date_near_top(["Stand van zaken januari 2020", "Programmateam, 20 januari 2020"]) == date(2020, 1, 20)
    assert date_near_top(["Stand van zaken januari 2020"]) == date(2020, 1, 1)
