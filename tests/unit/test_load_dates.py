from datetime import date

import pytest

from ingest.load.dates import date_in_name, date_near_top, date_of_line, find_date


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
        ("3-maart-2021", date(2021, 3, 3)),
        ("Definitief, 4 mei 2020", date(2020, 5, 4)),
        ("Definitieve versie: 4 sept 2019", date(2019, 9, 4)),
        ("Datum: | 8 juni 2022", date(2022, 6, 8)),
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
        "Periode: 1 mei 2021 – 30 juni 2022",
        "1 mei 2021 t/m 30 juni 2022",
        "mei 2021 tot juni 2022",
        "",
    ],
)
def test_a_date_in_a_sentence_or_a_deadline_is_not_the_date_of_the_document(text: str) -> None:
    assert find_date(text) is None


def test_a_date_line_may_hold_a_place_only_beside_a_time() -> None:
    assert date_of_line("Den Haag , 21 juni 2019 | 13:40 Europe/Amsterdam") == date(2019, 6, 21)
    assert date_of_line("Datum 1 december 2020") == date(2020, 12, 1)
    assert date_of_line("Provincie Overijssel, 2022-07-25") is None


@pytest.mark.parametrize(
    "line",
    ["Dinsdag 4 juni 2024", "Dinsdag 4 juni 2024 10.00 – 11.30 uur", "4 juni 2024 09:30-11:00 uur", "04.06.2024"],
)
def test_a_date_line_may_hold_the_day_of_the_week_and_the_hours(line: str) -> None:
    assert date_of_line(line) == date(2024, 6, 4)


def test_only_a_full_date_in_the_name_of_a_file_is_its_date() -> None:
    assert date_in_name("verslag-overleg-2024-06-04") == date(2024, 6, 4)
    assert date_in_name("20240604_notitie") == date(2024, 6, 4)
    assert date_in_name("jaarplan-2024") is None
    assert date_in_name("zaak-20249999") is None


def test_a_full_date_near_the_top_goes_before_a_month() -> None:
    assert date_near_top(["Stand van zaken januari 2020", "Programmateam, 20 januari 2020"]) == date(2020, 1, 20)
    assert date_near_top(["Stand van zaken januari 2020"]) == date(2020, 1, 1)
