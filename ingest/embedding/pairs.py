"""Makes training pairs (what somebody might ask, the text that answers it) from the training data."""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ingest import dutch
from ingest.embedding.data import Law, Lexicon

PER_HEADING = 4  # the same heading stands above thousands of articles ("Inwerkingtreding"); more would teach nothing
PER_LAW = 8  # articles; long laws would otherwise drown the short rules that people ask about
MIN_SENTENCE, MIN_ARTICLE = 40, 80  # characters; what is shorter says nothing about a subject
MIN_WORDS = 2  # in a question, besides its question word
_NUMBERING = re.compile(
    r"^(artikel|hoofdstuk|paragraaf|afdeling|titel|bijlage|§)?\s*[\divxlc.:§a-z]{0,6}[.:]?\s+", re.I
)
_DEFINITION = re.compile(
    r"(?:^|[\n;.] ?)(?:[a-z]{1,2}[.)°] ?|\d+°?[.)]? ?|[–-] ?)?"  # the number of the item
    r"([a-zà-ÿ][a-zà-ÿ -]{3,50}): ([^;\n]{30,300})"
)
_WORD = re.compile(r"\w{4,}")
_ASK = (
    "wat is", "wat zijn", "wat betekent", "hoe", "hoe werkt", "wanneer", "wie", "welke", "waar", "hoeveel", "waarom",
    "kan ik", "mag ik", "moet ik", "heb ik recht op", "hoe lang", "hoe vraag ik", "wat moet ik doen bij",
)  # fmt: skip
_ASK_ENGLISH = ("what is", "what are", "how", "when", "who", "which", "where", "how many", "why", "how much", "does")


class Pair(NamedTuple):
    """Two texts that belong together; the others in a batch serve as the wrong answers."""

    query: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article under its law's title and its own heading."""

    title: str
    heading: str
    text: str
    sentences: Sequence[str]

    @property
    def shown(self) -> str:
        """The article as a search would index it."""
        return f"{self.heading}\n{self.text}"


def make_pairs(laws: Sequence[Law], lexicon: Lexicon, rng: random.Random) -> dict[str, list[Pair]]:
    """The pairs per task, shuffled; batches are of one task, so that the wrong answers are of the right kind."""
    articles = [
        Article(law.title, heading, text, [span.of(text) for span in dutch.sentences(text)])
        for law in laws
        for heading, text in rng.sample(law.articles, min(PER_LAW, len(law.articles)))
    ]
    questions: dict[str, Callable[[str], str]] = {
        "keywords": lambda sentence: _ask(_ASK, _words(sentence), rng),
        "paraphrase": lambda sentence: _ask(_ASK, _reword(sentence, lexicon, rng), rng),
        "english": lambda sentence: _ask(_ASK_ENGLISH, _english(sentence, lexicon, rng), rng),
    }
    tasks = {
        "title": [Pair(article.title, article.shown) for article in articles],
        "heading": list(_headings(laws, rng)),
        "sentence": list(_rests(articles, rng)),
        "definition": list(_definitions(laws, rng)),
        **{name: list(_questions(articles, rng, ask)) for name, ask in questions.items()},
        "synonym": [Pair(lemma, other) for lemma, others in lexicon.synonyms.items() for other in others],
        "lemma": [Pair(word, lemma) for lemma, words in lexicon.english.items() for word in words],
        "gloss": [Pair(lemma, gloss) for lemma, gloss in lexicon.glosses],
    }
    for pairs in tasks.values():
        rng.shuffle(pairs)
    return {name: pairs for name, pairs in tasks.items() if pairs}


def _headings(laws: Sequence[Law], rng: random.Random) -> Iterator[Pair]:
    seen: Counter[str] = Counter()
    for law in rng.sample(laws, len(laws)):
        for heading, text in law.articles:
            subject = _NUMBERING.sub("", heading)
            seen[subject.casefold()] += 1
            if subject and len(text) >= MIN_ARTICLE and seen[subject.casefold()] <= PER_HEADING:
                yield Pair(subject, text)


def _rests(articles: Sequence[Article], rng: random.Random) -> Iterator[Pair]:
    """A sentence and the article it was taken out of."""
    for article in articles:
        sentence = rng.choice(article.sentences) if len(article.sentences) > 1 else ""
        if len(sentence) >= MIN_SENTENCE:
            yield Pair(sentence, article.text.replace(sentence, "", 1))


def _questions(articles: Sequence[Article], rng: random.Random, ask: Callable[[str], str]) -> Iterator[Pair]:
    """A question made from one sentence of an article, and the article."""
    for article in articles:
        sentences = [sentence for sentence in article.sentences if len(sentence) >= MIN_SENTENCE]
        if sentences and (query := ask(rng.choice(sentences))):
            yield Pair(query, article.shown)


def _definitions(laws: Sequence[Law], rng: random.Random) -> Iterator[Pair]:
    for law in laws:
        for _, text in law.articles:
            for term, meaning in _DEFINITION.findall(text):
                yield Pair(f"{rng.choice(_ASK[:3])} {term}", rng.choice((meaning, f"{term}: {meaning}")))


def _ask(openings: Sequence[str], words: Sequence[str], rng: random.Random) -> str:
    """Some of the words behind a question word, as somebody in a hurry asks; empty when there are too few."""
    if len(words) < MIN_WORDS:
        return ""
    kept = sorted(rng.sample(range(len(words)), min(len(words), rng.randint(MIN_WORDS, 7))))
    return " ".join([rng.choice(openings), *(words[i] for i in kept)])


def _words(sentence: str) -> list[str]:
    return [word for word in _WORD.findall(sentence) if word.casefold() not in dutch.STOPWORDS]


def _reword(sentence: str, lexicon: Lexicon, rng: random.Random) -> list[str]:
    """The words of the sentence, those that have synonyms mostly replaced by one."""
    synonyms = [(word, lexicon.synonyms.get(dutch.lemma(dutch.fold(word)), ())) for word in _words(sentence)]
    return [rng.choice((word, *others, *others)) for word, others in synonyms]


def _english(sentence: str, lexicon: Lexicon, rng: random.Random) -> list[str]:
    """The words of the sentence in English, with its names and numbers as they are."""
    words = [(word, lexicon.english.get(dutch.lemma(dutch.fold(word)), ())) for word in _words(sentence)]
    return [rng.choice(others or (word,)) for word, others in words if others or not word.islower()]
