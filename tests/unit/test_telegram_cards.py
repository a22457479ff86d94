"""A programme about which very much is told, as messages of a chat."""

import json
from datetime import date
from pathlib import Path

from bot.counting.card import Card, card
from bot.fronts.telegram.cards import card_buttons, card_message
from bot.fronts.telegram.messages import Setting
from bot.fronts.telegram.phrases_nl import DUTCH
from bot.fronts.telegram.rich import split
from bot.library import Library
from bot.programmes import Facts
from ingest.facts.model import Fact, FactKind
from ingest.index.store import Store
from ingest.model import Document, Kind, Passage, Section, Source, Span
from tests.bot_api_rules import checked_buttons, checked_entities, checked_text
from tests.clerk import a_collection
from tests.collection import LetterEmbedder

LESSONS = 150


def long_card(path: Path) -> Card:
    """The card of a programme with a name as long as can be, and more lessons than fit in a message."""
    lines = [f"Les {n}: praat in wijk {n} op tijd met iedereen die er woont en werkt." for n in range(LESSONS)]
    text, name = "\n".join(lines), "Groene Singel 🌳 " + "met veel woorden " * 20
    source = Source(id="nota", file=Path("nota"), title="Nota", published_on=date(2024, 1, 1), programme=name.strip())
    document = Document(source, "0" * 64, text, (Section((), None, Span(0, len(text)), Kind.PROSE),))
    passages, facts, at = [], [], 0
    for number, line in enumerate(lines):
        span = Span(at, at + len(line))
        at = span.end + 1
        passages.append(Passage(f"p{number}", source, "0" * 64, (), None, span, Kind.PROSE, line, (span,)))
        facts.append(Fact(FactKind.LESSON, name.strip(), line, "nota", f"p{number}", None, span, "by hand"))
    store = Store(path, writable=True)
    store.put(source, document, passages, facts=facts)
    gathered = Facts(store, LetterEmbedder()).gathered()
    made = card(gathered.programmes[0], gathered, store)
    store.close()
    return made


def test_a_long_card_is_cut_into_messages_that_telegram_takes_and_loses_nothing(tmp_path: Path) -> None:
    made = long_card(tmp_path / "store.sqlite")
    setting = Setting(DUTCH, "nl", date(2026, 1, 1), Library(a_collection(tmp_path / "index")))
    pieces = split(card_message(made, setting))
    assert len(pieces) > 1
    for piece in pieces:
        sent = {"text": piece.text, "entities": json.dumps([entity.to_dict() for entity in piece.entities])}
        checked_entities(sent, checked_text(sent))
    together = "\n".join(piece.text for piece in pieces)
    assert all(f"praat in wijk {n} op tijd" in together for n in range(LESSONS))


def test_the_buttons_of_a_long_card_fit_under_a_message(tmp_path: Path) -> None:
    made = long_card(tmp_path / "store.sqlite")
    keyboard = card_buttons(made, {citation.passage.id: n for n, citation in enumerate(made.citations)})
    assert keyboard
    assert checked_buttons({"reply_markup": keyboard.to_json()})
