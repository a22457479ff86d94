"""The web pages of a collection, fetched or as they were fetched before, as sources with a file."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from ingest.clock import day_of
from ingest.errors import Rejected
from ingest.fetch.addresses import same_page
from ingest.fetch.fetcher import Fetched, Fetcher
from ingest.model import Rejection, Remark, Source
from ingest.sources import Collection
from ingest.sources.described import Page
from ingest.sources.links import pdf_links

Progress = Callable[[Sequence[Page], str], Iterable[Page]]
_LINKED_AT_MOST = 100  # PDFs of one page


def fetch_pages(found: Collection, fetcher: Fetcher | None, progress: Progress) -> Collection:
    """The collection with its pages, and the PDFs that they link to, among its sources.

    A page that does not answer any more stays as it was last fetched, with a remark; one that never did is rejected.
    Without a fetcher nothing is fetched and every page is rejected.
    """
    harvest = _Harvest(found, fetcher)
    linked = [pdf for page in progress(found.pages, f"{len(found.pages)} webadressen ophalen") for pdf in harvest(page)]
    for pdf in progress(linked, f"{len(linked)} PDF-bestanden van webpagina's ophalen"):
        harvest(pdf)
    return replace(
        found,
        sources=(*found.sources, *harvest.sources),
        rejected=(*found.rejected, *harvest.rejected),
        remarks=(*found.remarks, *harvest.remarks),
    )


class _Harvest:
    """What came of the pages so far."""

    def __init__(self, found: Collection, fetcher: Fetcher | None) -> None:
        self.sources: list[Source] = []
        self.rejected: list[Rejection] = []
        self.remarks: list[Remark] = []
        self._fetcher = fetcher
        self._known = {same_page(page.address) for page in found.pages}

    def __call__(self, page: Page) -> list[Page]:
        """Take a page in; gives the PDFs that must come with it."""
        try:
            fetched = self._fetch(page)
        except Rejected as fault:
            self.rejected.append(Rejection(page.address, str(fault)))
            return []
        if fetched.fault:
            day = f"{day_of(fetched.copy.fetched_at):%d-%m-%Y}"
            self.remarks.append(Remark(page.address, f"{fetched.fault} De kopie van {day} blijft in gebruik."))
        self.sources.append(replace(page.source, file=fetched.path))
        return self._linked(page, fetched) if page.takes_pdfs else []

    def _fetch(self, page: Page) -> Fetched:
        if self._fetcher is None:
            raise Rejected("Webadressen worden hier niet opgehaald.")
        return self._fetcher.fetch(page.address)

    def _linked(self, page: Page, fetched: Fetched) -> list[Page]:
        if fetched.path.suffix != ".html":
            return []
        links = pdf_links(fetched.path.read_bytes(), fetched.copy.final_address)
        new = [link for link in links if same_page(link) not in self._known]
        if len(new) > _LINKED_AT_MOST:
            text = f"De pagina verwijst naar {len(new)} PDF-bestanden; alleen de eerste {_LINKED_AT_MOST} doen mee."
            self.remarks.append(Remark(page.address, text))
        self._known.update(same_page(link) for link in new[:_LINKED_AT_MOST])
        # What the list says of the page holds for the files too, but for what belongs to one document only.
        about = replace(page.source, title="", published_on=None, supersedes=None)
        return [Page(replace(about, id=link, url=link)) for link in new[:_LINKED_AT_MOST]]
