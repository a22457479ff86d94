"""Reads the training data: Dutch laws and Open Dutch WordNet; Princeton WordNet and Wiktionary where they are there."""

import json
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest import dutch

ARTICLE_SIZE = 1200  # characters; about the passages that will be searched
ENGLISH_WORDS = 3  # per Dutch lemma, the most used; the rarer ones are other senses more often than not
_PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
WIKTIONARY = "en-nl-enwiktionary.txt"
_ENTRY = re.compile(r"(?P<word>[^{]+) \{(?P<part>\w+)\}.*? :: (?P<dutch>.+)")
_NO_WORDS = frozenset({"prop", "letter", "symbol", "prefix", "suffix"})
_ASIDE = re.compile(r"\s*[\[{(][^\]})]*[\]})]")
_MARKUP = re.compile(r"[*_|#]+")


@dataclass(frozen=True, slots=True)
class Law:
    """One law or regulation: its title and its articles as (heading, text)."""

    title: str
    articles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word meanings: Dutch synonyms by lemma, English words by Dutch lemma, and (Dutch lemma, English gloss) pairs.

    ``senses`` has, by folded Dutch word, a group of English words for each of its meanings.
    """

    synonyms: Mapping[str, tuple[str, ...]]
    english: Mapping[str, tuple[str, ...]]
    glosses: tuple[tuple[str, str], ...]
    senses: Mapping[str, Sequence[Sequence[str]]]


def read_laws(folder: Path) -> Iterator[Law]:
    """Every law in ``dutch-law.jsonl.xz``, its short sections joined under their common heading."""
    with lzma.open(folder / "dutch-law.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            law = json.loads(line)
            yield Law(_plain(law["title"]), tuple(_articles(law["sections"])))


def read_lexicon(folder: Path, wordnet: Path) -> Lexicon:
    """The synonyms and, when ``wordnet`` is a folder with WordNet 3.0, the English side of the Dutch words."""
    synonyms: dict[str, tuple[str, ...]] = {}
    for line in (folder / "odwn-synonyms.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        lemma, *others = line.split("\t")
        synonyms[lemma.casefold()] = tuple(others)
    synsets = dict(_synsets(wordnet)) if wordnet.is_dir() else {}
    english: defaultdict[str, list[str]] = defaultdict(list)
    glosses: list[tuple[str, str]] = []
    senses: defaultdict[str, list[Sequence[str]]] = defaultdict(list)
    for line in (folder / "odwn-pwn30-lemmas.tsv").read_text(encoding="utf-8").splitlines():
        synset, lemma = line.split("\t")
        if found := synsets.get(synset):
            words, gloss = found
            english[lemma.casefold()] += words
            glosses.append((lemma, gloss))
            senses[dutch.fold(lemma)].append([word.casefold() for word in words])
    for word, translation in _translations(folder / WIKTIONARY):
        senses[dutch.fold(translation)].append([word])
    used = _frequencies(wordnet) if synsets else Counter[str]()
    best = {
        lemma: tuple(sorted(set(words), key=lambda word: (-used[word.casefold()], word))[:ENGLISH_WORDS])
        for lemma, words in english.items()
    }
    return Lexicon(synonyms, best, tuple(glosses), senses)


def _translations(file: Path) -> Iterator[tuple[str, str]]:
    """(English word, Dutch word) for each translation in Wiktionary; nothing when the file is not there."""
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    for entry in filter(None, map(_ENTRY.fullmatch, lines)):
        if entry["part"] not in _NO_WORDS and "SEE:" not in entry[0]:
            for translation in _ASIDE.sub("", entry["dutch"]).split(","):
                if translation.strip():
                    yield entry["word"].casefold(), translation.strip()


def _articles(sections: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    heading, parts = "", list[str]()
    for section in sections:
        text, its_heading = _plain(section["text"]), _plain(section["heading"])
        if parts and (its_heading != heading or sum(map(len, parts)) + len(text) > ARTICLE_SIZE):
            yield heading, "\n".join(parts)
            parts = []
        heading = its_heading
        if text:
            parts.append(text)
    if parts:
        yield heading, "\n".join(parts)


def _plain(markdown: str) -> str:
    return " ".join(_MARKUP.sub(" ", markdown).split())


def _frequencies(wordnet: Path) -> Counter[str]:
    """How often each English lemma was met in the texts that WordNet's makers annotated."""
    used: Counter[str] = Counter()
    for line in (wordnet / "cntlist.rev").read_text(encoding="utf-8").splitlines():
        sense, _, count = line.split(" ")
        used[sense.partition("%")[0].replace("_", " ")] += int(count)
    return used


def _synsets(wordnet: Path) -> Iterator[tuple[str, tuple[list[str], str]]]:
    """The synsets as (``offset-pos``, (words, gloss without examples)); adjective satellites count as adjectives."""
    for pos, name in _PARTS.items():
        for line in (wordnet / f"data.{name}").read_text(encoding="utf-8").splitlines():
            if line.startswith(" "):
                continue  # the licence text at the top
            data, _, gloss = line.partition(" | ")
            offset, _, _, count, *rest = data.split(" ")
            words = [word.replace("_", " ").partition("(")[0] for word in rest[: 2 * int(count, 16) : 2]]
            yield f"{offset}-{pos}", (words, gloss.split('; "')[0].strip())
