"""Pages that are pictures, read with text recognition: laid upright, and left out where the words would be guesses."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.load.ocr import Picture, recognise
from ingest.load.ocr_runs import Recognised, evened, runs_of_hocr, with_lost_bullets
from ingest.load.pdf_runs import Run

if TYPE_CHECKING:
    from PIL.Image import Image

_POINTS = 72  # to the inch
_TOO_UNSURE = 0.4  # confidence below which the words of a page are guesses
_UNSURE = 0.6  # confidence below which somebody should look at a page

View = Callable[[], "tuple[Image, int]"]  # a page as an image, and its dots to the inch


@dataclass(frozen=True, slots=True)
class Scans:
    """The height in points and the runs of each page, empty where nothing could be read, and what to say of it."""

    pages: tuple[tuple[float, list[Run]], ...]
    confidence: float | None
    warnings: tuple[str, ...]


NO_SCANS = Scans((), None, ())


def read_scans(views: Sequence[View], numbers: Sequence[int]) -> Scans:
    """Read the pages with these ``numbers``; raises ``NotEquipped`` when text recognition is not installed."""
    found = _upright(views)
    kept = [page.runs if page.confidence >= _TOO_UNSURE else () for _, page in found]
    sure = [page.confidence for _, page in found if page.runs]
    return Scans(
        pages=tuple((height, with_lost_bullets(runs)) for (height, _), runs in zip(found, evened(kept), strict=True)),
        confidence=sum(sure) / len(sure) if sure else None,
        warnings=tuple(_warnings(numbers, [page for _, page in found])),
    )


def _upright(views: Sequence[View]) -> list[tuple[float, Recognised]]:
    """The height and the words of each page, those that lie on their side turned and read again."""
    found = list(_read(views, [0] * len(views)))
    lying = [index for index, (_, page) in enumerate(found) if page.turned]
    turned = _read([views[index] for index in lying], [found[index][1].turned for index in lying])
    for index, again in zip(lying, turned, strict=True):
        found[index] = again
    return found


def _read(views: Iterable[View], angles: Iterable[int]) -> Iterator[tuple[float, Recognised]]:
    shots: list[tuple[int, float]] = []

    def pictures() -> Iterator[Picture]:
        for view, angle in zip(views, angles, strict=True):
            image, dpi = view()
            upright = image.convert("L").rotate(-angle, expand=True)
            shots.append((dpi, upright.height * _POINTS / dpi))
            file = io.BytesIO()
            upright.save(file, "PPM")
            yield Picture(file.getvalue(), dpi)

    for index, hocr in enumerate(recognise(pictures())):
        dpi, height = shots[index]
        yield height, runs_of_hocr(hocr, dpi, height)


def _warnings(numbers: Sequence[int], found: Sequence[Recognised]) -> Iterator[str]:
    sure = {number: page.confidence if page.runs else 0.0 for number, page in zip(numbers, found, strict=True)}
    if lost := [str(number) for number, confidence in sure.items() if confidence < _TOO_UNSURE]:
        yield f"Geen tekst herkend op bladzijde {', '.join(lost)}."
    if poor := [f"{number} ({it:.0%})" for number, it in sure.items() if _TOO_UNSURE <= it < _UNSURE]:
        yield f"Slecht te lezen, met de zekerheid erbij: bladzijde {', '.join(poor)}. Kijk na of de tekst klopt."
