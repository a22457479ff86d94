"""Success factors, lessons, obstacles and recommendations: in lists, under headings, in tables and after cues."""

import pytest

from ingest.facts.model import FactKind
from ingest.model import Block, Kind
from tests.fact_reading import facts_in, heading, items, prose, rows, said

SUCCESS, LESSON, OBSTACLE, ADVICE = FactKind.SUCCESS_FACTOR, FactKind.LESSON, FactKind.OBSTACLE, FactKind.RECOMMENDATION
LEARNED = (SUCCESS, LESSON, OBSTACLE, ADVICE)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Succesfactoren", SUCCESS),
        ("Wat werkt?", SUCCESS),
        ("What makes the cooperation work", SUCCESS),
        ("Tien lessen", LESSON),
        ("Wat hebben we geleerd?", LESSON),
        ("Inzichten uit de evaluatie", LESSON),
        ("Knelpunten", OBSTACLE),
        ("Risico's volgens de regio", OBSTACLE),
        ("Wat ging er mis?", OBSTACLE),
        ("Aanbevelingen aan het Rijk", ADVICE),
        ("Wat is nodig", ADVICE),
        ("Recommendations", ADVICE),
    ],
)
def test_the_items_under_a_heading_are_what_it_announces(title: str, kind: FactKind) -> None:
    facts = facts_in(heading(title), items("korte lijnen tussen overheden", "vaste gezichten aan tafel"))
    assert [(f.kind, f.value) for f in facts if f.kind in LEARNED] == [
        (kind, "korte lijnen tussen overheden"),
        (kind, "vaste gezichten aan tafel"),
    ]


def test_a_short_announcement_says_what_the_next_sentences_are_and_not_the_whole_paper() -> None:
    far = [prose(f"Dit is zin {number} over heel iets anders dat lastig is.") for number in range(8)]
    facts = facts_in(heading("Aanpak"), prose("Er zijn ook knelpunten."), *far)
    found = [fact.value for fact in facts if fact.kind is OBSTACLE]
    assert "zin 0" in found[0]
    assert not any("zin 7" in value for value in found)


def test_the_line_above_a_list_says_more_than_the_heading() -> None:
    parts = (prose("Wat ging goed:"), items("korte lijnen"), prose("Wat moet beter:"), items("meer geld en tijd"))
    found = [(f.kind, f.value) for f in facts_in(heading("Reflectie"), *parts) if f.kind in LEARNED]
    assert found == [(SUCCESS, "korte lijnen"), (ADVICE, "meer geld en tijd")]


def test_a_list_of_questions_or_themes_under_a_heading_of_lessons_teaches_nothing() -> None:
    parts = [prose("Vier vragen staan centraal:"), *items("Wie beslist?", "De rol van de raad")]
    assert said(LESSON, heading("Lessen"), parts) == []


def test_a_long_item_is_one_lesson() -> None:
    item = "Begin bij de opgave. " + "Dat kost tijd en vraagt overleg met iedereen die er belang bij heeft. " * 5
    assert said(LESSON, heading("Lessen"), items(item.strip())) == [item.strip()]


def test_lessons_that_go_on_over_the_page_are_lessons() -> None:
    parts = [prose("De lessen zijn:"), *items("Begin klein", page=None), *items("Houd vol")]
    assert said(LESSON, heading("Evaluatie"), parts) == ["Begin klein", "Houd vol"]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Dat verklaart een groot deel van het succes.", SUCCESS),
        ("Regio's zijn succesvoller als zij lang samenwerken.", SUCCESS),
        ("Het helpt om één trekker aan te wijzen.", SUCCESS),
        ("De les voor anderen is dat klein beginnen loont.", LESSON),
        ("Gemeenteraden hebben moeite om grip te houden.", OBSTACLE),
        ("Er is te weinig capaciteit bij gemeenten.", OBSTACLE),
        ("Onze aanbeveling is om de raad eerder te betrekken.", ADVICE),
        ("De commissie adviseert de minister om te wachten.", ADVICE),
    ],
)
def test_a_sentence_with_a_cue_says_it_anywhere(sentence: str, kind: FactKind) -> None:
    assert said(kind, sentence) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "De rode draad van de dag: succesfactoren en belemmeringen voor samenwerking.",
        "Is er te weinig geld?",
        "Samenvatting en lessen, 15 april 2021",
        "Het lesprogramma begint in mei.",
        "De adviesraad komt vier keer per jaar samen.",
    ],
)
def test_talk_of_lessons_is_no_lesson(sentence: str) -> None:
    assert [fact for fact in facts_in(prose(sentence)) if fact.kind in LEARNED] == []


def test_a_heading_of_two_things_announces_none_until_a_sentence_turns_to_one() -> None:
    parts = (prose("Er zijn ook zwakke kanten."), prose("Besluiten kosten jaren."))
    facts = facts_in(heading("Sterke en zwakke kanten"), prose("Twee woorden vooraf."), *parts)
    assert [(f.kind, f.value) for f in facts if f.kind in LEARNED] == [(OBSTACLE, "Besluiten kosten jaren.")]


def test_numbered_lessons_say_themselves_what_they_are() -> None:
    assert said(LESSON, "Les 1: begin klein.", "Les 2. Houd vol.") == ["Les 1: begin klein.", "Houd vol."]


def test_dilemmas_may_be_questions() -> None:
    assert said(OBSTACLE, heading("Dilemma's"), items("Snel of zorgvuldig?")) == ["Snel of zorgvuldig?"]


def test_a_column_of_risks_gives_its_cells() -> None:
    table = rows("Risico | Maatregel", "Te weinig personeel | Samen werven", "Hoge kosten | Reserve")
    assert said(OBSTACLE, heading("Uitvoering"), table) == ["Te weinig personeel", "Hoge kosten"]


def test_a_point_of_attention_asks_for_something_or_says_what_is_wrong() -> None:
    points = items("De capaciteit is beperkt.", "Betrek de raad op tijd.")
    found = [(f.kind, f.value) for f in facts_in(heading("Aandachtspunten"), points) if f.kind in LEARNED]
    assert found == [(OBSTACLE, "De capaciteit is beperkt."), (ADVICE, "Betrek de raad op tijd.")]


def test_limits_of_a_study_are_no_obstacles_and_notes_only_explain() -> None:
    study = said(OBSTACLE, heading("Beperkingen van dit onderzoek"), prose("Effecten zijn niet gemeten."))
    notes = Block(Kind.NOTES, "Op deze sheet vertellen we kort iets.")
    assert study == []
    assert said(OBSTACLE, heading("Knelpunten"), items("Er is weinig tijd"), [notes]) == ["Er is weinig tijd"]


def test_a_document_that_is_not_about_working_together_teaches_nothing() -> None:
    facts = facts_in(prose("Er is te weinig ruimte in de wachtkamer."), prose("Er zijn 200 woningen."), title="Folder")
    assert facts == []
