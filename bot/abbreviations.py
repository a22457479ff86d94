"""What the abbreviations of a collection stand for, as its documents define them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from ingest import dutch
from ingest.facts.spelling import is_slip

FEWEST = 2  # content words of what an abbreviation stands for


class Abbreviations:
    """Short forms and their long ones, by lemma; one that stands for different things is left out."""

    def __init__(self, defined: Iterable[tuple[str, str]]) -> None:
        """``defined`` are pairs of a short form and what stood beside it as its long form."""
        meant: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
        for short, long in defined:
            lemmas = tuple(dutch.content_lemmas(long))
            if len(lemmas) >= FEWEST:
                meant["".join(dutch.content_lemmas(short))][lemmas] += 1
        most = {short: max(sorted(longs), key=lambda long: longs[long]) for short, longs in meant.items()}
        self._long = {short: long for short, long in most.items() if all(_is_one(long, o) for o in meant[short])}

    def among(self, lemmas: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """The lemmas of the long form by its short form, for each of which either stands among ``lemmas``."""
        words = frozenset(lemmas)
        return {short: long for short, long in self._long.items() if short in words or words.issuperset(long)}


def _is_one(long: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two long forms are the same one, however they are written, or one has something behind it."""
    one, another = "".join(long), "".join(other)
    return is_slip(one, another) or one.startswith(another) or another.startswith(one)
