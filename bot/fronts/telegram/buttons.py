"""What a button carries: at most 64 bytes, with a version, so that a button of another version is known as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

VERSION = "1"
_BYTES = 64  # Telegram's limit


class Kind(StrEnum):
    """What happens when a button is pressed, with what it carries."""

    SOURCE = "s"  # question id, citation number, steps from it in the document
    FOUND = "f"  # question id, place in its evidence, steps from it
    READ = "l"  # document key, place of the passage in the document
    PASSAGE = "n"  # the same, in a message of its own
    MORE = "m"  # question id
    UP = "u"  # question id
    DOWN = "d"  # question id
    REASON = "r"  # question id, number of the reason
    OWN_WORDS = "o"  # question id
    SUGGESTED = "q"  # key of a suggestion
    EVERYWHERE = "w"  # question id
    LIBRARY = "b"  # page, words that were looked for
    DOCUMENT = "k"  # document key
    ASK_WITHIN = "a"  # document key
    PROGRAMMES = "p"  # page
    PROGRAMME = "g"  # key of the programme
    FORGET = "v"  # "yes" or "no", id of the person
    LANGUAGE = "t"  # the language
    UPLOAD = "x"  # "yes" or "no", id of the upload


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that was pressed."""

    kind: Kind
    parts: tuple[str, ...]

    def part(self, place: int) -> str:
        """The part at a place, empty where the button carries fewer."""
        return self.parts[place] if place < len(self.parts) else ""

    def number(self, place: int) -> int | None:
        """The part at a place as a whole number, if it is one."""
        digits = self.part(place).removeprefix("-")
        return int(self.part(place)) if digits.isascii() and digits.isdecimal() else None


def button(text: str, kind: Kind, *parts: str | int) -> InlineKeyboardButton:
    """A button; its last part is cut where it is too long to carry."""
    data = ":".join((VERSION, kind.value, *map(str, parts)))
    return InlineKeyboardButton(text, callback_data=data.encode()[:_BYTES].decode(errors="ignore"))


def pressed(data: str) -> Pressed | None:
    """What a button carries; None for one of another version."""
    version, _, rest = data.partition(":")
    name, *parts = rest.split(":")
    known = {kind.value for kind in Kind}
    return Pressed(Kind(name), tuple(parts)) if version == VERSION and name in known else None


def keyboard(rows: Sequence[Sequence[InlineKeyboardButton]]) -> InlineKeyboardMarkup | None:
    """The rows that hold buttons; None when none does."""
    filled = [list(row) for row in rows if row]
    return InlineKeyboardMarkup(filled) if filled else None


def in_rows(buttons: Sequence[InlineKeyboardButton], width: int) -> list[list[InlineKeyboardButton]]:
    """The buttons in rows of ``width``."""
    return [list(buttons[start : start + width]) for start in range(0, len(buttons), width)]
