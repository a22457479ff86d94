"""When a programme runs, what it costs, where it works, how far it is, who leads it, and its figures."""

import pytest

from ingest.facts.model import FactKind
from tests.fact_reading import facts_in, heading, items, prose, rows, said

PERIOD, BUDGET, REGION = FactKind.PERIOD, FactKind.BUDGET, FactKind.REGION
STATUS, OFFICE, FIGURE = FactKind.STATUS, FactKind.OFFICE, FactKind.FIGURE


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("Het programma liep van juni 2018 tot en met maart 2021.", ["juni 2018 tot en met maart 2021"]),
        ("Looptijd: 2019-2022", ["2019-2022"]),
        ("De samenwerking is verlengd tot en met 2030.", ["tot en met 2030"]),
        ("Het convenant heeft een looptijd van vier jaar.", ["vier jaar"]),
        ("Dit staat in het Programma Noordzee 2022-2027.", ["2022-2027"]),
        ("Het onderzoek liep van 2021 tot begin 2024.", []),
        ("In 2021 en 2022 was het droog.", []),
    ],
)
def test_a_period_is_one_of_a_programme(sentence: str, period: list[str]) -> None:
    assert said(PERIOD, sentence) == period


def test_a_table_compares_two_programmes() -> None:
    table = rows(
        "Kenmerk | Eerste deal (2020) | Tweede deal (2024)",
        "Bijdrage | 22,5 miljoen euro | 30 miljoen euro",
        "Looptijd | drie jaar | 2024-2028",
    )
    facts = [f for f in facts_in(heading("Verschil"), table) if f.kind in (PERIOD, BUDGET)]
    assert [(f.value, f.subject) for f in facts] == [
        ("22,5 miljoen euro", "Eerste deal (2020)"),
        ("30 miljoen euro", "Tweede deal (2024)"),
        ("drie jaar", "Eerste deal (2020)"),
        ("2024-2028", "Tweede deal (2024)"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "amounts"),
    [
        ("Partijen investeren samen 200 miljoen euro.", ["200 miljoen euro"]),
        ("Het Rijk stelt € 1,5 mln. beschikbaar, de regio € 250.000.", ["€ 1,5 mln", "€ 250.000"]),
        ("De rijksbijdrage is 30 miljoen euro.", ["30 miljoen euro"]),
        ("Er is geen vast budget.", []),
        ("Er rijden 1,9 miljoen auto's.", []),
        ("In de ronde verdeelde het Rijk 384 miljoen euro budget.", []),
        ("Wie een inkomen van € 30.000 heeft, krijgt subsidie.", []),
    ],
)
def test_a_budget_is_an_amount_of_money_for_the_programme(sentence: str, amounts: list[str]) -> None:
    assert said(BUDGET, sentence) == amounts


def test_amounts_in_a_table_have_their_unit_above_or_below_it() -> None:
    above = rows("Doel | Rijk (mln euro) | Jaar", "Wonen | 5,0 | 2024")
    below = rows("Fase | Periode | Rijk", "1 | 2016-2021 | 27")
    assert said(BUDGET, heading("Geld"), above) == ["5,0"]
    assert said(BUDGET, heading("Geld"), below, prose("Bedragen in miljoenen euro's.")) == ["27"]
    assert said(BUDGET, heading("Geld"), below) == []


@pytest.mark.parametrize(
    ("sentence", "areas"),
    [
        ("Het programma werkt in Overijssel en Drenthe.", ["Overijssel", "Drenthe"]),
        ("Gebied: de provincie Zeeland.", ["Zeeland"]),
        ("De gebieden zijn Noord- en Midden-Limburg en de Peel.", ["Noord- en Midden-Limburg", "Peel"]),
        ("De vijftien gebieden zijn de Achterhoek, de Peel en Salland.", ["Achterhoek", "Peel", "Salland"]),
        ("Regio's in Overijssel maakten geen deel uit van het programma.", []),
        ("De bijeenkomst was in Drenthe.", []),
    ],
)
def test_a_region_is_where_the_programme_works(sentence: str, areas: list[str]) -> None:
    assert said(REGION, sentence) == areas


def test_areas_in_a_list_or_a_column_are_regions() -> None:
    assert said(REGION, heading("Gebieden"), items("Kust. Hier ligt zand.", "Groene Hart", "Betrek de raad")) == [
        "Kust",
        "Groene Hart",
    ]
    assert said(REGION, heading("Waar"), rows("Gebied | Opgave", "Veluwe | natuur")) == ["Veluwe"]


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("Op 4 november 2021 is de overeenkomst ondertekend.", True),
        ("Het programma stopt in 2024.", True),
        ("De RES 1.0 is in 2021 door de raden vastgesteld.", True),
        ("Het programma gaat over water.", False),
        ("Het onderzoek naar het programma is afgerond.", False),
        ("Is het programma al vastgesteld?", False),
        ("De overeenkomst is nog niet ondertekend.", False),
    ],
)
def test_a_status_is_the_sentence_that_says_where_a_programme_stands(sentence: str, *, tells: bool) -> None:
    assert said(STATUS, sentence) == ([sentence] if tells else [])


@pytest.mark.parametrize(
    ("sentence", "name", "office"),
    [
        ("Gisteren sprak wethouder Anna de Boer.", "Anna de Boer", "wethouder"),
        ("Bert Visser (directeur Kustfonds) opende de dag.", "Bert Visser", "directeur Kustfonds"),
        ("Carla Smit, gedeputeerde van Zeeland, was blij.", "Carla Smit", "gedeputeerde van Zeeland"),
    ],
)
def test_a_person_is_named_with_the_office(sentence: str, name: str, office: str) -> None:
    assert [(f.value, f.role) for f in facts_in(prose(sentence)) if f.kind is OFFICE] == [(name, office)]


@pytest.mark.parametrize(
    "sentence", ["Jan Jansen woont in Ede.", "De minister van Binnenlandse Zaken kwam.", "Boer Piet Smit sprak."]
)
def test_a_person_without_an_office_is_no_fact(sentence: str) -> None:
    assert said(OFFICE, sentence) == []


def test_a_table_of_speakers_names_those_in_office() -> None:
    table = rows("Spreker | Functie", "Anna de Boer | burgemeester van Ede", "Piet Smit | bewoner")
    assert said(OFFICE, heading("Programma"), table) == ["Anna de Boer"]


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("In 2030 moet er 35 TWh zijn.", ["35 TWh"]),
        ("Er komen minimaal 50.000 woningen.", ["50.000 woningen"]),
        ("Van het bod is 23 procent gerealiseerd.", ["23 procent"]),
        ("Het kost 30 miljoen euro en begint op 1 mei 2019.", []),
        ("Er zijn 15 partners en vier thema's.", []),
    ],
)
def test_a_figure_is_a_number_with_a_unit(sentence: str, figures: list[str]) -> None:
    assert said(FIGURE, sentence) == figures
