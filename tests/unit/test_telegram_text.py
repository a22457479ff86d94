"""Telegram's arithmetic: texts and entities counted in UTF-16 units, messages cut where a reader would."""

import json
import re
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import MessageEntity

from bot.fronts.telegram.buttons import Kind, Pressed, button, pressed
from bot.fronts.telegram.links import decoded, document_key
from bot.fronts.telegram.messages import Setting, answer_message, passage_message, source_rows
from bot.fronts.telegram.phrases import Phrases
from bot.fronts.telegram.phrases_en import ENGLISH
from bot.fronts.telegram.phrases_nl import DUTCH
from bot.fronts.telegram.rich import Rich, joined, quoted, split, styled, utf16_length
from bot.library import Library
from bot.model import Citation, Query, Question, Turn
from ingest.model import Span
from tests.bot_api_rules import checked_entities, checked_text
from tests.chat_answers import AFTER, BEFORE, QUOTE, a_passage, a_source, an_answer, cites
from tests.clerk import a_collection

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
PIECES = st.lists(st.tuples(ANY_TEXT, st.sampled_from(["", "bold", "italic"])), max_size=8)


def _words_in(rich: Rich, style: str) -> str:
    units = rich.text.encode("utf-16-le")
    spans = [(e.offset, e.offset + e.length) for e in rich.entities if e.type == style]
    return "".join(units[2 * start : 2 * end].decode("utf-16-le") for start, end in spans)


def _visible(text: str) -> str:
    return "".join(text.split())


@given(PIECES, st.integers(2, 40))
def test_splitting_loses_no_word_and_no_formatting_and_keeps_the_limit(
    parts: list[tuple[str, str]], limit: int
) -> None:
    whole = Rich("")
    for text, style in parts:
        whole += styled(text, style) if style else Rich(text)
    pieces = split(whole, limit)
    assert all(0 < utf16_length(piece.text) <= limit for piece in pieces)
    assert _visible("".join(piece.text for piece in pieces)) == _visible(whole.text)
    for style in ("bold", "italic"):
        expected = "".join(text for text, own in parts if own == style)
        assert _visible("".join(_words_in(piece, style) for piece in pieces)) == _visible(expected)


def test_a_long_text_is_cut_between_paragraphs_then_lines_then_sentences_then_words() -> None:
    assert [piece.text for piece in split(Rich("Een. Twee.\n\nDrie vier."), 20)] == ["Een. Twee.", "Drie vier."]
    assert [piece.text for piece in split(Rich("Een. Twee.\nDrie. Vier."), 20)] == ["Een. Twee.", "Drie. Vier."]
    assert [piece.text for piece in split(Rich("Een twee drie. Vier vijf"), 20)] == ["Een twee drie.", "Vier vijf"]
    assert [piece.text for piece in split(Rich("Een twee drie vier vijf"), 20)] == ["Een twee drie vier", "vijf"]


def test_a_word_longer_than_a_message_is_cut_but_never_inside_a_character() -> None:
    pieces = split(Rich("x" + "😀" * 5), 4)
    assert [piece.text for piece in pieces] == ["x😀", "😀😀", "😀😀"]


def test_formatting_that_runs_over_a_cut_goes_on_in_the_next_message() -> None:
    first, second = split(quoted(Rich("Een twee drie. ") + styled("Vier vijf", "bold")), 15)
    assert [e.type for e in first.entities] == ["blockquote"]
    assert sorted(e.type for e in second.entities) == ["blockquote", "bold"]


@given(PIECES, st.integers(2, 40))
def test_whatever_is_cut_and_joined_keeps_its_entities_on_whole_characters(
    parts: list[tuple[str, str]], limit: int
) -> None:
    whole = quoted(joined("\n\n", *(styled(text, style) if style else Rich(text) for text, style in parts)))
    for piece in split(whole, limit):
        sent = {"text": piece.text, "entities": json.dumps([entity.to_dict() for entity in piece.entities])}
        assert checked_text(sent) == piece.text
        checked_entities(sent, piece.text)


