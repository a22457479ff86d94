"""What people look up without asking, and questions that are promised an answer, on the starter collection."""

from pathlib import Path

import pytest

from bot.library import Library
from bot.live import EVIDENCE, MORE_EVIDENCE, LiveCollection
from bot.model import Query
from bot.query import understand
from bot.retrieve import Retriever
from bot.suggest import SURE, Suggestions
from ingest.index.generation import Generations
from tests.collection import LetterEmbedder, publish
from tests.running_bot import index_of_corpus

PARTNERS = "Wie zijn de partners van Samen werkt beter?"
OLD = "documents/samen-werkt-beter-akkoord-2013.txt"


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> LiveCollection:
    return index_of_corpus(tmp_path_factory.mktemp("corpus"))


def test_documents_are_the_newest_first_and_found_by_any_of_their_names(collection: LiveCollection) -> None:
    library = Library(collection)
    dates = [shelved.source.published_on for shelved in library.documents()]
    assert dates == sorted(dates, key=lambda day: day.toordinal() if day else 0, reverse=True)
    assert [s.source.doc for s in library.find("OVERIJSSEL 2013")] == ["samen-werkt-beter-akkoord-2013.txt"]
    assert library.find("zeppelin") == []
    assert all(library.document(shelved.key) == shelved for shelved in library.documents())


def test_a_document_that_was_replaced_knows_its_successor(collection: LiveCollection) -> None:
    library = Library(collection)
    old = next(shelved.source for shelved in library.documents() if shelved.source.id == OLD)
    newer = library.successor(old)
    assert newer is not None
    assert newer.doc == "samen-werkt-beter-2019.html"
    assert library.successor(newer) is None


def test_passages_lead_to_their_neighbours_and_not_past_the_ends(collection: LiveCollection) -> None:
    library = Library(collection)
    passages = library.passages(OLD)
    assert library.beside(passages[2], 1) == passages[3]
    assert library.beside(passages[2], -2) == passages[0]
    assert library.beside(passages[0], -1) is None
    assert library.beside(passages[-1], 1) is None


def test_a_refreshed_collection_is_seen_at_once(tmp_path: Path) -> None:
    embedder = LetterEmbedder()
    generations = Generations(tmp_path, embedder)
    publish(generations, "Eerst.", name="a.txt")
    library = Library(LiveCollection(generations, embedder))
    assert len(library.documents()) == 1
    publish(generations, "Daarna.", name="b.txt")
    assert len(library.documents()) == 2


def test_every_suggestion_is_answered_from_the_document_it_was_made_for(collection: LiveCollection) -> None:
    suggestions = Suggestions(collection, Library(collection))
    examples = suggestions.examples(5)
    assert len({example.text for example in examples}) == 5
    follow = suggestions.after(suggestions.preview(PARTNERS), PARTNERS)
    assert follow
    for suggestion in (*examples, *follow):
        answer = suggestions.preview(suggestion.text)
        assert answer.citations
        assert answer.confidence >= SURE
        assert suggestions.find(suggestion.key) == suggestion.text


def test_a_heading_that_means_nothing_on_its_own_is_not_suggested(tmp_path: Path) -> None:
    text = "# Pont\n\n## {}\n\nDe gemeente Kaagdorp helpt ons met de nieuwe pont.\n"
    offered = []
    for heading in ("Wie helpt met de nieuwe pont?", "Wie helpt ons met de nieuwe pont?"):
        folder = tmp_path / str(len(heading))
        folder.mkdir()
        (folder / "pont.md").write_text(text.format(heading), encoding="utf-8")
        collection = index_of_corpus(folder / "index", folder / "pont.md")
        suggestions = Suggestions(collection, Library(collection))
        assert suggestions.preview(heading).citations
        offered.append([example.text for example in suggestions.examples()])
    assert offered == [["Wie helpt met de nieuwe pont?"], []]


def test_what_was_just_asked_is_not_suggested(collection: LiveCollection) -> None:
    suggestions = Suggestions(collection, Library(collection))
    asked = "Wat is regionale samenwerking?"
    assert asked not in {one.text for one in suggestions.after(suggestions.preview(asked), asked, count=9)}


@pytest.mark.parametrize("key", ["", "h", "h0000000000000000", "t0-000000000000", "t9-dff8a53362b4", "x", "h" * 17])
def test_a_question_that_is_gone_is_not_found(collection: LiveCollection, key: str) -> None:
    assert Suggestions(collection, Library(collection)).find(key) is None


def test_a_year_in_the_question_says_which_paper_is_meant(tmp_path: Path) -> None:
    embedder = LetterEmbedder()
    generations = Generations(tmp_path, embedder, "")
    for year in (2019, 2020, 2021):
        publish(generations, "Wij meten de voortgang van het plan.", name=f"{year}.txt", title=f"Werkplan {year}")
    retriever = Retriever(generations.live(), embedder)
    asked = "Hoe vaak meten wij de voortgang van het plan?"
    first = {
        year: retriever.retrieve(Query(f"{asked} ({year})", asked), 1)[0].passage.document_id for year in (2019, 2021)
    }
    assert first == {2019: "2019.txt", 2021: "2021.txt"}


def test_more_passages_are_looked_at_before_the_answer_is_no(collection: LiveCollection) -> None:
    shelf = collection.current()
    known, absent = (
        "Wie verzorgt de catering van het overleg?",
        "Hoeveel zeppelins vliegen er boven Texel?",
    )
    found, missed, hopeless = (shelf.search(understand(text)) for text in (PARTNERS, known, absent))
    assert (found.abstained, len(found.evidence)) == (False, EVIDENCE)
    assert (missed.abstained, len(missed.evidence)) == (True, MORE_EVIDENCE)
    assert (hopeless.abstained, len(hopeless.evidence)) == (True, EVIDENCE)


def test_a_search_in_one_document_finds_nothing_of_another(collection: LiveCollection) -> None:
    retriever = collection.current().retriever
    within = retriever.retrieve(Query(PARTNERS, PARTNERS, document=OLD), 10)
    assert {scored.passage.document_id for scored in within} == {OLD}
    assert len(within) == len(Library(collection).passages(OLD))
    assert retriever.retrieve(Query(PARTNERS, PARTNERS, document="weg.txt"), 10) == []
