"""Lessons that say the same are grouped over documents; those that only look alike are not."""

from datetime import date
from pathlib import Path

import pytest

from ingest.embed import Embedder, open_embedder
from ingest.facts.grouping import group, same_pairs
from ingest.facts.model import Fact, FactKind, Told
from ingest.facts.tone import Tone, tone_of
from ingest.model import Source, Span
from tests.bench.lessons import labelled, lessons, measure, scored

TRUST = (
    "Zonder vertrouwen tussen de partners komt samenwerking niet op gang.",
    "Samenwerking komt alleen op gang als er vertrouwen tussen de partners is.",
)
KNOWLEDGE = (
    "Leg kennis uit projecten vast, zodat die na afloop niet verloren gaat.",
    "Borg kennis uit projecten, anders gaat die na afloop van het project verloren.",
)


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return open_embedder()


def _saying(
    text: str, document: str, kind: FactKind = FactKind.LESSON, day: date | None = None, supersedes: str | None = None
) -> Told:
    fact = Fact(kind, "Alfa", text, document, "p1", 1, Span(0, len(text)), "test")
    return Told(fact, Source(document, Path(document), published_on=day, supersedes=supersedes))


def _same(embedder: Embedder, one: str, other: str, *kinds: FactKind) -> bool:
    return (0, 1) in same_pairs([one, other], kinds or [FactKind.LESSON] * 2, embedder)


@pytest.mark.parametrize(("name", "least"), [("tuned_on", 0.35), ("held_back", 0.5)])
def test_on_labelled_pairs_few_are_joined_wrongly(name: str, least: float, embedder: Embedder) -> None:
    read = lessons(name)
    got = measure(scored(read, embedder, 0.6), labelled(read))
    assert got.precision >= 0.9
    assert got.recall >= least


def test_the_labelled_pairs_are_many_and_no_sentence_stands_in_both_files() -> None:
    tuned, held = lessons("tuned_on"), lessons("held_back")
    assert len(labelled(tuned)) + len(labelled(held)) >= 80
    every = [lesson.text for lesson in [*tuned, *held]]
    assert len(set(every)) == len(every)
    assert {lesson.topic for lesson in tuned}.isdisjoint(lesson.topic for lesson in held)


def test_a_group_keeps_its_sentences_sources_and_dates_newest_first(embedder: Embedder) -> None:
    old = _saying(KNOWLEDGE[0], "oud.pdf", day=date(2015, 5, 1))
    new = _saying(KNOWLEDGE[1], "nieuw.pdf", FactKind.RECOMMENDATION, day=date(2022, 3, 1))
    undated = _saying(KNOWLEDGE[0], "zonder.pdf")
    other = _saying("Begin pas met bouwen als het water op orde is.", "ander.pdf")
    [found] = group([old, other, undated, new], embedder)
    assert found.sayings == (new, old, undated)
    assert found.documents == ("nieuw.pdf", "oud.pdf", "zonder.pdf")
    assert [saying.source.published_on for saying in found.sayings] == [date(2022, 3, 1), date(2015, 5, 1), None]


def test_one_document_that_says_it_twice_is_no_group(embedder: Embedder) -> None:
    assert group([_saying(text, "een.pdf") for text in KNOWLEDGE], embedder) == []


def test_a_document_and_the_version_it_replaces_are_one_source(embedder: Embedder) -> None:
    first = _saying(KNOWLEDGE[0], "v1.pdf")
    second = _saying(KNOWLEDGE[0], "v2.pdf", supersedes="v1.pdf")
    assert group([first, second], embedder) == []
    [found] = group([first, second, _saying(KNOWLEDGE[1], "ander.pdf")], embedder)
    assert found.documents == ("v2.pdf", "v1.pdf", "ander.pdf")
    circle = [_saying(KNOWLEDGE[0], "a", supersedes="b"), _saying(KNOWLEDGE[0], "b", supersedes="a")]
    assert isinstance(group(circle, embedder), list)