@given(st.sampled_from(list(Kind)), st.lists(ANY_TEXT | st.integers(), max_size=4))
def test_what_a_button_carries_always_fits_and_is_read_back(kind: Kind, parts: list[str | int]) -> None:
    data = button("tekst", kind, *parts).callback_data
    assert isinstance(data, str)
    assert len(data.encode()) <= 64
    read = pressed(data)
    assert read is not None
    assert read.kind is kind
    if len(data.encode()) < 60:
        assert ":".join(read.parts) == ":".join(map(str, parts))


@given(st.text(max_size=80))
def test_no_link_and_no_button_can_be_worded_so_that_reading_it_breaks(text: str) -> None:
    pressed(text)
    decoded(text)
    document_key(text)


@pytest.fixture(scope="module")
def setting(tmp_path_factory: pytest.TempPathFactory) -> Setting:
    library = Library(a_collection(tmp_path_factory.mktemp("collection")))
    return Setting(DUTCH, "nl", date(2020, 1, 1), library)


def _turn(text: str = "Wie betaalt?", searched: str = "", **more: Any) -> Turn:
    asked = Question("tg-9999999999-9999999999-9999999999", "c", "telegram", text, datetime.now(UTC))
    return Turn(asked, Query(searched or text, text), an_answer(**more))


def test_the_quote_stands_out_in_its_passage_also_after_characters_of_two_units(setting: Setting) -> None:
    passage = a_passage(a_source(title="Zó 😀 leuk"), quote="Wij 🤝 u.")
    message = passage_message(passage, cites(passage), setting)
    assert _words_in(message, MessageEntity.BLOCKQUOTE) == f"{BEFORE}Wij 🤝 u.{AFTER}"
    assert _words_in(message, MessageEntity.BOLD) == "[1] Zó 😀 leukWij 🤝 u."


def test_quotes_from_one_passage_share_a_button_and_stand_out_together(setting: Setting) -> None:
    passage = a_passage()
    span = Span(passage.span.start, passage.span.start + len(BEFORE.strip()))
    cited = (*cites(passage), Citation(2, passage, BEFORE.strip(), span))
    ((one,),) = source_rows("q", cited)
    assert one.text == "[1][2] Afspraken over de veenweide, p. 3"
    message = passage_message(passage, cited, setting)
    assert _words_in(message, MessageEntity.BLOCKQUOTE) == f"{BEFORE}{QUOTE}{AFTER}"
    assert _words_in(message, MessageEntity.BOLD) == f"[1][2] Afspraken over de veenweide{BEFORE.strip()}{QUOTE}"


def test_quotes_that_overlap_are_shown_once(setting: Setting) -> None:
    passage = a_passage()
    (cited,) = cites(passage)
    inside = Citation(2, passage, QUOTE[3:], Span(cited.span.start + 3, cited.span.end))
    message = passage_message(passage, (cited, inside), setting)
    assert _words_in(message, MessageEntity.BLOCKQUOTE) == f"{BEFORE}{QUOTE}{AFTER}"


def test_a_passage_is_shown_with_all_that_is_known_of_its_document(setting: Setting) -> None:
    assert passage_message(a_passage(), cites(a_passage()), setting).text == (
        "[1] Afspraken over de veenweide\nProvincie Voorbeeld, 1 mei 2019 · p. 3\nAfspraken › Geld\n\n"
        f"{BEFORE}{QUOTE}{AFTER}\n\nhttps://voorbeeld.nl/afspraken"
    )


def test_only_the_heading_of_the_source_list_is_formatted(setting: Setting) -> None:
    message = answer_message(_turn(texts=["*Niet* <b>vet</b> _of_ `code`"]), setting)
    assert message.text.startswith("*Niet* <b>vet</b> _of_ `code` [1]\n\nBronnen\n[1] ")
    assert [(e.type, _words_in(message, e.type)) for e in message.entities] == [("bold", "Bronnen")]


