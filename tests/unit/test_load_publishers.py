import pytest

from ingest.load.publishers import organisation_named, publisher_of
from ingest.model import Block, Kind

LONG = "De gemeenten en de provincie werken al jaren samen aan het landelijk gebied, met geld van het Rijk."


def _blocks(*lines: str) -> list[Block]:
    return [Block(Kind.HEADING if line.startswith("# ") else Kind.PROSE, line.removeprefix("# ")) for line in lines]


@pytest.mark.parametrize(
    "name",
    [
        "Provincie Drenthe",
        "Programmateam Water",
        "Planbureau voor de Leefomgeving",
        "Samenwijs, naar IPO",
        "Rijksuniversiteit Groningen",
        "Adviesbureau De Wit B.V.",
        "Stichting Schoon Water",
    ],
)
def test_an_author_that_is_an_organisation_publishes(name: str) -> None:
    assert organisation_named(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "Wit, A. de (Anna)",
        "Overleg, A. van (Anna)",
        "DEWITA",
        "AdeWit",
        "Anna de Wit",
        "anna",
        "Wit Anna de",
        "Mijn Programma",
        "",
        None,
    ],
)
def test_a_person_a_login_name_and_a_program_publish_nothing(name: str | None) -> None:
    assert organisation_named(name) is None


def test_a_name_that_no_list_knows_is_an_organisation_when_an_address_is_called_after_it() -> None:
    assert organisation_named("Waterkracht", _blocks("Mail naar info@waterkracht.nl.")) == "Waterkracht"
    assert organisation_named("Anna de Wit", _blocks("Mail naar anna.de.wit@waterkracht.nl.")) is None


@pytest.mark.parametrize(
    ("lines", "publisher"),
    [
        (("Uitgave van provincie Drenthe", "November 2022"), "Provincie Drenthe"),
        (("Colofon Uitgave van gemeente Assen mei 2021 Foto's: gemeente Emmen",), "Gemeente Assen"),
        (("Dit is een uitgave van Stichting Schoon Water.",), "Stichting Schoon Water"),
        (("Het boek is uitgegeven door universiteit of hogeschool",), None),
        (("Een uitgave van een uitgever die over provincies schrijft",), None),
        (("Provincie Drenthe", "Nota water"), "Provincie Drenthe"),
        (("Gemeente Assen", "Geachte heer,", LONG, "Provincie Drenthe", "Postbus 1, Assen"), "Provincie Drenthe"),
        (("Aan", "Gemeente Assen", "Postbus 1, Assen", "Geachte heer,", LONG), None),
        (("Gemeente Assen", "T.a.v. het college", "Postbus 1, Assen", "Geachte heer,", LONG), None),
        (("# Provincie Drenthe Kennisgeving openstelling", LONG), "Provincie Drenthe"),
        (("# Gemeente Assen en provincie Drenthe tekenen akkoord", LONG), None),
    ],
)
def test_imprint_letterhead_and_title_say_who_publishes(lines: tuple[str, ...], publisher: str | None) -> None:
    assert publisher_of(_blocks(*lines, LONG, LONG, LONG, LONG), lines[0].removeprefix("# ")) == publisher


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("De Staatssecretaris van Financiën,", "Ministerie van Financiën"),
        ("Gedeputeerde Staten van Drenthe, voorzitter, A. de Wit", "Provincie Drenthe"),
        ("Burgemeester en wethouders van Assen,", "Gemeente Assen"),
        ("De minister van Financiën heeft dat toegezegd.", None),
        ("Provinciale Staten van Drenthe", None),
    ],
)
def test_who_signs_a_letter_publishes_it(line: str, publisher: str | None) -> None:
    assert publisher_of(_blocks("Geachte heer,", LONG, LONG, line, "A. de Wit"), "Water") == publisher


def test_a_letter_to_a_board_is_not_from_it() -> None:
    assert publisher_of(_blocks("Gedeputeerde Staten van Drenthe", "Geachte leden,", LONG, LONG), "Water") is None


def test_the_decisions_of_mayor_and_aldermen_are_of_their_municipality() -> None:
    assert publisher_of(_blocks(LONG), "Besluitenlijst B&W-vergadering Assen") == "Gemeente Assen"
    assert publisher_of(_blocks(LONG), "Bezoek aan Assen en Emmen") is None