def test_groups_of_more_documents_come_first(embedder: Embedder) -> None:
    texts = [*TRUST, *KNOWLEDGE, KNOWLEDGE[0]]
    found = group([_saying(text, f"{i}.pdf") for i, text in enumerate(texts)], embedder)
    assert [len(each.documents) for each in found] == [3, 2]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Leg de kennis uit de projecten vast.", "De kennis uit de projecten is niet vastgelegd."),
        ("Rijk en regio werkten als gelijkwaardige partners goed samen.", "Rijk en regio waren geen gelijke partners."),
        (
            "Geef jongeren uit het dorp voorrang bij nieuwe woningen.",
            "Geef ouderen uit het dorp voorrang bij nieuwe woningen.",
        ),
        ("Reken met een reserve van tien procent.", "Reken met een reserve van dertig procent."),
        ("Reken met een reserve van 10 procent.", "Reken met een reserve van 15 procent."),
        ("Houd de balie open naast het digitale loket.", "Sluit de balie naast het digitale loket."),
        ("Betrek inwoners vooraf bij het plan.", "Betrek inwoners achteraf bij het plan."),
        ("Bestuurlijk commitment", "Ambtelijk commitment"),
        ("Heldere communicatie", "Heldere rolverdeling"),
    ],
)
def test_one_word_that_turns_the_meaning_keeps_lessons_apart(one: str, other: str, embedder: Embedder) -> None:
    assert not _same(embedder, one, other)


def test_an_obstacle_is_never_the_same_as_a_success_factor(embedder: Embedder) -> None:
    text = "De capaciteit bij kleine gemeenten om mee te doen aan het overleg"
    assert _same(embedder, text, text, FactKind.OBSTACLE, FactKind.OBSTACLE)
    assert not _same(embedder, text, text, FactKind.OBSTACLE, FactKind.SUCCESS_FACTOR)
    assert not _same(embedder, text, text, FactKind.RECOMMENDATION, FactKind.OBSTACLE)


def test_the_number_before_a_lesson_does_not_matter(embedder: Embedder) -> None:
    assert _same(embedder, f"Les 3: {KNOWLEDGE[0]}", f"12. {KNOWLEDGE[0]}")
    assert _same(embedder, f"• {KNOWLEDGE[0]}", f"a) {KNOWLEDGE[0]}")


def test_no_chain_of_likenesses_joins_what_is_not_alike(embedder: Embedder) -> None:
    read = lessons("tuned_on")
    same = scored(read, embedder, 0.6)
    texts = [lesson.text for lesson in read]
    found = group([_saying(text, f"{i}.pdf") for i, text in enumerate(texts)], embedder)
    for each in found:
        places = sorted(texts.index(saying.fact.value) for saying in each.sayings)
        assert all((a, b) in same for a in places for b in places if a < b)
    assert len(found) > 20


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("Wijs één opdrachtgever aan.", Tone.DO),
        ("Zonder vertrouwen komt het niet op gang.", Tone.DO),
        ("Zorg voor geld, anders stopt het werk.", Tone.DO),
        ("De inzet van een gebiedsmakelaar bleek waardevol.", Tone.DO),
        ("De vergunning kwam te laat.", Tone.TROUBLE),
        ("Het project is ingevoerd zonder dat iemand het testte.", Tone.TROUBLE),
        ("De stuurgroep werd ingesteld en vergaderde elke maand.", Tone.EVENT),
        ("De gemeenten moeten op tijd aansluiten.", Tone.DO),
        ("", Tone.DO),
    ],
)
def test_the_tone_of_a_lesson_is_read_from_its_main_clause(text: str, tone: Tone) -> None:
    assert tone_of(text) is tone


def test_odd_texts_are_the_same_as_nothing(embedder: Embedder) -> None:
    odd = ["", "…", "12", "de het een", "\x00", "A" * 5000]
    assert group([_saying(text, f"{i}.pdf") for i, text in enumerate(odd)], embedder) == []
    assert group([], embedder) == []
