"""Pictures of real conversations for the guides: `python -m tests.pictures` writes them to docs/beelden.

The bot answers from the starter collection, through the Bot API server of the tests. What it sent is shown as a phone
shows it, by Chromium.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from PIL import Image, ImageChops

from tests.bot_api import ANNA, BotApi, Sent
from tests.running_bot import index_of_corpus, real_desk, running

TARGET = Path(__file__).parents[1] / "docs" / "beelden"
_TAGS = {"bold": "b", "italic": "i", "blockquote": "blockquote", "text_link": "u"}
_STYLE = """
body { margin: 0; padding: 14px; width: 412px; background: #e4ebe2;
       font: 16px/1.36 "Noto Sans", "Liberation Sans", sans-serif }
.me, .bot { padding: 8px 12px; border-radius: 14px; margin: 0 0 10px; max-width: 345px; white-space: pre-wrap;
            overflow-wrap: anywhere; width: fit-content }
.me { background: #d5f3c6; margin-left: auto } .bot { background: #fff; margin-bottom: 4px }
.bot.last { margin-bottom: 10px }
blockquote { margin: 8px 0; padding: 4px 10px; border-left: 3px solid #3a7f5c; background: #f0f6f2; border-radius: 4px }
.row { display: flex; gap: 4px; max-width: 369px; margin-bottom: 4px } .rows { margin-bottom: 12px }
.row span { flex: 1; text-align: center; background: #6f8a79; color: #fff; border-radius: 8px; padding: 7px 4px;
            font-size: 14px } .row span.pressed { background: #2f5d45; font-weight: bold }
"""


@dataclass
class Story:
    """A conversation, and what of it is in the picture."""

    telegram: BotApi
    shown: list[str] = field(default_factory=list)

    def ask(self, text: str, *, show: bool = True) -> Sent:
        """Somebody types something; the bot's answer."""
        known = len(self.telegram.messages())
        self.telegram.say(text)
        return self._answered(known, [f'<div class="me">{escape(text)}</div>'] if show else [], show=show)

    def press(self, message: Sent, words: str, *, show: bool = True) -> Sent:
        """Somebody presses a button; what the bot says then."""
        known = len(self.telegram.messages())
        button = next(button for button in message.buttons if words in button.text)
        if show and self.shown:
            self.shown[-1] = self.shown[-1].replace(
                f"<span>{escape(button.text)}</span>", f'<span class="pressed">{escape(button.text)}</span>'
            )
        self.telegram.press(message, button)
        return self._answered(known, [], show=show)

    def _answered(self, known: int, before: list[str], *, show: bool) -> Sent:
        message = self.telegram.wait_for_messages(known + 1, ANNA.id)[known]
        if show:
            self.shown += [*before, _html(message)]
        return message


def first_contact(story: Story) -> None:
    """What a newcomer reads."""
    story.ask("/start")


def answer(story: Story) -> None:
    """A question and its answer."""
    story.ask("Wie zijn de partners van Samen werkt beter?")


def source(story: Story) -> None:
    """The passage behind a number."""
    found = story.ask("Wie zijn de partners van Samen werkt beter?", show=False)
    story.press(found, "[1]")


def follow_up(story: Story) -> None:
    """Asking on."""
    story.ask("Wie zijn de partners van Samen werkt beter?", show=False)
    story.ask("En in 2013?")


def not_found(story: Story) -> None:
    """A question that the documents do not answer."""
    story.ask("Wie is de burgemeester van Parijs?")


def judging(story: Story) -> None:
    """A thumb down and its reasons."""
    found = story.ask("Wat is een BRE?")
    story.press(found, "👎")


STORIES: dict[str, Callable[[Story], None]] = {
    "telegram-start": first_contact,
    "telegram-antwoord": answer,
    "telegram-bron": source,
    "telegram-doorvragen": follow_up,
    "telegram-niet-gevonden": not_found,
    "telegram-oordeel": judging,
}


def main() -> None:
    """Have every conversation and take its picture."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        collection = index_of_corpus(work / "index")
        for name, story in STORIES.items():
            with (
                BotApi() as telegram,
                real_desk(collection, work / name, "Provincie Voorbeeld") as desk,
                running(telegram, desk),
            ):
                if story is not first_contact:
                    Story(telegram).ask("/start", show=False)  # who is known hears no introduction with an answer
                told = Story(telegram)
                story(told)
            page = work / f"{name}.html"
            body = "".join(told.shown)
            page.write_text(f'<!doctype html><meta charset="utf-8"><style>{_STYLE}</style>{body}', encoding="utf-8")
            _photograph(page, TARGET / f"{name}.png")


def _html(message: Sent) -> str:
    rows = message.markup.get("inline_keyboard", [])
    spans = ("".join(f"<span>{escape(one['text'])}</span>" for one in row) for row in rows)
    buttons = "".join(f'<div class="row">{row}</div>' for row in spans)
    last = "" if rows else " last"
    return f'<div class="bot{last}">{_formatted(message)}</div><div class="rows">{buttons}</div>'


def _formatted(message: Sent) -> str:
    """The text with its entities as tags; outer ones open first and close last."""
    units = message.text.encode("utf-16-le")
    at: dict[int, list[str]] = {}
    for entity in sorted(message.entities, key=lambda e: (e.offset, -e.length)):
        at.setdefault(entity.offset, []).append(f"<{_TAGS[entity.type]}>")
        at.setdefault(entity.offset + entity.length, []).insert(0, f"</{_TAGS[entity.type]}>")
    edges = sorted({0, *at, len(units) // 2})
    parts = []
    for start, end in zip(edges, [*edges[1:], edges[-1]], strict=True):
        parts += [*at.get(start, []), escape(units[2 * start : 2 * end].decode("utf-16-le"))]
    return "".join(parts).replace("\n\n<blockquote>", "<blockquote>").replace("</blockquote>\n\n", "</blockquote>")


def _photograph(page: Path, target: Path) -> None:
    chromium = shutil.which("chromium") or "chromium"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=2"]
    command = [chromium, *options, "--window-size=440,2200", f"--screenshot={target}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with Image.open(target) as image:
        picture = image.convert("RGB")
        background = Image.new("RGB", picture.size, picture.getpixel((2, 2)))
        _, _, _, bottom = ImageChops.difference(picture, background).getbbox() or (0, 0, 0, picture.height)
        picture.crop((0, 0, picture.width, bottom + 28)).quantize(64).save(target, optimize=True)


if __name__ == "__main__":
    main()
