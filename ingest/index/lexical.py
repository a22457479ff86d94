"""The lexical index: lemmas, stems and character n-grams of every passage with its title and headings, in tantivy."""

import math
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ingest import dutch
from ingest.errors import IndexMismatch
from ingest.index.disk import REBUILD, disk_fault, readable
from ingest.model import Passage

if TYPE_CHECKING:
    import tantivy


class Analysis(StrEnum):
    """One way of looking at the words of a text."""

    LEMMA = "lemma"
    STEM = "stem"
    GRAM = "gram"

    def terms(self, words: Iterable[str]) -> Iterator[str]:
        """The terms of folded words in this view, in order."""
        match self:
            case Analysis.LEMMA:
                yield from map(dutch.lemma, words)
            case Analysis.STEM:
                yield from map(dutch.stem, words)
            case Analysis.GRAM:
                for word in words:
                    yield from dutch.grams(word)


# The fields, and what is kept of a term in each: which passages hold it, and in their own text also how often.
_WHOLE, _BODY = "whole", "body"
_FIELDS = {_WHOLE: "basic", _BODY: "freq"}
# A term counts once by how rare it is, wherever it stands: a title says the same for every passage of a document, a
# heading often returns below itself, and passages are about as long as each other. BM25, which weighs all that, only
# parts what is alike then; every weight from .1 to .3 did as well.
_BM25 = 0.15
MAX_WORDS = 100  # distinct words of a query; the rest of a very long text adds time and no meaning
_WRITER_MEMORY = 32_000_000  # bytes, of which tantivy takes at least 15 million
_TOKENIZER = "given"  # the terms are made here, so tantivy only has to part them at the spaces


class LexicalIndex:
    """The terms of every passage; opened for reading it never writes, and several threads may search at once."""

    def __init__(self, folder: Path, *, writable: bool = False) -> None:
        """Open the index, or with ``writable`` make it where it is absent; raises IndexMismatch when it is damaged."""
        import tantivy

        self._tantivy = tantivy
        self._folder = folder
        self._schema = _schema(tantivy.SchemaBuilder())
        self._writer: tantivy.IndexWriter | None = None
        try:
            if writable:
                folder.mkdir(parents=True, exist_ok=True)
                self._index = tantivy.Index(self._schema, str(folder))
            else:
                self._index = tantivy.Index.open(str(readable(folder, self)))
        except ValueError as error:
            raise IndexMismatch(
                f"De woordindex is niet te lezen ({folder}: {error}). Maak hem opnieuw met: {REBUILD}"
            ) from error
        splitter = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer(_TOKENIZER, splitter)

    def count(self) -> int:
        """The number of passages."""
        return self._index.searcher().num_docs

    def frequency(self, lemma: str) -> int:
        """The number of passages whose own text holds this lemma."""
        return self._index.searcher().doc_freq(_field(_BODY, Analysis.LEMMA), lemma)

    def search(self, analysis: Analysis, text: str, limit: int, among: Sequence[str] | None = None) -> dict[str, float]:
        """The best ``limit`` passages for any text by their score, best first; each distinct term counts once.

        ``among`` holds the ids of the only passages to look at; a word weighs as it does in the whole index.
        """
        searcher = self._index.searcher()
        query = self._query(analysis, text, searcher)
        if among is not None:
            query = self._among(query, among)
        hits = searcher.search(query, limit, count=False).hits
        return {str(searcher.doc(address)["id"][0]): float(score) for score, address in hits}

    def add(self, passages: Iterable[Passage]) -> None:
        """Index passages that are not in the index yet; raises OSError when that fails."""
        with self._changing():
            for passage in passages:
                row = _row(passage)
                self._writing().add_document(self._tantivy.Document.from_dict(row, self._schema))

    def remove(self, ids: Iterable[str]) -> None:
        """Take passages out; raises OSError when that fails."""
        with self._changing():
            for passage_id in ids:
                self._writing().delete_documents_by_term("id", passage_id)

    def commit(self) -> None:
        """Write what was added and removed to the disk and show it to searches; raises OSError when that fails."""
        if self._writer is None:
            return
        writer, self._writer = self._writer, None
        with self._changing():
            writer.commit()
            writer.wait_merging_threads()  # the folder is copied and synced next: nothing may write in it any more
            self._index.reload()

    def close(self) -> None:
        """Leave what was not committed behind."""
        self._writer = None

    @contextmanager
    def _changing(self) -> Iterator[None]:
        try:
            yield
        except ValueError as error:  # what tantivy raises for every fault of the disk
            raise disk_fault(error, self._folder) from error

    def _writing(self) -> "tantivy.IndexWriter":
        if self._writer is None:
            self._writer = self._index.writer(_WRITER_MEMORY, num_threads=1)
        return self._writer

    def _among(self, wanted: "tantivy.Query", ids: Sequence[str]) -> "tantivy.Query":
        query, must = self._tantivy.Query, self._tantivy.Occur.Must
        chosen = query.const_score_query(query.term_set_query(self._schema, "id", list(ids)), 0.0)
        return query.boolean_query([(must, wanted), (must, chosen)])

    def _query(self, analysis: Analysis, text: str, searcher: "tantivy.Searcher") -> "tantivy.Query":
        query, should = self._tantivy.Query, self._tantivy.Occur.Should
        whole, body = _field(_WHOLE, analysis), _field(_BODY, analysis)
        clauses = []
        for term in query_terms(analysis, text):
            rare = rarity(searcher.doc_freq(whole, term), searcher.num_docs)
            anywhere = query.term_query(self._schema, whole, term, index_option=_FIELDS[_WHOLE])
            own = query.term_query(self._schema, body, term, index_option=_FIELDS[_BODY])
            clauses += [
                (should, query.const_score_query(anywhere, rare)),
                (should, query.boost_query(own, _BM25)),
            ]
        return query.boolean_query(clauses)


def rarity(holding: int, passages: int) -> float:
    """What a term says that so many of all ``passages`` hold: its inverse document frequency, as BM25 has it.

    The number that hold it counts removed ones until tantivy tidies up, so it may be the larger of the two.
    """
    return math.log1p((max(passages - holding, 0) + 0.5) / (holding + 0.5))


def query_terms(analysis: Analysis, text: str) -> list[str]:
    """The distinct terms of a question, in order; function words count only when there is nothing else."""
    words = list(islice(dict.fromkeys(dutch.words(text)), MAX_WORDS))
    content = [word for word in words if word not in dutch.STOPWORDS]
    return list(dict.fromkeys(analysis.terms(content or words)))


def _field(name: str, analysis: Analysis) -> str:
    return f"{name}_{analysis}"


def _schema(builder: "tantivy.SchemaBuilder") -> "tantivy.Schema":
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name, option in _FIELDS.items():
        for analysis in Analysis:
            builder.add_text_field(_field(name, analysis), tokenizer_name=_TOKENIZER, index_option=option)
    return builder.build()


def _row(passage: Passage) -> dict[str, str]:
    source = passage.source
    above = (source.title, source.publisher, source.programme, source.region, passage.section)
    outside, inside = dutch.words(" ".join(filter(None, above))), dutch.words(passage.text)
    row = {"id": passage.id}
    for analysis in Analysis:
        own = " ".join(analysis.terms(inside))
        row[_field(_BODY, analysis)] = own
        row[_field(_WHOLE, analysis)] = " ".join([*analysis.terms(outside), own])
    return row
