"""A passage in its context: its words with the quotes marked, where it stands, and the way to those beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from bot.fronts import render
from bot.fronts.web.answers import Setting
from bot.fronts.web.originals import is_pdf
from bot.library import Shelved
from bot.log.model import LoggedTurn
from bot.model import Citation, document_key
from ingest.errors import IngestError
from ingest.model import Passage, Source

_NUMBER = re.compile(r"(g?)([1-9]\d{0,3})")  # the third source is 3; the third that was found beside them g3
_WEB = re.compile(r"https?://", re.IGNORECASE)
FURTHEST = 10_000  # passages from a quote


@dataclass(frozen=True, slots=True)
class Opened:
    """A passage as a page shows it."""

    passage: Passage
    pieces: Sequence[tuple[str, bool]]  # its words in order, with whether they are quoted
    marks: str  # the numbers of those quotes
    where: str  # who published it and when, and the page
    above: str  # the headings it stands under
    caution: str
    shelved: Shelved | None  # its document, while that is in the collection with these words
    changed: bool  # since the answer
    before: bool
    after: bool

    @property
    def title(self) -> str:
        """The name of the document."""
        return render.title(self.passage.source)

    @property
    def kind(self) -> str:
        """The kind of file, as people name it."""
        return self.passage.source.file.suffix.lstrip(".").upper()

    @property
    def original(self) -> str:
        """The address of the file, at the page where it can be; empty when there is none to open."""
        return original_of(self.shelved, self.passage) if self.shelved else ""


def original_of(shelved: Shelved, passage: Passage | None = None) -> str:
    """The address of the file of a document; empty for one that was inside an archive or a mail."""
    if shelved.source.part_of:
        return ""
    page = f"#page={passage.page}" if passage and passage.page and is_pdf(shelved) else ""
    return f"/document/{shelved.key}/bestand{page}"


def web_address(source: Source) -> str:
    """Where a document stands on the internet; empty for anything that is no address of a page."""
    return source.url if source.url and _WEB.match(source.url) else ""


def passage_of(turn: LoggedTurn, number: str) -> tuple[Passage, Sequence[Citation]] | None:
    """The passage behind a number in an answer with all that is quoted of it; None when there is no such number."""
    match = _NUMBER.fullmatch(number)
    place = int(match[2]) if match else 0
    if match and match[1]:
        found = turn.evidence[place - 1 : place]
        return (found[0].scored.passage, ()) if found else None
    cited = next((citation.passage for citation in turn.citations if citation.number == place), None)
    return (cited, [c for c in turn.citations if c.passage.id == cited.id]) if cited else None


def opened(origin: Passage, quotes: Sequence[Citation], step: int, setting: Setting) -> Opened | None:
    """The passage so many places further than ``origin``; None when there is none.

    One of an answer is shown from the log's own copy, so that it stays as it was; nothing stands beside it any more
    when its document has changed since.
    """
    library = setting.library
    try:
        passage = library.beside(origin, step) if step else origin
        if passage is None:
            return None
        live = library.beside(passage, 0) is not None
        shelved = library.document(document_key(passage.document_id)) if live else None
        before, after = (library.beside(passage, way) is not None for way in (-1, 1))
        caution, changed = setting.caution(passage.source), not live
    except IngestError:  # the index cannot be read at the moment; the log's copy is there all the same
        if step:
            return None
        passage, shelved, before, after, caution, changed = origin, None, False, False, "", False
    marked = () if step else quotes
    above = passage.heading_path[:-1] if passage.has_heading else passage.heading_path  # its own one is in its text
    return Opened(
        passage=passage,
        pieces=render.pieces(passage, marked),
        marks=render.marks([citation.number for citation in marked]),
        where=" · ".join(
            filter(None, (render.origin(passage.source, setting.language), render.page(passage, setting.language)))
        ),
        above=" › ".join(above),
        caution=caution,
        shelved=shelved,
        changed=changed,
        before=before,
        after=after,
    )


def place(question_id: str, number: str, step: int, code: str) -> str:
    """The address of a passage of an answer."""
    more = {**({"stap": step} if step else {}), **({"deel": code} if code else {})}
    return f"/vraag/{question_id}/bron/{number}{'?' if more else ''}{urlencode(more)}"
