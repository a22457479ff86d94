"""Ways of writing, each in a document of its own: what is found in them is what a reader would note, and no more."""

from pathlib import Path

import pytest

from tests.fact_ways import FOLDER, outcome


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.md")), ids=lambda file: file.stem)
def test_facts_of_a_document_are_those_that_a_reader_notes(file: Path) -> None:
    found = outcome(file)
    assert (found.wrong, found.missed) == ([], [])


def test_there_are_documents_to_read() -> None:
    assert len(list(FOLDER.glob("*.md"))) > 10  # a folder that moved would pass otherwise
