"""Writes the finished model as a folder that sentence-transformers opens as well as ``ingest.embed``."""

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save
from tokenizers import Tokenizer

from ingest.embed import CHECKSUMS, TOKENIZER, WEIGHTS, checksums

_MODULES = [
    {"idx": 0, "name": "0", "path": "0_StaticEmbedding", "type": "sentence_transformers.models.StaticEmbedding"},
    {"idx": 1, "name": "1", "path": "1_Normalize", "type": "sentence_transformers.models.Normalize"},
]
_CONFIG = {"model_type": "SentenceTransformer", "prompts": {}, "similarity_fn_name": "cosine"}
_CARD = """---
language: [nl, en]
library_name: sentence-transformers
pipeline_tag: sentence-similarity
license: cc-by-sa-4.0
tags: [sentence-transformers, static-embedding]
---

# Samenwijs: static embeddings for Dutch government text

One vector of 352 numbers per token (40,000 tokens, 8 bits a number); a text is the average of its tokens, at unit
length. The first 256 numbers are learnt from laws: what is mentioned together. The other 96 are for what a token means
as a word, so that a citizen's word meets the word of the law, and an English word the Dutch one.

`ingest.embed.open_embedder()` reads the folder with numpy and tokenizers; sentence-transformers opens it too, and gives
the same vectors. There are no prompts for queries or passages.

## Trained on

- About 14,000 Dutch laws, regulations and circulars of 2017, collected in the public repository
  statengeneraal/laws-markdown. Legislation carries no copyright (art. 11 Auteurswet).
- Dutch synonyms, and Dutch words with their English counterparts, from Open Dutch WordNet (Postma, Van Miltenburg,
  Segers, Schoen and Vossen, Vrije Universiteit Amsterdam): CC BY-SA 4.0.
- English words with their Dutch translations from the English Wiktionary of 2015, as extracted by Matthias Buchmeier
  and collected in the public repository open-dsl-dict/wiktionary-dict: CC BY-SA 3.0.
- The directions of 37,000 English words in all-MiniLM-L6-v2 (Apache 2.0). That model is not needed to use this one.
- English words and their glosses from WordNet 3.0, copyright 2006 by Princeton University, all rights reserved, used
  under the WordNet licence: https://wordnet.princeton.edu/license-and-commercial-use. It comes as is, without warranty.

The weights derive from Open Dutch WordNet among others and are therefore shared under CC BY-SA 4.0 as well.

Training tells each pair from the other pairs of its batch: title and article, heading and article, sentence and the
rest of its article, term and definition, a few words of a sentence (as they are, as synonyms, or as English words)
behind a question word and the article, synonyms, Dutch and English words, words and glosses.

The meaning of a Dutch word is the mean of its senses, a sense being the mean of its English words in MiniLM, drawn
towards the mean of its synonyms. A form takes the meaning of its lemma, a verb that of its noun, and a compound that of
its two parts; an English word has its own; function words have none. Of the 384 numbers the 96 that vary most are kept,
and weighed by how much the token weighs.

## Make it again

`make train` (or `python -m ingest.embedding.train DATA`), with Debian's package `wordnet-base` installed; without it
the model learns no English. Put `src/en-nl-enwiktionary.txt` of open-dsl-dict/wiktionary-dict (commit 74c2c11) in DATA;
without it fewer words have a meaning. The seed is fixed, and two runs give the same bytes; the word analysis in
`ingest/dutch.py` and the versions of the libraries take part in the result.

## Measured

Queries made from 300 laws that were held out of training; the share that finds its own text first among 600:

| query | hit@1 |
|---|---|
{scores}
The version in the repository, on 200 questions of citizens and 500 texts of Rijksoverheid.nl that it has never seen:
right text first in .84 of the cases and in the first five in .95. An English MiniLM finds .54 first, BM25 with Dutch
stems .85. Without the numbers for meaning it was .775 and .935. On 106 questions about 34 policy documents that had no
part in any choice, the proving passage came first in .42 of the cases and in the first five in .73; without the numbers
for meaning in .41 and .68.

Tried without gain: rarity weights after training, removing common directions, a scale of 12, twice the steps, smoothing
over neighbours, a prior per document; meaning mixed into the learnt numbers instead of beside them (worse), fewer
numbers by principal components (256 in all: a third of the gain lost), Open Dutch WordNet without Wiktionary (more than
half of the gain lost), more weight for meaning where laws seldom use the word (better on citizens' questions, worse on
policy documents).

## What it is bad at

- Word order, negation and who does what to whom: a text is a bag of word pieces.
- Words that neither law texts nor word lists know: chat language, names, recent topics. Spelling errors break a word
  into pieces that mean little.
- English beyond single words, and any other language.
- Telling apart passages on one subject that differ in one figure or date. Use it beside a lexical index, not instead.
"""


def write_model(folder: Path, tokenizer: Tokenizer, vectors: NDArray[np.float32]) -> None:
    """Stores one vector per token in 8 bits a number and a scale per vector, which is a quarter of float32."""
    static = folder / "0_StaticEmbedding"
    static.mkdir(parents=True, exist_ok=True)
    (folder / "1_Normalize").mkdir(exist_ok=True)
    scales = np.maximum(np.abs(vectors).max(axis=1), np.finfo(np.float32).tiny) / 127
    # sentence-transformers multiplies "embeddings" by "weights" when it opens the file
    weights = save({"embeddings": np.rint(vectors / scales[:, None]).astype(np.int8), "weights": scales})
    pieces = tokenizer.to_str(pretty=False).encode()
    (static / WEIGHTS).write_bytes(weights)
    (static / TOKENIZER).write_bytes(pieces)
    (static / CHECKSUMS).write_text(checksums(weights, pieces), encoding="utf-8")
    for name, content in {
        "modules.json": _MODULES, "config_sentence_transformers.json": _CONFIG, "1_Normalize/config.json": {}
    }.items():  # fmt: skip
        (folder / name).write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def write_card(folder: Path, scores: Mapping[str, float]) -> None:
    """Puts the model card in the folder, with the share of held-out queries per task that found their own text."""
    rows = "".join(f"| {name} | {score:.2f} |\n" for name, score in scores.items())
    (folder / "README.md").write_text(_CARD.replace("{scores}", rows), encoding="utf-8")
