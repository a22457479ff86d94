"""Web pages: the main content as blocks, the description from the head."""

import codecs
import copy
import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile
from typing import Any

from ingest.clean import is_furniture, is_note_mark, plain, squeeze
from ingest.errors import Rejected
from ingest.load.dates import find_date
from ingest.load.publishers import organisation_named
from ingest.load.text import decode
from ingest.model import Block, Extract, Kind

_HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"summary": 6}
_LAYOUT = ".//table | .//h1 | .//h2 | .//h3 | .//h4 | .//ul | .//ol"
_SKIP = frozenset(
    re.findall(
        r"\w+",
        """
    nav aside form script style noscript template button svg iframe select footer head dialog
        """,
    )
)
_OUTSIDE_ONLY = "header"  # inside an article it holds the title
_PARTS = frozenset(
    re.findall(
        r"\w+",
        """
    p div section article main body html ul ol li table tbody thead tfoot tr td th dl dd dt blockquote pre figure
    figcaption details address hr fieldset center header hgroup caption
        """,
    )
)
_DATES = (
    "article:published_time",
    "dcterms.date",
    "dc.date",
    "dcterms.issued",
    "dcterms.available",
    "dcterms.created",
    "date",
    "datepublished",
)
_TITLES = ("og:title", "overheidop.documenttitel", "dcterms.title", "dc.title")
_SKIP_ROLES = {"navigation", "banner", "contentinfo", "dialog", "alertdialog", "search", "complementary"}
_SKIP_NAMES = re.compile(
    r"(^|[\s_-])(cookies?|consent|breadcrumbs?|social|share|sharing|skip(link)?|navbar|menu|sidebar|related|newsletter"
    r"|nieuwsbrief|pagination|kruimelpad)([\s_-]|$)",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SITE = re.compile(r"\s+[|»]\s+([^|»]+)$")
_LISTED = (Kind.LIST, Kind.TABLE)
_ANCHOR = 25  # characters; shorter text stands in menus too
_MAIN = "//main | //*[@role='main']"
_LIST_LINE = re.compile(r"[•▪*–-]\s+")

Element = Any  # lxml ships no type information


def load_html(data: bytes) -> Extract:
    """The main content of a web page and what its head says of title, publisher, date and address."""
    from lxml import etree, html

    try:
        page = html.document_fromstring(_DECLARATION.sub("", _decoded(data)))
    except etree.ParserError:
        raise Rejected("Er staat geen leesbare tekst in deze webpagina.") from None
    blocks = tuple(_content(page))
    title, site = _title(page)
    return Extract(
        blocks=blocks,
        title=title,
        publisher=_meta(page, "dcterms.publisher", "dc.publisher")
        or site
        or organisation_named(_meta(page, "author", "dcterms.creator", "dc.creator")),
        published_on=_date(page),
        url=_first(page, "//link[@rel='canonical']/@href") or _meta(page, "og:url"),
    )


def blocks_of(fragment: str) -> list[Block]:
    """The blocks of an HTML fragment that holds text only, such as rendered Markdown."""
    from lxml import html

    return list(_walk(html.fragment_fromstring(fragment, create_parent="div")))


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode(declared.group(1).decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            return decode(data)  # pages that name another encoding than they use
    return decode(data)


def _content(page: Element) -> Sequence[Block]:
    """The blocks of the part that the page marks as its text; without such a mark, those between menu and footer."""
    marked = page.xpath(_MAIN) or page.xpath("//article")
    if len(marked) == 1 or (marked and marked[0].tag == "main"):
        return list(_walk(marked[0]))
    body = page.find("body")
    return _between_menus(page if body is None else body)


def _between_menus(body: Element) -> Sequence[Block]:
    """The blocks from the first to the last that trafilatura takes for text.

    trafilatura knows where the text of an unmarked page begins and ends, but drops headings, lists and rows inside it.
    """
    from trafilatura import extract

    text = squeeze(plain(extract(copy.deepcopy(body), include_tables=True, favor_recall=True) or ""))
    links = {_text(link) for link in body.iter("a")}
    blocks = list(_walk(body))
    anchors = [at for at, block in enumerate(blocks) if len(block.text) >= _ANCHOR and block.text in text]
    if not anchors:
        return blocks
    first, last = anchors[0], anchors[-1]
    while first > 0 and blocks[first - 1].kind is Kind.HEADING:
        first -= 1
    tail = list(takewhile(lambda at: blocks[at].kind in _LISTED, range(last + 1, len(blocks))))
    last = max((at for at in tail if blocks[at].text not in links), default=last)
    return blocks[first : last + 1]


def _title(page: Element) -> tuple[str | None, str | None]:
    """The page's title, and the name of the site that stands behind it."""
    written = _meta(page, *_TITLES) or _first(page, "//title/text()")
    named = _meta(page, "og:site_name")
    if written and named and written.endswith(named):
        return written.removesuffix(named).rstrip(" |»–-") or named, named
    site = _SITE.search(written) if written else None
    return (written[: site.start()], site.group(1)) if written and site else (written, named)


def _date(page: Element) -> date | None:
    stated = _meta(page, *_DATES) or _first(page, "//time/@datetime")
    return find_date(stated.split("T")[0]) if stated else None


def _meta(page: Element, *names: str) -> str | None:
    found: dict[str, str] = {}
    for element in page.iter("meta"):
        name = (element.get("name") or element.get("property") or element.get("itemprop") or "").casefold()
        if (content := squeeze(element.get("content") or "")) and name in names:
            found.setdefault(name, content)
    return next((found[name] for name in names if name in found), None)


def _first(page: Element, path: str) -> str | None:
    return next((text for value in page.xpath(path) if (text := squeeze(plain(value)))), None)


def _skipped(element: Element, inside: Element) -> bool:
    if element.tag == "sup" and _is_note_mark(element, inside):
        return True
    if not isinstance(element.tag, str) or element.tag in _SKIP or element.get("role") in _SKIP_ROLES:
        return True
    if element.tag == _OUTSIDE_ONLY:
        return inside.tag in ("body", "html")
    return _SKIP_NAMES.search(f"{element.get('class') or ''} {element.get('id') or ''}") is not None


def _is_note_mark(raised: Element, inside: Element) -> bool:
    above = raised.getprevious()
    before = inside.text if above is None else above.tail
    return is_note_mark("".join(raised.itertext()), before or "")


def _walk(root: Element) -> Iterator[Block]:
    for block in _Walker(root).blocks:
        text = block.text
        if text and not (block.kind in (Kind.PROSE, Kind.LIST) and is_furniture(text)):
            yield block


class _Walker:
    """Goes through an element once; running text gathers until the next block begins."""

    def __init__(self, root: Element) -> None:
        self.blocks: list[Block] = []
        self._root = root
        self._running: list[str] = []
        self._enter(root, Kind.PROSE)
        self._flush(Kind.PROSE)

    def _enter(self, element: Element, kind: Kind) -> None:
        self._run(element.text)
        for child in element:
            if not _skipped(child, element):
                self._child(child, kind)
            self._run(child.tail)

    def _run(self, text: str | None) -> None:
        self._running.append((text or "").replace("\n", " "))  # only <br> breaks a line

    def _child(self, child: Element, kind: Kind) -> None:
        tag = child.tag
        if tag in _HEADINGS:
            self._flush(kind)
            self._add(Kind.HEADING, _text(child), _HEADINGS[tag])
        elif cells := _cells(child):
            self._flush(kind)
            self._add(Kind.TABLE, " | ".join(filter(None, map(_text, cells))))
        elif tag == "br":
            self._running.append("\n")
        elif tag in _PARTS:
            inner = Kind.LIST if tag == "li" else kind
            self._flush(kind)
            self._enter(child, inner)
            self._flush(inner)
        else:
            self._enter(child, kind)

    def _flush(self, kind: Kind) -> None:
        text, self._running = plain("".join(self._running)), []
        for part in re.split(r"\n[ ]*(?=[•▪*–-]\s)", text):
            listed = _LIST_LINE.match(part) is not None
            self._add(Kind.LIST if listed else kind, _LIST_LINE.sub("", part, count=1) if listed else part)

    def _add(self, kind: Kind, text: str, level: int = 0) -> None:
        if text := squeeze(text):
            self.blocks.append(Block(kind, text, level=level))


def _cells(row: Element) -> list[Element]:
    """The cells of a table row or of a term with its definition; none when it is no row or a layout holds the page."""
    if row.tag == "tr":
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        return [] if row.xpath(_LAYOUT) or len(cells) == 1 else cells
    return [part for part in row if part.tag in ("dt", "dd")] if row.tag == "div" else []


def _text(element: Element) -> str:
    return squeeze(plain("".join(_strings(element))))


def _strings(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        noted = child.tag == "sup" and _is_note_mark(child, element)
        if isinstance(child.tag, str) and child.tag not in _SKIP and not noted:
            edge = " " if child.tag in _PARTS or child.tag == "br" else ""
            yield edge
            yield from _strings(child)
            yield edge
        yield child.tail or ""
