"""What the abbreviations of a collection stand for, as its documents define them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ingest import dutch

FEWEST = 2  # content words of what an abbreviation stands for


class Abbreviations:
    """Short forms and their long ones, by lemma; one that stands for different things is left out."""

    def __init__(self, defined: Iterable[tuple[str, str]]) -> None:
        """``defined`` are pairs of a short form and what stood beside it as its long form."""
        meant: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for short, long in defined:
            lemmas = tuple(dutch.content_lemmas(long))
            if len(lemmas) >= FEWEST:
                meant["".join(dutch.content_lemmas(short))].add(lemmas)
        self._long = {short: longs.pop() for short, longs in meant.items() if len(longs) == 1}

    def among(self, lemmas: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """The lemmas of the long form by its short form, for each of which either stands among ``lemmas``."""
        words = frozenset(lemmas)
        return {short: long for short, long in self._long.items() if short in words or words.issuperset(long)}
