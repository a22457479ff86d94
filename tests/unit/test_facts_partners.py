"""Who takes part in a programme, as lists, tables and sentences say it; and what says nothing of the kind."""

import pytest

from ingest.facts.model import FactKind
from ingest.model import Block
from tests.fact_reading import facts_in, heading, items, prose, rows, said

PARTNER, TOTAL = FactKind.PARTNER, FactKind.PARTNER_TOTAL


@pytest.mark.parametrize(
    ("sentence", "named"),
    [  # the names are parted by bars
        (
            "De partners zijn de gemeente Ermelo, Natuurmonumenten en LTO Noord.",
            "gemeente Ermelo|Natuurmonumenten|LTO Noord",
        ),
        (
            "Drie partijen doen mee, namelijk de provincie Zeeland, Vitens en Heijmans.",
            "provincie Zeeland|Vitens|Heijmans",
        ),
        (
            "Ondertekenaars: provincie Drenthe, VNO-NCW Noord en Rabobank Assen.",
            "provincie Drenthe|VNO-NCW Noord|Rabobank Assen",
        ),
        (
            "Het convenant is ondertekend door het Rijk en de provincies Drenthe en Fryslân.",
            "Rijk|provincie Drenthe|provincie Fryslân",
        ),
        ("De gemeenten Putten, Nijkerk en Ede werken samen.", "gemeente Putten|gemeente Nijkerk|gemeente Ede"),
        (
            "In het programma werken onder meer Vitens, boeren en het waterschap Vallei en Veluwe samen.",
            "Vitens|waterschap Vallei en Veluwe",
        ),
        ("Later is Rijkswaterstaat ook als partner toegetreden.", "Rijkswaterstaat"),
        (
            "De overeenkomst tussen het ministerie van Landbouw, Natuur en Voedselkwaliteit en Vitens loopt.",
            "ministerie van Landbouw, Natuur en Voedselkwaliteit|Vitens",
        ),
        (
            "Het programma is een samenwerking van drie gemeenten (Ede, Epe en Elburg) en Vitens.",
            "gemeente Ede|gemeente Epe|gemeente Elburg|Vitens",
        ),
        ("De provincie Flevoland is trekker van het programma.", "provincie Flevoland"),
        (
            "Er zijn toezeggingen van Vitens, VNG realisatie en Kadaster om mee te betalen.",
            "Vitens|VNG realisatie|Kadaster",
        ),
        ("De provincies Noord- en Zuid-Holland werken samen.", "provincie Zuid-Holland"),
        ("The programme is a partnership of the municipalities of Ede and Epe.", "gemeente Ede|gemeente Epe"),
    ],
)
def test_a_sentence_names_who_takes_part(sentence: str, named: str) -> None:
    assert said(PARTNER, sentence) == named.split("|")


@pytest.mark.parametrize(
    "lead",
    [
        "De volgende organisaties committeren zich aan het programma:",
        "De stuurgroep bestaat bij oprichting uit:",
        "Onderstaande overheden ondertekenen het convenant:",
    ],
)
def test_the_items_below_a_lead_in_take_part(lead: str) -> None:
    facts = facts_in(prose(lead), items("Vitens", "Adviseurs en bouwers: Heijmans, Arcadis"))
    assert [fact.value for fact in facts if fact.kind is PARTNER] == ["Vitens", "Heijmans", "Arcadis"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Vitens is geen partner van het programma.",
        "De gemeente Ermelo doet niet mee.",
        "Natuurmonumenten was tot 2020 partner, maar stapte uit het overleg.",
        "De voormalige partners zijn Vitens en Rabobank.",
        "De partners zijn onder andere boeren, ondernemers en anderen.",
        "Zijn Vitens en Rabobank partner?",
        "Misschien is Vitens later ook als partner betrokken.",
        "De bestuurders en de ondernemers werken samen.",
        "Bestuurders werken samen aan de kust.",
        "Volgens Jan de Vries is het een mooi programma.",
    ],
)
def test_who_does_not_take_part_or_is_not_named_is_no_partner(sentence: str) -> None:
    assert said(PARTNER, sentence) == []


def test_others_who_are_not_named_are_no_partner_and_leave_the_named_ones() -> None:
    assert said(PARTNER, "De partners zijn Vitens, Staatsbosbeheer en anderen.") == ["Vitens", "Staatsbosbeheer"]


def test_a_list_below_a_line_that_announces_partners_holds_partners_without_what_describes_them() -> None:
    facts = facts_in(
        heading("Wie doen mee?"),
        prose("Deze partners worden met naam genoemd:"),
        items(
            "Staatsbosbeheer, de beheerder van natuur van het Rijk;", "LTO Noord (boeren en tuinders);", "ondernemers."
        ),
    )
    assert [fact.value for fact in facts if fact.kind is PARTNER] == ["Staatsbosbeheer", "LTO Noord"]
    assert {fact.rule for fact in facts if fact.kind is PARTNER} == {"list of partners"}


