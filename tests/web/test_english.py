"""Whoever chooses English reads English: every sentence of ours on the pages has one."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from bot.fronts.web import pages

WEB = Path(pages.__file__).parent
ENGLISH = pages.words_of(WEB / "locale" / "en")


def sentences() -> Iterator[tuple[str, str]]:
    """Every Dutch sentence in a template or a module of the pages, with where it stands."""
    methods = [("templates/**.html", "jinja2"), ("**.py", "python")]
    options = {"templates/**.html": {"trimmed": "false", "trim_blocks": "true", "lstrip_blocks": "true"}}
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2), "spoken": None}
    for file, line, message, _, _ in extract_from_dir(WEB, methods, options, keywords=keywords):
        for text in message if isinstance(message, tuple) else (message,):
            if text:
                yield f"{file}:{line}", text


def test_every_sentence_has_an_english_one() -> None:
    assert {place: text for place, text in sentences() if text not in ENGLISH} == {}


def test_no_sentence_is_put_into_english_twice() -> None:
    files = (WEB / "locale" / "en").glob("*.po")
    known = [message.id for file in files for message in read_po(BytesIO(file.read_bytes())) if message.id]
    assert [text for text, times in Counter(known).items() if times > 1] == []


def test_no_english_sentence_is_left_over() -> None:
    assert set(ENGLISH) - {text for _, text in sentences()} == set()
