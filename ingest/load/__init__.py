"""Reading files: one loader per format, chosen by suffix, and the document that comes out."""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from ingest.clean import squeeze
from ingest.errors import Rejected
from ingest.load.assemble import assemble
from ingest.load.dates import date_near_top, date_of_line
from ingest.load.html import load_html
from ingest.load.markdown import load_markdown
from ingest.load.pdf import load_pdf
from ingest.load.slides import load_pptx
from ingest.load.text import load_text
from ingest.load.word import load_docx
from ingest.model import Block, Document, Extract, Kind, Source

Loader = Callable[[bytes], Extract]

LOADERS: Mapping[str, Loader] = {
    ".txt": load_text,
    ".md": load_markdown,
    ".html": load_html,
    ".htm": load_html,
    ".pdf": load_pdf,
    ".docx": load_docx,
    ".pptx": load_pptx,
}
_KNOWN = ", ".join(sorted(LOADERS))
_LETTERS_AT_LEAST = 20  # a file with fewer holds no statement


def read(source: Source, data: bytes) -> Document:
    """The document in ``data``, the bytes of ``source``.

    What the source leaves open (title, publisher, date, …) is filled from the file. Raises ``Rejected`` with one Dutch
    line when the file is empty, of an unknown kind, protected, damaged or without text.
    """
    loader = LOADERS.get(source.file.suffix.casefold())
    if loader is None:
        raise Rejected(
            f"Dit soort bestand ({source.file.suffix or 'zonder extensie'}) kan Samenwijs niet lezen. Wel: {_KNOWN}."
        )
    if not data:
        raise Rejected("Het bestand is leeg (0 bytes). Zet het bestand opnieuw in de map.")
    extract = loader(data)
    top = _lines_near_top(extract.blocks)
    blocks = tuple(_usable(extract.blocks, top))
    if sum(c.isalpha() for block in blocks for c in block.text) < _LETTERS_AT_LEAST:
        raise Rejected("Er staat geen leesbare tekst in het bestand.")
    known = _described(source, replace(extract, published_on=extract.published_on or date_near_top(top)))
    text, sections = assemble(blocks, known.title)
    return Document(known, hashlib.sha256(data).hexdigest(), text, sections)


def _lines_near_top(blocks: Sequence[Block]) -> list[str]:
    """The lines above the second heading: further on, a date belongs to what is told there."""
    lines: list[str] = []
    headings = 0
    for block in blocks:
        headings += block.kind is Kind.HEADING
        if headings > 1:
            break
        lines.append(block.text)
    return lines


def _usable(blocks: Sequence[Block], top: Sequence[str]) -> list[Block]:
    """The blocks with single blanks, without the date line, which goes to ``published_on``."""
    kept = []
    for index, block in enumerate(blocks):
        text = squeeze(block.text)
        dated = index < len(top) and block.kind is Kind.PROSE and date_of_line(text) is not None
        if text and not dated:
            kept.append(replace(block, text=text))
    return kept


def _described(source: Source, extract: Extract) -> Source:
    first_heading = next((block.text for block in extract.blocks if block.kind is Kind.HEADING), None)
    return replace(
        source,
        title=squeeze(source.title or extract.title or first_heading or _readable(source.file)),
        publisher=source.publisher or extract.publisher,
        url=source.url or extract.url,
        published_on=source.published_on or extract.published_on,
        programme=source.programme or extract.programme,
        region=source.region or extract.region,
    )


def _readable(file: PurePath) -> str:
    """The file's name as a title: *notitie_wonen-2024.txt* becomes *Notitie wonen 2024*."""
    name = squeeze(re.sub(r"[_\-.]+", " ", file.stem)) or file.name
    return name[0].upper() + name[1:]
