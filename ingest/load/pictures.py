"""Photos and scans as picture files, read with text recognition."""

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.errors import Rejected
from ingest.load.ocr import check_equipped
from ingest.load.ocr_pages import View, read_scans
from ingest.load.page_blocks import blocks_of_pages
from ingest.load.pdf_edges import organisation
from ingest.model import Extract

if TYPE_CHECKING:
    from PIL.Image import Image

_DAMAGED = "De afbeelding is beschadigd of heeft een onbekend formaat. Sla haar opnieuw op als PNG, JPG of PDF."
_NO_TEXT = "Op deze afbeelding is geen tekst te herkennen. Scan het stuk opnieuw: recht, scherp en op 300 dpi."
_PAGE_INCHES = 11.7  # the longer side of A4, for pictures that do not say how big they are
_MOST_DOTS = 4_000  # on the longest side; more makes recognition slower, not better


def load_picture(data: bytes) -> Extract:
    """The text on a PNG, JPG or TIFF; a TIFF may have several pages, and only then they have numbers."""
    from PIL import Image, UnidentifiedImageError

    check_equipped()
    try:
        with Image.open(io.BytesIO(data)) as image:
            count = getattr(image, "n_frames", 1)
            views = [_view(image, index) for index in range(count)]
            scans = read_scans(views, range(1, count + 1))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError):
        raise Rejected(_DAMAGED) from None
    blocks = tuple(blocks_of_pages(scans.pages))
    if not blocks:
        raise Rejected(_NO_TEXT)
    return Extract(
        blocks=blocks if count > 1 else tuple(replace(block, page=None) for block in blocks),
        publisher=organisation(scans.pages),
        pages=count,
        confidence=scans.confidence,
        warnings=scans.warnings,
    )


def _view(image: "Image", index: int) -> View:
    def view() -> "tuple[Image, int]":
        from PIL import ImageOps

        image.seek(index)
        page = ImageOps.exif_transpose(image).convert("L")  # a telephone notes how it was held
        page.thumbnail((_MOST_DOTS, _MOST_DOTS))
        return page, round(max(page.size) / _PAGE_INCHES)

    return view
