"""The pages of a PDF that are pictures: which ones they are, and how they are shown to text recognition."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from ingest.load.pdf_runs import Page, Run

if TYPE_CHECKING:
    from PIL.Image import Image

_WHOLE_PAGE = 0.5  # of a page, from which a picture may be the page itself
_FEW_LETTERS = 200  # beside such a picture: a stamp or a caption
_NO_LETTERS = 10  # a page number
_LEAST_DPI, _MOST_DPI = 200, 300  # dots to the inch, between which recognition is at its best
_MOST_DOTS = 4_000  # on the longest side; a plan on A0 need not be read to the last dot
_POINTS = 72  # to the inch
_TEXT = 1  # PDFium's name for an object of text


def is_scan(page: Page, runs: Sequence[Run]) -> bool:
    """Whether the text of a page is probably in a picture, or drawn with lines."""
    letters = sum(c.isalpha() for run in runs for c in run.text)
    if letters >= _FEW_LETTERS:
        return False
    width, height = page.get_size()
    whole = any(shown > _WHOLE_PAGE * width * height for shown, _ in _pictures(page))
    return whole or (letters < _NO_LETTERS and any(part.type != _TEXT for part in page.get_objects()))


def view_of(page: Page) -> Callable[[], "tuple[Image, int]"]:
    """Shows the page in about the sharpness in which it was scanned."""

    def view() -> "tuple[Image, int]":
        sharpest = max((dpi for _, dpi in _pictures(page)), default=_MOST_DPI)
        dpi = int(min(max(sharpest, _LEAST_DPI), _MOST_DPI, _MOST_DOTS * _POINTS / max(page.get_size())))
        return page.render(scale=dpi / _POINTS, grayscale=True).to_pil(), dpi

    return view


def _pictures(page: Page) -> Iterator[tuple[float, float]]:
    """The area in square points and the dots to the inch of each picture on a page."""
    import pypdfium2.raw as pdfium

    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = image.get_bounds()
        if right > left and top > bottom:
            yield (right - left) * (top - bottom), image.get_px_size()[0] * _POINTS / (right - left)
