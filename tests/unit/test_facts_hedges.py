"""What has the words for an obstacle, a success factor, a recommendation or a status, and what tells of none."""

import pytest

from ingest.facts.model import FactKind
from tests.fact_reading import heading, items, prose, said

OBSTACLE, STATUS, FACTOR = FactKind.OBSTACLE, FactKind.STATUS, FactKind.SUCCESS_FACTOR
RECOMMENDATION = FactKind.RECOMMENDATION


@pytest.mark.parametrize(
    "sentence",
    [
        "Lokaal beheer brengt financiële uitdagingen met zich mee.",
        "Buiten het gebied zijn er risico's voor de natuur.",
        "De gemeente heeft beperkte capaciteit voor het overleg.",
        "Voor kleine dorpen kan dit lastiger zijn.",
        "De uitspraken werken nu vertragend.",
        "De kosten van beheer zijn nog onbekend.",
        "De wachttijden lopen op.",
        "Versnippering is moeilijk te voorkomen.",
    ],
)
def test_what_stands_in_the_way_is_said_in_many_ways(sentence: str) -> None:
    assert said(OBSTACLE, sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Zo kunnen we versnippering van het landschap voorkomen.",
        "De aanpak van wachttijden begon in 2021.",
        "Maar als een gemeente te weinig geld heeft, dan kan het fonds helpen.",
        "Het kan zijn dat partijen het niet eens zijn met ons advies.",
        "Het is onduidelijk of uw gemeente meedoet.",
        "In het rapport worden de grootste knelpunten besproken en dat is complex.",
        "De opbrengst is sterk afhankelijk van het weer.",
        "Zorgen over samenwerking.",
        "De grenzen zijn niet zichtbaar.",
        "Nadeel zijn eventuele schulden.",
        "Indien de samenwerking vastloopt, volgt een gesprek.",
    ],
)
def test_what_is_prevented_supposed_or_only_spoken_of_does_not_stand_in_the_way(sentence: str) -> None:
    assert said(OBSTACLE, sentence) == []


def test_a_long_section_on_obstacles_also_explains() -> None:
    told = [
        "De gemeenten hebben weinig mensen.",
        "Wij spraken met twintig bewoners.",
        "Het programma begon in de polder.",
        "Elke maand is er overleg.",
        "De provincie schrijft de brieven.",
        "In dit hoofdstuk staat de uitleg.",
        "Er is te weinig geld.",
        "Wij helpen de boeren.",
    ]
    found = said(OBSTACLE, heading("Knelpunten"), *(prose(sentence) for sentence in told))
    assert found == ["De gemeenten hebben weinig mensen.", "Er is te weinig geld."]


def test_a_sentence_with_the_word_turns_nothing() -> None:
    assert said(OBSTACLE, "Zo kunnen tegenvallers opgevangen worden.", "De eerste ronde is in mei.") == []
    assert said(OBSTACLE, heading("We zorgen dat iedereen meedoet"), "De eerste ronde is in mei.") == []


def test_the_last_line_of_a_lead_says_what_follows() -> None:
    lead = (prose("Dat is een aandachtspunt voor de bouw."), prose("Wij zien de volgende voorkeursgebieden:"))
    assert said(RECOMMENDATION, *lead, items("Ede en Epe", "De Peel")) == []


@pytest.mark.parametrize(
    ("sentence", "kind", "found"),
    [
        ("Goede afstemming met bewoners is van groot belang.", FACTOR, True),
        ("Schoon water is van groot belang.", FACTOR, False),
        ("Dat komt de samenwerking ten goede.", FACTOR, True),
        ("Dat komt de eigenaar ten goede.", FACTOR, False),
        ("We maken afspraken over het verschil.", FACTOR, False),
        ("Daarom verzoeken wij gemeenten om gebieden aan te wijzen.", RECOMMENDATION, True),
        ("Enkele gemeenten pleiten voor een hoger bedrag.", RECOMMENDATION, False),
        ("De aanbevelingen uit het rapport zijn overgenomen.", RECOMMENDATION, False),
        ("De plannen zouden moeten leiden tot minder drukte.", RECOMMENDATION, False),
        ("De overeenkomst is voorgelegd aan de gemeenteraad.", STATUS, True),
        ("Het akkoord is door de raden (m.u.v. de raad van Ede) en de Staten vastgesteld.", STATUS, True),
        ("Dit proces heeft ertoe geleid dat wij het programma hebben vastgesteld.", STATUS, True),
        ("Zodra de overeenkomst is ondertekend begint het werk.", STATUS, False),
        ("Wij werken binnen de kaders die voor het programma zijn vastgesteld.", STATUS, False),
        ("De route is voor een in de strategie vastgesteld gebied van de deal.", STATUS, False),
        ("Voor het programma heeft de raad een amendement aangenomen.", STATUS, False),
    ],
)
def test_a_cue_counts_in_its_own_sense_only(sentence: str, kind: FactKind, *, found: bool) -> None:
    assert said(kind, sentence) == [sentence] * found


def test_a_sentence_in_a_paper_without_a_programme_must_be_about_doing_it_together() -> None:
    paper = ("Wij testen met partners.", "Er is samenwerking.", "De regio kijkt mee.")
    assert said(OBSTACLE, *paper, "De uitvoer van het model is complex.", title="Proef") == []
    stuck = "Het overleg tussen de gemeenten loopt vast."
    assert said(OBSTACLE, *paper, stuck, title="Proef") == [stuck]
