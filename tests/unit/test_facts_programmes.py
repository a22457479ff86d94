"""The names of programmes and their short forms, and which programme a sentence is about."""

import pytest

from ingest.facts.model import FactKind
from tests.fact_reading import facts_in, heading, items, prose, rows, said, values

PROGRAMME, SHORT = FactKind.PROGRAMME, FactKind.ABBREVIATION


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Het Nationaal Programma Duinen en Kust begon in 2019.", ["Nationaal Programma Duinen en Kust"]),
        ("Zie Deltaprogramma Zoetwater en het Klimaatakkoord.", ["Deltaprogramma Zoetwater", "Klimaatakkoord"]),
        ("De Regionale Energiestrategie Oost-Zeeland is klaar.", ["Regionale Energiestrategie Oost-Zeeland"]),
        ("Er is een Regio Deal Zeeuwse Kust gesloten.", ["Regio Deal Zeeuwse Kust"]),
        ("Zeeland kreeg een tweede Regio Deal.", ["tweede Regio Deal"]),
        ("Het programma Vitale Kust loopt goed.", ["Vitale Kust"]),
        ("Het kennisplatform Duinwater komt elk jaar bijeen.", ["kennisplatform Duinwater"]),
        ("Dat staat in het werkprogramma Droge voeten houden.", ["Droge voeten houden"]),
        ("Zij werken samen onder de noemer ‘Samen sterk’ aan de kust.", ["Samen sterk"]),
        ("Regio Veluwerand is een samenwerkingsverband van acht gemeenten.", ["Regio Veluwerand"]),
        ("‘Goed geregeld’ is een strategisch platform van overheden.", ["Goed geregeld"]),
    ],
)  # fmt: skip
def test_a_name_is_known_by_its_shape_or_by_what_is_said_of_it(sentence: str, names: list[str]) -> None:
    assert said(PROGRAMME, sentence, title="") == names


@pytest.mark.parametrize(
    "sentence",
    [
        "Een programma is een reeks van projecten.",
        "Programma's lopen vaak uit en een Programma van Eisen helpt.",
        "Het Hoofdlijnenakkoord en het Coalitieakkoord zijn algemeen.",
        "Er komt ooit een Regio Deal, en er zijn meer Regio Deals.",
        "Daarom is er een nieuw platform.",
        "Deze samenwerking is een netwerk van overheden.",
        "Het resultaat is een akkoord.",
        "Het Nationaal Programma Industri€le Clu$ters is onleesbaar.",
    ],
)
def test_a_kind_of_thing_or_noise_is_no_name(sentence: str) -> None:
    assert said(PROGRAMME, sentence, title="") == []


def test_a_programme_that_is_called_like_ordinary_words_is_known_from_how_the_text_speaks_of_it() -> None:
    sentences = (prose("De partners van Samen werkt beter overleggen."), prose("In Zeeland werken wij samen."))
    facts = facts_in(*sentences, title="Samen werkt beter")
    assert values(PROGRAMME, facts) == ["Samen werkt beter"]
    assert said(PROGRAMME, "Samen werken wij beter.", title="Samen werken") == []


def test_a_list_of_programmes_gives_whole_items() -> None:
    listed = items(
        "Deltaprogramma",
        "Programma Ruimte voor Biobased bouwen",
        "Erfgoed Deal",
        "Nationale Agenda Laden (NAL)",
        "Overig",
    )
    facts = facts_in(heading("Nationale programma's"), listed, title="")
    assert values(PROGRAMME, facts) == [
        "Deltaprogramma", "Programma Ruimte voor Biobased bouwen", "Erfgoed Deal", "Nationale Agenda Laden",
    ]  # fmt: skip
    assert values(SHORT, facts) == ["NAL"]


@pytest.mark.parametrize(
    ("sentence", "short", "long"),
    [
        ("Het Nationaal Programma Duinen (NPD) loopt.", "NPD", "Nationaal Programma Duinen"),
        ("Interbestuurlijk Programma voor de kust (IBP-VK)", "IBP-VK", "Interbestuurlijk Programma voor de kust"),
        ("De Nationale Agenda Kust, kortweg NAK, loopt.", "NAK", "Nationale Agenda Kust"),
        ("Het Interbestuurlijk Programma Zee (IBP Zee) loopt.", "IBP Zee", "Interbestuurlijk Programma Zee"),
        ("NAL | Nationale Agenda Laadinfrastructuur", "NAL", "Nationale Agenda Laadinfrastructuur"),
    ],
)  # fmt: skip
def test_a_short_form_is_told_with_its_long_form(sentence: str, short: str, long: str) -> None:
    found = [fact for fact in facts_in(prose(sentence), title="") if fact.kind is SHORT]
    assert [(fact.value, fact.subject) for fact in found] == [(short, long)]


@pytest.mark.parametrize(
    "sentence", ["De gemeente Ede (Gelderland) groeit.", "Dit is klaar (ZIE).", "Het beleid (BZK) is nieuw."]
)
def test_brackets_with_something_else_are_no_short_form(sentence: str) -> None:
    assert said(SHORT, sentence) == []


def test_a_sentence_is_about_the_programme_in_its_heading_or_at_its_opening_or_of_the_document() -> None:
    facts = facts_in(
        heading("Programma Natte Voeten"),
        prose("Er zijn 12 partners."),
        heading("Stand"),
        prose("Er doen 30 gemeenten mee."),
        prose("Het Duinpact heeft 9 partners."),
        title="Deltaprogramma Zoetwater, stand van zaken",
    )
    totals = {fact.value: fact.subject for fact in facts if fact.kind is FactKind.PARTNER_TOTAL}
    assert totals == {
        "12 partners": "Programma Natte Voeten", "30 gemeenten": "Deltaprogramma Zoetwater", "9 partners": "Duinpact",
    }  # fmt: skip


def test_a_short_form_stands_for_the_programme_from_then_on() -> None:
    facts = facts_in(prose("Het Nationaal Programma Duinen (NPD) loopt."), prose("De NPD heeft 12 partners."), title="")
    assert [fact.subject for fact in facts if fact.kind is FactKind.PARTNER_TOTAL] == ["Nationaal Programma Duinen"]


def test_who_pays_is_not_the_programme_that_is_paid_for() -> None:
    facts = facts_in(prose("Het Deltaprogramma draagt 50 miljoen euro bij."), title="Convenant Natte Voeten")
    assert [fact.subject for fact in facts if fact.kind is FactKind.BUDGET] == ["Convenant Natte Voeten"]


def test_the_programme_that_the_collection_names_is_found_in_the_text() -> None:
    facts = facts_in(prose("Zo werkt Mooi Zeeland aan duinen."), title="Nieuwsbrief", programme="Mooi Zeeland")
    assert values(PROGRAMME, facts) == ["Mooi Zeeland"]


def test_what_came_before_or_after_is_named() -> None:
    table = rows("Naam | Stand", "Duinpact | loopt")
    facts = facts_in(
        prose("Het Kustpact is de opvolger van het Duinpact."),
        prose("Het Duinpact is opgegaan in het Kustpact."),
        table,
        title="",
    )
    assert [(f.kind, f.subject, f.value) for f in facts if f.kind in (FactKind.PREDECESSOR, FactKind.SUCCESSOR)] == [
        (FactKind.PREDECESSOR, "Kustpact", "Duinpact"),
        (FactKind.SUCCESSOR, "Duinpact", "Kustpact"),
    ]
