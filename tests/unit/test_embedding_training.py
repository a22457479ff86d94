"""What the shipped model is trained on is read and paired as its model card says."""

import json
import lzma
import random
from pathlib import Path

import numpy as np
import pytest

from ingest.embed import StaticEmbedder
from ingest.embedding.data import Lexicon, read_laws, read_lexicon
from ingest.embedding.folder import write_model
from ingest.embedding.pairs import make_pairs
from ingest.embedding.vocabulary import train_tokenizer

SECTIONS = [
    {
        "heading": "Artikel 1 Begrippen",
        "text": "a. *vergunning:* toestemming om een woning te mogen bouwen in de gemeente;",
    },
    {
        "heading": "Artikel 2 De aanvraag van een vergunning",
        "text": "De aanvrager vraagt de vergunning aan bij het bestuur. Het bestuur beslist binnen acht weken.",
    },
]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    with lzma.open(tmp_path / "dutch-law.jsonl.xz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"title": "Wet op het bouwen", "sections": SECTIONS}) + "\n")
    (tmp_path / "odwn-synonyms.tsv").write_text("lemma\tsynonyms\nwoning\thuis\tpand\n", encoding="utf-8")
    (tmp_path / "odwn-pwn30-lemmas.tsv").write_text("03544360-n\twoning\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def wordnet(tmp_path: Path) -> Path:
    folder = tmp_path / "wordnet"
    folder.mkdir()
    for name in ("noun", "verb", "adj", "adv"):
        (folder / f"data.{name}").write_text("  1 licence text\n", encoding="utf-8")
    with (folder / "data.noun").open("a", encoding="utf-8") as nouns:
        nouns.write('03544360 06 n 02 dwelling_house 0 house 0 001 @ 03 n 0000 | a place to live in; "a hut"  \n')
    (folder / "cntlist.rev").write_text("house%1:06:00:: 1 150\n", encoding="utf-8")
    return folder


def test_words_get_their_english_counterparts_the_most_used_first(data: Path, wordnet: Path) -> None:
    lexicon = read_lexicon(data, wordnet)
    assert lexicon.synonyms == {"woning": ("huis", "pand")}
    assert lexicon.english == {"woning": ("house", "dwelling house")}
    assert lexicon.glosses == (("woning", "a place to live in"),)


def test_the_meanings_of_a_word_come_from_both_word_lists(data: Path, wordnet: Path) -> None:
    (data / "en-nl-enwiktionary.txt").write_text(
        "# English :: Dutch dictionary\n"
        "board {n} (committee) :: raad {m}, Bestuur {n} (of a society)\n"
        "Bonn {prop} (city) :: Bonn\n"
        "plank {n} (board) SEE: board ::\n",
        encoding="utf-8",
    )
    senses = read_lexicon(data, wordnet).senses
    assert senses == {"woning": [["dwelling house", "house"]], "raad": [["board"]], "bestuur": [["board"]]}


def test_without_wordnet_there_is_no_english(data: Path) -> None:
    lexicon = read_lexicon(data, data / "absent")
    assert not lexicon.english
    assert not lexicon.glosses


def test_laws_give_pairs_of_questions_and_the_articles_that_answer_them(data: Path, wordnet: Path) -> None:
    laws = list(read_laws(data))
    pairs = make_pairs(laws, read_lexicon(data, wordnet), random.Random(1))
    applying = SECTIONS[1]["text"]
    assert ("De aanvraag van een vergunning", applying) in pairs["heading"]
    assert any(pair.query.endswith(" vergunning") and "toestemming" in pair.text for pair in pairs["definition"])
    (rest,) = pairs["sentence"]
    assert rest.query in applying
    assert rest.query not in rest.text
    assert all(pair.text.startswith("Artikel") for pair in pairs["keywords"])


def test_the_same_seed_gives_the_same_pairs(data: Path) -> None:
    laws, lexicon = list(read_laws(data)), Lexicon({}, {}, (), {})
    assert make_pairs(laws, lexicon, random.Random(3)) == make_pairs(laws, lexicon, random.Random(3))


def test_the_tokenizer_is_the_same_each_time_it_is_trained() -> None:
    texts = [f"De gemeente bouwt {number} woningen en een brug over de gracht." for number in range(50)]
    first, second = (train_tokenizer(texts, 60).to_str() for _ in range(2))
    assert first == second


def test_eight_bits_keep_the_direction_of_a_text(tmp_path: Path) -> None:
    tokenizer = train_tokenizer(["bouwen aan de brug", "water in de gracht", "wonen in de stad"] * 20, 60)
    vectors = np.random.default_rng(1).normal(size=(tokenizer.get_vocab_size(), 64)).astype(np.float32)
    write_model(tmp_path, tokenizer, vectors)
    text = "bouwen in de stad"
    exact = vectors[tokenizer.encode(text).ids].sum(axis=0)
    assert StaticEmbedder(tmp_path).embed_query(text) @ exact / np.linalg.norm(exact) > 0.9999
