"""Ways of writing in government papers that the first documents did not show, and what only looks like them."""

import pytest

from ingest.facts.model import FactKind
from tests.fact_reading import facts_in, heading, items, prose, rows, said, values

PROGRAMME, PARTNER, TOTAL, REGION = FactKind.PROGRAMME, FactKind.PARTNER, FactKind.PARTNER_TOTAL, FactKind.REGION
BUDGET, STATUS, OBSTACLE = FactKind.BUDGET, FactKind.STATUS, FactKind.OBSTACLE


def test_what_a_party_of_a_covenant_is_called_is_its_name() -> None:
    parties = (
        prose("De Minister van Landbouw, Natuur en Voedselkwaliteit, A. de Vries, hierna te noemen: LNV;"),
        prose("Het bestuur van waterschap Noordkust, namens deze B. Bos, hierna te noemen Waterschap Noordkust;"),
        prose("Partijen genoemd onder 1 en 2, hierna samen te noemen: het Rijk;"),
        prose("Alle Partijen hierna allen tezamen te noemen: Partijen."),
    )
    assert said(PARTNER, *parties) == ["LNV", "Waterschap Noordkust", "Rijk"]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("ProRail en de provincie Utrecht hebben het convenant ondertekend.", ["ProRail", "provincie Utrecht"]),
        ("Zij bundelen de krachten.", []),
        ("De gemeente Ede en Vitens bundelen hun krachten.", ["gemeente Ede", "Vitens"]),
        ("Naast de provincie zijn ook Vitens en ProRail aangesloten.", ["Vitens", "ProRail"]),
        ("Het programma is een initiatief van de provincie Drenthe en Vitens.", ["provincie Drenthe", "Vitens"]),
        ("Ook Wetterskip Fryslân heeft zich aangesloten.", ["Wetterskip Fryslân"]),
        ("Sinds 2020 maakt ook de gemeente Almelo deel uit van het programma.", ["gemeente Almelo"]),
        ("Het secretariaat ligt bij de provincie Drenthe.", ["provincie Drenthe"]),
        ("Verantwoordelijk ministerie: BZK", ["BZK"]),
        ("Trekker: provincie Drenthe", ["provincie Drenthe"]),
        ("De provincie neemt dit mee in de monitoring en ADSB neemt dit mee.", []),
        ("Op verzoek van partijen is gestart met de ketenaanpak (hierna: KAZ).", []),
    ],
)  # fmt: skip
def test_who_takes_part_is_said_in_many_ways(sentence: str, names: list[str]) -> None:
    assert said(PARTNER, sentence) == names


def test_the_short_form_of_a_body_is_no_body_of_its_own() -> None:
    sentence = "Het akkoord is ondertekend door de Unie van Waterschappen (UvW) en de provincie Drenthe."
    assert said(PARTNER, sentence) == ["Unie van Waterschappen", "provincie Drenthe"]


def test_ministries_in_a_row_keep_their_kind() -> None:
    sentence = (
        "Partners zijn de ministeries van Justitie en Veiligheid, van Buitenlandse Zaken en van Economische Zaken."
    )
    assert said(PARTNER, sentence) == [
        "ministerie Justitie en Veiligheid",
        "ministerie Buitenlandse Zaken",
        "ministerie Economische Zaken",
    ]


def test_a_table_names_partners_under_a_heading_or_beside_a_label() -> None:
    named = rows("Naam | Rol", "Vitens | uitvoerder", "Totaal | 1")
    assert said(PARTNER, heading("Partners"), named) == ["Vitens"]
    labelled = rows("Onderwerp | Gegevens", "Ministerie | BZK", "Gebied | Twente")
    assert said(PARTNER, heading("Feiten"), labelled) == ["BZK"]
    assert said(REGION, heading("Feiten"), labelled) == ["Twente"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Het Interbestuurlijk Programma (IBP) is getekend.", ["Interbestuurlijk Programma"]),
        ("De Regionale Energie Strategie Zuidkust is vastgesteld.", ["Regionale Energie Strategie Zuidkust"]),
        ("Dit is de City Deal ‘Slim, veilig en groen’.", ["Slim, veilig en groen"]),
        ("In de afgelopen jaren is het netwerk van partners gegroeid.", []),
        ("Er hoort een Social Impact Assessment bij.", []),
    ],
)
def test_a_name_is_told_from_what_only_looks_like_one(sentence: str, name: list[str]) -> None:
    assert said(PROGRAMME, sentence, title="Brief") == name


