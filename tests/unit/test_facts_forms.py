"""Facts in forms, in long items, in minutes and letters: the sentences that real papers write them in."""

import pytest

from ingest.facts.model import FactKind
from tests.fact_reading import facts_in, heading, items, prose, rows, said, values

PROGRAMME, PARTNER, TOTAL, REGION = FactKind.PROGRAMME, FactKind.PARTNER, FactKind.PARTNER_TOTAL, FactKind.REGION
BUDGET, STATUS, OBSTACLE, PERIOD = FactKind.BUDGET, FactKind.STATUS, FactKind.OBSTACLE, FactKind.PERIOD

_FORM = (
    "Datum | : | 3 mei 2021",
    "Locatie | : | Stadhuis",
    "Naam project | Schone Vaart",
    "Aanpak | Het project start in mei en duurt ongeveer 8 maanden. ProRail is de opdrachtgever van dit project.",
    "Strategische risico's (inclusief beheersmaatregelen) | De sloten slibben dicht. De aannemer kan later komen.",
    "Gevraagd budget (per jaar) | Voor onderzoek is € 12.500 nodig. Dat komt uit op een totaal van € 145K.",
    "Verwachte financiering | In 2021 is dus 150K financiering nodig, de kosten van beheer volgen later",
)


def test_a_form_is_about_the_project_that_it_names_and_read_by_the_sentence() -> None:
    facts = facts_in(rows(*_FORM), title="Formulier")
    assert {fact.subject for fact in facts if fact.kind is not PROGRAMME} == {"Schone Vaart"}
    assert values(PARTNER, facts) == ["ProRail"]
    assert values(PERIOD, facts) == ["8 maanden"]
    assert values(OBSTACLE, facts) == ["De sloten slibben dicht.", "De aannemer kan later komen."]
    assert values(BUDGET, facts) == ["€ 12.500", "€ 145K", "150K"]


def test_the_first_row_of_a_form_is_no_row_of_headers() -> None:
    assert said(REGION, rows("Locatie | : | Stadhuis", "Aanwezig | : | Jan Bos", "Nr. | Onderwerp")) == []


def test_two_forms_in_one_document_are_about_neither() -> None:
    two = rows("Naam project | Schone Vaart", "Naam project | Droge Voeten", "Kosten | € 12.500")
    assert values(BUDGET, facts_in(two, title="Formulieren")) == []


def test_a_price_or_a_rate_is_no_budget_and_a_sum_behind_its_label_is() -> None:
    assert said(BUDGET, "Het programma stelt € 0,40 tot € 0,50/MWh beschikbaar.") == []
    assert said(BUDGET, "Het programma betaalt de specialist € 125/uur.") == []
    assert said(BUDGET, "Geschatte kosten: 75.000") == ["75.000"]
    assert said(BUDGET, "Middelen (€): 75 000 voor onderzoek") == ["75 000"]
    assert said(BUDGET, "Het programma kreeg een budget van € 12 500.") == ["€ 12 500"]
    assert said(BUDGET, "In 2023 400 euro per gezin.") == []
    assert said(BUDGET, "Het programma kreeg een budget van € 116400.") == ["€ 116400"]


def test_a_sentence_in_a_long_item_is_quoted_by_itself() -> None:
    long = items(
        "De provincie schreef de brief. Het Kustpact is vastgesteld in juni 2021. Daarna volgde de uitvoering.",
        "Er wonen veel mensen. De gemeente Ede werkt samen met Vitens aan het Kustpact. Dat gaat goed.",
    )
    facts = facts_in(long, title="Kustpact")
    assert values(STATUS, facts) == ["Het Kustpact is vastgesteld in juni 2021."]
    assert "Vitens" in values(PARTNER, facts)


def test_an_item_of_several_sentences_is_one_lesson() -> None:
    lessons = items("Begin klein. Het overleg is lastig. Vraag hulp.", "Deel de kosten.")
    facts = facts_in(heading("Lessen"), lessons)
    assert [fact.kind for fact in facts if fact.kind is FactKind.LESSON] == [FactKind.LESSON] * 2


def test_a_text_that_is_printed_twice_says_it_once() -> None:
    twice = [prose("De samenwerking loopt vast door geldgebrek.")] * 2
    assert said(OBSTACLE, *twice) == ["De samenwerking loopt vast door geldgebrek."]