def test_how_a_question_was_read_is_said_when_it_was_searched_in_other_words(setting: Setting) -> None:
    assert answer_message(_turn("wie BETAALT??", "wie betaalt?"), setting).text.startswith(QUOTE)
    read = answer_message(_turn("En wie betaalt?", "En wie betaalt? (veenweide)"), setting)
    assert read.text.startswith("Ik begreep uw vraag als: En wie betaalt? (veenweide)\n\n")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("BSN 123456782", "een burgerservicenummer (BSN)"),
        ("mail a@b.nl of bel 06-12345678", "een e-mailadres, een telefoonnummer"),
        ("NL91ABNA0417164300", "een rekeningnummer"),
    ],
)
def test_personal_data_is_named_by_its_kind_in_one_line(setting: Setting, text: str, kinds: str) -> None:
    said = answer_message(_turn(text), setting).text.splitlines()[0]
    assert said == DUTCH.masked.format(kinds=kinds)


def test_a_label_that_somebody_typed_is_no_personal_data(setting: Setting) -> None:
    assert answer_message(_turn("Wat is een [BSN]?"), setting).text.startswith(QUOTE)


def test_a_button_names_its_source_in_a_few_words_and_leads_back_to_it() -> None:
    source = a_source(title="Een titel die op een telefoon nooit in zijn geheel te lezen is")
    ((one,),) = source_rows("tg-9999999999-9999999999-9999999999", cites(a_passage(source)))
    assert one.text == "[1] Een titel die op een telefoon…, p. 3"
    assert isinstance(one.callback_data, str)
    assert pressed(one.callback_data) == Pressed(Kind.SOURCE, ("tg-9999999999-9999999999-9999999999", "1", "0"))


def test_passages_of_one_document_are_told_apart_by_their_headings() -> None:
    other = replace(a_passage(page=5), heading_path=("Afspraken", "Planning"))
    rows = source_rows("q", cites(a_passage(page=None), other, a_passage(a_source("brief.pdf", title="Brief"))))
    assert [one.text for (one,) in rows] == ["[1] Geld", "[2] Planning, p. 5", "[3] Brief, p. 3"]


def test_many_sources_fit_as_rows_of_numbers_and_no_source_gives_no_buttons() -> None:
    rows = source_rows("q", cites(*[a_passage(a_source(f"{n}.pdf")) for n in range(130)]))
    assert [one.text for one in rows[0]] == ["[1]", "[2]", "[3]", "[4]", "[5]", "[6]"]
    assert sum(map(len, rows)) == 90
    assert source_rows("q", ()) == []


@pytest.mark.parametrize("data", ["", "s", "s:", "s:q:1", "0:s:q:1", "2:s:q:1", "1", "1:", "1:zz:q", "feedback:1"])
def test_a_button_of_another_version_leads_nowhere(data: str) -> None:
    assert pressed(data) is None


@pytest.mark.parametrize("words", [DUTCH, ENGLISH])
def test_our_own_words_fit_where_telegram_shows_them(words: Phrases) -> None:
    assert all(len(getattr(words, field.name)) < 3000 for field in fields(words))
    assert len(words.description) <= 512
    assert len(words.short_description) <= 120
    assert all(re.fullmatch(r"[a-z]{1,32}", name) and len(what) <= 256 for name, what in words.commands)
    for alert in (words.not_yours, words.old_button, words.thanks):
        assert len(alert) <= 200
    assert [stored for _, stored in words.reasons] == [stored for _, stored in DUTCH.reasons]


def test_both_languages_fill_in_the_same_things() -> None:
    for field in fields(DUTCH):
        dutch, english = getattr(DUTCH, field.name), getattr(ENGLISH, field.name)
        if isinstance(dutch, str):
            assert set(re.findall(r"{\w*}", dutch)) == set(re.findall(r"{\w*}", english)), field.name
