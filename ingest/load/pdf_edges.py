"""Running headers, footers and page numbers of a PDF: what stands at the edge of page after page."""

import re
from collections.abc import Sequence

from ingest.clean import is_page_number, mask_digits, running
from ingest.load.pdf_runs import Run

_EDGE = 0.11  # of the page's height, at the top and at the bottom, where running headers and footers stand
_FOOT = 0.2  # of the page's height, in which the imprint of a paper stands
_LINE_STEP = 1.7  # times the type size; what is nearer than this is the next line of a paragraph

_IMPRINT = re.compile(  # at the foot of a parliamentary paper
    r"(?:ah|kst|h|nds)-[\w-]*\d{3,}[\w-]*|ISSN[\d X-]*|’s-Gravenhage,? \d{4}|Tweede Kamer, vergaderjaar .*",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"(?:provincie|gemeente|ministerie|waterschap|hoogheemraadschap|planbureau|programmateam|programmabureau"
    r"|regio(?! deal)|universiteit|vereniging|unie van)\b\D{0,70}",
    re.IGNORECASE,
)

Pages = Sequence[tuple[float, list[Run]]]  # the height and the runs of each page


def without_furniture(pages: Pages) -> list[list[Run]]:
    """The pages without the lines at their top and bottom that come back on other pages, and without page numbers."""
    edges = [[run for run in runs if _at_edge(run, height) or _is_imprint(run, height)] for height, runs in pages]
    repeated = _repeated(edges)
    return [
        _without(runs, [run for run in edge if mask_digits(run.text) in repeated or _is_label(run, height)], height / 2)
        for (height, runs), edge in zip(pages, edges, strict=True)
    ]


def _is_label(run: Run, height: float) -> bool:
    return is_page_number(run.text) or _is_imprint(run, height)


def _is_imprint(run: Run, height: float) -> bool:
    return run.top < _FOOT * height and _IMPRINT.fullmatch(run.text) is not None


def organisation(pages: Pages) -> str | None:
    """The organisation whose name opens the head of page after page, as on letter paper and in reports."""
    heads = [sorted((run for run in runs if _at_head(run, height)), key=lambda run: run.left) for height, runs in pages]
    repeated = _repeated(heads)
    opening = next((run.text for head in heads for run in head if mask_digits(run.text) in repeated), "")
    return opening if _ORGANISATION.fullmatch(opening) else None


def _repeated(edges: Sequence[Sequence[Run]]) -> frozenset[str]:
    return running([[run.text for run in edge] for edge in edges])


def _without(runs: list[Run], furniture: list[Run], middle: float) -> list[Run]:
    gone = {id(run) for run in furniture}
    text = [run for run in runs if id(run) not in gone]
    for run in sorted(furniture, key=lambda run: abs(run.bottom - middle)):
        if any(_next_line(run, other) for other in text):
            gone.remove(id(run))
            text.append(run)
    return [run for run in runs if id(run) not in gone]


def _next_line(run: Run, other: Run) -> bool:
    """Whether ``other`` is a line of the same paragraph: then ``run`` is text, however often it comes back."""
    return run.size == other.size and run.over(other) and abs(run.bottom - other.bottom) < _LINE_STEP * run.size


def _at_edge(run: Run, height: float) -> bool:
    return _at_head(run, height) or run.top < _EDGE * height


def _at_head(run: Run, height: float) -> bool:
    return run.bottom > (1 - _EDGE) * height
