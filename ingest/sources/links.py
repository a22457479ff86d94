"""The PDF files that a web page links to."""

from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from ingest.errors import Rejected
from ingest.fetch.addresses import canonical

_READ = 5_000_000  # characters of a page


def pdf_links(page: bytes, address: str) -> list[str]:
    """The canonical addresses of the PDFs on the same site that ``page`` links to, each once, in order.

    A link counts as one to a PDF when its path ends in ``.pdf``.
    """
    links = _Links(address)
    links.feed(page.decode(errors="replace")[:_READ])
    site = urlsplit(address).netloc
    parts = ((link, urlsplit(link)) for link in dict.fromkeys(links.found))
    return [link for link, part in parts if part.netloc == site and part.path.lower().endswith(".pdf")]


class _Links(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._base = address

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        target = dict(attrs).get("href")
        if not target:
            return
        try:
            address = canonical(urljoin(self._base, target.strip()))
        except (Rejected, ValueError):
            return
        if tag == "base":
            self._base = address
        elif tag in ("a", "area"):
            self.found.append(address)
