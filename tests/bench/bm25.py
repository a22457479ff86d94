"""Plain BM25, as search engines come with it: what the product's own search of words is measured against."""

from collections.abc import Iterable

import tantivy

from ingest import dutch
from ingest.index.lexical import Analysis, query_terms
from ingest.model import Passage


class PlainBm25:
    """BM25 over the stems of title, headings and text in one field, in memory."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("stems", tokenizer_name="whitespace", index_option="freq")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema)
        writer = self._index.writer(num_threads=1)
        for passage in passages:
            words = dutch.words("\n".join((passage.source.title, passage.section, passage.text)))
            stems = " ".join(Analysis.STEM.terms(words))
            writer.add_document(tantivy.Document.from_dict({"id": passage.id, "stems": stems}, self._schema))
        writer.commit()
        self._index.reload()

    def search(self, question: str, limit: int) -> dict[str, float]:
        """The scores of the best ``limit`` passages by their id."""
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "stems", stem, index_option="freq"))
            for stem in query_terms(Analysis.STEM, question)
        ]
        searcher = self._index.searcher()
        hits = searcher.search(tantivy.Query.boolean_query(terms), limit).hits
        return {str(searcher.doc(address)["id"][0]): float(score) for score, address in hits}
