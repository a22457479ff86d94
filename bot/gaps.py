"""What people ask in vain: questions without an answer, grouped by what they are about.

Questions are taken together when they share words that say what they are about, and are alike in words or in meaning.
The same questions give the same groups; in doubt two groups stay apart, because a group that is no subject misleads.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import takewhile
from typing import TYPE_CHECKING

from bot.screen import screen
from ingest import dutch
from ingest.embed import Embedder

if TYPE_CHECKING:
    from ingest.embed import Vector

_ALIKE = 0.5  # share of the weight of their words that two questions have in common
_NEAR, _TOUCHES = 0.6, 0.25  # or as close in meaning as this, with at least so much in common
_COMMON = 100  # groups that begin with a word, from which on it is nobody's subject
_BEGINNING = 4  # letters, from which on the log looks for the beginning of a word
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_ABBREVIATED = re.compile(r"[A-Z].*[A-Z]|\d")  # in one word: a name that no list may know
_NEVER = datetime.min.replace(tzinfo=UTC)
_NOTHING = """
    weten vertellen uitleggen noemen geven zoeken informatie vraag antwoord document lezen kennen heten graag jaar nieuw
    goed belangrijk know tell explain information question documents
    """  # words of questions that say nothing of a subject


@dataclass(frozen=True, slots=True)
class Gap:
    """A subject that people asked about in vain."""

    words: tuple[str, ...]  # what it is about, the telling words first
    search: str  # what finds these questions in the log
    count: int
    example: str  # the question that was asked most, and among those the last
    last: datetime


@dataclass(slots=True)
class _Asked:
    """One question, however often it was asked, with the forms in which each of its telling words was typed."""

    stems: frozenset[str]
    text: str = ""
    last: datetime = _NEVER
    count: int = 0
    forms: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


@dataclass(slots=True)
class _Group:
    """Questions that belong together, and the words that all of them share."""

    core: frozenset[str]
    vector: "Vector"
    weight: float  # of the words of the first question
    members: list[_Asked] = field(default_factory=list)


def find_gaps(questions: Iterable[tuple[str, datetime]], embedder: Embedder, names: Iterable[str] = ()) -> list[Gap]:
    """The subjects of questions (as searched, with when they were asked), what was asked most first.

    ``names`` are those of programmes and organisations: each is one word, whatever its words mean by themselves.
    """
    asked = _distinct(questions, _by_first_word(names))
    weights = _weights(asked)
    vectors = embedder.embed_passages([one.text for one in asked])
    groups: list[_Group] = []
    holding: dict[str, list[int]] = defaultdict(list)  # the groups of which the first question has a word
    for one, vector in zip(asked, vectors, strict=True):
        if (best := _best(groups, holding, one, vector, weights)) is not None:
            groups[best].core &= one.stems
            groups[best].members.append(one)
            continue
        for stem in one.stems:
            holding[stem].append(len(groups))
        groups.append(_Group(one.stems, vector, sum(weights[stem] for stem in one.stems), [one]))
    return sorted(
        (_gap(group, weights) for group in groups), key=lambda gap: (-gap.count, -gap.last.timestamp(), gap.words)
    )


def is_about_documents(text: str, held: Callable[[str], bool]) -> bool:
    """Whether a question can have an answer in documents; ``held`` tells of a word whether one of them has it.

    Small talk and curses cannot, nor can what has no word in it that anybody knows. The log may say otherwise of them:
    the rules grow.
    """
    if screen(text):
        return False
    return any(_ABBREVIATED.search(word) for word in text.split()) or any(
        word in dutch.STOPWORDS or dutch.is_word(word) or dutch.is_english_word(word) or held(word)
        for word in dutch.words(text)
    )


def _by_first_word(names: Iterable[str]) -> Mapping[str, Sequence[Sequence[str]]]:
    """The words of names that have more than one, the longest first, by the word that they begin with."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in names:
        words = tuple(_words(name))
        if len(words) > 1:
            found[words[0]].add(words)
    return {first: sorted(several, key=len, reverse=True) for first, several in found.items()}


