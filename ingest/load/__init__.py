"""Reading files: one loader per format, chosen by suffix, and the document that comes out."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from ingest.clean import squeeze
from ingest.errors import Rejected
from ingest.load.archive import load_zip
from ingest.load.assemble import assemble
from ingest.load.dated import date_of
from ingest.load.dates import date_of_line, find_date
from ingest.load.html import load_html
from ingest.load.item_lines import with_lines_as_items
from ingest.load.kinds import is_misnamed, kind_of, plain_suffix
from ingest.load.legacy import load_doc, load_ppt, load_xls
from ingest.load.mail import load_eml
from ingest.load.markdown import load_markdown
from ingest.load.naming import is_of_cover
from ingest.load.odt import load_odt
from ingest.load.outlook import load_msg
from ingest.load.package import check_package
from ingest.load.parliament import with_questions_as_headings
from ingest.load.pdf import load_pdf
from ingest.load.pictures import load_picture
from ingest.load.points import with_points_as_headings
from ingest.load.publishers import publisher_of
from ingest.load.rtf import load_rtf
from ingest.load.slides import load_pptx
from ingest.load.tables import load_csv, load_xlsx
from ingest.load.text import load_text
from ingest.load.titles import readable, title_of
from ingest.load.word import load_docx
from ingest.model import Block, Document, Extract, Kind, Source

Loader = Callable[[bytes], Extract]

LOADERS: Mapping[str, Loader] = {
    ".txt": load_text,
    ".md": load_markdown,
    ".html": load_html,
    ".pdf": load_pdf,
    ".docx": load_docx,
    ".pptx": load_pptx,
    ".odt": load_odt,
    ".rtf": load_rtf,
    ".csv": load_csv,
    ".xlsx": load_xlsx,
    ".eml": load_eml,
    ".msg": load_msg,
    ".zip": load_zip,
    ".doc": load_doc,
    ".ppt": load_ppt,
    ".xls": load_xls,
    ".png": load_picture,
    ".jpg": load_picture,
    ".tif": load_picture,
}
_KNOWN = ", ".join(sorted(LOADERS))
_SHEETS = (".xlsx", ".xls")
_PACKAGES = (".docx", ".pptx", ".xlsx", ".odt")
_LETTERS_AT_LEAST = 20  # a file with fewer holds no statement


def read(source: Source, data: bytes) -> Document:
    """The document in ``data``, the bytes of ``source``; raises ``Rejected`` as ``extract`` and ``to_document`` do."""
    return to_document(source, extract(source, data), hashlib.sha256(data).hexdigest())


def extract(source: Source, data: bytes) -> Extract:
    """What stands in ``data``, the bytes of ``source``.

    Raises ``Rejected`` with one Dutch line when they are empty, of an unknown kind, protected, damaged or without text.
    """
    suffix = source.file.suffix.casefold()
    if not data:
        raise Rejected("Het bestand is leeg (0 bytes). Zet het bestand opnieuw in de map.")
    if not (suffix == "" or plain_suffix(suffix) in LOADERS):
        raise Rejected(f"Dit soort bestand ({suffix}) kan Samenwijs niet lezen. Wel: {_KNOWN}.")
    kind = kind_of(suffix, data)
    if kind not in LOADERS:
        raise Rejected(f"Dit bestand heeft geen extensie die zegt wat het is. Samenwijs leest: {_KNOWN}.")
    if kind in _PACKAGES:
        check_package(data)
    content = LOADERS[kind](data)
    if kind in _SHEETS:  # the first heading names a sheet, not the whole
        content = replace(content, title=content.title or readable(source.file))
    if is_misnamed(suffix, kind):
        misnamed = f"De naam eindigt op '{suffix}', maar het is een {kind.removeprefix('.').upper()}-bestand."
        content = replace(content, warnings=(misnamed, *content.warnings))
    return content


def to_document(source: Source, extract: Extract, digest: str) -> Document:
    """The document of an extract; what the source leaves open (title, publisher, date, …) is filled from the file.

    Raises ``Rejected`` when there is no text in it.
    """
    extract = with_questions_as_headings(extract)
    top = _top(extract.blocks)
    blocks = tuple(_usable(extract.blocks, top))
    letters = (c for block in blocks for c in block.text if c.isalpha())
    if sum(1 for _ in islice(letters, _LETTERS_AT_LEAST)) < _LETTERS_AT_LEAST:
        raise Rejected("Er staat geen leesbare tekst in het bestand.")
    stated = extract.published_on or date_of(extract.blocks, top, source.file.stem)
    known = _described(source, replace(extract, published_on=stated))
    text, sections = assemble(tuple(with_points_as_headings(with_lines_as_items(blocks))), known.title)
    return Document(known, digest, text, sections)


def _top(blocks: Sequence[Block]) -> int:
    """How many blocks stand above the second heading: further on, a date belongs to what is told there.

    A date directly below the title is no heading, however short its line.
    """
    headings = 0
    for index, block in enumerate(blocks):
        below_title = index > 0 and blocks[index - 1].kind is Kind.HEADING
        if block.kind is Kind.HEADING and not (below_title and find_date(block.text)):
            headings += 1
        if headings > 1:
            return index
    return len(blocks)


def _usable(blocks: Sequence[Block], top: int) -> Iterator[Block]:
    """The blocks with single blanks and without the date line, which goes to ``published_on``."""
    cover = len(list(takewhile(lambda block: block.kind is Kind.HEADING, blocks)))
    for index, block in enumerate(blocks):
        text = squeeze(block.text)
        subtitle = 0 < index < top and block.kind is Kind.HEADING and blocks[index - 1].kind is Kind.HEADING
        told = 0 < index < cover and is_of_cover(text)  # no heading of all that follows
        kind = Kind.PROSE if subtitle or told else block.kind
        dated = index < top and kind is Kind.PROSE and date_of_line(text) is not None
        if text and not dated:
            yield replace(block, kind=kind, text=text)


def _described(source: Source, extract: Extract) -> Source:
    title = squeeze(source.title or extract.title or title_of(extract.blocks, source.file))
    return replace(
        source,
        title=title,
        publisher=source.publisher or extract.publisher or publisher_of(extract.blocks, title),
        url=source.url or extract.url,
        published_on=source.published_on or extract.published_on,
        programme=source.programme or extract.programme,
        region=source.region or extract.region,
    )
