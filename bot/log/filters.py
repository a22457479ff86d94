"""What people look for in the log, and the same as terms of its index."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

NOT_JUDGED = "none"  # the verdict of what nobody judged, or on which reviewers differ
BANDS = 10  # of confidence, as in migration 0006
_BEGINNING = 4  # letters; of less there are too many words
_WORD = re.compile(r"[^\W_]+")
_ACCENTS = re.compile(r"[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Term:
    """A word that is looked for, or the beginning of one when ``is_open``."""

    word: str
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Values of one kind, of which one must hold."""

    kind: str  # "status", "document", "band", …
    values: Sequence[str]


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which turns somebody wants to see; empty is no restriction, and every restriction holds."""

    words: str = ""  # all in the question or the answer; begin* for a beginning
    since: date | None = None  # the first day, in the Netherlands
    until: date | None = None  # the last day
    status: str = ""
    verdict: str = ""
    feedback: str = ""  # "up", "down"
    channel: str = ""
    composer: str = ""
    generation: str = ""
    documents: tuple[str, ...] | None = None  # short names, of which one must be cited
    least: float = 0.0  # confidence
    most: float = 1.0

    @property
    def is_impossible(self) -> bool:
        """Whether nothing can be found: no such document, or nothing to look for in what was typed."""
        return self.documents == () or (bool(self.words.strip()) and not self.terms)

    @property
    def terms(self) -> list[Term]:
        """What is looked for in the words."""
        return list(_terms(self.words))

    @property
    def names(self) -> list[Names]:
        """What else is looked up in the index."""
        verdict = "" if self.verdict == NOT_JUDGED else self.verdict
        bands = range(int(self.least * BANDS), int(self.most * BANDS) + 1) if self.least > 0 or self.most < 1 else ()
        known = {
            "verdict": [verdict] if self.verdict else (),
            "feedback": [self.feedback] if self.feedback else (),
            "document": self.documents or (),
            "status": [self.status] if self.status else (),
            "generation": [self.generation] if self.generation else (),
            "composer": [self.composer] if self.composer else (),
            "channel": [self.channel] if self.channel else (),
            "band": [str(band) for band in bands],
        }
        return [Names(kind, values) for kind, values in known.items() if values]


def words_of(text: str) -> list[str]:
    """The words of a text without accents and in lower case, as the index cuts them."""
    return _WORD.findall(_ACCENTS.sub("", unicodedata.normalize("NFKD", text)).lower())


def _terms(typed: str) -> Iterator[Term]:
    for piece in typed.split():
        words = words_of(piece)
        for place, word in enumerate(words):
            is_open = piece.endswith("*") and place == len(words) - 1 and len(word) >= _BEGINNING
            yield Term(word, is_open)