def _words(text: str) -> list[str]:
    """Folded words, those with a hyphen in one piece."""
    return _WORD.findall(dutch.fold(text))


def _telling(text: str, names: Mapping[str, Sequence[Sequence[str]]]) -> list[tuple[str, str]]:
    """The words and names in a question that may say what it is about, each by its stem and as it was typed."""
    words, found, at = _words(text), list[tuple[str, str]](), 0
    while at < len(words):
        word = words[at]
        name = next((one for one in names.get(word, ()) if tuple(words[at : at + len(one)]) == one), None)
        if name:
            found.append((" ".join(name), " ".join(name)))
        elif word not in dutch.STOPWORDS:
            found.append((_stem(word), word))
        at += len(name) if name else 1
    return found


def _distinct(questions: Iterable[tuple[str, datetime]], names: Mapping[str, Sequence[Sequence[str]]]) -> list[_Asked]:
    """Each question once, the most asked first; those without a word that says something are left out."""
    nothing = frozenset(map(_stem, _NOTHING.split()))
    found: dict[frozenset[str], _Asked] = {}
    for text, at in questions:
        words = _telling(text, names)
        stems = frozenset(stem for stem, _ in words) - nothing
        one = found.setdefault(stems, _Asked(stems))
        one.count += 1
        if (at, text) > (one.last, one.text):
            one.text, one.last = text, at
        for stem, word in words:
            one.forms[stem][word] += 1
    telling = (one for one in found.values() if one.stems)
    return sorted(telling, key=lambda one: (-one.count, -one.last.timestamp(), one.text))


def _stem(word: str) -> str:
    return dutch.stem(dutch.lemma(word))  # the lemma alone knows no compounds, the stem no irregular verbs


def _weights(asked: Sequence[_Asked]) -> dict[str, float]:
    """How much a word tells: the fewer questions have it, the more."""
    having = Counter(stem for one in asked for stem in one.stems)
    return {stem: math.log(1 + len(asked) / count) for stem, count in having.items()}


def _best(
    groups: Sequence[_Group], holding: dict[str, list[int]], one: _Asked, vector: "Vector", weights: dict[str, float]
) -> int | None:
    """The group that a question fits best; None when it fits none."""
    shared: dict[int, float] = defaultdict(float)  # weight of the words that it shares with all of a group
    for stem in sorted(one.stems):
        if len(holding[stem]) <= _COMMON:
            for n in holding[stem]:
                if stem in groups[n].core:
                    shared[n] += weights[stem]
    own = sum(weights[stem] for stem in one.stems)
    fitting = []
    for n, weight in shared.items():
        alike = weight / (groups[n].weight + own - weight)
        if alike >= _TOUCHES:
            near = float(groups[n].vector @ vector)
            if alike >= _ALIKE or near >= _NEAR:
                fitting.append((alike + near, -n))
    return -max(fitting)[1] if fitting else None


def _gap(group: _Group, weights: dict[str, float]) -> Gap:
    core = sorted(group.core, key=lambda stem: (-weights[stem], stem))
    forms = [sum((member.forms[stem] for member in group.members), Counter[str]()) for stem in core]
    return Gap(
        words=tuple(max(counted, key=lambda word: (counted[word], word)) for counted in forms),
        search=" ".join(filter(None, (_pattern(sorted(counted)) for counted in forms))),
        count=sum(member.count for member in group.members),
        example=group.members[0].text,
        last=max(member.last for member in group.members),
    )


def _pattern(forms: Sequence[str]) -> str:
    """What finds each of these forms of one word; empty when nothing does."""
    if len(forms) == 1:
        return forms[0]
    same = zip(*forms, strict=False)
    beginning = "".join(letters[0] for letters in takewhile(lambda letters: len(set(letters)) == 1, same))
    return f"{beginning}*" if len(beginning) >= _BEGINNING else ""