def test_agreements_that_a_title_names_are_what_the_text_is_about() -> None:
    minutes = facts_in(
        rows(
            "Aanwezig | : | Jan Bos (gemeente Ede), | Piet Vis", "(provincie Drenthe), Kees Tak (waterschap Vechtkant)"
        ),
        prose("Wij spraken over de prestatieafspraken tussen de gemeente Ede en Vitens."),
        prose("Het voorstel is om met de drie gemeenten prestatieafspraken te maken."),
        title="Verslag bestuurlijk overleg prestatieafspraken Oostkust",
    )
    assert {fact.subject for fact in minutes if fact.kind is PARTNER} == {"prestatieafspraken Oostkust"}
    assert set(values(PARTNER, minutes)) == {"gemeente Ede", "provincie Drenthe", "waterschap Vechtkant", "Vitens"}
    assert values(TOTAL, minutes) == ["drie gemeenten"]


def test_who_attends_another_meeting_is_no_partner() -> None:
    present = rows("Aanwezig | : | Jan Bos (gemeente Ede), | Piet Vis")
    assert values(PARTNER, facts_in(present, prose("Het Kustpact kwam ter sprake."), title="Verslag klankbord")) == []


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Dit valt onder het programma KLIM.", ["KLIM"]),
        ("Het KLIM-programma loopt goed.", ["KLIM"]),
        ("Dit valt onder het programma ICT.", []),
        ("Dit valt onder het programma BZK.", []),
        ("Volgens het klimaatakkoord moet dit anders.", ["klimaatakkoord"]),
        ("Volgens het onderhandelaarsakkoord moet dit anders.", []),
        ("Dit staat in het provinciaal Programma Energiestrategie.", ["provinciaal Programma Energiestrategie"]),
        ("Wij doen mee aan de Fietsdeal.", ["Fietsdeal"]),
        ("Jan houdt ons aan de afspraken in de RES Piet: dat is duidelijk.", []),
        ("Het staat in het coalitieakkoord Samen Vooruit.", []),
    ],
)
def test_letters_and_ordinary_words_may_be_the_name_of_a_programme(sentence: str, names: list[str]) -> None:
    assert said(PROGRAMME, sentence, title="Brief") == names


def test_letters_with_a_plan_and_partners_of_their_own_are_a_programme() -> None:
    told = ("Het eerste KLIM-werkplan is klaar.", "Het KLIM project helpt daarbij.")
    assert said(PROGRAMME, *told, title="Aftrap") == ["KLIM"]
    assert said(PROGRAMME, "Het KLIM project helpt daarbij.", title="Aftrap") == []


def test_who_works_together_is_announced_in_more_words() -> None:
    lead = prose("Overheidsorganisaties die samenwerken aan het Kustpact zijn:")
    assert said(PARTNER, lead, items("Douane", "Gemeente Ede"), title="Kustpact") == ["Douane", "Gemeente Ede"]
    named = "De Kustpact-partners (Vitens, ProRail en Enexis) tekenden."
    assert said(PARTNER, named, title="Kustpact") == ["Vitens", "ProRail", "Enexis"]
    listed = "Dit doen de uitvoeringsorganisaties Vitens, ProRail en Enexis."
    assert said(PARTNER, listed, title="Kustpact") == ["Vitens", "ProRail", "Enexis"]


@pytest.mark.parametrize(
    "sentence",
    [
        "De gemeenten Ede en Epe gaan afspraken maken.",
        "De gemeenten Ede en Epe liggen in het restgebied.",
        "Wij verwachten dat de volgende partners meedoen: Vitens, ProRail en Enexis.",
    ],
)
def test_who_will_join_or_lies_nearby_takes_no_part(sentence: str) -> None:
    assert said(PARTNER, sentence) == []


def test_a_word_before_a_colon_is_no_partner() -> None:
    assert said(PARTNER, prose("Partners zijn:"), items("Optioneel: hulp van buiten", "Vitens")) == ["Vitens"]


def test_areas_are_named_behind_a_comma_and_where_something_may_be_built_takes_no_part() -> None:
    text = "Binnen Drenthe zijn er twee regio's, de regio Noord en de regio Zuid-Drenthe."
    assert said(REGION, text)[-2:] == ["Noord", "Zuid-Drenthe"]
    assert said(TOTAL, "Voor de samenwerking zien we vier geschikte gebieden.") == []
    assert said(REGION, prose("De gebieden zijn:"), items("A1", "Twente")) == ["Twente"]


def test_a_year_is_not_the_number_of_what_comes_behind_it() -> None:
    assert said(FactKind.FIGURE, "Wij wijzen voor 1 juli 2023 zoekgebieden aan.") == []


def test_the_short_form_of_a_few_letters_stands_for_a_few_words() -> None:
    long = "De provincie is op grond van de nieuwe wet verplicht een inpassingsplan (PIP) te maken."
    assert said(FactKind.ABBREVIATION, long) == []
    named = facts_in(prose("De Verbetering van de Informatie voor Energie (VIE) begon."))
    assert [(fact.value, fact.subject) for fact in named if fact.kind is FactKind.ABBREVIATION] == [
        ("VIE", "Verbetering van de Informatie voor Energie")
    ]
