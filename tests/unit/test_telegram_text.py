"""Telegram's arithmetic: texts and entities counted in UTF-16 units, messages cut where a reader would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import MessageEntity, User

from bot.errors import ConfigError
from bot.fronts.telegram import texts
from bot.fronts.telegram.access import Access
from bot.fronts.telegram.messages import answer_message, passage_message, pressed_source, source_buttons
from bot.fronts.telegram.rich import Rich, quoted, split, styled, utf16_length
from bot.model import Citation
from ingest.model import Span
from tests.chat_answers import AFTER, BEFORE, QUOTE, a_passage, a_source, an_answer, cites

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


def test_the_quote_stands_out_in_its_passage_also_after_characters_of_two_units() -> None:
    message = passage_message(cites(a_passage(a_source(title="Zó 😀 leuk"), quote="Wij 🤝 u.")))
    assert _words_in(message, MessageEntity.BLOCKQUOTE) == f"{BEFORE}Wij 🤝 u.{AFTER}"
    assert _words_in(message, MessageEntity.BOLD) == "[1] Zó 😀 leukWij 🤝 u."


def test_quotes_from_one_passage_share_a_button_and_stand_out_together() -> None:
    passage = a_passage()
    other = passage.span.start, passage.span.start + len(BEFORE.strip())
    first = Citation(2, passage, BEFORE.strip(), Span(*other))
    keyboard = source_buttons("q", (*cites(passage), first))
    assert keyboard is not None
    assert [button.text for row in keyboard.inline_keyboard for button in row] == [
        "[1][2] Afspraken over de veenweide, p. 3"
    ]
    message = passage_message((*cites(passage), first))
    assert _words_in(message, MessageEntity.BLOCKQUOTE) == f"{BEFORE}{QUOTE}{AFTER}"
    assert _words_in(message, MessageEntity.BOLD) == f"[1][2] Afspraken over de veenweide{BEFORE.strip()}{QUOTE}"


def test_a_passage_is_shown_with_all_that_is_known_of_its_document() -> None:
    assert passage_message(cites(a_passage())).text == (
        "[1] Afspraken over de veenweide\nProvincie Voorbeeld, 1 mei 2019 · p. 3\nAfspraken › Geld\n\n"
        f"{BEFORE}{QUOTE}{AFTER}\n\nhttps://voorbeeld.nl/afspraken"
    )


def test_only_the_heading_of_the_source_list_is_formatted() -> None:
    message = answer_message(an_answer(texts=["*Niet* <b>vet</b> _of_ `code`"]))
    assert message.text.startswith("*Niet* <b>vet</b> _of_ `code` [1]\n\nBronnen\n[1] ")
    assert [(e.type, _words_in(message, e.type)) for e in message.entities] == [("bold", "Bronnen")]


def test_a_button_names_its_source_in_a_few_words_and_leads_back_to_it() -> None:
    source = a_source(title="Een titel die op een telefoon nooit in zijn geheel te lezen is")
    keyboard = source_buttons("tg-9999999999-9999999999-9999999999", cites(a_passage(source)))
    assert keyboard is not None
    ((button,),) = keyboard.inline_keyboard
    assert button.text == "[1] Een titel die op een telefoon…, p. 3"
    assert isinstance(button.callback_data, str)
    assert len(button.callback_data.encode()) <= 64
    assert pressed_source(button.callback_data) == ("tg-9999999999-9999999999-9999999999", 1)


def test_many_sources_fit_as_rows_of_numbers_and_no_source_gives_no_buttons() -> None:
    keyboard = source_buttons("q", cites(*[a_passage(a_source(f"{n}.pdf")) for n in range(130)]))
    assert keyboard is not None
    assert [button.text for button in keyboard.inline_keyboard[0]] == ["[1]", "[2]", "[3]", "[4]", "[5]", "[6]"]
    assert sum(map(len, keyboard.inline_keyboard)) == 100
    assert source_buttons("q", ()) is None


@pytest.mark.parametrize("data", ["", "s", "s:", "s::", "s:q:", "s:q:x", "s:q:-1", "s:q:²", "x:q:1", "feedback:1"])
def test_a_button_of_another_version_leads_nowhere(data: str) -> None:
    assert pressed_source(data) is None


def _user(identity: int, name: str | None = None) -> User:
    return User(identity, "Iemand", is_bot=False, username=name)


def test_with_a_list_only_the_ids_and_names_on_it_may_ask() -> None:
    access = Access([" 1001", "@Anna ", "bob"])
    assert [access.admits(_user(7, name)) for name in ("anna", "Bob", "1001", None)] == [True, True, False, False]
    assert access.admits(_user(1001))
    assert not access.admits(None)
    assert Access([]).admits(_user(5))


@pytest.mark.parametrize("entry", ["+31612345678", "Jan Jansen", "jan@voorbeeld.nl", "@"])
def test_a_list_with_something_nobody_can_match_is_refused_at_the_start(entry: str) -> None:
    with pytest.raises(ConfigError, match="SAMENWIJS_TELEGRAM_ALLOWED"):
        Access([entry])


def test_our_own_words_fit_in_one_message_and_the_refusal_in_an_alert() -> None:
    assert all(len(text) < 4096 for text in (texts.START, texts.HELP))
    assert len(texts.refused(9_999_999_999)) <= 200
