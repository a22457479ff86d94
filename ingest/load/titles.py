"""What a document is called: what it says it is about, for the title that a file carries is often a template's."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from ingest.clean import plain, squeeze
from ingest.load.head import first_page
from ingest.load.naming import PAPER, is_numbered, says_something
from ingest.model import Block, Kind

_SUBJECT = re.compile(r"(?:betreft|onderwerp|subject)\s*(?:[:|]\s*)+(?P<what>\S.{7,200})", re.IGNORECASE)
_SUBJECT_BESIDE = re.compile(r"(?:Betreft|Onderwerp|Subject)\s+(?P<what>[A-ZÀ-Þ].{7,200})")
_SUBJECT_ABOVE = re.compile(r"(?:betreft|onderwerp|subject)\s*:?", re.IGNORECASE)
_KIND_OF_PAPER = re.compile(PAPER, re.IGNORECASE)
_GREETING = re.compile(r"(?:geachte|beste|dear)\b", re.IGNORECASE)
_LETTERHEAD = 15  # blocks, among which a letter says what it is about
_FRONT = 40  # blocks
_LONGEST = 120  # characters
_LINE = 80  # characters of a line below the name of a kind of paper
_SHORTEST = 8  # characters of a subject
_WORDS = 2  # at least
_WORDS_OF_A_SENTENCE = 8  # a line that ends with a full stop and has as many says something already
_RUNNING = 150  # characters; as long a paragraph tells something
_BLOCKS = 3  # at least, below which there is nothing to be the title of
_SAME = 0.7  # share of the words that two names of one document have in common
_KNOWN = 0.5  # share of the words of a stated title that stand on the first page
_WORD = re.compile(r"[^\W\d_]{3,}")
_SMALL = frozenset(
    ("aan", "bij", "dan", "dat", "den", "der", "des", "die", "een", "het", "met", "naar", "over", "uit", "van", "voor")
)


def title_of(blocks: Sequence[Block], file: PurePath) -> str:
    """What a document is called by its own first lines; by its file's name where they do not say."""
    from_file = readable(file)
    return _told(blocks, from_file) or from_file


def supported(stated: str | None, blocks: Sequence[Block]) -> str | None:
    """The title that a file carries, when its first page bears that out; else None.

    Files are made from older files and from templates, and keep the titles of those.
    """
    if not stated or not (says_something(stated) or is_numbered(stated)):
        return None
    page = first_page(blocks)
    words = _words(stated)
    heading = next((block.text for block in _opening(page) if _is_name(block)), "")
    # Below a picture as cover the first page with text may be any.
    text = " ".join(block.text for block in (page if heading else blocks[:_FRONT])).casefold()
    known = {word for word in words if word in text}
    own = _words(heading)
    if own - words and known != words and len(own & words) >= _SAME * len(own):
        return None  # the same name, but for a word: the one on the page is what readers know
    return stated if len(known) >= _KNOWN * len(words) else None


def _told(blocks: Sequence[Block], from_file: str) -> str | None:
    page = list(first_page(blocks))
    opening = list(_opening(page))
    heading = next((at for at, block in enumerate(opening) if _is_name(block)), None)
    letterhead = page[:_LETTERHEAD]
    subject, at = _subject(letterhead)
    if heading is not None and (subject is None or heading < at):
        return opening[heading].text
    if found := subject or _first_line(opening, len(blocks), from_file) or _named_paper(page):
        return found
    is_letter = at < len(letterhead) or any(_GREETING.match(block.text) for block in page)
    numbered = (block.text for block in opening if block.kind is Kind.HEADING and is_numbered(block.text))
    if (name := next(numbered, None)) and not _words(name) < _words(from_file):
        return name
    further_on = (block.text for block in blocks if _is_name(block))
    return None if is_letter or len(_words(from_file)) >= _WORDS else next(further_on, None)


def _opening(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks above the first paragraph that tells something."""
    for block in blocks:
        if block.kind is not Kind.HEADING and (len(block.text) >= _RUNNING or _GREETING.match(block.text)):
            return
        yield block


def _is_name(block: Block) -> bool:
    return block.kind is Kind.HEADING and says_something(block.text)


def _subject(blocks: Sequence[Block]) -> tuple[str | None, int]:
    """What a letter says it is about, and which of its blocks says so; their number when none does."""
    for at, block in enumerate(blocks):
        found = _SUBJECT.match(block.text) or (_SUBJECT_BESIDE.match(block.text) if block.kind is Kind.PROSE else None)
        what = found["what"] if found else ""
        if _SUBJECT_ABOVE.fullmatch(block.text) and at + 1 < len(blocks) and blocks[at + 1].kind is Kind.PROSE:
            what = blocks[at + 1].text
        if _SHORTEST <= len(what) <= 2 * _LONGEST and not what.endswith(":"):
            return (what if says_something(what) else None), at
    return None, len(blocks)


def _first_line(opening: Sequence[Block], count: int, from_file: str) -> str | None:
    """A first line that stands like a title: of those above the text the one that the file is named after."""
    if count < _BLOCKS or not opening or opening[0].kind is not Kind.PROSE:
        return None
    lines = [name if block.kind is Kind.PROSE and (name := _as_title(block.text)) else "" for block in opening]
    named = _words(from_file)
    best = max(lines, key=lambda line: len(_words(line) & named))
    return best if len(_words(best) & named) >= _WORDS else lines[0] or None


def _as_title(line: str) -> str | None:
    text = squeeze(line)
    most = _WORDS_OF_A_SENTENCE if text.endswith(".") else _LONGEST
    named = text[0].isupper() and not text.endswith((":", ";", ",", "?", "!")) and ". " not in text
    if not named or len(text) > _LONGEST or not _WORDS <= len(text.split()) < most or not says_something(text):
        return None
    return text.rstrip(".")


def _named_paper(page: Sequence[Block]) -> str | None:
    """A line such as *Verslag klankbordgroep*, or *Verslag* with the name below it."""
    for at, block in enumerate(page):
        kind = _KIND_OF_PAPER.match(block.text) if block.kind is Kind.PROSE else None
        if not kind:
            continue
        below = page[at + 1] if at + 1 < len(page) else None
        if kind.end() == len(block.text) and below and below.kind is Kind.PROSE and len(below.text) <= _LINE:
            text = f"{block.text} {below.text}"
        else:
            text = block.text
        if block.text[kind.end() :][:1] in ("", " ") and len(text) <= _LONGEST and (name := _as_title(text)):
            return name
    return None


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)} - _SMALL


def readable(file: PurePath) -> str:
    """The file's name as a title: *notitie_wonen-2024.txt* becomes *Notitie wonen 2024*."""
    name = squeeze(plain(re.sub(r"[_\-.]+", " ", file.stem))) or file.name
    return name[0].upper() + name[1:]
