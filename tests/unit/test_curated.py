"""When a curated answer is given: only to the same question, and only while the documents hold its quotes."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.alike import same_question
from bot.curated import CuratedFirst, State, state
from bot.log.curated import Curated, Proof
from bot.model import CURATED, Answer, Query, Statement
from ingest.index.store import Store
from tests.collection import passages, source
from tests.question_pairs import OTHER, OTHER_LATER, SAME, SAME_LATER

TODAY = date(2026, 11, 22)
TEXT = "De tram rijdt elk kwartier. De provincie betaalt drie miljoen euro."
PAYS = "De provincie betaalt drie miljoen euro."
QUESTION = "Wie betaalt de tram?"
DOCUMENT, (PASSAGE,) = passages(source(), TEXT)
ANSWER = Curated(
    question=QUESTION,
    statements=(Statement("De provincie betaalt 3 miljoen euro.", (1,)),),
    proofs=(Proof(1, DOCUMENT.id, DOCUMENT.digest, PAYS),),
    owner="anna",
    valid_until=TODAY,
    made_at=datetime(2026, 1, 1, tzinfo=UTC),
    number=1,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "store.sqlite", writable=True)) as made:
        made.put(DOCUMENT.source, DOCUMENT, [PASSAGE])
        yield made


def given(store: Store, *answers: Curated, asked: str = QUESTION, document: str | None = None) -> Answer | None:
    query = Query(asked, asked, document=document)
    return CuratedFirst(lambda: answers, "Provincie Voorbeeld", lambda: TODAY)(query, store)


@pytest.mark.parametrize("pair", OTHER + OTHER_LATER, ids=" | ".join)
def test_another_question_never_gets_the_answer(pair: tuple[str, str]) -> None:
    assert not same_question(*pair)


def test_most_ways_to_ask_the_same_are_the_same() -> None:
    found = [pair for pair in SAME + SAME_LATER if same_question(*pair)]
    assert len(found) >= 26
    assert all(same_question(other, one) for one, other in found)


@pytest.mark.parametrize("nothing", ["", "?!", "de het een", "is"])
def test_a_question_that_says_nothing_is_like_no_other(nothing: str) -> None:
    assert not same_question(nothing, nothing)


def test_it_is_given_with_its_quote_as_the_document_has_it_and_says_who_wrote_it_until_when(store: Store) -> None:
    answer = given(store, ANSWER, asked="wie betaalt tram")
    assert answer
    assert (answer.composer, answer.is_curated, answer.confidence) == (CURATED, True, 1.0)
    [citation] = answer.citations
    assert DOCUMENT.text[slice(*citation.span)] == citation.quote == PAYS
    assert (
        answer.notice == "Dit antwoord is geschreven door Provincie Voorbeeld. Het geldt tot en met 22 november 2026."
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"valid_until": date(2026, 11, 21)},
        {"question": "Wie betaalde de tram?"},
        {"proofs": (replace(ANSWER.proofs[0], quote="De provincie betaalt vier miljoen euro."),)},
        {"proofs": (replace(ANSWER.proofs[0], quote="De provincie betaalt"),)},  # no whole sentence
        {"proofs": (replace(ANSWER.proofs[0], document_id="weg.txt"),)},
        {"statements": (Statement("De provincie betaalt 4 miljoen euro.", (1,)),)},
        {"statements": (Statement("Zwolle betaalt.", (1,)),)},
    ],
)
def test_it_is_not_given_when_anything_of_it_does_not_hold(store: Store, changed: dict[str, object]) -> None:
    assert given(store, replace(ANSWER, **changed)) is None  # type: ignore[arg-type]  # the fields by name


def test_a_question_about_one_document_is_answered_from_that_document(store: Store) -> None:
    assert given(store, ANSWER, document=DOCUMENT.id) is None


def test_the_newest_that_holds_is_given(store: Store) -> None:
    broken = replace(ANSWER, number=2, proofs=(replace(ANSWER.proofs[0], quote="Weg."),))
    assert given(store, broken, ANSWER) is not None


def test_its_state_says_whether_somebody_must_look(store: Store) -> None:
    proof = ANSWER.proofs[0]
    states = {
        State.GIVEN: ANSWER,
        State.CHANGED: replace(ANSWER, proofs=(replace(proof, digest="0" * 64),)),
        State.LOST: replace(ANSWER, proofs=(replace(proof, quote="Weg."),)),
        State.EXPIRED: replace(ANSWER, valid_until=date(2026, 1, 1)),
        State.WITHDRAWN: replace(ANSWER, withdrawn_at=ANSWER.made_at),
    }
    assert {name: state(curated, store, TODAY) for name, curated in states.items()} == {name: name for name in states}
    assert {name for name in states if name.is_returned} == {State.CHANGED, State.LOST, State.EXPIRED}


def test_two_quotes_together_prove_one_sentence(store: Store) -> None:
    both = (ANSWER.proofs[0], Proof(2, DOCUMENT.id, DOCUMENT.digest, "De tram rijdt elk kwartier."))
    said = Statement("De tram rijdt elk kwartier en kost drie miljoen euro.", (1, 2))
    assert given(store, replace(ANSWER, proofs=both, statements=(said,))) is not None
    assert given(store, replace(ANSWER, proofs=both, statements=(replace(said, citations=(2,)),))) is None
