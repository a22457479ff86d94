"""Questions that are counted over all documents: what is understood of them, and what is said."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest

from bot.compose.grounding import ground
from bot.counting.asked import may_count
from bot.counting.card import card
from bot.counting.composer import count
from bot.model import Answer, AnswerStatus, Citation, Statement
from bot.programmes import Facts
from bot.query import understand
from ingest.facts.correction import Correction, Verdict
from ingest.facts.corrections import add_correction
from ingest.facts.model import Fact, FactKind
from ingest.index.store import Store
from ingest.model import Document, Kind, Passage, Section, Source, Span
from tests.collection import LetterEmbedder

SINGEL = "De partners van Groene Singel zijn gemeente Ede, waterschap Vallei en Veluwe en Staatsbosbeheer."
OLD_TOTAL = "Groene Singel telt 12 partners."
NEW_TOTAL = "Groene Singel telt nu 15 partners."
BEEK = "In Beekdal werken waterschap Vallei en Veluwe en gemeente Barneveld samen."
OPEN = "Succesfactor: begin bij wat bewoners willen."


class Told:
    """A collection of documents of one sentence each, with the facts that a reader would find in it."""

    def __init__(self, path: Path) -> None:
        self.store = Store(path, writable=True)

    def add(self, name: str, day: date | None, sentence: str, *found: tuple[FactKind, str, str]) -> None:
        """Store a document; ``found`` are kind, subject and value of its facts."""
        source = Source(id=name, file=Path(name), title=f"Nota {name}", published_on=day)
        span, digest = Span(0, len(sentence)), f"{name:0<64}"
        document = Document(source, digest, sentence, (Section((), None, span, Kind.PROSE),))
        passage = Passage(f"p-{name}", source, digest, (), None, span, Kind.PROSE, sentence, (span,))
        facts = [Fact(kind, subject, value, name, passage.id, None, span, "by hand") for kind, subject, value in found]
        self.store.put(source, document, [passage], facts=facts)

    def passage(self, name: str) -> Passage:
        """The only passage of a document."""
        return self.store.passages([f"p-{name}"])[0]

    def answer(self, question: str, corrections: Path | None = None, earlier: Sequence[str] = ()) -> Answer | None:
        """What is counted for a question, as the gate lets it through."""
        query = understand(question, earlier)
        answer = count(query, Facts(self.store, LetterEmbedder(), corrections), self.store)
        return answer and ground(answer, self.store, query.said)


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    collection = Told(tmp_path / "store.sqlite")
    singel, beekdal = "Groene Singel", "Beekdal"
    partner, total = FactKind.PARTNER, FactKind.PARTNER_TOTAL
    collection.add(
        "singel",
        date(2024, 1, 1),
        SINGEL,
        (FactKind.PROGRAMME, "", singel),
        (partner, singel, "gemeente Ede"),
        (partner, singel, "waterschap Vallei en Veluwe"),
        (partner, singel, "Staatsbosbeheer"),
    )
    collection.add("oud", date(2020, 1, 1), OLD_TOTAL, (FactKind.PROGRAMME, "", singel), (total, singel, "12 partners"))
    collection.add("nieuw", date(2025, 1, 1), NEW_TOTAL, (total, singel, "15 partners"))
    collection.add(
        "beek",
        date(2023, 1, 1),
        BEEK,
        (FactKind.PROGRAMME, "", beekdal),
        (partner, beekdal, "waterschap Vallei en Veluwe"),
        (partner, beekdal, "gemeente Barneveld"),
    )
    collection.add("les", date(2022, 1, 1), OPEN, (FactKind.SUCCESS_FACTOR, beekdal, "begin bij wat bewoners willen."))
    yield collection
    collection.store.close()


def test_programmes_of_a_partner_are_counted_over_all_documents_each_with_its_proof(told: Told) -> None:
    answer = told.answer("In welke programma's doet waterschap Vallei en Veluwe mee?")
    assert answer
    assert answer.status is AnswerStatus.ANSWERED
    assert "2 programma’s" in answer.notice
    assert "5 documenten" in answer.notice
    assert {c.passage.document_id for c in answer.citations} == {"singel", "beek"}
    assert {s.text for s in answer.statements} == {"Groene Singel", "Beekdal"}


def test_a_number_of_partners_is_the_newest_stated_one_the_older_after_it_and_who_is_named(told: Told) -> None:
    answer = told.answer("Hoeveel partners heeft Groene Singel?")
    assert answer
    said = [statement.text for statement in answer.statements]
    assert said[:2] == [NEW_TOTAL, OLD_TOTAL]
    assert set(said[2:]) == {"gemeente Ede", "waterschap Vallei en Veluwe", "Staatsbosbeheer"}
    assert "3 partners" in answer.notice
    assert "bovenaan het nieuwste (1 januari 2025), daaronder oudere (1 januari 2020)" in answer.notice


def test_partners_of_two_programmes_are_those_that_are_in_both(told: Told) -> None:
    answer = told.answer("Welke partners doen zowel mee in Groene Singel als in Beekdal?")
    assert answer
    assert [s.text for s in answer.statements] == ["waterschap Vallei en Veluwe"]
    assert len(answer.citations) == 2


def test_partners_of_one_kind_are_counted_apart(told: Told) -> None:
    answer = told.answer("Hoeveel gemeenten doen mee in Beekdal?")
    assert answer
    assert "1 gemeente " in answer.notice
    assert [s.text for s in answer.statements] == ["gemeente Barneveld"]


def test_an_organisation_that_takes_part_in_nothing_is_said_to(told: Told) -> None:
    answer = told.answer("In hoeveel programma's is ProRail partner?")
    assert answer
    assert answer.status is AnswerStatus.NO_EVIDENCE
    assert "geen programma waarin ProRail meedoet" in answer.notice
    assert not answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel partijen steunden de aanvraag van Groene Singel?",  # something else is counted
        "Wat is Groene Singel?",
        "Welke programma's subsidieert het Rijk in Beekdal?",
        "Wanneer begon Groene Singel?",
        "",
        "partners",
        "Welke programma's hebben geen gemeente Ede als partner?",
        "In welke programma's doet gemeente Ede niet mee?",
        "Hoeveel gemeenten doen niet mee aan Groene Singel?",
        "Welke programma's gaan over water?",
        "Wat doen de programma's?",
        "In hoeveel programma's doen gemeenten mee?",
        "Welke programma's hebben de meeste partners?",
        "Welke programma's liepen tussen 2018 en 2021?",
        "Welke programma's zijn er na 2020?",
        "Hoeveel geld geven de partners van Groene Singel?",
        "Hoeveel lessen zijn er voor gemeenten?",
        "Hoeveel lessen zijn er over samenwerking?",
        "Wat is het verschil tussen de lessen van Groene Singel en Beekdal?",
        "Waarom doen de gemeenten mee aan Beekdal?",
        "Hoeveel gemiddeld aantal partners heeft Groene Singel?",
        "Hoeveel partners hebben Groene Singel en Beekdal?",
        "Hoeveel partners heeft Groene Singel en wanneer begon het?",
        "In hoeveel programma's doet de Zonnebloembank mee?",
    ],
)
def test_what_is_not_counted_is_left_to_the_search(question: str, told: Told) -> None:
    assert told.answer(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "Wie zijn de partners van Groene Singel?",
        "Welke partijen doen mee aan Groene Singel?",
        "wie doen er mee aan groene singel",
        "Noem alle deelnemers van het programma Groene Singel",
        "Alles over de partners van Groene Singel",
        "Which organisations are partners of Groene Singel?",
    ],
)
def test_who_takes_part_is_listed_after_how_many_they_are_said_to_be(question: str, told: Told) -> None:
    answer = told.answer(question)
    assert answer
    assert [s.text for s in answer.statements] == [
        NEW_TOTAL,
        "gemeente Ede",
        "Staatsbosbeheer",
        "waterschap Vallei en Veluwe",
    ]


@pytest.mark.parametrize(
    ("found", "counted"),
    [("Dat zijn gemeente Ede, waterschap Vallei en Veluwe en Staatsbosbeheer.", False), ("Het zijn er veel.", True)],
)
def test_a_list_that_a_document_gives_itself_is_left_to_the_search(found: str, counted: bool, told: Told) -> None:
    passage = told.passage("singel")
    quoted = Citation(1, passage, passage.text, Span(0, len(passage.text)))
    by_search = Answer(
        AnswerStatus.ANSWERED, (Statement(found, (1,)),), (quoted,), "", confidence=0.5, composer="search"
    )
    query = understand("Wie zijn de partners van Groene Singel?", ())
    answer = count(query, Facts(told.store, LetterEmbedder()), told.store, lambda: by_search)
    assert (answer is not None) is counted


@pytest.mark.parametrize(
    "question",
    [
        "Waar doet Staatsbosbeheer allemaal aan mee?",
        "Waarin zit Staatsbosbeheer als partner?",
        "aan welke progs doet staatsbosbeheer mee?",
        "Bij welke samenwerkingen is Staatsbosbeheer betrokken?",
    ],
)
def test_where_somebody_takes_part_may_be_asked_in_many_ways(question: str, told: Told) -> None:
    answer = told.answer(question)
    assert answer
    assert "waarin Staatsbosbeheer meedoet" in answer.notice


def test_areas_of_a_programme_are_listed(told: Told) -> None:
    told.add(
        "waar",
        date(2024, 5, 1),
        "Groene Singel loopt in Twente en op de Veluwe.",
        (FactKind.REGION, "Groene Singel", "Twente"),
        (FactKind.REGION, "Groene Singel", "Veluwe"),
    )
    answer = told.answer("In welke regio's loopt Groene Singel?")
    assert answer
    assert "2 gebieden waar Groene Singel werkt" in answer.notice
    assert [s.text for s in answer.statements] == ["Twente", "Veluwe"]


def test_a_year_in_a_name_asks_for_no_year(told: Told) -> None:
    told.add(
        "natuur",
        date(2021, 5, 1),
        "Opgave Natura 2000: benoem een aanspreekpunt.",
        (FactKind.PROGRAMME, "Opgave Natura 2000", "Opgave Natura 2000"),
        (FactKind.LESSON, "Opgave Natura 2000", "benoem een aanspreekpunt."),
    )
    answer = told.answer("Geef de lessen van Opgave Natura 2000")
    assert answer
    assert "1 les" in answer.notice


@pytest.mark.parametrize(
    "called", ["Zoet Water Oost", "het convenant Zoet Water Oost", "convenant zoet water oost 2030"]
)
def test_a_programme_is_found_without_the_word_for_its_kind(called: str, told: Told) -> None:
    name = "Bestuursovereenkomst Zoet Water Oost"
    told.add("zoet", date(2021, 5, 1), f"{name} geldt nu.", (FactKind.STATUS, name, f"{name} geldt nu."))
    answer = told.answer(f"Alles over {called}")
    assert answer
    assert f"over {name}" in answer.notice


def test_an_overview_of_little_goes_on_with_what_the_search_finds(told: Told) -> None:
    passage = told.passage("beek")
    quoted = Citation(1, passage, passage.text, Span(0, len(passage.text)))
    found = (Statement("Ook het Rijk betaalt mee aan Beekdal.", (1,)),)
    by_search = Answer(AnswerStatus.ANSWERED, found, (quoted,), "", confidence=0.5, composer="search")
    answer = count(
        understand("Alles over Beekdal", ()), Facts(told.store, LetterEmbedder()), told.store, lambda: by_search
    )
    assert answer
    assert answer.statements[-1].text == "Ook het Rijk betaalt mee aan Beekdal."
    assert {n for s in answer.statements for n in s.citations} == {c.number for c in answer.citations}


def test_a_number_in_a_year_is_the_one_that_is_told_of_that_year(told: Told) -> None:
    answer = told.answer("Hoeveel partners had Groene Singel in 2020?")
    assert answer
    assert [s.text for s in answer.statements] == [OLD_TOTAL]
    assert "Namen staan er niet bij" in answer.notice
    assert told.answer("Hoeveel partners had Groene Singel in 1999?") is None


def test_a_total_that_is_more_than_the_names_says_so(told: Told) -> None:
    more = told.answer("Hoeveel partners heeft Groene Singel?")
    assert more
    assert "De andere staan er niet met naam in." in more.notice
    as_many = told.answer("Hoeveel partners heeft Beekdal?")
    assert as_many
    assert "De andere" not in as_many.notice


def test_a_total_without_a_date_is_not_called_older(told: Told) -> None:
    total = (FactKind.PARTNER_TOTAL, "Groene Singel", "9 partners")
    told.add("ongedateerd", None, "Groene Singel heeft 9 partners.", total)
    answer = told.answer("Hoeveel partners heeft Groene Singel?")
    assert answer
    assert "daaronder andere (1 januari 2020, zonder datum)" in answer.notice


def test_a_number_of_one_kind_of_partner_is_also_the_stated_one(told: Told) -> None:
    total = (FactKind.PARTNER_TOTAL, "Beekdal", "7 gemeenten")
    told.add("zeven", date(2024, 1, 1), "In Beekdal werken 7 gemeenten samen.", total)
    answer = told.answer("Hoeveel gemeenten doen mee in Beekdal?")
    assert answer
    assert [s.text for s in answer.statements] == ["In Beekdal werken 7 gemeenten samen.", "gemeente Barneveld"]


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ("Groene Singel telt volgens het verslag 18 partners.", True),
        ("Groene Singel telt volgens het verslag 15 partners.", False),  # the same number
        ("Beekdal telt volgens het verslag 18 partners.", False),  # another programme
        ("Groene Singel kreeg 18 miljoen euro.", False),  # something else
    ],
)
def test_when_the_search_states_another_number_both_are_shown(found: str, shown: bool, told: Told) -> None:
    told.add("verslag", date(2025, 5, 1), found)
    (passage,) = told.store.passages_of("verslag")
    proof = Citation(1, passage, found, Span(0, len(found)))
    searched = Answer(AnswerStatus.ANSWERED, statements=(Statement(found, (1,)),), citations=(proof,))
    query = understand("Hoeveel partners heeft Groene Singel?")
    answer = count(query, Facts(told.store, LetterEmbedder()), told.store, lambda: searched)
    assert answer
    proven = ground(answer, told.store, query.said)
    assert (found in [s.text for s in proven.statements]) is shown
    assert ("noemt een ander aantal" in proven.notice) is shown


def test_a_follow_up_may_only_name_another_partner(told: Told) -> None:
    first = "In welke programma's doet waterschap Vallei en Veluwe mee?"
    answer = told.answer("En Staatsbosbeheer?", earlier=[first])
    assert answer
    assert [s.text for s in answer.statements] == ["Groene Singel"]


def test_two_questions_that_are_both_counted_get_one_answer(told: Told) -> None:
    answer = told.answer("Hoeveel partners heeft Beekdal en welke succesfactoren heeft Beekdal?")
    assert answer
    assert {s.text for s in answer.statements} == {
        "gemeente Barneveld",
        "waterschap Vallei en Veluwe",
        "begin bij wat bewoners willen.",
    }


def test_programmes_of_two_partners_are_those_in_which_both_take_part(told: Told) -> None:
    answer = told.answer("In welke programma's doen gemeente Ede en waterschap Vallei en Veluwe samen mee?")
    assert answer
    assert [s.text for s in answer.statements] == ["Groene Singel"]


def test_partners_of_several_programmes_are_told(told: Told) -> None:
    answer = told.answer("Welke organisaties doen in meer dan één programma mee?")
    assert answer
    assert [s.text for s in answer.statements] == ["waterschap Vallei en Veluwe"]


def test_programmes_go_by_the_year_they_run_in_begin_with_or_end_in(told: Told) -> None:
    period = (FactKind.PERIOD, "Beekdal", "2019 tot en met 2024")
    told.add("tijd", date(2019, 1, 1), "Beekdal loopt van 2019 tot en met 2024.", period)
    for question in (
        "Welke programma's lopen in 2021?",
        "Welke programma's begonnen in 2019?",
        "Hoeveel programma's lopen tot en met 2024?",
    ):
        answer = told.answer(question)
        assert answer, question
        assert [c.passage.document_id for c in answer.citations] == ["tijd"]
    assert told.answer("Welke programma's begonnen in 2021?") is None


@pytest.mark.parametrize("question", ["Welke programma's lopen nu nog?", "Welke programma's zijn al afgelopen?"])
def test_what_runs_today_is_for_the_reader_to_see_from_the_periods(question: str, told: Told) -> None:
    for name, years in (("Duinpad", "2019-2023"), ("Kustpad", "2022-2027")):
        sentence = f"Het programma {name} loopt van {years}."
        told.add(name, None, sentence, (FactKind.PROGRAMME, "", name), (FactKind.PERIOD, name, years))
    answer = told.answer(question)
    assert answer
    assert "2 programma’s waarvan de looptijd erbij staat" in answer.notice
    assert [citation.quote for citation in answer.citations] == [
        "Het programma Kustpad loopt van 2022-2027.",
        "Het programma Duinpad loopt van 2019-2023.",
    ]


def test_letters_that_begin_the_name_of_one_programme_mean_that(told: Told) -> None:
    told.add(
        "kwp",
        None,
        "KWP Duinpad werkt in Gelderland.",
        (FactKind.PROGRAMME, "", "KWP Duinpad"),
        (FactKind.REGION, "KWP Duinpad", "Gelderland"),
    )
    answer = told.answer("In welke gebieden werkt het KWP?")
    assert answer
    assert [statement.text for statement in answer.statements] == ["Gelderland"]
    told.add("kwp2", None, "KWP Kustpad werkt in Zeeland.", (FactKind.PROGRAMME, "", "KWP Kustpad"))
    assert told.answer("In welke gebieden werkt het KWP?") is None


def test_a_programme_is_one_with_and_without_the_only_period_that_is_known_of_it(told: Told) -> None:
    for number, name in enumerate(
        ("Duinpad", "Duinpad 2019-2023", "Kustpad", "Kustpad 2016-2021", "Kustpad 2022-2027")
    ):
        told.add(f"{number}", None, f"Dit gaat over {name}.", (FactKind.PROGRAMME, "", name))
    names = [programme.name.canonical for programme in Facts(told.store, LetterEmbedder()).gathered().programmes]
    assert [name for name in names if "pad" in name] == [
        "Duinpad 2019-2023", "Kustpad", "Kustpad 2016-2021", "Kustpad 2022-2027",
    ]  # fmt: skip


def test_lessons_of_a_region_are_also_those_of_the_programmes_that_work_there(told: Told) -> None:
    told.add("plek", date(2019, 1, 1), "Beekdal werkt in Gelderland.", (FactKind.REGION, "Beekdal", "Gelderland"))
    answer = told.answer("Welke succesfactoren zijn er in Gelderland?")
    assert answer
    assert [c.passage.document_id for c in answer.citations] == ["les"]
    assert "in de provincie Gelderland" in answer.notice
    assert told.answer("Welke succesfactoren zijn er in Drenthe?") is None


def test_several_kinds_are_counted_apart_and_years_too(told: Told) -> None:
    told.add("knel", date(2021, 1, 1), "Het geld was op.", (FactKind.OBSTACLE, "Beekdal", "Het geld was op."))
    answer = told.answer("Welke succesfactoren en knelpunten heeft Beekdal per jaar?")
    assert answer
    assert "1 succesfactor en 1 knelpunt" in answer.notice
    assert "2021: 1, 2022: 1" in answer.notice


def test_nothing_is_said_to_be_missing_that_a_document_names(told: Told) -> None:
    told.add("spoor", date(2021, 1, 1), "Beekdal belt elke week met ProRail.")
    assert told.answer("In hoeveel programma's is ProRail partner?") is None


def test_government_organisations_that_work_together_are_its_partners(told: Told) -> None:
    answer = told.answer("Hoeveel overheidsorganisaties werken samen aan Beekdal?")
    assert answer
    assert "2 partners" in answer.notice


def test_programmes_or_agreements_are_asked_for_as_programmes(told: Told) -> None:
    answer = told.answer("Bij welke programma's of afspraken is gemeente Ede partner?")
    assert answer
    assert [statement.text for statement in answer.statements] == ["Groene Singel"]


def test_amounts_of_a_programme_are_listed_with_their_sentences(told: Told) -> None:
    sentence = "Voor Beekdal is € 5 miljoen beschikbaar."
    told.add("geld", date(2024, 5, 1), sentence, (FactKind.BUDGET, "Beekdal", "€ 5 miljoen"))
    answer = told.answer("Welke bedragen worden genoemd als budget voor Beekdal?")
    assert answer
    assert [statement.text for statement in answer.statements] == [sentence]
    assert "1 zin met een bedrag bij Beekdal" in answer.notice
    assert told.answer("Welke bedragen gaan naar wegen in Beekdal?") is None
    assert told.answer("Welke bedragen worden genoemd voor Groene Singel?") is None  # none was gathered


@pytest.mark.parametrize(
    "question",
    [
        "Is Staatsbosbeheer partner van Groene Singel?",
        "Doet Staatsbosbeheer mee aan Groene Singel?",
        "Zit Staatsbosbeheer in Groene Singel?",
        "Hoort Staatsbosbeheer bij Groene Singel?",
    ],
)
def test_whether_somebody_takes_part_is_answered_with_what_says_so(question: str, told: Told) -> None:
    answer = told.answer(question)
    assert answer
    assert "Daarin staat Staatsbosbeheer bij de partners van Groene Singel." in answer.notice
    assert [statement.text for statement in answer.statements] == [SINGEL]


def test_that_somebody_takes_part_is_not_found_where_nothing_speaks_of_both(told: Told) -> None:
    answer = told.answer("Doet Staatsbosbeheer mee aan Beekdal?")
    assert answer
    assert answer.status is AnswerStatus.NO_EVIDENCE
    assert "Daarin vind ik niet dat Staatsbosbeheer meedoet in Beekdal." in answer.notice
    told.add("samen", None, "Staatsbosbeheer en Beekdal hielden een open dag.")
    assert told.answer("Doet Staatsbosbeheer mee aan Beekdal?") is None  # the search may know more
    assert told.answer("Deed Staatsbosbeheer in 2019 mee aan Beekdal?") is None


@pytest.mark.parametrize("question", ["Geef een lijst van alle partners", "Welke partners zijn er allemaal?"])
def test_all_partners_are_those_of_every_programme(question: str, told: Told) -> None:
    answer = told.answer(question)
    assert answer
    assert {s.text for s in answer.statements} == {
        "gemeente Barneveld", "gemeente Ede", "Staatsbosbeheer", "waterschap Vallei en Veluwe",
    }  # fmt: skip
    (both,) = [s for s in answer.statements if s.text == "waterschap Vallei en Veluwe"]
    assert len(both.citations) == 2


def test_a_body_that_is_only_quoted_takes_part_in_nothing(told: Told) -> None:
    told.add("quote", None, "Het KENNIS concludeert dat het moeilijk is om dit te meten.")
    answer = told.answer("Aan welke programma's doet KENNIS mee?")
    assert answer
    assert answer.status is AnswerStatus.NO_EVIDENCE
    told.add("plan", None, "Het KENNIS helpt bij een programma.")
    assert told.answer("Aan welke programma's doet KENNIS mee?") is None  # the search may know more


def test_an_english_question_is_answered_in_english(told: Told) -> None:
    answer = told.answer("In which programmes does waterschap Vallei en Veluwe take part?")
    assert answer
    assert "2 programmes" in answer.notice


def test_everything_on_a_programme_holds_each_sentence_once(told: Told) -> None:
    answer = told.answer("alles over Groene Singel")
    assert answer
    assert [s.text for s in answer.statements] == [SINGEL, NEW_TOTAL, OLD_TOTAL]


@pytest.mark.parametrize("question", ["Welke succesfactoren zijn er?", "Welke succesfactoren noemen de stukken?"])
def test_whoever_asks_over_all_documents_gets_what_all_of_them_say(question: str, told: Told) -> None:
    answer = told.answer(question)
    assert answer is not None
    assert "begin bij wat bewoners willen" in answer.text


def test_a_list_of_so_many_is_looked_for_as_one(told: Told) -> None:
    assert told.answer("Wat zijn alle tien succesfactoren?") is None


def test_lessons_are_those_of_the_programme_that_is_named(told: Told) -> None:
    answer = told.answer("Welke succesfactoren zijn er voor Beekdal?")
    assert answer
    assert [c.passage.document_id for c in answer.citations] == ["les"]
    assert told.answer("Welke succesfactoren zijn er voor Groene Singel?") is None


def test_what_the_secretariat_corrects_is_counted_so_at_once(told: Told, tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    refused = Correction(Verdict.NOT_A_FACT, value="waterschap Vallei en Veluwe", document="beek")
    add_correction(path, refused)
    answer = told.answer("In welke programma's doet waterschap Vallei en Veluwe mee?", path)
    assert answer
    assert [s.text for s in answer.statements] == ["Groene Singel"]


def test_no_line_leaves_whose_words_the_documents_do_not_hold(told: Told, tmp_path: Path) -> None:
    query = understand("In welke programma's doet waterschap Vallei en Veluwe mee?")
    answer = count(query, Facts(told.store, LetterEmbedder()), told.store)
    other = Store(tmp_path / "other.sqlite", writable=True)
    assert answer
    assert ground(answer, other, query.said).status is AnswerStatus.NO_EVIDENCE
    other.close()


def test_a_card_holds_every_line_with_its_number(told: Told) -> None:
    gathered = Facts(told.store, LetterEmbedder()).gathered()
    programme = gathered.find("groene singel", gathered.names.asked("groene singel"))
    assert programme
    made = card(programme, gathered, told.store)
    assert [section.kind for section in made.sections] == [
        FactKind.PROGRAMME,
        FactKind.PARTNER_TOTAL,
        FactKind.PARTNER,
    ]
    numbers = {c.number for c in made.citations}
    assert all(numbers.issuperset(line.citations) for section in made.sections for line in section.lines)
    assert [source.id for source in made.sources] == ["nieuw", "singel", "oud"]


def test_other_questions_do_not_wait_for_the_facts() -> None:
    assert may_count(understand("Welke programma's zijn er?"))
    assert not may_count(understand("Wanneer is het webinar?"))
