"""What is looked at between making a generation and publishing it, and the reasons for leaving the old one live."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from ingest.errors import IndexMismatch, NoIndex, NothingPublished
from ingest.index.generation import Generation, Generations
from ingest.model import RefreshReport


@dataclass(frozen=True, slots=True)
class Preview:
    """A generation that is made, checked and not published yet; ``new`` may be read from and is closed by its maker."""

    report: RefreshReport
    new: Generation
    generations: Generations

    @contextmanager
    def live(self) -> Iterator[Generation | None]:
        """The generation that is live until this one is published; None when there is none that can be read."""
        try:
            live = self.generations.live()
        except (NoIndex, IndexMismatch):
            yield None
            return
        with closing(live):
            yield live


Review = Callable[[Preview], bool]  # whether to publish; it may ask a person, and may raise NothingPublished itself


def agree(preview: Preview) -> bool:
    """The review that lets everything through."""
    del preview
    return True


class Withheld(NothingPublished):
    """Nothing was published because of what would have changed, which is in ``report``."""

    def __init__(self, reason: str, report: RefreshReport) -> None:
        super().__init__(reason)
        self.report = report


class EmptyCollection(Withheld):
    """Nothing could be taken in, and nobody confirmed that the collection must become empty."""

    def __init__(self, report: RefreshReport) -> None:
        super().__init__(
            "Er is geen enkel document om op te nemen, dus er is niets veranderd. "
            "Moet de verzameling echt leeg worden? Geef dan --yes mee.",
            report,
        )


class MuchSmaller(Withheld):
    """Less than 70 % would be left, and nobody confirmed it."""

    def __init__(self, report: RefreshReport) -> None:
        super().__init__(
            f"Er is niets gepubliceerd: {how_much_smaller(report)} Dat lijkt een vergissing, bijvoorbeeld een lege of "
            "verkeerde map. Klopt het toch? Geef dan --yes mee.",
            report,
        )


class Declined(Withheld):
    """A review said no."""

    def __init__(self, report: RefreshReport) -> None:
        super().__init__("Er is niets gepubliceerd; de oude index blijft in gebruik.", report)


def how_much_smaller(report: RefreshReport) -> str:
    """One sentence with what stays, what comes and the sizes before and after."""
    old, new, come = report.live, report.size, len(report.added)
    stay = len(report.changed) + len(report.unchanged)
    # Of a live collection that cannot be read nothing is known but its size.
    if come and stay + len(report.removed) == old.documents:
        return (
            f"er {'blijft' if stay == 1 else 'blijven'} {stay} van de {old.documents} documenten over en er "
            f"{'komt 1 nieuw' if come == 1 else f'komen {come} nieuwe'} bij: straks {new.documents} documenten met "
            f"{new.passages} passages, nu {old.documents} met {old.passages}, en dat is minder dan 70 %."
        )
    return (
        f"er blijven {new.documents} van de {old.documents} documenten over en {new.passages} van de "
        f"{old.passages} passages, en dat is minder dan 70 %."
    )
