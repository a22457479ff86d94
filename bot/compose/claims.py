"""Whether the words that a language model quotes prove what it claims, and if not, why not.

The rules look at words, not at meaning. They are strict, because a claim that is dropped costs a sentence and a false
one costs trust; docs/language-model.md says what they cannot see.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.compose.figures import figures, is_figure
from bot.compose.names import holds, names
from bot.compose.telltales import LEADS_IN, NOT, decides_more, gives_orders, moods
from bot.model import Fault
from ingest import dutch

LONGEST = 400  # characters of a claim
LONGEST_QUOTED = 1500  # of one that repeats its quote to the letter
PROVEN = 2 / 3  # share of what a clause adds to the question that must stand in its proof
_RECENT = 256  # texts whose words are kept at hand
SHORTEST_PART = 5  # letters of a word that counts as a part of a compound


_CLAUSE = re.compile(
    r"[,;:.()–—]|\b(?:en|of|maar|want|omdat|doordat|waardoor|zodat|terwijl|hoewel|die|dat|waarbij|waarmee|"
    r"and|or|but|because|so|while|which|who|although)\b"
)
_TURN = re.compile(
    r"([,;:.()–—]|\b(?:maar|but|terwijl|while|hoewel|although|omdat|because|want|dat|that|of|whether)\b)"
)
_GOVERNED = ("dat", "that", "of", "whether", ":")
_MARK = re.compile(r"\s*\[\d{1,3}\]")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+")


@dataclass(frozen=True)
class Proof:
    """What a claim rests on: the quoted words, the whole sentences that hold them, and the title and headings above."""

    words: str
    sentences: str
    about: str = ""

    @property
    def vocabulary(self) -> "Vocabulary":
        """The words of the sentences."""
        return _vocabulary(self.sentences)


class Vocabulary:
    """The words of a text, to look others up in."""

    def __init__(self, text: str) -> None:
        self._words = frozenset(dutch.words(text))
        self._lemmas = frozenset(map(dutch.lemma, self._words))
        self._long = tuple(word for word in self._words if len(word) >= SHORTEST_PART)
        self._stems = frozenset(map(dutch.stem, self._words))

    def holds(self, word: str) -> bool:
        """Whether a folded word stands there, also in another form or as part of a compound."""
        if word in self._words or dutch.lemma(word) in self._lemmas or dutch.stem(word) in self._stems:
            return True
        return len(word) >= SHORTEST_PART and any(_is_part(own, word) or _is_part(word, own) for own in self._long)

    def turned(self, other: "Vocabulary") -> bool:
        """Whether one says *on-* of what the other says without: *gelijk*, *ongelijk*."""
        return any(
            f"on{word}" in theirs and f"on{word}" not in ours
            for ours, theirs in ((self._words, other._words), (other._words, self._words))
            for word in ours
        )


@lru_cache(maxsize=_RECENT)
def _vocabulary(text: str) -> Vocabulary:
    """The words of ``text``; the claims of one answer ask for the same texts again and again."""
    return Vocabulary(text)


def tidied(text: str) -> str:
    """A claim as it will be shown: white space folded, without a bullet and citation marks, which we add."""
    return " ".join(_MARK.sub("", text).split()).removeprefix("• ")


def fault(claim: str, proof: Proof, asked: str) -> Fault | None:
    """Why ``claim``, made in answer to ``asked``, is not proven by ``proof``; None when it is."""
    quoted = " ".join(proof.sentences.split())
    literal = claim == quoted
    if len(claim) > (LONGEST_QUOTED if literal else LONGEST):
        return Fault.TOO_LONG
    if gives_orders(proof.sentences) or gives_orders(claim):
        return Fault.ORDER
    if claim.rstrip(".! ").endswith("?"):
        return Fault.ECHO
    if literal:
        return None
    return _form_fault(claim, proof) or _facts_fault(claim, proof, asked) or _words_fault(claim, proof, asked)


def vouched_fault(claim: str, proof: Proof, asked: str) -> Fault | None:
    """The same for a sentence that a person wrote, who answers for its words: only facts are compared."""
    if len(claim) > LONGEST_QUOTED:
        return Fault.TOO_LONG
    if not claim.isprintable() or not any(map(str.isalnum, claim)):
        return Fault.NO_TEXT
    return None if claim == " ".join(proof.sentences.split()) else _named_fault(claim, proof, asked)


def _form_fault(claim: str, proof: Proof) -> Fault | None:
    """What is wrong with a claim before its words are compared."""
    if not claim.isprintable() or not any(map(str.isalnum, claim)):
        return Fault.NO_TEXT
    return Fault.LANGUAGE if _other_language(claim, proof) else None


def _named_fault(claim: str, proof: Proof, asked: str) -> Fault | None:
    """What is wrong with the figures, names and addresses of a claim."""
    if next(figures(claim).unproven_by(figures(proof.words) + figures(asked)), None):
        return Fault.FIGURE
    if any(not (address in proof.words or address in asked) for address in _ADDRESS.findall(claim)):
        return Fault.NAME
    return Fault.NAME if any(not _is_proven(*name, proof, asked) for name in names(claim)) else None


def _facts_fault(claim: str, proof: Proof, asked: str) -> Fault | None:
    """What is wrong with the figures, names and decisive words of a claim."""
    if found := _named_fault(claim, proof, asked):
        return found
    said = _vocabulary(claim)
    turned = moods(claim) ^ _moods_near(said, proof.sentences)
    if NOT in turned or said.turned(proof.vocabulary):
        return Fault.NEGATION
    if turned:
        return Fault.RESERVE
    return Fault.DECISIVE if decides_more(claim, f"{proof.sentences} {asked}") else None


def _words_fault(claim: str, proof: Proof, asked: str) -> Fault | None:
    """What is wrong with the other words of a claim: they only echo the question, or say more than the proof."""
    if _repeats(claim, asked) or not _tells(claim, proof, asked):
        return Fault.ECHO
    known = _vocabulary(f"{asked} {proof.about}")
    for clause in _CLAUSE.split(dutch.fold(claim)):
        new = [word for word in dutch.words(clause) if _is_content(word) and not known.holds(word)]
        if sum(map(proof.vocabulary.holds, new)) < PROVEN * len(new):
            return Fault.WORDS
    counted = {number.after for number in figures(claim).numbers if _is_content(number.after)}
    if not all(proof.vocabulary.holds(word) or known.holds(word) for word in counted):
        return Fault.FIGURE
    return None


def _tells(claim: str, proof: Proof, asked: str) -> bool:
    """Whether a claim takes something from its proof that the question did not say, or else all that it says."""
    question = _vocabulary(asked)
    content = [word for word in dutch.words(claim) if _is_content(word)]
    proven = [word for word in content if proof.vocabulary.holds(word)]
    if next(figures(claim).unproven_by(figures(asked)), None):
        return True
    return bool(proven) and (len(proven) == len(content) or not all(map(question.holds, proven)))


def _repeats(claim: str, asked: str) -> bool:
    """Whether a claim is the question again, or holds it whole."""
    said, question = (" ".join(dutch.words(text)) for text in (claim, asked))
    return bool(question) and (said in question or question in said)


def _is_proven(name: str, opens: bool, proof: Proof, asked: str) -> bool:  # one of a pair from names()
    """Whether a name stands in the quoted words or the question; any word may open a sentence with a capital."""
    if opens:
        first, _, rest = name.partition(" ")
        common = dutch.fold(first)
        if not _is_content(common) or re.search(rf"\b{re.escape(first.lower())}\b", f"{proof.sentences} {asked}"):
            return not rest or _is_proven(rest, False, proof, asked)
        if not rest and first[1:].islower():
            return _vocabulary(f"{proof.words} {asked}").holds(common)
    return holds(proof.words, name) or holds(asked, name)


def _moods_near(said: Vocabulary, sentences: str) -> frozenset[str]:
    """What the parts of ``sentences`` that a claim is about deny, and under which reserve they speak.

    A part that shares less than half of its words with the claim is about something else, unless it governs what
    follows: *het is niet zo dat …*. When all are, the sentences count as a whole.
    """
    parts = _TURN.split(dutch.fold(sentences))
    near = []
    for part, sign in zip(parts[::2], [*parts[1::2], ""], strict=True):
        content = [word for word in dutch.words(part) if _is_content(word)]
        if sign in _GOVERNED or 2 * sum(map(said.holds, content)) >= len(content):
            near.append(part)
    return moods(" ; ".join(near)) if any(part.strip() for part in near) else moods(sentences)


def _other_language(claim: str, proof: Proof) -> bool:
    """Whether a claim is in another language than Dutch and than its proof."""
    spoken = dutch.language(dutch.words(claim))
    return spoken not in ("", "nl") and spoken != dutch.language(dutch.words(proof.sentences))


def _is_content(word: str) -> bool:
    """Whether a folded word says something that must be proven; figures are compared elsewhere."""
    return len(word) > 1 and word not in dutch.STOPWORDS and word not in LEADS_IN and not is_figure(word)


def _is_part(word: str, whole: str) -> bool:
    """Whether a long word is a part of a compound, and the rest does not turn its meaning."""
    if word == whole or word not in whole:
        return False
    return whole.partition(word)[0] not in ("on", "niet", "anti", "non", "wan")