def test_the_board_that_signs_a_covenant_stands_for_its_body() -> None:
    parties = items(
        "1. Het college van burgemeester en wethouders van de gemeente Hoorn, vertegenwoordigd door de heer K. Jansen;",
        "2. Provincie Noord-Holland, namens deze mevrouw S. Bakker;",
        "3. De heer P. de Boer;",
    )
    assert said(PARTNER, heading("Partijen"), parties) == ["gemeente Hoorn", "Provincie Noord-Holland"]


def test_a_list_that_goes_on_over_the_page_stays_a_list_of_partners() -> None:
    lead = Block(prose("x").kind, "De partners zijn:", page=1)
    parts = [lead, *items("Vitens", "Rabobank", page=1), *items("Natuurmonumenten", page=2)]
    assert said(PARTNER, heading("Samen"), parts) == ["Vitens", "Rabobank", "Natuurmonumenten"]


def test_a_list_of_something_else_holds_no_partners() -> None:
    themes = items("Natuur", "Water", "Landbouw")
    questions = items("Europa of Nederland", "Zeeland of Holland")
    assert said(PARTNER, "De partners werken aan vier thema's:", themes) == []
    assert said(PARTNER, heading("Vragen"), "Dit zijn de vragen van de partners:", questions) == []


def test_a_table_of_partners_gives_the_names_in_its_column_or_row() -> None:
    table = rows(
        "Partner | Rol", "Provincie Utrecht | trekker", "Gemeente Utrecht | uitvoering", "Ondernemers | advies"
    )
    assert said(PARTNER, heading("Partners"), table) == ["Provincie Utrecht", "Gemeente Utrecht"]
    labelled = rows("Onderwerp | Inhoud", "Deelnemers | Vitens, Rabobank en anderen", "Doel | Natuur en Water")
    assert said(PARTNER, heading("Het programma"), labelled) == ["Vitens", "Rabobank"]


def test_names_behind_their_kind_are_of_that_kind() -> None:
    listed = items("Gemeenten: Utrecht en Zeist", "Provincies: Utrecht")
    assert said(PARTNER, heading("Samenstelling"), listed) == [
        "gemeente Utrecht",
        "gemeente Zeist",
        "provincie Utrecht",
    ]


def test_people_at_a_meeting_are_no_partners() -> None:
    listed = items("Jan Jansen, gemeente Ede", "Piet Bakker")
    assert said(PARTNER, heading("Deelnemers"), listed, title="Verslag van het overleg Programma Vitale Kust") == []


def test_text_that_was_badly_recognised_gives_no_half_names() -> None:
    assert said(PARTNER, "De partners zijn: |~ t€ns, l,. en ~~~.") == []


def test_a_partner_of_no_known_programme_is_left_out() -> None:
    assert said(PARTNER, "De partners zijn Vitens en Rabobank.", title="Nieuwsbrief") == []


@pytest.mark.parametrize(
    ("sentence", "totals"),
    [
        ("De 15 partners zetten zich in voor de kust.", ["15 partners"]),
        ("In 2013 ondertekenden veertien Zeeuwse organisaties het akkoord.", ["veertien Zeeuwse organisaties"]),
        ("In het programma werken 22 gemeenten en vier provincies samen.", ["22 gemeenten", "vier provincies"]),
        ("Aantal partners: veertien.", ["veertien"]),
        ("Eight municipalities and two provinces take part.", ["Eight municipalities", "two provinces"]),
        ("Nederland telt 342 gemeenten.", []),
        ("Als vijf gemeenten iets willen, kan dat.", []),
        ("De uitvoering van de 24 projecten ligt bij partners.", []),
        ("Sinds 2013 partners van elkaar.", []),
    ],
)
def test_how_many_take_part_is_told_as_stated(sentence: str, totals: list[str]) -> None:
    assert said(TOTAL, sentence) == totals


def test_the_stated_total_stands_beside_the_named_ones() -> None:
    facts = facts_in(
        prose("Het programma telt 15 partners."), prose("De partners zijn onder meer Vitens en LTO Noord.")
    )
    assert [fact.value for fact in facts if fact.kind is TOTAL] == ["15 partners"]
    assert [fact.value for fact in facts if fact.kind is PARTNER] == ["Vitens", "LTO Noord"]


def test_a_total_that_changed_is_told_for_each_moment() -> None:
    table = rows("Onderwerp | 2013 | 2019", "Aantal partners | veertien | vijftien", "Start | 2013 | 2019")
    assert said(TOTAL, heading("Cijfers"), table) == ["veertien", "vijftien"]


def test_partners_belong_to_the_programme_that_is_named_beside_them() -> None:
    facts = facts_in(prose("Het programma trekt het Duinpact, waarin 60 partijen afspraken maakten."))
    assert {fact.subject for fact in facts if fact.kind is TOTAL} == {"Duinpact"}


def test_a_question_tells_nothing() -> None:
    assert said(TOTAL, prose("Waarom doen vier gemeenten mee aan het Programma Vitale Kust?")) == []
    assert said(TOTAL, prose("Vier gemeenten doen mee aan het Programma Vitale Kust."))
