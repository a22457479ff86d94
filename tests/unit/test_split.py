from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ingest.model import Block, Kind
from ingest.split import split
from tests.builders import document

PARAGRAPH = "De gemeenten betalen de helft. De provincie betaalt de rest. Het Rijk kijkt mee."


def prose(text: str, page: int | None = None) -> Block:
    return Block(Kind.PROSE, text, page=page)


def heading(text: str, level: int = 1) -> Block:
    return Block(Kind.HEADING, text, level)


def item(text: str) -> Block:
    return Block(Kind.LIST, text)


_BLOCKS = st.lists(
    st.builds(
        Block,
        kind=st.sampled_from([Kind.PROSE, Kind.LIST, Kind.TABLE, Kind.NOTES]),
        text=st.text("abc. ?:", min_size=1, max_size=400).map(lambda text: " ".join(f"A{text}".split())),
        page=st.sampled_from([1, 2]),
    )
    | st.builds(
        Block, kind=st.just(Kind.HEADING), text=st.sampled_from(["Doel", "Geld"]), level=st.sampled_from([1, 2])
    ),
    max_size=12,
)


def _body(text: str) -> str:
    for left_out in ("•", "Doel", "Geld"):
        text = text.replace(left_out, "")
    return "".join(text.split())


@given(_BLOCKS)
def test_passages_are_cut_from_the_text_and_every_word_of_a_section_can_be_quoted(blocks: list[Block]) -> None:
    made = document(*blocks)
    passages = split(made, limit=200)
    quoted = "".join(passage.quote(span) for passage in passages for span in passage.sentences)
    sections = "".join(section.span.of(made.text) for section in made.sections)
    assert all(passage.text == passage.span.of(made.text) for passage in passages)
    assert _body(quoted) == _body(sections)
    assert len({passage.id for passage in passages}) == len(passages)


def test_passages_follow_the_headings_and_pages() -> None:
    made = document(heading("Doel"), prose(PARAGRAPH, 1), prose(PARAGRAPH, 2), heading("Geld"), prose(PARAGRAPH, 2))
    assert [(p.heading_path, p.page) for p in split(made)] == [(("Doel",), 1), (("Doel",), 2), (("Geld",), 2)]


def test_a_passage_opens_with_the_heading_right_above_it() -> None:
    first, second = split(document(heading("Doel"), *[prose(PARAGRAPH)] * 2), limit=100)
    assert (first.text, second.text) == (f"Doel\n\n{PARAGRAPH}", PARAGRAPH)
    assert (first.has_heading, second.has_heading) == (True, False)
    assert first.quote(first.sentences[0]) == "Doel"


def test_paragraphs_are_filled_up_to_the_limit_and_not_cut() -> None:
    passages = split(document(*[prose(PARAGRAPH)] * 5), limit=200)
    assert [p.text for p in passages] == [f"{PARAGRAPH}\n\n{PARAGRAPH}"] * 2 + [PARAGRAPH]


def test_a_paragraph_longer_than_the_limit_is_cut_at_the_ends_of_sentences() -> None:
    passages = split(document(prose(" ".join([PARAGRAPH] * 10))), limit=150)
    assert all(p.text.endswith(".") and len(p.text) <= 150 for p in passages)


def test_a_text_without_any_stop_is_cut_between_words() -> None:
    passages = split(document(prose("woord " * 800 + "einde")), limit=300)
    assert max(len(p.text) for p in passages) <= 900
    assert all(p.text.split()[-1] in ("woord", "einde") for p in passages)


def test_a_list_stays_whole_with_the_line_that_leads_it_in() -> None:
    items = [item(f"punt {number} van de lijst met afspraken") for number in range(8)]
    passages = split(document(prose(PARAGRAPH), prose("Dit zijn de afspraken:"), *items), limit=200)
    assert [p.kind for p in passages] == [Kind.PROSE, Kind.LIST]
    assert passages[1].text.startswith("Dit zijn de afspraken:\n\n• punt 0")
    assert passages[1].quote(passages[1].sentences[1]) == "punt 0 van de lijst met afspraken"


def test_a_list_far_beyond_the_limit_is_cut_between_items() -> None:
    passages = split(document(*[item(f"punt {number} van een lange lijst") for number in range(60)]), limit=200)
    assert len(passages) > 1
    assert all(p.text.startswith("• ") and p.text.endswith("lijst") for p in passages)


def test_a_table_is_quoted_by_the_row() -> None:
    made = document(prose("Bedragen:"), Block(Kind.TABLE, "Jaar | Geld"), Block(Kind.TABLE, "2024 | 5"))
    (passage,) = split(made)
    assert passage.kind is Kind.TABLE
    assert [passage.quote(span) for span in passage.sentences] == ["Bedragen:", "Jaar | Geld", "2024 | 5"]


def test_a_question_and_its_answer_stay_together() -> None:
    passages = split(document(prose(PARAGRAPH), prose("Wie betaalt dat?"), prose(PARAGRAPH)), limit=100)
    assert [p.text for p in passages] == [PARAGRAPH, f"Wie betaalt dat?\n\n{PARAGRAPH}"]


def test_the_id_changes_with_everything_that_is_indexed_and_with_nothing_else() -> None:
    made = document(prose(PARAGRAPH))
    before = split(made)[0].id
    assert split(made)[0].id == before
    assert split(replace(made, source=replace(made.source, url="https://example.org")))[0].id == before
    for change in (
        {"title": "Anders"},
        {"publisher": "Rijk"},
        {"published_on": date(2024, 5, 1)},
        {"region": "Twente"},
    ):
        assert split(replace(made, source=replace(made.source, **change)))[0].id != before