def test_questions_in_a_list_are_no_programmes() -> None:
    listed = items(
        "Wanneer loopt elk programma af", "Deltaplan Zoet Water", "Nationaal Programma Bodem", "Woonagenda Zuid"
    )
    assert "Wanneer loopt elk programma af" not in said(PROGRAMME, heading("Programma's"), listed)


def test_a_common_phrase_in_the_title_is_no_programme() -> None:
    text = [prose("Over het programma regionale samenwerking spreken de partners van regionale samenwerking.")] * 3
    assert said(PROGRAMME, *text, title="Regionale samenwerking") == []


@pytest.mark.parametrize(
    ("sentence", "totals"),
    [
        ("Het geld is via acht gemeenten uitgekeerd.", []),
        ("In 30 regio's vertalen bestuurders hun ambitie.", []),
        ("In 30 regio's wordt samengewerkt.", ["30 regio's"]),
        ("Het akkoord telt acht gemeenten.", ["acht gemeenten"]),
    ],
)
def test_who_is_merely_counted_takes_no_part(sentence: str, totals: list[str]) -> None:
    assert said(TOTAL, sentence) == totals


def test_what_areas_do_is_no_area() -> None:
    assert (
        said(REGION, heading("Regio's"), prose("De regio's hebben drie taken:"), items("Wonen", "Zorg", "Twente")) == []
    )
    assert said(REGION, heading("Het gebied"), prose("Partners zijn Vitens, Natuurmonumenten en ProRail.")) == []
    assert said(REGION, "In Utrecht was het druk.") == []


@pytest.mark.parametrize(
    ("sentence", "amounts"),
    [
        ("Voor het programma is tien miljoen euro beschikbaar.", ["tien miljoen euro"]),
        ("De provincie legt anderhalf miljoen euro bij.", ["anderhalf miljoen euro"]),
        ("Het Rijk trekt 40 miljoen uit voor het programma.", ["40 miljoen"]),
        ("De bijdrage is € 5 miljoen.", ["€ 5 miljoen"]),
        ("De kosten per woning zijn € 20.000.", []),
    ],
)
def test_amounts_are_written_in_words_too(sentence: str, amounts: list[str]) -> None:
    assert said(BUDGET, sentence) == amounts


@pytest.mark.parametrize(
    ("sentence", "is_state"),
    [
        ("Het programma is voortgezet.", True),
        ("De deal werd op 3 juli gesloten.", True),
        ("Het programma zit in de afrondende fase.", True),
        ("Eind 2023 loopt het programma af.", True),
        ("Het programma loopt af in december 2024.", True),
        ("Het onderzoek heeft vastgesteld dat het programma werkt.", False),
        ("Het programma is gestart met een reeks gesprekken.", False),
        ("De eerste City Deals zijn afgerond, meldt het programma.", False),
        ("De samenwerking in het programma diende om in gesprek te komen.", False),
    ],
)
def test_a_state_is_one_of_the_programme_itself(sentence: str, is_state: bool) -> None:
    assert (said(STATUS, sentence) == [sentence]) is is_state


def test_a_dated_item_says_how_far_it_is() -> None:
    assert said(STATUS, items("2019: convenant ondertekend", "2020: folder verspreid")) == [
        "2019: convenant ondertekend"
    ]


@pytest.mark.parametrize(
    "sentence",
    ["De rolverdeling is onhelder.", "Het is niet duidelijk wie beslist.", "De regels maken het lastig om te bouwen."],
)
def test_an_obstacle_is_said_in_many_ways(sentence: str) -> None:
    assert said(OBSTACLE, sentence) == [sentence]


def test_a_long_question_as_a_heading_announces_nothing() -> None:
    question = "Vraag 3 Kunt u aangeven welke risico's dit volgens u heeft voor de gemeenten die hieraan meedoen?"
    found = facts_in(heading(question), prose("Het kabinet heeft hierover een brief gestuurd."))
    assert values(OBSTACLE, found) == []
