"""Choosing the sentences that answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.abbreviations import Abbreviations
from bot.compose.answer_type import answer_type, demanded_items, enumerated, expected_items, offers_a_choice
from bot.compose.evidence import Judge
from bot.compose.extractive import ExtractiveComposer
from bot.compose.remarks import with_remarks
from bot.model import Answer, AnswerStatus, Query
from bot.query import understand
from bot.wording import UNSURE, notice
from ingest.embed import Embedder, open_embedder
from ingest.embedding.words import WordMeanings
from ingest.model import Block, Kind, Passage, ScoredPassage
from ingest.split import split
from tests.builders import document


@pytest.fixture(scope="module")
def composer() -> ExtractiveComposer:
    embedder: Embedder = open_embedder()
    abbreviations = Abbreviations([("KNG", "Kustnatuur en natuurgeld")])
    judge = Judge(embedder, WordMeanings(embedder), lambda lemma: 1.0 + len(lemma) / 10, abbreviations)
    return ExtractiveComposer(judge, _Shelf())


class _Shelf:
    """The documents behind the passages that a test asks about."""

    passages: Sequence[Passage] = ()

    def text(self, document_id: str) -> str:
        return "Elders staat Windwijk." if document_id == "a.txt" else ""

    def passages_of(self, document_id: str) -> Sequence[Passage]:
        return [passage for passage in self.passages if passage.document_id == document_id]


def _passages(*blocks: Block, day: date | None = None, name: str = "a.txt") -> list[Passage]:
    made = document(*blocks)
    made = replace(made, source=replace(made.source, id=name, published_on=day))
    return split(made)


def _evidence(passages: Sequence[Passage]) -> list[ScoredPassage]:
    return [ScoredPassage(passage, 5.0 - n, {"dense": 0.5}) for n, passage in enumerate(passages)]


def _compose(composer: ExtractiveComposer, query: Query, passages: Sequence[Passage]) -> Answer:
    return composer.compose(query, [_evidence(passages) for _ in query.asked])


def _ask(composer: ExtractiveComposer, question: str, *passages: Passage) -> Answer:
    _Shelf.passages = passages
    return _compose(composer, understand(question), passages)


COOPERATION = (
    Block(Kind.HEADING, "Kustakkoord", 1),
    Block(Kind.PROSE, "Het Kustakkoord is een afspraak over bouwen langs de kust. Wie bouwt, meldt dat vooraf."),
    Block(Kind.HEADING, "Deelnemers", 2),
    Block(Kind.PROSE, "Aan het Kustakkoord doen 19 gemeenten mee. De voorzitter is Anna de Boer."),
    Block(Kind.HEADING, "Lessen", 2),
    Block(Kind.PROSE, "Dit zijn de lessen van het Kustakkoord:"),
    Block(Kind.LIST, "begin klein;"),
    Block(Kind.LIST, "meet elk jaar;"),
    Block(Kind.LIST, "betrek bewoners vroeg."),
)


@pytest.mark.parametrize(("second", "found"), [("Wie is de voorzitter?", True), ("Hoe oud is de koning?", False)])
def test_a_second_question_is_not_answered_with_the_subject_of_the_first(
    composer: ExtractiveComposer, second: str, found: bool
) -> None:
    answer = _ask(composer, f"Hoeveel gemeenten doen mee aan het Kustakkoord? {second}", *_passages(*COOPERATION))
    assert "19 gemeenten" in answer.text
    assert (answer.status is AnswerStatus.ANSWERED) is found
    assert (second.rstrip("?") in answer.notice) is not found


def test_the_kind_of_thing_that_is_asked_for_need_not_stand_in_the_evidence() -> None:
    judge = Judge(open_embedder(), WordMeanings(), lambda _: 1.0, Abbreviations(()))
    evidence = _evidence(_passages(*COOPERATION))
    day, king = understand("Wie doen mee aan het Kustakkoord? Op welke dag? Hoe oud is de koning?").parts[1:]
    assert judge.known(day, judge.windows(day, evidence)) == 1.0
    assert judge.known(king, judge.windows(king, evidence)) < 0.5


def test_a_figure_is_answered_with_the_sentence_that_holds_it(composer: ExtractiveComposer) -> None:
    answer = _ask(composer, "Hoeveel gemeenten doen mee aan het Kustakkoord?", *_passages(*COOPERATION))
    assert "19 gemeenten" in answer.text
    assert len(answer.statements) <= 3


def test_a_list_is_given_whole_with_its_lead_in(composer: ExtractiveComposer) -> None:
    answer = _ask(composer, "Welke lessen zijn er van het Kustakkoord?", *_passages(*COOPERATION))
    said = [statement.text for statement in answer.statements]
    assert said == [
        "Dit zijn de lessen van het Kustakkoord:", "begin klein;", "meet elk jaar;", "betrek bewoners vroeg.",
    ]  # fmt: skip


@pytest.mark.parametrize("found", [0, 1], ids=["its first part", "its last part"])
def test_a_list_that_a_page_cuts_in_two_is_given_whole(composer: ExtractiveComposer, found: int) -> None:
    pages = [
        Block(Kind.HEADING, "Lessen van het Kustakkoord", 1, page=1),
        Block(Kind.PROSE, "Dit zijn de lessen van het Kustakkoord:", page=1),
        Block(Kind.LIST, "begin klein met het Kustakkoord;", page=1),
        Block(Kind.LIST, "meet elk jaar de lessen;", page=1),
        Block(Kind.LIST, "betrek bewoners vroeg bij lessen;", page=2),
        Block(Kind.LIST, "vier wat lukt in het Kustakkoord.", page=2),
        Block(Kind.PROSE, "De kust is lang.", page=2),
    ]
    passages = _passages(*pages)
    _Shelf.passages = passages
    query = understand("Wat zijn de lessen van het Kustakkoord?")
    answer = _compose(composer, query, [passages[found]])
    items = [
        (citation.passage.page, citation.quote.split()[0]) for citation in answer.citations if ";" in citation.quote
    ]
    assert items == [(1, "begin"), (1, "meet"), (2, "betrek")]
    assert sum(evidence.used for evidence in answer.evidence) == 2


def test_a_long_item_keeps_its_list_in_one_piece(composer: ExtractiveComposer) -> None:
    long = (
        "Meet elk jaar hoe het gaat met de kust, de duinen en het water, ook als dat veel werk is voor de gemeenten. "
        * 3
    )
    passages = _passages(
        Block(Kind.HEADING, "Kustakkoord", 1),
        Block(Kind.PROSE, "Dit zijn de lessen van het Kustakkoord:"),
        Block(Kind.LIST, "Begin klein."),
        Block(Kind.LIST, f"{long}Vertel dat aan iedereen die er woont."),
        Block(Kind.LIST, "Betrek bewoners vroeg."),
    )
    said = _ask(composer, "Welke lessen zijn er van het Kustakkoord?", *passages).text
    assert all(part in said for part in ("Begin klein.", "Vertel dat aan iedereen", "Betrek bewoners vroeg."))


def test_a_list_of_another_length_than_was_asked_for_is_not_meant(composer: ExtractiveComposer) -> None:
    passages = _passages(
        Block(Kind.HEADING, "Eisen aan het Kustakkoord", 1),
        Block(Kind.PROSE, "Het Kustakkoord moet voldoen aan eisen:"),
        *(Block(Kind.LIST, f"het akkoord is {word};") for word in ("open", "eerlijk")),
        Block(Kind.HEADING, "Bestuur", 1),
        Block(Kind.PROSE, "Het Kustakkoord moet ook voldoen aan deze eisen:"),
        *(Block(Kind.LIST, f"{word} tellen;") for word in ("vooraf", "samen", "eerlijk", "jaarlijks", "langzaam")),
        *(
            block
            for n in range(6)
            for block in (Block(Kind.HEADING, f"Deel {n}", 1), Block(Kind.PROSE, "De kust is lang."))
        ),
    )
    answer = _ask(composer, "Aan welke vier eisen moet het Kustakkoord voldoen?", *passages)
    assert "jaarlijks tellen;" in answer.text


def test_what_is_begun_with_in_the_first_place_is_told_to_its_end(composer: ExtractiveComposer) -> None:
    passages = _passages(
        Block(
            Kind.PROSE,
            "De verkenning van het Kustakkoord bestaat uit drie stappen. Ten eerste wordt geteld wat er is gebouwd. "
            "Ten tweede komt er een kaart met alle plannen. Tot slot beslist de raad. De raad telt 19 leden.",
        )
    )
    answer = _ask(composer, "Waaruit bestaat de verkenning van het Kustakkoord?", *passages)
    assert "Tot slot beslist de raad." in answer.text
    assert "19 leden" not in answer.text


def test_every_statement_is_a_quote_of_its_own_passage(composer: ExtractiveComposer) -> None:
    answer = _ask(composer, "Wat is het Kustakkoord?", *_passages(*COOPERATION))
    assert answer.statements
    for citation in answer.citations:
        assert citation.passage.quote(citation.span) == citation.quote


def test_what_no_passage_is_about_is_not_answered(composer: ExtractiveComposer) -> None:
    answer = _ask(composer, "Hoe bak ik een luchtige appeltaart met kaneel?", *_passages(*COOPERATION))
    assert answer.abstained
    assert len(answer.evidence) == 3
    assert not any(item.used for item in answer.evidence)


def test_the_newest_source_goes_first_when_now_is_asked(composer: ExtractiveComposer) -> None:
    old = _passages(Block(Kind.PROSE, "De Veenregio telt 12 gemeenten."), day=date(2016, 1, 1), name="oud.txt")
    new = _passages(Block(Kind.PROSE, "De Veenregio telt 14 gemeenten."), day=date(2024, 1, 1), name="nieuw.txt")
    answer = _ask(composer, "Hoeveel gemeenten telt de Veenregio nu?", *old, *new)
    assert answer.statements[0].text == "De Veenregio telt 14 gemeenten."


def test_a_comparison_quotes_two_documents(composer: ExtractiveComposer) -> None:
    old = _passages(Block(Kind.PROSE, "In 2016 telde de Veenregio 12 gemeenten."), name="oud.txt")
    new = _passages(Block(Kind.PROSE, "In 2024 telde de Veenregio 14 gemeenten."), name="nieuw.txt")
    answer = _ask(composer, "Hoeveel gemeenten telde de Veenregio in 2016 en hoeveel in 2024?", *old, *new)
    assert {citation.passage.document_id for citation in answer.citations} == {"oud.txt", "nieuw.txt"}


def test_each_side_of_a_comparison_has_words_of_its_own(composer: ExtractiveComposer) -> None:
    first = _passages(Block(Kind.PROSE, "De eerste kustdeal bracht 20 miljoen euro van het Rijk."), name="een.txt")
    second = _passages(Block(Kind.PROSE, "De tweede kustdeal bracht 30 miljoen euro van het Rijk."), name="twee.txt")
    answer = _ask(composer, "Hoeveel geld van het Rijk bracht de eerste en de tweede kustdeal?", *first, *second)
    assert {"20", "30"} <= set(answer.text.split())


def test_one_side_of_a_comparison_is_not_answered_with_what_is_about_the_other(composer: ExtractiveComposer) -> None:
    coast = _passages(
        Block(Kind.HEADING, "Geld voor de Kuststreek van het Rijk", 1),
        Block(Kind.PROSE, "De Kuststreek kreeg 30 miljoen euro geld van het Rijk."),
        Block(Kind.HEADING, "Welke streek kreeg geld van het Rijk?", 1),
        Block(Kind.PROSE, "Elke streek kreeg geld van het Rijk, in totaal 90 miljoen euro."),
        name="kust.txt",
    )
    dunes = _passages(Block(Kind.PROSE, "Hoogveen kreeg 20 miljoen euro van het Rijk."), name="veen.txt")
    answer = _ask(composer, "Welke streek kreeg meer geld van het Rijk, de Kuststreek of Hoogveen?", *coast, *dunes)
    assert {citation.quote for citation in answer.citations} >= {dunes[0].text}


def test_a_figure_in_a_table_counts_what_its_header_names(composer: ExtractiveComposer) -> None:
    passages = _passages(
        Block(Kind.HEADING, "Huizen", 1),
        Block(Kind.PROSE, "Voor 3 huizen in Oostdorp is een vergunning nodig om te bouwen langs de kust."),
        Block(Kind.HEADING, "Opgave", 1),
        Block(Kind.TABLE, "Dorp | Aantal huizen"),
        Block(Kind.TABLE, "Westdorp | 40"),
        Block(Kind.TABLE, "Oostdorp | 70"),
    )
    assert _ask(composer, "Hoeveel huizen komen er in Westdorp?", *passages).citations[-1].quote == "Westdorp | 40"


def test_a_sentence_that_points_back_may_say_what_something_is(composer: ExtractiveComposer) -> None:
    passages = _passages(
        Block(Kind.HEADING, "Kustraad", 1),
        Block(Kind.PROSE, "De kustraad betekent veel. Voor de kustraad is dit een goed jaar."),
        Block(Kind.HEADING, "Bestuur", 1),
        Block(Kind.PROSE, "Er komt een kustraad. Dat is een overleg van de gemeenten langs de kust."),
    )
    assert "Dat is een overleg van de gemeenten langs de kust." in _ask(composer, "Wat is de kustraad?", *passages).text


def test_what_says_what_something_is_goes_before_what_only_names_it(composer: ExtractiveComposer) -> None:
    passages = _passages(
        Block(Kind.HEADING, "Het Kustakkoord als platform", 1),
        Block(Kind.PROSE, "Dit kunnen de partijen van het Kustakkoord zijn. Het Kustakkoord geldt langs de kust."),
        Block(Kind.HEADING, "Uitleg", 1),
        Block(Kind.PROSE, "Wie bouwt, meldt dat. Het Kustakkoord is een afspraak over bouwen langs de kust."),
    )
    assert _ask(composer, "Wat is het Kustakkoord?", *passages).citations[0].quote.startswith("Het Kustakkoord is een")


def test_what_two_documents_say_in_the_same_words_is_said_once_with_both_numbers(composer: ExtractiveComposer) -> None:
    said = Block(Kind.PROSE, "Het Kustakkoord is een afspraak over bouwen langs de kust.")
    more = Block(Kind.PROSE, "Wie bouwt, meldt dat vooraf bij het Kustakkoord.")
    answer = _ask(
        composer, "Hoe zit het met bouwen?", *_passages(said, name="1.txt"), *_passages(said, more, name="2.txt")
    )
    assert answer.statements[0].citations == (1, 2)
    assert answer.text.count("is een afspraak") == 1


def test_what_a_paper_says_of_itself_and_bare_numbers_are_no_answer(composer: ExtractiveComposer) -> None:
    passages = _passages(
        Block(Kind.PROSE, "Dit rapport zet de voordelen van het Kustakkoord op een rij in hoofdstuk 2."),
        Block(Kind.HEADING, "Voordelen van het Kustakkoord", 1),
        Block(Kind.PROSE, "6.4. Gemeenten besparen geld door het Kustakkoord. Bewoners weten eerder wat er komt."),
    )
    said = [
        statement.text
        for statement in _ask(composer, "Wat zijn de voordelen van het Kustakkoord?", *passages).statements
    ]
    assert "Gemeenten besparen geld door het Kustakkoord." in said
    assert not any(text.startswith(("Dit rapport", "6.4.")) for text in said)


def test_neither_a_footnote_with_a_source_nor_the_imprint_of_a_paper_is_an_answer(composer: ExtractiveComposer) -> None:
    passages = _passages(
        Block(Kind.HEADING, "Lessen van het Kustakkoord", 1),
        Block(Kind.TABLE, "Auteur | Anna de Boer"),
        Block(Kind.TABLE, "Versie | 3 van het Kustakkoord"),
        Block(Kind.PROSE, "Begin klein en meet elk jaar."),
        Block(Kind.PROSE, "1 Krant, 3 mei 2021, Lessen van het Kustakkoord (www.voorbeeld.nl/lessen)"),
    )
    answer = _ask(composer, "Wat zijn de lessen van het Kustakkoord?", *passages)
    assert "Begin klein" in answer.citations[0].quote
    assert "Anna de Boer" in _ask(composer, "Wie is de auteur van de lessen van het Kustakkoord?", *passages).text


def test_of_two_figures_the_older_one_is_named_as_older(composer: ExtractiveComposer) -> None:
    def said(day: date, gemeenten: str) -> list[Passage]:
        prose = Block(Kind.PROSE, f"Aan het Kustakkoord doen {gemeenten} gemeenten mee.")
        return _passages(Block(Kind.HEADING, "Deelnemers", 1), prose, day=day, name=f"{day}.txt")

    question = "Hoeveel gemeenten doen mee aan het Kustakkoord?"
    answer = _ask(composer, question, *said(date(2019, 5, 1), "14"), *said(date(2023, 5, 1), "19"))
    assert [citation.quote.split()[4] for citation in answer.citations] == ["19", "14"]
    assert with_remarks(answer, "nl").notice == "Let op: [2] is ouder (1 mei 2019) dan [1] (1 mei 2023)."
    newest = replace(answer, statements=answer.statements[:1], citations=answer.citations[:1])
    assert not with_remarks(newest, "nl").notice  # the older quote did not get through the gate
    months = _ask(composer, question, *said(date(2023, 4, 1), "14"), *said(date(2023, 5, 1), "19"))
    assert not with_remarks(months, "nl").notice


@pytest.mark.parametrize(
    ("minutes", "fit"),
    [
        ("Aanwezig: Anna de Boer (provincie) (vz) en Jan Mol (Duindorp).", 2),
        ("Aanwezig: Anna de Boer (vz) en Jan Mol.", 2),
        ("Aanwezig: Anna de Boer (provincie) en Jan Mol (Duindorp).", 1),
    ],
)
def test_the_chair_may_have_two_letters_in_minutes(minutes: str, fit: int) -> None:
    who = answer_type("Wie was de voorzitter van het overleg?")
    assert who
    assert who.fit(minutes, ["voorzitter", "overleg"]) == fit


@pytest.mark.parametrize("question", ["Hoeveel betaalt Westdorp?", "Hoeveel draagt Westdorp bij?"])
def test_a_cell_below_what_it_is_tells_an_amount(question: str) -> None:
    asked = answer_type(question)
    assert asked
    assert [asked.fit(cell, ["westdorp"]) for cell in ("Bijdrage: 350000", "Kosten (euro): 12.000", "Jaar: 2024")] == [
        1,
        1,
        0,
    ]


@pytest.mark.parametrize(
    ("items", "speaks"), [(("betaalt mee", "telt mee"), -1), (("gemeente Windwijk", "Duindorp"), 1)]
)
def test_a_list_without_a_name_tells_nobody_who(items: tuple[str, str], speaks: int) -> None:
    judge = Judge(open_embedder(), WordMeanings(), lambda _: 1.0, Abbreviations(()))
    lead = Block(Kind.PROSE, "Van de partners van het Kustakkoord staat hier een lijst:")
    passages = _passages(lead, *(Block(Kind.LIST, f"dit is {item};") for item in items))
    windows = judge.windows(understand("Wie zijn de partners van het Kustakkoord?"), _evidence(passages))
    assert {window.signals["listing"] for window in windows if len(window.units) > 2} == {speaks}


@pytest.mark.parametrize(("heading", "defines"), [("Over het Kustakkoord", True), ("Geld van het Kustakkoord", False)])
def test_what_stands_under_over_says_what_something_is(heading: str, defines: bool) -> None:
    judge = Judge(open_embedder(), WordMeanings(), lambda _: 1.0, Abbreviations(()))
    passages = _passages(Block(Kind.HEADING, heading, 2), Block(Kind.PROSE, "Vijf gemeenten maakten er afspraken in."))
    (window,) = judge.windows(understand("Wat is het Kustakkoord?"), _evidence(passages))
    assert (window.signals["replies"] > 0) is defines


def test_what_a_summary_says_of_itself_is_no_answer(composer: ExtractiveComposer) -> None:
    own = (
        "Samenvatting voor lezers over het Kustakkoord. Dit is geen officieel stuk. Bron: de site van het Kustakkoord."
    )
    told = "Het Kustakkoord regelt wie er mag bouwen."
    passages = [*_passages(Block(Kind.PROSE, own), name="b.txt"), *_passages(Block(Kind.PROSE, told))]
    assert _ask(composer, "Kustakkoord", *passages).citations[0].quote == told


def test_of_two_papers_that_tell_it_as_well_the_newest_goes_first() -> None:
    judge = Judge(open_embedder(), WordMeanings(), lambda _: 1.0, Abbreviations(()))

    def paper(day: date, person: str) -> list[Passage]:
        return _passages(Block(Kind.PROSE, f"Namens Vitens sprak {person} (Vitens)."), day=day, name=f"{day}.txt")

    evidence = [
        ScoredPassage(passage, 5.0, {"dense": 0.5})
        for passage in (*paper(date(2019, 5, 1), "Ada Bos"), *paper(date(2023, 5, 1), "Ada Bos"))
    ]
    asked = understand("Wie sprak namens Vitens?")
    for scored in evidence:  # whichever is the newest, not whichever has the smaller name
        newer = replace(scored.passage, source=replace(scored.passage.source, published_on=date(2024, 5, 1)))
        papers = [replace(scored, passage=newer), *(other for other in evidence if other is not scored)]
        assert judge.windows(asked, papers)[0].passage.id == scored.passage.id


def test_a_follow_up_without_a_question_word_asks_for_the_same_kind_of_thing(composer: ExtractiveComposer) -> None:
    passages = _passages(
        Block(Kind.HEADING, "Meldingen", 1),
        Block(Kind.TABLE, "Streek | Meldingen"),
        Block(Kind.TABLE, "Noordkust | 12"),
        Block(Kind.PROSE, "Voor de Zuidkust geldt dat meldingen vooraf worden gedaan bij de streek."),
        Block(Kind.TABLE, "Streek | Meldingen"),
        Block(Kind.TABLE, "Zuidkust | 34"),
    )
    query = understand("En aan de Zuidkust?", ["Hoeveel meldingen waren er aan de Noordkust?"])
    assert "34" in _compose(composer, query, passages).text


def test_yes_alone_is_no_answer_to_a_question_for_a_name(composer: ExtractiveComposer) -> None:
    asked = Block(Kind.HEADING, "Kent u de speciale gezant voor de Noordzee?", 2)
    passages = _passages(asked, Block(Kind.PROSE, "Ja."), *COOPERATION)
    told = Block(Kind.PROSE, "De speciale gezant voor de Noordzee, Piet de Vries, sprak met de gemeenten.")
    answer = _ask(composer, "Hoe heet de speciale gezant voor de Noordzee?", *passages, *_passages(told, name="b.txt"))
    assert "Piet de Vries" in answer.statements[0].text


def test_the_date_and_the_kind_of_a_document_say_which_is_meant(composer: ExtractiveComposer) -> None:
    said = "Het Kustakkoord telt {} gemeenten."
    papers = [
        _passages(Block(Kind.PROSE, said.format(12)), day=date(2019, 3, 1), name="a.txt"),
        _passages(Block(Kind.PROSE, said.format(14)), day=date(2021, 6, 1), name="b.txt"),
    ]
    for month, number in (("maart 2019", "12"), ("juni 2021", "14")):
        answer = _ask(
            composer, f"Hoeveel gemeenten telt het Kustakkoord in het bericht van {month}?", *papers[0], *papers[1]
        )
        assert number in answer.statements[0].text


def test_a_sure_answer_is_short_and_an_unsure_one_shows_more(composer: ExtractiveComposer) -> None:
    sure = _ask(composer, "Wie is de voorzitter van het Kustakkoord?", *_passages(*COOPERATION))
    asked = "Wat is er met de kust afgesproken over nieuwe huizen?"
    unsure = _ask(composer, asked, *_passages(*COOPERATION))
    assert sure.confidence > unsure.confidence
    assert len({c.passage.id for c in sure.citations}) == 1


@pytest.mark.parametrize("question", ["Wat is een KNG?", "Wat is KNG bij de kust?"])
def test_an_abbreviation_is_what_its_letters_stand_for(composer: ExtractiveComposer, question: str) -> None:
    spent = _passages(Block(Kind.PROSE, "Over het KNG aan de kust is gesproken. Dat is de reden."), name="b.txt")
    told = _passages(Block(Kind.PROSE, "Er is geld voor Kustnatuur en natuurgeld (KNG), dat ook naar duinen gaat."))
    assert "Kustnatuur" in _ask(composer, question, *spent, *told).citations[0].quote


def test_an_answer_that_may_be_beside_the_question_says_so(composer: ExtractiveComposer) -> None:
    for question, said in (
        ("Hoe voorkomen we dat er overal gebouwd wordt?", UNSURE),
        ("Wie is de voorzitter van het Kustakkoord?", ""),
        ("Hoeveel inwoners heeft de maan?", notice("no_evidence")),
    ):
        answer = _ask(composer, question, *_passages(*COOPERATION))
        assert with_remarks(answer, "nl").notice == said


def test_a_misspelt_word_is_counted_as_the_documents_spell_it(composer: ExtractiveComposer) -> None:
    telling = _passages(Block(Kind.PROSE, "Er komen 94 windmolens. Zij staan in 11 gemeenten."))
    right, wrong = (_ask(composer, f"Hoeveel {word} komen er?", *telling) for word in ("windmolens", "windmolns"))
    assert [statement.text for statement in wrong.statements] == [statement.text for statement in right.statements]
    assert wrong.confidence == right.confidence


def test_without_evidence_there_is_no_answer(composer: ExtractiveComposer) -> None:
    assert _ask(composer, "Wat is het Kustakkoord?").abstained


@given(text=st.text(max_size=200))
def test_no_question_breaks_the_composer(composer: ExtractiveComposer, text: str) -> None:
    answer = _ask(composer, text, *_passages(*COOPERATION))
    assert answer.abstained == (not answer.citations)


@pytest.mark.parametrize(
    ("question", "text", "fit"),
    [
        ("Hoeveel partners doen mee?", "De 15 partners komen bijeen.", 2),
        ("Hoeveel partners doen mee?", "In 2013 begon het met partners.", 0),
        ("Hoeveel partners doen mee?", "De partners komen bijeen.", 0),
        ("Wat is een regiodeal?", "Een regiodeal is een afspraak met het Rijk.", 3),
        ("Hoeveel partners doen mee?", "Vier partners doen mee.", 2),
        ("Hoeveel partners doen mee?", "Op 11 september kwamen de partners om 10.30 uur bijeen, zie artikel 3.", 0),
        ("Hoeveel partners doen mee?", "1 NRC, 16 april 2024, over partners", 0),
        ("Hoeveel partners doen mee?", "Zijn er 15 partners?", 0),
        ("Hoeveel van de 13 partners doen mee?", "Er zijn 13 organisaties.", 0),
        ("Hoeveel van de 13 partners doen mee?", "Van de 13 doen er vier mee.", 1),
        ("Wie tekende namens LTO?", "De brief is getekend door LTO.", 0),
        ("Wie tekende namens LTO?", "Namens LTO tekende Anna de Boer.", 1),
        ("Wie tekende: LTO of Vitens?", "De brief is getekend door LTO.", 1),
        ("Wat is een regiodeal?", "Het programma Regiodeal is een afspraak met het Rijk.", 3),
        ("Wat is BRK?", "De ‘BRK’ (bestuurlijke regiokring) is de kring van gemeenten.", 3),
        ("Wat is BRK?", "Dit kunnen de partners van BRK zijn.", 2),
        ("Wat verstaan zij onder BRK?", "De definitie van het begrip BRK staat hieronder.", 2),
        ("Wat is het doel van de regiodeal?", "De regiodeal is er om de regio te helpen.", 1),
        ("Wat is het doel van de regiodeal?", "De regiodeal begon in mei.", 0),
        ("Wanneer gaat de regiodeal van start?", "De regiodeal komt er.", 0),
        ("Wanneer gaat de regiodeal in?", "De regiodeal komt er.", 0),
        ("brk", "BRK is een kring.", 3),
        ("Wat is BRK?", "Een bestuurlijke regiokring (BRK) is het gebied waarin zij samenwerken.", 3),
        ("Wat is BRK?", "De BRK Noordkust is een kring van gemeenten.", 2),
        ("Wat is BRK?", "Een BRK is dus groter dan een gemeente.", 2),
        ("Wat is BRK?", "De bestuurlijke kring (BRK), een overleg dat elke maand samenkomt, koos een voorzitter.", 2),
        ("Wat is BRK?", "De BRK is een volgende stap.", 2),
        ("Waar staat BRK voor?", "3 BRK: bestuurlijke regiokring", 2),
        ("Wat is een regiodeal?", "12 Een regiodeal is een afspraak met het Rijk.", 3),
        ("Wat wordt bedoeld met BRK?", "Onder BRK wordt verstaan de kring van gemeenten.", 2),
        ("Hoe lang duurt de start?", "De start duurt zes weken.", 1),
        ("Hoe lang duurt de start?", "De start kost 3 partners.", 0),
        ("Hoeveel tijd kost de start?", "Na 2 à 3 maanden is het klaar.", 1),
        ("Hoe lang is de start?", "De start is 2 maanden.", 2),
        ("Hoe lang is de start?", "De start is 3 kilometer.", 1),
        ("Wie vertegenwoordigt LTO?", "Aanwezig: Ada van den Bos (LTO), Bo Vos(Vitens)", 2),
        ("Wie vertegenwoordigt LTO?", "Aanwezig: Ada van den Bos (Vitens)", 1),
        ("Wie is partner?", "De partner Ada Bos spreekt.", 2),
        ("Wie waren er bij de startbijeenkomst?", "Aanwezig: Ada Bos, Bo Vos", 2),
        ("Wie was bij de start betrokken?", "De brief is getekend door Ada Bos.", 1),
        ("Wie zat er bij het overleg?", "De partner Ada Bos spreekt.", 0),
        ("Waarom stopte het?", "Dat komt doordat het geld op was.", 2),
        ("Waarom stopte het?", "Het was laat, maar het stopte.", 1),
        ("Wat is het jaarbudget van de regiodeal?", "Middelen (€): 37 000", 1),
        ("Wat heeft de regiodeal gekost?", "De regiodeal begon in mei.", 0),
        ("Hoe heet de voorzitter van de regiodeal?", "Er is een voorzitter aangesteld.", 0),
        ("Is de motie aangenomen?", "De motie gaat over geld.", 0),
        ("Is de motie aangenomen?", "De motie is verworpen.", 1),
        ("Op welke website staat het?", "Het staat op www.voorbeeld.nl.", 1),
        ("Wat is het telefoonnummer?", "U kunt ons altijd bellen.", 0),
        ("Wanneer is de brief verstuurd?", "De brief ging naar de Kamer.", 0),
        ("Welke periode beslaat het plan?", "Periode: 1 mei 2019 tot 2021.", 1),
        ("Hoeveel subsidie krijgt het?", "Er is 150K nodig.", 1),
        ("What is the maximum amount of wind energy?", "Het maximum is 2,3 TWh.", 1),
        ("Wanneer was de start?", "De start was op 1 mei 2019.", 1),
        ("Welk bedrag komt er bij?", "Er komt 30 miljoen euro bij.", 1),
        ("Waarom stopte het?", "Het stopte omdat het geld op was.", 2),
        ("Bestaat het Kustakkoord nog?", "Het Kustakkoord is in 2024 geschrapt.", 1),
        ("Bestaat het Kustakkoord nog?", "Het Kustakkoord gaat over de kust.", 0),
        ("Waar staat BRK voor?", "De onderzoekers noemen het een bestuurlijke regiokring (BRK).", 2),
        ("Hoe hoog is de boete?", "De boete bedraagt € 400.", 1),
        ("Hoe hoog is de boete?", "Wie niet meldt, krijgt een boete.", 0),
        ("Hoeveel procent is klaar?", "In 2023 was een derde klaar.", 1),
        ("Hoeveel procent is klaar?", "In 2023 waren er 12 klaar.", 0),
        ("Wanneer begon het?", "Het begon in 2018.", 1),
        ("Wanneer begon het?", "Het kost tijd.", 0),
        ("Per wanneer geldt het?", "Het geldt vanaf maart 2025.", 1),
    ],
)
def test_the_kind_of_answer_is_recognised(question: str, text: str, fit: int) -> None:
    wanted = answer_type(question)
    assert wanted is not None
    assert (
        wanted.fit(
            text, ["partner", "meedoen", "regiodeal", "start", "brk", "lto", "13"], choice=offers_a_choice(question)
        )
        == fit
    )


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Hoeveel windmolens komen er?", "windmolen"),
        ("Hoeveel daarvan is klaar?", "klaar"),
        ("Hoeveel procent is gehaald?", None),
        ("Hoeveel in 2020?", None),
        ("Hoeveel kostte het?", None),
        ("Hoeveel kwamen er langs?", None),
        ("Hoeveel van de 13 kwetsbare gezinnen zijn verhuisd?", "gezin"),
        ("Hoeveel regio's en gemeenten doen mee?", "regio"),
        ("Wie is de voorzitter van de Veenregio?", "voorzitter"),
        ("Wie betaalt het?", None),
    ],
)
def test_what_must_stand_beside_the_answer_is_read_from_the_question(question: str, subject: str | None) -> None:
    wanted = answer_type(question)
    assert wanted is not None
    assert wanted.subject(question) == subject


@pytest.mark.parametrize(
    ("question", "demanded", "expected"),
    [
        ("Noem alle vijftien partners.", 15, 15),
        ("Welke tien regio's doen mee?", 0, 10),
        ("Wat zijn de 3 lessen?", 0, 3),
        ("Noem alle vijfenzestig gemeenten.", 65, 65),
        ("Name all thirteen partners.", 13, 13),
        ("What are the twenty-one lessons?", 0, 21),
        ("Wat zijn de eerste lessen?", 0, 0),
        ("Welke honderdtweede les is er?", 0, 0),
        ("Wat vinden alle 15-jarigen?", 0, 0),
        ("Noem alle partners.", 0, 0),
        ("Wat is de negende van de tien lessen?", 9, 0),
        ("Wat is de derde aanbeveling?", 3, 0),
        ("Wat is de tweede fase?", 0, 0),
        ("Welke lessen zijn er?", 0, 0),
    ],
)
def test_how_many_items_are_asked_for(question: str, demanded: int, expected: int) -> None:
    assert (demanded_items(question), expected_items(question)) == (demanded, expected)


def test_a_name_may_be_given_more_in_full_where_it_is_all_that_was_asked() -> None:
    wanted = answer_type("Wat is de BRK?")
    assert wanted is not None
    assert wanted.fit("De BRK Noordkust is een kring van gemeenten.", ["brk"]) == 3
    assert wanted.fit("De voorzitter van de BRK is een oud-wethouder.", ["brk"]) == 2


def test_the_items_of_a_sentence_are_counted() -> None:
    assert enumerated("Het zijn Rijk, provincies, gemeenten en waterschappen.") == 4


@pytest.mark.parametrize(
    "question",
    [
        "Wie is de penningmeester van het Kustakkoord?",
        "Hoeveel vissers doen mee aan het Kustakkoord?",
        "Noem alle 19 gemeenten van het Kustakkoord.",
        "Hoeveel euro kost het Kustakkoord?",
    ],
)
def test_a_detail_that_is_absent_is_not_answered_though_its_subject_is_there(
    composer: ExtractiveComposer, question: str
) -> None:
    answer = _ask(composer, question, *_passages(*COOPERATION))
    assert answer.abstained
    assert "staat niet in de documenten" in answer.notice
